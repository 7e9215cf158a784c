#include "cql/operators/interval_lists.hpp"

#include <algorithm>

#include "cql/operators/numbers.hpp"
#include "cql/operators/time_units.hpp"

namespace palpate::cql::interval {
namespace {

/// Calls `visit` with every bound that has a value.
template <typename Visitor>
void for_each_bound(const std::vector<Extent>& extents, Visitor visit) {
  for (const Extent& extent : extents) {
    if (!extent.low.is_null()) visit(extent.low);
    if (!extent.high.is_null()) visit(extent.high);
  }
}

Decimal decimal_step(std::uint8_t scale) {
  std::uint64_t words = 1;
  for (int at = scale; at < Decimal::max_scale; ++at) words *= 10;
  return Decimal::from_words(0, words, scale);
}

Per coarsest_temporal(const std::vector<Extent>& extents, Type::Kind kind) {
  Per per;
  per.unit = finest_precision(kind);
  for_each_bound(extents, [&per](const Value& bound) {
    per.unit = std::min(per.unit, bound.as_temporal().precision);
  });
  return per;
}

Per coarsest_number(const std::vector<Extent>& extents, Type::Kind kind) {
  Per per;
  std::uint8_t scale = kind == Type::Kind::decimal || kind == Type::Kind::quantity
                           ? std::uint8_t{Decimal::max_scale}
                           : std::uint8_t{0};
  for_each_bound(extents, [&](const Value& bound) {
    if (bound.is(Value::Kind::decimal) || bound.is(Value::Kind::quantity)) {
      scale = std::min(scale, bound.as_decimal().scale());
    }
    if (bound.is(Value::Kind::quantity) && per.measure == nullptr) per.measure = &bound.unit();
  });
  per.number = decimal_step(scale);
  return per;
}

std::optional<Per> refused(const Invocation& call, std::string_view reason) {
  call.session.fail(reason);
  return std::nullopt;
}

std::optional<Per> temporal_per(const Invocation& call, Type::Kind kind, const Value& quantity) {
  const auto unit = time_unit(quantity.unit());
  if (!unit) return refused(call, "'per' needs a calendar unit of time for dates and times");
  const auto count = quantity.as_decimal().truncate().to_int64();
  if (!count || *count < 1) return refused(call, "'per' needs a positive whole number of units");
  if (kind == Type::Kind::time && !has_unit(kind, *unit)) {
    return refused(call, "'per' needs a unit of an hour or less for times");
  }
  Per per;
  per.unit = *unit;
  per.count = *count;
  per.given = true;
  return per;
}

std::optional<Per> number_per(const Invocation& call, Type::Kind kind, const Value& quantity) {
  Per per;
  per.number = quantity.as_decimal();
  per.measure = &quantity.unit();
  per.given = true;
  if (per.number.is_negative() || per.number.is_zero()) {
    return refused(call, "'per' needs a positive number");
  }
  if (kind != Type::Kind::quantity && !per.measure->is_one()) {
    return refused(call, "'per' needs a number without a unit for intervals of numbers");
  }
  return per;
}

}  // namespace

Extent extent_of(const Value::IntervalData& interval) {
  Extent extent;
  extent.point = point_type(interval);
  extent.low_known = !interval.low.is_null() || interval.low_closed;
  extent.high_known = !interval.high.is_null() || interval.high_closed;
  if (!interval.low.is_null()) extent.low = start_of(interval);
  if (!interval.high.is_null()) extent.high = end_of(interval);
  return extent;
}

std::vector<Extent> extents_of(std::span<const Value> items) {
  std::vector<Extent> extents;
  for (const Value& item : items) {
    if (item.is_null()) continue;
    const Extent extent = extent_of(item.as_interval());
    if (extent.low_known || extent.high_known) extents.push_back(extent);
  }
  return extents;
}

Type::Kind point_type_of(const std::vector<Extent>& extents) {
  for (const Extent& extent : extents) {
    if (extent.point != Type::Kind::any) return extent.point;
  }
  return Type::Kind::any;
}

std::optional<Per> per_of(const Invocation& call, const std::vector<Extent>& extents) {
  const Type::Kind kind = point_type_of(extents);
  const bool temporal = is_temporal(kind);
  if (call.operands.size() > 1 && !call.operands[1].is_null()) {
    const Value& quantity = call.operands[1];
    return temporal ? temporal_per(call, kind, quantity) : number_per(call, kind, quantity);
  }
  if (call.precision == Precision::none) {
    return temporal ? coarsest_temporal(extents, kind) : coarsest_number(extents, kind);
  }
  if (!temporal) return refused(call, "'per' needs a number for intervals of numbers");
  return temporal_per(
      call, kind,
      Value::quantity(Decimal::from_integer(1), *calendar_unit(to_string(call.precision))));
}

}  // namespace palpate::cql::interval
