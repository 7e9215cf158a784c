#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "temporal_generators.hpp"
#include "value/temporal.hpp"

namespace palpate {
namespace {

std::string added(std::string_view text, std::int64_t amount, Precision unit) {
  const std::optional<Temporal> value = add(*parse_date_time(text), amount, unit);
  return value ? format_date_time(*value) : "null";
}

std::string added_time(std::string_view text, std::int64_t amount, Precision unit) {
  const std::optional<Temporal> value = add_time(*parse_time(text), amount, unit);
  return value ? format_time(*value) : "null";
}

struct Case {
  const char* from;
  std::int64_t amount;
  Precision unit;
  const char* to;
};

// CqlDateTimeOperatorsTest, Add and Subtract.
constexpr Case suite[] = {
    {"2005-10-10", 5, Precision::year, "2010-10-10T"},
    {"2005-10-10", 8000, Precision::year, "null"},
    {"2005-05-10", 10, Precision::month, "2006-03-10T"},
    {"2018-05-02", 3, Precision::week, "2018-05-23T"},
    {"2023-03-02", 52, Precision::week, "2024-02-29T"},
    {"2016-06-10", 21, Precision::day, "2016-07-01T"},
    {"2005-05-10T05:20:30", 5, Precision::hour, "2005-05-10T10:20:30"},
    {"2005-05-10", 5, Precision::hour, "2005-05-10T"},
    {"2005-05-10", 25, Precision::hour, "2005-05-11T"},
    {"2014", 24, Precision::month, "2016T"},
    {"2014", 25, Precision::month, "2016T"},
    {"2014", 730, Precision::day, "2016T"},
    {"2014", 735, Precision::day, "2016T"},
    {"2014-06", 33, Precision::day, "2014-07T"},
    {"2016-06-10T05", 19, Precision::hour, "2016-06-11T00"},
    {"2016-06-10T05:05:05.005", 995, Precision::millisecond, "2016-06-10T05:05:06.000"},
    {"2012-02-29", 1, Precision::year, "2013-02-28T"},
    {"2005-10-10", -2005, Precision::year, "null"},
    {"2005-05-10", -6, Precision::month, "2004-11-10T"},
    {"2024-03-01", -52, Precision::week, "2023-03-03T"},
    {"2016-06-10", -11, Precision::day, "2016-05-30T"},
    {"2016-06-10T05", -6, Precision::hour, "2016-06-09T23"},
    {"2016-05", -31535999, Precision::second, "2015-05T"},
    {"2016-10-01T10:20:30", -15, Precision::hour, "2016-09-30T19:20:30"},
    {"2016-06-10T05:05:05.005", -6, Precision::millisecond, "2016-06-10T05:05:04.999"},
    {"2014", -25, Precision::month, "2012T"},
    {"2014-06", -33, Precision::day, "2014-05T"},
};

TEST(Add, FollowsTheConformanceSuite) {
  for (const Case& c : suite) {
    EXPECT_EQ(added(c.from, c.amount, c.unit), c.to) << c.from << " + " << c.amount;
  }
}

TEST(Add, FallsBackToTheLastDayOfTheMonth) {
  EXPECT_EQ(added("2014-01-31", 1, Precision::month), "2014-02-28T");
  EXPECT_EQ(added("2012-01-31", 1, Precision::month), "2012-02-29T");
  EXPECT_EQ(added("2014-03-31", -1, Precision::month), "2014-02-28T");
  EXPECT_EQ(added("2014-01-15", -13, Precision::month), "2012-12-15T");
}

TEST(Add, CutsTowardZeroWhenItConvertsDown) {
  EXPECT_EQ(added("2014", 364, Precision::day), "2014T");
  EXPECT_EQ(added("2014", 365, Precision::day), "2015T");
  EXPECT_EQ(added("2014", -364, Precision::day), "2014T");
  EXPECT_EQ(added("2014-06", 29, Precision::day), "2014-06T");
  EXPECT_EQ(added("2014-06-01T10", 59, Precision::minute), "2014-06-01T10");
  EXPECT_EQ(added("2014-06-01T10:30", -120, Precision::second), "2014-06-01T10:28");
}

TEST(Add, KeepsTheOffset) {
  EXPECT_EQ(added("2014-01-01T23:30-05:00", 1, Precision::hour), "2014-01-02T00:30-05:00");
}

TEST(Add, GivesNothingPastTheRange) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  for (const Precision unit : {Precision::year, Precision::month, Precision::week, Precision::day,
                               Precision::hour, Precision::millisecond}) {
    EXPECT_EQ(added("2014-01-01T00:00:00.000", most, unit), "null");
    EXPECT_EQ(added("2014-01-01T00:00:00.000", least, unit), "null");
  }
  EXPECT_EQ(added("2014", 1, Precision::none), "null");
  EXPECT_EQ(added("9999-12-31", 1, Precision::day), "null");
  EXPECT_EQ(added("0001-01-01", -1, Precision::day), "null");
}

TEST(AddTime, FollowsTheConformanceSuite) {
  EXPECT_EQ(added_time("15:59:59.999", 5, Precision::hour), "20:59:59.999");
  EXPECT_EQ(added_time("15:59:59.999", 1, Precision::minute), "16:00:59.999");
  EXPECT_EQ(added_time("15:59:59.999", 1, Precision::millisecond), "16:00:00.000");
  EXPECT_EQ(added_time("15:59:59.999", 300, Precision::minute), "20:59:59.999");
  EXPECT_EQ(added_time("15:59:59.0", -1, Precision::millisecond), "15:59:58.999");
}

TEST(AddTime, WrapsAroundMidnight) {
  EXPECT_EQ(added_time("23:30", 1, Precision::hour), "00:30");
  EXPECT_EQ(added_time("00:30", -1, Precision::hour), "23:30");
  EXPECT_EQ(added_time("10", std::numeric_limits<std::int64_t>::max(), Precision::hour), "17");
  EXPECT_EQ(added_time("10", 119, Precision::minute), "11");
}

TEST(AddTime, HasNoDays) {
  EXPECT_EQ(added_time("10:30", 1, Precision::day), "null");
  EXPECT_EQ(added_time("10:30", 1, Precision::week), "null");
  EXPECT_EQ(added_time("10:30", 1, Precision::year), "null");
}

TEST(Neighbours, StepAtTheirOwnPrecision) {
  EXPECT_EQ(successor(*parse_date("2000-01-01")), parse_date("2000-01-02"));
  EXPECT_EQ(predecessor(*parse_date("2000-01-01")), parse_date("1999-12-31"));
  EXPECT_EQ(successor(*parse_date("2000-12")), parse_date("2001-01"));
  EXPECT_EQ(successor(*parse_date("2000")), parse_date("2001"));
  EXPECT_EQ(predecessor_time(*parse_time("12:00:00.000")), parse_time("11:59:59.999"));
  EXPECT_EQ(successor_time(*parse_time("12:59")), parse_time("13:00"));
}

TEST(Neighbours, EndWithTheRange) {
  EXPECT_FALSE(successor(*parse_date("9999-12-31")));
  EXPECT_FALSE(successor(*parse_date("9999")));
  EXPECT_FALSE(predecessor(*parse_date_time("0001-01-01T00:00:00.000")));
  EXPECT_FALSE(successor_time(*parse_time("23:59:59.999")));
  EXPECT_FALSE(successor_time(*parse_time("23")));
  EXPECT_FALSE(predecessor_time(*parse_time("00:00")));
}

RC_GTEST_PROP(Neighbours, UndoEachOther, ()) {
  const Temporal value = *any_date_time();
  RC_ASSERT(predecessor(*successor(value)) == value);
  RC_ASSERT(compare(value, *successor(value), Precision::none, 0) == -1);
}

/// The calendar against a walk, day by day, through four centuries.
TEST(Add, WalksTheCalendar) {
  int year = 1801;
  int month = 1;
  int day = 1;
  Temporal value = *parse_date("1801-01-01");
  for (int step = 0; step < 146097; ++step) {
    ASSERT_EQ(value.year, year);
    ASSERT_EQ(value.month, month);
    ASSERT_EQ(value.day, day);
    value = *add(value, 1, Precision::day);
    if (++day > days_in_month(year, month)) {
      day = 1;
      if (++month > 12) month = 1, ++year;
    }
  }
  EXPECT_EQ(value, *parse_date("2201-01-01"));
}

}  // namespace
}  // namespace palpate
