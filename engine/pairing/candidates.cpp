#include "pairing/candidates.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "pairing/matching.hpp"

namespace palpate::pairing {

namespace {

using knowledge::Path;
using knowledge::RelationKind;
using ruleset::Effect;
using ruleset::Exercise;
using ruleset::ExerciseKind;
using ruleset::FindingKind;

/// How a partner may be related to what a finding names, at most this many relations away.
constexpr std::array partner_relations = {RelationKind::inhibits, RelationKind::antagonist,
                                          RelationKind::synergist, RelationKind::compensates_for,
                                          RelationKind::part_of};
constexpr std::array member_relations = {RelationKind::part_of};
constexpr std::size_t partner_steps = 2;
constexpr std::size_t member_steps = 1;

/// An exercise that reaches an entity, and how.
struct Reach {
  std::uint32_t exercise = 0;
  std::uint32_t entity = 0;
  bool primary = true;
  Path path;
};

bool better(const Reach& a, const Reach& b) {
  return std::make_tuple(a.path.steps.size(), !a.primary, 10 - a.path.weight) <
         std::make_tuple(b.path.steps.size(), !b.primary, 10 - b.path.weight);
}

/// The best way in which one exercise has `effect` on `entity` or on what is related to it.
std::optional<Reach> reach(std::uint32_t index, const Exercise& exercise, std::uint32_t entity,
                           Effect effect, std::span<const RelationKind> relations,
                           std::size_t steps, const knowledge::KnowledgeGraph& graph) {
  std::optional<Reach> best;
  for (const auto& target : exercise.targets) {
    if (target.effect != effect) continue;
    auto path = graph.path(entity, target.entity, relations, steps);
    if (!path) continue;
    Reach found{index, target.entity, target.primary, std::move(*path)};
    if (!best || better(found, *best)) best = std::move(found);
  }
  return best;
}

/// A technique is a stretch that is done with a professional.
bool serves_as(ExerciseKind kind, ExerciseKind role) {
  return kind == role || (kind == ExerciseKind::technique && role == ExerciseKind::stretch);
}

struct Search {
  const std::vector<Offer>& offers;
  const ruleset::RuleSet& rules;
  bool ignore_offers;

  std::vector<Reach> all(std::uint32_t entity, ExerciseKind kind, Effect effect,
                         std::span<const RelationKind> relations, std::size_t steps) const {
    std::vector<Reach> found;
    for (std::uint32_t i = 0; i < rules.exercises.size(); ++i) {
      const auto& exercise = rules.exercises[i];
      if (!serves_as(exercise.kind, kind) || !(ignore_offers || offers[i].available)) continue;
      auto r = reach(i, exercise, entity, effect, relations, steps, *rules.graph);
      if (r) found.push_back(std::move(*r));
    }
    return found;
  }
  std::vector<Reach> direct(std::uint32_t entity, ExerciseKind kind, Effect effect) const {
    return all(entity, kind, effect, {}, 0);
  }
  std::vector<Reach> members(std::uint32_t entity, ExerciseKind kind, Effect effect) const {
    return all(entity, kind, effect, member_relations, member_steps);
  }
  std::vector<Reach> related(std::uint32_t entity, ExerciseKind kind, Effect effect) const {
    return all(entity, kind, effect, partner_relations, partner_steps);
  }
};

/// The stretch of a short muscle is for that muscle, the strengthening for its partner; a weak
/// muscle the other way round; a pattern takes both among its members.
std::pair<std::vector<Reach>, std::vector<Reach>> search(const Goal& goal, const Search& search) {
  constexpr auto stretch = ExerciseKind::stretch;
  constexpr auto strengthening = ExerciseKind::strengthening;
  switch (goal.kind) {
    case FindingKind::short_muscle:
      return {search.direct(goal.entity, stretch, Effect::lengthen),
              search.related(goal.entity, strengthening, Effect::strengthen)};
    case FindingKind::weak_muscle:
      return {search.related(goal.entity, stretch, Effect::lengthen),
              search.direct(goal.entity, strengthening, Effect::strengthen)};
    case FindingKind::pattern:
    case FindingKind::pain:
    case FindingKind::modifier:
      return {search.members(goal.entity, stretch, Effect::lengthen),
              search.members(goal.entity, strengthening, Effect::strengthen)};
  }
  return {};
}

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
    out.stretch_path = stretch->path;
    out.stretched = stretch->entity;
  }
  if (strengthening != nullptr) {
    out.strengthening = strengthening->exercise;
    out.strengthening_path = strengthening->path;
    out.strengthened = strengthening->entity;
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

const Candidate* best_of(const std::vector<const Candidate*>& candidates, std::size_t exercises) {
  const Candidate* best = nullptr;
  for (const auto* candidate : candidates) {
    if (best == nullptr || score(*candidate, exercises) > score(*best, exercises)) {
      best = candidate;
    }
  }
  return best;
}

/// The best candidate of `goal` that uses `strengthening` (any when absent).
const Candidate* best_for(std::uint32_t goal, std::optional<std::uint32_t> strengthening,
                          const std::vector<Candidate>& candidates, std::size_t exercises) {
  std::vector<const Candidate*> fitting;
  for (const auto& candidate : candidates) {
    const bool fits =
        candidate.goal == goal && (!strengthening || candidate.strengthening == strengthening);
    if (fits) fitting.push_back(&candidate);
  }
  return best_of(fitting, exercises);
}

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
                                       const ruleset::RuleSet& rules, bool ignore_offers) {
  std::vector<Candidate> candidates;
  const Search searching{offers, rules, ignore_offers};
  for (std::uint32_t g = 0; g < goals.size(); ++g) {
    const auto [stretches, strengthenings] = search(goals[g], searching);
    for (const auto& stretch : stretches) {
      for (const auto& strengthening : strengthenings) {
        candidates.push_back(make_candidate(g, &stretch, &strengthening, offers, rules));
      }
      if (strengthenings.empty()) {
        candidates.push_back(make_candidate(g, &stretch, nullptr, offers, rules));
      }
    }
    if (!stretches.empty()) continue;
    for (const auto& strengthening : strengthenings) {
      candidates.push_back(make_candidate(g, nullptr, &strengthening, offers, rules));
    }
  }
  return candidates;
}

std::vector<std::optional<Candidate>> choose(const std::vector<Goal>& goals,
                                             const std::vector<Candidate>& candidates,
                                             const ruleset::RuleSet& rules) {
  const auto exercises = rules.exercises.size();
  std::vector<MatchEdge> edges;
  for (std::uint32_t goal = 0; goal < goals.size(); ++goal) {
    for (std::uint32_t exercise = 0; exercise < exercises; ++exercise) {
      const auto* best = best_for(goal, exercise, candidates, exercises);
      if (best != nullptr) edges.push_back({goal, exercise, score(*best, exercises)});
    }
  }
  const auto matched = maximum_matching(goals.size(), exercises, edges);
  std::vector<std::optional<Candidate>> chosen(goals.size());
  for (std::uint32_t goal = 0; goal < goals.size(); ++goal) {
    const auto* best = best_for(goal, matched[goal], candidates, exercises);
    if (best != nullptr) chosen[goal] = *best;
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
  if (candidate.stretch) ways = way(candidate.stretch_path, *candidate.stretch, rules);
  if (candidate.strengthening) {
    ways += (ways.empty() ? "" : "; ") +
            way(candidate.strengthening_path, *candidate.strengthening, rules);
  }
  return start + ": " + ways;
}

}  // namespace palpate::pairing
