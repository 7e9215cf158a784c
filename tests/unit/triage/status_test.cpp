// Status of a flag, bounds, floors, completeness: DESIGN section 6, "Status and bounds, exactly".
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

/// Three flags of falling urgency, each one question.
Lab three() {
  Lab lab;
  lab.items = item("a", "must-ask") + item("b", "should-ask") + item("c");
  lab.cql = "define \"A\": Assessment.a\ndefine \"B\": Assessment.b\ndefine \"C\": Assessment.c\n";
  lab.flags = flag("fa", "A", "emergency") + flag("fb", "B", "urgent") + flag("fc", "C", "routine");
  return lab;
}

TEST(Status, TrueIsPresentFalseIsAbsentUnansweredIsUndetermined) {
  Bench bench(three());
  EXPECT_EQ(bench.status(R"({"a": true})", "fa"), FlagStatus::present);
  EXPECT_EQ(bench.status(R"({"a": false})", "fa"), FlagStatus::absent);
  EXPECT_EQ(bench.status(R"({})", "fa"), FlagStatus::undetermined);
  EXPECT_EQ(bench.status(R"({"a": null})", "fa"), FlagStatus::undetermined);
}

TEST(Status, NotKnowingAndDecliningAreNotNo) {
  Bench bench(three());
  for (const auto* reason : {"not-asked", "asked-unknown", "declined"}) {
    const auto answers = std::string(R"({"a": {"unknown": ")") + reason + "\"}}";
    EXPECT_EQ(bench.status(answers, "fa"), FlagStatus::undetermined) << reason;
    const auto triage = bench.triage(answers);
    EXPECT_THAT(bench.slots(triage.open_must_ask), ElementsAre("a")) << reason;
  }
}

TEST(Status, AnUndeterminedFlagWaitsForItsMissingAnswers) {
  auto lab = three();
  lab.cql += "define \"AnyTwo\": Assessment.c or Assessment.b\n";
  lab.flags += flag("two", "AnyTwo", "soon");
  Bench bench(lab);
  const auto open = bench.triage(R"({"a": true, "c": false})");
  EXPECT_THAT(bench.slots(bench.flag(open, "two").waits_for), ElementsAre("b"));
  EXPECT_THAT(bench.flag(open, "fa").waits_for, IsEmpty());
}

TEST(Bounds, NothingAnsweredIsBetweenTheDefaultAndTheWorst) {
  Bench bench(three());
  const auto triage = bench.triage("{}");
  EXPECT_EQ(bench.level(triage.disposition.at_least), "self_care");
  EXPECT_EQ(bench.level(triage.disposition.at_most), "emergency");
  EXPECT_EQ(bench.level(triage.disposition.level), "self_care");
  EXPECT_FALSE(triage.disposition.complete);
}

TEST(Bounds, TheMostUrgentPresentAndTheMostUrgentNotAbsent) {
  Bench bench(three());
  const auto triage = bench.triage(R"({"a": false, "c": true})");
  EXPECT_EQ(bench.level(triage.disposition.at_least), "routine");
  EXPECT_EQ(bench.level(triage.disposition.at_most), "urgent");
  EXPECT_FALSE(triage.disposition.complete);
  const auto both = bench.triage(R"({"a": true, "c": true})");
  EXPECT_EQ(bench.level(both.disposition.at_least), "emergency");
  EXPECT_EQ(bench.level(both.disposition.level), "emergency");
}

TEST(Bounds, AllSettledIsComplete) {
  Bench bench(three());
  const auto none = bench.triage(R"({"a": false, "b": false, "c": false})");
  EXPECT_TRUE(none.disposition.complete);
  EXPECT_EQ(bench.level(none.disposition.at_most), "self_care");
  const auto one = bench.triage(R"({"a": false, "b": true, "c": false})");
  EXPECT_TRUE(one.disposition.complete);
  EXPECT_EQ(bench.level(one.disposition.level), "urgent");
}

TEST(Bounds, AnOpenMustAskIsNotCompleteThoughEveryFlagIsSettled) {
  auto lab = three();
  lab.items += item("m", "must-ask");
  lab.cql += "define \"CAndM\": Assessment.c and Assessment.m\n";
  lab.flags += flag("fm", "CAndM", "soon");
  Bench bench(lab);
  const auto triage = bench.triage(R"({"a": false, "b": false, "c": false})");
  EXPECT_EQ(bench.flag(triage, "fm").status, FlagStatus::absent);
  EXPECT_THAT(bench.slots(triage.open_must_ask), ElementsAre("m"));
  EXPECT_FALSE(triage.disposition.complete);
}

TEST(Bounds, ADefaultLevelMoreUrgentThanAFlagStands) {
  auto lab = three();
  lab.default_level = "soon";
  Bench bench(lab);
  const auto triage = bench.triage(R"({"a": false, "b": false, "c": true})");
  EXPECT_EQ(bench.level(triage.disposition.at_least), "soon");
  EXPECT_EQ(bench.level(triage.disposition.at_most), "soon");
}

// --- floors

std::vector<std::string> floors(const Bench& bench, const Triage& triage) {
  std::vector<std::string> ids;
  for (const auto index : triage.disposition.floors) {
    ids.push_back(bench.rules->policy.floors[index].id);
  }
  return ids;
}

Lab with_floor(const std::string& condition, const std::string& raises_to = "soon") {
  auto lab = three();
  lab.floors = "  - {id: floor, " + condition + ", raises_to: " + raises_to + ", reason: Open.}\n";
  return lab;
}

TEST(Floor, ADefinitionAloneRaisesWhenTrueOnly) {
  Bench bench(with_floor("definition: C"));
  const auto acts = bench.triage(R"({"c": true})");
  EXPECT_THAT(floors(bench, acts), ElementsAre("floor"));
  EXPECT_EQ(bench.level(acts.disposition.level), "soon");
  EXPECT_EQ(bench.level(acts.disposition.at_least), "routine");
  EXPECT_THAT(floors(bench, bench.triage(R"({"c": false})")), IsEmpty());
  EXPECT_THAT(floors(bench, bench.triage("{}")), IsEmpty());
}

TEST(Floor, AnUndeterminedFlagRaises) {
  Bench bench(with_floor("flags: [fa]"));
  EXPECT_EQ(bench.level(bench.triage("{}").disposition.level), "soon");
  EXPECT_EQ(bench.level(bench.triage(R"({"a": false})").disposition.level), "self_care");
}

TEST(Floor, APresentFlagIsNotAnOpenOne) {
  Bench bench(with_floor("flags: [fc]", "urgent"));
  const auto triage = bench.triage(R"({"c": true})");
  EXPECT_THAT(floors(bench, triage), IsEmpty());
  EXPECT_EQ(bench.level(triage.disposition.level), "routine");
}

TEST(Floor, FlagsOfALevelAreThatLevelAndAbove) {
  Bench bench(with_floor("flags_of_level: urgent"));
  EXPECT_THAT(floors(bench, bench.triage(R"({"b": false})")), ElementsAre("floor"));
  EXPECT_THAT(floors(bench, bench.triage(R"({"a": false})")), ElementsAre("floor"));
  EXPECT_THAT(floors(bench, bench.triage(R"({"a": false, "b": false})")), IsEmpty());
}

TEST(Floor, ThroughATierOrAMoreImportantOne) {
  Bench must(with_floor("flags_of_level: routine, through: must-ask"));
  EXPECT_THAT(floors(must, must.triage("{}")), ElementsAre("floor"));
  EXPECT_THAT(floors(must, must.triage(R"({"a": false})")), IsEmpty());
  Bench should(with_floor("flags_of_level: routine, through: should-ask"));
  EXPECT_THAT(floors(should, should.triage("{}")), ElementsAre("floor"));
  EXPECT_THAT(floors(should, should.triage(R"({"a": false})")), ElementsAre("floor"));
  EXPECT_THAT(floors(should, should.triage(R"({"a": false, "b": false})")), IsEmpty());
  Bench any(with_floor("flags_of_level: routine, through: optional"));
  EXPECT_EQ(any.level(any.triage(R"({"a": false, "b": false})").disposition.level), "routine");
}

TEST(Floor, DefinitionAndFlagsMustBothHold) {
  Bench bench(with_floor("flags: [fa], definition: C"));
  EXPECT_THAT(floors(bench, bench.triage(R"({"c": true})")), ElementsAre("floor"));
  EXPECT_THAT(floors(bench, bench.triage(R"({"c": true, "a": false})")), IsEmpty());
  EXPECT_THAT(floors(bench, bench.triage("{}")), IsEmpty());
}

TEST(Floor, NeverRaisesAboveAtMost) {
  Bench bench(with_floor("flags: [fb]", "emergency"));
  const auto triage = bench.triage(R"({"a": false})");
  EXPECT_EQ(bench.level(triage.disposition.at_most), "urgent");
  EXPECT_EQ(bench.level(triage.disposition.level), "urgent");
  EXPECT_EQ(bench.level(triage.disposition.at_least), "self_care");
}

TEST(Floor, DoesNotActWhereSomethingWorseIsPresent) {
  Bench bench(with_floor("flags: [fb]"));
  const auto triage = bench.triage(R"({"a": true})");
  EXPECT_THAT(floors(bench, triage), IsEmpty());
  EXPECT_EQ(bench.level(triage.disposition.level), "emergency");
}

TEST(Floor, TheHighestOfSeveralDecides) {
  auto lab = with_floor("flags: [fb]", "routine");
  lab.floors += "  - {id: second, flags: [fa], raises_to: urgent, reason: Open.}\n";
  Bench bench(lab);
  const auto triage = bench.triage("{}");
  EXPECT_THAT(floors(bench, triage), ElementsAre("floor", "second"));
  EXPECT_EQ(bench.level(triage.disposition.level), "urgent");
}

TEST(Scratch, HoldsNothingOfTheRecordBefore) {
  Bench bench(three());
  const auto first = bench.triage("{}");
  bench.triage(R"({"a": true, "b": true, "c": true})");
  const auto again = bench.triage("{}");
  EXPECT_EQ(again.disposition.at_least, first.disposition.at_least);
  EXPECT_EQ(again.disposition.at_most, first.disposition.at_most);
  EXPECT_EQ(bench.questions(again), bench.questions(first));
  for (const auto& result : again.flags) EXPECT_EQ(result.status, FlagStatus::undetermined);
}

TEST(Invalid, AnUnreadableAnswerIsAnErrorAndThePresentFlagStays) {
  Bench bench(three());
  const auto triage = bench.triage(R"({"a": true, "b": "maybe"})");
  EXPECT_FALSE(triage.valid);
  EXPECT_EQ(bench.flag(triage, "fa").status, FlagStatus::present);
  EXPECT_EQ(bench.flag(triage, "fb").status, FlagStatus::undetermined);
  EXPECT_EQ(bench.level(triage.disposition.at_least), "emergency");
}

TEST(Invalid, AMisspeltItemIsAnErrorAndNotAQuestionLeftOut) {
  Bench bench(three());
  const auto triage = bench.triage(R"({"a": true, "bb": true})");
  EXPECT_FALSE(triage.valid);
  EXPECT_EQ(bench.flag(triage, "fa").status, FlagStatus::present);
}

}  // namespace
}  // namespace palpate::triage
