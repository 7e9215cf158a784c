// Findings → pairs → a session: DESIGN section 7.
#include <gmock/gmock.h>

#include "unit/pairing/support.hpp"

namespace palpate::pairing {
namespace {

using support::exercise;
using support::flag;
using support::item;
using support::Lab;
using support::PlanBench;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using triage::Side;

constexpr const char* default_dose = "{beginner: {repetitions: [8, 12], sets: [2, 4]}}";

std::string timed(const std::string& id, const std::string& kind, const std::string& targets,
                  int minutes, const std::string& more = {}) {
  return exercise(id, kind, targets, more, "plain", default_dose, minutes);
}

std::string sided_item(const std::string& id) {
  return item(id, "optional", "type: boolean, sides: true, asked_of: clinician");
}

std::string finding(const std::string& id, const std::string& definition, const std::string& kind,
                    const std::string& entity, const std::string& confidence = "moderate",
                    bool sided = false) {
  return "  - {id: " + id + ", title: " + id +
         ", explanation: It is so., definition: " + definition + ", kind: " + kind +
         ", entity: " + entity + ", confidence: " + confidence + (sided ? ", sided: true" : "") +
         ", sources: [made-up]}\n";
}

/// A short front, a weak back, and another muscle without any exercise.
Lab gym() {
  Lab lab;
  lab.items = item("shortFront") + item("weakBack") + item("shortCalf") + item("stop");
  lab.cql =
      "define \"Short front\": Assessment.shortFront\n"
      "define \"Weak back\": Assessment.weakBack\n"
      "define \"Short calf\": Assessment.shortCalf\n"
      "define \"Stop\": Assessment.stop\n";
  lab.flags = flag("f", "Short front", "routine");
  lab.findings = finding("short-front", "Short front", "short", "front") +
                 finding("weak-back", "Weak back", "weak", "back") +
                 finding("short-calf", "Short calf", "short", "calf");
  lab.entities += "  - {id: calf, name: Calf, kind: muscle}\n";
  lab.tags += "  - {id: strain, meaning: Load}\n";
  lab.contraindications =
      "  - {id: stop, definition: Stop, excludes: [strain], reason: Not now., "
      "sources: [made-up]}\n";
  lab.exercises = timed("walk", "warm-up", "", 3) +
                  timed("reach", "stretch", "{entity: front, effect: lengthen}", 3) +
                  exercise("push", "strengthening", "{entity: back, effect: strengthen}", {},
                           "plain, strain", default_dose, 4);
  return lab;
}

constexpr const char* nothing_found =
    R"({"shortFront": false, "weakBack": false, "shortCalf": false, "stop": false})";
constexpr const char* front_found =
    R"({"shortFront": true, "weakBack": false, "shortCalf": false, "stop": false})";

TEST(Baseline, ServesWhereNothingWasFound) {
  PlanBench bench(gym());
  for (const auto* answers : {nothing_found, R"({"stop": false})"}) {
    const auto programme = bench.plan(answers);
    EXPECT_TRUE(programme.baseline);
    ASSERT_EQ(programme.pairs.size(), 1U);
    EXPECT_TRUE(programme.pairs[0].baseline);
    EXPECT_THAT(programme.pairs[0].findings, IsEmpty());
    EXPECT_EQ(programme.pairs[0].reason, "Good for most.");
    EXPECT_THAT(bench.steps(programme), ElementsAre("walk", "push", "reach"));
  }
}

TEST(Baseline, IsNotUsedWhereAFindingIsServed) {
  PlanBench bench(gym());
  const auto programme = bench.plan(front_found);
  EXPECT_FALSE(programme.baseline);
  ASSERT_EQ(programme.pairs.size(), 1U);
  EXPECT_FALSE(programme.pairs[0].baseline);
}

TEST(Baseline, AStretchIsNotOfferedWithoutItsPartner) {
  PlanBench bench(gym());
  const auto programme = bench.plan(R"({"stop": true})");
  EXPECT_THAT(bench.steps(programme), ElementsAre("walk"));
  EXPECT_THAT(programme.pairs, IsEmpty());
}

TEST(Baseline, AMobilityExerciseWithoutTargetsMayStandInIt) {
  auto lab = gym();
  lab.exercises += timed("swing", "mobility", "", 3) +
                   timed("roll", "release", "{entity: front, effect: release}", 3);
  lab.baseline = "  - {stretch: swing, strengthening: push, reason: Good for most.}\n";
  PlanBench bench(lab);
  EXPECT_THAT(bench.steps(bench.plan(nothing_found)), Contains("swing"));
}

TEST(Goals, AShortMuscleIsStretchedAndItsPartnerStrengthened) {
  PlanBench bench(gym());
  const auto programme = bench.plan(front_found);
  ASSERT_EQ(programme.pairs.size(), 1U);
  const auto& pair = programme.pairs[0];
  ASSERT_TRUE(pair.stretch && pair.strengthening);
  EXPECT_EQ(bench.rules->exercises[programme.steps[*pair.stretch].exercise].id, "reach");
  EXPECT_EQ(bench.rules->exercises[programme.steps[*pair.strengthening].exercise].id, "push");
  EXPECT_EQ(pair.weight, 6U);
  EXPECT_EQ(pair.reason, "Front short: Do reach; inhibits Back \u2192 Do push");
}

TEST(Goals, AWeakMuscleIsStrengthenedAndItsPartnerStretched) {
  PlanBench bench(gym());
  const auto programme = bench.plan(R"({"weakBack": true, "stop": false, "shortFront": false})");
  ASSERT_EQ(programme.pairs.size(), 1U);
  ASSERT_EQ(programme.pairs[0].findings.size(), 1U);
  const auto& result = bench.triaged.findings[programme.pairs[0].findings[0]];
  EXPECT_EQ(bench.rules->findings[result.finding].id, "weak-back");
  EXPECT_TRUE(programme.pairs[0].stretch && programme.pairs[0].strengthening);
}

TEST(Goals, TheSameTwoExercisesForTwoFindingsAreOnePair) {
  PlanBench bench(gym());
  const auto programme = bench.plan(R"({"shortFront": true, "weakBack": true, "stop": false})");
  ASSERT_EQ(programme.pairs.size(), 1U);
  EXPECT_EQ(programme.pairs[0].findings.size(), 2U);
  EXPECT_THAT(bench.steps(programme), ElementsAre("walk", "push", "reach"));
}

TEST(Goals, ASecondFindingOfThatPairIsServedThoughThereIsRoomForNoMore) {
  auto lab = gym();
  lab.more_policy = "max_pairs: 1\ndefault_minutes: 60\n";
  PlanBench bench(lab);
  const auto programme = bench.plan(R"({"shortFront": true, "weakBack": true, "stop": false})");
  ASSERT_EQ(programme.pairs.size(), 1U);
  EXPECT_EQ(programme.pairs[0].findings.size(), 2U);
}

TEST(Goals, WhatNothingCanServeIsSaid) {
  PlanBench bench(gym());
  const auto programme = bench.plan(R"({"shortFront": true, "shortCalf": true, "stop": false})");
  ASSERT_EQ(programme.uncovered.size(), 1U);
  const auto& result = bench.triaged.findings[programme.uncovered[0]];
  EXPECT_EQ(bench.rules->findings[result.finding].id, "short-calf");
  EXPECT_THAT(programme.given_up, Contains(HasSubstr("short Calf")));
}

TEST(Goals, BorderlineAndUndeterminedFindingsAreNotPlannedFor) {
  PlanBench bench(gym());
  const auto programme = bench.plan(R"({"stop": false})");
  EXPECT_TRUE(programme.baseline);
  EXPECT_THAT(programme.uncovered, IsEmpty());
}

TEST(Goals, AStretchWithoutAnAllowedPartnerStandsAloneAndThatIsSaid) {
  PlanBench bench(gym());
  const auto programme = bench.plan(R"({"shortFront": true, "stop": true})");
  EXPECT_THAT(bench.steps(programme), ElementsAre("walk", "reach"));
  EXPECT_THAT(programme.given_up, Contains(HasSubstr("No strengthening partner")));
  ASSERT_NE(bench.left_out(programme, "push"), nullptr);
}

// --- time and number

Lab two_goals(const std::string& more_policy) {
  auto lab = gym();
  lab.exercises += timed("raise", "strengthening", "{entity: calf, effect: strengthen}", 5) +
                   timed("lean", "stretch", "{entity: calf, effect: lengthen}", 5);
  lab.relations += "  - {from: calf, relation: inhibits, to: back, weight: 3}\n";
  lab.findings = finding("short-front", "Short front", "short", "front", "low") +
                 finding("weak-back", "Weak back", "weak", "back", "low") +
                 finding("short-calf", "Short calf", "weak", "calf", "high");
  lab.relations += "  - {from: calf, relation: synergist, to: front, weight: 3}\n";
  lab.more_policy = more_policy;
  return lab;
}

TEST(Limits, MaxPairsKeepsTheSurerFinding) {
  PlanBench bench(two_goals("max_pairs: 1\ndefault_minutes: 60\n"));
  const auto programme = bench.plan(R"({"shortFront": true, "shortCalf": true, "stop": false})");
  ASSERT_EQ(programme.pairs.size(), 1U);
  const auto& served = bench.triaged.findings[programme.pairs[0].findings[0]];
  EXPECT_EQ(bench.rules->findings[served.finding].id, "short-calf");
  EXPECT_EQ(programme.uncovered.size(), 1U);
  EXPECT_THAT(programme.given_up, Not(IsEmpty()));
}

TEST(Limits, TheSessionFitsIntoTheTime) {
  for (int minutes = 1; minutes <= 40; ++minutes) {
    PlanBench bench(two_goals("max_pairs: 4\ndefault_minutes: " + std::to_string(minutes) + "\n"));
    const auto programme = bench.plan(R"({"shortFront": true, "shortCalf": true, "stop": false})");
    std::uint32_t sum = 0;
    for (const auto& step : programme.steps) sum += step.minutes;
    EXPECT_EQ(programme.minutes_planned, sum);
    EXPECT_LE(programme.minutes_planned, programme.minutes_available) << minutes;
    EXPECT_EQ(programme.minutes_available, static_cast<std::uint32_t>(minutes));
    if (minutes < 7) {
      EXPECT_THAT(programme.given_up, Not(IsEmpty())) << minutes;
    }
  }
}

TEST(Limits, MinutesComeFromThePatientWhenKnown) {
  auto lab = gym();
  lab.items += item("minutesFree", "optional",
                    "type: integer, plausible: {min: 1, max: 240}, asked_of: patient");
  lab.cql += "define \"Time\": Assessment.minutesFree\n";
  lab.more_policy += "minutes: Time\n";
  PlanBench bench(lab);
  EXPECT_EQ(bench.plan(R"({"stop": false})").minutes_available, 60U);
  EXPECT_EQ(bench.plan(R"({"stop": false, "minutesFree": 7})").minutes_available, 7U);
  const auto brief = bench.plan(R"({"shortFront": true, "stop": false, "minutesFree": 7})");
  EXPECT_THAT(bench.steps(brief), ElementsAre("push", "reach"));
  EXPECT_THAT(brief.given_up, Contains(HasSubstr("warm-up")));
}

TEST(Limits, WhatDoesNotFitIsLeftOutForTime) {
  PlanBench bench(two_goals("max_pairs: 4\ndefault_minutes: 10\n"));
  const auto programme = bench.plan(R"({"shortFront": true, "shortCalf": true, "stop": false})");
  const bool told = std::any_of(programme.left_out.begin(), programme.left_out.end(),
                                [](const LeftOut& out) { return out.why == LeftOut::Why::time; });
  EXPECT_TRUE(told);
  EXPECT_EQ(programme.uncovered.size(), 1U);
}

// --- the session

TEST(Session, RunsInPhases) {
  auto lab = gym();
  lab.exercises += timed("roll", "release", "{entity: front, effect: release}", 3) +
                   timed("calm", "relaxation", "", 2);
  PlanBench bench(lab);
  const auto programme = bench.plan(front_found);
  for (std::size_t i = 1; i < programme.steps.size(); ++i) {
    EXPECT_LE(programme.steps[i - 1].phase, programme.steps[i].phase);
  }
  for (const auto& step : programme.steps) {
    const auto& kinds = bench.rules->policy.phases.at(step.phase).kinds;
    EXPECT_THAT(kinds, Contains(bench.rules->exercises[step.exercise].kind));
  }
  EXPECT_THAT(bench.steps(programme), Contains("roll"));
}

TEST(Session, TheFirstWarmUpThatMayBeOffered) {
  auto lab = gym();
  lab.exercises = exercise("jump", "warm-up", "", {}, "strain") + lab.exercises;
  lab.warm_up = "[jump, walk]";
  PlanBench bench(lab);
  EXPECT_THAT(bench.steps(bench.plan(R"({"stop": false})")), Contains("jump"));
  const auto without = bench.plan(R"({"stop": true})");
  EXPECT_THAT(bench.steps(without), ElementsAre("walk"));
  ASSERT_NE(bench.left_out(without, "jump"), nullptr);
}

// --- sides

Lab sided() {
  auto lab = gym();
  lab.items += sided_item("tight");
  lab.cql +=
      "define \"Tight\": Tuple { left: Assessment.tight.left, right: "
      "Assessment.tight.right }\n";
  lab.findings += finding("tight", "Tight", "short", "front", "high", true);
  lab.exercises =
      timed("walk", "warm-up", "", 3) +
      timed("reach", "stretch", "{entity: front, effect: lengthen}", 3, "sided: true") +
      exercise("push", "strengthening", "{entity: back, effect: strengthen}", {}, "plain, strain");
  return lab;
}

std::vector<Side> sides(PlanBench& bench, const std::string& answers, const std::string& id) {
  const auto programme = bench.plan(answers);
  const auto* step = bench.step(programme, id);
  EXPECT_NE(step, nullptr);
  return step == nullptr ? std::vector<Side>{} : step->sides;
}

TEST(Sides, ASidedExerciseIsForTheSideOfTheFinding) {
  PlanBench bench(sided());
  EXPECT_THAT(sides(bench, R"({"tight": {"left": true, "right": false}, "stop": false})", "reach"),
              ElementsAre(Side::left));
  EXPECT_THAT(sides(bench, R"({"tight": {"left": false, "right": true}, "stop": false})", "reach"),
              ElementsAre(Side::right));
  EXPECT_THAT(sides(bench, R"({"tight": {"left": true, "right": true}, "stop": false})", "reach"),
              ElementsAre(Side::left, Side::right));
}

TEST(Sides, AnExerciseWithoutSidesHasNone) {
  PlanBench bench(sided());
  EXPECT_THAT(sides(bench, R"({"tight": {"left": true}, "stop": false})", "push"),
              ElementsAre(Side::none));
}

TEST(Sides, AFindingWithoutSidesMeansBoth) {
  PlanBench bench(sided());
  EXPECT_THAT(sides(bench, R"({"shortFront": true, "stop": false})", "reach"),
              ElementsAre(Side::left, Side::right));
}

TEST(Sides, TheBaselineMeansBoth) {
  PlanBench bench(sided());
  EXPECT_THAT(sides(bench, R"({"stop": false})", "reach"), ElementsAre(Side::left, Side::right));
}

TEST(Sides, AFindingWithoutSidesBesideASidedOneMeansBothToo) {
  PlanBench bench(sided());
  const auto found = sides(
      bench, R"({"shortFront": true, "tight": {"left": true, "right": false}, "stop": false})",
      "reach");
  EXPECT_THAT(found, ElementsAre(Side::left, Side::right));
}

TEST(Sides, TwoFindingsOfOneSideNameThatSide) {
  auto lab = sided();
  lab.cql +=
      "define \"Tight too\": Tuple { left: Assessment.tight.left and true, right: "
      "Assessment.tight.right and true }\n";
  lab.findings += finding("tight-too", "Tight too", "short", "front", "high", true);
  PlanBench bench(lab);
  const auto programme = bench.plan(
      R"({"shortFront": false, "tight": {"left": true, "right": false}, "stop": false})");
  ASSERT_EQ(programme.pairs.size(), 1U);
  EXPECT_THAT(programme.pairs[0].reason, HasSubstr("left Front short"));
}

}  // namespace
}  // namespace palpate::pairing
