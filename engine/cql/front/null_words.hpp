#pragma once

#include <span>
#include <string>

#include "cql/program/program.hpp"

namespace palpate::cql {

/// Why an operator gives null for operands that are not null themselves: "division by zero",
/// "the list is empty".
std::string null_words(const Node& node, const OverloadDeclaration& overload,
                       std::span<const Value> operands);

}  // namespace palpate::cql
