#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "ruleset/rule_set.hpp"

namespace palpate::triage {

/// Values that stand for all others, slot by slot: one in each region between the constants that
/// the rules compare the slot with, and each option of a choice. Enough to find out what an
/// answer can do without trying every number. Thread-safe once made.
class Regions {
 public:
  explicit Regions(const ruleset::RuleSet& rule_set);
  std::span<const Value> of(std::uint32_t slot) const { return values_[slot]; }

 private:
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<std::vector<Value>> values_;
};

}  // namespace palpate::triage
