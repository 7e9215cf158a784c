#pragma once

#include <cstdint>
#include <string_view>

#include "cql/program/program.hpp"

namespace palpate::cql {

/// The library that the engine ships to rule sets (ruleset/palpate_library.cpp).
inline constexpr std::string_view shipped_library = "Palpate";

/// Functions of the shipped library whose meaning may be used instead of their text.
enum class ShippedFunction : std::uint8_t {
  other,
  at_least,
  all_of,
  any_of,
  has,
  has_any,
  between,
  select
};

/// `select` stands for IfKnown and Select: unknown while the condition is.
ShippedFunction shipped_function(const Function& function);

}  // namespace palpate::cql
