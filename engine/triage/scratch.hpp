#pragma once

#include <boost/dynamic_bitset.hpp>
#include <memory>
#include <memory_resource>
#include <vector>

#include "triage/explain.hpp"
#include "triage/regions.hpp"
#include "triage/triage.hpp"

namespace palpate::triage {

/// Of flags, by index.
using FlagSet = boost::dynamic_bitset<std::uint64_t>;

/// The others are absent.
struct FlagSets {
  FlagSet present;
  FlagSet undetermined;
};

struct TriageScratch::State {
  explicit State(std::shared_ptr<const ruleset::RuleSet> rules);

  std::shared_ptr<const ruleset::RuleSet> rule_set;
  cql::Scratch cql;
  cql::ConditionRun conditions;
  Explainer explainer;
  std::pmr::monotonic_buffer_resource arena;  ///< of derived values
  std::vector<Value> slots;
  std::vector<bool> applicable;
  std::vector<std::uint32_t> must_ask;            ///< slots of the must-ask items
  std::vector<cql::ConditionId> applies;          ///< one an item: no_id where it always does
  std::vector<cql::ConditionId> flag_conditions;  ///< one a flag
  std::vector<FlagSet> flags_by_level;            ///< one a level
  cql::ConditionId last_flag_condition = 0;       ///< the gates of all flags stand before its root
  std::vector<cql::NodeId> leaves;                ///< room for evaluate_flags()
  FlagSets flags;                                 ///< of the record
  std::vector<std::uint64_t> blocks;              ///< room for evaluate_flags()
  std::vector<std::uint32_t> waiting;             ///< room for apply_floors()
  std::unique_ptr<Regions> regions;               ///< made when the first question is ranked
};

}  // namespace palpate::triage
