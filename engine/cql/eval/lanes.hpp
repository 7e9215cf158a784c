#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "cql/eval/conditions.hpp"

/// The same of up to 64 records at once: bit i of a word belongs to record i, its lane.
namespace palpate::cql {

using Lanes = std::uint64_t;
constexpr std::size_t lane_count = 64;

/// Truths of one condition. Kleene's operators are those of the bits.
struct TruthLanes {
  Lanes yes = 0;
  Lanes may = 0;  ///< yes or unknown

  Lanes no() const { return ~may; }
  Lanes unknown() const { return may & ~yes; }

  friend TruthLanes operator&(TruthLanes a, TruthLanes b) { return {a.yes & b.yes, a.may & b.may}; }
  friend TruthLanes operator|(TruthLanes a, TruthLanes b) { return {a.yes | b.yes, a.may | b.may}; }
  friend TruthLanes operator!(TruthLanes a) { return {~a.may, ~a.yes}; }
};

/// One byte a lane.
using ByteLanes = std::array<std::uint8_t, lane_count>;

/// Bit `bit` of each byte.
inline Lanes gather(const ByteLanes& bytes, unsigned bit) {
  Lanes lanes = 0;
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t lowest = 0x0101010101010101U;
    constexpr std::uint64_t side_by_side = 0x0102040810204080U;
    constexpr std::size_t at_once = sizeof(std::uint64_t);
    for (std::size_t i = 0; i < lane_count; i += at_once) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + i, at_once);
      lanes |= (((word >> bit) & lowest) * side_by_side >> 56U) << i;
    }
  } else {
    for (std::size_t i = 0; i < lane_count; ++i) lanes |= Lanes{(bytes[i] >> bit) & 1U} << i;
  }
  return lanes;
}

/// Of bytes that hold a Truth each.
inline TruthLanes gather_truths(const ByteLanes& bytes) {
  static_assert(static_cast<int>(Truth::unknown) == 1 && static_cast<int>(Truth::yes) == 3);
  return {gather(bytes, 1), gather(bytes, 0)};
}

/// Rows become columns: bit i of word j, bit j of word i.
inline void transpose(std::array<std::uint64_t, lane_count>& rows) {
  std::uint64_t low_half = 0x00000000FFFFFFFFU;
  for (unsigned width = 32; width != 0; width /= 2, low_half ^= low_half << width) {
    for (std::size_t i = 0; i < lane_count; i = (i + width + 1) & ~std::size_t{width}) {
      const auto swapped = ((rows[i] >> width) ^ rows[i + width]) & low_half;
      rows[i] ^= swapped << width;
      rows[i + width] ^= swapped;
    }
  }
}

}  // namespace palpate::cql
