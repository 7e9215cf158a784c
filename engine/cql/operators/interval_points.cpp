#include "cql/operators/interval_points.hpp"

#include <algorithm>

namespace palpate::cql {
namespace {

/// What the sign of a difference may be: {-1, 0} is "less or equal, more is not known".
struct Signs {
  int low = -1;
  int high = 1;
};

int sign(int number) { return number < 0 ? -1 : (number > 0 ? 1 : 0); }
int side(const Place& place) { return static_cast<int>(place.kind); }
bool is_inner(const Place& place) { return place.kind == Place::Kind::inner; }

/// In UTC, so that normalising the extreme DateTime does not leave the range of years.
Value extreme_like(const Value& value, int end) {
  const Type::Kind kind = type_of(value);
  const Value extreme = end < 0 ? minimum_of(kind) : maximum_of(kind);
  if (kind != Type::Kind::date_time) return extreme;
  Temporal moment = extreme.as_temporal();
  moment.offset_minutes = 0;
  return Value::date_time(moment);
}

/// Of an end of the range with a place in it: they are one when that place is itself the end.
Signs compare_with_end(int end, const Place& inner, const Comparison& comparison) {
  const Value value = inner.resolved();
  if (value.is_null()) return {};
  if (value.is(Value::Kind::quantity)) return {end, end};
  const auto result =
      order(extreme_like(value, end), value, comparison.context, comparison.precision);
  if (!result) return end < 0 ? Signs{-1, 0} : Signs{0, 1};
  return {sign(*result), sign(*result)};
}

Signs compare_resolved(const Place& a, const Place& b, const Comparison& comparison) {
  const Value left = a.resolved();
  const Value right = b.resolved();
  if (left.is_null() || right.is_null()) return {};
  const auto result = order(left, right, comparison.context, comparison.precision);
  if (!result) return {};
  return {sign(*result), sign(*result)};
}

/// `a` stands `steps` neighbours further than its value, relative to `b`. Values that leave the
/// order open (@2014 and @2014-05) leave it open for their neighbours too.
Signs compare_inner(const Place& a, const Place& b, const Comparison& comparison) {
  const auto written = order(a.value, b.value, comparison.context, comparison.precision);
  if (!written) return {};
  const int steps = a.steps - b.steps;
  if (comparison.precision != Precision::none && (a.steps != 0 || b.steps != 0)) {
    return compare_resolved(a, b, comparison);
  }
  if (steps == 0) return {sign(*written), sign(*written)};
  const int direction = sign(steps);
  if (*written == 0 || sign(*written) == direction) return {direction, direction};
  const Signs exact = compare_resolved(a, b, comparison);
  if (steps != direction) return exact;
  // A single step towards the other value reaches it at most, whatever its neighbour is in another
  // unit: from 1 'g' it passes 1000.00000001 'mg'.
  const Signs reach = direction > 0 ? Signs{-1, 0} : Signs{0, 1};
  return exact.low == exact.high && exact.low != direction ? exact : reach;
}

Signs compare(const Place& a, const Place& b, const Comparison& comparison) {
  if (is_inner(a) && is_inner(b)) return compare_inner(a, b, comparison);
  if (!is_inner(a) && !is_inner(b)) {
    const int result = sign(side(a) - side(b));
    return {result, result};
  }
  if (!is_inner(a)) return compare_with_end(side(a), b, comparison);
  const Signs reverse = compare_with_end(side(b), a, comparison);
  return {-reverse.high, -reverse.low};
}

Place lowest() { return {Place::Kind::lowest, 0, Value()}; }
Place highest() { return {Place::Kind::highest, 0, Value()}; }
Bound exactly(const Place& place) { return {place, place}; }
Bound anywhere() { return {lowest(), highest()}; }

/// A number known only within bounds is itself a range of places.
Bound written_bound(const Value& value, int steps) {
  const auto count = static_cast<std::int8_t>(steps);
  if (!value.is(Value::Kind::uncertain)) return exactly({Place::Kind::inner, count, value});
  const Uncertain range = value.as_uncertain();
  return {{Place::Kind::inner, count, Value::long_integer(range.low)},
          {Place::Kind::inner, count, Value::long_integer(range.high)}};
}

Bound null_bound(bool closed, const Place& end, bool typed) {
  return closed && typed ? exactly(end) : anywhere();
}

Bounds interval_bounds(const Value::IntervalData& interval, Untyped untyped) {
  const bool typed = point_type(interval) != Type::Kind::any || untyped == Untyped::widest;
  Bounds bounds;
  bounds.start = interval.low.is_null() ? null_bound(interval.low_closed, lowest(), typed)
                                        : written_bound(interval.low, interval.low_closed ? 0 : 1);
  bounds.end = interval.high.is_null()
                   ? null_bound(interval.high_closed, highest(), typed)
                   : written_bound(interval.high, interval.high_closed ? 0 : -1);
  // An unknown bound still does not pass the other one.
  if (interval.low.is_null() && !interval.low_closed) bounds.start.greatest = bounds.end.greatest;
  if (interval.high.is_null() && !interval.high_closed) bounds.end.least = bounds.start.least;
  return bounds;
}

/// The next place at the precision of the comparison; nullopt when there is none.
std::optional<Place> next_place(const Place& place, const Comparison& comparison) {
  if (!is_inner(place)) return std::nullopt;
  Place next = place;
  if (comparison.precision != Precision::none) {
    const Value base = truncated_to(place.resolved(), comparison.precision);
    if (is_temporal(type_of(base)) && base.as_temporal().precision == comparison.precision) {
      next = {Place::Kind::inner, 0, successor_of(base)};
      return next.value.is_null() ? std::nullopt : std::optional<Place>(next);
    }
  }
  next.steps = static_cast<std::int8_t>(next.steps + 1);
  return next.resolved().is_null() ? std::nullopt : std::optional<Place>(next);
}

}  // namespace

Value Place::resolved() const {
  Value result = value;
  for (int left = steps; left > 0 && !result.is_null(); --left) result = successor_of(result);
  for (int left = steps; left < 0 && !result.is_null(); ++left) result = predecessor_of(result);
  return result;
}

Bounds bounds_of(const Value& value, Untyped untyped) {
  if (value.is(Value::Kind::interval)) return interval_bounds(value.as_interval(), untyped);
  const Bound point = value.is_null() ? anywhere() : written_bound(value, 0);
  return {point, point};
}

Truth less(const Bound& a, const Bound& b, const Comparison& comparison) {
  if (compare(a.greatest, b.least, comparison).high < 0) return true;
  if (compare(a.least, b.greatest, comparison).low >= 0) return false;
  return std::nullopt;
}

Truth less_or_equal(const Bound& a, const Bound& b, const Comparison& comparison) {
  return opposite(less(b, a, comparison));
}

Truth same(const Bound& a, const Bound& b, const Comparison& comparison) {
  const Signs upper = compare(a.greatest, b.least, comparison);
  const Signs lower = compare(a.least, b.greatest, comparison);
  if (upper.high < 0 || lower.low > 0) return false;
  if (upper.low == 0 && upper.high == 0 && lower.low == 0 && lower.high == 0) return true;
  return std::nullopt;
}

Truth follows(const Bound& a, const Bound& b, const Comparison& comparison) {
  const auto least = next_place(a.least, comparison);
  const auto greatest = next_place(a.greatest, comparison);
  if (!least && is_inner(a.least)) return false;
  if (a.least.kind == Place::Kind::highest || b.greatest.kind == Place::Kind::lowest) return false;
  const Bound next{least ? *least : lowest(), greatest ? *greatest : highest()};
  return same(next, b, comparison);
}

Truth overlaps(const Bounds& a, const Bounds& b, const Comparison& comparison) {
  return both(less_or_equal(a.start, b.end, comparison), less_or_equal(b.start, a.end, comparison));
}

Truth meets(const Bounds& a, const Bounds& b, const Comparison& comparison) {
  return either(follows(a.end, b.start, comparison), follows(b.end, a.start, comparison));
}

Truth includes(const Bounds& a, const Bounds& b, const Comparison& comparison) {
  return both(less_or_equal(a.start, b.start, comparison), less_or_equal(b.end, a.end, comparison));
}

}  // namespace palpate::cql
