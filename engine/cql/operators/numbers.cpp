#include "cql/operators/numbers.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace palpate::cql {
namespace {

std::optional<std::int64_t> product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result)) return std::nullopt;
  return result;
}

std::optional<Uncertain> sum(const Uncertain& a, const Uncertain& b) {
  Uncertain result;
  if (__builtin_add_overflow(a.low, b.low, &result.low)) return std::nullopt;
  if (__builtin_add_overflow(a.high, b.high, &result.high)) return std::nullopt;
  return result;
}

std::optional<Uncertain> difference(const Uncertain& a, const Uncertain& b) {
  Uncertain result;
  if (__builtin_sub_overflow(a.low, b.high, &result.low)) return std::nullopt;
  if (__builtin_sub_overflow(a.high, b.low, &result.high)) return std::nullopt;
  return result;
}

/// The extremes of a product lie at the ends of its factors.
std::optional<Uncertain> product(const Uncertain& a, const Uncertain& b) {
  const auto first = product(a.low, b.low);
  const auto second = product(a.low, b.high);
  const auto third = product(a.high, b.low);
  const auto fourth = product(a.high, b.high);
  if (!first || !second || !third || !fourth) return std::nullopt;
  const auto [low, high] = std::minmax({*first, *second, *third, *fourth});
  return Uncertain{low, high};
}

using DecimalFunction = std::optional<Decimal> (*)(const Decimal&, const Decimal&);

Value on_decimals(const Value& a, const Value& b, DecimalFunction function) {
  const auto left = exact(a);
  const auto right = exact(b);
  return left && right ? decimal_value(function(*left, *right)) : Value();
}

Value on_quantities(const Value& a, const Value& b, DecimalFunction function) {
  const auto aligned = align(a, b);
  return aligned ? quantity_value(function(aligned->left, aligned->right), *aligned->unit)
                 : Value();
}

Value multiply_quantities(const Value& a, const Value& b, Arena& arena) {
  const auto number = Decimal::multiply(a.as_decimal(), b.as_decimal());
  if (b.unit().is_one()) return quantity_value(number, a.unit());
  if (a.unit().is_one()) return quantity_value(number, b.unit());
  const auto unit = palpate::multiply(a.unit(), b.unit(), arena);
  return unit ? quantity_value(number, **unit) : Value();
}

bool both_quantities(const Value& a, const Value& b) {
  return a.is(Value::Kind::quantity) && b.is(Value::Kind::quantity);
}

}  // namespace

std::optional<Uncertain> whole(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::integer:
    case Value::Kind::long_integer:
      return Uncertain{value.as_long(), value.as_long()};
    case Value::Kind::uncertain:
      return value.as_uncertain();
    default:
      return std::nullopt;
  }
}

std::optional<Decimal> exact(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::integer:
    case Value::Kind::long_integer:
      return Decimal::from_integer(value.as_long());
    case Value::Kind::decimal:
    case Value::Kind::quantity:
      return value.as_decimal();
    default:
      return std::nullopt;
  }
}

Value whole_value(std::optional<Uncertain> range, Type::Kind kind) {
  if (!range) return Value();
  const bool is_long = kind == Type::Kind::long_integer;
  using Bounds = std::numeric_limits<std::int32_t>;
  if (!is_long && (range->low < Bounds::min() || range->high > Bounds::max())) return Value();
  if (!range->certain()) return Value::uncertain(*range);
  return is_long ? Value::long_integer(range->low)
                 : Value::integer(static_cast<std::int32_t>(range->low));
}

Value decimal_value(std::optional<Decimal> number) {
  return number ? Value::decimal(*number) : Value();
}

Value quantity_value(std::optional<Decimal> number, const Unit& unit) {
  return number ? Value::quantity(*number, unit) : Value();
}

Value integer_value(const Decimal& number) {
  const auto value = number.to_int64();
  if (!value) return Value();
  return whole_value(Uncertain{*value, *value}, Type::Kind::integer);
}

Value add(const Value& a, const Value& b, Type::Kind kind) {
  if (both_quantities(a, b)) return on_quantities(a, b, Decimal::add);
  const auto left = whole(a);
  const auto right = whole(b);
  if (left && right) return whole_value(sum(*left, *right), kind);
  return on_decimals(a, b, Decimal::add);
}

Value subtract(const Value& a, const Value& b, Type::Kind kind) {
  if (both_quantities(a, b)) return on_quantities(a, b, Decimal::subtract);
  const auto left = whole(a);
  const auto right = whole(b);
  if (left && right) return whole_value(difference(*left, *right), kind);
  return on_decimals(a, b, Decimal::subtract);
}

Value multiply(const Value& a, const Value& b, Type::Kind kind, Arena& arena) {
  if (both_quantities(a, b)) return multiply_quantities(a, b, arena);
  const auto left = whole(a);
  const auto right = whole(b);
  if (left && right) return whole_value(product(*left, *right), kind);
  return on_decimals(a, b, Decimal::multiply);
}

Value negate(const Value& a, Type::Kind kind) {
  if (a.is(Value::Kind::quantity)) return Value::quantity(-a.as_decimal(), a.unit());
  if (const auto range = whole(a)) return whole_value(difference(Uncertain{0, 0}, *range), kind);
  const auto number = exact(a);
  return number ? Value::decimal(-*number) : Value();
}

Value divide_quantities(const Value& a, const Value& b, Arena& arena) {
  if (b.unit().is_one()) {
    return quantity_value(Decimal::divide(a.as_decimal(), b.as_decimal()), a.unit());
  }
  if (commensurable(a.unit(), b.unit())) {
    if (a.unit().affine || b.unit().affine) return Value();
    const auto same = align(a, b);
    return same ? quantity_value(Decimal::divide(same->left, same->right), unit_one()) : Value();
  }
  const auto unit = divide(a.unit(), b.unit(), arena);
  return unit ? quantity_value(Decimal::divide(a.as_decimal(), b.as_decimal()), **unit) : Value();
}

const Unit& finer(const Unit& a, const Unit& b) {
  return !same_unit(a, b) && b.factor < a.factor ? b : a;
}

std::optional<Aligned> align(const Value& a, const Value& b) {
  const Unit& left = a.unit();
  const Unit& right = b.unit();
  if (same_unit(left, right)) return Aligned{a.as_decimal(), b.as_decimal(), &left};
  if (!commensurable(left, right) || left.affine || right.affine) return std::nullopt;
  const Unit& unit = finer(left, right);
  const auto first = convert(a.as_decimal(), left, unit);
  const auto second = convert(b.as_decimal(), right, unit);
  if (!first || !second) return std::nullopt;
  return Aligned{*first, *second, &unit};
}

}  // namespace palpate::cql
