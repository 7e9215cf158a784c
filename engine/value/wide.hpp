#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "value/decimal.hpp"

namespace palpate {

/// A signed integer of up to 1024 bits: the exact intermediate results of decimals and units.
/// The widest need (comparing two ratios with units) is below 850 bits. A result that would not
/// fit marks the number as overflowed, which every later result inherits.
class Wide {
 public:
  Wide() = default;
  explicit Wide(std::uint64_t value);
  /// The decimal as its count of 1e-8.
  static Wide count_of(const Decimal& value);

  bool overflowed() const { return overflowed_; }
  bool is_zero() const { return size_ == 0; }
  Wide negated() const;

  friend Wide operator+(const Wide& a, const Wide& b);
  friend Wide operator*(const Wide& a, const Wide& b);
  /// This × 10^power; `power` must not be negative.
  Wide times_ten_to(int power) const;
  /// -1, 0, 1. Both must be free of overflow.
  static int compare(const Wide& a, const Wide& b);
  /// a / b as a count of 1e-8, rounded half away from zero. nullopt: b is zero, an operand
  /// overflowed, or the quotient is no Decimal.
  static std::optional<Decimal> divide(const Wide& a, const Wide& b, std::uint8_t scale);

 private:
  static constexpr std::size_t capacity = 32;

  static int compare_magnitude(const Wide& a, const Wide& b);
  static Wide add_magnitude(const Wide& a, const Wide& b);
  static Wide subtract_magnitude(const Wide& a, const Wide& b);
  static Wide divide_magnitude(const Wide& a, const Wide& b, Wide& remainder);
  static Wide divide_natively(const Wide& a, const Wide& b, Wide& remainder);
  bool bit(std::size_t index) const;
  void double_plus(bool low_bit);
  void push(std::uint32_t limb);
  void trim();
  std::optional<Decimal> to_count(std::uint8_t scale) const;

  std::array<std::uint32_t, capacity> limbs_{};  // least significant first
  std::size_t size_ = 0;                         // limbs in use; the highest is not 0
  bool negative_ = false;
  bool overflowed_ = false;
};

}  // namespace palpate
