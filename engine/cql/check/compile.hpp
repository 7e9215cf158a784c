#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "cql/program/program.hpp"

namespace palpate::cql {

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
