#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "temporal_generators.hpp"
#include "value/temporal.hpp"

namespace palpate {
namespace {

Temporal date_time(std::string_view text) {
  const std::optional<Temporal> parsed = parse_date_time(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Temporal());
}

std::string shown(const std::optional<Uncertain>& value) {
  if (!value) return "null";
  if (value->certain()) return std::to_string(value->low);
  return "[" + std::to_string(value->low) + ", " + std::to_string(value->high) + "]";
}

std::string duration(std::string_view a, std::string_view b, Precision unit) {
  return shown(duration_between(date_time(a), date_time(b), unit, 0));
}

std::string difference(std::string_view a, std::string_view b, Precision unit) {
  return shown(difference_between(date_time(a), date_time(b), unit, 0));
}

std::string dates(std::string_view a, std::string_view b, Precision unit) {
  return shown(duration_between(*parse_date(a), *parse_date(b), unit, 0, Points::days));
}

// CqlDateTimeOperatorsTest. There DateTimeDurationBetweenUncertainInterval says [17, 44], but the
// cases that add, subtract and multiply the same expression say [16, 44].
TEST(Duration, FollowsTheConformanceSuite) {
  EXPECT_EQ(duration("2005", "2010", Precision::year), "[4, 5]");
  EXPECT_EQ(duration("2005-05", "2010-04", Precision::year), "4");
  EXPECT_EQ(duration("2010-10-12T12:05", "2008-08-15T08:08", Precision::day), "-788");
  EXPECT_EQ(duration("2014-01-15", "2014-02", Precision::day), "[16, 44]");
  EXPECT_EQ(duration("2005", "2006-05", Precision::month), "[4, 16]");
  EXPECT_EQ(duration("2015-02-10", "2015-03", Precision::day), "[18, 49]");
  EXPECT_EQ(duration("2012-03-10T22:05:09", "2012-03-20T07:19:33", Precision::week), "1");
  EXPECT_EQ(duration("2012-03-10T22:05:09", "2012-03-24T07:19:33", Precision::week), "1");
  EXPECT_EQ(duration("2012-03-10T06:05:09", "2012-03-24T07:19:33", Precision::week), "2");
  EXPECT_EQ(duration("2017-03-12T01:00:00-07:00", "2017-03-12T03:00:00-06:00", Precision::hour),
            "1");
  EXPECT_EQ(duration("2017-11-05T01:30:00-06:00", "2017-11-05T01:15:00-07:00", Precision::minute),
            "45");
  EXPECT_EQ(duration("2017-03-12T00:00:00-07:00", "2017-03-13T00:00:00-06:00", Precision::day),
            "0");
}

// CQL 1.5.3, Language Semantics, Determining Difference and Duration.
TEST(Duration, FollowsTheExamplesOfTheSpecification) {
  EXPECT_EQ(duration("2017-08-07T17:00", "2017-08-14", Precision::day), "[6, 7]");
  EXPECT_EQ(dates("2012-01", "2012-02", Precision::day), "[1, 59]");
  EXPECT_EQ(duration("2012-01-01T01:00:00", "2012-01-01T02:00:00.0", Precision::hour), "1");
}

TEST(Duration, CountsWholePeriodsOfDates) {
  EXPECT_EQ(dates("2014-01-31", "2014-02-01", Precision::month), "0");
  EXPECT_EQ(dates("2012-03-10", "2013-03-10", Precision::year), "1");
  EXPECT_EQ(dates("2012-03-10", "2013-03-09", Precision::year), "0");
  EXPECT_EQ(dates("2014-01-15", "2014-02", Precision::day), "[17, 44]");
  EXPECT_EQ(dates("2024-02-29", "2025-02-28", Precision::year), "0");
  EXPECT_EQ(dates("2024-02-29", "2025-03-01", Precision::year), "1");
  EXPECT_EQ(dates("2014-01-31", "2014-02-28", Precision::month), "0");
  EXPECT_EQ(dates("2014-01-15", "2014-01-29", Precision::week), "2");
}

TEST(Duration, OfDatesInHoursKnowsOnlyTheDay) {
  EXPECT_EQ(dates("2014-01-15", "2014-01-16", Precision::hour), "[0, 47]");
}

TEST(Duration, IsAsLongBackwards) {
  EXPECT_EQ(dates("2013-03-10", "2012-03-10", Precision::year), "-1");
  EXPECT_EQ(dates("2013-03-09", "2012-03-10", Precision::year), "0");
  EXPECT_EQ(dates("2014-03-01", "2014-01-31", Precision::month), "-1");
}

// hours between @T06 and @T07:00:00 may be 0 (06:59:59.999) or 1.
TEST(Duration, OfTimesIsAsUncertainAsTheyAre) {
  const auto times = [](std::string_view a, std::string_view b, Precision unit) {
    return shown(duration_between(*parse_time(a), *parse_time(b), unit, 0));
  };
  EXPECT_EQ(times("20:26:15.555", "23:25:15.555", Precision::hour), "2");
  EXPECT_EQ(times("23:20:16.555", "23:25:15.555", Precision::minute), "4");
  EXPECT_EQ(times("23:25:25.555", "23:25:25.560", Precision::millisecond), "5");
  EXPECT_EQ(times("06", "07:00:00", Precision::hour), "[0, 1]");
}

TEST(Duration, ReadsDifferingOffsetsAtTheDefault) {
  const Temporal a = date_time("2014-01-31T23:30:00.000-05:00");
  const Temporal b = date_time("2014-03-01T04:30:00.000Z");
  EXPECT_EQ(shown(duration_between(a, b, Precision::month, 0)), "1");
  EXPECT_EQ(shown(duration_between(a, b, Precision::month, -300)), "0");
}

TEST(Difference, FollowsTheConformanceSuite) {
  EXPECT_EQ(difference("2000", "2005-12", Precision::year), "5");
  EXPECT_EQ(difference("2000-02", "2000-10", Precision::month), "8");
  EXPECT_EQ(difference("2000-10-15T10:30", "2000-10-25T10:00", Precision::day), "10");
  EXPECT_EQ(difference("2000-04-01T12", "2000-04-01T20", Precision::hour), "8");
  EXPECT_EQ(difference("2000-10-10T10:05:45.500-06:00", "2000-10-10T10:05:45.900-07:00",
                       Precision::millisecond),
            "3600400");
  EXPECT_EQ(difference("2000-10-15", "2000-10-28", Precision::week), "1");
  EXPECT_EQ(difference("2000-10-15", "2000-10-29", Precision::week), "2");
  EXPECT_EQ(difference("2012-03-10T22:05:09", "2012-03-24T07:19:33", Precision::week), "2");
  EXPECT_EQ(difference("2016", "1998", Precision::year), "-18");
  EXPECT_EQ(difference("2005", "2006-07", Precision::month), "[7, 18]");
  EXPECT_EQ(difference("2017-03-12T00:00:00-07:00", "2017-03-13T00:00:00-06:00", Precision::day),
            "1");
  EXPECT_EQ(difference("2012-01-02", "2012", Precision::month), "[0, 11]");
}

TEST(Difference, CountsBoundariesNotLengths) {
  EXPECT_EQ(difference("2014-12-31T23:59", "2015-01-01T00:00", Precision::year), "1");
  EXPECT_EQ(difference("2014-12-31T23:59", "2015-01-01T00:00", Precision::day), "1");
  EXPECT_EQ(difference("2014-01-01", "2014-12-31", Precision::year), "0");
  EXPECT_EQ(difference("2015-01-03", "2015-01-04", Precision::week), "1");
  EXPECT_EQ(difference("2015-01-04", "2015-01-10", Precision::week), "0");
}

TEST(Difference, OfTimesUsesHoursAsTheyStand) {
  EXPECT_EQ(
      shown(difference_between(*parse_time("20"), *parse_time("23:25:15.555"), Precision::hour, 0)),
      "3");
}

TEST(Between, NeedsAUnit) {
  EXPECT_EQ(duration("2014", "2015", Precision::none), "null");
  EXPECT_EQ(difference("2014", "2015", Precision::none), "null");
}

/// Whatever instants the values mean, their exact duration lies in the range.
RC_GTEST_PROP(Between, RangesHoldEveryMeaning, ()) {
  const Temporal a = *any_date_time();
  const Temporal b = *any_date_time();
  const auto unit = static_cast<Precision>(*rc::gen::inRange(1, 9));
  const auto pick = [](const Temporal& value) {
    if (value.precision == Precision::second) return earliest(value);
    return *rc::gen::arbitrary<bool>() ? earliest(value) : latest(value);
  };
  const Temporal a_point = pick(a);
  const Temporal b_point = pick(b);
  const Uncertain exact = *duration_between(a_point, b_point, unit, 60);
  const Uncertain range = *duration_between(a, b, unit, 60);
  RC_ASSERT(exact.certain());
  RC_ASSERT(range.low <= exact.low && exact.high <= range.high);
  const Uncertain crossed = *difference_between(a_point, b_point, unit, 60);
  const Uncertain crossed_range = *difference_between(a, b, unit, 60);
  RC_ASSERT(crossed.certain());
  RC_ASSERT(crossed_range.low <= crossed.low && crossed.high <= crossed_range.high);
}

RC_GTEST_PROP(Between, TurnsWithItsOperands, ()) {
  const Temporal a = *any_date_time();
  const Temporal b = *any_date_time();
  const auto unit = static_cast<Precision>(*rc::gen::inRange(1, 9));
  const Uncertain forth = *duration_between(a, b, unit, 0);
  const Uncertain back = *duration_between(b, a, unit, 0);
  RC_ASSERT(forth.low == -back.high && forth.high == -back.low);
}

/// Adding the whole months that lie between never goes past the later value.
RC_GTEST_PROP(Between, MonthsFitBetween, ()) {
  const auto day = temporal_between(Precision::day, Precision::day, 1999, 2005);
  const Temporal a = *day;
  const Temporal b = *day;
  RC_PRE(compare(a, b, Precision::none, 0) != 1);
  const std::int64_t months = duration_between(a, b, Precision::month, 0)->low;
  RC_ASSERT(compare(*add(a, months, Precision::month), b, Precision::none, 0) != 1);
  RC_ASSERT(compare(*add(a, months + 2, Precision::month), b, Precision::none, 0) == 1);
}

}  // namespace
}  // namespace palpate
