// Dates and times made of components, and components of dates and times.
// External interface: date_time.hpp.
#include <algorithm>
#include <array>
#include <limits>

#include "cql/operators/date_time.hpp"

namespace palpate::cql::date_time {
namespace {

constexpr std::array all_components = {Precision::year,       Precision::month,  Precision::day,
                                       Precision::hour,       Precision::minute, Precision::second,
                                       Precision::millisecond};

void set_component(Temporal& value, Precision component, std::int64_t number) {
  switch (component) {
    case Precision::year:
      value.year = static_cast<std::int16_t>(number);
      break;
    case Precision::month:
      value.month = static_cast<std::uint8_t>(number);
      break;
    case Precision::day:
      value.day = static_cast<std::uint8_t>(number);
      break;
    case Precision::hour:
      value.hour = static_cast<std::uint8_t>(number);
      break;
    case Precision::minute:
      value.minute = static_cast<std::uint8_t>(number);
      break;
    case Precision::second:
      value.second = static_cast<std::uint8_t>(number);
      break;
    case Precision::millisecond:
      value.millisecond = static_cast<std::uint16_t>(number);
      break;
    case Precision::none:
    case Precision::week:
      return;
  }
  value.precision = component;
}

std::int32_t get_component(const Temporal& value, Precision component) {
  switch (component) {
    case Precision::year:
      return value.year;
    case Precision::month:
      return value.month;
    case Precision::day:
      return value.day;
    case Precision::hour:
      return value.hour;
    case Precision::minute:
      return value.minute;
    case Precision::second:
      return value.second;
    case Precision::millisecond:
      return value.millisecond;
    case Precision::none:
    case Precision::week:
      break;
  }
  return 0;
}

/// Wide enough that a cast of what passes here to the component's type cannot wrap around.
bool fits(Precision component, std::int64_t number) {
  if (component == Precision::year) return number >= 1 && number <= 9999;
  return number >= 0 && number <= (component == Precision::millisecond ? 999 : 59);
}

std::optional<Temporal> refused(const Invocation& call) {
  call.session.fail("a component of a date or time is out of range");
  return std::nullopt;
}

/// Components from `first` on; the first null one ends the precision. nullopt is null, or an
/// error that the session knows of.
std::optional<Temporal> composed(const Invocation& call, std::span<const Value> components,
                                 Precision first) {
  Temporal value;
  bool ended = false;
  auto component = std::find(all_components.begin(), all_components.end(), first);
  for (const Value& number : components) {
    const Precision at = *component++;
    if (number.is_null() || !number.is(Value::Kind::integer)) {
      ended = true;
      continue;
    }
    // A component below an unknown one cannot be represented.
    if (ended) return std::nullopt;
    if (!fits(at, number.as_long())) return refused(call);
    set_component(value, at, number.as_long());
  }
  if (value.precision == Precision::none) return std::nullopt;
  return is_valid(value) ? std::optional(value) : refused(call);
}

/// Hours as a Decimal to minutes; CQL's time zones reach from -14 to +14.
std::optional<std::int16_t> offset_minutes(const Decimal& hours) {
  const auto minutes = Decimal::multiply(hours, Decimal::from_integer(60));
  const auto whole = minutes ? minutes->to_int64() : std::nullopt;
  if (!whole || *whole < -14 * 60 || *whole > 14 * 60) return std::nullopt;
  return static_cast<std::int16_t>(*whole);
}

std::int16_t offset_of(const Temporal& moment, const Invocation& call) {
  return moment.has_offset() ? moment.offset_minutes
                             : call.session.compare_context().default_offset;
}

Temporal clock_of(const Temporal& moment) {
  Temporal clock = moment;
  clock.year = 1;
  clock.month = 1;
  clock.day = 1;
  clock.offset_minutes = Temporal::no_offset;
  return clock;
}

}  // namespace

Temporal date_of(const Temporal& moment) {
  Temporal date;
  date.year = moment.year;
  date.month = moment.month;
  date.day = moment.day;
  date.precision = std::min(moment.precision, Precision::day);
  return date;
}

Value date(const Invocation& call) {
  const auto value = composed(call, call.operands, Precision::year);
  return value ? Value::date(*value) : Value();
}

Value date_time(const Invocation& call) {
  const std::size_t components = std::min(call.operands.size(), all_components.size());
  auto value = composed(call, call.operands.first(components), Precision::year);
  if (!value) return Value();
  if (call.operands.size() > components && !call.operands.back().is_null()) {
    const auto offset = offset_minutes(call.operands.back().as_decimal());
    if (!offset) {
      call.session.fail("a time zone offset is out of range");
      return Value();
    }
    value->offset_minutes = *offset;
  }
  return Value::date_time(*value);
}

Value time(const Invocation& call) {
  const auto value = composed(call, call.operands, Precision::hour);
  return value ? Value::time(*value) : Value();
}

Value component(const Invocation& call) {
  const Temporal value = call.operands[0].as_temporal();
  const bool date_part = call.precision < Precision::hour;
  if (call.precision == Precision::none || call.precision == Precision::week) return Value();
  if (call.precision > value.precision) return Value();
  if (call.operands[0].is(Value::Kind::time) && date_part) return Value();
  return Value::integer(get_component(value, call.precision));
}

Value date_from(const Invocation& call) {
  return Value::date(date_of(call.operands[0].as_temporal()));
}

/// At the offset of the evaluation, as CQL says.
Value time_from(const Invocation& call) {
  const Temporal moment = call.operands[0].as_temporal();
  if (moment.precision < Precision::hour) return Value();
  const std::int16_t wanted = call.session.compare_context().default_offset;
  const int shift = wanted - offset_of(moment, call);
  const auto local = shift == 0 ? std::optional(moment) : add(moment, shift, Precision::minute);
  return local ? Value::time(clock_of(*local)) : Value();
}

Value timezone_offset_from(const Invocation& call) {
  const std::int16_t minutes = offset_of(call.operands[0].as_temporal(), call);
  const auto hours = Decimal::divide(Decimal::from_integer(minutes), Decimal::from_integer(60));
  return hours ? Value::decimal(hours->with_scale(
                     std::max<std::uint8_t>(hours->significant_scale(), std::uint8_t{1})))
               : Value();
}

Value now(const Invocation& call) { return Value::date_time(call.session.now()); }
Value today(const Invocation& call) { return Value::date(date_of(call.session.now())); }
Value time_of_day(const Invocation& call) { return Value::time(clock_of(call.session.now())); }

}  // namespace palpate::cql::date_time
