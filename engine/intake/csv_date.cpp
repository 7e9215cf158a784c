#include "intake/csv_date.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace palpate::intake {

namespace {

constexpr std::string_view iso_word = "ISO";
constexpr std::string_view iso_shape = "YYYY-MM-DD";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::optional<DatePattern> DatePattern::parse(std::string_view text) {
  struct Word {
    std::string_view letters;
    Kind kind;
    bool short_form;
  };
  // The longer of two that begin alike comes first.
  constexpr std::array<Word, 8> words = {{{"YYYY", Kind::year, false},
                                          {"MM", Kind::month, false},
                                          {"M", Kind::month, true},
                                          {"DD", Kind::day, false},
                                          {"D", Kind::day, true},
                                          {"hh", Kind::hour, false},
                                          {"mm", Kind::minute, false},
                                          {"ss", Kind::second, false}}};
  DatePattern pattern;
  pattern.text_ = text;
  pattern.is_iso_ = text == iso_word;
  auto rest = pattern.is_iso_ ? iso_shape : text;
  while (!rest.empty()) {
    const auto word = std::find_if(words.begin(), words.end(), [rest](const Word& candidate) {
      return rest.substr(0, candidate.letters.size()) == candidate.letters;
    });
    if (word != words.end()) {
      pattern.parts_.push_back({word->kind, word->short_form, '\0'});
      rest.remove_prefix(word->letters.size());
      continue;
    }
    if ((is_letter(rest[0]) && rest[0] != 'T') || is_digit(rest[0])) return std::nullopt;
    pattern.parts_.push_back({Kind::literal, false, rest[0]});
    rest.remove_prefix(1);
  }
  if (!is_complete(pattern.parts_)) return std::nullopt;
  return pattern;
}

/// Each part once, none without the next larger one, and no two of open length side by side.
bool DatePattern::is_complete(const std::vector<Part>& parts) {
  std::array<int, 7> counts{};
  const Part* before = nullptr;
  for (const auto& part : parts) {
    if (part.kind != Kind::literal) ++counts[static_cast<std::size_t>(part.kind)];
    const bool open = before != nullptr && before->short_form;
    if (open && part.kind != Kind::literal) return false;
    before = &part;
  }
  const auto count = [&](Kind kind) { return counts[static_cast<std::size_t>(kind)]; };
  if (count(Kind::year) != 1) return false;
  for (std::size_t i = static_cast<std::size_t>(Kind::month); i < counts.size(); ++i) {
    if (counts[i] > counts[i - 1]) return false;
  }
  return count(Kind::hour) == count(Kind::minute);
}

bool DatePattern::has_time() const {
  return std::any_of(parts_.begin(), parts_.end(),
                     [](const Part& part) { return part.kind == Kind::hour; });
}

std::optional<std::string> DatePattern::iso(std::string_view text) const {
  if (is_iso_) return std::string(text);
  constexpr std::string_view before = "?--T::";  // in front of year, month, day, hour …
  std::array<std::string, 7> found;
  for (const auto& part : parts_) {
    if (part.kind == Kind::literal) {
      if (text.empty() || text[0] != part.literal) return std::nullopt;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t most = part.kind == Kind::year ? 4 : 2;
    std::size_t digits = 0;
    while (digits < most && digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits < (part.short_form ? 1 : most)) return std::nullopt;
    auto& component = found[static_cast<std::size_t>(part.kind)];
    component = std::string(most - digits, '0') + std::string(text.substr(0, digits));
    text.remove_prefix(digits);
  }
  if (!text.empty()) return std::nullopt;
  auto iso = found[static_cast<std::size_t>(Kind::year)];
  for (auto i = static_cast<std::size_t>(Kind::month); i < found.size(); ++i) {
    if (!found[i].empty()) iso.append(1, before[i - 1]).append(found[i]);
  }
  return iso;
}

std::vector<DatePattern::Run> DatePattern::runs() const {
  std::vector<Run> runs(1);
  for (const auto& part : parts_) {
    if (part.kind == Kind::literal) {
      runs.back().literal = part.literal;
      runs.emplace_back();
      continue;
    }
    runs.back().most += part.kind == Kind::year ? 4 : 2;
    runs.back().least += part.kind == Kind::year ? 4 : part.short_form ? 1 : 2;
  }
  return runs;
}

bool DatePattern::clashes_with(const DatePattern& other) const {
  const auto fit = [](const Run& a, const Run& b) {
    return a.literal == b.literal && a.least <= b.most && b.least <= a.most;
  };
  const auto mine = runs();
  const auto its = other.runs();
  if (!std::equal(mine.begin(), mine.end(), its.begin(), its.end(), fit)) return false;
  return !std::equal(parts_.begin(), parts_.end(), other.parts_.begin(), other.parts_.end(),
                     [](const Part& a, const Part& b) { return a.kind == b.kind; });
}

}  // namespace palpate::intake
