#include "intake/json_number.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <system_error>

namespace palpate::intake {

namespace {

constexpr std::int64_t max_digits = 28;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// Past the digits behind a '.'; npos when there are none. `at` itself where there is no '.'.
std::size_t skip_fraction(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '.') return at;
  const auto end = skip_digits(text, at + 1);
  return end > at + 1 ? end : std::string_view::npos;
}

std::size_t skip_exponent(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return at;
  ++at;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  const auto end = skip_digits(text, at);
  return end > at ? end : std::string_view::npos;
}

/// Power of ten of an exponent part ("e-3"); beyond any sensible number it is only clamped.
std::int64_t power_of(std::string_view exponent) {
  constexpr std::int64_t far = 1'000'000'000;
  if (exponent.empty()) return 0;
  exponent.remove_prefix(exponent.size() > 1 && exponent[1] == '+' ? 2 : 1);
  std::int64_t power = 0;
  const auto read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
  if (read.ec == std::errc::result_out_of_range) return exponent.front() == '-' ? -far : far;
  return std::clamp(power, -far, far);
}

/// The significant digits of a number and the power of ten of the last one.
struct Digits {
  std::string text;
  std::int64_t power = 0;
};

Digits significant_digits(std::string_view mantissa, std::int64_t power) {
  Digits digits;
  const auto point = mantissa.find('.');
  const auto decimals = point == std::string_view::npos ? 0 : mantissa.size() - point - 1;
  digits.power = power - static_cast<std::int64_t>(decimals);
  std::copy_if(mantissa.begin(), mantissa.end(), std::back_inserter(digits.text), is_digit);
  digits.text.erase(0, std::min(digits.text.find_first_not_of('0'), digits.text.size()));
  while (!digits.text.empty() && digits.text.back() == '0') {
    digits.text.pop_back();
    ++digits.power;
  }
  return digits;
}

/// Written out without an exponent; nullopt when that cannot be a Decimal.
std::optional<std::string> written_out(Digits digits) {
  const auto count = static_cast<std::int64_t>(digits.text.size());
  if (count == 0) return "0";
  if (digits.power < -Decimal::max_scale || count + digits.power > max_digits) return std::nullopt;
  if (digits.power >= 0)
    return digits.text + std::string(static_cast<std::size_t>(digits.power), '0');
  const auto decimals = static_cast<std::size_t>(-digits.power);
  if (digits.text.size() <= decimals) {
    digits.text.insert(0, decimals + 1 - digits.text.size(), '0');
  }
  return digits.text.insert(digits.text.size() - decimals, 1, '.');
}

}  // namespace

bool is_json_number(std::string_view token) {
  std::size_t at = !token.empty() && token[0] == '-' ? 1 : 0;
  const auto whole = skip_digits(token, at);
  if (whole == at || (token[at] == '0' && whole > at + 1)) return false;
  at = skip_fraction(token, whole);
  if (at == std::string_view::npos) return false;
  return skip_exponent(token, at) == token.size();
}

std::optional<Decimal> exact_decimal(std::string_view token) {
  if (const auto plain = Decimal::parse(token)) return plain;
  const bool negative = token[0] == '-';
  if (negative) token.remove_prefix(1);
  const auto mantissa = token.substr(0, token.find_first_of("eE"));
  const auto power = power_of(token.substr(mantissa.size()));
  const auto text = written_out(significant_digits(mantissa, power));
  if (!text) return std::nullopt;
  const auto number = Decimal::parse(*text);
  return number && negative ? -*number : number;
}

std::string plain_number(const Decimal& number) {
  auto text = number.with_scale(number.significant_scale()).to_string();
  if (number.is_integer()) text.resize(std::min(text.find('.'), text.size()));
  return text;
}

}  // namespace palpate::intake
