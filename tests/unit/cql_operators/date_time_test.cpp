#include <string>
#include <vector>

#include "unit/cql_operators/literal_calls.hpp"

namespace palpate::cql {
namespace {

// Evaluation time of the fixture: 2024-03-15T10:30:00.000+02:00.
using DatesAndTimes = test::LiteralCalls;

TEST_F(DatesAndTimes, ConstructorsTakePrecisionFromTheirComponents) {
  EXPECT_EQ(call("DateTime", {"2003"}), "@2003T");
  EXPECT_EQ(call("DateTime", {"2003", "10", "29", "20", "50", "33", "955"}),
            "@2003-10-29T20:50:33.955");
  EXPECT_EQ(call("DateTime", {"2017", "3", "12", "1", "0", "0", "0", "-7.0"}),
            "@2017-03-12T01:00:00.000-07:00");
  EXPECT_EQ(call("DateTime", {"2017", "3", "12", "1", "0", "0", "0", "5.75"}),
            "@2017-03-12T01:00:00.000+05:45");
  EXPECT_EQ(call("Date", {"2014", "6"}), "@2014-06");
  EXPECT_EQ(call("Time", {"12", "30"}), "@T12:30");
}

TEST_F(DatesAndTimes, NullComponentsEndThePrecision) {
  EXPECT_EQ(call("DateTime", {"null"}), "null");
  EXPECT_EQ(call("Date", {"2014", "null", "null"}), "@2014");
  EXPECT_EQ(call("Date", {"2014", "null", "1"}), "null");
  EXPECT_EQ(call("Time", {"12", "null"}), "@T12");
}

TEST_F(DatesAndTimes, ComponentsOutOfRangeAreErrors) {
  EXPECT_EQ(call("DateTime", {"10000"}), "error");
  EXPECT_EQ(call("DateTime", {"0"}), "error");
  EXPECT_EQ(call("Date", {"2023", "2", "29"}), "error");
  EXPECT_EQ(call("Date", {"2024", "257"}), "error");
  EXPECT_EQ(call("Time", {"24"}), "error");
  EXPECT_EQ(call("DateTime", {"2017", "3", "12", "1", "0", "0", "0", "15.0"}), "error");
}

TEST_F(DatesAndTimes, Components) {
  EXPECT_EQ(call("DateTimeComponentFrom", {"@2003-10-29T20:50:33.955"}, "year"), "2003");
  EXPECT_EQ(call("DateTimeComponentFrom", {"@2003-10-29T20:50:33.955"}, "millisecond"), "955");
  EXPECT_EQ(call("DateTimeComponentFrom", {"@2015-02-10T"}, "hour"), "null");
  EXPECT_EQ(call("DateTimeComponentFrom", {"@T23:20:15.555"}, "minute"), "20");
  EXPECT_EQ(call("DateTimeComponentFrom", {"@T23:20:15.555"}, "year"), "null");
  EXPECT_EQ(call("DateFrom", {"@2003-10-29T20:50:33.955+01:00"}), "@2003-10-29");
  EXPECT_EQ(call("DateFrom", {"@2003T"}), "@2003");
  EXPECT_EQ(call("TimezoneOffsetFrom", {"@2003-10-29T20:50:33.955+01:00"}), "1.0");
  EXPECT_EQ(call("TimezoneOffsetFrom", {"@2003-10-29T20:50:33.955-03:30"}), "-3.5");
  EXPECT_EQ(call("TimezoneOffsetFrom", {"@2003-10-29T20:50:33.955"}), "2.0");
}

TEST_F(DatesAndTimes, TimeIsOfTheEvaluationsOffset) {
  EXPECT_EQ(call("TimeFrom", {"@2003-10-29T20:50:33.955"}), "@T20:50:33.955");
  EXPECT_EQ(call("TimeFrom", {"@2003-10-29T20:50:33.955-05:00"}), "@T03:50:33.955");
  EXPECT_EQ(call("TimeFrom", {"@2003-10-29T"}), "null");
}

TEST_F(DatesAndTimes, NowIsTheEvaluationTime) {
  EXPECT_EQ(call("Now", {}), "@2024-03-15T10:30:00.000+02:00");
  EXPECT_EQ(call("Today", {}), "@2024-03-15");
  EXPECT_EQ(call("TimeOfDay", {}), "@T10:30:00.000");
}

TEST_F(DatesAndTimes, AddKeepsPrecision) {
  EXPECT_EQ(call("Add", {"@2005-10-10T", "5 years"}), "@2010-10-10T");
  EXPECT_EQ(call("Add", {"@2012-02-29", "1 year"}), "@2013-02-28");
  EXPECT_EQ(call("Add", {"@2014", "25 months"}), "@2016");
  EXPECT_EQ(call("Add", {"@2018-05-23T", "52 weeks"}), "@2019-05-22T");
  EXPECT_EQ(call("Add", {"@2005-05-10T", "25 hours"}), "@2005-05-11T");
  EXPECT_EQ(call("Subtract", {"@2014-06", "33 days"}), "@2014-05");
  EXPECT_EQ(call("Subtract", {"@2016-05T", "31535999 seconds"}), "@2015-05T");
}

TEST_F(DatesAndTimes, TimesWrapAroundMidnight) {
  EXPECT_EQ(call("Add", {"@T23:30:00", "1 hour"}), "@T00:30:00");
  EXPECT_EQ(call("Subtract", {"@T01:00:00", "2 hours"}), "@T23:00:00");
  EXPECT_EQ(call("Add", {"@T15:59:59.999", "300 minutes"}), "@T20:59:59.999");
}

TEST_F(DatesAndTimes, FractionsCountForSecondsOnly) {
  EXPECT_EQ(call("Add", {"@2014-01-01", "1.9 days"}), "@2014-01-02");
  EXPECT_EQ(call("Subtract", {"@2014-01-02", "1.9 days"}), "@2014-01-01");
  EXPECT_EQ(call("Add", {"@2014-01-01", "1.9 weeks"}), "@2014-01-08");
  EXPECT_EQ(call("Add", {"@T10:00:00.000", "1.5 seconds"}), "@T10:00:01.500");
  EXPECT_EQ(call("Add", {"@T10:00:00", "1.5 seconds"}), "@T10:00:01");
}

TEST_F(DatesAndTimes, UcumUnitsUpToAWeek) {
  EXPECT_EQ(call("Add", {"@2014-01-01", "2 'd'"}), "@2014-01-03");
  EXPECT_EQ(call("Add", {"@2014-01-01", "2 'wk'"}), "@2014-01-15");
  EXPECT_EQ(call("Add", {"@2014-01-01", "1 'mo'"}), "error");
  EXPECT_EQ(call("Add", {"@2014-01-01", "1 'a'"}), "error");
}

TEST_F(DatesAndTimes, WhatCannotBeAddedIsAnError) {
  EXPECT_EQ(call("Add", {"@2014-01-01", "1 'g'"}), "error");
  EXPECT_EQ(call("Add", {"@2014-01-01", "1 hour"}), "error");
  EXPECT_EQ(call("Add", {"@T10:00", "1 day"}), "error");
  EXPECT_EQ(call("Add", {"@2005-10-10T", "8000 years"}), "error");
  EXPECT_EQ(call("Subtract", {"@2005-10-10T", "2005 years"}), "error");
  EXPECT_EQ(call("Add", {"@2005-10-10T", "9999999999999999999 seconds"}), "error");
  EXPECT_EQ(call("Add", {"@2005-10-10T", "null"}), "null");
}

TEST_F(DatesAndTimes, ComparisonsGoDownToThePrecision) {
  EXPECT_EQ(call("After", {"@2004-12-10T", "@2004-11-10T"}, "month"), "true");
  EXPECT_EQ(call("After", {"@2005-10-10T", "@2005-09T"}, "day"), "true");
  EXPECT_EQ(call("After", {"@2012-01-01", "@2012"}, "month"), "null");
  EXPECT_EQ(
      call("Before", {"@2012-03-10T10:20:00.999+07:00", "@2012-03-10T10:20:00.999+06:00"}, "hour"),
      "true");
  EXPECT_EQ(call("SameAs", {"@2014-10T", "@2014-10-12T"}, "day"), "null");
  EXPECT_EQ(call("SameAs", {"@T23:25:25.555", "@T23:55:25.900"}, "hour"), "true");
  EXPECT_EQ(call("SameOrAfter", {"@2014-12-20T", "@2014-12T"}, "day"), "null");
  EXPECT_EQ(call("SameOrAfter", {"@2014-10-20", "@2014-10-25"}, "month"), "true");
  EXPECT_EQ(call("SameOrBefore", {"@2014-12-20T", "@2014-12-20T15"}, "minute"), "null");
  EXPECT_EQ(call("SameOrBefore", {"@T23:10:25.555", "@T22:15:25.900"}, "minute"), "false");
}

TEST_F(DatesAndTimes, DurationsCountWholePeriods) {
  EXPECT_EQ(call("DurationBetween", {"@2014-01-31", "@2014-02-01"}, "month"), "0");
  EXPECT_EQ(call("DurationBetween", {"@2010-10-12T12:05", "@2008-08-15T08:08"}, "day"), "-788");
  EXPECT_EQ(call("DurationBetween", {"@T20:26:15.555", "@T23:25:15.555"}, "hour"), "2");
  EXPECT_EQ(call("DurationBetween", {"@2014-01-15T", "@2014-02T"}, "day"), "Interval[16, 44]");
  EXPECT_EQ(call("DurationBetween", {"@2014-01-15", "@2014-02"}, "day"), "Interval[17, 44]");
  EXPECT_EQ(call("DurationBetween", {"@2014-01-15", "null"}, "day"), "null");
}

TEST_F(DatesAndTimes, DifferencesCountBoundaries) {
  EXPECT_EQ(call("DifferenceBetween", {"@2014-01-31", "@2014-02-01"}, "month"), "1");
  EXPECT_EQ(call("DifferenceBetween", {"@2000-10-15T", "@2000-10-28T"}, "week"), "1");
  EXPECT_EQ(call("DifferenceBetween", {"@2000-10-15T", "@2000-10-29T"}, "week"), "2");
  EXPECT_EQ(call("DifferenceBetween", {"@T20", "@T23:25:15.555"}, "hour"), "3");
  EXPECT_EQ(
      call("DifferenceBetween",
           {"@2000-10-10T10:05:45.500-06:00", "@2000-10-10T10:05:45.900-07:00"}, "millisecond"),
      "3600400");
}

}  // namespace
}  // namespace palpate::cql
