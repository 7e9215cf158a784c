#include "pairing/candidates.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "pairing/matching.hpp"

namespace palpate::pairing {

namespace {

using knowledge::Path;
using knowledge::RelationKind;
using ruleset::Exercise;
using ruleset::FindingKind;

/// Offered in its advanced form, and with none for beginners: made for those who can do more.
bool is_made_for_advanced(const Offer& offer, const Exercise& exercise) {
  constexpr auto beginner = static_cast<std::size_t>(ruleset::ExerciseLevel::beginner);
  return offer.available && offer.level == ruleset::ExerciseLevel::advanced &&
         !exercise.offered[beginner];
}

Candidate make_candidate(std::uint32_t goal, const Reach* stretch, const Reach* strengthening,
                         const std::vector<Offer>& offers, const ruleset::RuleSet& rules) {
  Candidate out;
  out.goal = goal;
  out.weight = 10;
  for (const auto* part : {stretch, strengthening}) {
    if (part == nullptr) continue;
    out.weight = std::min(out.weight, part->path.weight);
    out.primary = out.primary && part->primary;
    const auto& exercise = rules.exercises[part->exercise];
    out.fit += is_made_for_advanced(offers[part->exercise], exercise) ? 1U : 0U;
    out.minutes += exercise.minutes;
  }
  if (stretch != nullptr) {
    out.stretch = stretch->exercise;
    out.stretch_path = &stretch->path;
  }
  if (strengthening != nullptr) {
    out.strengthening = strengthening->exercise;
    out.strengthening_path = &strengthening->path;
  }
  return out;
}

/// A larger number is a better candidate. Each term leaves room for the sum of the ones below it
/// over some twenty goals, and for two thousand exercises.
std::int64_t score(const Candidate& candidate, std::size_t exercises) {
  const auto ids = static_cast<std::int64_t>(2 * exercises - candidate.stretch.value_or(0) -
                                             candidate.strengthening.value_or(0));
  const std::int64_t minutes = 600 - std::min<std::int64_t>(candidate.minutes, 600);
  const std::int64_t partnered = candidate.stretch && candidate.strengthening ? 1 : 0;
  std::int64_t total = 1;  // a goal served
  total = total * 32 + partnered;
  total = total * 256 + candidate.weight;
  total = total * 32 + (candidate.primary ? 1 : 0);
  total = total * 64 + candidate.fit;
  total = total * 20'000 + minutes;
  return total * 100'000 + ids;
}

/// The first of the best among candidates.
struct Best {
  const Candidate* candidate = nullptr;
  std::int64_t score = 0;

  void compare(const Candidate& other, std::int64_t other_score) {
    if (candidate != nullptr && other_score <= score) return;
    candidate = &other;
    score = other_score;
  }
};

/// For each goal the best candidate, and the best with each strengthening exercise.
struct BestOfGoals {
  BestOfGoals(std::size_t goals, const std::vector<Candidate>& candidates, std::size_t exercises)
      : of_goal(goals), with_exercise(goals * exercises), exercise_count(exercises) {
    for (const auto& candidate : candidates) {
      const auto worth = score(candidate, exercises);
      of_goal[candidate.goal].compare(candidate, worth);
      if (!candidate.strengthening) continue;
      with_exercise[candidate.goal * exercises + *candidate.strengthening].compare(candidate,
                                                                                   worth);
    }
  }
  const Best& with(std::uint32_t goal, std::uint32_t exercise) const {
    return with_exercise[goal * exercise_count + exercise];
  }

  std::vector<Best> of_goal;
  std::vector<Best> with_exercise;
  std::size_t exercise_count;
};

/// "inhibits Gluteus maximus → Glute bridge"; the exercise alone where it aims at the goal itself.
std::string way(const Path& path, std::uint32_t exercise, const ruleset::RuleSet& rules) {
  std::string out;
  for (const auto& step : path.steps) {
    const auto& relation = rules.graph->relations()[step.relation];
    const auto next = step.forward ? relation.to : relation.from;
    auto name = std::string(knowledge::to_string(relation.kind));
    std::replace(name.begin(), name.end(), '-', ' ');
    const auto& entity = rules.graph->entities()[next].name;
    const bool symmetric =
        relation.kind == RelationKind::antagonist || relation.kind == RelationKind::synergist;
    const bool reads_forward = symmetric || step.forward;
    out += (reads_forward ? name + " " + entity : entity + " " + name + " it") + " \u2192 ";
  }
  return out + rules.exercises[exercise].name;
}

}  // namespace

std::vector<Goal> make_goals(const triage::Triage& triage, const ruleset::RuleSet& rules) {
  std::vector<Goal> goals;
  for (std::uint32_t i = 0; i < triage.findings.size(); ++i) {
    const auto& result = triage.findings[i];
    const auto& finding = rules.findings[result.finding];
    const bool planned = finding.entity && result.status == triage::FindingStatus::present;
    if (!planned) continue;
    auto goal = std::find_if(goals.begin(), goals.end(), [&](const Goal& g) {
      return g.entity == *finding.entity && g.kind == finding.kind;
    });
    if (goal == goals.end()) {
      goals.push_back({*finding.entity, finding.kind, result.confidence, {}, {}});
      goal = goals.end() - 1;
    }
    goal->findings.push_back(i);
    goal->confidence = std::max(goal->confidence, result.confidence);
    auto& sides = goal->sides;
    if (std::find(sides.begin(), sides.end(), result.side) == sides.end()) {
      sides.push_back(result.side);
    }
  }
  // A finding without a side is about both.
  for (auto& goal : goals) {
    const auto& sides = goal.sides;
    if (std::find(sides.begin(), sides.end(), triage::Side::none) != sides.end()) {
      goal.sides.clear();
    }
  }
  return goals;
}

std::vector<Candidate> make_candidates(const std::vector<Goal>& goals,
                                       const std::vector<Offer>& offers,
                                       const ruleset::RuleSet& rules, const Ways& ways) {
  const auto offered = [&](const std::vector<Reach>& all) {
    std::vector<const Reach*> some;
    for (const auto& reach : all) {
      if (offers[reach.exercise].available) some.push_back(&reach);
    }
    return some;
  };
  std::vector<Candidate> candidates;
  for (std::uint32_t g = 0; g < goals.size(); ++g) {
    const auto& to = ways.serve(goals[g].entity, goals[g].kind);
    auto stretches = offered(to.stretches);
    auto strengthenings = offered(to.strengthenings);
    if (stretches.empty() && strengthenings.empty()) continue;
    // An exercise that has no partner stands alone.
    if (stretches.empty()) stretches.push_back(nullptr);
    if (strengthenings.empty()) strengthenings.push_back(nullptr);
    for (const auto* stretch : stretches) {
      for (const auto* strengthening : strengthenings) {
        candidates.push_back(make_candidate(g, stretch, strengthening, offers, rules));
      }
    }
  }
  return candidates;
}

std::vector<std::optional<Candidate>> choose(const std::vector<Goal>& goals,
                                             const std::vector<Candidate>& candidates,
                                             const ruleset::RuleSet& rules) {
  const auto exercises = rules.exercises.size();
  const BestOfGoals best(goals.size(), candidates, exercises);
  std::vector<MatchEdge> edges;
  for (std::uint32_t goal = 0; goal < goals.size(); ++goal) {
    for (std::uint32_t exercise = 0; exercise < exercises; ++exercise) {
      const auto& one = best.with(goal, exercise);
      if (one.candidate != nullptr) edges.push_back({goal, exercise, one.score});
    }
  }
  const auto matched = maximum_matching(goals.size(), exercises, edges);
  std::vector<std::optional<Candidate>> chosen(goals.size());
  for (std::uint32_t goal = 0; goal < goals.size(); ++goal) {
    const auto exercise = matched[goal];
    const auto& one = exercise ? best.with(goal, *exercise) : best.of_goal[goal];
    if (one.candidate != nullptr) chosen[goal] = *one.candidate;
  }
  return chosen;
}

std::string describe(const Candidate& candidate, const Goal& goal, const ruleset::RuleSet& rules) {
  std::string start;
  if (goal.sides.size() == 1) start = std::string(triage::to_string(goal.sides.front())) + " ";
  start += rules.graph->entities()[goal.entity].name;
  if (goal.kind == FindingKind::short_muscle) start += " short";
  if (goal.kind == FindingKind::weak_muscle) start += " weak";
  std::string ways;
  if (candidate.stretch) ways = way(*candidate.stretch_path, *candidate.stretch, rules);
  if (candidate.strengthening) {
    ways += (ways.empty() ? "" : "; ") +
            way(*candidate.strengthening_path, *candidate.strengthening, rules);
  }
  return start + ": " + ways;
}

}  // namespace palpate::pairing
