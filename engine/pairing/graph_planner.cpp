#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "pairing/candidates.hpp"
#include "pairing/decision.hpp"
#include "pairing/offer.hpp"
#include "pairing/programme.hpp"
#include "pairing/ways.hpp"

// Triage → Programme. The order of work is the design's: whether there is a programme, what may
// be offered, goals from the findings, pairs by matching, the session that fits the time.
namespace palpate::pairing {

namespace {

using ruleset::ExerciseKind;
using ruleset::ExerciseLevel;
using triage::Side;

struct Draft {
  const ruleset::RuleSet& rules;
  const Ways& ways;
  const std::vector<Offer>& offers;
  Programme& programme;

  /// The exercise, or what an adaptation puts in its place; nothing when neither may be offered.
  std::optional<std::uint32_t> offered(std::uint32_t exercise) const {
    if (offers[exercise].available) return exercise;
    const auto replacement = offers[exercise].replacement;
    if (replacement && offers[*replacement].available) return replacement;
    return std::nullopt;
  }

  std::uint32_t phase_of(ExerciseKind kind) const {
    const auto& phases = rules.policy.phases;
    for (std::uint32_t i = 0; i < phases.size(); ++i) {
      const auto& kinds = phases[i].kinds;
      if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return i;
    }
    return static_cast<std::uint32_t>(phases.size());
  }

  std::optional<std::uint32_t> step_of(std::uint32_t exercise) const {
    for (std::uint32_t i = 0; i < programme.steps.size(); ++i) {
      if (programme.steps[i].exercise == exercise) return i;
    }
    return std::nullopt;
  }

  /// What it takes of the session: as budgeted, or longer where its dose is a time.
  std::uint32_t minutes_of(std::uint32_t exercise) const {
    return std::max(rules.exercises[exercise].minutes, offers[exercise].dose.minutes.low);
  }

  std::uint32_t cost(std::uint32_t exercise) const {
    return step_of(exercise) ? 0 : minutes_of(exercise);
  }

  bool fits(std::uint32_t minutes) const {
    return programme.minutes_planned + minutes <= programme.minutes_available;
  }

  /// Adds the exercise, or the sides that it lacks.
  std::uint32_t add(std::uint32_t exercise, const std::vector<Side>& goal_sides) {
    const auto& description = rules.exercises[exercise];
    auto sides = goal_sides;
    if (!description.sided) sides = {Side::none};
    if (description.sided && sides.empty()) sides = {Side::left, Side::right};
    auto index = step_of(exercise);
    if (!index) {
      const auto& offer = offers[exercise];
      Step step;
      step.exercise = exercise;
      step.level = offer.level;
      step.dose = offer.dose;
      step.minutes = minutes_of(exercise);
      step.phase = phase_of(description.kind);
      step.adaptations = offer.adaptations;
      programme.minutes_planned += step.minutes;
      programme.steps.push_back(std::move(step));
      index = static_cast<std::uint32_t>(programme.steps.size() - 1);
    }
    auto& known = programme.steps[*index].sides;
    for (const auto side : sides) {
      if (std::find(known.begin(), known.end(), side) == known.end()) known.push_back(side);
    }
    std::sort(known.begin(), known.end());
    return *index;
  }
};

std::string name_of(const Goal& goal, const ruleset::RuleSet& rules) {
  const auto& name = rules.graph->entities()[goal.entity].name;
  if (goal.kind == ruleset::FindingKind::short_muscle) return "short " + name;
  if (goal.kind == ruleset::FindingKind::weak_muscle) return "weak " + name;
  return name;
}

/// Surer findings first; among equals the rule set's order.
std::vector<std::uint32_t> by_confidence(const std::vector<Goal>& goals) {
  std::vector<std::uint32_t> order(goals.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return goals[a].confidence > goals[b].confidence;
  });
  return order;
}

void leave_out_for_time(Draft& draft, std::uint32_t exercise) {
  if (draft.step_of(exercise)) return;
  LeftOut out;
  out.exercise = exercise;
  out.why = LeftOut::Why::time;
  out.reason = "It does not fit into the " + std::to_string(draft.programme.minutes_available) +
               " minutes available.";
  draft.programme.left_out.push_back(std::move(out));
}

/// The same two exercises for a second goal are still one pair.
void keep(Draft& draft, Pair pair) {
  for (auto& known : draft.programme.pairs) {
    if (known.stretch != pair.stretch || known.strengthening != pair.strengthening) continue;
    known.findings.insert(known.findings.end(), pair.findings.begin(), pair.findings.end());
    known.reason += ". " + pair.reason;
    known.weight = std::max(known.weight, pair.weight);
    return;
  }
  draft.programme.pairs.push_back(std::move(pair));
}

void add_pair(Draft& draft, const Candidate& candidate, const Goal& goal) {
  Pair pair;
  if (candidate.stretch) pair.stretch = draft.add(*candidate.stretch, goal.sides);
  if (candidate.strengthening) {
    pair.strengthening = draft.add(*candidate.strengthening, goal.sides);
  }
  pair.findings = goal.findings;
  pair.weight = candidate.weight;
  pair.reason = describe(candidate, goal, draft.rules);
  if (candidate.stretch && !candidate.strengthening) {
    draft.programme.given_up.push_back(
        "No strengthening partner may be offered for the stretch "
        "of the " +
        name_of(goal, draft.rules) + ".");
  }
  keep(draft, std::move(pair));
}

void give_up(Draft& draft, const Goal& goal, const std::string& why) {
  auto& uncovered = draft.programme.uncovered;
  uncovered.insert(uncovered.end(), goal.findings.begin(), goal.findings.end());
  draft.programme.given_up.push_back("Nothing for the " + name_of(goal, draft.rules) + ": " + why);
}

std::uint32_t cost(const Draft& draft, const Candidate& candidate) {
  std::uint32_t minutes = 0;
  if (candidate.stretch) minutes += draft.cost(*candidate.stretch);
  if (candidate.strengthening) minutes += draft.cost(*candidate.strengthening);
  return minutes;
}

/// Every exercise of the candidate is in the session already.
bool is_planned(const Draft& draft, const Candidate& candidate) {
  const auto in = [&](const std::optional<std::uint32_t>& e) { return !e || draft.step_of(*e); };
  return in(candidate.stretch) && in(candidate.strengthening);
}

/// The chosen candidate where it fits into the time, else the shortest of the goal's that does.
std::optional<Candidate> fitting(const Draft& draft, std::uint32_t goal, const Candidate& chosen,
                                 const std::vector<Candidate>& candidates) {
  if (draft.fits(cost(draft, chosen))) return chosen;
  const Candidate* shortest = nullptr;
  for (const auto& candidate : candidates) {
    if (candidate.goal != goal || !draft.fits(cost(draft, candidate))) continue;
    if (shortest == nullptr || cost(draft, candidate) < cost(draft, *shortest)) {
      shortest = &candidate;
    }
  }
  return shortest == nullptr ? std::nullopt : std::optional(*shortest);
}

void plan_goals(Draft& draft, const std::vector<Goal>& goals) {
  const auto candidates = make_candidates(goals, draft.offers, draft.rules, draft.ways);
  const auto chosen = choose(goals, candidates, draft.rules);
  for (const auto index : by_confidence(goals)) {
    const auto& goal = goals[index];
    if (!chosen[index]) {
      give_up(draft, goal, "no exercise for it may be offered.");
    } else if (is_planned(draft, *chosen[index])) {
      add_pair(draft, *chosen[index], goal);
    } else if (draft.programme.pairs.size() >= draft.rules.policy.max_pairs) {
      give_up(draft, goal, "the session already has as many pairs as the policy allows.");
    } else if (const auto candidate = fitting(draft, index, *chosen[index], candidates)) {
      add_pair(draft, *candidate, goal);
    } else {
      give_up(draft, goal, "the minutes available do not suffice.");
      if (chosen[index]->stretch) leave_out_for_time(draft, *chosen[index]->stretch);
      if (chosen[index]->strengthening) leave_out_for_time(draft, *chosen[index]->strengthening);
    }
  }
}

/// Where nothing was found, or nothing for what was found may be offered. A stretch goes only
/// with its partner; a strengthening exercise may stand alone.
void plan_baseline(Draft& draft) {
  for (const auto& entry : draft.rules.policy.baseline) {
    const bool full = draft.programme.pairs.size() >= draft.rules.policy.max_pairs;
    const auto strengthening = draft.offered(entry.strengthening);
    if (full || !strengthening || !draft.fits(draft.cost(*strengthening))) continue;
    auto stretch = draft.offered(entry.stretch);
    const auto minutes = draft.cost(*strengthening) + (stretch ? draft.cost(*stretch) : 0);
    if (!draft.fits(minutes)) stretch.reset();
    Pair pair;
    if (stretch) pair.stretch = draft.add(*stretch, {});
    pair.strengthening = draft.add(*strengthening, {});
    pair.reason =
        stretch ? entry.reason : draft.rules.exercises[*strengthening].name + ", on its own.";
    pair.baseline = true;
    draft.programme.baseline = true;
    keep(draft, std::move(pair));
  }
}

/// The first warm-up that may be offered and takes at most a third of the time.
void plan_warm_up(Draft& draft) {
  const auto& policy = draft.rules.policy;
  if (policy.warm_up.empty()) return;
  bool offered = false;
  for (const auto named : policy.warm_up) {
    const auto exercise = draft.offered(named);
    if (!exercise) continue;
    offered = true;
    if (!draft.fits(3 * draft.cost(*exercise))) continue;
    draft.add(*exercise, {});
    return;
  }
  draft.programme.given_up.push_back(
      offered ? "No separate warm-up fits into the time: begin each movement small and slow."
              : "No warm-up may be offered: begin each movement small and slow.");
}

/// One relaxation exercise at the end, while there is time.
void plan_relaxation(Draft& draft) {
  for (std::uint32_t i = 0; i < draft.rules.exercises.size(); ++i) {
    const bool usable = draft.rules.exercises[i].kind == ExerciseKind::relaxation &&
                        draft.offers[i].available && draft.fits(draft.cost(i));
    if (!usable) continue;
    draft.add(i, {});
    return;
  }
}

/// Release and mobility for what is being stretched, while there is time.
void plan_extras(Draft& draft) {
  const auto pairs = draft.programme.pairs;
  for (const auto& pair : pairs) {
    if (!pair.stretch) continue;
    const auto& stretch = draft.rules.exercises[draft.programme.steps[*pair.stretch].exercise];
    if (stretch.targets.empty()) continue;
    const auto sides = draft.programme.steps[*pair.stretch].sides;
    for (std::uint32_t i = 0; i < draft.rules.exercises.size(); ++i) {
      const auto& extra = draft.rules.exercises[i];
      const bool prepares =
          extra.kind == ExerciseKind::release || extra.kind == ExerciseKind::mobility;
      const bool shares = std::any_of(extra.targets.begin(), extra.targets.end(), [&](auto& t) {
        return t.primary && t.entity == stretch.targets.front().entity;
      });
      const bool usable = prepares && shares && draft.offers[i].available && !draft.step_of(i) &&
                          draft.fits(draft.cost(i));
      if (!usable) continue;
      draft.add(i, sides.front() == Side::none ? std::vector<Side>{} : sides);
      break;
    }
  }
}

/// By phase; within a phase in the order of the pairs. Pairs keep pointing at their steps.
void order_session(Programme& programme) {
  std::vector<std::uint32_t> order(programme.steps.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return programme.steps[a].phase < programme.steps[b].phase;
  });
  std::vector<std::uint32_t> place(order.size());
  std::vector<Step> steps;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    steps.push_back(std::move(programme.steps[order[i]]));
  }
  programme.steps = std::move(steps);
  for (auto& pair : programme.pairs) {
    if (pair.stretch) pair.stretch = place[*pair.stretch];
    if (pair.strengthening) pair.strengthening = place[*pair.strengthening];
  }
}

/// Exercises that would have served a goal or the baseline, were they offered.
std::vector<bool> would_serve(const Draft& draft, const std::vector<Goal>& goals) {
  std::vector<bool> serves(draft.rules.exercises.size());
  for (const auto& goal : goals) {
    const auto& to = draft.ways.serve(goal.entity, goal.kind);
    for (const auto& reach : to.stretches) serves[reach.exercise] = true;
    for (const auto& reach : to.strengthenings) serves[reach.exercise] = true;
  }
  for (const auto& pair : draft.rules.policy.baseline) {
    serves[pair.stretch] = serves[pair.strengthening] = true;
  }
  for (const auto exercise : draft.rules.policy.warm_up) serves[exercise] = true;
  return serves;
}

/// What a contraindication rules out or an adaptation withholds is always told; the rest where it
/// would have served.
void tell_left_out(Draft& draft, const std::vector<Goal>& goals) {
  const auto serves = would_serve(draft, goals);
  std::vector<LeftOut> told;
  for (std::uint32_t i = 0; i < draft.offers.size(); ++i) {
    const auto& out = draft.offers[i].left_out;
    if (out && (out->contraindication || out->adaptation || serves[i])) told.push_back(*out);
  }
  auto& all = draft.programme.left_out;
  all.insert(all.begin(), told.begin(), told.end());
}

class GraphPlanner final : public PairingPlanner {
 public:
  explicit GraphPlanner(std::shared_ptr<const ruleset::RuleSet> rules)
      : rules_(std::move(rules)), ways_(*rules_) {}

  Result<Programme> plan(const triage::Triage& triage, const intake::Intake& intake,
                         triage::TriageScratch& scratch) const override {
    const auto verdict = decide(triage, scratch);
    if (!verdict) return verdict.error();
    Programme programme;
    programme.decision = verdict->decision;
    programme.rule = verdict->rule;
    programme.reason = verdict->reason;
    programme.provisional = verdict->provisional;
    if (programme.decision == ruleset::Decision::withheld) return programme;
    if (auto set = set_frame(programme, scratch); !set) return set.error();
    const auto offers = make_offers(*verdict, programme.level, intake, scratch);
    if (!offers) return offers.error();

    Draft draft{*rules_, ways_, *offers, programme};
    const auto goals = make_goals(triage, *rules_);
    plan_warm_up(draft);
    plan_goals(draft, goals);
    if (programme.pairs.empty()) plan_baseline(draft);
    plan_extras(draft);
    plan_relaxation(draft);
    order_session(programme);
    tell_left_out(draft, goals);
    withhold_if_empty(programme);
    return programme;
  }

 private:
  /// Minutes available and the patient's exercise level.
  Result<void> set_frame(Programme& programme, triage::TriageScratch& scratch) const {
    const auto& policy = rules_->policy;
    programme.minutes_available = policy.default_minutes;
    if (policy.minutes) {
      const auto minutes = scratch.cql().definition(*policy.minutes);
      if (!minutes) return minutes.error();
      if (minutes->is(Value::Kind::integer) && minutes->as_integer() > 0) {
        programme.minutes_available = static_cast<std::uint32_t>(minutes->as_integer());
      }
    }
    if (!policy.exercise_level) return {};
    const auto level = scratch.cql().definition(*policy.exercise_level);
    if (!level) return level.error();
    if (!level->is(Value::Kind::string)) return {};
    for (const auto known : {ExerciseLevel::intermediate, ExerciseLevel::advanced}) {
      if (level->as_string() == ruleset::to_string(known)) programme.level = known;
    }
    return {};
  }

  static void withhold_if_empty(Programme& programme) {
    if (!programme.steps.empty()) return;
    programme.decision = ruleset::Decision::withheld;
    if (programme.reason.empty()) {
      programme.reason = "No exercise may be offered; see what was left out and why.";
    }
  }

  std::shared_ptr<const ruleset::RuleSet> rules_;
  Ways ways_;
};

}  // namespace

std::unique_ptr<PairingPlanner> make_graph_planner(
    std::shared_ptr<const ruleset::RuleSet> rule_set) {
  return std::make_unique<GraphPlanner>(std::move(rule_set));
}

}  // namespace palpate::pairing
