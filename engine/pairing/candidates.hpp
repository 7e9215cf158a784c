#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pairing/offer.hpp"
#include "pairing/programme.hpp"
#include "pairing/ways.hpp"

namespace palpate::pairing {

/// Something to work on: a muscle or pattern, with the findings (one or two sides) behind it.
struct Goal {
  std::uint32_t entity = 0;
  ruleset::FindingKind kind = ruleset::FindingKind::short_muscle;
  ruleset::Confidence confidence = ruleset::Confidence::low;
  std::vector<std::uint32_t> findings;  ///< indices into Triage::findings
  std::vector<triage::Side> sides;      ///< empty when not sided
};
std::vector<Goal> make_goals(const triage::Triage& triage, const ruleset::RuleSet& rules);

/// One way to serve a goal.
struct Candidate {
  std::uint32_t goal = 0;
  std::optional<std::uint32_t> stretch;        ///< exercise
  std::optional<std::uint32_t> strengthening;  ///< exercise
  std::uint32_t weight = 0;                    ///< of the weakest relation used, 1–10
  bool primary = true;                         ///< both exercises aim at it first of all
  std::uint32_t fit = 0;                       ///< exercises that are made for this level
  std::uint32_t minutes = 0;
  /// Goal's entity → what the exercise aims at; of the Ways, where there is such an exercise.
  const knowledge::Path* stretch_path = nullptr;
  const knowledge::Path* strengthening_path = nullptr;
};

/// All ways to serve each goal with the exercises that are offered (`offers[i].available`). They
/// view `ways`, which are those of `rules`.
std::vector<Candidate> make_candidates(const std::vector<Goal>& goals,
                                       const std::vector<Offer>& offers,
                                       const ruleset::RuleSet& rules, const Ways& ways);

/// One candidate a goal, chosen by, in this order: goals served, stretches that have a partner,
/// relation weight, primary targets, fit, minutes, ids. A strengthening exercise serves one goal; a
/// goal that would then go without shares one.
std::vector<std::optional<Candidate>> choose(const std::vector<Goal>& goals,
                                             const std::vector<Candidate>& candidates,
                                             const ruleset::RuleSet& rules);

/// "left Iliopsoas short: Lunge; inhibits Gluteus maximus → Glute bridge".
std::string describe(const Candidate& candidate, const Goal& goal, const ruleset::RuleSet& rules);

}  // namespace palpate::pairing
