// What units mean: the unit '1', CQL's calendar durations, dimensions and their names.
#include "value/unit.hpp"

#include <algorithm>

#include "value/unit_table.hpp"
#include "value/wide.hpp"

namespace palpate {
namespace {

constexpr std::size_t time_index = 1;

Unit make_one() {
  Unit unit;
  unit.code = "1";
  return unit;
}

/// Years and months carry the length that CQL's `~` gives them: 365 and 30 days.
Unit make_calendar(std::string_view code, std::int64_t seconds, std::int16_t ten_power) {
  Unit unit;
  unit.code = code;
  unit.exponents[time_index] = 1;
  unit.numerator = Decimal::from_integer(seconds);
  unit.ten_power = ten_power;
  unit.factor = ten_power == 0 ? static_cast<double>(seconds) : 1e-3;
  unit.calendar = true;
  return unit;
}

using CalendarUnits = std::array<Unit, 16>;

CalendarUnits make_calendar_units() {
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t hour = 60 * minute;
  constexpr std::int64_t day = 24 * hour;
  return {make_calendar("year", 365 * day, 0), make_calendar("years", 365 * day, 0),
          make_calendar("month", 30 * day, 0), make_calendar("months", 30 * day, 0),
          make_calendar("week", 7 * day, 0),   make_calendar("weeks", 7 * day, 0),
          make_calendar("day", day, 0),        make_calendar("days", day, 0),
          make_calendar("hour", hour, 0),      make_calendar("hours", hour, 0),
          make_calendar("minute", minute, 0),  make_calendar("minutes", minute, 0),
          make_calendar("second", 1, 0),       make_calendar("seconds", 1, 0),
          make_calendar("millisecond", 1, -3), make_calendar("milliseconds", 1, -3)};
}

std::string with_exponent(std::string_view base, int exponent) {
  std::string text(base);
  if (exponent != 1) text += std::to_string(exponent);
  return text;
}

/// "g.m-3": what is left to say of a dimension that has no name.
std::string base_term(const Unit& unit) {
  constexpr std::array<std::string_view, Unit::dimensions> bases{"m", "s", "g",  "rad",
                                                                 "K", "C", "cd", "arbitrary"};
  std::string text;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    if (unit.exponents[i] == 0) continue;
    if (!text.empty()) text += ".";
    text += with_exponent(bases[i], unit.exponents[i]);
  }
  return text;
}

}  // namespace

bool Unit::is_one() const {
  const bool dimensionless =
      std::all_of(exponents.begin(), exponents.end(), [](std::int8_t e) { return e == 0; });
  return dimensionless && arbitrary == 0 && !affine && exact && ten_power == 0 &&
         numerator == denominator;
}

const Unit& unit_one() {
  static const Unit one = make_one();
  return one;
}

const Unit* calendar_unit(std::string_view word) {
  static const CalendarUnits units = make_calendar_units();
  const auto* found =
      std::find_if(units.begin(), units.end(), [&](const Unit& unit) { return unit.code == word; });
  return found == units.end() ? nullptr : &*found;
}

bool commensurable(const Unit& a, const Unit& b) {
  return a.exponents == b.exponents && a.arbitrary == b.arbitrary;
}

std::string dimension_name(const Unit& unit) {
  if (unit.arbitrary != 0 || unit.exponents.back() != 0)
    return "units of '" + std::string(unit.code) + "'";
  for (const units::DimensionName& entry : units::dimension_names()) {
    if (std::equal(entry.dimension.begin(), entry.dimension.end(), unit.exponents.begin())) {
      return std::string(entry.name);
    }
  }
  return base_term(unit);
}

}  // namespace palpate
