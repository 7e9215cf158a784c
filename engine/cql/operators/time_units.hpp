#pragma once

#include <cstdint>
#include <optional>

#include "value/temporal.hpp"
#include "value/type.hpp"
#include "value/value.hpp"

namespace palpate::cql {

/// The calendar unit that a quantity's unit stands for in date and time arithmetic: a calendar
/// keyword, or a UCUM unit of a week or less ('wk', 'd', 'h', 'min', 's', 'ms'). UCUM's 'mo' and
/// 'a' are durations of fixed length, which CQL keeps out of calendars: nullopt, as for any other.
std::optional<Precision> time_unit(const Unit& unit);

/// A whole number of units.
struct Period {
  std::int64_t count = 0;
  Precision unit = Precision::none;
};
/// Weeks become days, fractions of a second milliseconds; other fractions are cut, as CQL says.
/// nullopt when the number is too large.
std::optional<Period> whole_period(const Decimal& number, Precision unit);

/// Whether dates and times of type `kind` can be moved by that unit: no hours in a Date, no days
/// in a Time.
bool has_unit(Type::Kind kind, Precision unit);
/// `value`, of type `kind`, moved; nullopt when it leaves year 1–9999 (a Time wraps around).
std::optional<Temporal> moved(const Temporal& value, Type::Kind kind, const Period& period);

/// Whole periods from one Date, DateTime or Time to another of the same type.
std::optional<Uncertain> elapsed(const Value& from, const Value& to, Precision unit,
                                 std::int16_t default_offset);
/// The Integer that a duration or difference is: uncertain where it is a range, null when nothing
/// is known or it is too large.
Value whole_periods(std::optional<Uncertain> count);

}  // namespace palpate::cql
