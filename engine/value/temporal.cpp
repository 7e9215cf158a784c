// The calendar, validity, the instants that a partial value may mean, and the order of values.
#include "value/temporal.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "value/calendar.hpp"

namespace palpate {

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  if (month == 2 && is_leap_year(year)) return 29;
  return days[static_cast<std::size_t>(month - 1)];
}

namespace calendar {

/// Years are counted from March, so that a leap day comes last.
std::int64_t days_of(const Civil& date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const int month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  constexpr std::int64_t days_before_year_one = 306;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         days_before_year_one;
}

Civil civil_of(std::int64_t days) {
  days += 306;
  const std::int64_t era = floor_divide(days, 146097);
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const auto month_from_march = static_cast<int>((5 * day_of_year + 2) / 153);
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const auto day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::int64_t local_days(const Temporal& value) {
  return days_of({value.year, value.month, value.day});
}

std::int64_t millis_of_day(const Temporal& value) {
  return value.hour * millis_per_hour + value.minute * millis_per_minute +
         value.second * millis_per_second + value.millisecond;
}

std::int64_t local_millis(const Temporal& value) {
  return local_days(value) * millis_per_day + millis_of_day(value);
}

std::int64_t offset_millis(const Temporal& value, std::int16_t default_offset) {
  return (value.has_offset() ? value.offset_minutes : default_offset) * millis_per_minute;
}

void set_millis_of_day(Temporal& value, std::int64_t millis) {
  value.hour = static_cast<std::uint8_t>(millis / millis_per_hour);
  value.minute = static_cast<std::uint8_t>(millis / millis_per_minute % 60);
  value.second = static_cast<std::uint8_t>(millis / millis_per_second % 60);
  value.millisecond = static_cast<std::uint16_t>(millis % millis_per_second);
}

bool set_local_millis(Temporal& value, std::int64_t millis) {
  const std::int64_t days = floor_divide(millis, millis_per_day);
  const Civil date = civil_of(days);
  if (date.year < 1 || date.year > 9999) return false;
  value.year = static_cast<std::int16_t>(date.year);
  value.month = static_cast<std::uint8_t>(date.month);
  value.day = static_cast<std::uint8_t>(date.day);
  set_millis_of_day(value, millis - days * millis_per_day);
  return true;
}

std::int64_t millis_in(Precision unit) {
  switch (unit) {
    case Precision::week:
      return 7 * millis_per_day;
    case Precision::day:
      return millis_per_day;
    case Precision::hour:
      return millis_per_hour;
    case Precision::minute:
      return millis_per_minute;
    case Precision::second:
      return millis_per_second;
    case Precision::millisecond:
      return 1;
    case Precision::none:
    case Precision::year:
    case Precision::month:
      break;
  }
  return 0;
}

Temporal cut(const Temporal& value, Precision precision) {
  Temporal result = value;
  if (precision < Precision::month) result.month = 1;
  if (precision < Precision::day) result.day = 1;
  if (precision < Precision::hour) result.hour = 0;
  if (precision < Precision::minute) result.minute = 0;
  if (precision < Precision::second) result.second = 0;
  if (precision < Precision::millisecond) result.millisecond = 0;
  return result;
}

Precision effective(Precision precision) {
  return precision == Precision::second ? Precision::millisecond : precision;
}

}  // namespace calendar

namespace {

/// What a value may mean on the line of milliseconds, seen at one precision.
struct Range {
  std::int64_t low;
  std::int64_t high;
};

/// `own` is the precision that the value has: of one to the second, the millisecond, unless the
/// comparison asks for milliseconds by name.
/// Days and coarser are seen as written. At hours and finer `shift` moves the components to the
/// common offset, before the cut, because half-hour offsets move instants across hours.
Range range_at(const Temporal& value, Precision own, Precision precision, std::int64_t shift) {
  const bool complete = own == Precision::millisecond;
  const Temporal low = earliest(value);
  const Temporal high = complete ? low : latest(value);
  if (precision <= Precision::day) {
    return {calendar::local_millis(calendar::cut(low, precision)),
            calendar::local_millis(calendar::cut(high, precision))};
  }
  const std::int64_t step = calendar::millis_in(precision);
  const auto at = [&](const Temporal& instant) {
    return calendar::floor_divide(calendar::local_millis(instant) + shift, step) * step;
  };
  return {at(low), at(high)};
}

bool is_valid_offset(std::int16_t minutes) { return std::abs(minutes) <= 14 * 60; }

}  // namespace

bool is_valid(const Temporal& value) {
  if (value.precision == Precision::none || value.precision == Precision::week) return false;
  if (value.year < 1 || value.year > 9999 || value.day < 1) return false;
  if (value.day > days_in_month(value.year, value.month)) return false;
  if (value.hour > 23 || value.minute > 59 || value.second > 59 || value.millisecond > 999) {
    return false;
  }
  return !value.has_offset() || is_valid_offset(value.offset_minutes);
}

Temporal earliest(const Temporal& value) {
  Temporal result = calendar::cut(value, value.precision);
  result.precision = Precision::millisecond;
  return result;
}

Temporal latest(const Temporal& value) {
  Temporal result = value;
  if (value.precision < Precision::month) result.month = 12;
  if (value.precision < Precision::day) {
    result.day = static_cast<std::uint8_t>(days_in_month(result.year, result.month));
  }
  if (value.precision < Precision::hour) result.hour = 23;
  if (value.precision < Precision::minute) result.minute = 59;
  if (value.precision < Precision::second) result.second = 59;
  if (value.precision < Precision::millisecond) result.millisecond = 999;
  result.precision = Precision::millisecond;
  return result;
}

Temporal to_utc(const Temporal& value, std::int16_t default_offset) {
  const std::int64_t offset = calendar::offset_millis(value, default_offset);
  const bool sayable =
      value.precision >= Precision::minute ||
      (value.precision == Precision::hour && offset % calendar::millis_per_hour == 0);
  Temporal result = value;
  if (!sayable || !calendar::set_local_millis(result, calendar::local_millis(value) - offset)) {
    return value;
  }
  result.offset_minutes = 0;
  return result;
}

std::optional<int> compare(const Temporal& a, const Temporal& b, Precision precision,
                           std::int16_t default_offset) {
  if (precision == Precision::week) return std::nullopt;
  const bool to_the_end = precision == Precision::none;
  const bool milliseconds = precision == Precision::millisecond;
  const Precision own_a = milliseconds ? a.precision : calendar::effective(a.precision);
  const Precision own_b = milliseconds ? b.precision : calendar::effective(b.precision);
  const Precision depth = to_the_end ? std::max(own_a, own_b) : precision;
  const std::int64_t a_offset = calendar::offset_millis(a, default_offset);
  const std::int64_t b_offset = calendar::offset_millis(b, default_offset);
  const bool normalise = a_offset != b_offset;
  const std::int64_t common = default_offset * calendar::millis_per_minute;
  const Range left = range_at(a, own_a, depth, normalise ? common - a_offset : 0);
  const Range right = range_at(b, own_b, depth, normalise ? common - b_offset : 0);
  if (left.high < right.low) return -1;
  if (left.low > right.high) return 1;
  const bool points = left.low == left.high && right.low == right.high;
  const bool same_unknown =
      to_the_end && own_a == own_b && left.low == right.low && left.high == right.high;
  if (points || same_unknown) return 0;
  return std::nullopt;
}

bool same_precision_equal(const Temporal& a, const Temporal& b, std::int16_t default_offset) {
  return a.precision == b.precision && compare(a, b, Precision::none, default_offset) == 0;
}

}  // namespace palpate
