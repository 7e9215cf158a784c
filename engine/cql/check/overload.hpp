#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cql/check/emitter.hpp"
#include "cql/operators/table.hpp"

namespace palpate::cql::check {

/// The overload that serves best, and the types that its operands have to be converted to.
struct Resolution {
  const OverloadDeclaration* overload = nullptr;
  std::vector<Type> operands;
  Type result;
  bool ambiguous = false;
};

/// Exact before subtype before null before conversions; the sum over all operands decides. Among
/// equals the first declared wins when only operands that could be anything tell them apart.
std::optional<Resolution> resolve(std::string_view name, std::span<const Typed> operands);

/// Sum of conversion costs; nullopt when one does not convert.
std::optional<int> total_cost(std::span<const Typed> operands, std::span<const Type> wanted);

/// "Integer and String", as messages list operand types.
std::string list_types(std::span<const Typed> operands);
/// As authors write the operator: "Greater" → ">"; and what it does: "compare".
struct Spelling {
  std::string_view symbol;
  std::string_view verb;
};
Spelling spelling(std::string_view name);

}  // namespace palpate::cql::check
