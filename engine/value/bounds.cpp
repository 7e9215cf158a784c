// Neighbours and ends of the ordered types, and what they make of the bounds of an interval.
#include "value/bounds.hpp"

#include <limits>

namespace palpate {
namespace {

using Kind = Value::Kind;

/// From `value` to its neighbour on the side of `direction` (1 or -1).
Value integer_neighbour(const Value& value, int direction) {
  using Limits = std::numeric_limits<std::int32_t>;
  const std::int64_t next = value.as_long() + direction;
  if (next < Limits::min() || next > Limits::max()) return {};
  return Value::integer(static_cast<std::int32_t>(next));
}

Value long_neighbour(const Value& value, int direction) {
  std::int64_t next = 0;
  if (__builtin_add_overflow(value.as_long(), std::int64_t{direction}, &next)) return {};
  return Value::long_integer(next);
}

std::optional<Decimal> decimal_neighbour(const Decimal& value, int direction) {
  const Decimal step = Decimal::from_words(0, 1, Decimal::max_scale);
  return direction > 0 ? Decimal::add(value, step) : Decimal::subtract(value, step);
}

Value number_neighbour(const Value& value, int direction) {
  const std::optional<Decimal> next = decimal_neighbour(value.as_decimal(), direction);
  if (!next) return {};
  return value.is(Kind::quantity) ? Value::quantity(*next, value.unit()) : Value::decimal(*next);
}

Value date_neighbour(const Value& value, int direction) {
  const Temporal from = value.as_temporal();
  const std::optional<Temporal> next = direction > 0 ? successor(from) : predecessor(from);
  if (!next) return {};
  return value.is(Kind::date) ? Value::date(*next) : Value::date_time(*next);
}

Value time_neighbour(const Value& value, int direction) {
  const Temporal from = value.as_temporal();
  const std::optional<Temporal> next =
      direction > 0 ? successor_time(from) : predecessor_time(from);
  return next ? Value::time(*next) : Value();
}

Value neighbour(const Value& value, int direction) {
  switch (value.kind()) {
    case Kind::integer:
      return integer_neighbour(value, direction);
    case Kind::long_integer:
      return long_neighbour(value, direction);
    case Kind::decimal:
    case Kind::quantity:
      return number_neighbour(value, direction);
    case Kind::date:
    case Kind::date_time:
      return date_neighbour(value, direction);
    case Kind::time:
      return time_neighbour(value, direction);
    default:
      return {};
  }
}

/// The last instant of the year 9999, or of the day for a time.
Temporal last_instant(bool time) {
  Temporal value;
  value.precision = time ? Precision::day : Precision::year;
  if (!time) value.year = 9999;
  return latest(value);
}

Temporal first_instant() {
  Temporal value;
  value.precision = Precision::millisecond;
  return value;
}

Temporal as_day(Temporal value) {
  value.hour = value.minute = value.second = 0;
  value.millisecond = 0;
  value.precision = Precision::day;
  return value;
}

Value extreme(Type::Kind type, const Value& like, bool greatest) {
  using Integer = std::numeric_limits<std::int32_t>;
  using Long = std::numeric_limits<std::int64_t>;
  const Decimal number = greatest ? Decimal::maximum() : Decimal::minimum();
  switch (type) {
    case Type::Kind::integer:
      return Value::integer(greatest ? Integer::max() : Integer::min());
    case Type::Kind::long_integer:
      return Value::long_integer(greatest ? Long::max() : Long::min());
    case Type::Kind::decimal:
      return Value::decimal(number);
    case Type::Kind::quantity:
      return Value::quantity(number, like.is(Kind::quantity) ? like.unit() : unit_one());
    case Type::Kind::date:
      return Value::date(as_day(greatest ? last_instant(false) : first_instant()));
    case Type::Kind::date_time:
      return Value::date_time(greatest ? last_instant(false) : first_instant());
    case Type::Kind::time:
      return Value::time(greatest ? last_instant(true) : first_instant());
    default:
      return {};
  }
}

Type::Kind type_of(const Value& value) {
  switch (value.kind()) {
    case Kind::integer:
    case Kind::uncertain:
      return Type::Kind::integer;
    case Kind::long_integer:
      return Type::Kind::long_integer;
    case Kind::decimal:
      return Type::Kind::decimal;
    case Kind::quantity:
      return Type::Kind::quantity;
    case Kind::date:
      return Type::Kind::date;
    case Kind::date_time:
      return Type::Kind::date_time;
    case Kind::time:
      return Type::Kind::time;
    default:
      return Type::Kind::any;
  }
}

/// The declared point type, else that of the bound that is there.
Type::Kind point_type(const Value::IntervalData& interval, const Value& other) {
  return interval.point != Type::Kind::any ? interval.point : type_of(other);
}

}  // namespace

Value successor_of(const Value& value) { return neighbour(value, 1); }
Value predecessor_of(const Value& value) { return neighbour(value, -1); }

Value minimum_of(Type::Kind type, const Value& like) { return extreme(type, like, false); }
Value maximum_of(Type::Kind type, const Value& like) { return extreme(type, like, true); }

Value start_of(const Value::IntervalData& interval) {
  if (!interval.low_closed) return successor_of(interval.low);
  if (!interval.low.is_null()) return interval.low;
  return minimum_of(point_type(interval, interval.high), interval.high);
}

Value end_of(const Value::IntervalData& interval) {
  if (!interval.high_closed) return predecessor_of(interval.high);
  if (!interval.high.is_null()) return interval.high;
  return maximum_of(point_type(interval, interval.low), interval.low);
}

}  // namespace palpate
