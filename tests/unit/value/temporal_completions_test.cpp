// Partial dates against all days that they may mean, and partial times likewise, over every pair of
// precisions: an order is known exactly where all completions agree, and is unknown otherwise.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "value/temporal.hpp"

namespace palpate {
namespace {

/// Days around the turn of a year and of months of 28, 30 and 31 days.
std::vector<Temporal> partial_dates() {
  std::vector<Temporal> all;
  for (const char* text :
       {"2014", "2015", "2016", "2014-12", "2015-01", "2015-02", "2015-04", "2016-02", "2014-12-31",
        "2015-01-01", "2015-01-31", "2015-02-01", "2015-02-28", "2016-02-29", "2015-04-30"}) {
    all.push_back(*parse_date(text));
  }
  return all;
}

/// Day by day from the first to the last.
std::vector<Temporal> days_of(const Temporal& value) {
  const auto as_day = [](Temporal instant) {
    instant.hour = instant.minute = instant.second = 0;
    instant.millisecond = 0;
    instant.precision = Precision::day;
    return instant;
  };
  std::vector<Temporal> days;
  const Temporal last = as_day(latest(value));
  for (Temporal day = as_day(earliest(value));; day = *successor(day)) {
    days.push_back(day);
    if (day.year == last.year && day.month == last.month && day.day == last.day) break;
  }
  return days;
}

int number_of(const Temporal& day, Precision precision) {
  int number = day.year * 10000;
  if (precision >= Precision::month || precision == Precision::none) number += day.month * 100;
  if (precision >= Precision::day || precision == Precision::none) number += day.day;
  return number;
}

int sign(int number) { return number < 0 ? -1 : (number > 0 ? 1 : 0); }

/// What all pairs of completions agree on at that precision.
std::optional<int> agreed(const Temporal& a, const Temporal& b, Precision precision) {
  std::optional<int> found;
  for (const Temporal& x : days_of(a)) {
    for (const Temporal& y : days_of(b)) {
      const int order = sign(number_of(x, precision) - number_of(y, precision));
      if (found && *found != order) return std::nullopt;
      found = order;
    }
  }
  return found;
}

TEST(Completions, DecideTheOrderOfPartialDates) {
  for (const Temporal& a : partial_dates()) {
    for (const Temporal& b : partial_dates()) {
      for (const Precision precision : {Precision::year, Precision::month, Precision::day}) {
        EXPECT_EQ(compare(a, b, precision, 0), agreed(a, b, precision))
            << format_date(a) << ' ' << format_date(b) << " at " << static_cast<int>(precision);
      }
    }
  }
}

// Without a precision two values that stop at the same place are compared as far as they go: @2014
// is @2014, although the days that they may mean differ.
TEST(Completions, WithoutAPrecisionGoAsFarAsBothDo) {
  for (const Temporal& a : partial_dates()) {
    for (const Temporal& b : partial_dates()) {
      const bool alike = a.precision == b.precision;
      EXPECT_EQ(compare(a, b, Precision::none, 0),
                agreed(a, b, alike ? a.precision : Precision::none))
          << format_date(a) << ' ' << format_date(b);
    }
  }
}

TEST(Completions, GiveTheRangeOfDurationsBetweenPartialDates) {
  for (const Temporal& a : partial_dates()) {
    for (const Temporal& b : partial_dates()) {
      for (const Precision unit :
           {Precision::year, Precision::month, Precision::week, Precision::day}) {
        std::optional<Uncertain> expected;
        for (const Temporal& x : days_of(a)) {
          for (const Temporal& y : days_of(b)) {
            const std::int64_t exact = duration_between(x, y, unit, 0, Points::days)->low;
            if (!expected) expected = Uncertain{exact, exact};
            expected->low = std::min(expected->low, exact);
            expected->high = std::max(expected->high, exact);
          }
        }
        const Uncertain actual = *duration_between(a, b, unit, 0, Points::days);
        EXPECT_EQ(actual.low, expected->low) << format_date(a) << ' ' << format_date(b);
        EXPECT_EQ(actual.high, expected->high) << format_date(a) << ' ' << format_date(b);
      }
    }
  }
}

TEST(Completions, DecideTheOrderOfPartialTimes) {
  std::vector<Temporal> all;
  for (const char* text : {"09", "10", "09:59", "10:00", "10:30", "09:59:59", "10:00:00",
                           "09:59:59.999", "10:00:00.000", "10:00:00.001"}) {
    all.push_back(*parse_time(text));
  }
  const auto millis = [](const Temporal& t) {
    return ((t.hour * 60 + t.minute) * 60 + t.second) * 1000 + t.millisecond;
  };
  for (const Temporal& a : all) {
    for (const Temporal& b : all) {
      // Seconds and milliseconds are one decimal: 10:00:00 is 10:00:00.000.
      const auto last = [&](const Temporal& t) {
        return t.precision == Precision::second ? millis(t) : millis(latest(t));
      };
      std::optional<int> expected;
      if (last(a) < millis(earliest(b))) expected = -1;
      if (millis(earliest(a)) > last(b)) expected = 1;
      const bool alike = a.precision == b.precision ||
                         (a.precision >= Precision::second && b.precision >= Precision::second);
      if (alike && millis(earliest(a)) == millis(earliest(b))) expected = 0;
      EXPECT_EQ(compare(a, b, Precision::none, 0), expected)
          << format_time(a) << ' ' << format_time(b);
    }
  }
}

}  // namespace
}  // namespace palpate
