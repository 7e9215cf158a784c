// The types of interval points, and dates and times as points.
// External interface: interval_points.hpp.
#include "cql/operators/interval_points.hpp"

namespace palpate::cql {

Type::Kind type_of(const Value& point) {
  switch (point.kind()) {
    case Value::Kind::integer:
    case Value::Kind::uncertain:
      return Type::Kind::integer;
    case Value::Kind::long_integer:
      return Type::Kind::long_integer;
    case Value::Kind::decimal:
      return Type::Kind::decimal;
    case Value::Kind::quantity:
      return Type::Kind::quantity;
    case Value::Kind::date:
      return Type::Kind::date;
    case Value::Kind::date_time:
      return Type::Kind::date_time;
    case Value::Kind::time:
      return Type::Kind::time;
    default:
      return Type::Kind::any;
  }
}

Type::Kind point_type(const Value::IntervalData& interval) {
  if (!interval.low.is_null()) return type_of(interval.low);
  if (!interval.high.is_null()) return type_of(interval.high);
  return interval.point;
}

bool is_temporal(Type::Kind kind) {
  return kind == Type::Kind::date || kind == Type::Kind::date_time || kind == Type::Kind::time;
}

Precision finest_precision(Type::Kind kind) {
  return kind == Type::Kind::date ? Precision::day : Precision::millisecond;
}

Value temporal_value(Type::Kind kind, const Temporal& value) {
  if (kind == Type::Kind::date) return Value::date(value);
  return kind == Type::Kind::time ? Value::time(value) : Value::date_time(value);
}

Value truncated_to(const Value& point, Precision precision) {
  const Type::Kind kind = type_of(point);
  if (!is_temporal(kind)) return point;
  Temporal value = point.as_temporal();
  if (value.precision <= precision) return point;
  if (precision < Precision::month) value.month = 1;
  if (precision < Precision::day) value.day = 1;
  if (precision < Precision::hour) value.hour = 0;
  if (precision < Precision::minute) value.minute = 0;
  if (precision < Precision::second) value.second = 0;
  if (precision < Precision::millisecond) value.millisecond = 0;
  value.precision = precision;
  return temporal_value(kind, value);
}

}  // namespace palpate::cql
