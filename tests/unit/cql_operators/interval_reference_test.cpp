// Interval operators against brute force over points: all intervals of Integers with bounds from 1
// to 4 or null, open and closed. An unknown bound (null and open) is tried at every place that it
// may stand; an operator may answer only what all of them agree on.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <set>

#include "invoke.hpp"
#include "value/bounds.hpp"

namespace palpate::cql {
namespace {

using Truth = std::optional<bool>;
constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int32_t>::max();
/// Everything that can matter beside bounds from 1 to 4, and the ends of the range.
const std::vector<std::int64_t> points = {lowest, 0, 1, 2, 3, 4, 5, highest};

struct Written {
  std::optional<std::int32_t> low;
  std::optional<std::int32_t> high;
  bool low_closed = true;
  bool high_closed = true;
  bool known() const { return (low || low_closed) && (high || high_closed); }
};

/// From its first point to its last.
struct Concrete {
  std::int64_t start;
  std::int64_t end;
  bool holds(std::int64_t point) const { return start <= point && point <= end; }
};

std::string text(const Written& interval) {
  const auto bound = [](const std::optional<std::int32_t>& value) {
    return value ? std::to_string(*value) : std::string("null");
  };
  return (interval.low_closed ? "[" : "(") + bound(interval.low) + ", " + bound(interval.high) +
         (interval.high_closed ? "]" : ")");
}

std::vector<std::int64_t> places(const std::optional<std::int32_t>& bound, bool closed, int inward,
                                 std::int64_t extreme) {
  if (bound) return {closed ? *bound : std::int64_t{*bound} + inward};
  return closed ? std::vector<std::int64_t>{extreme} : points;
}

std::vector<Concrete> meanings(const Written& interval) {
  std::vector<Concrete> found;
  for (const std::int64_t start : places(interval.low, interval.low_closed, 1, lowest)) {
    for (const std::int64_t end : places(interval.high, interval.high_closed, -1, highest)) {
      if (start <= end) found.push_back({start, end});
    }
  }
  return found;
}

/// Those that hold a point at all; one like Interval(1, 2) of Integers starts after its end.
std::vector<Written> all_intervals() {
  std::vector<std::optional<std::int32_t>> bounds = {std::nullopt, 1, 2, 3, 4};
  std::vector<Written> all;
  for (const auto& low : bounds) {
    for (const auto& high : bounds) {
      for (const bool low_closed : {true, false}) {
        for (const bool high_closed : {true, false}) {
          const Written interval{low, high, low_closed, high_closed};
          const bool in_order =
              !low || !high || *low < *high || (*low == *high && low_closed && high_closed);
          if (in_order && !meanings(interval).empty()) all.push_back(interval);
        }
      }
    }
  }
  return all;
}

bool every_point(const std::function<bool(std::int64_t)>& test) {
  return std::all_of(points.begin(), points.end(), test);
}
bool some_point(const std::function<bool(std::int64_t)>& test) {
  return std::any_of(points.begin(), points.end(), test);
}

bool includes(const Concrete& a, const Concrete& b) {
  return every_point([&](std::int64_t p) { return !b.holds(p) || a.holds(p); });
}
bool overlaps(const Concrete& a, const Concrete& b) {
  return some_point([&](std::int64_t p) { return a.holds(p) && b.holds(p); });
}
bool before(const Concrete& a, const Concrete& b) {
  return every_point([&](std::int64_t p) {
    return every_point([&](std::int64_t q) { return !a.holds(p) || !b.holds(q) || p < q; });
  });
}
bool meets_before(const Concrete& a, const Concrete& b) { return a.end + 1 == b.start; }
bool same(const Concrete& a, const Concrete& b) { return includes(a, b) && includes(b, a); }

struct Relation {
  const char* name;
  bool (*holds)(const Concrete&, const Concrete&);
};

const Relation relations[] = {
    {"Before", before},
    {"After", [](const Concrete& a, const Concrete& b) { return before(b, a); }},
    {"Meets",
     [](const Concrete& a, const Concrete& b) { return meets_before(a, b) || meets_before(b, a); }},
    {"MeetsBefore", meets_before},
    {"MeetsAfter", [](const Concrete& a, const Concrete& b) { return meets_before(b, a); }},
    {"Overlaps", overlaps},
    {"OverlapsBefore",
     [](const Concrete& a, const Concrete& b) { return overlaps(a, b) && a.start < b.start; }},
    {"OverlapsAfter",
     [](const Concrete& a, const Concrete& b) { return overlaps(a, b) && a.end > b.end; }},
    {"Starts",
     [](const Concrete& a, const Concrete& b) { return a.start == b.start && a.end <= b.end; }},
    {"Ends",
     [](const Concrete& a, const Concrete& b) { return a.end == b.end && a.start >= b.start; }},
    {"Includes", includes},
    {"IncludedIn", [](const Concrete& a, const Concrete& b) { return includes(b, a); }},
    {"ProperIncludes",
     [](const Concrete& a, const Concrete& b) { return includes(a, b) && !same(a, b); }},
    {"ProperIncludedIn",
     [](const Concrete& a, const Concrete& b) { return includes(b, a) && !same(a, b); }},
    {"SameAs", same},
    {"SameOrBefore", [](const Concrete& a, const Concrete& b) { return a.end <= b.start; }},
    {"SameOrAfter", [](const Concrete& a, const Concrete& b) { return a.start >= b.end; }}};

/// What all meanings agree on.
Truth agreed(const Relation& relation, const Written& a, const Written& b) {
  Truth found;
  for (const Concrete& x : meanings(a)) {
    for (const Concrete& y : meanings(b)) {
      const bool holds = relation.holds(x, y);
      if (found && *found != holds) return std::nullopt;
      found = holds;
    }
  }
  return found;
}

Truth truth_of(const Value& value) {
  if (value.is_null()) return std::nullopt;
  return value.as_boolean();
}

class IntervalReference : public OperatorTest {
 protected:
  Value value_of(const Written& interval) {
    Value::IntervalData data;
    if (interval.low) data.low = Value::integer(*interval.low);
    if (interval.high) data.high = Value::integer(*interval.high);
    data.low_closed = interval.low_closed;
    data.high_closed = interval.high_closed;
    data.point = Type::Kind::integer;
    return make_interval(data, arena_);
  }

  Value between(std::int64_t start, std::int64_t end) {
    Value::IntervalData data;
    data.low = Value::integer(static_cast<std::int32_t>(start));
    data.high = Value::integer(static_cast<std::int32_t>(end));
    data.point = Type::Kind::integer;
    return make_interval(data, arena_);
  }

  static constexpr const char* two = "Interval<T>, Interval<T> -> Boolean";
  static constexpr const char* set = "Interval<T>, Interval<T> -> Interval<T>";
};

TEST_F(IntervalReference, RelationsOfTwoIntervals) {
  const auto all = all_intervals();
  int known = 0;
  for (const Relation& relation : relations) {
    for (const Written& a : all) {
      for (const Written& b : all) {
        const Truth actual = truth_of(call(relation.name, two, {value_of(a), value_of(b)}));
        const Truth expected = agreed(relation, a, b);
        known += actual ? 1 : 0;
        const bool exact = a.known() && b.known();
        EXPECT_TRUE(actual == expected || (!exact && !actual))
            << text(a) << ' ' << relation.name << ' ' << text(b) << ": got "
            << (actual ? (*actual ? "true" : "false") : "null");
      }
    }
  }
  EXPECT_GT(known, 20000);
}

TEST_F(IntervalReference, RelationsOfAnIntervalAndAPoint) {
  for (const Written& a : all_intervals()) {
    for (std::int32_t p = 0; p <= 5; ++p) {
      const Relation contains{
          "Contains", [](const Concrete& x, const Concrete& y) { return x.holds(y.start); }};
      const Relation properly{"ProperContains", [](const Concrete& x, const Concrete& y) {
                                return x.start < y.start && y.start < x.end;
                              }};
      const Written point{p, p, true, true};
      const Value range = value_of(a);
      for (const auto& [relation, inverse] :
           {std::pair(contains, "In"), std::pair(properly, "ProperIn")}) {
        const Truth forward =
            truth_of(call(relation.name, "Interval<T>, T -> Boolean", {range, Value::integer(p)}));
        const Truth backward =
            truth_of(call(inverse, "T, Interval<T> -> Boolean", {Value::integer(p), range}));
        const Truth expected = agreed(relation, a, point);
        EXPECT_TRUE(forward == expected || (!a.known() && !forward))
            << text(a) << ' ' << relation.name << ' ' << p;
        EXPECT_EQ(forward, backward) << p << ' ' << inverse << ' ' << text(a);
      }
    }
  }
}

TEST_F(IntervalReference, SetsOfPoints) {
  for (const Written& a : all_intervals()) {
    for (const Written& b : all_intervals()) {
      if (!a.known() || !b.known()) continue;
      const Concrete x = meanings(a).front();
      const Concrete y = meanings(b).front();
      const std::string both = text(a) + " and " + text(b);
      const bool joined = overlaps(x, y) || meets_before(x, y) || meets_before(y, x);
      const Value united = call("Union", set, {value_of(a), value_of(b)});
      const Value shared = call("Intersect", set, {value_of(a), value_of(b)});
      const Value rest = call("Except", set, {value_of(a), value_of(b)});
      EXPECT_EQ(united.is_null(), !joined) << both;
      EXPECT_EQ(shared.is_null(), !overlaps(x, y)) << both;
      const auto same_as = [&](const Value& value, std::int64_t start, std::int64_t end) {
        return truth_of(call("SameAs", two, {value, between(start, end)})) == true;
      };
      if (joined) {
        EXPECT_TRUE(same_as(united, std::min(x.start, y.start), std::max(x.end, y.end))) << both;
      }
      if (overlaps(x, y)) {
        EXPECT_TRUE(same_as(shared, std::max(x.start, y.start), std::min(x.end, y.end))) << both;
      }
      const bool left = x.start < y.start;
      const bool right = x.end > y.end;
      if (!overlaps(x, y)) {
        EXPECT_TRUE(same_as(rest, x.start, x.end)) << both;
      } else if (left != right) {
        EXPECT_TRUE(left ? same_as(rest, x.start, y.start - 1) : same_as(rest, y.end + 1, x.end))
            << both;
      } else {
        EXPECT_TRUE(rest.is_null()) << both;
      }
    }
  }
}

TEST_F(IntervalReference, WidthAndSize) {
  for (const Written& a : all_intervals()) {
    const Value width = call("Width", "Interval<Integer> -> Integer", {value_of(a)});
    const Value size = call("Size", "Interval<Integer> -> Integer", {value_of(a)});
    if (!a.known()) {
      EXPECT_FALSE(width.is(Value::Kind::integer)) << text(a);
      continue;
    }
    const Concrete x = meanings(a).front();
    if (x.end - x.start >= highest) continue;  // no Integer
    EXPECT_TRUE(is(width, Value::integer(static_cast<std::int32_t>(x.end - x.start)))) << text(a);
    EXPECT_TRUE(is(size, Value::integer(static_cast<std::int32_t>(x.end - x.start + 1))))
        << text(a);
  }
}

TEST_F(IntervalReference, CollapseCoversTheSamePointsWithoutTouching) {
  std::vector<Written> some;
  for (const Written& a : all_intervals()) {
    if (a.known() && a.low && a.high) some.push_back(a);
  }
  for (const Written& a : some) {
    for (const Written& b : some) {
      for (const Written& c : some) {
        const Value result = call("Collapse", "List<Interval<T>> -> List<Interval<T>>",
                                  {list({value_of(a), value_of(b), value_of(c)})});
        std::set<std::int64_t> expected;
        for (const Written& each : {a, b, c}) {
          const Concrete x = meanings(each).front();
          for (std::int64_t p = x.start; p <= x.end; ++p) expected.insert(p);
        }
        std::set<std::int64_t> covered;
        std::int64_t previous = lowest;
        for (const Value& item : result.items()) {
          const std::int64_t start = start_of(item.as_interval()).as_long();
          const std::int64_t end = end_of(item.as_interval()).as_long();
          EXPECT_GT(start, previous + 1) << text(a) << text(b) << text(c);
          for (std::int64_t p = start; p <= end; ++p) covered.insert(p);
          previous = end;
        }
        EXPECT_EQ(covered, expected) << text(a) << text(b) << text(c);
      }
    }
  }
}

}  // namespace
}  // namespace palpate::cql
