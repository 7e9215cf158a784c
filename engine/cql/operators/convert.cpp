#include "cql/operators/convert.hpp"

#include <algorithm>

#include "cql/operators/date_time.hpp"
#include "cql/operators/numbers.hpp"
#include "cql/operators/text.hpp"

namespace palpate::cql::convert_to {
namespace {

using Kind = Value::Kind;

bool is_structured(const Value& value, std::string_view type_name) {
  return value.is(Kind::tuple) && value.shape().type_name == type_name;
}

/// 1 is true and 0 is false, in any numeric type; other numbers are neither.
Value boolean_of_number(const Decimal& number) {
  if (number == Decimal::from_integer(1)) return Value::boolean(true);
  return number.is_zero() ? Value::boolean(false) : Value();
}

std::optional<std::int64_t> whole_number(const Value& value) {
  switch (value.kind()) {
    case Kind::boolean:
      return value.as_boolean() ? 1 : 0;
    case Kind::integer:
    case Kind::long_integer:
      return value.as_long();
    case Kind::string:
      return parse_whole(value.as_string());
    default:
      return std::nullopt;
  }
}

Value whole_of(const Value& value, Type::Kind kind) {
  const auto number = whole_number(value);
  return number ? whole_value(Uncertain{*number, *number}, kind) : Value();
}

/// A ratio as a number: numerator divided by denominator.
Value quantity_of_ratio(const Value& ratio, Arena& arena) {
  const Value numerator = ratio.field("numerator");
  const Value denominator = ratio.field("denominator");
  if (numerator.is_null() || denominator.is_null()) return Value();
  return divide_quantities(numerator, denominator, arena);
}

/// Without the time of day and the offset.
Value date_of(const Temporal& moment) {
  Temporal date;
  date.year = moment.year;
  date.month = moment.month;
  date.day = moment.day;
  date.precision = std::min(moment.precision, Precision::day);
  return Value::date(date);
}

Value concept_of(const Value& codes, const Value& display, Arena& arena) {
  const Value fields[] = {codes, display};
  return make_tuple(concept_shape(), fields, arena);
}

}  // namespace

Value boolean(const Value& value, Session&) {
  if (value.is(Kind::boolean)) return value;
  if (value.is(Kind::quantity)) return Value();
  if (const auto number = exact(value)) return boolean_of_number(*number);
  const auto word = value.is(Kind::string) ? parse_boolean(value.as_string()) : std::nullopt;
  return word ? Value::boolean(*word) : Value();
}

Value integer(const Value& value, Session&) { return whole_of(value, Type::Kind::integer); }

Value long_integer(const Value& value, Session&) {
  if (value.is(Kind::uncertain)) return value;
  return whole_of(value, Type::Kind::long_integer);
}

Value decimal(const Value& value, Session&) {
  if (value.is(Kind::boolean)) return Value::decimal(Decimal::from_integer(value.as_boolean()));
  if (value.is(Kind::string)) return decimal_value(parse_decimal(value.as_string()));
  return value.is(Kind::quantity) ? Value() : decimal_value(exact(value));
}

Value quantity(const Value& value, Session& session) {
  if (value.is(Kind::quantity)) return value;
  if (value.is(Kind::string)) return parse_quantity(value.as_string(), session.arena());
  if (is_structured(value, "Ratio")) return quantity_of_ratio(value, session.arena());
  return quantity_value(exact(value), unit_one());
}

Value ratio(const Value& value, Session& session) {
  if (is_structured(value, "Ratio")) return value;
  return value.is(Kind::string) ? parse_ratio(value.as_string(), session.arena()) : Value();
}

Value string(const Value& value, Session& session) {
  if (value.is(Kind::string)) return value;
  const auto formatted = format(value);
  return formatted ? text::result(*formatted, session) : Value();
}

Value date(const Value& value, Session&) {
  if (value.is(Kind::date)) return value;
  if (value.is(Kind::date_time)) return date_of(value.as_temporal());
  if (!value.is(Kind::string)) return Value();
  const auto moment = parse_date_time(value.as_string());
  return moment ? date_of(*moment) : Value();
}

Value date_time(const Value& value, Session&) {
  if (value.is(Kind::date_time)) return value;
  if (value.is(Kind::date)) return Value::date_time(value.as_temporal());
  if (!value.is(Kind::string)) return Value();
  const auto moment = parse_date_time(value.as_string());
  return moment ? Value::date_time(*moment) : Value();
}

Value time(const Value& value, Session& session) {
  if (value.is(Kind::time)) return value;
  if (value.is(Kind::date_time)) {
    static const Type type = Type::simple(Type::Kind::time);
    return cql::date_time::time_from({{&value, 1}, Precision::none, session, type});
  }
  return value.is(Kind::string) ? parse_time_value(value.as_string()) : Value();
}

Value concept_value(const Value& value, Session& session) {
  if (is_structured(value, "Concept")) return value;
  if (value.is(Kind::list)) return concept_of(value, Value(), session.arena());
  if (!is_structured(value, "Code")) return Value();
  const Value codes[] = {value};
  return concept_of(make_list(codes, session.arena()), value.field("display"), session.arena());
}

}  // namespace palpate::cql::convert_to
