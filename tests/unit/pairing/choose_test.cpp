// choose() against brute force, under the objective that candidates.hpp documents: goals served,
// stretches with a partner, relation weight, primary targets, fit, minutes. A strengthening
// exercise serves one goal; a goal that would then go without shares one.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <set>

#include "pairing/candidates.hpp"

namespace palpate::pairing {
namespace {

/// Larger is better, the first difference decides.
using Worth = std::array<long, 6>;
constexpr std::uint32_t exercises = 8;  // 0–3 stretches, 4–7 strengthening

void add(Worth& worth, const Candidate& c) {
  worth[0] += 1;
  worth[1] += c.stretch && c.strengthening ? 1 : 0;
  worth[2] += c.weight;
  worth[3] += c.primary ? 1 : 0;
  worth[4] += c.fit;
  worth[5] -= c.minutes;
}

/// The best of all ways in which every strengthening exercise serves at most one goal.
Worth best_exclusive(std::uint32_t goal, std::size_t goals, const std::vector<Candidate>& all,
                     std::set<std::uint32_t>& used, const Worth& so_far) {
  if (goal == goals) return so_far;
  auto best = best_exclusive(goal + 1, goals, all, used, so_far);
  for (const auto& c : all) {
    if (c.goal != goal || !c.strengthening || used.count(*c.strengthening)) continue;
    auto with = so_far;
    add(with, c);
    used.insert(*c.strengthening);
    best = std::max(best, best_exclusive(goal + 1, goals, all, used, with));
    used.erase(*c.strengthening);
  }
  return best;
}

/// What of the result is exclusive: of goals that share an exercise the best one owns it.
Worth exclusive_part(const std::vector<std::optional<Candidate>>& chosen) {
  Worth total{};
  for (std::uint32_t exercise = 0; exercise < exercises; ++exercise) {
    std::optional<Worth> owner;
    for (const auto& c : chosen) {
      if (!c || c->strengthening != exercise) continue;
      Worth worth{};
      add(worth, *c);
      owner = std::max(owner.value_or(worth), worth);
    }
    for (std::size_t i = 0; owner && i < total.size(); ++i) total[i] += (*owner)[i];
  }
  return total;
}

Worth worth_of(const Candidate& c) {
  Worth worth{};
  add(worth, c);
  return worth;
}

std::vector<Candidate> random_candidates(std::size_t goals) {
  std::vector<Candidate> all;
  for (std::uint32_t goal = 0; goal < goals; ++goal) {
    const auto shape = *rc::gen::inRange(0, 4);  // both, both, stretch only, strengthening only
    const auto count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i) {
      Candidate c;
      c.goal = goal;
      if (shape != 3) c.stretch = *rc::gen::inRange<std::uint32_t>(0, 4);
      if (shape != 2) c.strengthening = *rc::gen::inRange<std::uint32_t>(4, exercises);
      c.weight = *rc::gen::inRange<std::uint32_t>(1, 11);
      c.primary = *rc::gen::arbitrary<bool>();
      c.fit = *rc::gen::inRange<std::uint32_t>(0, 3);
      c.minutes = *rc::gen::inRange<std::uint32_t>(1, 30);
      all.push_back(c);
    }
  }
  return all;
}

TEST(Choose, EqualsBruteForceOnSmallInstances) {
  ruleset::RuleSet rules;
  rules.exercises.resize(exercises);
  const bool held = rc::check("lexicographic objective", [&] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 6);
    const std::vector<Goal> goals(count);
    const auto all = random_candidates(count);
    const auto chosen = choose(goals, all, rules);
    RC_ASSERT(chosen.size() == count);
    std::set<std::uint32_t> used;
    RC_ASSERT(exclusive_part(chosen) == best_exclusive(0, count, all, used, Worth{}));
    for (std::uint32_t goal = 0; goal < count; ++goal) {
      const bool servable =
          std::any_of(all.begin(), all.end(), [&](const Candidate& c) { return c.goal == goal; });
      RC_ASSERT(chosen[goal].has_value() == servable);
      if (servable) RC_ASSERT(chosen[goal]->goal == goal);
    }
  });
  EXPECT_TRUE(held);
}

TEST(Choose, OfOneGoalTheBestCandidateIsTaken) {
  ruleset::RuleSet rules;
  rules.exercises.resize(exercises);
  const bool held = rc::check("one goal", [&] {
    const auto all = random_candidates(1);
    const auto chosen = choose({Goal{}}, all, rules);
    if (all.empty()) {
      RC_ASSERT(!chosen[0]);
      return;
    }
    for (const auto& c : all) RC_ASSERT(worth_of(*chosen[0]) >= worth_of(c));
  });
  EXPECT_TRUE(held);
}

Candidate candidate(std::uint32_t goal, std::optional<std::uint32_t> stretch,
                    std::optional<std::uint32_t> strengthening) {
  Candidate c;
  c.goal = goal;
  c.stretch = stretch;
  c.strengthening = strengthening;
  c.weight = 5;
  c.minutes = 5;
  return c;
}

TEST(Choose, EqualOnesAreDecidedByIds) {
  ruleset::RuleSet rules;
  rules.exercises.resize(exercises);
  const std::vector<Candidate> all{candidate(0, 3, 5), candidate(0, 1, 5), candidate(0, 2, 5)};
  EXPECT_EQ(choose({Goal{}}, all, rules)[0]->stretch, 1U);
}

TEST(Choose, EqualOnesAreDecidedByIdsAlsoAmongManyExercises) {
  ruleset::RuleSet rules;
  rules.exercises.resize(400);
  const std::vector<Candidate> all{candidate(0, 3, 5), candidate(0, 1, 5), candidate(0, 2, 5)};
  const auto chosen = choose({Goal{}}, all, rules);
  EXPECT_EQ(chosen[0]->stretch, 1U);
}

TEST(Choose, TwoGoalsShareTheOnlyStrengtheningExercise) {
  ruleset::RuleSet rules;
  rules.exercises.resize(exercises);
  const std::vector<Candidate> all{candidate(0, 0, 4), candidate(1, 1, 4)};
  const auto chosen = choose({Goal{}, Goal{}}, all, rules);
  EXPECT_EQ(chosen[0]->strengthening, 4U);
  EXPECT_EQ(chosen[1]->strengthening, 4U);
}

TEST(Choose, ALessGoodOneForMeRatherThanNoneForYou) {
  ruleset::RuleSet rules;
  rules.exercises.resize(exercises);
  auto better = candidate(0, 0, 4);
  better.weight = 10;
  const std::vector<Candidate> all{better, candidate(0, 0, 5), candidate(1, 1, 4)};
  const auto chosen = choose({Goal{}, Goal{}}, all, rules);
  EXPECT_EQ(chosen[0]->strengthening, 5U);
  EXPECT_EQ(chosen[1]->strengthening, 4U);
}

TEST(Choose, AWholePairComesBeforeAStrongerRelation) {
  ruleset::RuleSet rules;
  rules.exercises.resize(exercises);
  auto alone = candidate(0, std::nullopt, 5);
  alone.weight = 10;
  const std::vector<Candidate> all{alone, candidate(0, 0, 4)};
  EXPECT_EQ(choose({Goal{}}, all, rules)[0]->strengthening, 4U);
}

}  // namespace
}  // namespace palpate::pairing
