// Items that do not apply, items that are derived, and answers that contradict each other.
#include <gmock/gmock.h>

#include "unit/triage/lab.hpp"

namespace palpate::triage {
namespace {

using support::Bench;
using support::flag;
using support::item;
using support::Lab;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::size_t contradictions(const Triage& triage) {
  return static_cast<std::size_t>(std::count_if(
      triage.issues.begin(), triage.issues.end(),
      [](const auto& issue) { return issue.kind == intake::Issue::Kind::contradiction; }));
}

/// `released` applies only after an operation, and is true otherwise.
Lab surgery() {
  Lab lab;
  lab.items =
      item("operated", "must-ask") + item("released", "must-ask",
                                          "type: boolean, asked_of: patient, "
                                          "applies: {definition: Operated, otherwise: true}");
  lab.cql =
      "define \"Operated\": Assessment.operated\n"
      "define \"Held\": not Assessment.released\n";
  lab.flags = flag("held", "Held", "urgent");
  return lab;
}

TEST(Applies, FalseGivesTheDeclaredValue) {
  Bench bench(surgery());
  const auto triage = bench.triage(R"({"operated": false})");
  EXPECT_EQ(bench.flag(triage, "held").status, FlagStatus::absent);
  EXPECT_THAT(triage.open_must_ask, IsEmpty());
  EXPECT_THAT(triage.questions, IsEmpty());
  EXPECT_FALSE(bench.scratch.applicable().at(*bench.rules->dictionary->find("released")));
  EXPECT_TRUE(triage.disposition.complete);
}

TEST(Applies, TrueLeavesTheQuestionOpen) {
  Bench bench(surgery());
  const auto triage = bench.triage(R"({"operated": true})");
  EXPECT_EQ(bench.flag(triage, "held").status, FlagStatus::undetermined);
  EXPECT_THAT(bench.slots(triage.open_must_ask), ElementsAre("released"));
}

TEST(Applies, UnknownStaysUnknown) {
  Bench bench(surgery());
  const auto triage = bench.triage("{}");
  EXPECT_EQ(bench.flag(triage, "held").status, FlagStatus::undetermined);
  EXPECT_THAT(bench.slots(triage.open_must_ask), ElementsAre("operated", "released"));
}

TEST(Applies, UnknownUsesAnAnswerAllTheSame) {
  Bench bench(surgery());
  const auto triage = bench.triage(R"({"released": false})");
  EXPECT_EQ(bench.flag(triage, "held").status, FlagStatus::present);
  EXPECT_FALSE(triage.contradictory);
}

TEST(Applies, AnAnswerToAnInapplicableItemIsAContradiction) {
  Bench bench(surgery());
  const auto triage = bench.triage(R"({"operated": false, "released": false})");
  EXPECT_TRUE(triage.contradictory);
  EXPECT_EQ(contradictions(triage), 1U);
  EXPECT_TRUE(triage.valid) << "contradictions withhold the programme; they are no errors";
  // At least uses the answer as given.
  EXPECT_EQ(bench.level(triage.disposition.at_least), "urgent");
}

TEST(Applies, SeveralStepsInOrder) {
  auto lab = surgery();
  lab.items += item("healed", "must-ask",
                    "type: boolean, asked_of: patient, "
                    "applies: {definition: Held, otherwise: true}");
  lab.cql += "define \"Open\": not Assessment.healed\n";
  lab.flags += flag("open", "Open", "soon");
  Bench bench(lab);
  EXPECT_EQ(bench.status(R"({"operated": false})", "open"), FlagStatus::absent);
  EXPECT_EQ(bench.status(R"({"operated": true})", "open"), FlagStatus::undetermined);
  EXPECT_EQ(bench.status(R"({"operated": true, "released": true})", "open"), FlagStatus::absent);
}

TEST(Applies, AQuestionThatCanSettleAFlagThroughApplicabilityIsAsked) {
  auto lab = surgery();
  lab.items =
      item("operated", "must-ask") + item("released", "optional",
                                          "type: boolean, asked_of: patient, "
                                          "applies: {definition: Operated, otherwise: true}");
  Bench bench(lab);
  const auto triage = bench.triage("{}");
  const auto asked = bench.questions(triage);
  EXPECT_THAT(asked, Contains("operated"));
}

// --- derived items

Lab age() {
  Lab lab;
  lab.items = item("born", "should-ask", "type: date, asked_of: patient") +
              item("age", "must-ask",
                   "type: integer, asked_of: patient, derived: Age from birth date, "
                   "plausible: {min: 0, max: 120}");
  lab.cql =
      "define \"Age from birth date\": years between Assessment.born and Today()\n"
      "define \"Older\": Assessment.age >= 65\n";
  lab.flags = flag("older", "Older", "urgent");
  lab.floors =
      "  - {id: open, flags: [older], through: must-ask, raises_to: soon, reason: Open.}\n";
  return lab;
}

TEST(Derived, FillsAnUnansweredItem) {
  Bench bench(age());
  EXPECT_EQ(bench.status(R"({"born": "1950-03-02"})", "older"), FlagStatus::present);
  const auto young = bench.triage(R"({"born": "1990-03-02"})");
  EXPECT_EQ(bench.flag(young, "older").status, FlagStatus::absent);
  EXPECT_THAT(young.open_must_ask, IsEmpty());
}

TEST(Derived, APartialBirthDateSettlesWhatItCan) {
  Bench bench(age());
  EXPECT_EQ(bench.status(R"({"born": "1950"})", "older"), FlagStatus::present);
  EXPECT_EQ(bench.status(R"({"born": "1990"})", "older"), FlagStatus::absent);
  EXPECT_EQ(bench.status(R"({"born": "1960"})", "older"), FlagStatus::present);
  // Born in 1961: 64 until the birthday, and it is January 15.
  EXPECT_EQ(bench.status(R"({"born": "1961"})", "older"), FlagStatus::undetermined);
  EXPECT_EQ(bench.status(R"({"born": "1961-01"})", "older"), FlagStatus::undetermined);
  EXPECT_EQ(bench.status(R"({"born": "1961-02"})", "older"), FlagStatus::absent);
}

TEST(Derived, AnUncertainAgeKeepsItsFlagOpenThroughSomethingToAsk) {
  Bench bench(age());
  const auto triage = bench.triage(R"({"born": "1961"})");
  ASSERT_EQ(bench.flag(triage, "older").status, FlagStatus::undetermined);
  const bool waits = !bench.flag(triage, "older").waits_for.empty();
  const bool floor = bench.level(triage.disposition.level) == "soon";
  EXPECT_TRUE(waits);
  EXPECT_TRUE(floor);
}

TEST(Derived, ADirectComparisonOfAPartialDateStaysOpenThroughThatDate) {
  Lab lab;
  lab.items = item("onset", "must-ask", "type: date, asked_of: patient");
  lab.cql = "define \"Recent\": Assessment.onset after @2026-01-01\n";
  lab.flags = flag("recent", "Recent", "urgent");
  Bench bench(lab);
  const auto triage = bench.triage(R"({"onset": "2026"})");
  ASSERT_EQ(bench.flag(triage, "recent").status, FlagStatus::undetermined);
  EXPECT_THAT(bench.questions(triage), ElementsAre("onset"));
}

TEST(Derived, AnAnswerThatDiffersIsAContradiction) {
  Bench bench(age());
  const auto differs = bench.triage(R"({"born": "1950-03-02", "age": 30})");
  EXPECT_TRUE(differs.contradictory);
  EXPECT_EQ(contradictions(differs), 1U);
  // At least as given (30: absent), at most without the answer.
  EXPECT_EQ(bench.level(differs.disposition.at_least), "self_care");
  EXPECT_EQ(bench.level(differs.disposition.at_most), "urgent");
  const auto agrees = bench.triage(R"({"born": "1950-03-02", "age": 75})");
  EXPECT_FALSE(agrees.contradictory);
}

TEST(Derived, AnUncertainAgeContradictsOnlyWhatItExcludes) {
  Bench bench(age());
  EXPECT_FALSE(bench.triage(R"({"born": "1961", "age": 64})").contradictory);
  EXPECT_FALSE(bench.triage(R"({"born": "1961", "age": 65})").contradictory);
  EXPECT_TRUE(bench.triage(R"({"born": "1961", "age": 66})").contradictory);
}

TEST(Derived, AnImplausibleDerivedValueIsTreatedAsUnansweredAndReported) {
  Bench bench(age());
  const auto triage = bench.triage(R"({"born": "2062-03-02"})");  // a slip of the pen for 1962
  EXPECT_EQ(bench.flag(triage, "older").status, FlagStatus::undetermined);
  EXPECT_FALSE(triage.issues.empty());
}

TEST(Derived, OneBoundIsEnoughToBeImplausible) {
  for (const std::string bound : {"min: 0", "max: 120"}) {
    auto lab = age();
    const auto range = lab.items.find("min: 0, max: 120");
    ASSERT_NE(range, std::string::npos);
    lab.items.replace(range, std::string("min: 0, max: 120").size(), bound);
    Bench bench(lab);
    const auto* const born = bound == "min: 0" ? "2062-03-02" : "1802-03-02";
    const auto triage = bench.triage(R"({"born": ")" + std::string(born) + R"("})");
    EXPECT_EQ(bench.flag(triage, "older").status, FlagStatus::undetermined) << bound;
    EXPECT_FALSE(triage.issues.empty()) << bound;
  }
}

// --- contradictions

Lab opposites() {
  Lab lab;
  lab.items = item("a") + item("b") + item("c");
  lab.cql =
      "define \"A\": Assessment.a\ndefine \"B\": Assessment.b\ndefine \"C\": Assessment.c\n"
      "define \"Both\": Assessment.a and Assessment.b\n"
      "define \"Neither\": not Assessment.a and not Assessment.c\n";
  lab.flags = flag("fa", "A", "soon") + flag("fb", "B", "routine") + flag("fc", "C", "routine") +
              flag("neither", "Neither", "urgent");
  lab.contradictions = "  - {id: clash, definition: Both, items: [a, b], message: Both are said}\n";
  return lab;
}

TEST(Contradiction, AtLeastUsesTheAnswersAtMostDoesWithoutThem) {
  Bench bench(opposites());
  const auto triage = bench.triage(R"({"a": true, "b": true, "c": false})");
  EXPECT_TRUE(triage.contradictory);
  EXPECT_THAT(triage.contradictions, ElementsAre(0U));
  EXPECT_EQ(bench.flag(triage, "fa").status, FlagStatus::present);
  EXPECT_EQ(bench.flag(triage, "fc").status, FlagStatus::absent);
  EXPECT_EQ(bench.level(triage.disposition.at_least), "soon");
  // "Neither" is ruled out only by an answer that is in doubt.
  EXPECT_EQ(bench.flag(triage, "neither").status, FlagStatus::undetermined);
  EXPECT_EQ(bench.level(triage.disposition.at_most), "urgent");
  EXPECT_FALSE(triage.disposition.complete);
}

TEST(Contradiction, AsksForTheAnswersInDoubt) {
  Bench bench(opposites());
  const auto triage = bench.triage(R"({"a": true, "b": true, "c": false})");
  EXPECT_THAT(bench.questions(triage), Contains("a"));
  EXPECT_THAT(bench.questions(triage), Not(Contains("c")));
}

TEST(Contradiction, UnknownIsNone) {
  Bench bench(opposites());
  const auto triage = bench.triage(R"({"a": true, "c": false})");
  EXPECT_FALSE(triage.contradictory);
  EXPECT_THAT(triage.contradictions, IsEmpty());
  EXPECT_EQ(contradictions(triage), 0U);
}

TEST(Contradiction, AtMostAlsoDoesWithoutWhatADoubtfulAnswerMadeInapplicable) {
  auto lab = surgery();
  lab.items += item("scar");
  lab.cql += "define \"Scar without operation\": Assessment.scar and not Assessment.operated\n";
  lab.contradictions =
      "  - {id: scar, definition: Scar without operation, items: [scar, operated], "
      "message: There is a scar and no operation}\n";
  Bench bench(lab);
  const auto triage = bench.triage(R"({"operated": false, "scar": true})");
  ASSERT_TRUE(triage.contradictory);
  // Without "operated" nobody knows whether exercise was released.
  EXPECT_EQ(bench.level(triage.disposition.at_most), "urgent");
}

TEST(Contradiction, AtMostAlsoDoesWithoutWhatWasDerivedFromADoubtfulAnswer) {
  auto lab = age();
  lab.items += item("retired");
  lab.cql += "define \"Retired and young\": Assessment.retired and Assessment.born after @1980\n";
  lab.contradictions =
      "  - {id: young, definition: Retired and young, items: [retired, born], "
      "message: Said to be retired and young}\n";
  Bench bench(lab);
  const auto triage = bench.triage(R"({"born": "1990-03-02", "retired": true})");
  ASSERT_TRUE(triage.contradictory);
  EXPECT_EQ(bench.level(triage.disposition.at_most), "urgent");
}

TEST(Contradiction, IssuesNameItemsAndNoValues) {
  Bench bench(age());
  const auto triage = bench.triage(R"({"born": "1950-03-02", "age": 31})");
  ASSERT_EQ(triage.issues.size(), 1U);
  const auto& issue = triage.issues.front();
  EXPECT_EQ(issue.item, "age");
  EXPECT_EQ(issue.pointer, "/answers/age");
  for (const auto& text : {issue.message, issue.suggestion}) {
    EXPECT_EQ(text.find("31"), std::string::npos) << text;
    EXPECT_EQ(text.find("1950"), std::string::npos) << text;
    EXPECT_EQ(text.find("75"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace palpate::triage
