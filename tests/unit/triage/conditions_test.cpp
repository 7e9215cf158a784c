// The shipped rules on the network of conditions: same truths as the Machine, same waiting slots as
// the walk over the program.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "support/rules.hpp"
#include "triage/explain.hpp"
#include "triage/regions.hpp"

namespace palpate::triage {
namespace {

class Sample {
 public:
  explicit Sample(const ruleset::RuleSet& rules) : regions_(rules), slots_(count(rules)) {}

  /// About `share` of 100 questions answered.
  const std::vector<Value>& next(unsigned share) {
    for (std::uint32_t slot = 0; slot < slots_.size(); ++slot) {
      const auto values = regions_.of(slot);
      const bool answered = !values.empty() && random_() % 100 < share;
      slots_[slot] = answered ? values[random_() % values.size()] : Value();
    }
    return slots_;
  }

 private:
  static std::size_t count(const ruleset::RuleSet& rules) { return rules.dictionary->slot_count; }

  Regions regions_;
  std::vector<Value> slots_;
  std::mt19937 random_{11};
};

std::vector<std::uint32_t> sorted(std::vector<std::uint32_t> slots) {
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

TEST(Conditions, OfTheShippedRulesAnswerAndWaitAsTheProgramDoes) {
  const auto rules = support::rule_set(support::lumbopelvic);
  cql::Scratch scratch(rules->program);
  cql::ConditionRun run(*rules->conditions, scratch);
  Explainer explainer(scratch);
  Sample sample(*rules);
  for (int n = 0; n < 300 && !::testing::Test::HasFailure(); ++n) {
    const auto& slots = sample.next(static_cast<unsigned>(n % 101));
    scratch.begin({slots, support::noon()});
    run.begin(slots);
    explainer.begin(slots);
    for (cql::ConditionId id = 0; id < rules->conditions->size(); ++id) {
      const auto definition = rules->conditions->definition(id);
      const auto& name = rules->program->definition(definition).name;
      const auto truth = run.of(id);
      const auto value = scratch.definition(definition);
      ASSERT_TRUE(truth && value) << name;
      ASSERT_EQ(*truth, cql::truth_of(*value)) << name;
      if (*truth != cql::Truth::unknown) continue;
      std::vector<std::uint32_t> waiting;
      std::vector<cql::NodeId> leaves;
      run.start_walk();
      run.waits_for(id, waiting, leaves);
      for (const auto leaf : leaves) {
        for (const auto& d : explainer.deciding(leaf)) waiting.push_back(d.slot);
      }
      std::vector<std::uint32_t> walked;
      for (const auto& d : explainer.deciding(definition, Side::none)) {
        walked.push_back(d.slot);
      }
      ASSERT_EQ(sorted(waiting), sorted(walked)) << name;
    }
  }
}

TEST(Conditions, OfTheShippedRulesLeaveLittleToTheMachine) {
  const auto rules = support::rule_set(support::lumbopelvic);
  const auto gates = rules->conditions->gates();
  const auto leaves = std::count_if(gates.begin(), gates.end(), [](const cql::Gate& gate) {
    return gate.kind == cql::Gate::Kind::definition || gate.kind == cql::Gate::Kind::node;
  });
  EXPECT_LT(static_cast<std::size_t>(leaves), gates.size() / 20) << gates.size() << " gates";
}

}  // namespace
}  // namespace palpate::triage
