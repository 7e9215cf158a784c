#include "pairing/matching.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace palpate::pairing {
namespace {

/// Best total by trying everything: each left takes one of its edges, or none.
std::int64_t brute_force(std::size_t lefts, const std::vector<MatchEdge>& edges,
                         std::vector<bool>& used, std::uint32_t left = 0) {
  if (left == lefts) return 0;
  auto best = brute_force(lefts, edges, used, left + 1);
  for (const auto& edge : edges) {
    if (edge.left != left || used[edge.right]) continue;
    used[edge.right] = true;
    best = std::max(best, edge.weight + brute_force(lefts, edges, used, left + 1));
    used[edge.right] = false;
  }
  return best;
}

std::int64_t total(const std::vector<std::optional<std::uint32_t>>& matched,
                   const std::vector<MatchEdge>& edges) {
  std::int64_t sum = 0;
  for (std::uint32_t left = 0; left < matched.size(); ++left) {
    if (!matched[left]) continue;
    std::int64_t weight = -1;
    for (const auto& edge : edges) {
      if (edge.left == left && edge.right == *matched[left]) weight = edge.weight;
    }
    RC_ASSERT(weight > 0);  // matched along an edge that exists
    sum += weight;
  }
  return sum;
}

TEST(Matching, EqualsBruteForceOnSmallGraphs) {
  const bool held = rc::check("maximum weight", [] {
    const auto lefts = *rc::gen::inRange<std::size_t>(1, 6);
    const auto rights = *rc::gen::inRange<std::size_t>(1, 6);
    std::vector<MatchEdge> edges;
    for (std::uint32_t l = 0; l < lefts; ++l) {
      for (std::uint32_t r = 0; r < rights; ++r) {
        if (*rc::gen::arbitrary<bool>()) {
          edges.push_back({l, r, *rc::gen::inRange<std::int64_t>(1, 3'000'000'000'000'000)});
        }
      }
    }
    const auto matched = maximum_matching(lefts, rights, edges);
    std::vector<bool> used(rights);
    RC_ASSERT(total(matched, edges) == brute_force(lefts, edges, used));
    std::vector<bool> taken(rights);
    for (const auto& right : matched) {
      if (!right) continue;
      RC_ASSERT(!taken[*right]);
      taken[*right] = true;
    }
  });
  EXPECT_TRUE(held);
}

TEST(Matching, NothingToMatch) {
  EXPECT_TRUE(maximum_matching(0, 0, {}).empty());
  EXPECT_EQ(maximum_matching(2, 3, {}).size(), 2U);
}

}  // namespace
}  // namespace palpate::pairing
