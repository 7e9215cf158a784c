#pragma once

#include <cstdint>

namespace palpate::generate {

/// One in a million: chances are whole numbers of it, so that no machine rounds them differently.
inline constexpr std::uint32_t certain = 1'000'000;
/// The unit of normal() and exponential(): values are whole 65536ths.
inline constexpr std::int64_t one = 65536;

/// Random numbers that are the same everywhere: SplitMix64 and integer arithmetic only (the
/// standard library's distributions differ from one to the other). A stream follows from three
/// numbers alone, so that a record needs none of the records before it. Copyable.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t record, std::uint64_t stream);

  std::uint64_t next();
  /// 0 to bound - 1; `bound` at least 1. Uneven by less than bound / 2^32.
  std::uint32_t below(std::uint32_t bound);
  bool hits(std::uint32_t chance) { return below(certain) < chance; }
  /// Mean 0, standard deviation 1, within ±6: the sum of twelve even numbers.
  std::int64_t normal();
  /// Mean 1, within 0 and 22.2.
  std::int64_t exponential();

 private:
  std::uint64_t state_;
};

/// The scrambling step of SplitMix64.
std::uint64_t scramble(std::uint64_t value);

}  // namespace palpate::generate
