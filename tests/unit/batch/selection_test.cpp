// Which records are screened: sampling and --where.
#include "batch/condition.hpp"
#include "batch/sampling.hpp"
#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

TEST(SamplingTest, OneInOneIsAll) {
  for (std::uint64_t line = 1; line < 100; ++line) EXPECT_TRUE(is_sampled({0, 0, line}, 1, 7));
}

TEST(SamplingTest, AboutOneInTenAndOthersForAnotherSeedOrInput) {
  int chosen = 0;
  int both = 0;
  int both_inputs = 0;
  for (std::uint64_t line = 1; line <= 10'000; ++line) {
    const bool first = is_sampled({0, 0, line}, 10, 1);
    chosen += first ? 1 : 0;
    both += first && is_sampled({0, 0, line}, 10, 2) ? 1 : 0;
    both_inputs += first && is_sampled({1, 0, line}, 10, 1) ? 1 : 0;
  }
  EXPECT_NEAR(chosen, 1000, 120);  // four standard deviations of 30
  EXPECT_NEAR(both, 100, 40);
  EXPECT_NEAR(both_inputs, 100, 40);
}

TEST(SamplingTest, TheOffsetDoesNotCountSoThatBlankSpaceChangesNothing) {
  EXPECT_EQ(is_sampled({1, 5, 3}, 2, 1), is_sampled({1, 900, 3}, 2, 1));
}

class ConditionTest : public ::testing::Test {
 protected:
  std::string outcome(const std::string& text, const std::string& answers) {
    const auto engine = support::knee_engine();
    const auto condition = Condition::compile(text, *engine->rule_set);
    if (!condition) return condition.error().message;
    AssessScratch scratch(*engine);
    const auto report = assess(*engine, *intake::make_json_adapter(),
                               support::knee_record("a", answers), {}, scratch);
    EXPECT_TRUE(report && report->valid);
    auto own = condition->make_scratch();
    const auto holds = condition->holds({scratch.triage.slots(), *report->evaluated_at}, own);
    if (!holds) return "error: " + holds.error().message;
    return !holds->has_value() ? "unknown" : **holds ? "true" : "false";
  }
};

TEST_F(ConditionTest, ItIsTrueFalseOrUnknown) {
  EXPECT_EQ(outcome("Assessment.ageYears > 65", R"("ageYears":66)"), "true");
  EXPECT_EQ(outcome("Assessment.ageYears > 65", R"("ageYears":65)"), "false");
  EXPECT_EQ(outcome("Assessment.ageYears > 65", ""), "unknown");
}

TEST_F(ConditionTest, ItSeesDefinitionsOfTheRulesAndDerivedAnswers) {
  EXPECT_EQ(
      outcome("KneeFlags.\"Fracture suspected\"", R"("twistInjury":true,"cannotBearWeight":true)"),
      "true");
  EXPECT_EQ(outcome("Assessment.ageYears = 36", R"("birthDate":"1990-01-01")"), "true");
  EXPECT_EQ(outcome("Assessment.surgeonReleased", R"("hadSurgery":false)"), "true");
}

TEST_F(ConditionTest, WhatIsNotBooleanOrDoesNotCompileIsRefused) {
  const auto& rules = *support::knee_engine()->rule_set;
  EXPECT_EQ(Condition::compile("Assessment.ageYears", rules).error().code, Error::Code::usage);
  const auto misspelt = Condition::compile("Assessment.agYears > 1", rules);
  ASSERT_FALSE(misspelt.has_value());
  EXPECT_NE(misspelt.error().message.find("ageYears"), std::string::npos);
}

}  // namespace
}  // namespace palpate::batch
