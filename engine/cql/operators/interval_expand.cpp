// expand: the intervals of size `per` that fit into an interval, or their starting points.
// External interface: interval.hpp.
#include <algorithm>

#include "base/limits.hpp"
#include "cql/operators/interval.hpp"
#include "cql/operators/interval_lists.hpp"
#include "cql/operators/numbers.hpp"
#include "cql/operators/time_units.hpp"

namespace palpate::cql::interval {
namespace {

struct Piece {
  Value low;
  Value high;
};

class Expander {
 public:
  Expander(const Invocation& call, const Per& per) : call_(call), per_(per) {}

  /// Appends; an interval without a known start or end contributes nothing.
  void expand(const Extent& extent) {
    if (extent.low.is_null() || extent.high.is_null()) return;
    if (is_temporal(extent.point)) {
      expand_time(extent);
    } else if (extent.point == Type::Kind::quantity) {
      expand_quantity(extent);
    } else {
      const auto low = exact(extent.low);
      const auto high = exact(extent.high);
      if (low && high) expand_number(*low, *high, per_.number, extent);
    }
  }

  /// As a set in ascending order: intervals that overlap contribute common pieces.
  void sort() {
    const CompareContext context = call_.session.compare_context();
    const auto compare = [&context](const Piece& a, const Piece& b) {
      return order(a.low, b.low, context).value_or(0);
    };
    std::stable_sort(pieces_.begin(), pieces_.end(),
                     [&compare](const Piece& a, const Piece& b) { return compare(a, b) < 0; });
    const auto same = [&context](const Piece& a, const Piece& b) {
      return equal(a.low, b.low, context) == std::optional(true) &&
             equal(a.high, b.high, context) == std::optional(true);
    };
    pieces_.erase(std::unique(pieces_.begin(), pieces_.end(), same), pieces_.end());
  }

  const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  bool add(const Value& low, const Value& high) {
    if (pieces_.size() >= limits::cql_list_length) {
      call_.session.fail("'expand' makes a list that is too long");
      return false;
    }
    pieces_.push_back({low, high});
    return true;
  }

  void expand_quantity(const Extent& extent) {
    const Unit& unit = extent.low.unit();
    const auto high = convert(extent.high.as_decimal(), extent.high.unit(), unit);
    const auto step = convert(per_.number, *per_.measure, unit);
    if (!high || !step) {
      call_.session.fail("'per' is of another dimension than the interval");
      return;
    }
    expand_number(extent.low.as_decimal(), *high, *step, extent);
  }

  /// Bounds finer than the step are cut to its precision. Bounds that are whole numbers are no
  /// finer than 1: with a step of 0.1 the point 10 reaches from 10.0 to 10.9.
  void expand_number(const Decimal& from, const Decimal& to, const Decimal& step,
                     const Extent& extent) {
    const int scale = step.significant_scale();
    Decimal granule = Decimal::from_integer(1);
    for (int at = 0; at < scale; ++at) {
      granule = *Decimal::divide(granule, Decimal::from_integer(10));
    }
    const bool whole =
        extent.point == Type::Kind::integer || extent.point == Type::Kind::long_integer;
    const Decimal reach = *Decimal::subtract(step, granule);
    const auto last = whole
                          ? Decimal::add(to, *Decimal::subtract(Decimal::from_integer(1), granule))
                          : std::optional(to.truncate_to(scale));
    auto low = std::optional(whole ? from : from.truncate_to(scale));
    while (low && last) {
      const auto high = Decimal::add(*low, reach);
      if (!high || *high > *last) return;
      if (!add(number(*low, scale, extent), number(*high, scale, extent))) return;
      low = Decimal::add(*low, step);
    }
  }

  static Value number(const Decimal& value, int scale, const Extent& extent) {
    const Decimal scaled = value.with_scale(static_cast<std::uint8_t>(scale));
    switch (extent.point) {
      case Type::Kind::quantity:
        return Value::quantity(scaled, extent.low.unit());
      case Type::Kind::integer:
      case Type::Kind::long_integer:
        return scale == 0 ? whole_number(value, extent.point) : Value::decimal(scaled);
      default:
        return Value::decimal(scaled);
    }
  }

  static Value whole_number(const Decimal& value, Type::Kind kind) {
    const auto number = value.to_int64();
    return number ? whole_value(Uncertain{*number, *number}, kind) : Value();
  }

  /// Dates and times are cut to the unit; those less precise than it contribute nothing.
  void expand_time(const Extent& extent) {
    const Precision precision = per_.unit == Precision::week ? Precision::day : per_.unit;
    const Value last = truncated_to(extent.high, precision);
    Value low = truncated_to(extent.low, precision);
    if (last.as_temporal().precision != precision || low.as_temporal().precision != precision) {
      return;
    }
    const auto period = whole_period(Decimal::from_integer(per_.count), per_.unit);
    if (!period) return;
    while (!low.is_null()) {
      const Value high = later(low, {period->count - 1, period->unit}, extent.point);
      if (high.is_null() || !reaches(high, last)) return;
      if (!add(low, high)) return;
      low = later(low, *period, extent.point);
    }
  }

  bool reaches(const Value& high, const Value& last) const {
    const auto result = order(high, last, call_.session.compare_context());
    return result && *result <= 0;
  }

  /// Null past the end of the range, which for a Time is midnight.
  static Value later(const Value& point, const Period& period, Type::Kind kind) {
    const Temporal from = point.as_temporal();
    const auto to = moved(from, kind, period);
    if (!to) return Value();
    const bool wrapped =
        kind == Type::Kind::time && (period.count >= day_of(period.unit) ||
                                     compare(*to, from, Precision::none, 0).value_or(-1) < 0);
    return wrapped ? Value() : temporal_value(kind, *to);
  }

  static std::int64_t day_of(Precision unit) {
    switch (unit) {
      case Precision::hour:
        return 24;
      case Precision::minute:
        return 24 * 60;
      case Precision::second:
        return 24 * 60 * 60;
      default:
        return 24 * 60 * 60 * 1000;
    }
  }

  const Invocation& call_;
  const Per& per_;
  std::vector<Piece> pieces_;
};

}  // namespace

Value expand(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  const std::vector<Extent> extents = extents_of(call.operands[0].items());
  if (extents.empty()) return make_list({}, call.session.arena());
  const auto per = per_of(call, extents);
  if (!per) return Value();
  Expander expander(call, *per);
  for (const Extent& extent : extents) {
    if (!call.session.failed()) expander.expand(extent);
  }
  if (extents.size() > 1) expander.sort();
  std::vector<Value> items;
  for (const Piece& piece : expander.pieces()) {
    items.push_back(make_interval({piece.low, piece.high, true, true, type_of(piece.low)},
                                  call.session.arena()));
  }
  return make_list(items, call.session.arena());
}

Value expand_points(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  const std::vector<Extent> extents = extents_of(call.operands.first(1));
  if (extents.empty()) return make_list({}, call.session.arena());
  const auto per = per_of(call, extents);
  if (!per) return Value();
  Expander expander(call, *per);
  expander.expand(extents.front());
  std::vector<Value> items;
  for (const Piece& piece : expander.pieces()) items.push_back(piece.low);
  return make_list(items, call.session.arena());
}

}  // namespace palpate::cql::interval
