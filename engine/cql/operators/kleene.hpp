#pragma once

#include <optional>

#include "value/value.hpp"

/// Three-valued logic for what operators compute inside: nullopt is unknown, as null is outside.
namespace palpate::cql {

using Truth = std::optional<bool>;

inline Truth both(Truth a, Truth b) {
  if ((a && !*a) || (b && !*b)) return false;
  if (a && b) return true;
  return std::nullopt;
}

inline Truth either(Truth a, Truth b) {
  if ((a && *a) || (b && *b)) return true;
  if (a && b) return false;
  return std::nullopt;
}

inline Truth opposite(Truth a) { return a ? Truth(!*a) : std::nullopt; }

inline bool is_certainly(Truth a) { return a && *a; }
inline bool is_certainly_not(Truth a) { return a && !*a; }

inline Value truth_value(Truth a) { return a ? Value::boolean(*a) : Value(); }

}  // namespace palpate::cql
