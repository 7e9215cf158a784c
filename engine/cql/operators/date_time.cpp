// Date and time operators: https://cql.hl7.org/09-b-cqlreference.html#datetime-operators-2
#include "cql/operators/date_time.hpp"

#include <array>
#include <limits>

#include "cql/operators/interval_points.hpp"
#include "cql/operators/table.hpp"
#include "cql/operators/time_units.hpp"

namespace palpate::cql {
namespace {

Value refused(const Invocation& call, std::string_view reason) {
  call.session.fail(reason);
  return Value();
}

/// The first operand moved by the quantity in the second, or back by it.
Value shifted(const Invocation& call, bool back) {
  const Value& quantity = call.operands[1];
  const Type::Kind kind = type_of(call.operands[0]);
  const auto unit = time_unit(quantity.unit());
  if (!unit || !has_unit(kind, *unit)) {
    return refused(call, "this unit cannot be added to a date or time of this type");
  }
  const Decimal number = quantity.as_decimal();
  const auto period = whole_period(back ? -number : number, *unit);
  const auto result = period ? moved(call.operands[0].as_temporal(), kind, *period) : std::nullopt;
  if (!result) return refused(call, "a date or time leaves the years 1 to 9999");
  return temporal_value(kind, *result);
}

Value later(const Invocation& call) { return shifted(call, false); }
Value earlier(const Invocation& call) { return shifted(call, true); }

std::optional<int> order_of(const Invocation& call) {
  return order(call.operands[0], call.operands[1], call.session.compare_context(), call.precision);
}

Value is_after(const Invocation& call) {
  const auto result = order_of(call);
  return result ? Value::boolean(*result > 0) : Value();
}

Value is_before(const Invocation& call) {
  const auto result = order_of(call);
  return result ? Value::boolean(*result < 0) : Value();
}

Value is_same(const Invocation& call) {
  const auto result = order_of(call);
  return result ? Value::boolean(*result == 0) : Value();
}

Value is_same_or_after(const Invocation& call) {
  const auto result = order_of(call);
  return result ? Value::boolean(*result >= 0) : Value();
}

Value is_same_or_before(const Invocation& call) {
  const auto result = order_of(call);
  return result ? Value::boolean(*result <= 0) : Value();
}

Value duration(const Invocation& call) {
  return whole_periods(elapsed(call.operands[0], call.operands[1], call.precision,
                               call.session.compare_context().default_offset));
}

Value difference(const Invocation& call) {
  return whole_periods(difference_between(call.operands[0].as_temporal(),
                                          call.operands[1].as_temporal(), call.precision,
                                          call.session.compare_context().default_offset));
}

namespace fn = date_time;
constexpr auto null_in = NullRule::propagates;
// A constructor reads a null component as "not more precise than this".
constexpr auto reads = NullRule::reads_null;

struct Comparing {
  std::string_view name;
  OperatorFunction function;
  std::string_view anchor;
};
constexpr std::array<Comparing, 5> comparisons = {
    {{"After", is_after, "after"},
     {"Before", is_before, "before"},
     {"SameAs", is_same, "same-as-1"},
     {"SameOrAfter", is_same_or_after, "same-or-after-1"},
     {"SameOrBefore", is_same_or_before, "same-or-before-1"}}};
constexpr std::array<std::string_view, 3> two_values = {
    "Date, Date -> Boolean", "DateTime, DateTime -> Boolean", "Time, Time -> Boolean"};
constexpr std::array<std::string_view, 3> two_values_counted = {
    "Date, Date -> Integer", "DateTime, DateTime -> Integer", "Time, Time -> Integer"};

constexpr OverloadDeclaration others[] = {
    {"Add", "Date, Quantity -> Date", null_in, later, false, "add-1"},
    {"Add", "DateTime, Quantity -> DateTime", null_in, later, false, "add-1"},
    {"Add", "Time, Quantity -> Time", null_in, later, false, "add-1"},
    {"Date", "Integer -> Date", reads, fn::date, true, "date-1"},
    {"Date", "Integer, Integer -> Date", reads, fn::date, true, "date-1"},
    {"Date", "Integer, Integer, Integer -> Date", reads, fn::date, true, "date-1"},
    {"DateFrom", "DateTime -> Date", null_in, fn::date_from, false, "datetime-component-from"},
    {"DateTime", "Integer -> DateTime", reads, fn::date_time, true, "datetime-1"},
    {"DateTime", "Integer, Integer -> DateTime", reads, fn::date_time, true, "datetime-1"},
    {"DateTime", "Integer, Integer, Integer -> DateTime", reads, fn::date_time, true, "datetime-1"},
    {"DateTime", "Integer, Integer, Integer, Integer -> DateTime", reads, fn::date_time, true,
     "datetime-1"},
    {"DateTime", "Integer, Integer, Integer, Integer, Integer -> DateTime", reads, fn::date_time,
     true, "datetime-1"},
    {"DateTime", "Integer, Integer, Integer, Integer, Integer, Integer -> DateTime", reads,
     fn::date_time, true, "datetime-1"},
    {"DateTime", "Integer, Integer, Integer, Integer, Integer, Integer, Integer -> DateTime", reads,
     fn::date_time, true, "datetime-1"},
    {"DateTime",
     "Integer, Integer, Integer, Integer, Integer, Integer, Integer, Decimal -> DateTime", reads,
     fn::date_time, true, "datetime-1"},
    {"DateTimeComponentFrom", "Date -> Integer", null_in, fn::component, false,
     "datetime-component-from", true},
    {"DateTimeComponentFrom", "DateTime -> Integer", null_in, fn::component, false,
     "datetime-component-from", true},
    {"DateTimeComponentFrom", "Time -> Integer", null_in, fn::component, false,
     "datetime-component-from", true},
    {"Now", "-> DateTime", null_in, fn::now, true, "now"},
    {"Subtract", "Date, Quantity -> Date", null_in, earlier, false, "subtract-1"},
    {"Subtract", "DateTime, Quantity -> DateTime", null_in, earlier, false, "subtract-1"},
    {"Subtract", "Time, Quantity -> Time", null_in, earlier, false, "subtract-1"},
    {"Time", "Integer -> Time", reads, fn::time, true, "time-1"},
    {"Time", "Integer, Integer -> Time", reads, fn::time, true, "time-1"},
    {"Time", "Integer, Integer, Integer -> Time", reads, fn::time, true, "time-1"},
    {"Time", "Integer, Integer, Integer, Integer -> Time", reads, fn::time, true, "time-1"},
    {"TimeFrom", "DateTime -> Time", null_in, fn::time_from, false, "datetime-component-from"},
    {"TimeOfDay", "-> Time", null_in, fn::time_of_day, true, "timeofday"},
    {"TimezoneOffsetFrom", "DateTime -> Decimal", null_in, fn::timezone_offset_from, false,
     "datetime-component-from"},
    {"Today", "-> Date", null_in, fn::today, true, "today"},
};

constexpr auto declare() {
  constexpr std::size_t compared = comparisons.size() * two_values.size();
  std::array<OverloadDeclaration, std::size(others) + compared + 2 * two_values.size()> all{};
  std::size_t at = 0;
  for (const OverloadDeclaration& other : others) all[at++] = other;
  for (const Comparing& one : comparisons) {
    for (const std::string_view types : two_values) {
      all[at++] = {one.name, types, null_in, one.function, true, one.anchor, true};
    }
  }
  for (const std::string_view types : two_values_counted) {
    all[at++] = {"DurationBetween", types, null_in, duration, false, "duration", true};
    all[at++] = {"DifferenceBetween", types, null_in, difference, false, "difference", true};
  }
  return all;
}
constexpr auto declarations = declare();

}  // namespace

std::span<const OverloadDeclaration> date_time_operators() { return declarations; }

}  // namespace palpate::cql
