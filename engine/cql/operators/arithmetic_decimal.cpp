#include <cmath>
#include <cstdint>
#include <optional>

#include "cql/operators/arithmetic.hpp"
#include "cql/operators/numbers.hpp"

namespace palpate::cql::arithmetic {
namespace {

/// base × base × …; nullopt once it leaves the range. `exponent` ≥ 0 is small wherever the
/// products stay exact: |base| ≥ 2 overflows before 100, and decimals run out of digits.
std::optional<Decimal> repeated(const Decimal& base, std::int64_t exponent) {
  Decimal result = Decimal::from_integer(1);
  for (std::int64_t i = 0; i < exponent; ++i) {
    const auto next = Decimal::multiply(result, base);
    if (!next) return std::nullopt;
    result = *next;
  }
  return result;
}

bool is_unit_or_zero(const Decimal& number) {
  return number.is_zero() || number.abs() == Decimal::from_integer(1);
}

/// Whether base^exponent can be had by multiplying without any rounding.
bool stays_exact(const Decimal& base, std::int64_t exponent) {
  return base.is_integer() || exponent <= Decimal::max_scale / base.significant_scale();
}

std::optional<Decimal> reciprocal(const std::optional<Decimal>& number) {
  return number ? Decimal::divide(Decimal::from_integer(1), *number) : std::nullopt;
}

std::optional<Decimal> floating_power(const Decimal& base, const Decimal& exponent) {
  return Decimal::from_double(std::pow(base.to_double(), exponent.to_double()));
}

/// 0, 1 and -1: any exponent, however large.
std::optional<Decimal> trivial_power(const Decimal& base, std::int64_t exponent) {
  if (exponent == 0) return Decimal::from_integer(1);
  if (base.is_zero()) return exponent > 0 ? std::optional(base) : std::nullopt;
  return exponent % 2 == 0 ? Decimal::from_integer(1) : base;
}

std::optional<Decimal> decimal_power(const Decimal& base, const Decimal& exponent) {
  const auto whole_exponent = exponent.to_int64();
  if (!whole_exponent) return floating_power(base, exponent);
  if (is_unit_or_zero(base)) return trivial_power(base, *whole_exponent);
  constexpr std::int64_t largest = 1000;
  if (*whole_exponent > largest || *whole_exponent < -largest) {
    return floating_power(base, exponent);
  }
  const std::int64_t times = std::abs(*whole_exponent);
  if (!stays_exact(base, times)) return floating_power(base, exponent);
  const auto positive = repeated(base, times);
  if (*whole_exponent >= 0) return positive;
  return positive ? reciprocal(positive) : floating_power(base, exponent);
}

/// Integer^Integer is an Integer while the exponent is not negative, a Decimal otherwise.
Value whole_power(std::int64_t base, std::int64_t exponent, Type::Kind kind) {
  const auto number = decimal_power(Decimal::from_integer(base), Decimal::from_integer(exponent));
  if (exponent < 0 || !number) return decimal_value(number);
  const auto value = number->to_int64();
  return value ? whole_value(Uncertain{*value, *value}, kind) : Value();
}

bool is_uncertain(const Value& value) { return value.is(Value::Kind::uncertain); }

}  // namespace

Value ceiling(const Invocation& call) {
  const auto number = exact(call.operands[0]);
  return number ? integer_value(number->ceiling()) : Value();
}

Value floor(const Invocation& call) {
  const auto number = exact(call.operands[0]);
  return number ? integer_value(number->floor()) : Value();
}

Value truncate(const Invocation& call) {
  const auto number = exact(call.operands[0]);
  return number ? integer_value(number->truncate()) : Value();
}

/// A precision that is null counts as 0.
Value round(const Invocation& call) {
  const auto number = exact(call.operands[0]);
  if (!number) return Value();
  if (call.operands.size() == 1 || call.operands[1].is_null()) {
    return Value::decimal(number->round(0));
  }
  const auto places = whole(call.operands[1]);
  if (!places || !places->certain() || places->low < 0) return Value();
  if (places->low >= Decimal::max_scale) return Value::decimal(*number);
  return Value::decimal(number->round(static_cast<int>(places->low)));
}

/// The suite wants an error, not null, for a result beyond the range.
Value exponential(const Invocation& call) {
  const auto number = exact(call.operands[0]);
  if (!number) return Value();
  const auto result = Decimal::from_double(std::exp(number->to_double()));
  if (!result) call.session.fail("Exp: the result is beyond the range of Decimal");
  return decimal_value(result);
}

/// The suite wants an error for 0 and null for negative numbers.
Value natural_logarithm(const Invocation& call) {
  const auto number = exact(call.operands[0]);
  if (!number || number->is_negative()) return Value();
  if (number->is_zero()) {
    call.session.fail("Ln: the logarithm of 0 is not defined");
    return Value();
  }
  return decimal_value(Decimal::from_double(std::log(number->to_double())));
}

Value logarithm(const Invocation& call) {
  const auto number = exact(call.operands[0]);
  const auto base = exact(call.operands[1]);
  const Decimal zero;
  if (!number || !base || *number <= zero || *base <= zero) return Value();
  if (*base == Decimal::from_integer(1)) return Value();
  return decimal_value(
      Decimal::from_double(std::log(number->to_double()) / std::log(base->to_double())));
}

Value power(const Invocation& call) {
  const Value& base = call.operands[0];
  const Value& exponent = call.operands[1];
  if (is_uncertain(base) || is_uncertain(exponent)) return Value();
  const auto whole_base = whole(base);
  const auto whole_exponent = whole(exponent);
  if (whole_base && whole_exponent) {
    return whole_power(whole_base->low, whole_exponent->low, call.result.kind());
  }
  const auto a = exact(base);
  const auto b = exact(exponent);
  return a && b ? decimal_value(decimal_power(*a, *b)) : Value();
}

}  // namespace palpate::cql::arithmetic
