#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace palpate::pairing {

/// A way to serve target `left` with partner `right`.
struct MatchEdge {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::int64_t weight = 0;  ///< positive
};

/// Maximum-weight bipartite matching: for every left the right it is matched with. Among matchings
/// of equal weight the result is always the same one.
std::vector<std::optional<std::uint32_t>> maximum_matching(std::size_t lefts, std::size_t rights,
                                                           std::span<const MatchEdge> edges);

}  // namespace palpate::pairing
