// Conversion and comparison of quantities: exact where both factors are, in one rounding.
#include <algorithm>
#include <array>
#include <cmath>

#include "value/unit.hpp"
#include "value/wide.hpp"

namespace palpate {
namespace {

struct Months {
  std::string_view code;
  int months;
};

constexpr std::array<Months, 4> calendar_months{
    {{"year", 12}, {"years", 12}, {"month", 1}, {"months", 1}}};
constexpr std::array<Months, 8> definite_months{{{"a", 12},
                                                 {"a_j", 12},
                                                 {"a_g", 12},
                                                 {"a_t", 12},
                                                 {"mo", 1},
                                                 {"mo_j", 1},
                                                 {"mo_g", 1},
                                                 {"mo_s", 1}}};

template <std::size_t N>
int find_months(const std::array<Months, N>& table, std::string_view code) {
  for (const Months& entry : table) {
    if (entry.code == code) return entry.months;
  }
  return 0;
}

/// Months in a calendar year or month, which have no fixed length; 0 for every other unit.
int variable_months(const Unit& unit) {
  return unit.calendar ? find_months(calendar_months, unit.code) : 0;
}

/// The same, and for `~` also of the definite units that CQL calls their counterparts.
int equivalent_months(const Unit& unit) {
  const int months = variable_months(unit);
  return months != 0 || unit.calendar ? months : find_months(definite_months, unit.code);
}

/// (value + offset) as a count, times what the fraction of the unit and the powers of ten that
/// `other` lacks make of it: two such numbers compare as the quantities do.
Wide scaled(const Decimal& value, const Unit& unit, const Unit& other) {
  const Wide shifted = Wide::count_of(value) + Wide::count_of(unit.offset);
  const Wide whole = shifted * Wide::count_of(unit.numerator) * Wide::count_of(other.denominator);
  return whole.times_ten_to(std::max(0, unit.ten_power - other.ten_power));
}

std::optional<Decimal> with_significant_scale(const std::optional<Decimal>& value) {
  if (!value) return value;
  return value->with_scale(value->significant_scale());
}

std::optional<Decimal> convert_exactly(const Decimal& value, const Unit& from, const Unit& to) {
  const Wide divisor = (Wide::count_of(to.numerator) * Wide::count_of(from.denominator))
                           .times_ten_to(std::max(0, to.ten_power - from.ten_power));
  const Wide offset = Wide::count_of(to.offset) * divisor;
  return with_significant_scale(
      Wide::divide(scaled(value, from, to) + offset.negated(), divisor, 0));
}

double in_base(const Decimal& value, const Unit& unit) {
  return (value.to_double() + unit.offset.to_double()) * unit.factor;
}

std::optional<Decimal> convert_months(const Decimal& value, int from, int to) {
  return Decimal::scale_by(value, Decimal::from_integer(from), Decimal::from_integer(to));
}

/// Factors of pi and the like are known to 15 digits; nearer than this is equal.
int compare_nearly(double a, double b) {
  constexpr double tolerance = 1e-12;
  if (std::fabs(a - b) <= tolerance * std::max(std::fabs(a), std::fabs(b))) return 0;
  return a < b ? -1 : 1;
}

int sign_of(std::strong_ordering order) { return order < 0 ? -1 : (order > 0 ? 1 : 0); }

int compare_in_base(const Decimal& a, const Unit& a_unit, const Decimal& b, const Unit& b_unit) {
  if (a_unit.exact && b_unit.exact) {
    const Wide left = scaled(a, a_unit, b_unit);
    const Wide right = scaled(b, b_unit, a_unit);
    if (!left.overflowed() && !right.overflowed()) return Wide::compare(left, right);
  }
  return compare_nearly(in_base(a, a_unit), in_base(b, b_unit));
}

bool same_factor(const Unit& a, const Unit& b) {
  const Decimal one = Decimal::from_integer(1);
  if (a.exact != b.exact || a.affine != b.affine || a.offset != b.offset) return false;
  // The offsets are equal, so the quantities 1 and 1 are as far from zero in both.
  return compare_in_base(one, a, one, b) == 0;
}

}  // namespace

bool same_unit(const Unit& a, const Unit& b) {
  if (&a == &b) return true;
  if (!commensurable(a, b) || variable_months(a) != variable_months(b)) return false;
  return (a.code == b.code && a.calendar == b.calendar) || same_factor(a, b);
}

std::optional<Decimal> convert(const Decimal& value, const Unit& from, const Unit& to,
                               bool for_equivalence) {
  if (!commensurable(from, to)) return std::nullopt;
  if (same_unit(from, to)) return value;
  const int from_variable = variable_months(from);
  const int to_variable = variable_months(to);
  if (from_variable != 0 && to_variable != 0) {
    return convert_months(value, from_variable, to_variable);
  }
  if (from_variable != 0 || to_variable != 0) {
    if (!for_equivalence) return std::nullopt;
    const int from_months = equivalent_months(from);
    const int to_months = equivalent_months(to);
    if (from_months != 0 && to_months != 0) return convert_months(value, from_months, to_months);
  }
  if (from.exact && to.exact) return convert_exactly(value, from, to);
  return Decimal::from_double(in_base(value, from) / to.factor - to.offset.to_double());
}

std::optional<int> compare_quantities(const Decimal& a, const Unit& a_unit, const Decimal& b,
                                      const Unit& b_unit) {
  if (same_unit(a_unit, b_unit)) return sign_of(a <=> b);
  if (!commensurable(a_unit, b_unit)) return std::nullopt;
  const int a_months = variable_months(a_unit);
  const int b_months = variable_months(b_unit);
  if ((a_months != 0) != (b_months != 0)) return std::nullopt;
  if (a_months != 0) {
    return Wide::compare(Wide::count_of(a) * Wide(static_cast<std::uint64_t>(a_months)),
                         Wide::count_of(b) * Wide(static_cast<std::uint64_t>(b_months)));
  }
  return compare_in_base(a, a_unit, b, b_unit);
}

}  // namespace palpate
