#pragma once

#include <cstdint>
#include <vector>

#include "triage/triage.hpp"

namespace palpate::rendering {

/// The items that the undetermined flags of a record wait for: each once, must-ask first, then as
/// the dictionary has them. One thread; keeps its memory from record to record.
class WaitsFor {
 public:
  explicit WaitsFor(const ruleset::RuleSet& rules);

  /// Valid until the next call.
  const std::vector<intake::ItemIndex>& of(const triage::Triage& triage);

 private:
  std::vector<std::uint32_t> rank_of_slot_;  ///< position of its item in the order to ask in
  std::vector<intake::ItemIndex> by_rank_;
  std::vector<std::uint64_t> marked_;  ///< a bit a rank; none is set between calls
  std::vector<intake::ItemIndex> items_;
};

}  // namespace palpate::rendering
