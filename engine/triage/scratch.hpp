#pragma once

#include <memory>
#include <memory_resource>
#include <optional>
#include <vector>

#include "triage/regions.hpp"
#include "triage/triage.hpp"

namespace palpate::triage {

struct TriageScratch::State {
  explicit State(std::shared_ptr<const ruleset::RuleSet> rules)
      : rule_set(std::move(rules)), cql(rule_set->program) {}

  std::shared_ptr<const ruleset::RuleSet> rule_set;
  cql::Scratch cql;
  std::pmr::monotonic_buffer_resource arena;  // of derived values
  std::vector<Value> slots;
  std::vector<bool> applicable;
  std::unique_ptr<Regions> regions;  // made when the first question is ranked
};

}  // namespace palpate::triage
