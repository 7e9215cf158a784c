#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "base/limits.hpp"
#include "unit/cql_operators/literal_calls.hpp"

namespace palpate::cql {
namespace {

using Intervals = test::LiteralCalls;

TEST_F(Intervals, BeforeAndAfterCompareEndWithStart) {
  EXPECT_EQ(call("Before", {"Interval[1, 10]", "Interval[11, 20]"}), "true");
  EXPECT_EQ(call("Before", {"Interval[1, 10]", "Interval[10, 20]"}), "false");
  EXPECT_EQ(call("Before", {"9", "Interval[11, 20]"}), "true");
  EXPECT_EQ(call("Before", {"Interval[1, 10]", "8"}), "false");
  EXPECT_EQ(call("After", {"12", "Interval[1, 10]"}), "true");
  EXPECT_EQ(call("After", {"Interval[11.0 'g', 20.0 'g']", "5.0 'g'"}), "true");
  EXPECT_EQ(call("After", {"null", "Interval[1, 10]"}), "null");
}

TEST_F(Intervals, ClosedNullBoundIsTheEndOfTheRange) {
  EXPECT_EQ(call("Contains", {"Interval[null, 5]", "10"}), "false");
  EXPECT_EQ(call("Contains", {"Interval[null, 5]", "-2147483648"}), "true");
  EXPECT_EQ(call("Before", {"Interval[5, null]", "2147483647"}), "false");
  EXPECT_EQ(call("In", {"@2012-01-07T", "Interval[@2012-01-05T, null]"}), "true");
  EXPECT_EQ(call("In", {"1 'mg'", "Interval[null, 10 'g']"}), "true");
  EXPECT_EQ(call("ProperIncludes", {"Interval<Integer>[null, null]", "Interval[1, 10]"}), "true");
  EXPECT_EQ(call("Starts", {"Interval[-2147483648, 3]", "Interval[null, 5]"}), "true");
  EXPECT_EQ(call("MeetsBefore", {"Interval[1, null]", "Interval[5, 10]"}), "false");
}

TEST_F(Intervals, OpenNullBoundIsUnknownWithinItsInterval) {
  EXPECT_EQ(call("Contains", {"Interval(null, 5]", "10"}), "false");
  EXPECT_EQ(call("Contains", {"Interval(null, 5]", "5"}), "true");
  EXPECT_EQ(call("Contains", {"Interval(null, 5]", "3"}), "null");
  EXPECT_EQ(call("Overlaps", {"Interval[5, null)", "Interval[1, 10]"}), "true");
  EXPECT_EQ(call("Overlaps", {"Interval[5, null)", "Interval[8, 10]"}), "null");
  EXPECT_EQ(call("Overlaps", {"Interval[11, null)", "Interval[8, 10]"}), "false");
  EXPECT_EQ(call("Meets", {"Interval(null, 5]", "Interval(null, 15)"}), "null");
  EXPECT_EQ(call("MeetsBefore", {"Interval(null, 5]", "Interval(null, 25]"}), "null");
  EXPECT_EQ(call("MeetsAfter", {"Interval(null, 5]", "Interval[11, null)"}), "false");
  EXPECT_EQ(call("Ends", {"Interval[1, 10]", "Interval(null, null)"}), "null");
}

// The point type Any has no minimum; inclusion is the one relation that does not need it.
TEST_F(Intervals, UntypedNullBoundsAreUnknownButIncludeEverything) {
  EXPECT_EQ(call("Overlaps", {"Interval[null, null]", "Interval[1, 10]"}), "null");
  EXPECT_EQ(call("OverlapsBefore", {"Interval[null, null]", "Interval[1, 10]"}), "null");
  EXPECT_EQ(call("Starts", {"Interval[null, null]", "Interval[1, 10]"}), "null");
  EXPECT_EQ(call("Union", {"Interval[null, null]", "Interval[1, 10]"}), "null");
  EXPECT_EQ(call("Except", {"Interval[null, null]", "Interval[null, null]"}), "null");
  EXPECT_EQ(call("PointFrom", {"Interval[null, null]"}), "null");
  EXPECT_EQ(call("ProperIncludedIn", {"Interval[1, 10]", "Interval[null, null]"}), "true");
  EXPECT_EQ(call("In", {"5", "Interval[null, null]"}), "true");
}

TEST_F(Intervals, OnlyContainmentReadsANullInterval) {
  EXPECT_EQ(call("Contains", {"Interval[1, 10]", "null"}), "null");
  const auto contains = [this](const Value& interval, const Value& point) {
    const OverloadDeclaration* found = nullptr;
    for (const Overload& one : OperatorTable::standard().find("Contains")) {
      if (one.operands[0].is(Type::Kind::interval)) found = one.declaration;
    }
    EXPECT_EQ(found->nulls, NullRule::reads_null);
    const std::vector<Value> operands = {interval, point};
    return to_cql(found->function({operands, Precision::none, session_, Type()}));
  };
  EXPECT_EQ(contains(Value(), Value::integer(5)), "false");
  EXPECT_EQ(contains(Value(), Value()), "null");
}

TEST_F(Intervals, OpenBoundsExcludeTheirValue) {
  EXPECT_EQ(call("Overlaps", {"Interval[4, 10]", "Interval(10, 20]"}), "false");
  EXPECT_EQ(call("Overlaps", {"Interval[4, 11)", "Interval(9, 20]"}), "true");
  EXPECT_EQ(call("Overlaps", {"Interval[4, 10)", "Interval(9, 20]"}), "false");
  EXPECT_EQ(call("OverlapsBefore", {"Interval(3, 10]", "Interval[4, 10]"}), "false");
  EXPECT_EQ(call("OverlapsAfter", {"Interval[4, 11)", "Interval[4, 10)"}), "true");
  EXPECT_EQ(call("Contains", {"Interval(1.0, 2.0)", "1.00000001"}), "true");
  EXPECT_EQ(call("Contains", {"Interval(1.0, 2.0)", "2.0"}), "false");
  EXPECT_EQ(call("Contains", {"Interval(1 'g', 2 'g']", "1000.00000001 'mg'"}), "true");
  EXPECT_EQ(call("Contains", {"Interval[0 'g', 1 'g')", "999.99999999 'mg'"}), "true");
  EXPECT_EQ(call("Starts", {"Interval(1 'g', 2 'g']", "Interval[1000.00000001 'mg', 3 'g']"}),
            "null");
  EXPECT_EQ(call("SameAs", {"Interval(1, 5)", "Interval[2, 4]"}), "true");
}

// The exclusive bound 2014-05 is some day in May: the 20th may lie on either side of it.
TEST_F(Intervals, ImpreciseOpenBoundsStayUnknown) {
  EXPECT_EQ(call("Contains", {"Interval(@2014-05, @2014-12-31]", "@2014-05-20"}), "null");
  EXPECT_EQ(call("Contains", {"Interval(@2014-05, @2014-12-31]", "@2014-06-20"}), "true");
  EXPECT_EQ(call("Contains", {"Interval(@2014-05, @2014-12-31]", "@2014-04-20"}), "false");
  EXPECT_EQ(
      call("Includes", {"Interval(@2014-05, @2014-12-31]", "Interval[@2014-05-20, @2014-06-01]"}),
      "null");
}

TEST_F(Intervals, ImprecisePointsStayUnknown) {
  EXPECT_EQ(call("Overlaps",
                 {"Interval[@2012-02-25T, @2012-03-26T]", "Interval[@2012-01-10T, @2012-02T]"}),
            "null");
  EXPECT_EQ(call("Overlaps", {"Interval[@2012T, @2013-03T]", "Interval[@2012-02T, @2013-02T]"}),
            "true");
  EXPECT_EQ(call("IncludedIn", {"Interval[@2017-09-01T00:00, @2017-09-01T00:00]",
                                "Interval[@2017-09-01T00:00:00.000, @2017-12-30T23:59:59.999]"}),
            "null");
  EXPECT_EQ(call("IncludedIn",
                 {"Interval[@2017-09-01T00:00, @2017-09-01T00:00]",
                  "Interval[@2017-09-01T00:00:00.000, @2017-12-30T23:59:59.999]"},
                 "day"),
            "true");
}

TEST_F(Intervals, UncertainNumbersCompareByTheirRange) {
  const Value about_five = Value::uncertain({4, 6});
  EXPECT_EQ(to_cql(call_values("In", {about_five, value("Interval[0, 10]")})), "true");
  EXPECT_EQ(to_cql(call_values("In", {about_five, value("Interval[0, 3]")})), "false");
  EXPECT_EQ(to_cql(call_values("In", {about_five, value("Interval[0, 5]")})), "null");
}

TEST_F(Intervals, PrecisionLimitsTheComparison) {
  EXPECT_EQ(call("SameOrAfter", {"Interval[@2012-12-01, @2013-12-01]", "@2012-11-15"}, "month"),
            "true");
  EXPECT_EQ(call("SameOrBefore", {"@2012-11-15", "Interval[@2012-10-01, @2013-12-01]"}, "month"),
            "false");
  EXPECT_EQ(
      call("SameOrAfter",
           {"Interval[@T10:00:00.000, @T19:59:59.999]", "Interval[@T08:00:00.000, @T11:59:59.999]"},
           "hour"),
      "false");
  EXPECT_EQ(call("SameOrBefore", {"1.666 'mg'", "Interval[1.666 'mg', 2.50000000 'mg']"}), "true");
  EXPECT_EQ(call("Meets", {"Interval[@2012-01-07T08:00:00.000, @2012-01-14T10:00:00.000]",
                           "Interval[@2012-01-15T20:00:00.000, @2012-01-25T08:00:00.000]"}),
            "false");
  EXPECT_EQ(call("Meets",
                 {"Interval[@2012-01-07T08:00:00.000, @2012-01-14T10:00:00.000]",
                  "Interval[@2012-01-15T20:00:00.000, @2012-01-25T08:00:00.000]"},
                 "day"),
            "true");
}

TEST_F(Intervals, MeetsIsTheNextPoint) {
  EXPECT_EQ(call("Meets", {"Interval[1, 10]", "Interval[11, 20]"}), "true");
  EXPECT_EQ(call("MeetsAfter", {"Interval[55.00000123, 128.0]", "Interval[12.0, 55.00000122]"}),
            "true");
  EXPECT_EQ(call("MeetsBefore", {"Interval[8.01, 15.00000001]", "Interval[15.0, 18.5]"}), "false");
  EXPECT_EQ(call("Meets",
                 {"Interval[@2012-01-07T, @2012-01-14T]", "Interval[@2012-01-15T, @2012-01-25T]"}),
            "true");
  EXPECT_EQ(call("Meets", {"Interval[@T03, @T04]", "Interval[@T05, @T06]"}), "true");
  EXPECT_EQ(call("Meets", {"Interval[@T04:59:59.999, @T09:59:59.999]",
                           "Interval[@T10:12:00.000, @T19:59:59.999]"}),
            "false");
  EXPECT_EQ(call("MeetsBefore", {"Interval[1, 2147483647]", "Interval[2147483647, 2147483647]"}),
            "false");
}

TEST_F(Intervals, ProperPointInclusionIsStrict) {
  EXPECT_EQ(call("ProperIncludes", {"Interval[@T12:00:00.000, @T21:59:59.999]", "@T12:00:00.001"}),
            "true");
  EXPECT_EQ(call("ProperIncludes", {"Interval[@T12:00:00.000, @T21:59:59.999]", "@T12:00:00.000"}),
            "false");
  EXPECT_EQ(call("ProperIncludes", {"Interval[@T12:00:00.001, @T21:59:59.999]", "@T12:00"}),
            "null");
  EXPECT_EQ(call("ProperIncludedIn", {"@T12:00:00", "Interval[@T12:00:00.001, @T21:59:59.999]"},
                 "second"),
            "false");
  EXPECT_EQ(call("ProperIncludes", {"Interval[1, 10]", "Interval[1, 10]"}), "false");
  EXPECT_EQ(call("ProperIncludes", {"Interval[1, 10]", "Interval[4, 10]"}), "true");
}

TEST_F(Intervals, StartAndEnd) {
  EXPECT_EQ(call("Start", {"Interval(1, 5]"}), "2");
  EXPECT_EQ(call("End", {"Interval[1, 5)"}), "4");
  EXPECT_EQ(call("End", {"Interval[1, null]"}), "2147483647");
  EXPECT_EQ(call("End", {"Interval[1, null)"}), "null");
  EXPECT_EQ(call("Start", {"Interval<Date>[null, null]"}), "@0001-01-01");
  EXPECT_EQ(call("End", {"Interval<Date>[null, null]"}), "@9999-12-31");
  EXPECT_EQ(call("Start", {"Interval[null, null]"}), "null");
  EXPECT_EQ(call("End", {"Interval[1.0 'g', 10.0 'g']"}), "10.0 'g'");
}

TEST_F(Intervals, WidthSizeAndPoint) {
  EXPECT_EQ(call("Width", {"Interval[1, 10]"}), "9");
  EXPECT_EQ(call("Width", {"Interval[4.0, 15.0]"}), "11.0");
  EXPECT_EQ(call("Width", {"Interval[5.0 'g', 10.0 'g']"}), "5.0 'g'");
  EXPECT_EQ(call("Width", {"Interval[0, null)"}), "null");
  EXPECT_EQ(call("Size", {"Interval[3, 8)"}), "5");
  EXPECT_EQ(call("Size", {"Interval[1, 2147483647]"}), "2147483647");
  EXPECT_EQ(call("PointFrom", {"Interval[4, 5)"}), "4");
  EXPECT_EQ(call("PointFrom", {"Interval[1, 4]"}), "error");
  EXPECT_EQ(call("PointFrom", {"Interval[4, null)"}), "null");
}

TEST_F(Intervals, Union) {
  EXPECT_EQ(call("Union", {"Interval[1, 10]", "Interval[4, 15]"}), "Interval[1, 15]");
  EXPECT_EQ(call("Union", {"Interval[1, 3]", "Interval[4, 15]"}), "Interval[1, 15]");
  EXPECT_EQ(call("Union", {"Interval[1, 10]", "Interval[44, 50]"}), "null");
  EXPECT_EQ(call("Union",
                 {"Interval[@2012-01-05T, @2012-01-25T]", "Interval[@2012-01-27T, @2012-01-28T]"}),
            "null");
}

TEST_F(Intervals, Intersect) {
  EXPECT_EQ(call("Intersect", {"Interval[1, 10]", "Interval[4, 12]"}), "Interval[4, 10]");
  EXPECT_EQ(call("Intersect", {"Interval[1, 10]", "Interval[11, 20]"}), "null");
  EXPECT_EQ(call("Intersect", {"Interval[1, 10]", "Interval[5, null)"}), "Interval[5, null)");
  EXPECT_EQ(call("Intersect", {"Interval[1, 10]", "Interval[5, null]"}), "Interval[5, 10]");
}

TEST_F(Intervals, Except) {
  EXPECT_EQ(call("Except", {"Interval[1, 10]", "Interval[4, 10]"}), "Interval[1, 3]");
  EXPECT_EQ(call("Except", {"Interval[1.0, 10.0]", "Interval[4.0, 10.0]"}),
            "Interval[1.0, 3.99999999]");
  EXPECT_EQ(call("Except", {"Interval[1, 10]", "Interval[3, 7]"}), "null");
  EXPECT_EQ(call("Except", {"Interval[3, 7]", "Interval[1, 10]"}), "null");
  EXPECT_EQ(call("Except", {"Interval[1, 4]", "Interval[8, 10]"}), "Interval[1, 4]");
  EXPECT_EQ(call("Except",
                 {"Interval[@2012-01-07T, @2012-01-16T]", "Interval[@2012-01-05T, @2012-01-12T]"}),
            "Interval[@2012-01-13T, @2012-01-16T]");
  EXPECT_EQ(call("Except", {"Interval[1, 10]", "Interval(4, 10]"}), "Interval[1, 4]");
}

TEST_F(Intervals, CollapseJoinsWhatOverlapsOrMeets) {
  EXPECT_EQ(call("Collapse", {"{Interval[1,2], Interval[3,7], Interval[12,19], Interval[7,10]}"}),
            "{Interval[1, 10], Interval[12, 19]}");
  EXPECT_EQ(call("Collapse", {"{Interval[4.0,6.0], Interval[6.00000001,8.0]}"}),
            "{Interval[4.0, 8.0]}");
  EXPECT_EQ(call("Collapse", {"{Interval[@2012-01-01T, @2012-01-15T], "
                              "Interval[@2012-01-16T, @2012-05-25T]}"}),
            "{Interval[@2012-01-01T, @2012-05-25T]}");
  EXPECT_EQ(call("Collapse", {"{Interval[@T01:59:59.999, @T10:59:59.999], "
                              "Interval[@T11:00:00.000, @T15:59:59.999]}"}),
            "{Interval[@T01:59:59.999, @T15:59:59.999]}");
  EXPECT_EQ(call("Collapse", {"{Interval[8, null], null, Interval[1, 9]}"}), "{Interval[1, null]}");
  EXPECT_EQ(call("Collapse", {"{Interval(null, null)}"}), "{}");
  EXPECT_EQ(call("Collapse", {"null"}), "null");
}

TEST_F(Intervals, CollapseNeverDropsAnUnknownBound) {
  EXPECT_EQ(call("Collapse", {"{Interval[1, 2], Interval[5, null)}"}), "null");
}

// From February to April it is 32 to 89 days.
TEST_F(Intervals, CollapseIsUnknownWhereAGapIs) {
  const char* months = "{Interval[@2012-01, @2012-02], Interval[@2012-04, @2012-05]}";
  EXPECT_EQ(call("Collapse", {months, "40 days"}), "null");
  EXPECT_EQ(call("Collapse", {months, "31 days"}), months);
  EXPECT_EQ(call("Collapse", {months, "89 days"}), "{Interval[@2012-01, @2012-05]}");
}

TEST_F(Intervals, CollapsePerBridgesGaps) {
  EXPECT_EQ(call("Collapse", {"{Interval[1, 2], Interval[4, 5], Interval[9, 10]}", "2 '1'"}),
            "{Interval[1, 5], Interval[9, 10]}");
  EXPECT_EQ(call("Collapse", {"{Interval[@2012-01-01, @2012-01-05], Interval[@2012-01-08, "
                              "@2012-01-09]}",
                              "3 days"}),
            "{Interval[@2012-01-01, @2012-01-09]}");
  EXPECT_EQ(call("Collapse", {"{Interval[1, 2], Interval[4, 5]}", "0 '1'"}), "error");
  EXPECT_EQ(call("Collapse", {"{Interval[1, 2], Interval[4, 5]}", "1 'g'"}), "error");
}

TEST_F(Intervals, ExpandNumbers) {
  EXPECT_EQ(call("Expand", {"{Interval[1, 4)}"}),
            "{Interval[1, 1], Interval[2, 2], Interval[3, 3]}");
  EXPECT_EQ(call("Expand", {"Interval[1, 10]", "2 '1'"}), "{1, 3, 5, 7, 9}");
  EXPECT_EQ(call("Expand", {"{Interval[1, 10)}", "2 '1'"}),
            "{Interval[1, 2], Interval[3, 4], Interval[5, 6], Interval[7, 8]}");
  EXPECT_EQ(call("Expand", {"Interval[10.0, 12.5)", "1 '1'"}), "{10.0, 11.0, 12.0}");
  EXPECT_EQ(call("Expand", {"Interval[10, 10]", "0.5 '1'"}), "{10.0, 10.5}");
  EXPECT_EQ(call("Expand", {"Interval[10, 10]", "0.1 '1'"}),
            "{10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 10.7, 10.8, 10.9}");
  EXPECT_EQ(call("Expand", {"Interval[1 'g', 3 'g']"}), "{1.0 'g', 2.0 'g', 3.0 'g'}");
  EXPECT_EQ(call("Expand", {"{Interval[3, 4], null, Interval[2, 3]}"}),
            "{Interval[2, 2], Interval[3, 3], Interval[4, 4]}");
}

TEST_F(Intervals, ExpandDatesAndTimes) {
  EXPECT_EQ(call("Expand", {"{Interval[@2018-01-01, @2018-01-04]}", "2 days"}),
            "{Interval[@2018-01-01, @2018-01-02], Interval[@2018-01-03, @2018-01-04]}");
  EXPECT_EQ(call("Expand", {"Interval[@2018-01-01, @2018-01-03]"}, "day"),
            "{@2018-01-01, @2018-01-02, @2018-01-03}");
  EXPECT_EQ(call("Expand", {"Interval[@2018-01-01, @2018-01-20]", "1 week"}),
            "{@2018-01-01, @2018-01-08}");
  EXPECT_EQ(call("Expand", {"Interval[@T10:00, @T12:30)", "1 hour"}), "{@T10, @T11, @T12}");
  EXPECT_EQ(call("Expand", {"Interval[@T22, @T23]", "1 hour"}), "{@T22, @T23}");
  EXPECT_EQ(call("Expand", {"Interval[@T10, @T10]", "1 minute"}), "{}");
  EXPECT_EQ(call("Expand", {"Interval[@9999-11, @9999-12]"}), "{@9999-11, @9999-12}");
  EXPECT_EQ(call("Expand", {"Interval[@2018-01-01, @2018-01-04]", "1 'g'"}), "error");
}

TEST_F(Intervals, ExpandOfUnknownBoundsContributesNothing) {
  EXPECT_EQ(call("Expand", {"{Interval[1, null)}"}), "{}");
  EXPECT_EQ(call("Expand", {"{ }"}), "{}");
  EXPECT_EQ(call("Expand", {"{ null }"}), "{}");
  EXPECT_EQ(call("Expand", {"null"}), "null");
}

TEST_F(Intervals, ExpandStopsAtTheLimitOfLists) {
  EXPECT_EQ(call("Expand", {"Interval[1, 2000000]"}), "error");
  EXPECT_GT(std::size_t{2'000'000}, limits::cql_list_length);
}

// Every relation against its definition over the points themselves.
RC_GTEST_FIXTURE_PROP(Intervals, RelationsAgreeWithSetsOfPoints, ()) {
  const auto bound = rc::gen::inRange(0, 8);
  const auto make = [&](int& low, int& high) {
    low = *bound;
    high = *rc::gen::inRange(low, 9);
    const bool low_closed = *rc::gen::arbitrary<bool>();
    const bool high_closed = *rc::gen::arbitrary<bool>();
    return make_interval(
        {Value::integer(low_closed ? low : low - 1), Value::integer(high_closed ? high : high + 1),
         low_closed, high_closed, Type::Kind::integer},
        arena_);
  };
  int a = 0, b = 0, c = 0, d = 0;
  const Value left = make(a, b);
  const Value right = make(c, d);
  const auto holds = [&](std::string_view name) {
    return call_values(name, {left, right}).as_boolean();
  };
  RC_ASSERT(holds("Overlaps") == (a <= d && c <= b));
  RC_ASSERT(holds("Includes") == (a <= c && d <= b));
  RC_ASSERT(holds("ProperIncludes") == (a <= c && d <= b && (a != c || b != d)));
  RC_ASSERT(holds("Before") == (b < c));
  RC_ASSERT(holds("SameOrAfter") == (a >= d));
  RC_ASSERT(holds("MeetsBefore") == (b + 1 == c));
  RC_ASSERT(holds("Meets") == (b + 1 == c || d + 1 == a));
  RC_ASSERT(holds("Starts") == (a == c && b <= d));
  RC_ASSERT(holds("Ends") == (b == d && a >= c));
  RC_ASSERT(holds("SameAs") == (a == c && b == d));
}

// Invariant: an unknown bound that becomes known turns null into an answer, never an answer into
// another one.
RC_GTEST_FIXTURE_PROP(Intervals, AnswersSurviveWhenAnUnknownBoundBecomesKnown, ()) {
  const int low = *rc::gen::inRange(0, 6);
  const int high = *rc::gen::inRange(low, 7);
  const Value known = make_interval(
      {Value::integer(low), Value::integer(high), true, true, Type::Kind::integer}, arena_);
  const Value open_high =
      make_interval({Value::integer(low), Value(), true, false, Type::Kind::integer}, arena_);
  const Value open_low =
      make_interval({Value(), Value::integer(high), false, true, Type::Kind::integer}, arena_);
  const int from = *rc::gen::inRange(0, 6);
  const Value other =
      make_interval({Value::integer(from), Value::integer(*rc::gen::inRange(from, 7)), true, true,
                     Type::Kind::integer},
                    arena_);
  for (const char* name :
       {"Before", "After", "Overlaps", "OverlapsBefore", "OverlapsAfter", "Includes", "IncludedIn",
        "ProperIncludes", "ProperIncludedIn", "Meets", "MeetsBefore", "MeetsAfter", "Starts",
        "Ends", "SameAs", "SameOrBefore", "SameOrAfter"}) {
    for (const Value& unknown : {open_high, open_low}) {
      const Value before = call_values(name, {unknown, other});
      const Value after = call_values(name, {known, other});
      if (!before.is_null()) RC_ASSERT(before.as_boolean() == after.as_boolean());
      const Value reversed = call_values(name, {other, unknown});
      if (!reversed.is_null()) {
        RC_ASSERT(reversed.as_boolean() == call_values(name, {other, known}).as_boolean());
      }
    }
  }
}

}  // namespace
}  // namespace palpate::cql
