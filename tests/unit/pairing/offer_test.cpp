// Contraindications, adaptations and levels: what may be done with one exercise.
#include <gmock/gmock.h>

#include "unit/pairing/support.hpp"

namespace palpate::pairing {
namespace {

using ruleset::Range;
using support::exercise;
using support::flag;
using support::item;
using support::Lab;
using support::PlanBench;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

constexpr const char* sets = "{beginner: {repetitions: [8, 12], sets: [2, 4]}}";

Lab base() {
  Lab lab;
  lab.items = item("a") + item("b");
  lab.cql = "define \"A\": Assessment.a\ndefine \"B\": Assessment.b\n";
  lab.flags = flag("fa", "A", "routine") + flag("fb", "B", "routine");
  lab.tags += "  - {id: hard, meaning: Much load}\n";
  lab.exercises = exercise("walk", "warm-up", "") +
                  exercise("reach", "stretch", "{entity: front, effect: lengthen}") +
                  exercise("push", "strengthening", "{entity: back, effect: strengthen}", {},
                           "plain, hard", sets);
  lab.contraindications =
      "  - {id: no-load, definition: A, excludes: [hard], reason: It may break., sources: "
      "[made-up]}\n";
  return lab;
}

TEST(Contraindication, FalseLetsTheExerciseIn) {
  PlanBench bench(base());
  const auto programme = bench.plan(R"({"a": false})");
  EXPECT_THAT(bench.steps(programme), Contains("push"));
  EXPECT_EQ(bench.left_out(programme, "push"), nullptr);
}

TEST(Contraindication, TrueExcludesAndSaysWhy) {
  PlanBench bench(base());
  const auto programme = bench.plan(R"({"a": true})");
  EXPECT_THAT(bench.steps(programme), Not(Contains("push")));
  const auto* out = bench.left_out(programme, "push");
  ASSERT_NE(out, nullptr);
  EXPECT_EQ(out->why, LeftOut::Why::contraindicated);
  EXPECT_EQ(out->reason, "It may break.");
  EXPECT_THAT(bench.evidence(out->evidence), ElementsAre("a"));
  EXPECT_EQ(out->sources.size(), 1U);
}

TEST(Contraindication, UndeterminedExcludesAndSaysWhatWouldRelease) {
  PlanBench bench(base());
  for (const auto* answers :
       {"{}", R"({"a": {"unknown": "declined"}})", R"({"a": {"unknown": "asked-unknown"}})"}) {
    const auto programme = bench.plan(answers);
    EXPECT_THAT(bench.steps(programme), Not(Contains("push")));
    const auto* out = bench.left_out(programme, "push");
    ASSERT_NE(out, nullptr);
    EXPECT_EQ(out->why, LeftOut::Why::undetermined);
    EXPECT_THAT(bench.evidence(out->evidence), ElementsAre("a"));
  }
}

TEST(Contraindication, AStarIsEveryExercise) {
  auto lab = base();
  lab.contraindications +=
      "  - {id: none, definition: B, excludes: [\"*\"], reason: Rest., sources: "
      "[made-up]}\n";
  PlanBench bench(lab);
  const auto programme = bench.plan(R"({"a": false, "b": true})");
  EXPECT_TRUE(programme.steps.empty());
  EXPECT_EQ(programme.decision, ruleset::Decision::withheld);
  EXPECT_FALSE(programme.reason.empty());
  EXPECT_EQ(programme.left_out.size(), 3U);
}

TEST(Contraindication, ATrueOneIsToldBeforeAnUndeterminedOne) {
  auto lab = base();
  lab.contraindications +=
      "  - {id: later, definition: B, excludes: [hard], reason: Surely., "
      "sources: [made-up]}\n";
  PlanBench bench(lab);
  const auto programme = bench.plan(R"({"b": true})");
  const auto* out = bench.left_out(programme, "push");
  ASSERT_NE(out, nullptr);
  EXPECT_EQ(out->why, LeftOut::Why::contraindicated);
  EXPECT_EQ(out->reason, "Surely.");
}

TEST(Contraindication, AllThatIsOpenIsNeededForTheRelease) {
  auto lab = base();
  lab.contraindications +=
      "  - {id: later, definition: B, excludes: [hard], reason: Perhaps., "
      "sources: [made-up]}\n";
  PlanBench bench(lab);
  const auto programme = bench.plan("{}");
  const auto* out = bench.left_out(programme, "push");
  ASSERT_NE(out, nullptr);
  EXPECT_THAT(bench.evidence(out->evidence), ElementsAre("a", "b"));
}

// --- adaptations

Lab adapted(const std::string& changes) {
  auto lab = base();
  lab.contraindications.clear();
  lab.programme =
      "  - {id: soft, decision: restricted, definition: B, allow_tags: [hard], reason: "
      "R.}\n";
  lab.adaptations =
      "  - id: adapt\n    when: A\n    reason: Because.\n    sources: [made-up]\n"
      "    changes:\n" +
      changes;
  return lab;
}

Range sets_of(PlanBench& bench, const std::string& answers) {
  const auto programme = bench.plan(answers);
  const auto* step = bench.step(programme, "push");
  EXPECT_NE(step, nullptr) << answers;
  return step == nullptr ? Range{} : step->dose.sets;
}

TEST(Adaptation, SetReplacesADoseFieldOnlyWhenTrue) {
  PlanBench bench(adapted("      - {kinds: [strengthening], set: {sets: [5, 6]}}\n"));
  EXPECT_EQ(sets_of(bench, R"({"a": true, "b": false})"), (Range{5, 6}));
  EXPECT_EQ(sets_of(bench, R"({"a": false, "b": false})"), (Range{2, 4}));
  EXPECT_EQ(sets_of(bench, R"({"b": false})"), (Range{2, 4}));
}

TEST(Adaptation, LimitNarrowsWhenTrueOrUnknown) {
  PlanBench bench(adapted("      - {tags: [hard], limit: {sets: [1, 3]}}\n"));
  EXPECT_EQ(sets_of(bench, R"({"a": true, "b": false})"), (Range{2, 3}));
  EXPECT_EQ(sets_of(bench, R"({"b": false})"), (Range{2, 3}));
  EXPECT_EQ(sets_of(bench, R"({"a": false, "b": false})"), (Range{2, 4}));
}

TEST(Adaptation, NamesItselfWhereItShapedTheDose) {
  PlanBench bench(adapted("      - {tags: [hard], limit: {sets: [1, 3]}}\n"));
  const auto programme = bench.plan(R"({"a": true, "b": false})");
  ASSERT_NE(bench.step(programme, "push"), nullptr);
  EXPECT_THAT(bench.step(programme, "push")->adaptations, ElementsAre(0U));
  ASSERT_NE(bench.step(programme, "reach"), nullptr);
  EXPECT_TRUE(bench.step(programme, "reach")->adaptations.empty());
}

TEST(Adaptation, ALimitDoesNotGiveAFieldThatTheExerciseLacks) {
  PlanBench bench(adapted("      - {kinds: [strengthening], limit: {hold_seconds: [10, 20]}}\n"));
  const auto programme = bench.plan(R"({"a": true, "b": false})");
  ASSERT_NE(bench.step(programme, "push"), nullptr);
  EXPECT_EQ(bench.step(programme, "push")->dose.hold_seconds, Range{});
}

TEST(Adaptation, WithholdActsWhenTrueOrUnknown) {
  PlanBench bench(adapted("      - {tags: [hard], withhold: true}\n"));
  EXPECT_THAT(bench.steps(bench.plan(R"({"a": true, "b": false})")), Not(Contains("push")));
  const auto programme = bench.plan(R"({"b": false})");
  EXPECT_THAT(bench.steps(programme), Not(Contains("push")));
  ASSERT_NE(bench.left_out(programme, "push"), nullptr);
  EXPECT_EQ(bench.left_out(programme, "push")->why, LeftOut::Why::adapted);
  EXPECT_EQ(bench.left_out(programme, "push")->reason, "Because.");
  EXPECT_THAT(bench.steps(bench.plan(R"({"a": false, "b": false})")), Contains("push"));
}

TEST(Adaptation, WithheldForWantOfAnAnswerSaysWhichWouldRelease) {
  PlanBench bench(adapted("      - {tags: [hard], withhold: true}\n"));
  const auto programme = bench.plan(R"({"b": false})");
  const auto* out = bench.left_out(programme, "push");
  ASSERT_NE(out, nullptr);
  EXPECT_THAT(bench.evidence(out->evidence), ElementsAre("a"));
}

Lab with_two_stretches() {
  auto lab = adapted("      - {exercises: [reach], replace: soft-reach}\n");
  lab.exercises += exercise("soft-reach", "stretch", "{entity: front, effect: lengthen}");
  lab.findings =
      "  - {id: short, title: Short, explanation: It is short., definition: Short front, "
      "kind: short, entity: front, sources: [made-up], confidence: moderate}\n";
  lab.items += item("c");
  lab.cql += "define \"Short front\": Assessment.c\n";
  return lab;
}

TEST(Adaptation, ReplaceActsWhenTrueOrUnknown) {
  PlanBench bench(with_two_stretches());
  EXPECT_THAT(bench.steps(bench.plan(R"({"a": false, "b": false, "c": true})")),
              ElementsAre("walk", "push", "reach"));
  EXPECT_THAT(bench.steps(bench.plan(R"({"a": true, "b": false, "c": true})")),
              ElementsAre("walk", "push", "soft-reach"));
  EXPECT_THAT(bench.steps(bench.plan(R"({"b": false, "c": true})")),
              ElementsAre("walk", "push", "soft-reach"));
}

TEST(Adaptation, ReplaceAlsoHoldsInTheBaseline) {
  PlanBench bench(with_two_stretches());
  const auto programme = bench.plan(R"({"a": true, "b": false, "c": false})");
  ASSERT_TRUE(programme.baseline);
  EXPECT_NE(bench.step(programme, "soft-reach"), nullptr);
}

std::string second(const std::string& changes) {
  return "  - id: other\n    when: B\n    reason: Other.\n    sources: [made-up]\n    changes:\n" +
         changes;
}

Lab two_adaptations(const std::string& one, const std::string& two) {
  auto lab = adapted(one);
  lab.programme.clear();
  lab.contraindications =
      "  - {id: soft, definition: C, excludes: [hard], reason: R., sources: "
      "[made-up]}\n";
  lab.items += item("c");
  lab.cql += "define \"C\": Assessment.c\n";
  lab.adaptations += second(two);
  return lab;
}

TEST(Adaptation, OfTwoLimitsTheStricterWins) {
  PlanBench bench(two_adaptations("      - {tags: [hard], limit: {sets: [1, 3]}}\n",
                                  "      - {tags: [hard], limit: {sets: [3, 5]}}\n"));
  EXPECT_EQ(sets_of(bench, R"({"a": true, "b": true, "c": false})"), (Range{3, 3}));
}

TEST(Adaptation, ALimitHoldsWhateverWasSet) {
  PlanBench bench(two_adaptations("      - {tags: [hard], limit: {sets: [1, 3]}}\n",
                                  "      - {tags: [hard], set: {sets: [3, 5]}}\n"));
  EXPECT_EQ(sets_of(bench, R"({"a": true, "b": true, "c": false})"), (Range{3, 3}));
}

TEST(Adaptation, TwoSetsTakeWhatTheyHaveInCommon) {
  PlanBench bench(two_adaptations("      - {tags: [hard], set: {sets: [1, 3]}}\n",
                                  "      - {tags: [hard], set: {sets: [2, 5]}}\n"));
  EXPECT_EQ(sets_of(bench, R"({"a": true, "b": true, "c": false})"), (Range{2, 3}));
}

TEST(Adaptation, AnEmptyRangeWithholds) {
  PlanBench bench(two_adaptations("      - {kinds: [stretch], limit: {repetitions: [8, 9]}}\n",
                                  "      - {tags: [hard], limit: {sets: [5, 6]}}\n"));
  const auto programme = bench.plan(R"({"a": true, "b": true, "c": false})");
  EXPECT_THAT(bench.steps(programme), Not(Contains("push")));
  ASSERT_NE(bench.left_out(programme, "push"), nullptr);
  EXPECT_EQ(bench.left_out(programme, "push")->why, LeftOut::Why::adapted);
}

TEST(Adaptation, AnEmptyRangeCitesTheAdaptationThatEmptiedIt) {
  auto lab = two_adaptations("      - {kinds: [stretch], limit: {repetitions: [8, 9]}}\n",
                             "      - {tags: [hard], limit: {sets: [5, 6]}}\n");
  // Only the second adaptation touches the exercise, and only the second has a source to cite.
  const auto at = lab.adaptations.find("    sources: [made-up]\n");
  lab.adaptations.replace(at, 23, "    sources: [other]\n");
  lab.more_sources =
      "  - {id: other, citation: Other, supports: All of it., read: Nothing, "
      "strength: unverified, verified: false}\n";
  PlanBench bench(lab);
  const auto programme = bench.plan(R"({"a": true, "b": true, "c": false})");
  const auto* out = bench.left_out(programme, "push");
  ASSERT_NE(out, nullptr);
  ASSERT_EQ(out->sources.size(), 1U);
  EXPECT_EQ(bench.rules->sources[out->sources[0]].id, "made-up");
}

TEST(Adaptation, SelectorsMustAllFit) {
  PlanBench bench(
      adapted("      - {kinds: [stretch], tags: [hard], withhold: true}\n"
              "      - {exercises: [push], limit: {sets: 2}}\n"));
  const auto programme = bench.plan(R"({"a": true, "b": false})");
  EXPECT_THAT(bench.steps(programme), ElementsAre("walk", "push", "reach"));
  EXPECT_EQ(bench.step(programme, "push")->dose.sets, (Range{2, 2}));
}

TEST(Adaptation, WithoutSelectorsItIsForAll) {
  PlanBench bench(adapted("      - {withhold: true}\n"));
  EXPECT_EQ(bench.plan(R"({"a": true, "b": false})").decision, ruleset::Decision::withheld);
}

/// A harder exercise in the place of one that beginners do too; d rules it out.
Lab with_a_harder_form() {
  auto lab = with_two_stretches();
  const auto at = lab.adaptations.find("soft-reach");
  lab.adaptations.replace(at, 10, "far-reach");
  lab.exercises += exercise("far-reach", "stretch", "{entity: front, effect: lengthen}", {}, "far",
                            "{advanced: {repetitions: 5}}", 9);
  lab.tags += "  - {id: far, meaning: Goes far}\n";
  lab.contraindications +=
      "  - {id: no-far, definition: D, excludes: [far], reason: R., sources: [made-up]}\n";
  lab.items += item("trained", "optional",
                    "type: choice, options: [{id: beginner, label: New}, {id: advanced, label: "
                    "Much}], asked_of: patient");
  lab.items += item("d");
  lab.cql += "define \"D\": Assessment.d\ndefine \"Level\": Assessment.trained\n";
  lab.more_policy += "exercise_level: Level\n";
  return lab;
}

TEST(Adaptation, AHarderFormTakesThePlaceOnlyForCertainAndWhereItMayBeOffered) {
  PlanBench bench(with_a_harder_form());
  const auto stretch = [&](const std::string& answers) {
    const auto programme = bench.plan("{\"b\": false, \"c\": true, " + answers + "}");
    return bench.step(programme, "far-reach") != nullptr ? "far-reach"
           : bench.step(programme, "reach") != nullptr   ? "reach"
                                                         : "none";
  };
  EXPECT_STREQ(stretch(R"("a": true, "d": false, "trained": "advanced")"), "far-reach");
  EXPECT_STREQ(stretch(R"("a": true, "d": true, "trained": "advanced")"), "reach");
  EXPECT_STREQ(stretch(R"("a": true, "trained": "advanced")"), "reach");
  EXPECT_STREQ(stretch(R"("a": true, "d": false, "trained": "beginner")"), "reach");
}

// --- levels

Lab levels() {
  auto lab = base();
  lab.contraindications =
      "  - {id: soft, definition: A, excludes: [hard], reason: R., sources: "
      "[made-up]}\n";
  lab.items += item("trained", "optional",
                    "type: choice, options: [{id: beginner, label: New}, {id: intermediate, label: "
                    "Some}, {id: advanced, label: Much}], asked_of: patient");
  lab.cql += "define \"Level\": Assessment.trained\n";
  lab.more_policy += "exercise_level: Level\n";
  lab.exercises = exercise("walk", "warm-up", "") +
                  exercise("reach", "stretch", "{entity: front, effect: lengthen}", {}, "plain",
                           "{beginner: {sets: 1}, advanced: {sets: 3}}") +
                  exercise("push", "strengthening", "{entity: back, effect: strengthen}", {},
                           "hard", "{beginner: {sets: 1}}") +
                  exercise("lift", "strengthening", "{entity: back, effect: strengthen}", {},
                           "hard", "{advanced: {sets: 3}}");
  lab.baseline += "  - {stretch: reach, strengthening: lift, reason: For the strong.}\n";
  return lab;
}

TEST(Level, UnknownIsBeginner) {
  PlanBench bench(levels());
  const auto programme = bench.plan(R"({"a": false})");
  EXPECT_EQ(programme.level, ruleset::ExerciseLevel::beginner);
  EXPECT_EQ(bench.step(programme, "reach")->dose.sets, (Range{1, 1}));
}

TEST(Level, FallsBackToTheNextEasierForm) {
  PlanBench bench(levels());
  const auto some = bench.plan(R"({"a": false, "trained": "intermediate"})");
  EXPECT_EQ(bench.step(some, "reach")->level, ruleset::ExerciseLevel::beginner);
  EXPECT_EQ(bench.step(some, "lift"), nullptr);
  const auto much = bench.plan(R"({"a": false, "trained": "advanced"})");
  EXPECT_EQ(bench.step(much, "reach")->level, ruleset::ExerciseLevel::advanced);
  EXPECT_EQ(bench.step(much, "reach")->dose.sets, (Range{3, 3}));
  EXPECT_EQ(bench.step(much, "push")->level, ruleset::ExerciseLevel::beginner);
  EXPECT_NE(bench.step(much, "lift"), nullptr);
}

TEST(Level, NeverAHarderForm) {
  PlanBench bench(levels());
  const auto programme = bench.plan(R"({"a": false, "trained": "beginner"})");
  EXPECT_EQ(bench.step(programme, "lift"), nullptr);
  ASSERT_NE(bench.left_out(programme, "lift"), nullptr);
  EXPECT_EQ(bench.left_out(programme, "lift")->why, LeftOut::Why::level);
}

}  // namespace
}  // namespace palpate::pairing
