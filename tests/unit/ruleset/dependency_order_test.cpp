#include "ruleset/dependency_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace palpate::ruleset {
namespace {

using testing::ElementsAre;

TEST(DependencyOrder, WhatIsNeededComesFirst) {
  const auto result = dependency_order({{2}, {}, {1, 3}, {1}});
  EXPECT_THAT(result.order, ElementsAre(1, 3, 2, 0));
  EXPECT_TRUE(result.cycles.empty());
}

TEST(DependencyOrder, KeepsTheGivenOrderWhereItMay) {
  EXPECT_THAT(dependency_order({{}, {}, {}}).order, ElementsAre(0, 1, 2));
}

TEST(DependencyOrder, NamesEachCycle) {
  const auto result = dependency_order({{1}, {2}, {0}, {3}, {0}});
  ASSERT_EQ(result.cycles.size(), 2U);
  EXPECT_THAT(result.cycles[0], ElementsAre(0, 1, 2));
  EXPECT_THAT(result.cycles[1], ElementsAre(3));
  EXPECT_EQ(result.order.size(), 5U);
}

TEST(DependencyOrder, LongChainsNeedNoStack) {
  std::vector<std::vector<std::uint32_t>> chain(200'000);
  for (std::uint32_t i = 0; i + 1 < chain.size(); ++i) chain[i] = {i + 1};
  EXPECT_EQ(dependency_order(chain).order.front(), 199'999U);
}

}  // namespace
}  // namespace palpate::ruleset
