#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "temporal_generators.hpp"
#include "value/temporal.hpp"

namespace palpate {
namespace {

TEST(PrecisionNames, AreReadSingularAndPlural) {
  EXPECT_EQ(parse_precision("year"), Precision::year);
  EXPECT_EQ(parse_precision("weeks"), Precision::week);
  EXPECT_EQ(parse_precision("milliseconds"), Precision::millisecond);
  EXPECT_FALSE(parse_precision("decade"));
  EXPECT_FALSE(parse_precision("s"));
  EXPECT_FALSE(parse_precision(""));
  EXPECT_EQ(to_string(Precision::week), "week");
}

TEST(DateText, ReadsEveryPrecision) {
  EXPECT_EQ(parse_date("2014")->precision, Precision::year);
  EXPECT_EQ(parse_date("2014-02")->month, 2);
  const Temporal day = *parse_date("2014-02-28");
  EXPECT_EQ(day.precision, Precision::day);
  EXPECT_EQ(day.day, 28);
  EXPECT_FALSE(day.has_offset());
}

TEST(DateText, RefusesWhatIsNoDate) {
  for (const char* text : {"", "14", "2014-", "2014-1", "2014-13", "2014-00", "2014-02-30",
                           "2013-02-29", "2014-02-28T", "0000", "2014-02-2", " 2014", "2014 ",
                           "-2014", "20140228", "2014-02-28Z", "1900-02-29"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_TRUE(parse_date("2000-02-29"));
  EXPECT_TRUE(parse_date("9999-12-31"));
  EXPECT_TRUE(parse_date("0001-01-01"));
}

TEST(DateTimeText, ReadsEveryPrecision) {
  EXPECT_EQ(parse_date_time("2014T")->precision, Precision::year);
  EXPECT_EQ(parse_date_time("2014-01T")->precision, Precision::month);
  EXPECT_EQ(parse_date_time("2014-01-25T")->precision, Precision::day);
  EXPECT_EQ(parse_date_time("2014-01-25")->precision, Precision::day);
  EXPECT_EQ(parse_date_time("2014-01-25T14")->precision, Precision::hour);
  EXPECT_EQ(parse_date_time("2014-01-25T14:30")->precision, Precision::minute);
  EXPECT_EQ(parse_date_time("2014-01-25T14:30:14")->precision, Precision::second);
  EXPECT_EQ(parse_date_time("2014-01-25T14:30:14.559")->millisecond, 559);
}

TEST(DateTimeText, ReadsOffsets) {
  EXPECT_EQ(parse_date_time("2014-01-25T14:30Z")->offset_minutes, 0);
  EXPECT_EQ(parse_date_time("2014-01-25T14+05:30")->offset_minutes, 330);
  EXPECT_EQ(parse_date_time("2014-01-25T14:30:14.559-07:00")->offset_minutes, -420);
  EXPECT_EQ(parse_date_time("2014-01-25T+14:00")->offset_minutes, 840);
  EXPECT_FALSE(parse_date_time("2014-01-25T14:30")->has_offset());
}

TEST(DateTimeText, RefusesWhatIsNoDateTime) {
  for (const char* text :
       {"2014-01T14", "2014T14", "2014-01-25T1", "2014-01-25T24", "2014-01-25T23:60",
        "2014-01-25T23:59:60", "2014-01-25T23:59:59.", "2014-01-25T14:30+5:00",
        "2014-01-25T14:30+14:01", "2014-01-25T14:30+01:60", "2014-01-25T14:30ZZ",
        "2014-01-25 14:30", "2014-01-25T14:30:14,5", "T14:30", "@2014"}) {
    EXPECT_FALSE(parse_date_time(text)) << text;
  }
}

TEST(TimeText, ReadsWithAndWithoutT) {
  EXPECT_EQ(parse_time("T10:30"), parse_time("10:30"));
  EXPECT_EQ(parse_time("T10")->precision, Precision::hour);
  EXPECT_EQ(parse_time("23:59:59.999")->millisecond, 999);
  EXPECT_EQ(parse_time("10:30")->year, 1);
  for (const char* text : {"", "T", "24:00", "T06Z", "10:30+01:00", "1:30", "10:3", "10:30:"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

// TimeMillisParsing of the conformance suite, and a short fraction.
TEST(TimeText, CutsDecimalsPastTheThird) {
  EXPECT_EQ(parse_time("23:59:59.10000")->millisecond, 100);
  EXPECT_EQ(parse_time("23:59:59.9999999999")->millisecond, 999);
  EXPECT_EQ(parse_time("23:59:59.5")->millisecond, 500);
  EXPECT_EQ(parse_time("23:59:59.0")->precision, Precision::millisecond);
}

TEST(TemporalText, WritesWhatCqlWrites) {
  EXPECT_EQ(format_date(*parse_date("0014-01")), "0014-01");
  EXPECT_EQ(format_date_time(*parse_date_time("2014-01-25")), "2014-01-25T");
  EXPECT_EQ(format_date_time(*parse_date_time("2014T")), "2014T");
  EXPECT_EQ(format_date_time(*parse_date_time("2014-01-25T14:30:00.000+02:00")),
            "2014-01-25T14:30:00.000+02:00");
  EXPECT_EQ(format_date_time(*parse_date_time("2014-01-25T14-03:30")), "2014-01-25T14-03:30");
  EXPECT_EQ(format_date_time(*parse_date_time("2014-01-25T14:05Z")), "2014-01-25T14:05+00:00");
  EXPECT_EQ(format_time(*parse_time("T10:30:00.5")), "10:30:00.500");
}

RC_GTEST_PROP(TemporalText, DateTimesReadBack, ()) {
  Temporal value = *any_date_time();
  // The offset of a value without hours is not written.
  if (value.precision < Precision::hour) value.offset_minutes = Temporal::no_offset;
  RC_ASSERT(parse_date_time(format_date_time(value)) == value);
}

RC_GTEST_PROP(TemporalText, DatesAndTimesReadBack, ()) {
  const Temporal date = *any_date();
  RC_ASSERT(parse_date(format_date(date)) == date);
  const Temporal time = *any_time();
  RC_ASSERT(parse_time(format_time(time)) == time);
}

RC_GTEST_PROP(TemporalText, OnlyValidValuesComeOut, ()) {
  const auto text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789-:T.Z+")));
  const auto date_time = parse_date_time(text);
  RC_ASSERT((!date_time || is_valid(*date_time)));
  const auto time = parse_time(text);
  RC_ASSERT((!time || is_valid(*time)));
}

}  // namespace
}  // namespace palpate
