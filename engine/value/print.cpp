// Values as CQL source.
#include "value/print.hpp"

#include <algorithm>
#include <array>

namespace palpate {
namespace {

using Kind = Value::Kind;

/// Words that CQL does not take for a plain identifier everywhere; sorted.
constexpr std::array<std::string_view, 77> reserved_words{
    "aggregate", "and",      "as",         "asc",        "ascending", "between",  "by",
    "case",      "cast",     "Code",       "collapse",   "Concept",   "contains", "convert",
    "define",    "desc",     "descending", "difference", "distinct",  "div",      "during",
    "else",      "end",      "ends",       "except",     "exists",    "expand",   "false",
    "flatten",   "from",     "if",         "in",         "include",   "includes", "included",
    "intersect", "Interval", "is",         "let",        "library",   "List",     "maximum",
    "meets",     "minimum",  "mod",        "not",        "null",      "occurs",   "of",
    "on",        "or",       "overlaps",   "parameter",  "per",       "point",    "predecessor",
    "properly",  "return",   "same",       "singleton",  "sort",      "start",    "starts",
    "successor", "such",     "that",       "then",       "to",        "true",     "Tuple",
    "union",     "using",    "when",       "where",      "width",     "with",     "xor"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_plain_identifier(std::string_view name) {
  if (name.empty() || !is_letter(name.front())) return false;
  const bool word =
      std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
  return word &&
         std::find(reserved_words.begin(), reserved_words.end(), name) == reserved_words.end();
}

std::string unicode_escape(unsigned char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "\\u00";
  text.push_back(digits[c / 16U]);
  text.push_back(digits[c % 16U]);
  return text;
}

std::string escape(char c, char quote) {
  if (c == quote || c == '\\') return {'\\', c};
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\f':
      return "\\f";
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F ? unicode_escape(byte) : std::string(1, c);
}

std::string quote_with(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) quoted += escape(c, quote);
  quoted += quote;
  return quoted;
}

std::string element_name(std::string_view name) {
  return is_plain_identifier(name) ? std::string(name) : quote_with(name, '"');
}

/// A calendar duration is spoken of in whole numbers ("3 days"), a unit in decimals.
std::string quantity_text(const Value& value) {
  const Decimal number = value.as_decimal();
  const Unit& unit = value.unit();
  if (!unit.calendar) return number.to_string() + " " + quote_cql(unit.code);
  std::string text = number.to_string();
  if (number.is_integer()) text.resize(text.find('.'));
  return text + " " + std::string(unit.code);
}

std::string list_text(std::span<const Value> items) {
  std::string text;
  for (const Value& item : items) {
    if (!text.empty()) text += ", ";
    text += to_cql(item);
  }
  return "{" + text + "}";
}

std::string interval_text(const Value::IntervalData& data) {
  return std::string("Interval") + (data.low_closed ? "[" : "(") + to_cql(data.low) + ", " +
         to_cql(data.high) + (data.high_closed ? "]" : ")");
}

std::string uncertain_text(Uncertain value) {
  return "Interval[" + std::to_string(value.low) + ", " + std::to_string(value.high) + "]";
}

/// A plain tuple shows its nulls, because they are part of its type; a structured value leaves
/// out what it does not have.
std::string tuple_text(const Value& value) {
  const TupleShape& shape = value.shape();
  const bool plain = shape.type_name.empty();
  std::string text;
  for (std::size_t i = 0; i < shape.names.size(); ++i) {
    const Value& field = value.fields()[i];
    if (!plain && field.is_null()) continue;
    if (!text.empty()) text += ", ";
    text +=
        (plain ? element_name(shape.names[i]) : std::string(shape.names[i])) + ": " + to_cql(field);
  }
  const std::string name = plain ? "Tuple" : std::string(shape.type_name);
  return text.empty() ? name + " { : }" : name + " { " + text + " }";
}

std::string structure_text(const Value& value) {
  if (value.shape().type_name != "Ratio") return tuple_text(value);
  return to_cql(value.field("numerator")) + ":" + to_cql(value.field("denominator"));
}

}  // namespace

std::string quote_cql(std::string_view text) { return quote_with(text, '\''); }

std::string to_cql(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case Kind::integer:
      return std::to_string(value.as_integer());
    case Kind::long_integer:
      return std::to_string(value.as_long()) + "L";
    case Kind::decimal:
      return value.as_decimal().to_string();
    case Kind::string:
      return quote_cql(value.as_string());
    case Kind::date:
      return "@" + format_date(value.as_temporal());
    case Kind::date_time:
      return "@" + format_date_time(value.as_temporal());
    case Kind::time:
      return "@T" + format_time(value.as_temporal());
    case Kind::quantity:
      return quantity_text(value);
    case Kind::uncertain:
      return uncertain_text(value.as_uncertain());
    case Kind::list:
      return list_text(value.items());
    case Kind::interval:
      return interval_text(value.as_interval());
    case Kind::tuple:
      return structure_text(value);
  }
  return {};
}

}  // namespace palpate
