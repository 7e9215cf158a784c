#include "triage/questions.hpp"

#include <algorithm>
#include <tuple>

#include "triage/regions.hpp"

namespace palpate::triage {

namespace {

/// True when a flag of the level at stake is present as the record stands.
bool makes_present(const Question& question, TriageScratch& scratch) {
  const auto& flags = scratch.rule_set().red_flags;
  return std::any_of(question.flags.begin(), question.flags.end(), [&](std::uint32_t index) {
    if (flags[index].level != question.stake) return false;
    const auto holds = status(scratch, flags[index].definition);
    return holds && holds->value_or(false);
  });
}

/// True when some answer to the question, all else as it is, makes a flag of the level at stake
/// present.
bool one_answer_decides(const Question& question, TriageScratch& scratch) {
  const auto slot = question.slot;
  const auto as_it_is = scratch.slots()[slot];
  bool decides = false;
  for (const auto& value : scratch.regions().of(slot)) {
    scratch.suppose(slot, value);
    decides = makes_present(question, scratch);
    if (decides) break;
  }
  scratch.suppose(slot, as_it_is);
  return decides;
}

bool can_be_asked_again(const intake::Item& item, intake::AnswerState state) {
  using State = intake::AnswerState;
  return state != State::asked_unknown && state != State::declined &&
         item.asked_of != intake::AskedOf::record;
}

std::vector<Question> gather(const std::vector<FlagResult>& flags, std::size_t slot_count) {
  std::vector<std::vector<std::uint32_t>> flags_of(slot_count);
  for (const auto& flag : flags) {
    for (const auto slot : flag.waits_for) flags_of[slot].push_back(flag.flag);
  }
  std::vector<Question> questions;
  for (std::uint32_t slot = 0; slot < slot_count; ++slot) {
    if (flags_of[slot].empty()) continue;
    Question question;
    question.slot = slot;
    question.flags = std::move(flags_of[slot]);
    questions.push_back(std::move(question));
  }
  return questions;
}

}  // namespace

std::vector<Question> rank_questions(const std::vector<FlagResult>& flags,
                                     const intake::Intake& intake, TriageScratch& scratch) {
  const auto& rules = scratch.rule_set();
  const auto& dictionary = *rules.dictionary;
  auto questions = gather(flags, dictionary.slot_count);
  for (auto& question : questions) {
    const auto& item = dictionary.items[dictionary.item_of_slot(question.slot)];
    question.state = intake.states[question.slot];
    question.ask_again = can_be_asked_again(item, question.state);
    question.stake = rules.policy.default_level;
    for (const auto flag : question.flags) {
      question.stake = std::min(question.stake, rules.red_flags[flag].level);
    }
    question.decisive = one_answer_decides(question, scratch);
  }
  const auto key = [&](const Question& q) {
    const auto tier = dictionary.items[dictionary.item_of_slot(q.slot)].tier;
    return std::make_tuple(q.stake, tier, !q.decisive, rules.red_flags.size() - q.flags.size(),
                           q.slot);
  };
  std::sort(questions.begin(), questions.end(),
            [&](const Question& a, const Question& b) { return key(a) < key(b); });
  return questions;
}

}  // namespace palpate::triage
