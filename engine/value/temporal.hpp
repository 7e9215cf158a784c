#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace palpate {

/// Precision of dates and times, coarse to fine. CQL has no `week` components: a week is a
/// unit of durations only, and it stands last so that the others compare by fineness.
enum class Precision : std::uint8_t {
  none,
  year,
  month,
  day,
  hour,
  minute,
  second,
  millisecond,
  week
};
/// "year", "week" …; plural accepted by parse_precision.
std::string_view to_string(Precision precision);
std::optional<Precision> parse_precision(std::string_view word);

/// A point in time with the precision that was given: one type for CQL Date, DateTime and Time
/// (Kind in value.hpp says which). Components finer than `precision` are at their minimum.
/// Trivially copyable, 12 bytes. A Time has year 1, month 1, day 1. A Date has no offset.
struct Temporal {
  static constexpr std::int16_t no_offset = INT16_MIN;

  std::int16_t year = 1;  ///< 1–9999
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;
  std::uint8_t second = 0;
  Precision precision = Precision::none;
  std::uint16_t millisecond = 0;
  std::int16_t offset_minutes = no_offset;  ///< of a DateTime; evaluation fills a missing one

  bool has_offset() const { return offset_minutes != no_offset; }
  friend bool operator==(const Temporal&, const Temporal&) = default;
};

/// An integer known only to lie in [low, high]: what CQL calls uncertainty.
struct Uncertain {
  std::int64_t low = 0;
  std::int64_t high = 0;
  bool certain() const { return low == high; }
  friend bool operator==(const Uncertain&, const Uncertain&) = default;
};

bool is_leap_year(int year);
int days_in_month(int year, int month);
/// All components in range for their precision.
bool is_valid(const Temporal& value);

/// ISO 8601 as CQL writes it, without the leading '@' (Time: with or without 'T'). Partial values
/// are allowed ("2014-01", "2014-01-25T14", "T10:30"). nullopt when malformed or out of range.
/// Decimals of a second past the third are cut.
/// parse_date_time without 'T' gives a DateTime of date precision.
std::optional<Temporal> parse_date(std::string_view text);
std::optional<Temporal> parse_date_time(std::string_view text);
std::optional<Temporal> parse_time(std::string_view text);
/// The reverse; Date "2014-01", DateTime "2014-01-25T14:30:00.000+02:00" ("2014-01-25T" at day
/// precision), Time "10:30:00.000".
std::string format_date(const Temporal& value);
std::string format_date_time(const Temporal& value);
std::string format_time(const Temporal& value);

/// -1, 0, 1, or nullopt where the shorter precision leaves it open. With a precision other than
/// none, compares down to it only ("same month as"), and is open where either value stops before
/// it. A missing offset counts as `default_offset`. Where the offsets differ, both are read at
/// `default_offset` first, but as CQL 1.5.3 says only if the comparison reaches hours: a
/// comparison that ends at days, months or years uses the components as written. Seconds and
/// milliseconds are one decimal, 10:00:00 equals 10:00:00.000, unless the precision names the
/// millisecond: 10:00:00 has none.
std::optional<int> compare(const Temporal& a, const Temporal& b, Precision precision,
                           std::int16_t default_offset);
/// Same instant at every component (both precisions equal).
bool same_precision_equal(const Temporal& a, const Temporal& b, std::int16_t default_offset);

/// Calendar arithmetic: adds `amount` whole `unit`s; a day past the end of a month falls back to
/// its last day. A unit finer than the value's precision is converted down first, as CQL says
/// (@2014 + 24 months = @2016). nullopt when it leaves year 1–9999. A Time wraps around midnight.
std::optional<Temporal> add(const Temporal& value, std::int64_t amount, Precision unit);
std::optional<Temporal> add_time(const Temporal& value, std::int64_t amount, Precision unit);

/// Whole periods elapsed between (`years between`), and boundaries crossed (`difference in`).
/// Imprecise operands give a range: every point that the value may mean is considered. The points
/// of Dates are days, so days between @2014-01-15 and @2014-02 is [17, 44]; those of DateTimes are
/// instants, so days between DateTime(2014, 1, 15) and DateTime(2014, 2) is [16, 44]. A value to
/// the second is its first millisecond, as in compare, unless milliseconds are counted: 10:00:00
/// has none. Durations read differing offsets at `default_offset`; differences do so for hours and
/// finer only. nullopt where the precision cannot be answered at all (none).
enum class Points : std::uint8_t { instants, days };
std::optional<Uncertain> duration_between(const Temporal& a, const Temporal& b, Precision unit,
                                          std::int16_t default_offset,
                                          Points points = Points::instants);
std::optional<Uncertain> difference_between(const Temporal& a, const Temporal& b, Precision unit,
                                            std::int16_t default_offset);

/// The earliest and latest full-precision instants that a partial value may mean. The offset is
/// kept.
Temporal earliest(const Temporal& value);
Temporal latest(const Temporal& value);
/// The next / previous value at its own precision; nullopt at the end of the range.
std::optional<Temporal> successor(const Temporal& value);
std::optional<Temporal> predecessor(const Temporal& value);
std::optional<Temporal> successor_time(const Temporal& value);
std::optional<Temporal> predecessor_time(const Temporal& value);
/// Same instant in UTC (offset 0). Unchanged where UTC cannot say it: a value without hours, an
/// hour without minutes at an offset of half an hour, or a year that leaves 1–9999.
Temporal to_utc(const Temporal& value, std::int16_t default_offset);

}  // namespace palpate
