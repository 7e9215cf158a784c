// CQL's comparisons, kind by kind. Three answers: true, false, and unknown (nullopt).
#include "value/compare.hpp"

#include <algorithm>

#include "value/bounds.hpp"
#include "value/text_equivalence.hpp"
#include "value/wide.hpp"

namespace palpate {
namespace {

using Kind = Value::Kind;
using Truth = std::optional<bool>;

bool is_integral(const Value& v) { return v.is(Kind::integer) || v.is(Kind::long_integer); }
bool is_number(const Value& v) {
  return is_integral(v) || v.is(Kind::decimal) || v.is(Kind::uncertain);
}
bool is_date(const Value& v) { return v.is(Kind::date) || v.is(Kind::date_time); }

/// A number as the range that it may lie in.
struct Range {
  Decimal low;
  Decimal high;
  bool certain() const { return low == high; }
};

Range range_of(const Value& value) {
  if (value.is(Kind::uncertain)) {
    const Uncertain bounds = value.as_uncertain();
    return {Decimal::from_integer(bounds.low), Decimal::from_integer(bounds.high)};
  }
  const Decimal number =
      is_integral(value) ? Decimal::from_integer(value.as_long()) : value.as_decimal();
  return {number, number};
}

/// How two values of one kind, or of kinds that compare, stand to each other.
enum class Pairing { numbers, quantities, texts, dates, times, none };

Pairing pairing(const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) return Pairing::numbers;
  if (a.is(Kind::quantity) && (b.is(Kind::quantity) || is_number(b))) return Pairing::quantities;
  if (b.is(Kind::quantity) && is_number(a)) return Pairing::quantities;
  if (a.is(Kind::string) && b.is(Kind::string)) return Pairing::texts;
  if (is_date(a) && is_date(b)) return Pairing::dates;
  if (a.is(Kind::time) && b.is(Kind::time)) return Pairing::times;
  return Pairing::none;
}

const Unit& unit_of(const Value& value) {
  return value.is(Kind::quantity) ? value.unit() : unit_one();
}

int sign_of(std::strong_ordering order) { return order < 0 ? -1 : (order > 0 ? 1 : 0); }

std::optional<int> order_ranges(const Range& a, const Range& b) {
  if (a.high < b.low) return -1;
  if (a.low > b.high) return 1;
  if (a.certain() && b.certain()) return 0;
  return std::nullopt;
}

std::optional<int> order_numbers(const Value& a, const Value& b) {
  if (is_integral(a) && is_integral(b)) return sign_of(a.as_long() <=> b.as_long());
  return order_ranges(range_of(a), range_of(b));
}

std::optional<int> order_quantities(const Value& a, const Value& b) {
  const Range left = is_number(a) ? range_of(a) : Range{a.as_decimal(), a.as_decimal()};
  const Range right = is_number(b) ? range_of(b) : Range{b.as_decimal(), b.as_decimal()};
  const Unit& left_unit = unit_of(a);
  const Unit& right_unit = unit_of(b);
  const std::optional<int> high_low =
      compare_quantities(left.high, left_unit, right.low, right_unit);
  if (!high_low || *high_low < 0) return high_low;
  const std::optional<int> low_high =
      compare_quantities(left.low, left_unit, right.high, right_unit);
  if (!low_high || *low_high > 0 || *high_low == *low_high) return low_high;
  return std::nullopt;
}

int order_texts(std::string_view a, std::string_view b) {
  // char_traits<char> compares as unsigned bytes, and in UTF-8 that is the order of code points.
  const int order = a.compare(b);
  return order < 0 ? -1 : (order > 0 ? 1 : 0);
}

/// Conjunction over pairs: one false decides, else one unknown does.
class Conjunction {
 public:
  /// False when the answer is decided.
  bool add(Truth truth) {
    unknown_ = unknown_ || !truth.has_value();
    differs_ = differs_ || truth == false;
    return !differs_;
  }
  Truth result() const {
    if (differs_) return false;
    return unknown_ ? Truth() : Truth(true);
  }

 private:
  bool unknown_ = false;
  bool differs_ = false;
};

Truth equal_element(const Value& a, const Value& b, const CompareContext& context) {
  if (a.is_null() && b.is_null()) return true;
  return equal(a, b, context);
}

Truth equal_lists(const Value& a, const Value& b, const CompareContext& context) {
  const std::span<const Value> left = a.items();
  const std::span<const Value> right = b.items();
  if (left.size() != right.size()) return false;
  Conjunction all;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!all.add(equal_element(left[i], right[i], context))) break;
  }
  return all.result();
}

bool same_fields(const TupleShape& a, const TupleShape& b) {
  if (&a == &b) return true;
  return a.type_name == b.type_name && a.names.size() == b.names.size() &&
         std::all_of(a.names.begin(), a.names.end(), [&b](std::string_view name) {
           return std::find(b.names.begin(), b.names.end(), name) != b.names.end();
         });
}

/// The field of `b` that has the name of field `i` of `a`.
Value partner(const Value& a, const Value& b, std::size_t i) {
  return &a.shape() == &b.shape() ? b.fields()[i] : b.field(a.shape().names[i]);
}

Truth equal_tuples(const Value& a, const Value& b, const CompareContext& context) {
  if (!same_fields(a.shape(), b.shape())) return false;
  Conjunction all;
  for (std::size_t i = 0; i < a.fields().size(); ++i) {
    if (!all.add(equal_element(a.fields()[i], partner(a, b, i), context))) break;
  }
  return all.result();
}

/// Bounds that are unknown stay unknown here, unlike null elements of a list.
Truth equal_intervals(const Value& a, const Value& b, const CompareContext& context) {
  const Value::IntervalData& left = a.as_interval();
  const Value::IntervalData& right = b.as_interval();
  Conjunction all;
  if (all.add(equal(start_of(left), start_of(right), context))) {
    all.add(equal(end_of(left), end_of(right), context));
  }
  return all.result();
}

Truth is_zero(std::optional<int> order) {
  if (!order) return std::nullopt;
  return *order == 0;
}

bool equivalent_decimals(const Decimal& a, const Decimal& b) {
  const int scale = std::min(a.significant_scale(), b.significant_scale());
  return a.round(scale) == b.round(scale);
}

bool equivalent_numbers(const Value& a, const Value& b) {
  if (a.is(Kind::uncertain) || b.is(Kind::uncertain)) return order_numbers(a, b) == 0;
  return equivalent_decimals(range_of(a).low, range_of(b).low);
}

/// Read in the finer of both units, so that neither side is favoured.
bool equivalent_quantities(const Value& a, const Value& b) {
  if (a.is(Kind::uncertain) || b.is(Kind::uncertain)) return order_quantities(a, b) == 0;
  const bool a_finer = unit_of(a).factor <= unit_of(b).factor;
  const Value& fine = a_finer ? a : b;
  const Value& coarse = a_finer ? b : a;
  const std::optional<Decimal> converted =
      convert(is_number(coarse) ? range_of(coarse).low : coarse.as_decimal(), unit_of(coarse),
              unit_of(fine), true);
  const Decimal own = is_number(fine) ? range_of(fine).low : fine.as_decimal();
  return converted && equivalent_decimals(own, *converted);
}

bool equivalent_lists(const Value& a, const Value& b, const CompareContext& context) {
  const std::span<const Value> left = a.items();
  const std::span<const Value> right = b.items();
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](const Value& x, const Value& y) { return equivalent(x, y, context); });
}

bool equivalent_intervals(const Value& a, const Value& b, const CompareContext& context) {
  const Value::IntervalData& left = a.as_interval();
  const Value::IntervalData& right = b.as_interval();
  return equivalent(start_of(left), start_of(right), context) &&
         equivalent(end_of(left), end_of(right), context);
}

/// Exact: codes may differ in case alone.
bool same_text(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  return a.is(Kind::string) && b.is(Kind::string) && a.as_string() == b.as_string();
}

bool equivalent_codes(const Value& a, const Value& b) {
  return same_text(a.field("code"), b.field("code")) &&
         same_text(a.field("system"), b.field("system"));
}

/// The codes of a Concept; a Code is the only one of its own.
std::span<const Value> codes_of(const Value& value, const Value& codes) {
  if (value.shape().type_name == "Code") return {&value, 1};
  return codes.is(Kind::list) ? codes.items() : std::span<const Value>();
}

bool share_a_code(const Value& a, const Value& b) {
  const Value a_codes = a.field("codes");
  const Value b_codes = b.field("codes");
  const std::span<const Value> left = codes_of(a, a_codes);
  const std::span<const Value> right = codes_of(b, b_codes);
  return std::any_of(left.begin(), left.end(), [&](const Value& x) {
    return std::any_of(right.begin(), right.end(), [&](const Value& y) {
      return x.is(Kind::tuple) && y.is(Kind::tuple) && equivalent_codes(x, y);
    });
  });
}

/// value × factor of its unit as numerator or denominator of a cross product.
struct Quotient {
  Value numerator;
  Value denominator;
};

std::optional<Quotient> quotient_of(const Value& ratio) {
  const Quotient quotient{ratio.field("numerator"), ratio.field("denominator")};
  const bool usable = quotient.numerator.is(Kind::quantity) &&
                      quotient.denominator.is(Kind::quantity) &&
                      !quotient.denominator.as_decimal().is_zero() &&
                      !quotient.numerator.unit().affine && !quotient.denominator.unit().affine;
  if (!usable) return std::nullopt;
  return quotient;
}

bool same_quotient_dimension(const Quotient& a, const Quotient& b) {
  const Unit& over_a = a.numerator.unit();
  const Unit& under_a = a.denominator.unit();
  const Unit& over_b = b.numerator.unit();
  const Unit& under_b = b.denominator.unit();
  for (std::size_t i = 0; i < Unit::dimensions; ++i) {
    if (over_a.exponents[i] - under_a.exponents[i] != over_b.exponents[i] - under_b.exponents[i]) {
      return false;
    }
  }
  return over_a.arbitrary - under_a.arbitrary == over_b.arbitrary - under_b.arbitrary;
}

/// The parts of a × b's denominator: their product decides, without division.
Wide cross(const Quotient& a, const Quotient& b, int ten_power) {
  const Unit& over = a.numerator.unit();
  const Unit& under = b.denominator.unit();
  const Unit& b_over = b.numerator.unit();
  const Unit& a_under = a.denominator.unit();
  return (Wide::count_of(a.numerator.as_decimal()) * Wide::count_of(b.denominator.as_decimal()) *
          Wide::count_of(over.numerator) * Wide::count_of(under.numerator) *
          Wide::count_of(b_over.denominator) * Wide::count_of(a_under.denominator))
      .times_ten_to(ten_power);
}

std::optional<bool> same_quotient(const Quotient& a, const Quotient& b) {
  const int a_power = a.numerator.unit().ten_power + b.denominator.unit().ten_power;
  const int b_power = b.numerator.unit().ten_power + a.denominator.unit().ten_power;
  const int least = std::min(a_power, b_power);
  const Wide left = cross(a, b, a_power - least);
  const Wide right = cross(b, a, b_power - least);
  if (left.overflowed() || right.overflowed()) return std::nullopt;
  return Wide::compare(left, right) == 0;
}

/// 1:100 ~ 10:1000, also across units.
bool equivalent_ratios(const Value& a, const Value& b, const CompareContext& context) {
  const std::optional<Quotient> left = quotient_of(a);
  const std::optional<Quotient> right = quotient_of(b);
  if (left && right) {
    if (!same_quotient_dimension(*left, *right)) return false;
    const std::optional<bool> same = same_quotient(*left, *right);
    if (same) return *same;
  }
  return equivalent(a.field("numerator"), b.field("numerator"), context) &&
         equivalent(a.field("denominator"), b.field("denominator"), context);
}

bool equivalent_tuples(const Value& a, const Value& b, const CompareContext& context) {
  const std::string_view a_type = a.shape().type_name;
  const std::string_view b_type = b.shape().type_name;
  if (a_type == "Code" && b_type == "Code") return equivalent_codes(a, b);
  if (a_type == "Concept" || b_type == "Concept") return share_a_code(a, b);
  if (!same_fields(a.shape(), b.shape())) return false;
  if (a_type == "Ratio") return equivalent_ratios(a, b, context);
  for (std::size_t i = 0; i < a.fields().size(); ++i) {
    if (!equivalent(a.fields()[i], partner(a, b, i), context)) return false;
  }
  return true;
}

/// Less, or less or equal, where both are numbers: bounds decide more than an order would.
Truth less_numbers(const Range& a, const Range& b, bool or_equal) {
  if (or_equal ? a.high <= b.low : a.high < b.low) return true;
  if (or_equal ? a.low > b.high : a.low >= b.high) return false;
  return std::nullopt;
}

}  // namespace

std::optional<int> order(const Value& a, const Value& b, const CompareContext& context,
                         Precision precision) {
  switch (pairing(a, b)) {
    case Pairing::numbers:
      return order_numbers(a, b);
    case Pairing::quantities:
      return order_quantities(a, b);
    case Pairing::texts:
      return order_texts(a.as_string(), b.as_string());
    case Pairing::dates:
    case Pairing::times:
      return compare(a.as_temporal(), b.as_temporal(), precision, context.default_offset);
    case Pairing::none:
      break;
  }
  return std::nullopt;
}

std::optional<bool> equal(const Value& a, const Value& b, const CompareContext& context) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (pairing(a, b) != Pairing::none) return is_zero(order(a, b, context));
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::boolean:
      return a.as_boolean() == b.as_boolean();
    case Kind::list:
      return equal_lists(a, b, context);
    case Kind::interval:
      return equal_intervals(a, b, context);
    case Kind::tuple:
      return equal_tuples(a, b, context);
    default:
      return false;
  }
}

bool equivalent(const Value& a, const Value& b, const CompareContext& context) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  switch (pairing(a, b)) {
    case Pairing::numbers:
      return equivalent_numbers(a, b);
    case Pairing::quantities:
      return equivalent_quantities(a, b);
    case Pairing::texts:
      return equivalent_text(a.as_string(), b.as_string());
    case Pairing::dates:
    case Pairing::times:
      return order(a, b, context) == 0;
    case Pairing::none:
      break;
  }
  if (a.kind() != b.kind()) return false;
  if (a.is(Kind::boolean)) return a.as_boolean() == b.as_boolean();
  if (a.is(Kind::list)) return equivalent_lists(a, b, context);
  if (a.is(Kind::interval)) return equivalent_intervals(a, b, context);
  return a.is(Kind::tuple) && equivalent_tuples(a, b, context);
}

std::optional<bool> less(const Value& a, const Value& b, const CompareContext& context) {
  if (is_number(a) && is_number(b)) return less_numbers(range_of(a), range_of(b), false);
  const std::optional<int> found = order(a, b, context);
  if (!found) return std::nullopt;
  return *found < 0;
}

std::optional<bool> less_or_equal(const Value& a, const Value& b, const CompareContext& context) {
  if (is_number(a) && is_number(b)) return less_numbers(range_of(a), range_of(b), true);
  const std::optional<int> found = order(a, b, context);
  if (!found) return std::nullopt;
  return *found <= 0;
}

}  // namespace palpate
