#include "value/decimal.hpp"

#include <algorithm>
#include <limits>

#include "value/wide.hpp"

namespace palpate {
namespace {

__extension__ using Count = __int128;
__extension__ using Magnitude = unsigned __int128;

constexpr std::int64_t one = 100'000'000;

constexpr Magnitude power_of_ten(int exponent) {
  Magnitude result = 1;
  for (; exponent > 0; --exponent) result *= 10;
  return result;
}

/// The range of CQL's Decimal is symmetric: 28 digits.
constexpr Magnitude largest = power_of_ten(28) - 1;

Count count_of(const Decimal& value) {
  return static_cast<Count>(
      (static_cast<Magnitude>(static_cast<std::uint64_t>(value.high())) << 64U) | value.low());
}

Decimal make(Count count, std::uint8_t scale) {
  const auto bits = static_cast<Magnitude>(count);
  return Decimal::from_words(static_cast<std::int64_t>(bits >> 64U),
                             static_cast<std::uint64_t>(bits), scale);
}

std::optional<Decimal> make_checked(Count count, std::uint8_t scale) {
  const auto bound = static_cast<Count>(largest);
  if (count > bound || count < -bound) return std::nullopt;
  return make(count, scale);
}

Decimal make_clamped(Count count, std::uint8_t scale) {
  const auto bound = static_cast<Count>(largest);
  return make(std::clamp(count, -bound, bound), scale);
}

Magnitude magnitude_of(const Decimal& value) {
  const Count count = count_of(value);
  return static_cast<Magnitude>(count < 0 ? -count : count);
}

/// Half away from zero; both operands are magnitudes, the sign is put back by the caller.
Magnitude divide_rounded(Magnitude dividend, Magnitude divisor) {
  const Magnitude remainder = dividend % divisor;
  const bool up = remainder >= divisor - remainder;
  return dividend / divisor + (up ? 1 : 0);
}

std::optional<Decimal> make_signed(Magnitude magnitude, bool negative, std::uint8_t scale) {
  if (magnitude > largest) return std::nullopt;
  const auto count = static_cast<Count>(magnitude);
  return make(negative ? -count : count, scale);
}

/// The scale that keeps what was written and shows every digit of the result.
std::optional<Decimal> with_result_scale(const std::optional<Decimal>& result, std::uint8_t least) {
  if (!result) return result;
  return result->with_scale(std::max(least, result->significant_scale()));
}

/// a × b / c, counts, with one rounding.
std::optional<Decimal> multiply_divide(const Decimal& a, const Decimal& b, const Decimal& c) {
  if (c.is_zero()) return std::nullopt;
  Magnitude product = 0;
  if (__builtin_mul_overflow(magnitude_of(a), magnitude_of(b), &product)) {
    return Wide::divide(Wide::count_of(a) * Wide::count_of(b), Wide::count_of(c), 0);
  }
  const bool negative = (a.is_negative() != b.is_negative()) != c.is_negative();
  return make_signed(divide_rounded(product, magnitude_of(c)), negative, 0);
}

Magnitude unit_at(int decimals) {
  const int kept = std::clamp(decimals, -20, Decimal::max_scale);
  return power_of_ten(Decimal::max_scale - kept);
}

std::uint8_t scale_at(int decimals) {
  return static_cast<std::uint8_t>(std::clamp(decimals, 0, Decimal::max_scale));
}

}  // namespace

Decimal Decimal::from_integer(std::int64_t value) { return make(Count{value} * one, 0); }

Decimal Decimal::maximum() { return make(static_cast<Count>(largest), max_scale); }
Decimal Decimal::minimum() { return make(-static_cast<Count>(largest), max_scale); }

Decimal Decimal::with_scale(std::uint8_t scale) const { return from_words(high_, low_, scale); }

std::uint8_t Decimal::significant_scale() const {
  auto fraction = static_cast<std::uint64_t>(magnitude_of(*this) % static_cast<Magnitude>(one));
  if (fraction == 0) return 0;
  std::uint8_t scale = max_scale;
  for (; fraction % 10 == 0; fraction /= 10) --scale;
  return scale;
}

bool Decimal::is_integer() const { return count_of(*this) % one == 0; }

std::optional<std::int64_t> Decimal::to_int64() const {
  const Count count = count_of(*this);
  if (count % one != 0) return std::nullopt;
  const Count value = count / one;
  using Limits = std::numeric_limits<std::int64_t>;
  if (value < Limits::min() || value > Limits::max()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

Decimal Decimal::operator-() const { return make(-count_of(*this), scale_); }
Decimal Decimal::abs() const { return is_negative() ? -*this : *this; }

std::optional<Decimal> Decimal::add(const Decimal& a, const Decimal& b) {
  return make_checked(count_of(a) + count_of(b), std::max(a.scale_, b.scale_));
}

std::optional<Decimal> Decimal::subtract(const Decimal& a, const Decimal& b) {
  return make_checked(count_of(a) - count_of(b), std::max(a.scale_, b.scale_));
}

std::optional<Decimal> Decimal::multiply(const Decimal& a, const Decimal& b) {
  return with_result_scale(multiply_divide(a, b, from_integer(1)), std::max(a.scale_, b.scale_));
}

std::optional<Decimal> Decimal::divide(const Decimal& a, const Decimal& b) {
  return with_result_scale(multiply_divide(a, from_integer(1), b), 0);
}

std::optional<Decimal> Decimal::scale_by(const Decimal& value, const Decimal& numerator,
                                         const Decimal& denominator) {
  return with_result_scale(multiply_divide(value, numerator, denominator), 0);
}

std::optional<Decimal> Decimal::truncated_divide(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  const Count quotient = count_of(a) / count_of(b);
  const auto bound = static_cast<Count>(largest) / one;
  if (quotient > bound || quotient < -bound) return std::nullopt;
  return make(quotient * one, 0);
}

std::optional<Decimal> Decimal::modulo(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  return make(count_of(a) % count_of(b), std::max(a.scale_, b.scale_));
}

Decimal Decimal::truncate() const { return truncate_to(0); }

Decimal Decimal::floor() const {
  const Count count = count_of(*this);
  const Count whole = count - count % one;
  return make_clamped(whole > count ? whole - one : whole, 0);
}

Decimal Decimal::ceiling() const { return -(-*this).floor(); }

Decimal Decimal::round(int decimals) const {
  const Magnitude unit = unit_at(decimals);
  const auto rounded = static_cast<Count>(divide_rounded(magnitude_of(*this), unit) * unit);
  return make_clamped(is_negative() ? -rounded : rounded, scale_at(decimals));
}

Decimal Decimal::truncate_to(int decimals) const {
  const Count count = count_of(*this);
  return make(count - count % static_cast<Count>(unit_at(decimals)), scale_at(decimals));
}

}  // namespace palpate
