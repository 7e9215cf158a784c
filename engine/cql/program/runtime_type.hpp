#pragma once

#include <string_view>

#include "cql/program/program.hpp"

/// What checker (folding constants) and evaluator must do alike with values of any type.
namespace palpate::cql {

/// Is the value of this type? Null is of no type; an empty list is of every list type.
bool value_is(const Value& value, const Type& type);

/// An interval must not end before it starts, nor be empty ([5, 5)). Null bounds and bounds
/// whose order is uncertain are accepted.
bool is_valid_interval(const Value::IntervalData& data, const CompareContext& context);

/// A part of a Quantity or an Interval; null when the value is neither. Not for `field`, `named`.
Value system_property(const Value& value, PropertyKind kind);
/// A part of a value whose type is known when running only; null when it has none of that name.
Value property_by_name(const Value& value, std::string_view name);
/// Which part of a Quantity or Interval type a name means, if any.
std::optional<PropertyKind> system_property_kind(Type::Kind type, std::string_view name);

}  // namespace palpate::cql
