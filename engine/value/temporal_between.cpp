// How long between two values: whole periods (duration) and boundaries crossed (difference).
#include "value/calendar.hpp"
#include "value/temporal.hpp"

namespace palpate {
namespace {

using calendar::floor_divide;
using calendar::millis_in;
using calendar::millis_per_day;

/// Local milliseconds of the first and the last instant that a value may mean.
struct Range {
  std::int64_t low;
  std::int64_t high;
};

/// Of a value to the second that is its first one, unless milliseconds are what is counted.
Range range_of(const Temporal& value, Precision unit, bool day_is_point, std::int64_t shift) {
  const std::int64_t low = calendar::local_millis(earliest(value)) + shift;
  const Precision own =
      unit == Precision::millisecond ? value.precision : calendar::effective(value.precision);
  if (own == Precision::millisecond) return {low, low};
  const std::int64_t high = calendar::local_millis(latest(value)) + shift;
  return {low, day_is_point ? high - (millis_per_day - 1) : high};
}

/// Months and days on a line where each month has room for 32 days of milliseconds: the order of
/// such numbers is the order of (month, day, time), and a whole month is one room.
std::int64_t month_line(std::int64_t millis) {
  const std::int64_t days = floor_divide(millis, millis_per_day);
  const calendar::Civil date = calendar::civil_of(days);
  const std::int64_t months = date.year * 12 + date.month - 1;
  return (months * 32 + date.day) * millis_per_day + (millis - days * millis_per_day);
}

/// Whole periods from one instant to another, cut toward zero: the same length either way round.
std::int64_t periods(std::int64_t from, std::int64_t to, Precision unit) {
  if (millis_in(unit) != 0) return (to - from) / millis_in(unit);
  const std::int64_t months = (month_line(to) - month_line(from)) / (32 * millis_per_day);
  return unit == Precision::year ? months / 12 : months;
}

/// Which year, month, Sunday-to-Saturday week, day, hour … the instant lies in, counted.
std::int64_t index_of(std::int64_t millis, Precision unit) {
  if (unit == Precision::week) {
    // Day 0 is a Monday: the day before it begins week 0.
    return floor_divide(floor_divide(millis, millis_per_day) + 1, 7);
  }
  if (millis_in(unit) != 0) return floor_divide(millis, millis_in(unit));
  const calendar::Civil date = calendar::civil_of(floor_divide(millis, millis_per_day));
  return unit == Precision::year ? date.year : date.year * 12 + date.month - 1;
}

bool days_or_coarser(Precision unit) { return unit <= Precision::day || unit == Precision::week; }

bool can_answer(const Temporal& a, const Temporal& b, Precision unit) {
  return unit != Precision::none && a.precision != Precision::none &&
         b.precision != Precision::none;
}

/// What brings the components of `value` to the default offset; 0 where both offsets agree.
std::int64_t shift_of(const Temporal& value, const Temporal& other, std::int16_t default_offset) {
  const std::int64_t own = calendar::offset_millis(value, default_offset);
  if (own == calendar::offset_millis(other, default_offset)) return 0;
  return default_offset * calendar::millis_per_minute - own;
}

}  // namespace

std::optional<Uncertain> duration_between(const Temporal& a, const Temporal& b, Precision unit,
                                          std::int16_t default_offset, Points points) {
  if (!can_answer(a, b, unit)) return std::nullopt;
  const bool days = points == Points::days && days_or_coarser(unit);
  const Range from = range_of(a, unit, days, shift_of(a, b, default_offset));
  const Range to = range_of(b, unit, days, shift_of(b, a, default_offset));
  return Uncertain{periods(from.high, to.low, unit), periods(from.low, to.high, unit)};
}

std::optional<Uncertain> difference_between(const Temporal& a, const Temporal& b, Precision unit,
                                            std::int16_t default_offset) {
  if (!can_answer(a, b, unit)) return std::nullopt;
  const bool as_written = days_or_coarser(unit);
  const Range from = range_of(a, unit, false, as_written ? 0 : shift_of(a, b, default_offset));
  const Range to = range_of(b, unit, false, as_written ? 0 : shift_of(b, a, default_offset));
  return Uncertain{index_of(to.low, unit) - index_of(from.high, unit),
                   index_of(to.high, unit) - index_of(from.low, unit)};
}

}  // namespace palpate
