#pragma once

#include <optional>
#include <vector>

#include "cql/operators/interval_points.hpp"
#include "cql/program/operation.hpp"

/// What `collapse` and `expand` share: the intervals of their operand and the size of `per`.
namespace palpate::cql::interval {

/// An interval with its start and end as values. A null value is an end of the range (closed
/// null bounds), or unknown where the flag says so.
struct Extent {
  Value low;
  Value high;
  bool low_known = true;
  bool high_known = true;
  Type::Kind point = Type::Kind::any;
};
Extent extent_of(const Value::IntervalData& interval);
/// Of a list's elements, in order; nulls and intervals of which nothing is known are left out.
std::vector<Extent> extents_of(std::span<const Value> items);
/// The first point type that is known; any when none is.
Type::Kind point_type_of(const std::vector<Extent>& extents);

/// The size that values are taken in steps of.
struct Per {
  Precision unit = Precision::none;  ///< of dates and times: so many …
  std::int64_t count = 1;            ///< … units
  Decimal number;                    ///< of numbers
  const Unit* measure = nullptr;     ///< of quantities
  bool given = false;                ///< written, rather than taken from the values
};
/// `per` as written (second operand, or the call's precision), else of the coarsest precision in
/// `extents`. nullopt after a run-time error: not positive, or of another dimension.
std::optional<Per> per_of(const Invocation& call, const std::vector<Extent>& extents);

}  // namespace palpate::cql::interval
