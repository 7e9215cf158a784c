#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cql/check/emitter.hpp"
#include "cql/check/reshape.hpp"
#include "cql/operators/table.hpp"

namespace palpate::cql::check {

/// The overload that serves best, and the types that its operands have to be converted to.
struct Resolution {
  const OverloadDeclaration* overload = nullptr;
  std::vector<Reshaping> reshaped;  ///< of the operands, before they are converted; or empty
  std::vector<Type> operands;
  Type result;
  bool ambiguous = false;
};

/// Exact before subtype before null before conversions; the sum over all operands decides. Among
/// equals the first declared wins when only operands that could be anything tell them apart.
/// Promotions and demotions come last: where nothing else fits.
std::optional<Resolution> resolve(std::string_view name, std::span<const Typed> operands,
                                  const Promotions& allowed = {});

/// Sum of conversion costs; nullopt when one does not convert.
std::optional<int> total_cost(std::span<const Typed> operands, std::span<const Type> wanted);
/// The same with promotions and demotions, which are written to `reshaped`.
std::optional<int> total_cost(std::span<const Typed> operands, std::span<const Type> wanted,
                              const Promotions& allowed, std::vector<Reshaping>& reshaped);

/// "Integer and String", as messages list operand types.
std::string list_types(std::span<const Typed> operands);
/// As authors write the operator: "Greater" → ">"; and what it does: "compare".
struct Spelling {
  std::string_view symbol;
  std::string_view verb;
};
Spelling spelling(std::string_view name);

}  // namespace palpate::cql::check
