#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include "cql/operators/arithmetic.hpp"
#include "cql/operators/numbers.hpp"

namespace palpate::cql::arithmetic {
namespace {

using Kind = Value::Kind;

Temporal first_instant() {
  Temporal value;
  value.precision = Precision::millisecond;
  return value;
}

Temporal last_instant() {
  Temporal value;
  value.year = 9999;
  value.month = 12;
  value.day = 31;
  value.hour = 23;
  value.minute = 59;
  value.second = 59;
  value.millisecond = 999;
  value.precision = Precision::millisecond;
  return value;
}

/// The suite has the ends of DateTime in UTC.
Temporal in_utc(Temporal value) {
  value.offset_minutes = 0;
  return value;
}

/// Coarser: everything below `precision` back at its minimum.
Temporal cut(Temporal value, Precision precision) {
  if (precision < Precision::month) value.month = 1;
  if (precision < Precision::day) value.day = 1;
  if (precision < Precision::hour) value.hour = 0;
  if (precision < Precision::minute) value.minute = 0;
  if (precision < Precision::second) value.second = 0;
  if (precision < Precision::millisecond) value.millisecond = 0;
  value.precision = precision;
  return value;
}

Temporal last_time() {
  Temporal value = last_instant();
  value.year = value.month = value.day = 1;
  return value;
}

/// 10^-places.
Decimal one_in_the_last_place(int places) {
  std::uint64_t count = 1;
  for (int i = places; i < Decimal::max_scale; ++i) count *= 10;
  return Decimal::from_words(0, count, static_cast<std::uint8_t>(places));
}

/// The smallest step of the type, whatever precision the number was written with.
Decimal step() { return one_in_the_last_place(Decimal::max_scale); }

using TemporalStep = std::optional<Temporal> (*)(const Temporal&);

Value moved(const Value& value, TemporalStep date_step, TemporalStep time_step) {
  const Temporal moment = value.as_temporal();
  const auto result = value.is(Kind::time) ? time_step(moment) : date_step(moment);
  if (!result) return Value();
  if (value.is(Kind::time)) return Value::time(*result);
  return value.is(Kind::date) ? Value::date(*result) : Value::date_time(*result);
}

/// The suite wants an error, not null, at the end of a type. An uncertain number stays unknown.
Value or_overflow(const Value& result, const Invocation& call) {
  if (result.is_null() && !call.operands[0].is(Kind::uncertain)) {
    call.session.fail("there is no value beyond the end of the type's range");
  }
  return result;
}

/// Digits that Precision() counts, e.g. YYYYMMDDhhmmssfff.
struct Digits {
  Precision precision;
  std::int32_t of_date_time;
  std::int32_t of_time;
};
constexpr Digits digits[] = {
    {Precision::year, 4, 0},         {Precision::month, 6, 0},   {Precision::day, 8, 0},
    {Precision::hour, 10, 2},        {Precision::minute, 12, 4}, {Precision::second, 14, 6},
    {Precision::millisecond, 17, 9},
};

std::int32_t digits_of(const Value& value) {
  for (const Digits& row : digits) {
    if (row.precision != value.as_temporal().precision) continue;
    return value.is(Kind::time) ? row.of_time : row.of_date_time;
  }
  return 0;
}

std::optional<Precision> precision_of(Kind kind, std::int64_t wanted) {
  for (const Digits& row : digits) {
    if (kind == Kind::date && row.precision > Precision::day) break;
    const std::int32_t count = kind == Kind::time ? row.of_time : row.of_date_time;
    if (count == wanted && count > 0) return row.precision;
  }
  return std::nullopt;
}

enum class End { low, high };

/// Written with s decimals, a number stands for all that continue its digits: 1.587 for
/// [1.587, 1.58799999]. Asked for fewer decimals than written, the boundary goes outward.
Value decimal_boundary(const Decimal& number, std::int64_t places, End end) {
  if (places < 0 || places > Decimal::max_scale) return Value();
  const int wanted = static_cast<int>(places);
  const int written = std::max(number.scale(), number.significant_scale());
  const bool outward = number.is_negative() == (end == End::low);
  Decimal magnitude = number.abs().truncate_to(wanted);
  if (outward && (written < wanted || magnitude != number.abs())) {
    const Decimal last = one_in_the_last_place(wanted);
    const Decimal whole = written < wanted ? one_in_the_last_place(written) : last;
    const auto gap = written < wanted ? Decimal::subtract(whole, last) : std::optional(last);
    const auto moved_out = gap ? Decimal::add(magnitude, *gap) : std::nullopt;
    if (!moved_out) return Value();
    magnitude = *moved_out;
  }
  const Decimal result = number.is_negative() ? -magnitude : magnitude;
  return Value::decimal(result.with_scale(static_cast<std::uint8_t>(wanted)));
}

Value temporal_boundary(const Value& value, std::int64_t wanted, End end) {
  const auto precision = precision_of(value.kind(), wanted);
  if (!precision) return Value();
  const Temporal moment = value.as_temporal();
  const Temporal result = cut(end == End::low ? earliest(moment) : latest(moment), *precision);
  if (value.is(Kind::time)) return Value::time(result);
  return value.is(Kind::date) ? Value::date(result) : Value::date_time(result);
}

std::int64_t finest(Kind kind) {
  switch (kind) {
    case Kind::date:
      return 8;
    case Kind::time:
      return 9;
    case Kind::date_time:
      return 17;
    default:
      return Decimal::max_scale;
  }
}

/// A precision that is null, or left out, is the finest of the type.
Value boundary(const Invocation& call, End end) {
  const Value& value = call.operands[0];
  if (value.is_null()) return Value();
  std::int64_t wanted = finest(value.kind());
  if (call.operands.size() > 1 && !call.operands[1].is_null()) {
    const auto given = whole(call.operands[1]);
    if (!given || !given->certain()) return Value();
    wanted = given->low;
  }
  if (const auto number = exact(value)) return decimal_boundary(*number, wanted, end);
  return value.is(Kind::uncertain) ? Value() : temporal_boundary(value, wanted, end);
}

}  // namespace

Value minimum_integer(const Invocation&) {
  return Value::integer(std::numeric_limits<std::int32_t>::min());
}
Value minimum_long(const Invocation&) {
  return Value::long_integer(std::numeric_limits<std::int64_t>::min());
}
Value minimum_decimal(const Invocation&) { return Value::decimal(Decimal::minimum()); }
Value minimum_quantity(const Invocation&) {
  return Value::quantity(Decimal::minimum(), unit_one());
}
Value minimum_date(const Invocation&) { return Value::date(cut(first_instant(), Precision::day)); }
Value minimum_date_time(const Invocation&) { return Value::date_time(in_utc(first_instant())); }
Value minimum_time(const Invocation&) { return Value::time(first_instant()); }

Value maximum_integer(const Invocation&) {
  return Value::integer(std::numeric_limits<std::int32_t>::max());
}
Value maximum_long(const Invocation&) {
  return Value::long_integer(std::numeric_limits<std::int64_t>::max());
}
Value maximum_decimal(const Invocation&) { return Value::decimal(Decimal::maximum()); }
Value maximum_quantity(const Invocation&) {
  return Value::quantity(Decimal::maximum(), unit_one());
}
Value maximum_date(const Invocation&) { return Value::date(cut(last_instant(), Precision::day)); }
Value maximum_date_time(const Invocation&) { return Value::date_time(in_utc(last_instant())); }
Value maximum_time(const Invocation&) { return Value::time(last_time()); }

Value next(const Invocation& call) {
  const Value& value = call.operands[0];
  switch (value.kind()) {
    case Kind::date:
    case Kind::date_time:
    case Kind::time:
      return or_overflow(moved(value, successor, successor_time), call);
    case Kind::quantity:
      return or_overflow(quantity_value(Decimal::add(value.as_decimal(), step()), value.unit()),
                         call);
    case Kind::decimal:
      return or_overflow(decimal_value(Decimal::add(value.as_decimal(), step())), call);
    default:
      return or_overflow(add(value, Value::integer(1), call.result.kind()), call);
  }
}

Value previous(const Invocation& call) {
  const Value& value = call.operands[0];
  switch (value.kind()) {
    case Kind::date:
    case Kind::date_time:
    case Kind::time:
      return or_overflow(moved(value, predecessor, predecessor_time), call);
    case Kind::quantity:
      return or_overflow(
          quantity_value(Decimal::subtract(value.as_decimal(), step()), value.unit()), call);
    case Kind::decimal:
      return or_overflow(decimal_value(Decimal::subtract(value.as_decimal(), step())), call);
    default:
      return or_overflow(subtract(value, Value::integer(1), call.result.kind()), call);
  }
}

Value precision(const Invocation& call) {
  const Value& value = call.operands[0];
  switch (value.kind()) {
    case Kind::date:
    case Kind::date_time:
    case Kind::time:
      return Value::integer(digits_of(value));
    case Kind::decimal:
      return Value::integer(value.as_decimal().scale());
    default:
      return Value();
  }
}

Value low_boundary(const Invocation& call) { return boundary(call, End::low); }
Value high_boundary(const Invocation& call) { return boundary(call, End::high); }

}  // namespace palpate::cql::arithmetic
