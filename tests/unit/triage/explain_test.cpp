// Explanations are pruned to what decided: DESIGN section 6, last paragraph.
#include <gmock/gmock.h>

#include "unit/triage/lab.hpp"

namespace palpate::triage {
namespace {

using support::Bench;
using support::flag;
using support::item;
using support::Lab;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// One flag over a, b, c and d. The second flag only uses what the first leaves unused.
Bench bench_of(const std::string& expression, const std::string& more_cql = {}) {
  Lab lab;
  lab.items = item("a") + item("b") + item("c");
  lab.cql = more_cql + "define \"Shown\": " + expression + "\n" +
            "define \"Rest\": Assessment.a and Assessment.b and Assessment.c\n";
  lab.flags = flag("f", "Shown", "urgent") + flag("rest", "Rest", "routine");
  return Bench(lab);
}

std::vector<std::string> why(Bench& bench, const std::string& answers) {
  const auto triage = bench.triage(answers);
  return bench.evidence(bench.flag(triage, "f").evidence);
}

TEST(Explain, ATrueOrNamesWhatIsTrue) {
  auto bench = bench_of("Assessment.a or Assessment.b");
  EXPECT_THAT(why(bench, R"({"a": true, "b": false})"), ElementsAre("a"));
  EXPECT_THAT(why(bench, R"({"a": true, "b": true})"), UnorderedElementsAre("a", "b"));
}

TEST(Explain, AFalseOrNeedsAll) {
  auto bench = bench_of("Assessment.a or Assessment.b");
  EXPECT_THAT(why(bench, R"({"a": false, "b": false})"), UnorderedElementsAre("a", "b"));
}

TEST(Explain, AnUnknownOrNamesWhatIsMissing) {
  auto bench = bench_of("Assessment.a or Assessment.b");
  EXPECT_THAT(why(bench, R"({"a": false})"), ElementsAre("b"));
}

TEST(Explain, And) {
  auto bench = bench_of("Assessment.a and Assessment.b");
  EXPECT_THAT(why(bench, R"({"a": true, "b": true})"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(why(bench, R"({"a": false, "b": true})"), ElementsAre("a"));
  EXPECT_THAT(why(bench, R"({"a": false})"), ElementsAre("a"));
  EXPECT_THAT(why(bench, R"({"a": true})"), ElementsAre("b"));
}

TEST(Explain, Not) {
  auto bench = bench_of("not (Assessment.a or Assessment.b)");
  EXPECT_THAT(why(bench, R"({"a": true, "b": false})"), ElementsAre("a"));
  EXPECT_THAT(why(bench, R"({"a": false, "b": false})"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(why(bench, R"({"b": false})"), ElementsAre("a"));
}

TEST(Explain, Implies) {
  auto bench = bench_of("Assessment.a implies Assessment.b");
  EXPECT_THAT(why(bench, R"({"a": false, "b": false})"), ElementsAre("a"));
  EXPECT_THAT(why(bench, R"({"a": true, "b": true})"), ElementsAre("b"));
  EXPECT_THAT(why(bench, R"({"a": true, "b": false})"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(why(bench, R"({"a": true})"), ElementsAre("b"));
  EXPECT_THAT(why(bench, R"({"b": false})"), ElementsAre("a"));
}

TEST(Explain, XorNeedsBoth) {
  auto bench = bench_of("Assessment.a xor Assessment.b");
  EXPECT_THAT(why(bench, R"({"a": true, "b": false})"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(why(bench, R"({"a": true})"), ElementsAre("b"));
}

TEST(Explain, AtLeast) {
  auto bench = bench_of("Palpate.AtLeast(2, {Assessment.a, Assessment.b, Assessment.c})");
  EXPECT_THAT(why(bench, R"({"a": true, "b": true, "c": false})"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(why(bench, R"({"a": true, "b": false, "c": false})"), UnorderedElementsAre("b", "c"));
  EXPECT_THAT(why(bench, R"({"a": true, "b": false})"), ElementsAre("c"));
}

TEST(Explain, AnyOfAndAllOf) {
  auto any = bench_of("Palpate.AnyOf({Assessment.a, Assessment.b})");
  EXPECT_THAT(why(any, R"({"a": true, "b": false})"), ElementsAre("a"));
  auto all = bench_of("Palpate.AllOf({Assessment.a, Assessment.b})");
  EXPECT_THAT(why(all, R"({"a": true, "b": false})"), ElementsAre("b"));
}

TEST(Explain, AGuardedIfNamesConditionAndTheBranchTaken) {
  const std::string guarded =
      "if Assessment.a is null then null else if Assessment.a then Assessment.b else Assessment.c";
  auto bench = bench_of(guarded);
  // The guard and the condition are two places in the rules that looked at the same answer.
  EXPECT_THAT(why(bench, R"({"a": true, "b": true, "c": false})"),
              UnorderedElementsAre("a", "a", "b"));
  EXPECT_THAT(why(bench, R"({"a": false, "b": true, "c": false})"),
              UnorderedElementsAre("a", "a", "c"));
}

TEST(Explain, AnOpenBranchNamesOnlyWhatIsMissing) {
  auto bench = bench_of(
      "if Assessment.a is null then null else if Assessment.a then Assessment.b else Assessment.c");
  const auto names = why(bench, R"({"a": true, "c": false})");
  EXPECT_THAT(names, ElementsAre("b"));
}

TEST(Explain, AGuardThatIsClosedWaitsForWhatItAsksAbout) {
  auto bench = bench_of(
      "if Assessment.a is null then null else if Assessment.a then Assessment.b else Assessment.c");
  const auto triage = bench.triage(R"({"b": true, "c": true})");
  ASSERT_EQ(bench.flag(triage, "f").status, FlagStatus::undetermined);
  EXPECT_THAT(bench.slots(bench.flag(triage, "f").waits_for), ElementsAre("a"));
}

TEST(Explain, IfKnownAsksForTheConditionOrTheBranch) {
  auto bench = bench_of("Palpate.IfKnown(Assessment.a, Assessment.b, Assessment.c)");
  const auto triage = bench.triage(R"({"b": true, "c": false})");
  EXPECT_THAT(bench.slots(bench.flag(triage, "f").waits_for), ElementsAre("a"));
}

TEST(Explain, IfKnownPrunesTheBranchNotTaken) {
  auto bench = bench_of("Palpate.IfKnown(Assessment.a, Assessment.b, Assessment.c)");
  const auto triage = bench.triage(R"({"a": true})");
  const auto waits = bench.slots(bench.flag(triage, "f").waits_for);
  ASSERT_THAT(waits, ::testing::Contains("b"));
  EXPECT_THAT(waits, ElementsAre("b"));
}

TEST(Explain, GoesThroughDefinitionsAndNamesTheInnermostRule) {
  auto bench = bench_of("\"Inner\" or Assessment.b", "define \"Inner\": Assessment.a\n");
  const auto triage = bench.triage(R"({"a": true, "b": false})");
  const auto evidence = bench.flag(triage, "f").evidence;
  ASSERT_EQ(evidence.size(), 1U);
  EXPECT_EQ(evidence[0].rule, "Inner");
  EXPECT_EQ(evidence[0].condition, "Assessment.a");
  EXPECT_EQ(evidence[0].value, "true");
  EXPECT_EQ(evidence[0].state, intake::AnswerState::answered);
}

TEST(Explain, AMissingAnswerHasItsStateAndNoValue) {
  auto bench = bench_of("Assessment.a");
  const auto triage = bench.triage(R"({"a": {"unknown": "declined"}})");
  const auto evidence = bench.flag(triage, "f").evidence;
  ASSERT_EQ(evidence.size(), 1U);
  EXPECT_EQ(evidence[0].state, intake::AnswerState::declined);
  EXPECT_EQ(evidence[0].value, "");
}

TEST(Explain, LooksAgainWhereAnAnswerIsSupposed) {
  auto bench = bench_of("Assessment.a or Assessment.b");
  ASSERT_THAT(why(bench, R"({"a": true, "b": false})"), ElementsAre("a"));
  const auto& b = bench.rules->dictionary->items[*bench.rules->dictionary->find("b")];
  const auto definition = bench.rules->red_flags[0].definition;
  bench.scratch.suppose(b.slot, Value::boolean(true));
  EXPECT_THAT(bench.evidence(explain(bench.scratch, bench.intake, definition)),
              UnorderedElementsAre("a", "b"));
  bench.scratch.suppose(b.slot, Value::boolean(false));
  EXPECT_THAT(bench.evidence(explain(bench.scratch, bench.intake, definition)), ElementsAre("a"));
}

TEST(Explain, ACaseNamesTheConditionsUpToTheOneThatHolds) {
  auto bench = bench_of(
      "if Assessment.a is null or Assessment.b is null then null else "
      "case when Assessment.a then true when Assessment.b then false else Assessment.c end");
  EXPECT_THAT(why(bench, R"({"a": true, "b": true, "c": true})"), ::testing::Contains("a"));
  EXPECT_THAT(why(bench, R"({"a": false, "b": false, "c": true})"), ::testing::Contains("c"));
}

// --- sides

Bench sided() {
  Lab lab;
  lab.items =
      item("reach", "optional", "type: quantity, unit: cm, sides: true, asked_of: clinician") +
      item("relaxed");
  lab.cql =
      "define \"Short\": Tuple { left: Assessment.reach.left > 10 'cm' and Assessment.relaxed, "
      "right: Assessment.reach.right > 10 'cm' and Assessment.relaxed }\n"
      "define \"Near\": Tuple { left: Palpate.Between(Assessment.reach.left, 8 'cm', 12 'cm'), "
      "right: Palpate.Between(Assessment.reach.right, 8 'cm', 12 'cm') }\n"
      "define \"Relaxed\": not Assessment.relaxed\n"
      "define \"Either\": \"Short\".left or \"Short\".right\n";
  lab.flags = flag("f", "Either", "routine");
  lab.findings =
      "  - {id: short, title: Short, explanation: It is short., definition: Short, sided: true, "
      "grey_zone: Near, kind: short, entity: front, confidence: high, lowered_by: Relaxed, "
      "sources: "
      "[made-up]}\n";
  return Bench(lab);
}

FindingResult of_side(const Triage& triage, Side side) {
  for (const auto& result : triage.findings) {
    if (result.side == side) return result;
  }
  ADD_FAILURE() << "no such side";
  return {};
}

TEST(Findings, OnePerSide) {
  auto bench = sided();
  const auto triage = bench.triage(R"({"reach": {"left": 20, "right": 2}, "relaxed": true})");
  ASSERT_EQ(triage.findings.size(), 2U);
  EXPECT_EQ(of_side(triage, Side::left).status, FindingStatus::present);
  EXPECT_EQ(of_side(triage, Side::right).status, FindingStatus::absent);
  EXPECT_THAT(bench.evidence(of_side(triage, Side::left).evidence),
              UnorderedElementsAre("reach.left", "relaxed"));
}

TEST(Findings, AnUnansweredSideIsUndetermined) {
  auto bench = sided();
  const auto triage = bench.triage(R"({"reach": {"left": 20}, "relaxed": true})");
  EXPECT_EQ(of_side(triage, Side::right).status, FindingStatus::undetermined);
}

TEST(Findings, JustBelowTheCutOffIsBorderline) {
  auto bench = sided();
  const auto triage = bench.triage(R"({"reach": {"left": 9, "right": 7}, "relaxed": true})");
  EXPECT_EQ(of_side(triage, Side::left).status, FindingStatus::borderline);
  EXPECT_EQ(of_side(triage, Side::right).status, FindingStatus::absent);
}

TEST(Findings, ConfidenceAsDeclaredUnlessSomethingLowersIt) {
  auto bench = sided();
  const auto sure = bench.triage(R"({"reach": {"left": 20, "right": 11}, "relaxed": true})");
  EXPECT_EQ(of_side(sure, Side::left).confidence, ruleset::Confidence::high);
  // Present, and in the grey zone.
  EXPECT_EQ(of_side(sure, Side::right).confidence, ruleset::Confidence::moderate);
}

TEST(Findings, TrueOrUnknownLowersConfidenceAStep) {
  Lab lab;
  lab.items = item("a") + item("doubt");
  lab.cql = "define \"A\": Assessment.a\ndefine \"Doubt\": Assessment.doubt\n";
  lab.flags = flag("f", "A", "routine");
  lab.findings =
      "  - {id: pain, title: Pain, explanation: It hurts., definition: A, kind: pain, "
      "confidence: high, lowered_by: Doubt, sources: [made-up]}\n"
      "  - {id: low, title: Low, explanation: It hurts., definition: A, kind: pain, "
      "confidence: low, lowered_by: Doubt, sources: [made-up]}\n";
  Bench bench(lab);
  using ruleset::Confidence;
  const auto confidence = [&](const std::string& answers, std::size_t n) {
    return bench.triage(answers).findings.at(n).confidence;
  };
  EXPECT_EQ(confidence(R"({"a": true, "doubt": false})", 0), Confidence::high);
  EXPECT_EQ(confidence(R"({"a": true, "doubt": true})", 0), Confidence::moderate);
  EXPECT_EQ(confidence(R"({"a": true})", 0), Confidence::moderate);
  EXPECT_EQ(confidence(R"({"a": true, "doubt": true})", 1), Confidence::low);
}

TEST(Findings, AbsentOnesHaveNoEvidenceToShow) {
  auto bench = sided();
  const auto triage = bench.triage(R"({"reach": {"left": 1, "right": 1}, "relaxed": true})");
  EXPECT_THAT(of_side(triage, Side::left).evidence, IsEmpty());
}

TEST(Explain, OneSideOfATupleInAFlagLeavesTheOtherOut) {
  auto bench = sided();
  EXPECT_THAT(why(bench, R"({"reach": {"left": 20, "right": 2}, "relaxed": true})"),
              UnorderedElementsAre("reach.left", "relaxed"));
}

}  // namespace
}  // namespace palpate::triage
