#pragma once

#include <cstdint>

#include "value/unit_table.hpp"

namespace palpate::units {

/// The factor of a unit while it is put together: numerator / denominator × 10^ten_power, in
/// lowest terms. When a part outgrows 64 bits, or pi comes in, only `value` goes on being right.
struct Factor {
  std::uint64_t numerator = 1;
  std::uint64_t denominator = 1;
  int ten_power = 0;
  bool exact = true;
  double value = 1.0;

  static Factor of(const Atom& atom);
  static Factor of_integer(std::uint64_t number);
  Factor times_ten_to(int power) const;
  /// This × other^sign, `sign` 1 or -1.
  Factor combined(const Factor& other, int sign) const;
  Factor to_the(int exponent) const;
  /// A number that a double holds: neither zero nor infinite.
  bool is_usable() const;
};

}  // namespace palpate::units
