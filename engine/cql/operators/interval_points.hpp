#pragma once

#include <cstdint>
#include <optional>

#include "cql/operators/kleene.hpp"
#include "value/bounds.hpp"
#include "value/compare.hpp"
#include "value/value.hpp"

/// Where an interval starts and ends, with everything that CQL leaves open about it, and how such
/// places compare. All interval operators are written over this and nothing else.
///
/// A bound is a range [least, greatest] of places because an open null bound is unknown: in
/// Interval[5, null) the end lies anywhere from 5 up. A closed null bound is the end of the point
/// type's range, which is kept as a symbol: the smallest quantity has no unit to be written in.
namespace palpate::cql {

/// Type of the points: of the bound that is there, else as declared; any when unknown.
Type::Kind point_type(const Value::IntervalData& interval);
Type::Kind type_of(const Value& point);

struct Comparison {
  CompareContext context;
  Precision precision = Precision::none;
};

/// One place. `steps` counts successors (or, negative, predecessors) from `value`: an open bound
/// compares by the value written and falls back to its neighbour only where that decides.
struct Place {
  enum class Kind : std::int8_t { lowest = -1, inner = 0, highest = 1 };
  Kind kind = Kind::inner;
  std::int8_t steps = 0;
  Value value;  ///< of inner

  /// `value` with its steps taken; null when it leaves the range.
  Value resolved() const;
};

/// A place known to lie within [least, greatest].
struct Bound {
  Place least;
  Place greatest;
};

struct Bounds {
  Bound start;
  Bound end;
};

/// How to read closed null bounds of an interval whose point type is not known (Interval[null,
/// null] of nothing else): it has no minimum to compare with, yet it includes every interval.
enum class Untyped : std::uint8_t { unknown, widest };

/// Of an interval; a point is the interval from itself to itself.
Bounds bounds_of(const Value& value, Untyped untyped = Untyped::unknown);

Truth less(const Bound& a, const Bound& b, const Comparison& comparison);
Truth less_or_equal(const Bound& a, const Bound& b, const Comparison& comparison);
Truth same(const Bound& a, const Bound& b, const Comparison& comparison);
/// True when `b` is the very next place after `a`, at the precision of the comparison.
Truth follows(const Bound& a, const Bound& b, const Comparison& comparison);

Truth overlaps(const Bounds& a, const Bounds& b, const Comparison& comparison);
Truth meets(const Bounds& a, const Bounds& b, const Comparison& comparison);
Truth includes(const Bounds& a, const Bounds& b, const Comparison& comparison);

/// To `precision` (Date, DateTime, Time); as it is when that is no coarser.
Value truncated_to(const Value& point, Precision precision);
bool is_temporal(Type::Kind kind);
/// The finest precision of a type: day for Date, millisecond for DateTime and Time.
Precision finest_precision(Type::Kind kind);
/// A value of type `kind`, one of Date, DateTime and Time.
Value temporal_value(Type::Kind kind, const Temporal& value);

}  // namespace palpate::cql
