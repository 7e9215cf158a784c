/// Arithmetic operators: https://cql.hl7.org/09-b-cqlreference.html#arithmetic-operators-4
/// Adding to dates and times is in date_time.cpp, strings in string.cpp.
#include "cql/operators/arithmetic.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "cql/operators/numbers.hpp"
#include "cql/operators/table.hpp"

namespace palpate::cql {
namespace {

Value sum(const Invocation& call) {
  return add(call.operands[0], call.operands[1], call.result.kind());
}

Value difference(const Invocation& call) {
  return subtract(call.operands[0], call.operands[1], call.result.kind());
}

Value product(const Invocation& call) {
  return multiply(call.operands[0], call.operands[1], call.result.kind(), call.session.arena());
}

Value negative(const Invocation& call) { return negate(call.operands[0], call.result.kind()); }

Value absolute(const Invocation& call) {
  const Value& a = call.operands[0];
  if (const auto range = whole(a)) {
    if (range->low >= 0) return a;
    const Value opposite = negate(a, call.result.kind());
    if (range->high <= 0 || opposite.is_null()) return opposite;
    return whole_value(Uncertain{0, std::max(-range->low, range->high)}, call.result.kind());
  }
  if (a.is(Value::Kind::quantity)) return Value::quantity(a.as_decimal().abs(), a.unit());
  const auto number = exact(a);
  return number ? Value::decimal(number->abs()) : Value();
}

Value quotient(const Invocation& call) {
  const auto a = exact(call.operands[0]);
  const auto b = exact(call.operands[1]);
  return a && b ? decimal_value(Decimal::divide(*a, *b)) : Value();
}

Value quantity_quotient(const Invocation& call) {
  return divide_quantities(call.operands[0], call.operands[1], call.session.arena());
}

/// The suite wants an error here: CQL has no division of a number known only within bounds.
bool refuse_uncertain(const Invocation& call) {
  const bool uncertain =
      call.operands[0].is(Value::Kind::uncertain) || call.operands[1].is(Value::Kind::uncertain);
  if (uncertain) {
    call.session.fail("'div' and 'mod' are not defined for a number known only within bounds");
  }
  return uncertain;
}

/// The most negative number has no opposite; everything divides by -1 elsewhere.
bool overflows(std::int64_t a, std::int64_t b) {
  return a == std::numeric_limits<std::int64_t>::min() && b == -1;
}

Value whole_quotient(const Invocation& call) {
  if (refuse_uncertain(call)) return Value();
  const auto a = whole(call.operands[0]);
  const auto b = whole(call.operands[1]);
  if (!a || !b) return Value();
  if (b->low == 0 || overflows(a->low, b->low)) return Value();
  const std::int64_t result = a->low / b->low;
  return whole_value(Uncertain{result, result}, call.result.kind());
}

Value whole_remainder(const Invocation& call) {
  if (refuse_uncertain(call)) return Value();
  const auto a = whole(call.operands[0]);
  const auto b = whole(call.operands[1]);
  if (!a || !b) return Value();
  if (b->low == 0) return Value();
  const std::int64_t result = b->low == -1 ? 0 : a->low % b->low;
  return whole_value(Uncertain{result, result}, call.result.kind());
}

Value truncated_quotient(const Invocation& call) {
  const auto a = exact(call.operands[0]);
  const auto b = exact(call.operands[1]);
  return a && b ? decimal_value(Decimal::truncated_divide(*a, *b)) : Value();
}

Value remainder(const Invocation& call) {
  const auto a = exact(call.operands[0]);
  const auto b = exact(call.operands[1]);
  return a && b ? decimal_value(Decimal::modulo(*a, *b)) : Value();
}

/// The right operand in the left one's unit: as the suite has it, 10 'g' div 5.0 'g' = 2.0 'g'.
std::optional<Decimal> in_unit_of(const Value& a, const Value& b) {
  if (b.unit().is_one() || same_unit(a.unit(), b.unit())) return b.as_decimal();
  if (a.unit().affine || b.unit().affine) return std::nullopt;
  return convert(b.as_decimal(), b.unit(), a.unit());
}

Value quantity_truncated_quotient(const Invocation& call) {
  const Value& a = call.operands[0];
  const auto divisor = in_unit_of(a, call.operands[1]);
  if (!divisor) return Value();
  return quantity_value(Decimal::truncated_divide(a.as_decimal(), *divisor), a.unit());
}

Value quantity_remainder(const Invocation& call) {
  const Value& a = call.operands[0];
  const auto divisor = in_unit_of(a, call.operands[1]);
  return divisor ? quantity_value(Decimal::modulo(a.as_decimal(), *divisor), a.unit()) : Value();
}

namespace fn = arithmetic;
constexpr auto null_in = NullRule::propagates;
constexpr auto reads = NullRule::reads_null;

// Power(Integer, Integer) of a negative exponent is a Decimal at run time: Power(2, -2) = 0.25.
constexpr OverloadDeclaration declarations[] = {
    {"Abs", "Integer -> Integer", null_in, absolute, true, "abs"},
    {"Abs", "Long -> Long", null_in, absolute, true, "abs"},
    {"Abs", "Decimal -> Decimal", null_in, absolute, true, "abs"},
    {"Abs", "Quantity -> Quantity", null_in, absolute, true, "abs"},
    {"Add", "Integer, Integer -> Integer", null_in, sum, false, "add"},
    {"Add", "Long, Long -> Long", null_in, sum, false, "add"},
    {"Add", "Decimal, Decimal -> Decimal", null_in, sum, false, "add"},
    {"Add", "Quantity, Quantity -> Quantity", null_in, sum, false, "add"},
    {"Ceiling", "Decimal -> Integer", null_in, fn::ceiling, true, "ceiling"},
    {"Divide", "Decimal, Decimal -> Decimal", null_in, quotient, false, "divide"},
    {"Divide", "Quantity, Quantity -> Quantity", null_in, quantity_quotient, false, "divide"},
    {"Exp", "Decimal -> Decimal", null_in, fn::exponential, true, "exp"},
    {"Floor", "Decimal -> Integer", null_in, fn::floor, true, "floor"},
    {"HighBoundary", "Decimal -> Decimal", null_in, fn::high_boundary, true, "highboundary"},
    {"HighBoundary", "Date -> Date", null_in, fn::high_boundary, true, "highboundary"},
    {"HighBoundary", "DateTime -> DateTime", null_in, fn::high_boundary, true, "highboundary"},
    {"HighBoundary", "Time -> Time", null_in, fn::high_boundary, true, "highboundary"},
    {"HighBoundary", "Decimal, Integer -> Decimal", reads, fn::high_boundary, true, "highboundary"},
    {"HighBoundary", "Date, Integer -> Date", reads, fn::high_boundary, true, "highboundary"},
    {"HighBoundary", "DateTime, Integer -> DateTime", reads, fn::high_boundary, true,
     "highboundary"},
    {"HighBoundary", "Time, Integer -> Time", reads, fn::high_boundary, true, "highboundary"},
    {"Ln", "Decimal -> Decimal", null_in, fn::natural_logarithm, true, "ln"},
    {"Log", "Decimal, Decimal -> Decimal", null_in, fn::logarithm, true, "log"},
    {"LowBoundary", "Decimal -> Decimal", null_in, fn::low_boundary, true, "lowboundary"},
    {"LowBoundary", "Date -> Date", null_in, fn::low_boundary, true, "lowboundary"},
    {"LowBoundary", "DateTime -> DateTime", null_in, fn::low_boundary, true, "lowboundary"},
    {"LowBoundary", "Time -> Time", null_in, fn::low_boundary, true, "lowboundary"},
    {"LowBoundary", "Decimal, Integer -> Decimal", reads, fn::low_boundary, true, "lowboundary"},
    {"LowBoundary", "Date, Integer -> Date", reads, fn::low_boundary, true, "lowboundary"},
    {"LowBoundary", "DateTime, Integer -> DateTime", reads, fn::low_boundary, true, "lowboundary"},
    {"LowBoundary", "Time, Integer -> Time", reads, fn::low_boundary, true, "lowboundary"},
    {"MaxValue", "-> Integer", null_in, fn::maximum_integer, false, "maximum"},
    {"MaxValue", "-> Long", null_in, fn::maximum_long, false, "maximum"},
    {"MaxValue", "-> Decimal", null_in, fn::maximum_decimal, false, "maximum"},
    {"MaxValue", "-> Quantity", null_in, fn::maximum_quantity, false, "maximum"},
    {"MaxValue", "-> Date", null_in, fn::maximum_date, false, "maximum"},
    {"MaxValue", "-> DateTime", null_in, fn::maximum_date_time, false, "maximum"},
    {"MaxValue", "-> Time", null_in, fn::maximum_time, false, "maximum"},
    {"MinValue", "-> Integer", null_in, fn::minimum_integer, false, "minimum"},
    {"MinValue", "-> Long", null_in, fn::minimum_long, false, "minimum"},
    {"MinValue", "-> Decimal", null_in, fn::minimum_decimal, false, "minimum"},
    {"MinValue", "-> Quantity", null_in, fn::minimum_quantity, false, "minimum"},
    {"MinValue", "-> Date", null_in, fn::minimum_date, false, "minimum"},
    {"MinValue", "-> DateTime", null_in, fn::minimum_date_time, false, "minimum"},
    {"MinValue", "-> Time", null_in, fn::minimum_time, false, "minimum"},
    {"Modulo", "Integer, Integer -> Integer", null_in, whole_remainder, false, "modulo"},
    {"Modulo", "Long, Long -> Long", null_in, whole_remainder, false, "modulo"},
    {"Modulo", "Decimal, Decimal -> Decimal", null_in, remainder, false, "modulo"},
    {"Modulo", "Quantity, Quantity -> Quantity", null_in, quantity_remainder, false, "modulo"},
    {"Multiply", "Integer, Integer -> Integer", null_in, product, false, "multiply"},
    {"Multiply", "Long, Long -> Long", null_in, product, false, "multiply"},
    {"Multiply", "Decimal, Decimal -> Decimal", null_in, product, false, "multiply"},
    {"Multiply", "Quantity, Quantity -> Quantity", null_in, product, false, "multiply"},
    {"Negate", "Integer -> Integer", null_in, negative, false, "negate"},
    {"Negate", "Long -> Long", null_in, negative, false, "negate"},
    {"Negate", "Decimal -> Decimal", null_in, negative, false, "negate"},
    {"Negate", "Quantity -> Quantity", null_in, negative, false, "negate"},
    {"Power", "Integer, Integer -> Integer", null_in, fn::power, true, "power"},
    {"Power", "Long, Long -> Long", null_in, fn::power, true, "power"},
    {"Power", "Decimal, Decimal -> Decimal", null_in, fn::power, true, "power"},
    {"Precision", "Decimal -> Integer", null_in, fn::precision, true, "precision"},
    {"Precision", "Date -> Integer", null_in, fn::precision, true, "precision"},
    {"Precision", "DateTime -> Integer", null_in, fn::precision, true, "precision"},
    {"Precision", "Time -> Integer", null_in, fn::precision, true, "precision"},
    {"Predecessor", "Integer -> Integer", null_in, fn::previous, false, "predecessor"},
    {"Predecessor", "Long -> Long", null_in, fn::previous, false, "predecessor"},
    {"Predecessor", "Decimal -> Decimal", null_in, fn::previous, false, "predecessor"},
    {"Predecessor", "Quantity -> Quantity", null_in, fn::previous, false, "predecessor"},
    {"Predecessor", "Date -> Date", null_in, fn::previous, false, "predecessor"},
    {"Predecessor", "DateTime -> DateTime", null_in, fn::previous, false, "predecessor"},
    {"Predecessor", "Time -> Time", null_in, fn::previous, false, "predecessor"},
    {"Round", "Decimal -> Decimal", null_in, fn::round, true, "round"},
    {"Round", "Decimal, Integer -> Decimal", reads, fn::round, true, "round"},
    {"Subtract", "Integer, Integer -> Integer", null_in, difference, false, "subtract"},
    {"Subtract", "Long, Long -> Long", null_in, difference, false, "subtract"},
    {"Subtract", "Decimal, Decimal -> Decimal", null_in, difference, false, "subtract"},
    {"Subtract", "Quantity, Quantity -> Quantity", null_in, difference, false, "subtract"},
    {"Successor", "Integer -> Integer", null_in, fn::next, false, "successor"},
    {"Successor", "Long -> Long", null_in, fn::next, false, "successor"},
    {"Successor", "Decimal -> Decimal", null_in, fn::next, false, "successor"},
    {"Successor", "Quantity -> Quantity", null_in, fn::next, false, "successor"},
    {"Successor", "Date -> Date", null_in, fn::next, false, "successor"},
    {"Successor", "DateTime -> DateTime", null_in, fn::next, false, "successor"},
    {"Successor", "Time -> Time", null_in, fn::next, false, "successor"},
    {"Truncate", "Decimal -> Integer", null_in, fn::truncate, true, "truncate"},
    {"TruncatedDivide", "Integer, Integer -> Integer", null_in, whole_quotient, false,
     "truncated-divide"},
    {"TruncatedDivide", "Long, Long -> Long", null_in, whole_quotient, false, "truncated-divide"},
    {"TruncatedDivide", "Decimal, Decimal -> Decimal", null_in, truncated_quotient, false,
     "truncated-divide"},
    {"TruncatedDivide", "Quantity, Quantity -> Quantity", null_in, quantity_truncated_quotient,
     false, "truncated-divide"},
};

}  // namespace

std::span<const OverloadDeclaration> arithmetic_operators() { return declarations; }

}  // namespace palpate::cql
