// Interval operators: https://cql.hl7.org/09-b-cqlreference.html#interval-operators-3
#include "cql/operators/interval.hpp"

#include "cql/operators/table.hpp"

namespace palpate::cql {
namespace {

namespace fn = interval;
constexpr auto null_in = NullRule::propagates;
constexpr auto reads = NullRule::reads_null;

constexpr std::string_view two_intervals = "Interval<T>, Interval<T> -> Boolean";
constexpr std::string_view interval_point = "Interval<T>, T -> Boolean";
constexpr std::string_view point_interval = "T, Interval<T> -> Boolean";

/// A relation that takes "day of" and the like.
constexpr OverloadDeclaration relation(std::string_view name, std::string_view signature,
                                       OperatorFunction function, std::string_view anchor,
                                       NullRule nulls = null_in) {
  return {name, signature, nulls, function, true, anchor, true};
}

// Of two overloads that fit equally well the earlier one is meant. `x in null` is false and so is
// `null contains x`; `null includes x` is null as long as x may be an interval.
constexpr OverloadDeclaration declarations[] = {
    relation("After", two_intervals, fn::after, "after-1"),
    relation("After", point_interval, fn::after, "after-1"),
    relation("After", interval_point, fn::after, "after-1"),
    relation("Before", two_intervals, fn::before, "before-1"),
    relation("Before", point_interval, fn::before, "before-1"),
    relation("Before", interval_point, fn::before, "before-1"),
    {"Collapse", "List<Interval<T>> -> List<Interval<T>>", reads, fn::collapse, true, "collapse",
     true},
    {"Collapse", "List<Interval<T>>, Quantity -> List<Interval<T>>", reads, fn::collapse, true,
     "collapse"},
    relation("Contains", interval_point, fn::contains, "contains", reads),
    {"End", "Interval<T> -> T", null_in, fn::end, true, "end"},
    relation("Ends", two_intervals, fn::ends, "ends"),
    {"Except", "Interval<T>, Interval<T> -> Interval<T>", null_in, fn::excepted, true, "except"},
    {"Expand", "List<Interval<T>> -> List<Interval<T>>", reads, fn::expand, true, "expand", true},
    {"Expand", "List<Interval<T>>, Quantity -> List<Interval<T>>", reads, fn::expand, true,
     "expand"},
    {"Expand", "Interval<T> -> List<T>", reads, fn::expand_points, true, "expand", true},
    {"Expand", "Interval<T>, Quantity -> List<T>", reads, fn::expand_points, true, "expand"},
    relation("In", point_interval, fn::in, "in", reads),
    relation("IncludedIn", two_intervals, fn::included_in, "included-in"),
    relation("IncludedIn", point_interval, fn::in, "included-in", reads),
    relation("Includes", two_intervals, fn::includes, "includes"),
    relation("Includes", interval_point, fn::contains, "includes", reads),
    {"Intersect", "Interval<T>, Interval<T> -> Interval<T>", null_in, fn::intersected, true,
     "intersect"},
    relation("Meets", two_intervals, fn::meets, "meets"),
    relation("MeetsAfter", two_intervals, fn::meets_after, "meets"),
    relation("MeetsBefore", two_intervals, fn::meets_before, "meets"),
    relation("Overlaps", two_intervals, fn::overlaps, "overlaps"),
    relation("OverlapsAfter", two_intervals, fn::overlaps_after, "overlaps"),
    relation("OverlapsBefore", two_intervals, fn::overlaps_before, "overlaps"),
    {"PointFrom", "Interval<T> -> T", null_in, fn::point_from, true, "point-from"},
    relation("ProperContains", interval_point, fn::properly_contains, "properly-includes"),
    relation("ProperIn", point_interval, fn::properly_in, "properly-included-in"),
    relation("ProperIncludedIn", two_intervals, fn::properly_included_in, "properly-included-in"),
    relation("ProperIncludedIn", point_interval, fn::properly_in, "properly-included-in"),
    relation("ProperIncludes", two_intervals, fn::properly_includes, "properly-includes"),
    relation("ProperIncludes", interval_point, fn::properly_contains, "properly-includes"),
    relation("SameAs", two_intervals, fn::same_as, "same-as-2"),
    relation("SameOrAfter", two_intervals, fn::same_or_after, "same-or-after-2"),
    relation("SameOrAfter", point_interval, fn::same_or_after, "same-or-after-2"),
    relation("SameOrAfter", interval_point, fn::same_or_after, "same-or-after-2"),
    relation("SameOrBefore", two_intervals, fn::same_or_before, "same-or-before-2"),
    relation("SameOrBefore", point_interval, fn::same_or_before, "same-or-before-2"),
    relation("SameOrBefore", interval_point, fn::same_or_before, "same-or-before-2"),
    {"Size", "Interval<Integer> -> Integer", null_in, fn::size, true, "size"},
    {"Size", "Interval<Long> -> Long", null_in, fn::size, true, "size"},
    {"Size", "Interval<Decimal> -> Decimal", null_in, fn::size, true, "size"},
    {"Size", "Interval<Quantity> -> Quantity", null_in, fn::size, true, "size"},
    {"Start", "Interval<T> -> T", null_in, fn::start, true, "start"},
    relation("Starts", two_intervals, fn::starts, "starts"),
    {"Union", "Interval<T>, Interval<T> -> Interval<T>", null_in, fn::united, true, "union"},
    {"Width", "Interval<Integer> -> Integer", null_in, fn::width, true, "width"},
    {"Width", "Interval<Long> -> Long", null_in, fn::width, true, "width"},
    {"Width", "Interval<Decimal> -> Decimal", null_in, fn::width, true, "width"},
    {"Width", "Interval<Quantity> -> Quantity", null_in, fn::width, true, "width"},
};

}  // namespace

std::span<const OverloadDeclaration> interval_operators() { return declarations; }

}  // namespace palpate::cql
