// Adding durations to dates and times, and stepping to the next and the previous value.
#include <algorithm>

#include "value/calendar.hpp"
#include "value/temporal.hpp"

namespace palpate {
namespace {

using calendar::millis_in;

bool is_component(Precision unit) { return unit != Precision::none && unit != Precision::week; }

/// `amount` of `unit` in whole `target`s, cut toward zero, by CQL's calendar conversions: a year
/// has 12 months or 365 days, a month 30 days. `unit` is finer than `target`.
std::int64_t convert_down(std::int64_t amount, Precision unit, Precision target) {
  if (unit == Precision::month) return amount / 12;
  if (millis_in(target) != 0) return amount / (millis_in(target) / millis_in(unit));
  const std::int64_t days = amount / (millis_in(Precision::day) / millis_in(unit));
  return days / (target == Precision::year ? 365 : 30);
}

std::optional<Temporal> add_months(const Temporal& value, std::int64_t months) {
  std::int64_t total = 0;
  const std::int64_t from = std::int64_t{value.year} * 12 + value.month - 1;
  if (__builtin_add_overflow(from, months, &total)) return std::nullopt;
  const std::int64_t year = calendar::floor_divide(total, 12);
  if (year < 1 || year > 9999) return std::nullopt;
  Temporal result = value;
  result.year = static_cast<std::int16_t>(year);
  result.month = static_cast<std::uint8_t>(total - year * 12 + 1);
  const int last = days_in_month(result.year, result.month);
  result.day = static_cast<std::uint8_t>(std::min<int>(value.day, last));
  return result;
}

std::optional<Temporal> add_millis(const Temporal& value, std::int64_t amount, Precision unit) {
  std::int64_t millis = 0;
  if (__builtin_mul_overflow(amount, millis_in(unit), &millis)) return std::nullopt;
  if (__builtin_add_overflow(millis, calendar::local_millis(value), &millis)) return std::nullopt;
  Temporal result = value;
  if (!calendar::set_local_millis(result, millis)) return std::nullopt;
  return result;
}

}  // namespace

std::optional<Temporal> add(const Temporal& value, std::int64_t amount, Precision unit) {
  if (unit == Precision::week) {
    if (__builtin_mul_overflow(amount, std::int64_t{7}, &amount)) return std::nullopt;
    unit = Precision::day;
  }
  if (!is_component(unit) || !is_component(value.precision)) return std::nullopt;
  if (unit > value.precision) {
    amount = convert_down(amount, unit, value.precision);
    unit = value.precision;
  }
  if (unit == Precision::year) {
    if (__builtin_mul_overflow(amount, std::int64_t{12}, &amount)) return std::nullopt;
    unit = Precision::month;
  }
  if (unit == Precision::month) return add_months(value, amount);
  return add_millis(value, amount, unit);
}

std::optional<Temporal> add_time(const Temporal& value, std::int64_t amount, Precision unit) {
  if (unit < Precision::hour || !is_component(unit)) return std::nullopt;
  if (value.precision < Precision::hour || !is_component(value.precision)) return std::nullopt;
  if (unit > value.precision) {
    amount = convert_down(amount, unit, value.precision);
    unit = value.precision;
  }
  // Whole days change nothing, and taking them off first keeps the product in range.
  const std::int64_t moved =
      amount % (calendar::millis_per_day / millis_in(unit)) * millis_in(unit);
  const std::int64_t millis = calendar::millis_of_day(value) + moved + calendar::millis_per_day;
  Temporal result = value;
  calendar::set_millis_of_day(result, millis % calendar::millis_per_day);
  return result;
}

std::optional<Temporal> successor(const Temporal& value) { return add(value, 1, value.precision); }

std::optional<Temporal> predecessor(const Temporal& value) {
  return add(value, -1, value.precision);
}

std::optional<Temporal> successor_time(const Temporal& value) {
  const std::optional<Temporal> next = add_time(value, 1, value.precision);
  if (!next || calendar::millis_of_day(*next) < calendar::millis_of_day(value)) return std::nullopt;
  return next;
}

std::optional<Temporal> predecessor_time(const Temporal& value) {
  const std::optional<Temporal> next = add_time(value, -1, value.precision);
  if (!next || calendar::millis_of_day(*next) > calendar::millis_of_day(value)) return std::nullopt;
  return next;
}

}  // namespace palpate
