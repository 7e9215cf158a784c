#pragma once

#include <optional>

#include "value/value.hpp"

/// Arithmetic on values, shared by the operators and the aggregates. Null is "cannot be
/// represented" throughout, as CQL says: overflow, division by zero, dimensions that differ.
///
/// Every whole number is worked with as a range, because an Integer may be known only within
/// bounds (the age of someone born in 1980); an ordinary one is a range of one number.
namespace palpate::cql {

/// Integer, Long or uncertain integer; nullopt for anything else.
std::optional<Uncertain> whole(const Value& value);
/// Integer, Long, Decimal, or the number of a Quantity; nullopt for uncertain and other values.
std::optional<Decimal> exact(const Value& value);

/// A value of type Integer or Long (`kind`); null when any part of the range leaves the type.
Value whole_value(std::optional<Uncertain> range, Type::Kind kind);
Value decimal_value(std::optional<Decimal> number);
Value quantity_value(std::optional<Decimal> number, const Unit& unit);
/// Of type Integer: null when `number` is no integer within 32 bits.
Value integer_value(const Decimal& number);

/// `kind` is the static type of the result: Integer, Long, Decimal or Quantity. Operands may be
/// less than they promise: Power(2, -2) is a Decimal of static type Integer.
Value add(const Value& a, const Value& b, Type::Kind kind);
Value subtract(const Value& a, const Value& b, Type::Kind kind);
Value multiply(const Value& a, const Value& b, Type::Kind kind, Arena& arena);
Value negate(const Value& a, Type::Kind kind);
/// Of one dimension the result is a bare number; a quotient of two °C temperatures means nothing.
Value divide_quantities(const Value& a, const Value& b, Arena& arena);

/// Two numbers brought to one unit.
struct Aligned {
  Decimal left;
  Decimal right;
  const Unit* unit = nullptr;
};
/// In the most granular of the two units (1 'm' and 1 'cm' → 'cm'). nullopt for other dimensions
/// and for temperatures on different scales, of which sums and differences mean nothing.
std::optional<Aligned> align(const Value& a, const Value& b);

/// The more granular of two commensurable units; the first when they mean the same.
const Unit& finer(const Unit& a, const Unit& b);

}  // namespace palpate::cql
