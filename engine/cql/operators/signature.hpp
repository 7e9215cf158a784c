#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "value/type.hpp"

namespace palpate::cql {

/// The types of one overload: "List<T>, T -> Boolean" → {List<T>, T}, Boolean.
struct Signature {
  std::vector<Type> operands;
  Type result;
};

/// Types are spelled as Type::to_string() spells them; T and U are type variables. No operands:
/// "-> Integer". nullopt for anything else, which in a declaration is a bug that a test catches.
std::optional<Signature> parse_signature(std::string_view text);

}  // namespace palpate::cql
