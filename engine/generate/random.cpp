#include "generate/random.hpp"

#include <bit>

namespace palpate::generate {

namespace {

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
constexpr int fraction_bits = 16;
constexpr std::int64_t ln2 = 45426;  // in 65536ths

/// -log2(number / 2^32) in 65536ths, of 1 to 2^32: the integer part from the highest bit, then one
/// bit of the fraction for each squaring.
std::int64_t minus_log2(std::uint64_t number) {
  const int whole = static_cast<int>(std::bit_width(number)) - 1;
  auto rest = whole <= 31 ? number << (31 - whole) : number >> 1U;  // 1 to 2, in 2^-31
  std::int64_t log = whole;
  for (int i = 0; i < fraction_bits; ++i) {
    rest = rest * rest >> 31U;
    const auto bit = rest >> 32U;
    rest >>= bit;
    log = log * 2 + static_cast<std::int64_t>(bit);
  }
  return 32 * one - log;
}

}  // namespace

std::uint64_t scramble(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

Random::Random(std::uint64_t seed, std::uint64_t record, std::uint64_t stream)
    : state_(scramble(scramble(scramble(seed + golden) + record + golden) + stream)) {}

std::uint64_t Random::next() {
  state_ += golden;
  return scramble(state_);
}

std::uint32_t Random::below(std::uint32_t bound) {
  return static_cast<std::uint32_t>((next() >> 32U) * bound >> 32U);
}

std::int64_t Random::normal() {
  std::int64_t sum = 0;
  for (int i = 0; i < 3; ++i) {
    auto bits = next();
    for (int quarter = 0; quarter < 4; ++quarter, bits >>= 16U) {
      sum += static_cast<std::int64_t>(bits & 0xFFFFU);
    }
  }
  return sum - 6 * (one - 1);
}

std::int64_t Random::exponential() { return minus_log2((next() >> 32U) + 1) * ln2 / one; }

}  // namespace palpate::generate
