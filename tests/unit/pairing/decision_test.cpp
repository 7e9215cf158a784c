// Whether there is a programme: docs/rule-authoring.md, policy.yaml.
#include <gmock/gmock.h>

#include "unit/pairing/support.hpp"

namespace palpate::pairing {
namespace {

using ruleset::Decision;
using support::flag;
using support::item;
using support::Lab;
using support::PlanBench;

Lab policy(const std::string& rules) {
  Lab lab;
  lab.items = item("m", "must-ask") + item("s", "should-ask") + item("o");
  lab.cql = "define \"M\": Assessment.m\ndefine \"S\": Assessment.s\ndefine \"O\": Assessment.o\n";
  lab.flags = flag("fm", "M", "emergency") + flag("fs", "S", "urgent") + flag("fo", "O", "soon");
  lab.programme = rules;
  return lab;
}

TEST(Decision, WithoutARuleThatHoldsItIsFull) {
  PlanBench bench(
      policy("  - {id: present, decision: withheld, flag_present: urgent, reason: R.}\n"));
  const auto programme = bench.plan(R"({"m": false, "s": false, "o": true})");
  EXPECT_EQ(programme.decision, Decision::full);
  EXPECT_EQ(bench.rule(programme), "");
  EXPECT_FALSE(programme.steps.empty());
}

TEST(Decision, APresentFlagOfThatLevelOrAboveWithholds) {
  PlanBench bench(
      policy("  - {id: present, decision: withheld, flag_present: urgent, reason: R.}\n"));
  for (const auto* answers : {R"({"m": true})", R"({"s": true})"}) {
    const auto programme = bench.plan(answers);
    EXPECT_EQ(programme.decision, Decision::withheld);
    EXPECT_EQ(bench.rule(programme), "present");
    EXPECT_EQ(programme.reason, "R.");
    EXPECT_TRUE(programme.steps.empty());
    EXPECT_TRUE(programme.pairs.empty());
  }
  EXPECT_EQ(bench.plan(R"({"o": true})").decision, Decision::full);
}

TEST(Decision, AnOpenItemOfATierOrAMoreImportantOne) {
  PlanBench must(policy("  - {id: open, decision: withheld, unanswered: must-ask, reason: R.}\n"));
  EXPECT_EQ(must.plan("{}").decision, Decision::withheld);
  EXPECT_EQ(must.plan(R"({"m": {"unknown": "declined"}})").decision, Decision::withheld);
  EXPECT_EQ(must.plan(R"({"m": {"unknown": "asked-unknown"}})").decision, Decision::withheld);
  EXPECT_EQ(must.plan(R"({"m": false})").decision, Decision::full);
  PlanBench should(
      policy("  - {id: open, decision: withheld, unanswered: should-ask, reason: R.}\n"));
  EXPECT_EQ(should.plan(R"({"m": false})").decision, Decision::withheld);
  EXPECT_EQ(should.plan(R"({"s": false})").decision, Decision::withheld);
  EXPECT_EQ(should.plan(R"({"m": false, "s": false})").decision, Decision::full);
}

TEST(Decision, AnInapplicableMustAskIsNotOpen) {
  auto lab = policy("  - {id: open, decision: withheld, unanswered: must-ask, reason: R.}\n");
  lab.items += item("later", "must-ask",
                    "type: boolean, asked_of: patient, applies: {definition: O, otherwise: false}");
  lab.cql += "define \"Later\": Assessment.later\n";
  lab.flags += flag("fl", "Later", "routine");
  PlanBench bench(lab);
  EXPECT_EQ(bench.plan(R"({"m": false, "o": false})").decision, Decision::full);
  EXPECT_EQ(bench.plan(R"({"m": false, "o": true})").decision, Decision::withheld);
  EXPECT_EQ(bench.plan(R"({"m": false})").decision, Decision::withheld) << "unknown is not no";
}

TEST(Decision, AnUndeterminedFlagThroughATier) {
  PlanBench bench(
      policy("  - {id: open, decision: withheld, flag_undetermined: urgent, through: "
             "should-ask, reason: R., provisional: true}\n"));
  EXPECT_EQ(bench.plan("{}").decision, Decision::withheld);
  EXPECT_EQ(bench.plan(R"({"m": false})").decision, Decision::withheld);
  EXPECT_EQ(bench.plan(R"({"s": false})").decision, Decision::withheld);
  EXPECT_EQ(bench.plan(R"({"m": false, "s": false})").decision, Decision::full);
  EXPECT_TRUE(bench.plan("{}").provisional);
  EXPECT_FALSE(bench.plan(R"({"m": false, "s": false})").provisional);
}

TEST(Decision, AnUndeterminedFlagThroughOptionalItemsOnlyIsNotOpenThroughShouldAsk) {
  auto lab = policy(
      "  - {id: open, decision: withheld, flag_undetermined: urgent, through: "
      "should-ask, reason: R.}\n");
  lab.cql += "define \"Exam\": Assessment.o\n";
  lab.flags += flag("exam", "Exam", "emergency");
  PlanBench bench(lab);
  EXPECT_EQ(bench.plan(R"({"m": false, "s": false})").decision, Decision::full);
}

TEST(Decision, ADefinitionHoldsWhenTrueAndWhenUnknownCounts) {
  PlanBench plain(policy("  - {id: def, decision: withheld, definition: O, reason: R.}\n"));
  EXPECT_EQ(plain.plan(R"({"o": true})").decision, Decision::withheld);
  EXPECT_EQ(plain.plan(R"({"o": false})").decision, Decision::full);
  EXPECT_EQ(plain.plan("{}").decision, Decision::full);
  PlanBench strict(
      policy("  - {id: def, decision: withheld, definition: O, unknown_counts: true, "
             "reason: R.}\n"));
  EXPECT_EQ(strict.plan(R"({"o": true})").decision, Decision::withheld);
  EXPECT_EQ(strict.plan(R"({"o": false})").decision, Decision::full);
  EXPECT_EQ(strict.plan("{}").decision, Decision::withheld);
}

TEST(Decision, TheFirstThatHoldsDecides) {
  PlanBench bench(
      policy("  - {id: one, decision: full, definition: S, reason: One.}\n"
             "  - {id: two, decision: withheld, definition: O, reason: Two.}\n"));
  EXPECT_EQ(bench.rule(bench.plan(R"({"s": true, "o": true})")), "one");
  EXPECT_EQ(bench.plan(R"({"s": true, "o": true})").decision, Decision::full);
  EXPECT_EQ(bench.rule(bench.plan(R"({"s": false, "o": true})")), "two");
}

TEST(Decision, RestrictedAllowsOnlyExercisesWithOneOfTheTags) {
  auto lab = policy(
      "  - {id: soft, decision: restricted, definition: O, allow_tags: [gentle], "
      "provisional: true, reason: R.}\n");
  lab.tags += "  - {id: gentle, meaning: Little load}\n";
  lab.exercises = support::exercise("walk", "warm-up", "", {}, "plain, gentle") +
                  support::exercise("reach", "stretch", "{entity: front, effect: lengthen}") +
                  support::exercise("push", "strengthening", "{entity: back, effect: strengthen}",
                                    {}, "gentle");
  PlanBench bench(lab);
  const auto programme = bench.plan(R"({"o": true})");
  EXPECT_EQ(programme.decision, Decision::restricted);
  EXPECT_TRUE(programme.provisional);
  EXPECT_THAT(bench.steps(programme), ::testing::ElementsAre("walk", "push"));
  ASSERT_NE(bench.left_out(programme, "reach"), nullptr);
  EXPECT_EQ(bench.left_out(programme, "reach")->why, LeftOut::Why::restricted);
}

TEST(Decision, ContradictionsWithholdWhateverThePolicySays) {
  auto lab = policy("  - {id: yes, decision: full, definition: M, reason: R.}\n");
  lab.cql += "define \"Clash\": Assessment.m and Assessment.s\n";
  lab.contradictions = "  - {id: clash, definition: Clash, items: [m, s], message: Both}\n";
  PlanBench bench(lab);
  EXPECT_EQ(bench.plan(R"({"m": true})").decision, Decision::full);
  const auto programme = bench.plan(R"({"m": true, "s": true})");
  EXPECT_EQ(programme.decision, Decision::withheld);
  EXPECT_FALSE(programme.reason.empty());
  EXPECT_TRUE(programme.steps.empty());
}

TEST(Decision, AReadingThatCannotBeRightWithholdsWhereItCouldWorry) {
  auto lab = policy("  - {id: yes, decision: full, definition: M, reason: R.}\n");
  lab.items += item("heat", "optional",
                    "type: quantity, unit: Cel, plausible: {min: 30, max: 45}, concerning: "
                    "[\">= 38\"], asked_of: clinician");
  lab.items +=
      item("height", "optional",
           "type: quantity, unit: cm, plausible: {min: 30, max: 250}, asked_of: clinician");
  lab.cql +=
      "define \"Hot\": Assessment.heat >= 38 'Cel'\n"
      "define \"Tall\": Assessment.height > 200 'cm'\n";
  lab.flags += flag("hot", "Hot", "soon") + flag("tall", "Tall", "routine");
  PlanBench bench(lab);
  const std::string benign = R"("m": false, "s": false, "o": false)";
  EXPECT_EQ(bench.plan("{" + benign + "}").decision, Decision::full);
  EXPECT_EQ(bench.plan("{" + benign + R"(, "height": 900})").decision, Decision::full);
  const auto programme = bench.plan("{" + benign + R"(, "heat": 102})");
  EXPECT_EQ(programme.decision, Decision::withheld);
  EXPECT_FALSE(programme.reason.empty());
}

TEST(Decision, AFlagOpenThroughAnImpreciseAnswerIsOpen) {
  auto lab = policy(
      "  - {id: open, decision: withheld, flag_undetermined: emergency, through: "
      "must-ask, reason: R.}\n");
  lab.items += item("onset", "must-ask", "type: date, asked_of: patient");
  lab.cql += "define \"Recent\": Assessment.onset after @2026-01-01\n";
  lab.flags += flag("recent", "Recent", "emergency");
  PlanBench bench(lab);
  const auto programme = bench.plan(R"({"m": false, "s": false, "o": false, "onset": "2026"})");
  ASSERT_EQ(bench.triaged.flags.at(3).status, triage::FlagStatus::undetermined);
  EXPECT_EQ(programme.decision, Decision::withheld);
}

}  // namespace
}  // namespace palpate::pairing
