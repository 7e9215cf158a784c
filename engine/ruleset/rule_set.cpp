// Words and look-ups of a loaded rule set. External interface: rule_set.hpp.
#include "ruleset/rule_set.hpp"

#include <algorithm>

#include "ruleset/words.hpp"

namespace palpate::ruleset {

namespace {

template <typename Enum, std::size_t size>
std::string_view word(Enum value, const std::array<std::string_view, size>& words) {
  return words[static_cast<std::size_t>(value)];
}

template <typename Element>
std::optional<std::uint32_t> find_id(const std::vector<Element>& elements, std::string_view id) {
  const auto found = std::find_if(elements.begin(), elements.end(),
                                  [id](const Element& element) { return element.id == id; });
  if (found == elements.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - elements.begin());
}

}  // namespace

std::string_view to_string(FindingKind kind) { return word(kind, finding_kind_words); }
std::string_view to_string(Confidence confidence) { return word(confidence, confidence_words); }
std::string_view to_string(ExerciseKind kind) { return word(kind, exercise_kind_words); }
std::string_view to_string(ExerciseLevel level) { return word(level, exercise_level_words); }
std::string_view to_string(Effect effect) { return word(effect, effect_words); }
std::string_view to_string(Decision decision) { return word(decision, decision_words); }
std::string_view to_string(Status status) { return word(status, status_words); }

std::optional<LevelIndex> RuleSet::find_level(std::string_view level) const {
  return find_id(levels, level);
}
std::optional<std::uint32_t> RuleSet::find_red_flag(std::string_view flag) const {
  return find_id(red_flags, flag);
}
std::optional<std::uint32_t> RuleSet::find_finding(std::string_view finding) const {
  return find_id(findings, finding);
}
std::optional<std::uint32_t> RuleSet::find_exercise(std::string_view exercise) const {
  return find_id(exercises, exercise);
}

}  // namespace palpate::ruleset
