#include "base/yaml_scalar.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <system_error>

namespace palpate {

namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t i) {
  while (i < text.size() && is_digit(text[i])) ++i;
  return i;
}

/// [-+]? [0-9]+
bool is_integer(std::string_view text) {
  const std::size_t first = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  return first < text.size() && skip_digits(text, first) == text.size();
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_decimal(std::string_view text) {
  std::size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const auto whole = skip_digits(text, i) - i;
  i += whole;
  std::size_t fraction = 0;
  if (i < text.size() && text[i] == '.') {
    fraction = skip_digits(text, i + 1) - i - 1;
    i += 1 + fraction;
  }
  if (whole == 0 && fraction == 0) return false;
  if (i == text.size()) return true;
  if (text[i] != 'e' && text[i] != 'E') return false;
  return is_integer(text.substr(i + 1));
}

std::optional<boost::json::value> decimal(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) return std::nullopt;
  return boost::json::value(number);
}

std::optional<boost::json::value> integer(std::string_view digits, int base) {
  std::int64_t small = 0;
  auto read = std::from_chars(digits.data(), digits.data() + digits.size(), small, base);
  if (read.ec == std::errc()) return boost::json::value(small);
  std::uint64_t large = 0;
  read = std::from_chars(digits.data(), digits.data() + digits.size(), large, base);
  if (read.ec == std::errc()) return boost::json::value(large);
  return base == 10 ? decimal(digits) : std::nullopt;
}

bool all_digits_of(std::string_view text, std::string_view digits) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

}  // namespace

std::optional<boost::json::value> plain_scalar(std::string_view text) {
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return boost::json::value(nullptr);
  if (is_one_of(text, {"true", "True", "TRUE"})) return boost::json::value(true);
  if (is_one_of(text, {"false", "False", "FALSE"})) return boost::json::value(false);

  const auto prefix = text.substr(0, 2);
  const auto rest = text.substr(std::min<std::size_t>(2, text.size()));
  if (prefix == "0o" && all_digits_of(rest, "01234567")) return integer(rest, 8);
  if (prefix == "0x" && all_digits_of(rest, "0123456789abcdefABCDEF")) return integer(rest, 16);

  // from_chars knows no plus sign.
  const auto unsigned_text = !text.empty() && text[0] == '+' ? text.substr(1) : text;
  if (is_integer(text)) return integer(unsigned_text, 10);
  if (is_decimal(text)) return decimal(unsigned_text);
  return boost::json::value(boost::json::string_view(text.data(), text.size()));
}

}  // namespace palpate
