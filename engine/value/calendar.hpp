#pragma once

#include <cstdint>

#include "value/temporal.hpp"

/// Temporals as numbers, for the files temporal*.cpp. The proleptic Gregorian calendar; no leap
/// seconds, as CQL says. All are total over years -9999 to 99999, so that an offset or a range may
/// look past the ends of CQL's range.
namespace palpate::calendar {

inline constexpr std::int64_t millis_per_second = 1000;
inline constexpr std::int64_t millis_per_minute = 60 * millis_per_second;
inline constexpr std::int64_t millis_per_hour = 60 * millis_per_minute;
inline constexpr std::int64_t millis_per_day = 24 * millis_per_hour;

/// A date without the limits of CQL's years.
struct Civil {
  std::int64_t year = 1;
  int month = 1;
  int day = 1;
};

/// Days since 0001-01-01, a Monday.
std::int64_t days_of(const Civil& date);
Civil civil_of(std::int64_t days);

/// Rounded toward minus infinity.
constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

/// Components as written (the offset is not applied), those missing at their minimum.
std::int64_t local_days(const Temporal& value);
std::int64_t local_millis(const Temporal& value);
std::int64_t millis_of_day(const Temporal& value);
/// The offset, or the default, in milliseconds.
std::int64_t offset_millis(const Temporal& value, std::int16_t default_offset);
/// Splits milliseconds of a day (0 to millis_per_day - 1) into the components of `value`.
void set_millis_of_day(Temporal& value, std::int64_t millis);
/// Components for local milliseconds since 0001-01-01, precision and offset from `like`; false
/// when the year is not 1 to 9999.
bool set_local_millis(Temporal& value, std::int64_t millis);

/// Milliseconds that one `unit` has; 0 for months, years and none.
std::int64_t millis_in(Precision unit);
/// Components finer than `precision` at their minimum.
Temporal cut(const Temporal& value, Precision precision);
/// Seconds count as milliseconds: CQL takes both as one decimal.
Precision effective(Precision precision);

}  // namespace palpate::calendar
