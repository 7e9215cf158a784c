#include "generate/random.hpp"

#include <gtest/gtest.h>

#include <array>

namespace palpate::generate {
namespace {

// SplitMix64 with seed 0, as its authors publish it: each state is a multiple of the golden ratio.
TEST(Random, IsSplitMix64) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
  EXPECT_EQ(scramble(golden), 0xE220A8397B1DCDAFU);
  EXPECT_EQ(scramble(2 * golden), 0x6E789E6AA1B965F4U);
}

// Worked out by another program from the description in the header.
TEST(Random, GivesTheSameNumbersEverywhere) {
  Random first(1, 0, 0);
  EXPECT_EQ(first.next(), 0x5D8A7595FA22065FU);
  EXPECT_EQ(first.next(), 0xE22D9277B2CA51D8U);
  Random other(42, 7, 5);
  EXPECT_EQ(other.next(), 0x914AC9390C0639B6U);
  EXPECT_EQ(Random(42, 7, 5).below(1'000'000), 567'547U);
}

TEST(Random, StreamsDifferInEachOfTheirNumbers) {
  const auto base = Random(1, 2, 3).next();
  EXPECT_NE(Random(2, 2, 3).next(), base);
  EXPECT_NE(Random(1, 3, 3).next(), base);
  EXPECT_NE(Random(1, 2, 4).next(), base);
}

TEST(Random, BelowIsEven) {
  Random random(1, 1, 1);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts[random.below(7)];
  for (const auto count : counts) EXPECT_NEAR(count, 10'000, 400);
  EXPECT_EQ(random.below(1), 0U);
}

TEST(Random, ChancesAtTheirEnds) {
  Random random(1, 1, 1);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(random.hits(0));
    EXPECT_TRUE(random.hits(certain));
  }
}

TEST(Random, NormalHasMeanNoughtAndDeviationOne) {
  Random random(3, 1, 1);
  constexpr int count = 100'000;
  double sum = 0;
  double squares = 0;
  int within_one = 0;
  for (int i = 0; i < count; ++i) {
    const auto z = static_cast<double>(random.normal()) / static_cast<double>(one);
    EXPECT_LE(z, 6.0);
    EXPECT_GE(z, -6.0);
    sum += z;
    squares += z * z;
    within_one += z > -1 && z < 1 ? 1 : 0;
  }
  EXPECT_NEAR(sum / count, 0, 0.015);
  EXPECT_NEAR(squares / count, 1, 0.02);
  EXPECT_NEAR(static_cast<double>(within_one) / count, 0.683, 0.01);
}

TEST(Random, ExponentialHasMeanOneAndTheRightTail) {
  Random random(4, 1, 1);
  constexpr int count = 100'000;
  double sum = 0;
  int beyond_two = 0;
  for (int i = 0; i < count; ++i) {
    const auto x = static_cast<double>(random.exponential()) / static_cast<double>(one);
    EXPECT_GE(x, 0);
    EXPECT_LT(x, 22.3);
    sum += x;
    beyond_two += x > 2 ? 1 : 0;
  }
  EXPECT_NEAR(sum / count, 1, 0.02);
  EXPECT_NEAR(static_cast<double>(beyond_two) / count, 0.1353, 0.005);  // e^-2
}

}  // namespace
}  // namespace palpate::generate
