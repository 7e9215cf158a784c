#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "temporal_generators.hpp"
#include "value/temporal.hpp"

namespace palpate {
namespace {

Temporal at(std::string_view text) {
  const std::optional<Temporal> value = parse_date_time(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Temporal());
}

std::optional<int> compared(std::string_view a, std::string_view b,
                            Precision precision = Precision::none, std::int16_t offset = 0) {
  return compare(at(a), at(b), precision, offset);
}

TEST(Calendar, KnowsLeapYearsAndMonths) {
  EXPECT_TRUE(is_leap_year(2000));
  EXPECT_FALSE(is_leap_year(1900));
  EXPECT_TRUE(is_leap_year(2024));
  EXPECT_EQ(days_in_month(2023, 2), 28);
  EXPECT_EQ(days_in_month(2024, 2), 29);
  EXPECT_EQ(days_in_month(2024, 4), 30);
  EXPECT_EQ(days_in_month(2024, 0), 0);
  EXPECT_EQ(days_in_month(2024, 13), 0);
}

TEST(Validity, ChecksEveryComponent) {
  const Temporal good = at("2014-01-25T14:30:14.559+01:00");
  EXPECT_TRUE(is_valid(good));
  const auto broken = [&good](auto change) {
    Temporal value = good;
    change(value);
    return !is_valid(value);
  };
  EXPECT_TRUE(broken([](Temporal& v) { v.year = 0; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.year = 10000; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.month = 13; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.month = 0; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.day = 0; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.day = 32; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.hour = 24; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.minute = 60; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.second = 60; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.millisecond = 1000; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.offset_minutes = 841; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.precision = Precision::none; }));
  EXPECT_TRUE(broken([](Temporal& v) { v.precision = Precision::week; }));
}

TEST(Compare, IsOpenWhereTheShorterValueStops) {
  EXPECT_EQ(compared("2014", "2014-02-15"), std::nullopt);
  EXPECT_EQ(compared("2015", "2014-02-15"), 1);
  EXPECT_EQ(compared("2013", "2014-02-15"), -1);
  EXPECT_EQ(compared("2012-01-01", "2012-01-01T12"), std::nullopt);
  EXPECT_EQ(compared("2014-01", "2014-01"), 0);
  EXPECT_EQ(compared("2014", "2014-12-31T23:59:59.999"), std::nullopt);
}

TEST(Compare, TakesSecondsAndMillisecondsAsOneDecimal) {
  EXPECT_EQ(compared("2014-01-25T14:30:14", "2014-01-25T14:30:14.000"), 0);
  EXPECT_EQ(compared("2014-01-25T14:30:14", "2014-01-25T14:30:14.001"), -1);
  EXPECT_EQ(compared("2014-01-25T14:30", "2014-01-25T14:30:00.000"), std::nullopt);
  EXPECT_EQ(compared("2014-01-25T14:30:14", "2014-01-25T14:30:14.5", Precision::second), 0);
  EXPECT_EQ(compared("2014-01-25T14:30:14", "2014-01-25T14:30:14.5", Precision::millisecond),
            std::nullopt);
  EXPECT_EQ(compared("2014-01-25T14:30:13", "2014-01-25T14:30:14.5", Precision::millisecond), -1);
}

TEST(Compare, StopsAtTheGivenPrecision) {
  EXPECT_EQ(compared("2004-11-10", "2004-10-10", Precision::year), 0);
  EXPECT_EQ(compared("2004-11-10", "2004-10-10", Precision::month), 1);
  EXPECT_EQ(compared("2005-10-10", "2005-09", Precision::day), 1);
  EXPECT_EQ(compared("2014-10", "2014-10-12", Precision::day), std::nullopt);
  EXPECT_EQ(compared("2014-10", "2014-10-12", Precision::month), 0);
}

// "If either input has no value for the precision, the comparison stops and the result is null."
TEST(Compare, IsOpenWhereBothStopBeforeTheGivenPrecision) {
  EXPECT_EQ(compared("2014", "2014", Precision::day), std::nullopt);
  EXPECT_EQ(compared("2014", "2015", Precision::day), -1);
  EXPECT_EQ(compared("2014", "2014", Precision::week), std::nullopt);
}

TEST(Compare, ReadsInstantsAcrossOffsets) {
  EXPECT_EQ(compared("2012-03-10T10:20:00.999+07:00", "2012-03-10T09:20:00.999+06:00"), 0);
  EXPECT_EQ(compared("2012-03-10T10:20:00.999+07:00", "2012-03-10T10:20:00.999+06:00"), -1);
  EXPECT_EQ(compared("2012-03-10T10:20+07:00", "2012-03-10T08:20+06:00", Precision::hour), 1);
  EXPECT_EQ(compared("2014-01-01T00:30+01:00", "2013-12-31T23:30Z"), 0);
}

TEST(Compare, GivesAMissingOffsetTheDefault) {
  EXPECT_EQ(compared("2012-03-10T10:20", "2012-03-10T10:20Z", Precision::none, 0), 0);
  EXPECT_EQ(compared("2012-03-10T10:20", "2012-03-10T10:20Z", Precision::none, 60), -1);
  EXPECT_EQ(compared("2012-03-10T10:20", "2012-03-10T10:20+01:00", Precision::none, 60), 0);
}

// DateTimeDayCompare: days, months and years compare as they are written.
TEST(Compare, UsesWrittenDaysAcrossOffsets) {
  EXPECT_EQ(compared("2022-02-22T00:00:00.000-05:00", "2022-02-22T04:59:00.000Z", Precision::day),
            0);
  EXPECT_EQ(compared("2022-02-22T23:00-05:00", "2022-02-22T01:00Z", Precision::day), 0);
  EXPECT_EQ(compared("2022-02-22T23:00-05:00", "2022-02-23T04:00Z", Precision::day), -1);
}

TEST(Compare, IsOpenWhereAnOffsetMovesAnHourWithoutMinutes) {
  EXPECT_EQ(compared("2012-03-10T10+05:30", "2012-03-10T05:00Z"), std::nullopt);
  EXPECT_EQ(compared("2012-03-10T10+05:30", "2012-03-10T04Z"), std::nullopt);
  EXPECT_EQ(compared("2012-03-10T10+05:00", "2012-03-10T05Z"), 0);
  EXPECT_EQ(compared("2012-03-10T10+05:30", "2012-03-10T06Z"), -1);
}

TEST(Compare, ReadsSameHourAtTheDefaultOffset) {
  EXPECT_EQ(compared("2012-03-10T10:10Z", "2012-03-10T11:50+01:00", Precision::hour, 0), 0);
  EXPECT_EQ(compared("2012-03-10T10:10Z", "2012-03-10T11:50+01:00", Precision::hour, 330), -1);
}

TEST(Compare, ComparesTimes) {
  const auto time = [](std::string_view text) { return *parse_time(text); };
  EXPECT_EQ(compare(time("10:00:00.001"), time("10:00:00.000"), Precision::none, 0), 1);
  EXPECT_EQ(compare(time("10:00"), time("10:00:00.000"), Precision::none, 60), std::nullopt);
  EXPECT_EQ(compare(time("15:59:59.999"), time("14:59"), Precision::hour, 0), 1);
}

TEST(SamePrecisionEqual, NeedsBothPrecisions) {
  EXPECT_TRUE(same_precision_equal(at("2014-01"), at("2014-01"), 0));
  EXPECT_FALSE(same_precision_equal(at("2014-01"), at("2014-02"), 0));
  EXPECT_FALSE(same_precision_equal(at("2014-01-25T14:30:14"), at("2014-01-25T14:30:14.000"), 0));
  EXPECT_TRUE(same_precision_equal(at("2014-01-25T14:30+01:00"), at("2014-01-25T13:30Z"), 0));
}

RC_GTEST_PROP(Compare, IsAntisymmetric, ()) {
  const Temporal a = *any_date_time();
  const Temporal b = *any_date_time();
  const auto precision = static_cast<Precision>(*rc::gen::inRange(0, 8));
  const std::optional<int> forth = compare(a, b, precision, 60);
  const std::optional<int> back = compare(b, a, precision, 60);
  RC_ASSERT(forth.has_value() == back.has_value());
  RC_ASSERT(forth.value_or(0) == -back.value_or(0));
}

/// What is decided for partial values holds for every instant that they may mean.
RC_GTEST_PROP(Compare, IsNeverWrongAboutInstants, ()) {
  const Temporal a = *any_date_time();
  const Temporal b = *any_date_time();
  const std::optional<int> order = compare(a, b, Precision::none, 0);
  RC_PRE(order.has_value());
  RC_PRE(*order != 0);
  // Where neither value has hours, offsets are not looked at.
  RC_PRE(std::max(a.precision, b.precision) > Precision::day);
  const bool a_seconds = a.precision == Precision::second;
  const bool b_seconds = b.precision == Precision::second;
  const Temporal a_last = a_seconds ? earliest(a) : latest(a);
  const Temporal b_last = b_seconds ? earliest(b) : latest(b);
  RC_ASSERT(compare(earliest(a), b_last, Precision::none, 0) == order);
  RC_ASSERT(compare(a_last, earliest(b), Precision::none, 0) == order);
}

TEST(EarliestAndLatest, FillWhatIsMissing) {
  EXPECT_EQ(format_date_time(earliest(at("2014-02T"))), "2014-02-01T00:00:00.000");
  EXPECT_EQ(format_date_time(latest(at("2014-02T"))), "2014-02-28T23:59:59.999");
  EXPECT_EQ(format_date_time(latest(at("2016T"))), "2016-12-31T23:59:59.999");
  EXPECT_EQ(format_date_time(latest(at("2014-02-01T10+01:00"))), "2014-02-01T10:59:59.999+01:00");
  EXPECT_EQ(format_date_time(latest(at("2014-02-01T10:00:01"))), "2014-02-01T10:00:01.999");
}

TEST(ToUtc, KeepsTheInstant) {
  EXPECT_EQ(format_date_time(to_utc(at("2014-01-01T00:30:00.000+01:00"), 0)),
            "2013-12-31T23:30:00.000+00:00");
  EXPECT_EQ(format_date_time(to_utc(at("2014-01-01T00:30"), -60)), "2014-01-01T01:30+00:00");
  EXPECT_EQ(format_date_time(to_utc(at("2014-01-01T10+02:00"), 0)), "2014-01-01T08+00:00");
}

TEST(ToUtc, LeavesWhatUtcCannotSay) {
  for (const char* text : {"2014-01-01T10+05:30", "2014-01-01T+05:00", "0001-01-01T00:00+01:00",
                           "9999-12-31T23:00-02:00"}) {
    EXPECT_EQ(to_utc(at(text), 0), at(text)) << text;
  }
}

}  // namespace
}  // namespace palpate
