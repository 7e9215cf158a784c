// Decimals from and to text and binary floating point.
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "value/decimal.hpp"

namespace palpate {
namespace {

__extension__ using Magnitude = unsigned __int128;

constexpr std::uint64_t one = 100'000'000;
constexpr std::size_t max_whole_digits = 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  const std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

std::string_view without_leading_zeros(std::string_view digits) {
  while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
  return digits;
}

Magnitude append_digits(Magnitude count, std::string_view digits) {
  for (const char c : digits) count = count * 10 + static_cast<unsigned>(c - '0');
  return count;
}

Magnitude magnitude_of(const Decimal& value) {
  const Decimal positive = value.abs();
  return (static_cast<Magnitude>(static_cast<std::uint64_t>(positive.high())) << 64U) |
         positive.low();
}

Decimal make(Magnitude count, bool negative, std::uint8_t scale) {
  const Decimal result = Decimal::from_words(static_cast<std::int64_t>(count >> 64U),
                                             static_cast<std::uint64_t>(count), scale);
  return negative ? -result : result;
}

std::string digits_of(Magnitude value) {
  std::string reversed;
  do {
    reversed.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return {reversed.rbegin(), reversed.rend()};
}

/// mantissa × 2^exponent, halves away from zero. Zero bits below position 0 are exact, so a
/// count that leaves the range is seen before any of its bits is lost.
std::optional<Magnitude> shift(Magnitude mantissa, int exponent) {
  const Magnitude limit = magnitude_of(Decimal::maximum());
  for (; exponent > 0 && mantissa <= limit; --exponent) mantissa <<= 1U;
  if (exponent < 0) {
    if (exponent < -100) return Magnitude{0};
    const Magnitude half = static_cast<Magnitude>(1) << static_cast<unsigned>(-exponent - 1);
    mantissa = (mantissa + half) >> static_cast<unsigned>(-exponent);
  }
  if (mantissa > limit) return std::nullopt;
  return mantissa;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  const std::string_view written = take_digits(text);
  if (written.empty()) return std::nullopt;
  std::string_view fraction;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    fraction = take_digits(text);
    if (fraction.empty()) return std::nullopt;
  }
  const std::string_view whole = without_leading_zeros(written);
  if (!text.empty() || fraction.size() > max_scale || whole.size() > max_whole_digits) {
    return std::nullopt;
  }
  Magnitude count = append_digits(append_digits(0, whole), fraction);
  for (std::size_t i = fraction.size(); i < max_scale; ++i) count *= 10;
  return make(count, negative, static_cast<std::uint8_t>(fraction.size()));
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  int exponent = 0;
  const double fraction = std::frexp(std::fabs(value), &exponent);
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
  const std::optional<Magnitude> count =
      shift(static_cast<Magnitude>(mantissa) * one, exponent - 53);
  if (!count) return std::nullopt;
  const Decimal result = make(*count, value < 0, 0);
  return result.with_scale(result.significant_scale());
}

double Decimal::to_double() const {
  constexpr Magnitude exactly_representable = static_cast<Magnitude>(1) << 53U;
  const Magnitude count = magnitude_of(*this);
  if (count <= exactly_representable) {
    const double magnitude = static_cast<double>(static_cast<std::uint64_t>(count)) / 1e8;
    return is_negative() ? -magnitude : magnitude;
  }
  const std::string text = to_string();
  double result = 0;
  std::from_chars(text.data(), text.data() + text.size(), result);
  return result;
}

std::string Decimal::to_string() const {
  const Magnitude count = magnitude_of(*this);
  std::string fraction = digits_of(count % one + one).substr(1);
  std::size_t decimals = significant_scale() > scale_ ? significant_scale() : scale_;
  if (decimals == 0) decimals = 1;
  fraction.resize(decimals);
  return (is_negative() ? "-" : "") + digits_of(count / one) + "." + fraction;
}

}  // namespace palpate
