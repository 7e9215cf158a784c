#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/document.hpp"
#include "generate/random.hpp"
#include "ruleset/rule_set.hpp"

/// How answers are distributed: what a profile file says (docs/generating.md), completed by the
/// dictionary. Numbers are whole millionths of the item's unit, chances whole millionths of 1.
namespace palpate::generate {

using Chance = std::uint32_t;

struct Number {
  enum class Shape : std::uint8_t { normal, exponential, uniform };
  Shape shape = Shape::uniform;
  std::int64_t mean = 0;    ///< exponential: of the distance from `low`
  std::int64_t spread = 0;  ///< standard deviation
  std::int64_t low = 0;     ///< inclusive; what falls below becomes `low`
  std::int64_t high = 0;    ///< inclusive
  std::int64_t step = certain;
  std::uint8_t decimals = 0;  ///< as written
};

struct Ending {
  std::string text;
  Chance chance = 0;  ///< of this ending or one before it
};
struct Text {
  std::vector<std::string> words;
  std::uint32_t least = 1;
  std::uint32_t most = 1;
  std::vector<Ending> endings;
};

/// How one item is answered; its type says which member counts.
struct Distribution {
  bool silent = false;          ///< there is nothing to answer
  Chance chance = 0;            ///< boolean: true
  Number number;                ///< integer, decimal, quantity
  std::vector<Chance> options;  ///< choices: of each option; choice: of it or one before it
  std::int64_t first_day = 0;   ///< date: days since 0001-01-01
  std::uint32_t days = 1;       ///< date: how many days there are to choose from
  Text text;
};

/// "Where that item is answered so".
struct Condition {
  enum class Test : std::uint8_t { is, has, at_least, at_most };
  intake::ItemIndex item = 0;
  Test test = Test::is;
  std::string word;            ///< is, has: "true", "false" or an option
  std::int64_t threshold = 0;  ///< at_least, at_most, and is of numbers
};
struct Dependency {
  Condition condition;
  Distribution then;
};

struct ItemProfile {
  Distribution usual;
  std::vector<Dependency> given;  ///< the first whose condition holds takes the place of `usual`
  Chance missing = 0;
  Chance same_side = 0;  ///< sided: both sides have one answer
  Chance one_side = 0;   ///< sided: only one side is answered
};

/// How a missing answer is written.
enum class Missing : std::uint8_t { left_out, empty, not_asked, asked_unknown, declined };
inline constexpr std::size_t missing_forms = 5;

struct Profile {
  std::vector<ItemProfile> items;                  ///< one an item of the dictionary
  std::vector<intake::ItemIndex> order;            ///< of drawing: each after what it depends on
  std::array<Chance, missing_forms> missing_as{};  ///< of this form or one before it
  std::array<Chance, 3> without{};                 ///< by AskedOf: nothing at all was asked of them
  std::int64_t first_day = 0;                      ///< of recordedAt
  std::uint32_t days = 1;
  std::optional<Chance> red_flags;  ///< share of records with a red flag of `level` or above
  ruleset::LevelIndex level = 0;
  std::uint32_t attempts = 200;  ///< to draw a record that fits
};

/// Without a file: from the dictionary alone, so that any rule set can be tried.
Profile default_profile(const ruleset::RuleSet& rules);

/// Reads a profile for `rules`. Codes RS0101–RS0107 for its form, GN0201–GN0209 for what it says.
/// Empty on errors.
std::optional<Profile> load_profile(const Document& document, const ruleset::RuleSet& rules,
                                    Diagnostics& diagnostics);

/// Fills `order`. The items of a cycle, each depending on the next; empty when there is none.
std::vector<intake::ItemIndex> set_order(Profile& profile, const ruleset::RuleSet& rules);

}  // namespace palpate::generate
