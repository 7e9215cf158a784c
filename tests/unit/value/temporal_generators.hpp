#pragma once

#include <rapidcheck.h>

#include "value/temporal.hpp"

namespace palpate {

// Sizes are nominal from the first case on: small ones would give years and Januaries only.

/// A valid Temporal between two years, of a precision between two; finer components are minimal.
inline rc::Gen<Temporal> temporal_between(Precision coarsest, Precision finest, int first_year,
                                          int last_year) {
  return rc::gen::resize(
      rc::kNominalSize, rc::gen::exec([=] {
        Temporal value;
        value.year = static_cast<std::int16_t>(*rc::gen::inRange(first_year, last_year + 1));
        value.precision = static_cast<Precision>(
            *rc::gen::inRange(static_cast<int>(coarsest), static_cast<int>(finest) + 1));
        if (value.precision >= Precision::month) {
          value.month = static_cast<std::uint8_t>(*rc::gen::inRange(1, 13));
        }
        if (value.precision >= Precision::day) {
          value.day = static_cast<std::uint8_t>(
              *rc::gen::inRange(1, days_in_month(value.year, value.month) + 1));
        }
        if (value.precision >= Precision::hour) {
          value.hour = static_cast<std::uint8_t>(*rc::gen::inRange(0, 24));
        }
        if (value.precision >= Precision::minute) {
          value.minute = static_cast<std::uint8_t>(*rc::gen::inRange(0, 60));
        }
        if (value.precision >= Precision::second) {
          value.second = static_cast<std::uint8_t>(*rc::gen::inRange(0, 60));
        }
        if (value.precision >= Precision::millisecond) {
          value.millisecond = static_cast<std::uint16_t>(*rc::gen::inRange(0, 1000));
        }
        return value;
      }));
}

inline rc::Gen<Temporal> any_date() {
  return temporal_between(Precision::year, Precision::day, 1, 9999);
}

/// Few years, so that two of them often fall together; quarter-hour offsets.
inline rc::Gen<Temporal> any_date_time() {
  return rc::gen::resize(
      rc::kNominalSize, rc::gen::exec([] {
        Temporal value = *temporal_between(Precision::year, Precision::millisecond, 2015, 2016);
        value.offset_minutes = static_cast<std::int16_t>(*rc::gen::inRange(-56, 57) * 15);
        return value;
      }));
}

inline rc::Gen<Temporal> any_time() {
  return rc::gen::resize(rc::kNominalSize, rc::gen::exec([] {
                           Temporal value =
                               *temporal_between(Precision::hour, Precision::millisecond, 1, 1);
                           value.month = value.day = 1;
                           return value;
                         }));
}

}  // namespace palpate
