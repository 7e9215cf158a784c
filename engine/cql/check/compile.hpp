#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "cql/program/program.hpp"

namespace palpate::cql {

/// Implicit conversions between a value and a list or an interval of it, which CQL defines and
/// leaves to the author's tools to allow. All off: a value where a list is wanted is more often a
/// slip than a wish, and a promoted null is an empty list.
struct Promotions {
  bool list_promotion = false;      ///< X → {X}; null → {}
  bool list_demotion = false;       ///< {X} → X; {} → null; of more elements a run-time error
  bool interval_promotion = false;  ///< X → Interval[X, X]
  bool interval_demotion = false;   ///< Interval[X, X] → X; of a wider one a run-time error

  bool any() const {
    return list_promotion || list_demotion || interval_promotion || interval_demotion;
  }
};

/// The value of `%name`, which is not the source's to say.
struct ExternalConstant {
  std::string name;  ///< without the '%'
  Type type;
  Value value;  ///< of that type, or null; copied by compile()
};

/// All that goes into one Program.
struct CompileInput {
  /// Libraries in any order; an `include` finds its library here by name and version.
  /// The first is the main one.
  std::vector<SourcePtr> libraries;
  /// The record that the rules look at; without elements when there is none.
  ContextSchema schema;
  /// Parameter values that override defaults: name ("Library.Name" or "Name") → CQL literal.
  std::vector<std::pair<std::string, std::string>> parameters;
  /// For tracing: operations whose operands are all constants stay known beside their result
  /// (Program::before_folding).
  bool keep_folded = false;
  /// Value sets and code systems in full. With it, every value set that a library declares must be
  /// there; without it, none may be asked for its codes.
  std::shared_ptr<const Terminology> terminology;
  Promotions promotions;
  /// `list.name` goes through the list. CQL has it so, and lets tools refuse it: who writes it may
  /// have taken the list for one value.
  bool list_traversal = true;
  std::vector<ExternalConstant> constants;
  /// What `define function F(…) returns T: external` of a library runs as: `name` is
  /// "Library.F", `signature` has the declared types as CQL writes them ("Integer, String ->
  /// Boolean"). `function` must give the same for the same operands and may be called by several
  /// threads; what is not of the declared type is a run-time error. `nulls` is what the monotone
  /// check goes by. They outlive the Program.
  std::vector<const OverloadDeclaration*> functions;
  bool warn_unused = false;  ///< definitions that nothing refers to (a rule set checks this itself)
};

struct Compilation {
  /// Null when there are errors.
  std::shared_ptr<const Program> program;
  Diagnostics diagnostics;
};

/// Parses, resolves and checks everything; reports all mistakes at once. Codes CQL0200–CQL0399.
/// Single-threaded; no state outside its arguments and result.
Compilation compile(const CompileInput& input);

/// One expression as library "Expression" with the one definition "Result"; may use `input`'s
/// schema and libraries (qualified by their names).
Compilation compile_expression(SourcePtr expression, const CompileInput& input = {});

}  // namespace palpate::cql
