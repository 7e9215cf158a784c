// How intervals and points stand to each other. Each relation is the specification's sentence,
// written over starts and ends that may be unknown; external interface: interval.hpp.
#include "cql/operators/interval.hpp"
#include "cql/operators/interval_points.hpp"

namespace palpate::cql::interval {
namespace {

using Relation = Truth (*)(const Bounds&, const Bounds&, const Comparison&);

Comparison comparison_of(const Invocation& call) {
  return {call.session.compare_context(), call.precision};
}

Value related(const Invocation& call, Relation relation, Untyped untyped = Untyped::unknown) {
  return truth_value(relation(bounds_of(call.operands[0], untyped),
                              bounds_of(call.operands[1], untyped), comparison_of(call)));
}

Value related_backwards(const Invocation& call, Relation relation,
                        Untyped untyped = Untyped::unknown) {
  return truth_value(relation(bounds_of(call.operands[1], untyped),
                              bounds_of(call.operands[0], untyped), comparison_of(call)));
}

Truth is_before(const Bounds& a, const Bounds& b, const Comparison& how) {
  return less(a.end, b.start, how);
}

Truth is_same_or_before(const Bounds& a, const Bounds& b, const Comparison& how) {
  return less_or_equal(a.end, b.start, how);
}

Truth is_same(const Bounds& a, const Bounds& b, const Comparison& how) {
  return both(same(a.start, b.start, how), same(a.end, b.end, how));
}

Truth properly_includes_interval(const Bounds& a, const Bounds& b, const Comparison& how) {
  return both(cql::includes(a, b, how),
              either(less(a.start, b.start, how), less(b.end, a.end, how)));
}

Truth properly_contains_point(const Bounds& a, const Bounds& point, const Comparison& how) {
  return both(less(a.start, point.start, how), less(point.end, a.end, how));
}

Truth meets_before_it(const Bounds& a, const Bounds& b, const Comparison& how) {
  return follows(a.end, b.start, how);
}

Truth overlaps_before_it(const Bounds& a, const Bounds& b, const Comparison& how) {
  return both(cql::overlaps(a, b, how), less(a.start, b.start, how));
}

Truth overlaps_after_it(const Bounds& a, const Bounds& b, const Comparison& how) {
  return both(cql::overlaps(a, b, how), less(b.end, a.end, how));
}

Truth starts_it(const Bounds& a, const Bounds& b, const Comparison& how) {
  return both(same(a.start, b.start, how), less_or_equal(a.end, b.end, how));
}

Truth ends_it(const Bounds& a, const Bounds& b, const Comparison& how) {
  return both(same(a.end, b.end, how), less_or_equal(b.start, a.start, how));
}

/// An unknown point is unknown everywhere; nothing is in an interval that is null.
Value contained(const Value& interval, const Value& point, const Comparison& how) {
  if (point.is_null()) return Value();
  if (interval.is_null()) return Value::boolean(false);
  return truth_value(cql::includes(bounds_of(interval, Untyped::widest), bounds_of(point), how));
}

}  // namespace

Value before(const Invocation& call) { return related(call, is_before); }
Value after(const Invocation& call) { return related_backwards(call, is_before); }
Value same_as(const Invocation& call) { return related(call, is_same); }
Value same_or_before(const Invocation& call) { return related(call, is_same_or_before); }
Value same_or_after(const Invocation& call) { return related_backwards(call, is_same_or_before); }

Value includes(const Invocation& call) { return related(call, cql::includes, Untyped::widest); }

Value included_in(const Invocation& call) {
  return related_backwards(call, cql::includes, Untyped::widest);
}

Value properly_includes(const Invocation& call) {
  return related(call, properly_includes_interval, Untyped::widest);
}

Value properly_included_in(const Invocation& call) {
  return related_backwards(call, properly_includes_interval, Untyped::widest);
}

Value contains(const Invocation& call) {
  return contained(call.operands[0], call.operands[1], comparison_of(call));
}

Value in(const Invocation& call) {
  return contained(call.operands[1], call.operands[0], comparison_of(call));
}

Value properly_contains(const Invocation& call) { return related(call, properly_contains_point); }
Value properly_in(const Invocation& call) {
  return related_backwards(call, properly_contains_point);
}

Value meets(const Invocation& call) { return related(call, cql::meets); }
Value meets_before(const Invocation& call) { return related(call, meets_before_it); }
Value meets_after(const Invocation& call) { return related_backwards(call, meets_before_it); }
Value overlaps(const Invocation& call) { return related(call, cql::overlaps); }
Value overlaps_before(const Invocation& call) { return related(call, overlaps_before_it); }
Value overlaps_after(const Invocation& call) { return related(call, overlaps_after_it); }
Value starts(const Invocation& call) { return related(call, starts_it); }
Value ends(const Invocation& call) { return related(call, ends_it); }

}  // namespace palpate::cql::interval
