#include "pairing/ways.hpp"

#include <array>
#include <optional>
#include <span>
#include <tuple>

namespace palpate::pairing {

namespace {

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

bool better(const Reach& a, const Reach& b) {
  return std::make_tuple(a.path.steps.size(), !a.primary, 10 - a.path.weight) <
         std::make_tuple(b.path.steps.size(), !b.primary, 10 - b.path.weight);
}

/// A technique is a stretch that is done with a professional.
bool serves_as(ExerciseKind kind, ExerciseKind role) {
  return kind == role || (kind == ExerciseKind::technique && role == ExerciseKind::stretch);
}

/// From one entity by relations of some kinds: each path is looked for once, whatever number of
/// exercises aim at its end.
class Paths {
 public:
  Paths(const knowledge::KnowledgeGraph& graph, std::uint32_t from,
        std::span<const RelationKind> relations, std::size_t steps)
      : graph_(graph), from_(from), relations_(relations), steps_(steps) {}

  const std::optional<knowledge::Path>& to(std::uint32_t entity) {
    const auto [place, is_new] = known_.try_emplace(entity);
    if (is_new) place->second = graph_.path(from_, entity, relations_, steps_);
    return place->second;
  }

 private:
  const knowledge::KnowledgeGraph& graph_;
  std::uint32_t from_;
  std::span<const RelationKind> relations_;
  std::size_t steps_;
  std::map<std::uint32_t, std::optional<knowledge::Path>> known_;
};

/// The best way in which one exercise has `effect` at the end of a path.
std::optional<Reach> reach(std::uint32_t index, const Exercise& exercise, Effect effect,
                           Paths& paths) {
  std::optional<Reach> best;
  for (const auto& target : exercise.targets) {
    if (target.effect != effect) continue;
    const auto& path = paths.to(target.entity);
    if (!path) continue;
    Reach found{index, target.primary, *path};
    if (!best || better(found, *best)) best = std::move(found);
  }
  return best;
}

/// For one entity.
struct Search {
  const ruleset::RuleSet& rules;
  std::uint32_t entity;

  std::vector<Reach> all(ExerciseKind kind, std::span<const RelationKind> relations,
                         std::size_t steps) const {
    const auto effect = kind == ExerciseKind::stretch ? Effect::lengthen : Effect::strengthen;
    Paths paths(*rules.graph, entity, relations, steps);
    std::vector<Reach> found;
    for (std::uint32_t i = 0; i < rules.exercises.size(); ++i) {
      if (!serves_as(rules.exercises[i].kind, kind)) continue;
      auto one = reach(i, rules.exercises[i], effect, paths);
      if (one) found.push_back(std::move(*one));
    }
    return found;
  }
  std::vector<Reach> direct(ExerciseKind kind) const { return all(kind, {}, 0); }
  std::vector<Reach> members(ExerciseKind kind) const {
    return all(kind, member_relations, member_steps);
  }
  std::vector<Reach> related(ExerciseKind kind) const {
    return all(kind, partner_relations, partner_steps);
  }
};

/// The stretch of a short muscle is for that muscle, the strengthening for its partner; a weak
/// muscle the other way round; a pattern takes both among its members.
Ways::To search(const Search& search, FindingKind kind) {
  constexpr auto stretch = ExerciseKind::stretch;
  constexpr auto strengthening = ExerciseKind::strengthening;
  switch (kind) {
    case FindingKind::short_muscle:
      return {search.direct(stretch), search.related(strengthening)};
    case FindingKind::weak_muscle:
      return {search.related(stretch), search.direct(strengthening)};
    case FindingKind::pattern:
    case FindingKind::pain:
    case FindingKind::modifier:
      return {search.members(stretch), search.members(strengthening)};
  }
  return {};
}

}  // namespace

Ways::Ways(const ruleset::RuleSet& rules) {
  for (const auto& finding : rules.findings) {
    if (!finding.entity) continue;
    const auto [place, is_new] = ways_.try_emplace({*finding.entity, finding.kind});
    if (is_new) place->second = search({rules, *finding.entity}, finding.kind);
  }
}

const Ways::To& Ways::serve(std::uint32_t entity, FindingKind kind) const {
  const auto found = ways_.find({entity, kind});
  return found == ways_.end() ? none_ : found->second;
}

}  // namespace palpate::pairing
