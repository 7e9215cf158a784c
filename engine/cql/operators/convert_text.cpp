#include <algorithm>
#include <charconv>
#include <string>

#include "cql/operators/convert.hpp"
#include "value/temporal.hpp"

namespace palpate::cql::convert_to {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t count_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

/// Bytes of `text` that the number (+|-)?#0(.0#)? takes at its start; 0: there is none.
std::size_t number_length(std::string_view text) {
  const std::size_t sign = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  const std::size_t whole = count_digits(text.substr(sign));
  if (whole == 0) return 0;
  const std::size_t end = sign + whole;
  if (end >= text.size() || text[end] != '.') return end;
  const std::size_t decimals = count_digits(text.substr(end + 1));
  return decimals == 0 ? 0 : end + 1 + decimals;
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// One count of the last decimal further from zero.
std::optional<Decimal> away_from_zero(const Decimal& number, bool negative) {
  const Decimal last = Decimal::from_words(0, 1, Decimal::max_scale);
  return negative ? Decimal::subtract(number, last) : Decimal::add(number, last);
}

const Unit* parse_unit_designator(std::string_view text, Arena& arena) {
  if (text.empty()) return &unit_one();
  if (text.front() != '\'') return calendar_unit(text);
  if (text.size() < 3 || text.back() != '\'') return nullptr;
  const auto unit = parse_unit(text.substr(1, text.size() - 2), arena);
  return unit ? *unit : nullptr;
}

/// The first colon that stands in no quotes; a unit may hold one in an annotation.
std::size_t ratio_colon(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'') quoted = !quoted;
    if (text[i] == ':' && !quoted) return i;
  }
  return std::string_view::npos;
}

/// "Z" or "+hh:mm" at the end of a time.
std::string_view without_offset(std::string_view text) {
  if (!text.empty() && text.back() == 'Z') return text.substr(0, text.size() - 1);
  if (text.size() < 6) return text;
  const std::string_view tail = text.substr(text.size() - 6);
  const bool offset = (tail[0] == '+' || tail[0] == '-') && is_digit(tail[1]) &&
                      is_digit(tail[2]) && tail[3] == ':' && is_digit(tail[4]) && is_digit(tail[5]);
  return offset ? text.substr(0, text.size() - 6) : text;
}

/// As written: `125 'cm'` without decimals, `5.0 'cm'` with them.
std::string format_quantity(const Value& value) {
  const Decimal number = value.as_decimal();
  std::string text = number.to_string();
  const bool bare = number.scale() == 0 && number.is_integer();
  if (bare && text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) {
    text.resize(text.size() - 2);
  }
  const Unit& unit = value.unit();
  const std::string code(unit.code);
  return text + (unit.calendar ? ' ' + code : " '" + code + '\'');
}

std::optional<std::string> format_ratio(const Value& value) {
  const Value numerator = value.field("numerator");
  const Value denominator = value.field("denominator");
  if (value.shape().type_name != "Ratio" || numerator.is_null() || denominator.is_null()) {
    return std::nullopt;
  }
  return format_quantity(numerator) + ':' + format_quantity(denominator);
}

/// A DateTime of date precision is written without its final 'T'.
std::string format_moment(const Temporal& moment) {
  std::string text = format_date_time(moment);
  if (text.back() == 'T') text.pop_back();
  return text;
}

}  // namespace

std::optional<bool> parse_boolean(std::string_view text) {
  std::string word(text.substr(0, 6));
  std::transform(word.begin(), word.end(), word.begin(), lower);
  for (const std::string_view yes : {"true", "t", "yes", "y", "1"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"false", "f", "no", "n", "0"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  const bool plus = !text.empty() && text.front() == '+';
  if (plus) text.remove_prefix(1);
  if (plus && !text.empty() && text.front() == '-') return std::nullopt;
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  if (text.empty() || number_length(text) != text.size()) return std::nullopt;
  const std::size_t point = text.find('.');
  const std::size_t last = point == std::string_view::npos ? text.size() : point + 9;
  const auto number = Decimal::parse(text.substr(0, last));
  const bool round_up = last < text.size() && text[last] >= '5';
  if (!number || !round_up) return number;
  return away_from_zero(*number, text.front() == '-');
}

Value parse_quantity(std::string_view text, Arena& arena) {
  text = without_spaces(text);
  const std::size_t length = number_length(text);
  const auto number = parse_decimal(text.substr(0, length));
  if (!number) return Value();
  const Unit* unit = parse_unit_designator(without_spaces(text.substr(length)), arena);
  return unit == nullptr ? Value() : Value::quantity(*number, *unit);
}

Value parse_ratio(std::string_view text, Arena& arena) {
  const std::size_t colon = ratio_colon(text);
  if (colon == std::string_view::npos) return Value();
  const Value numerator = parse_quantity(text.substr(0, colon), arena);
  const Value denominator = parse_quantity(text.substr(colon + 1), arena);
  if (numerator.is_null() || denominator.is_null()) return Value();
  const Value fields[] = {denominator, numerator};
  return make_tuple(ratio_shape(), fields, arena);
}

Value parse_time_value(std::string_view text) {
  const auto moment = parse_time(without_offset(text));
  return moment ? Value::time(*moment) : Value();
}

std::optional<std::string> format(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case Value::Kind::integer:
    case Value::Kind::long_integer:
      return std::to_string(value.as_long());
    case Value::Kind::decimal:
      return value.as_decimal().to_string();
    case Value::Kind::string:
      return std::string(value.as_string());
    case Value::Kind::date:
      return format_date(value.as_temporal());
    case Value::Kind::date_time:
      return format_moment(value.as_temporal());
    case Value::Kind::time:
      return format_time(value.as_temporal());
    case Value::Kind::quantity:
      return format_quantity(value);
    case Value::Kind::tuple:
      return format_ratio(value);
    case Value::Kind::null:
    case Value::Kind::uncertain:
    case Value::Kind::list:
    case Value::Kind::interval:
      break;
  }
  return std::nullopt;
}

}  // namespace palpate::cql::convert_to
