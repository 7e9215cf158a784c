#include "intake/intake.hpp"

#include <algorithm>
#include <utility>

#include "base/digest.hpp"
#include "base/limits.hpp"

namespace palpate::intake {

namespace {

/// Lists and texts of a usual assessment take a few hundred bytes.
constexpr std::size_t first_block_bytes = 4096;

bool is_error(const Issue& issue) { return issue.kind == Issue::Kind::error; }

}  // namespace

std::string_view to_string(AnswerState state) {
  switch (state) {
    case AnswerState::answered:
      return "answered";
    case AnswerState::not_asked:
      return "not-asked";
    case AnswerState::asked_unknown:
      return "asked-unknown";
    case AnswerState::declined:
      return "declined";
    case AnswerState::implausible:
      return "implausible";
    case AnswerState::unreadable:
      return "unreadable";
  }
  return {};
}

Intake::Intake(std::shared_ptr<const Dictionary> dictionary)
    : dictionary_(std::move(dictionary)),
      first_block_(first_block_bytes),
      arena_(first_block_.data(), first_block_.size()),
      unanswered_(dictionary_->slot_count) {
  clear();
}

void Intake::clear() {
  id.clear();
  subject.clear();
  recorded_at.reset();
  slots = unanswered_;  // copied faster than made
  states.assign(dictionary_->slot_count, AnswerState::not_asked);
  issues.clear();
  arena_.release();
}

bool Intake::has_errors() const { return std::any_of(issues.begin(), issues.end(), is_error); }

void Intake::set(std::uint32_t slot, AnswerState state, const Value& value) {
  states[slot] = state;
  slots[slot] = state == AnswerState::answered ? value : Value();
}

void Intake::add_error(std::string_view code, std::string pointer, std::string message,
                       std::string suggestion) {
  add_issue({Issue::Kind::error,
             std::string(code),
             std::move(pointer),
             {},
             std::move(message),
             std::move(suggestion)});
}

void Intake::add_issue(Issue issue) {
  if (issues.size() < limits::assessment_issues) {
    issues.push_back(std::move(issue));
  } else if (is_error(issue) && !has_errors()) {
    // Lesser issues must not crowd out the fact that there is an error.
    issues.back() = std::move(issue);
  }
}

std::string IntakeAdapter::digest(std::string_view bytes) const { return sha256(bytes); }

}  // namespace palpate::intake
