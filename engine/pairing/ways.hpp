#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "knowledge/graph.hpp"
#include "ruleset/rule_set.hpp"

namespace palpate::pairing {

/// An exercise that has the wanted effect on an entity or on what is related to it, and how.
struct Reach {
  std::uint32_t exercise = 0;
  bool primary = true;   ///< of the target that is reached
  knowledge::Path path;  ///< from the goal's entity to that target
};

/// The exercises that can serve what the findings of a rule set name, whoever they are offered to:
/// the knowledge graph asked once for all records. Immutable; thread-safe to share.
class Ways {
 public:
  struct To {
    std::vector<Reach> stretches;       ///< by exercise
    std::vector<Reach> strengthenings;  ///< by exercise
  };

  explicit Ways(const ruleset::RuleSet& rules);
  /// None for an entity that no finding of that kind names.
  const To& serve(std::uint32_t entity, ruleset::FindingKind kind) const;

 private:
  std::map<std::pair<std::uint32_t, ruleset::FindingKind>, To> ways_;
  To none_;
};

}  // namespace palpate::pairing
