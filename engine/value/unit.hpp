#pragma once

#include <array>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "value/decimal.hpp"

namespace palpate {

/// A unit of measure, parsed: UCUM case-sensitive code ("mg/dL", "Cel", "[degF]", "10*3/uL") or a
/// CQL calendar duration ("year", "months" …, which equal UCUM's 'a', 'mo' only where CQL says
/// so). Immutable. Lives in an arena; Values point to it and never own it.
struct Unit {
  /// m, s, g, rad, K, C, cd, and one for "arbitrary" dimensions told apart by `arbitrary`.
  static constexpr std::size_t dimensions = 8;

  std::string_view code;  ///< as written; storage is in the arena or static
  std::array<std::int8_t, dimensions> exponents{};
  std::uint32_t arbitrary = 0;  ///< hash of the arbitrary unit ([IU]); 0 = none
  /// Exact factor to the base units, numerator/denominator where exact, else nullopt + `factor`.
  Decimal numerator = Decimal::from_integer(1);
  Decimal denominator = Decimal::from_integer(1);
  std::int16_t ten_power = 0;  ///< factor × 10^ten_power: keeps prefixes exact
  bool exact = true;
  double factor = 1.0;  ///< the whole factor, always set
  /// Affine units (Cel, [degF]): base = (value + offset) × factor.
  bool affine = false;
  Decimal offset;         ///< in this unit: 273.15 for Cel, 459.67 for [degF]
  bool calendar = false;  ///< a CQL calendar keyword, not a UCUM code
  bool is_one() const;
};

/// Parses a UCUM code or a calendar keyword; the Unit and a copy of its code are made in `arena`.
/// Errors (bad_input) name the part that is unknown and suggest a near code.
Result<const Unit*> parse_unit(std::string_view code, std::pmr::memory_resource& arena);
/// The unit '1'. Static storage.
const Unit& unit_one();
/// Static units for the CQL calendar keywords; null when `word` is none of them.
const Unit* calendar_unit(std::string_view word);

/// Same dimension: a comparison or a conversion makes sense.
bool commensurable(const Unit& a, const Unit& b);
/// Same meaning (same dimension, factor and offset): no conversion needed.
bool same_unit(const Unit& a, const Unit& b);
/// `value` of unit `from` in unit `to`; exact where both factors are. nullopt: other dimension,
/// or out of range. Calendar year and month against definite units follow CQL: only equivalence
/// may convert them (`for_equivalence`).
std::optional<Decimal> convert(const Decimal& value, const Unit& from, const Unit& to,
                               bool for_equivalence = false);
/// -1, 0, 1: the order of two quantities without rounding ("38 'Cel'" and "100.4 '[degF]'" are
/// equal). nullopt: other dimension, or calendar years and months against definite units.
std::optional<int> compare_quantities(const Decimal& a, const Unit& a_unit, const Decimal& b,
                                      const Unit& b_unit);
/// Product and quotient units, in `arena`, like terms joined ("cm" × "cm" is "cm2"); calendar
/// durations become the UCUM units of their names. nullopt for affine operands, and for codes,
/// exponents or factors past the limits.
std::optional<const Unit*> multiply(const Unit& a, const Unit& b, std::pmr::memory_resource& arena);
std::optional<const Unit*> divide(const Unit& a, const Unit& b, std::pmr::memory_resource& arena);
/// What a dimension is called in messages: "temperature", "mass", "time"; or the base term.
std::string dimension_name(const Unit& unit);

}  // namespace palpate
