#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace palpate {

/// CQL Decimal: exact, up to 28 digits of which 8 after the point
/// (-99999999999999999999.99999999 … +99999999999999999999.99999999).
/// Held as a 128-bit count of 1e-8 in two words, so that it needs 8-byte alignment only.
/// `scale` is the number of decimals as written (1.50 → 2): it matters to Precision and to
/// printing, and to no comparison. Arithmetic that leaves the range gives nullopt (CQL: null).
class Decimal {
 public:
  static constexpr int max_scale = 8;

  constexpr Decimal() = default;
  static Decimal from_integer(std::int64_t value);
  /// digits[.digits], optional sign. nullopt: no number, over 28 digits, over 8 decimals.
  static std::optional<Decimal> parse(std::string_view text);
  /// `count` × 1e-8 as high and low word (two's complement).
  static Decimal from_words(std::int64_t high, std::uint64_t low, std::uint8_t scale) {
    Decimal result;
    result.high_ = high;
    result.low_ = low;
    result.scale_ = scale;
    return result;
  }
  /// Nearest decimal with at most 8 decimals; nullopt for NaN, infinities, out of range.
  static std::optional<Decimal> from_double(double value);
  static Decimal maximum();
  static Decimal minimum();

  std::int64_t high() const { return high_; }
  std::uint64_t low() const { return low_; }
  std::uint8_t scale() const { return scale_; }
  Decimal with_scale(std::uint8_t scale) const;
  /// The smallest scale that writes the value (1.50 → 1; 2.0 → 0).
  std::uint8_t significant_scale() const;

  bool is_negative() const { return high_ < 0; }
  bool is_zero() const { return high_ == 0 && low_ == 0; }
  bool is_integer() const;
  /// nullopt when not an integer or out of range.
  std::optional<std::int64_t> to_int64() const;
  double to_double() const;
  /// As CQL writes it: every digit of the value, `scale` decimals at least, and at least one
  /// ("5.0", "-0.25").
  std::string to_string() const;

  Decimal operator-() const;
  Decimal abs() const;
  static std::optional<Decimal> add(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
  /// Rounded to 8 decimals, half away from zero.
  static std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
  /// Rounded to 8 decimals, half away from zero; nullopt for division by zero.
  static std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
  /// Quotient truncated toward zero, and the remainder that belongs to it.
  static std::optional<Decimal> truncated_divide(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> modulo(const Decimal& a, const Decimal& b);
  /// value × numerator / denominator with one rounding at the end: unit conversions.
  static std::optional<Decimal> scale_by(const Decimal& value, const Decimal& numerator,
                                         const Decimal& denominator);
  /// A result past the end of the range is that end (the ceiling of `maximum()`).
  Decimal truncate() const;
  Decimal floor() const;
  Decimal ceiling() const;
  /// To `decimals` places, as CQL 1.5.3's Round: halves away from zero (-0.5 becomes -1).
  /// Negative `decimals` round to tens, hundreds …
  Decimal round(int decimals) const;
  /// Cut (not rounded) to `decimals` places.
  Decimal truncate_to(int decimals) const;

  friend bool operator==(const Decimal& a, const Decimal& b) {
    return a.high_ == b.high_ && a.low_ == b.low_;
  }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    if (a.high_ != b.high_) return a.high_ <=> b.high_;
    return a.low_ <=> b.low_;
  }

 private:
  std::int64_t high_ = 0;
  std::uint64_t low_ = 0;
  std::uint8_t scale_ = 0;
};

}  // namespace palpate
