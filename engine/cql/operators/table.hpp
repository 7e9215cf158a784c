#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cql/program/operation.hpp"

namespace palpate::cql {

/// A declaration with its signature parsed.
struct Overload {
  const OverloadDeclaration* declaration = nullptr;
  std::vector<Type> operands;  ///< may contain Type::Kind::variable
  Type result;
};

// One function a chapter of the CQL reference, each in a file of its own
// (operators/logical.cpp …), returning the chapter's constant table.
std::span<const OverloadDeclaration> logical_operators();
std::span<const OverloadDeclaration> type_operators();
std::span<const OverloadDeclaration> nullological_operators();
std::span<const OverloadDeclaration> comparison_operators();
std::span<const OverloadDeclaration> arithmetic_operators();
std::span<const OverloadDeclaration> string_operators();
std::span<const OverloadDeclaration> date_time_operators();
std::span<const OverloadDeclaration> interval_operators();
std::span<const OverloadDeclaration> list_operators();
std::span<const OverloadDeclaration> aggregate_operators();
std::span<const OverloadDeclaration> clinical_operators();
std::span<const OverloadDeclaration> message_operators();

/// All chapters, parsed once on first use; immutable afterwards, so safe to share.
/// One name is not ELM's: `a & b` is "ConcatenateOrEmpty", because there null counts as '', while
/// the function Concatenate(a, b) keeps null.
class OperatorTable {
 public:
  static const OperatorTable& standard();
  /// Every overload, by name.
  std::span<const Overload> all() const { return overloads_; }
  /// All overloads of that name, in declaration order; empty when there is none.
  std::span<const Overload> find(std::string_view name) const;
  /// Names that a rule author may call, sorted: for "did you mean".
  std::span<const std::string_view> callable_names() const;

 private:
  OperatorTable();
  std::vector<Overload> overloads_;  // grouped by name, sorted
  std::vector<std::string_view> callable_;
};

/// Implicit conversions of CQL (Integer → Long → Decimal → Quantity, Code → Concept, Any …) and
/// explicit ones: the function that does it, or nullptr. Used by checker and ConvertTo alike.
struct Conversion {
  Type::Kind from = Type::Kind::any;
  Type::Kind to = Type::Kind::any;
  bool implicit = false;
  OperatorFunction function = nullptr;
};
std::span<const Conversion> conversions();

}  // namespace palpate::cql
