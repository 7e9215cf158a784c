// The enumeration oracle: completes a partial intake in every way (one value for each region
// between the constants that an item is compared with) and holds triage's answer against the
// truth. Present, absent and the bounds must hold in every completion; and a flag must not stay
// undetermined where all completions agree.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "cql/program/reach.hpp"
#include "support/rules.hpp"
#include "triage/regions.hpp"
#include "triage/triage.hpp"

namespace palpate::triage {
namespace {

using intake::AnswerState;
using intake::Intake;

constexpr std::size_t enumerated_at_most = 3000;
constexpr std::size_t sampled = 60;

struct World {
  explicit World(const std::string& directory)
      : rules(support::rule_set(directory)), regions(*rules), scratch(rules) {}

  Triage triage(const Intake& intake) {
    auto result = triage::triage(intake, support::noon(), scratch, {false, false});
    EXPECT_TRUE(result.has_value());
    return *result;
  }

  std::shared_ptr<const ruleset::RuleSet> rules;
  Regions regions;
  TriageScratch scratch;
};

void copy(const Intake& from, Intake& to) {
  to.clear();
  for (std::uint32_t slot = 0; slot < from.slots.size(); ++slot) {
    if (from.states[slot] == AnswerState::answered) {
      to.set(slot, AnswerState::answered, clone(from.slots[slot], to.arena()));
    }
  }
}

/// Base items that `flag` can depend on, also through applicability and derivation.
std::vector<std::uint32_t> dependencies(const ruleset::RuleSet& rules,
                                        const ruleset::RedFlag& flag) {
  std::set<std::uint32_t> slots;
  std::vector<cql::DefinitionId> open{flag.definition};
  while (!open.empty()) {
    const auto definition = open.back();
    open.pop_back();
    const auto root = rules.program->definition(definition).root;
    for (const auto slot : cql::reachable_slots(*rules.program, root)) {
      if (!slots.insert(slot).second) continue;
      const auto& logic = rules.item_logic[rules.dictionary->item_of_slot(slot)];
      if (logic.applies) open.push_back(*logic.applies);
    }
  }
  return {slots.begin(), slots.end()};
}

Value random_value(const World& world, std::uint32_t slot, std::mt19937& random) {
  const auto values = world.regions.of(slot);
  return values.empty() ? Value() : values[random() % values.size()];
}

/// Each completion of `missing` in turn, or a random sample when there are too many. Returns
/// whether all were seen. `visit` gets completions that contradict themselves too.
template <typename Visit>
bool for_each_completion(const World& world, const Intake& partial,
                         const std::vector<std::uint32_t>& missing, std::mt19937& random,
                         Visit&& visit) {
  std::size_t combinations = 1;
  bool complete = true;
  for (const auto slot : missing) {
    const auto choices = world.regions.of(slot).size();
    if (choices == 0) complete = false;  // a date or text: nothing to enumerate
    combinations *= std::max<std::size_t>(choices, 1);
    if (combinations > enumerated_at_most) break;
  }
  const bool all = combinations <= enumerated_at_most;
  Intake candidate(world.rules->dictionary);
  for (std::size_t n = 0; n < (all ? combinations : sampled); ++n) {
    copy(partial, candidate);
    auto rest = n;
    for (const auto slot : missing) {
      const auto values = world.regions.of(slot);
      if (values.empty()) continue;
      const auto pick = all ? rest % values.size() : random() % values.size();
      rest /= values.size();
      candidate.set(slot, AnswerState::answered, values[pick]);
    }
    visit(candidate);
  }
  return all && complete;
}

void random_partial(const World& world, std::mt19937& random, Intake& intake) {
  intake.clear();
  const auto share = 20 + random() % 80;
  for (std::uint32_t slot = 0; slot < world.rules->dictionary->slot_count; ++slot) {
    if (random() % 100 >= share) continue;
    const auto value = random_value(world, slot, random);
    if (!value.is_null()) intake.set(slot, AnswerState::answered, value);
  }
}

void check_flag(World& world, const Intake& partial, const Triage& claimed, std::uint32_t flag,
                std::mt19937& random) {
  const auto status = claimed.flags[flag].status;
  std::vector<std::uint32_t> missing;
  for (const auto slot : dependencies(*world.rules, world.rules->red_flags[flag])) {
    if (partial.states[slot] != AnswerState::answered) missing.push_back(slot);
  }
  std::set<FlagStatus> outcomes;
  bool contradictions = false;  // a patient may still give them: they settle nothing
  const bool all = for_each_completion(world, partial, missing, random, [&](const Intake& full) {
    const auto truth = world.triage(full);
    contradictions = contradictions || truth.contradictory;
    if (!truth.contradictory) outcomes.insert(truth.flags[flag].status);
  });
  const auto& id = world.rules->red_flags[flag].id;
  if (status != FlagStatus::undetermined) {
    for (const auto outcome : outcomes) {
      EXPECT_EQ(outcome, status) << id << " was said to be " << to_string(status);
    }
  } else if (all && !contradictions && !outcomes.empty()) {
    const bool settled = outcomes.size() == 1 && *outcomes.begin() != FlagStatus::undetermined;
    EXPECT_FALSE(settled) << id << " is left undetermined, though every completion says "
                          << to_string(*outcomes.begin());
  }
}

void check_bounds(World& world, const Intake& partial, const Triage& claimed,
                  std::mt19937& random) {
  std::vector<std::uint32_t> missing;
  for (std::uint32_t slot = 0; slot < partial.states.size(); ++slot) {
    if (partial.states[slot] != AnswerState::answered) missing.push_back(slot);
  }
  for_each_completion(world, partial, missing, random, [&](const Intake& full) {
    const auto truth = world.triage(full);
    if (truth.contradictory) return;
    EXPECT_LE(truth.disposition.at_least, claimed.disposition.at_least);
    EXPECT_GE(truth.disposition.at_most, claimed.disposition.at_most);
    EXPECT_LE(claimed.disposition.at_most, claimed.disposition.level);
    EXPECT_LE(claimed.disposition.level, claimed.disposition.at_least);
  });
}

void run_oracle(const std::string& directory, std::size_t intakes) {
  World world(directory);
  ASSERT_TRUE(world.rules);
  std::mt19937 random(20261121);
  Intake partial(world.rules->dictionary);
  std::size_t checked = 0;
  for (std::size_t n = 0; n < intakes; ++n) {
    random_partial(world, random, partial);
    const auto claimed = world.triage(partial);
    if (claimed.contradictory) continue;
    ++checked;
    const auto flag = static_cast<std::uint32_t>(n % world.rules->red_flags.size());
    check_flag(world, partial, claimed, flag, random);
    check_bounds(world, partial, claimed, random);
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(checked, intakes / 10) << "too few consistent intakes to mean anything";
}

TEST(Oracle, StatusesAndBoundsHoldInEveryCompletionOfAKneeIntake) {
  run_oracle(support::knee, 300);
}

TEST(Oracle, StatusesAndBoundsHoldInEveryCompletionOfALumbopelvicIntake) {
  run_oracle(support::lumbopelvic, 150);
}

}  // namespace
}  // namespace palpate::triage
