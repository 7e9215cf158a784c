// Parts and sizes of an interval; union, intersection and difference of two.
// External interface: interval.hpp.
#include "cql/operators/interval.hpp"
#include "cql/operators/interval_points.hpp"
#include "cql/operators/numbers.hpp"

namespace palpate::cql::interval {
namespace {

using Data = Value::IntervalData;

Comparison comparison_of(const Invocation& call) {
  return {call.session.compare_context(), Precision::none};
}

/// One end of a result: a bound as it was written, or an unknown one.
struct End {
  Value value;
  bool closed = false;
};
End low_of(const Data& interval) { return {interval.low, interval.low_closed}; }
End high_of(const Data& interval) { return {interval.high, interval.high_closed}; }
End chosen(Truth first, const End& one, const End& other) {
  if (!first) return {};
  return *first ? one : other;
}

Type::Kind common_point_type(const Data& a, const Data& b) {
  const Type::Kind kind = point_type(a);
  return kind == Type::Kind::any ? point_type(b) : kind;
}

Value from_ends(const Invocation& call, const End& low, const End& high, Type::Kind point) {
  return make_interval({low.value, high.value, low.closed, high.closed, point},
                       call.session.arena());
}

/// Both operands with everything that the set operators ask about them.
struct Pair {
  explicit Pair(const Invocation& call)
      : a(call.operands[0].as_interval()),
        b(call.operands[1].as_interval()),
        left(bounds_of(call.operands[0])),
        right(bounds_of(call.operands[1])),
        how(comparison_of(call)) {}

  const Data& a;
  const Data& b;
  Bounds left;
  Bounds right;
  Comparison how;
};

/// What stands before an interval's low bound, and behind its high bound.
End just_before(const Data& interval) {
  if (!interval.low_closed) return {interval.low, true};
  return {predecessor_of(interval.low), true};
}

End just_after(const Data& interval) {
  if (!interval.high_closed) return {interval.high, true};
  return {successor_of(interval.high), true};
}

Value extent(const Invocation& call, bool count_points) {
  const Data& interval = call.operands[0].as_interval();
  const Value low = start_of(interval);
  const Value high = end_of(interval);
  if (low.is_null() || high.is_null()) return Value();
  if (is_temporal(type_of(low))) {
    call.session.fail("the width of an interval of dates or times is not defined");
    return Value();
  }
  const Value distance = subtract(high, low, type_of(low));
  return count_points ? successor_of(distance) : distance;
}

}  // namespace

Value start(const Invocation& call) { return start_of(call.operands[0].as_interval()); }
Value end(const Invocation& call) { return end_of(call.operands[0].as_interval()); }
Value width(const Invocation& call) { return extent(call, false); }
Value size(const Invocation& call) { return extent(call, true); }

Value point_from(const Invocation& call) {
  const Bounds bounds = bounds_of(call.operands[0]);
  const Truth unit = same(bounds.start, bounds.end, comparison_of(call));
  if (is_certainly_not(unit)) {
    call.session.fail("'point from' of an interval that holds more than one point");
  }
  return is_certainly(unit) ? start_of(call.operands[0].as_interval()) : Value();
}

Value united(const Invocation& call) {
  const Pair pair(call);
  const Truth joined = either(cql::overlaps(pair.left, pair.right, pair.how),
                              cql::meets(pair.left, pair.right, pair.how));
  if (!is_certainly(joined)) return Value();
  const Truth left_first = less_or_equal(pair.left.start, pair.right.start, pair.how);
  const Truth left_last = less_or_equal(pair.right.end, pair.left.end, pair.how);
  return from_ends(call, chosen(left_first, low_of(pair.a), low_of(pair.b)),
                   chosen(left_last, high_of(pair.a), high_of(pair.b)),
                   common_point_type(pair.a, pair.b));
}

Value intersected(const Invocation& call) {
  const Pair pair(call);
  if (!is_certainly(cql::overlaps(pair.left, pair.right, pair.how))) return Value();
  const Truth left_later = less_or_equal(pair.right.start, pair.left.start, pair.how);
  const Truth left_earlier = less_or_equal(pair.left.end, pair.right.end, pair.how);
  return from_ends(call, chosen(left_later, low_of(pair.a), low_of(pair.b)),
                   chosen(left_earlier, high_of(pair.a), high_of(pair.b)),
                   common_point_type(pair.a, pair.b));
}

Value excepted(const Invocation& call) {
  const Pair pair(call);
  const Truth overlap = cql::overlaps(pair.left, pair.right, pair.how);
  if (is_certainly_not(overlap)) return call.operands[0];
  const Truth keeps_low = less(pair.left.start, pair.right.start, pair.how);
  const Truth keeps_high = less(pair.right.end, pair.left.end, pair.how);
  // Both sides left over are two intervals, none is no interval; neither can be returned.
  if (!is_certainly(overlap) || !keeps_low || !keeps_high || *keeps_low == *keeps_high) {
    return Value();
  }
  const Type::Kind point = common_point_type(pair.a, pair.b);
  return *keeps_low ? from_ends(call, low_of(pair.a), just_before(pair.b), point)
                    : from_ends(call, just_after(pair.b), high_of(pair.a), point);
}

}  // namespace palpate::cql::interval
