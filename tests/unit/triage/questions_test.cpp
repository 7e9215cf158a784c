// What to ask next, and in which order: DESIGN section 6, "Next question".
#include <gmock/gmock.h>

#include <random>

#include "support/rules.hpp"
#include "triage/regions.hpp"
#include "unit/triage/lab.hpp"

namespace palpate::triage {
namespace {

using support::Bench;
using support::flag;
using support::item;
using support::Lab;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Lab lab_of(const std::string& items, const std::string& cql, const std::string& flags) {
  Lab lab;
  lab.items = items;
  lab.cql = cql;
  lab.flags = flags;
  return lab;
}

Question question(const Bench& bench, const Triage& triage, const std::string& slot) {
  for (const auto& q : triage.questions) {
    if (bench.slot(q.slot) == slot) return q;
  }
  ADD_FAILURE() << slot << " is not asked";
  return {};
}

TEST(Ranking, TheLevelAtStakeFirst) {
  // b: optional, of many flags' worth less; still first, for its emergency.
  Bench bench(lab_of(
      item("a", "must-ask") + item("b"),
      "define \"A\": Assessment.a\ndefine \"B\": Assessment.b\n"
      "define \"A2\": not Assessment.a\n",
      flag("fa", "A", "urgent") + flag("fa2", "A2", "urgent") + flag("fb", "B", "emergency")));
  const auto triage = bench.triage("{}");
  EXPECT_THAT(bench.questions(triage), ElementsAre("b", "a"));
  EXPECT_EQ(bench.level(question(bench, triage, "b").stake), "emergency");
  EXPECT_EQ(bench.level(question(bench, triage, "a").stake), "urgent");
}

TEST(Ranking, ThenTheTier) {
  // c alone decides; a and b only together. The tier counts before that.
  Bench bench(lab_of(item("c") + item("b", "should-ask") + item("a", "must-ask"),
                     "define \"Any\": Assessment.c or (Assessment.a and Assessment.b)\n",
                     flag("f", "Any", "urgent")));
  EXPECT_THAT(bench.questions(bench.triage("{}")), ElementsAre("a", "b", "c"));
}

TEST(Ranking, ThenWhetherOneAnswerMakesTheFlagPresent) {
  // a and b each hang on two flags, c on one; but c alone makes it present.
  Bench bench(lab_of(item("a") + item("b") + item("c"),
                     "define \"Any\": Assessment.c or (Assessment.a and Assessment.b)\n"
                     "define \"Two\": Assessment.a and Assessment.b\n",
                     flag("f", "Any", "urgent") + flag("g", "Two", "urgent")));
  const auto triage = bench.triage("{}");
  EXPECT_THAT(bench.questions(triage), ElementsAre("c", "a", "b"));
  EXPECT_TRUE(question(bench, triage, "c").decisive);
  EXPECT_FALSE(question(bench, triage, "a").decisive);
  // With a known, b decides.
  EXPECT_TRUE(question(bench, bench.triage(R"({"a": true})"), "b").decisive);
}

TEST(Ranking, ThenTheNumberOfFlags) {
  Bench bench(
      lab_of(item("a") + item("b"),
             "define \"A\": Assessment.a\ndefine \"B\": Assessment.b\n"
             "define \"B2\": not Assessment.b\n",
             flag("fa", "A", "urgent") + flag("fb", "B", "urgent") + flag("fb2", "B2", "routine")));
  const auto triage = bench.triage("{}");
  EXPECT_THAT(bench.questions(triage), ElementsAre("b", "a"));
  EXPECT_EQ(question(bench, triage, "b").flags.size(), 2U);
}

TEST(Ranking, ThenTheOrderOfTheDictionary) {
  Bench bench(lab_of(item("z") + item("a"),
                     "define \"A\": Assessment.a\ndefine \"Z\": Assessment.z\n",
                     flag("fa", "A", "urgent") + flag("fz", "Z", "urgent")));
  EXPECT_THAT(bench.questions(bench.triage("{}")), ElementsAre("z", "a"));
}

TEST(Questions, OnlyWhatCanStillChangeAnUndeterminedFlag) {
  Bench bench(lab_of(item("a") + item("b") + item("c"),
                     "define \"AAndB\": Assessment.a and Assessment.b\n"
                     "define \"C\": Assessment.c\n",
                     flag("ab", "AAndB", "urgent") + flag("fc", "C", "soon")));
  EXPECT_THAT(bench.questions(bench.triage(R"({"a": false})")), ElementsAre("c"));
  EXPECT_THAT(bench.questions(bench.triage(R"({"a": true})")), ElementsAre("b", "c"));
  EXPECT_THAT(bench.questions(bench.triage(R"({"a": false, "c": true})")), IsEmpty());
}

TEST(Questions, AskedUnknownAndDeclinedAreNotAskedAgain) {
  Bench bench(lab_of(item("a") + item("b") + item("c"),
                     "define \"Any\": Assessment.a or Assessment.b or Assessment.c\n",
                     flag("f", "Any", "urgent")));
  const auto triage =
      bench.triage(R"({"a": {"unknown": "asked-unknown"}, "b": {"unknown": "declined"}})");
  EXPECT_FALSE(question(bench, triage, "a").ask_again);
  EXPECT_FALSE(question(bench, triage, "b").ask_again);
  EXPECT_TRUE(question(bench, triage, "c").ask_again);
  EXPECT_EQ(question(bench, triage, "a").state, intake::AnswerState::asked_unknown);
  EXPECT_EQ(question(bench, triage, "b").state, intake::AnswerState::declined);
}

TEST(Questions, AnImplausibleAnswerIsAskedAgain) {
  Bench bench(lab_of(item("t", "optional",
                          "type: quantity, unit: Cel, plausible: {min: 30, max: 45}, "
                          "asked_of: clinician"),
                     "define \"Fever\": Assessment.t >= 38.0 'Cel'\n",
                     flag("fever", "Fever", "urgent")));
  const auto triage = bench.triage(R"({"t": 381})");
  EXPECT_TRUE(triage.valid);
  EXPECT_EQ(bench.flag(triage, "fever").status, FlagStatus::undetermined);
  EXPECT_TRUE(question(bench, triage, "t").ask_again);
  EXPECT_EQ(question(bench, triage, "t").state, intake::AnswerState::implausible);
  EXPECT_TRUE(question(bench, triage, "t").decisive);
}

TEST(Questions, EachSideIsItsOwnQuestion) {
  Bench bench(lab_of(
      item("reach", "optional", "type: quantity, unit: cm, sides: true, asked_of: clinician"),
      "define \"Either\": Assessment.reach.left > 5 'cm' or "
      "Assessment.reach.right > 5 'cm'\n",
      flag("f", "Either", "urgent")));
  EXPECT_THAT(bench.questions(bench.triage(R"({"reach": {"left": 3}})")),
              ElementsAre("reach.right"));
}

/// Every question of a random intake of the shipped rules can, with the other open questions
/// answered somehow, change one of the flags that it names.
TEST(Questions, EveryFlagThatIsOpenHasAQuestionInShippedRules) {
  auto rules = support::rule_set(support::lumbopelvic);
  ASSERT_TRUE(rules);
  const Regions regions(*rules);
  TriageScratch scratch(rules);
  intake::Intake intake(rules->dictionary);
  std::mt19937 random(11);
  for (int n = 0; n < 60; ++n) {
    intake.clear();
    const auto share = random() % 100;
    for (std::uint32_t slot = 0; slot < rules->dictionary->slot_count; ++slot) {
      const auto values = regions.of(slot);
      if (values.empty() || random() % 100 >= share) continue;
      intake.set(slot, intake::AnswerState::answered, values[random() % values.size()]);
    }
    const auto result = triage(intake, support::noon(), scratch);
    ASSERT_TRUE(result.has_value());
    for (const auto& flag : result->flags) {
      if (flag.status != FlagStatus::undetermined) continue;
      EXPECT_FALSE(flag.waits_for.empty()) << rules->red_flags[flag.flag].id;
      for (const auto slot : flag.waits_for) {
        const bool asked =
            std::any_of(result->questions.begin(), result->questions.end(), [&](const Question& q) {
              return q.slot == slot &&
                     std::find(q.flags.begin(), q.flags.end(), flag.flag) != q.flags.end();
            });
        EXPECT_TRUE(asked) << slot_name(*rules->dictionary, slot);
      }
    }
  }
}

}  // namespace
}  // namespace palpate::triage
