#pragma once

#include <cstdint>
#include <vector>

namespace palpate::ruleset {

struct DependencyOrder {
  std::vector<std::uint32_t> order;                ///< each after all that it needs
  std::vector<std::vector<std::uint32_t>> cycles;  ///< each needs the next, the last the first
};

/// Orders 0 … needs.size()-1, by number where their needs leave it open.
DependencyOrder dependency_order(const std::vector<std::vector<std::uint32_t>>& needs);

}  // namespace palpate::ruleset
