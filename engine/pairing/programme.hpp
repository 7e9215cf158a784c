#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/graph.hpp"
#include "ruleset/rule_set.hpp"
#include "triage/triage.hpp"

/// Findings → stretch-and-strengthen pairs with dose, or why there are none.
namespace palpate::pairing {

/// One exercise as prescribed.
struct Step {
  std::uint32_t exercise = 0;
  std::vector<triage::Side> sides;  ///< {none} when not sided; else left, right or both
  ruleset::ExerciseLevel level = ruleset::ExerciseLevel::beginner;
  ruleset::Dose dose;
  std::uint32_t minutes = 0;
  std::uint32_t phase = 0;                 ///< index into Policy::phases
  std::vector<std::uint32_t> adaptations;  ///< that shaped the dose
};

/// A stretch and the strengthening exercise that belongs to it.
struct Pair {
  std::optional<std::uint32_t> stretch;        ///< index into Programme::steps
  std::optional<std::uint32_t> strengthening;  ///< index into Programme::steps
  std::vector<std::uint32_t> findings;         ///< indices into Triage::findings it serves
  std::string reason;  ///< "left Iliopsoas short: Lunge; inhibits Gluteus maximus → Bridge"
  std::uint32_t weight = 0;
  bool baseline = false;
};

/// An exercise that was not offered although it would have served, or that is ruled out.
struct LeftOut {
  enum class Why : std::uint8_t {
    contraindicated,  ///< a contraindication is true
    undetermined,     ///< a contraindication is not known to be false: `evidence` would release it
    adapted,          ///< withheld, replaced, or its dose became empty
    restricted,       ///< the programme is restricted to gentler forms
    level,            ///< no form of it at this exercise level
    time              ///< the session would exceed the minutes available
  };
  std::uint32_t exercise = 0;
  Why why = Why::contraindicated;
  std::string reason;
  std::optional<std::uint32_t> contraindication;  ///< index into RuleSet::contraindications
  std::optional<std::uint32_t> adaptation;        ///< index into RuleSet::adaptations
  std::vector<triage::Evidence> evidence;
  std::vector<std::uint32_t> sources;
};

struct Programme {
  ruleset::Decision decision = ruleset::Decision::withheld;
  bool provisional = false;
  bool baseline = false;              ///< planned without findings
  std::optional<std::uint32_t> rule;  ///< Policy::programme that decided; none: full by default
  std::string reason;                 ///< why withheld or restricted; may be empty when full
  ruleset::ExerciseLevel level = ruleset::ExerciseLevel::beginner;
  std::uint32_t minutes_available = 0;
  std::uint32_t minutes_planned = 0;
  std::vector<Step> steps;  ///< in the order of the session
  std::vector<Pair> pairs;
  std::vector<std::uint32_t> uncovered;  ///< indices into Triage::findings: nothing could serve
  std::vector<std::string> given_up;     ///< what the plan could not satisfy, one sentence each
  std::vector<LeftOut> left_out;
};

/// Port: plans a programme. Pure: same input, same plan. Thread-safe when const.
class PairingPlanner {
 public:
  virtual ~PairingPlanner() = default;
  /// `scratch` holds the record that `triage` was made from.
  virtual Result<Programme> plan(const triage::Triage& triage, const intake::Intake& intake,
                                 triage::TriageScratch& scratch) const = 0;
};

/// The planner of DESIGN section 7 on the knowledge graph (Boost's maximum-weight matching).
std::unique_ptr<PairingPlanner> make_graph_planner(
    std::shared_ptr<const ruleset::RuleSet> rule_set);

}  // namespace palpate::pairing
