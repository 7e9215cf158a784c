// What an operator makes null of, in words. External interface: null_words.
#include "cql/front/null_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace palpate::cql {
namespace {

using Kind = Value::Kind;

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool any_of_kind(std::span<const Value> operands, Kind kind) {
  return std::any_of(operands.begin(), operands.end(), [kind](const Value& operand) {
    return operand.is(kind) ||
           (operand.is(Kind::interval) &&
            (operand.as_interval().low.is(kind) || operand.as_interval().high.is(kind)));
  });
}

bool is_zero(const Value& value) {
  if (value.is(Kind::integer) || value.is(Kind::long_integer)) return value.as_long() == 0;
  const bool has_number = value.is(Kind::decimal) || value.is(Kind::quantity);
  return has_number && value.as_decimal().is_zero();
}

bool is_negative(const Value& value) {
  if (value.is(Kind::integer) || value.is(Kind::long_integer)) return value.as_long() < 0;
  return value.is(Kind::decimal) && value.as_decimal().is_negative();
}

const Unit* unit_of(const Value& value) {
  if (value.is(Kind::quantity)) return &value.unit();
  if (!value.is(Kind::interval)) return nullptr;
  const auto& data = value.as_interval();
  if (data.low.is(Kind::quantity)) return &data.low.unit();
  return data.high.is(Kind::quantity) ? &data.high.unit() : nullptr;
}

std::string foreign_units(std::span<const Value> operands) {
  if (operands.size() < 2) return {};
  const Unit* const a = unit_of(operands[0]);
  const Unit* const b = unit_of(operands[1]);
  if (a == nullptr || b == nullptr || commensurable(*a, *b)) return {};
  return "'" + std::string(a->code) + "' and '" + std::string(b->code) +
         "' do not convert into each other";
}

bool has_open_end(std::span<const Value> operands) {
  return std::any_of(operands.begin(), operands.end(), [](const Value& operand) {
    return operand.is(Kind::interval) &&
           (operand.as_interval().low.is_null() || operand.as_interval().high.is_null());
  });
}

bool has_empty_list(std::span<const Value> operands) {
  return std::any_of(operands.begin(), operands.end(), [](const Value& operand) {
    return operand.is(Kind::list) && operand.items().empty();
  });
}

constexpr std::array<std::string_view, 3> divisions = {"Divide", "TruncatedDivide", "Modulo"};
constexpr std::array<std::string_view, 2> logarithms = {"Ln", "Log"};
constexpr std::array<std::string_view, 12> bounded = {
    "Add",    "Subtract", "Multiply", "Power",     "Negate",      "Abs",
    "Divide", "Exp",      "Truncate", "Successor", "Predecessor", "TruncatedDivide"};
constexpr std::array<std::string_view, 2> durations = {"DurationBetween", "DifferenceBetween"};
constexpr std::array<std::string_view, 3> reads_text = {"ToBoolean", "ToConcept", "ToRatio"};

std::string arithmetic_words(std::string_view name, std::span<const Value> operands) {
  const bool divides = one_of(name, divisions) && operands.size() == 2;
  if (divides && is_zero(operands[1])) return "division by zero";
  const bool takes_logarithm = one_of(name, logarithms) && !operands.empty();
  if (takes_logarithm && (is_zero(operands[0]) || is_negative(operands[0]))) {
    return "there is no logarithm of zero or less";
  }
  return one_of(name, bounded) ? "the result is out of range" : std::string();
}

std::string conversion_words(std::string_view name, std::span<const Value> operands) {
  if (name == "ConvertQuantity") return "the units do not convert into each other";
  if (!name.starts_with("To") || operands.size() != 1) return {};
  const bool from_text = operands[0].is(Kind::string) || one_of(name, reads_text);
  return std::string(from_text ? "the text does not read as " : "the value is out of range for ") +
         std::string(name.substr(2));
}

std::string list_words(std::string_view name, std::span<const Value> operands) {
  if (name == "Indexer" && !has_empty_list(operands)) return "there is no element at that index";
  if (name == "Substring") return "the position lies outside of the text";
  if (has_empty_list(operands)) return "the list is empty";
  const bool only_nulls = !operands.empty() && operands[0].is(Kind::list) &&
                          std::all_of(operands[0].items().begin(), operands[0].items().end(),
                                      [](const Value& item) { return item.is_null(); });
  return only_nulls ? "the list holds nothing but null" : std::string();
}

std::string date_words(const Node& node, std::string_view name, std::span<const Value> operands) {
  const bool dated = any_of_kind(operands, Kind::date) || any_of_kind(operands, Kind::date_time) ||
                     any_of_kind(operands, Kind::time);
  if (!dated) return {};
  if (name == "DateTimeComponentFrom") {
    return "the date stops before the " + std::string(to_string(node.precision));
  }
  if (one_of(name, durations)) return "the dates are not precise enough";
  return one_of(name, bounded) ? "the date would leave the years 1 to 9999"
                               : "the dates are not precise enough to tell";
}

}  // namespace

std::string null_words(const Node& node, const OverloadDeclaration& overload,
                       std::span<const Value> operands) {
  const std::string_view name = overload.name;
  if (auto words = foreign_units(operands); !words.empty()) return words;
  if (auto words = conversion_words(name, operands); !words.empty()) return words;
  if (has_open_end(operands)) return "an end of the interval is unknown";
  if (auto words = list_words(name, operands); !words.empty()) return words;
  if (auto words = date_words(node, name, operands); !words.empty()) return words;
  if (auto words = arithmetic_words(name, operands); !words.empty()) return words;
  if (any_of_kind(operands, Kind::uncertain)) return "one side is known only within bounds";
  return std::string(name) + " has no answer for these values";
}

}  // namespace palpate::cql
