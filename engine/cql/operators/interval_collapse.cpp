// collapse: the fewest intervals that cover what a list of intervals covers. Sorts by start, then
// joins neighbours; where imprecise bounds leave either open, the answer is null.
// External interface: interval.hpp.
#include <algorithm>

#include "cql/operators/interval.hpp"
#include "cql/operators/interval_lists.hpp"
#include "cql/operators/numbers.hpp"

namespace palpate::cql::interval {
namespace {

class Collapser {
 public:
  Collapser(const CompareContext& context, const Per& per, Type::Kind point)
      : context_(context), per_(per), point_(point) {
    precision_ = per.unit == Precision::week ? Precision::day : per.unit;
  }

  /// nullopt: undecided.
  std::optional<std::vector<Extent>> collapse(std::vector<Extent> extents) const {
    std::stable_sort(extents.begin(), extents.end(), [this](const Extent& a, const Extent& b) {
      return is_certainly_not(start_not_after(b, a));
    });
    std::vector<Extent> result;
    for (const Extent& next : extents) {
      if (result.empty()) {
        result.push_back(next);
        continue;
      }
      if (!is_certainly(start_not_after(result.back(), next))) return std::nullopt;
      const Truth together = joined(result.back(), next);
      if (!together) return std::nullopt;
      if (!*together) {
        result.push_back(next);
      } else if (!extend(result.back(), next)) {
        return std::nullopt;
      }
    }
    return result;
  }

 private:
  /// a ≤ b, at the precision of `per` where their own leaves it open.
  Truth not_after(const Value& a, const Value& b) const {
    auto result = order(a, b, context_);
    if (!result && precision_ != Precision::none) result = order(a, b, context_, precision_);
    return result ? Truth(*result <= 0) : std::nullopt;
  }

  Truth start_not_after(const Extent& a, const Extent& b) const {
    if (a.low.is_null()) return true;
    if (b.low.is_null()) return false;
    return not_after(a.low, b.low);
  }

  Truth joined(const Extent& a, const Extent& b) const {
    if (a.high.is_null() || b.low.is_null()) return true;
    return is_temporal(point_) ? near_in_time(a.high, b.low) : near_in_number(a.high, b.low);
  }

  Truth near_in_time(const Value& end, const Value& start) const {
    const auto gap = difference_between(end.as_temporal(), start.as_temporal(), per_.unit,
                                        context_.default_offset);
    if (!gap) return std::nullopt;
    if (gap->high <= per_.count) return true;
    return gap->low > per_.count ? Truth(false) : std::nullopt;
  }

  Truth near_in_number(const Value& end, const Value& start) const {
    const Truth overlap = not_after(start, end);
    if (!overlap || *overlap) return overlap;
    // Without `per`, intervals are joined when they meet.
    if (!per_.given) return not_after(start, successor_of(end));
    const Value gap = subtract(start, end, point_);
    if (gap.is_null()) return point_ == Type::Kind::quantity ? Truth() : Truth(false);
    if (point_ != Type::Kind::quantity) return Truth(*exact(gap) <= per_.number);
    return less_or_equal(gap, Value::quantity(per_.number, *per_.measure), context_);
  }

  bool extend(Extent& extent, const Extent& by) const {
    if (extent.high.is_null()) return true;
    if (by.high.is_null()) {
      extent.high = Value();
      return true;
    }
    const Truth inside = not_after(by.high, extent.high);
    if (is_certainly_not(inside)) extent.high = by.high;
    return inside.has_value();
  }

  CompareContext context_;
  const Per& per_;
  Type::Kind point_;
  Precision precision_ = Precision::none;
};

bool is_known(const Extent& extent) { return extent.low_known && extent.high_known; }

Value as_interval(const Extent& extent, Arena& arena) {
  return make_interval({extent.low, extent.high, extent.low_known, extent.high_known, extent.point},
                       arena);
}

Value as_list(const std::vector<Extent>& extents, Arena& arena) {
  std::vector<Value> items;
  items.reserve(extents.size());
  for (const Extent& extent : extents) items.push_back(as_interval(extent, arena));
  return make_list(items, arena);
}

}  // namespace

Value collapse(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  std::vector<Extent> extents = extents_of(call.operands[0].items());
  if (extents.size() < 2) return as_list(extents, call.session.arena());
  if (!std::all_of(extents.begin(), extents.end(), is_known)) return Value();
  const auto per = per_of(call, extents);
  if (!per) return Value();
  const Collapser collapser(call.session.compare_context(), *per, point_type_of(extents));
  const auto collapsed = collapser.collapse(std::move(extents));
  return collapsed ? as_list(*collapsed, call.session.arena()) : Value();
}

}  // namespace palpate::cql::interval
