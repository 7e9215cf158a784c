#pragma once

#include "cql/program/operation.hpp"

/// The functions behind the interval chapter's table (interval.cpp), by file. Unless said
/// otherwise an operand is an interval or a point, which counts as the interval of that one point.
namespace palpate::cql::interval {

// interval_relations.cpp: how two intervals stand to each other
Value before(const Invocation& call);
Value after(const Invocation& call);
Value same_as(const Invocation& call);
Value same_or_before(const Invocation& call);
Value same_or_after(const Invocation& call);
Value includes(const Invocation& call);
Value included_in(const Invocation& call);
Value properly_includes(const Invocation& call);
Value properly_included_in(const Invocation& call);
Value contains(const Invocation& call);           ///< (interval, point); sees nulls
Value in(const Invocation& call);                 ///< (point, interval); sees nulls
Value properly_contains(const Invocation& call);  ///< (interval, point)
Value properly_in(const Invocation& call);        ///< (point, interval)
Value meets(const Invocation& call);
Value meets_before(const Invocation& call);
Value meets_after(const Invocation& call);
Value overlaps(const Invocation& call);
Value overlaps_before(const Invocation& call);
Value overlaps_after(const Invocation& call);
Value starts(const Invocation& call);
Value ends(const Invocation& call);

// interval_sets.cpp: parts and sizes of an interval, and intervals made of intervals
Value start(const Invocation& call);
Value end(const Invocation& call);
Value width(const Invocation& call);
Value size(const Invocation& call);
Value point_from(const Invocation& call);
Value united(const Invocation& call);
Value intersected(const Invocation& call);
Value excepted(const Invocation& call);

// interval_collapse.cpp, interval_expand.cpp: lists of intervals; all see nulls
Value collapse(const Invocation& call);
Value expand(const Invocation& call);         ///< List<Interval<T>> → List<Interval<T>>
Value expand_points(const Invocation& call);  ///< Interval<T> → List<T>

}  // namespace palpate::cql::interval
