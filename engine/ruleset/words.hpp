#pragma once

#include <array>
#include <string_view>

/// The words of the rule set's files, in the order of the enumerators in rule_set.hpp (tiers: of
/// those in intake/dictionary.hpp).
namespace palpate::ruleset {

inline constexpr std::array<std::string_view, 5> finding_kind_words = {"short", "weak", "pattern",
                                                                       "pain", "modifier"};
inline constexpr std::array<std::string_view, 3> confidence_words = {"low", "moderate", "high"};
inline constexpr std::array<std::string_view, 7> exercise_kind_words = {
    "warm-up", "release", "mobility", "strengthening", "stretch", "technique", "relaxation"};
inline constexpr std::array<std::string_view, 3> exercise_level_words = {"beginner", "intermediate",
                                                                         "advanced"};
inline constexpr std::array<std::string_view, 4> effect_words = {"lengthen", "strengthen",
                                                                 "mobilise", "release"};
inline constexpr std::array<std::string_view, 3> decision_words = {"full", "restricted",
                                                                   "withheld"};
inline constexpr std::array<std::string_view, 3> status_words = {"draft", "active", "retired"};
inline constexpr std::array<std::string_view, 3> tier_words = {"must-ask", "should-ask",
                                                               "optional"};

}  // namespace palpate::ruleset
