/// Type operators: https://cql.hl7.org/09-b-cqlreference.html#type-operators-1
/// `is`, `as` and `cast` are nodes of the program, `convert … to T` is one of the functions here.
#include <optional>

#include "cql/operators/children.hpp"
#include "cql/operators/convert.hpp"
#include "cql/operators/table.hpp"
#include "value/unit.hpp"

namespace palpate::cql {
namespace {

using Converter = Value (*)(const Value&, Session&);

template <Converter convert>
Value to(const Invocation& call) {
  return convert(call.operands[0], call.session);
}

/// Power(2, -2) has the static type Integer and is a Decimal: it stays one.
Value widen(const Invocation& call) {
  const Value& value = call.operands[0];
  return value.is(Value::Kind::decimal) ? value : convert_to::long_integer(value, call.session);
}

/// Of an integer known only within bounds it is unknown whether it converts.
template <Converter convert>
Value converts(const Invocation& call) {
  const Value& value = call.operands[0];
  if (value.is(Value::Kind::uncertain)) return Value();
  return Value::boolean(!convert(value, call.session).is_null());
}

const Unit* target_unit(const Invocation& call) {
  const auto unit = parse_unit(call.operands[1].as_string(), call.session.arena());
  return unit ? *unit : nullptr;
}

Value convert_quantity(const Invocation& call) {
  const Value& value = call.operands[0];
  const Unit* unit = target_unit(call);
  if (unit == nullptr) return Value();
  const auto number = convert(value.as_decimal(), value.unit(), *unit);
  return number ? Value::quantity(*number, *unit) : Value();
}

Value can_convert_quantity(const Invocation& call) {
  return Value::boolean(!convert_quantity(call).is_null());
}

constexpr OperatorFunction to_boolean = to<convert_to::boolean>;
constexpr OperatorFunction to_integer = to<convert_to::integer>;
constexpr OperatorFunction to_long = to<convert_to::long_integer>;
constexpr OperatorFunction to_decimal = to<convert_to::decimal>;
constexpr OperatorFunction to_quantity = to<convert_to::quantity>;
constexpr OperatorFunction to_ratio = to<convert_to::ratio>;
constexpr OperatorFunction to_string = to<convert_to::string>;
constexpr OperatorFunction to_date = to<convert_to::date>;
constexpr OperatorFunction to_date_time = to<convert_to::date_time>;
constexpr OperatorFunction to_time = to<convert_to::time>;
constexpr OperatorFunction to_concept = to<convert_to::concept_value>;

constexpr auto null_in = NullRule::propagates;
// An element that is null takes one place, and a list that it turns out to be takes many.
constexpr auto reads = NullRule::reads_null;
constexpr std::string_view asks = "Any -> Boolean";

constexpr OverloadDeclaration declarations[] = {
    {"CanConvertQuantity", "Quantity, String -> Boolean", null_in, can_convert_quantity, true,
     "canconvertquantity"},
    {"Children", "Any -> List<Any>", reads, children, true, "children"},
    {"ConvertQuantity", "Quantity, String -> Quantity", null_in, convert_quantity, true,
     "convertquantity"},
    {"ConvertsToBoolean", asks, null_in, converts<convert_to::boolean>, true, "convertstoboolean"},
    {"ConvertsToDate", asks, null_in, converts<convert_to::date>, true, "convertstodate"},
    {"ConvertsToDateTime", asks, null_in, converts<convert_to::date_time>, true,
     "convertstodatetime"},
    {"ConvertsToDecimal", asks, null_in, converts<convert_to::decimal>, true, "convertstodecimal"},
    {"ConvertsToInteger", asks, null_in, converts<convert_to::integer>, true, "convertstointeger"},
    {"ConvertsToLong", asks, null_in, converts<convert_to::long_integer>, true, "convertstolong"},
    {"ConvertsToQuantity", asks, null_in, converts<convert_to::quantity>, true,
     "convertstoquantity"},
    {"ConvertsToRatio", asks, null_in, converts<convert_to::ratio>, true, "convertstoratio"},
    {"ConvertsToString", asks, null_in, converts<convert_to::string>, true, "convertstostring"},
    {"ConvertsToTime", asks, null_in, converts<convert_to::time>, true, "convertstotime"},
    // The reference writes it with an e, the logical specification with an a.
    {"Descendants", "Any -> List<Any>", reads, descendants, true, "descendents"},
    {"Descendents", "Any -> List<Any>", reads, descendants, true, "descendents"},
    {"ToBoolean", "String -> Boolean", null_in, to_boolean, true, "toboolean"},
    {"ToBoolean", "Integer -> Boolean", null_in, to_boolean, true, "toboolean"},
    {"ToBoolean", "Long -> Boolean", null_in, to_boolean, true, "toboolean"},
    {"ToBoolean", "Decimal -> Boolean", null_in, to_boolean, true, "toboolean"},
    {"ToConcept", "Code -> Concept", null_in, to_concept, true, "toconcept"},
    {"ToConcept", "List<Code> -> Concept", null_in, to_concept, true, "toconcept"},
    {"ToDate", "String -> Date", null_in, to_date, true, "todate"},
    {"ToDate", "DateTime -> Date", null_in, to_date, true, "todate"},
    {"ToDateTime", "String -> DateTime", null_in, to_date_time, true, "todatetime"},
    {"ToDateTime", "Date -> DateTime", null_in, to_date_time, true, "todatetime"},
    {"ToDecimal", "String -> Decimal", null_in, to_decimal, true, "todecimal"},
    {"ToDecimal", "Boolean -> Decimal", null_in, to_decimal, true, "todecimal"},
    {"ToDecimal", "Integer -> Decimal", null_in, to_decimal, true, "todecimal"},
    {"ToDecimal", "Long -> Decimal", null_in, to_decimal, true, "todecimal"},
    {"ToInteger", "String -> Integer", null_in, to_integer, true, "tointeger"},
    {"ToInteger", "Boolean -> Integer", null_in, to_integer, true, "tointeger"},
    {"ToInteger", "Long -> Integer", null_in, to_integer, true, "tointeger"},
    {"ToLong", "String -> Long", null_in, to_long, true, "tolong"},
    {"ToLong", "Boolean -> Long", null_in, to_long, true, "tolong"},
    {"ToLong", "Integer -> Long", null_in, widen, true, "tolong"},
    {"ToQuantity", "String -> Quantity", null_in, to_quantity, true, "toquantity"},
    {"ToQuantity", "Integer -> Quantity", null_in, to_quantity, true, "toquantity"},
    {"ToQuantity", "Long -> Quantity", null_in, to_quantity, true, "toquantity"},
    {"ToQuantity", "Decimal -> Quantity", null_in, to_quantity, true, "toquantity"},
    {"ToQuantity", "Ratio -> Quantity", null_in, to_quantity, true, "toquantity"},
    {"ToRatio", "String -> Ratio", null_in, to_ratio, true, "toratio"},
    {"ToString", "String -> String", null_in, to_string, true, "tostring"},
    {"ToString", "Boolean -> String", null_in, to_string, true, "tostring"},
    {"ToString", "Integer -> String", null_in, to_string, true, "tostring"},
    {"ToString", "Long -> String", null_in, to_string, true, "tostring"},
    {"ToString", "Decimal -> String", null_in, to_string, true, "tostring"},
    {"ToString", "Quantity -> String", null_in, to_string, true, "tostring"},
    {"ToString", "Ratio -> String", null_in, to_string, true, "tostring"},
    {"ToString", "Date -> String", null_in, to_string, true, "tostring"},
    {"ToString", "DateTime -> String", null_in, to_string, true, "tostring"},
    {"ToString", "Time -> String", null_in, to_string, true, "tostring"},
    {"ToTime", "String -> Time", null_in, to_time, true, "totime"},
    {"ToTime", "DateTime -> Time", null_in, to_time, true, "totime"},
};

// Table 9-E of the reference. List<Code> to Concept and back are not pairs of simple types: the
// former is ToConcept.
using Kind = Type::Kind;
constexpr Conversion table[] = {
    {Kind::integer, Kind::long_integer, true, widen},
    {Kind::integer, Kind::decimal, true, to_decimal},
    {Kind::long_integer, Kind::decimal, true, to_decimal},
    {Kind::integer, Kind::quantity, true, to_quantity},
    {Kind::long_integer, Kind::quantity, true, to_quantity},
    {Kind::decimal, Kind::quantity, true, to_quantity},
    {Kind::code, Kind::concept_, true, to_concept},
    {Kind::date, Kind::date_time, true, to_date_time},
    {Kind::boolean, Kind::integer, false, to_integer},
    {Kind::boolean, Kind::long_integer, false, to_long},
    {Kind::boolean, Kind::decimal, false, to_decimal},
    {Kind::boolean, Kind::string, false, to_string},
    {Kind::integer, Kind::boolean, false, to_boolean},
    {Kind::integer, Kind::string, false, to_string},
    {Kind::long_integer, Kind::boolean, false, to_boolean},
    {Kind::long_integer, Kind::integer, false, to_integer},
    {Kind::long_integer, Kind::string, false, to_string},
    {Kind::decimal, Kind::boolean, false, to_boolean},
    {Kind::decimal, Kind::string, false, to_string},
    {Kind::quantity, Kind::string, false, to_string},
    {Kind::ratio, Kind::string, false, to_string},
    {Kind::ratio, Kind::quantity, false, to_quantity},
    {Kind::string, Kind::boolean, false, to_boolean},
    {Kind::string, Kind::integer, false, to_integer},
    {Kind::string, Kind::long_integer, false, to_long},
    {Kind::string, Kind::decimal, false, to_decimal},
    {Kind::string, Kind::quantity, false, to_quantity},
    {Kind::string, Kind::ratio, false, to_ratio},
    {Kind::string, Kind::date, false, to_date},
    {Kind::string, Kind::date_time, false, to_date_time},
    {Kind::string, Kind::time, false, to_time},
    {Kind::date, Kind::string, false, to_string},
    {Kind::date_time, Kind::string, false, to_string},
    {Kind::date_time, Kind::date, false, to_date},
    {Kind::date_time, Kind::time, false, to_time},
    {Kind::time, Kind::string, false, to_string},
};

}  // namespace

std::span<const OverloadDeclaration> type_operators() { return declarations; }

std::span<const Conversion> conversions() { return table; }

}  // namespace palpate::cql
