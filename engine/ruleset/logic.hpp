#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cql/cql.hpp"
#include "ruleset/content.hpp"

namespace palpate::ruleset {

/// A definition as it stands in a library of the rule set.
struct NamedDefinition {
  std::string library;
  std::string name;
  bool is_function = false;
  SourcePtr source;
  Span name_span;
  Span body_span;
  bool broken = false;  ///< the compiler found a mistake in it

  std::string full_name() const { return library + "." + name; }
};

/// The rule set's CQL.
struct Logic {
  std::string main_library;
  std::vector<NamedDefinition> definitions;  ///< known even where the libraries do not compile
  std::vector<NamedDefinition> parameters;
  bool all_known = false;                       ///< every library was there and could be parsed
  std::shared_ptr<const cql::Program> program;  ///< null when anything is wrong
  /// For checks that need a program: `program`, or one in which broken definitions are null, so
  /// that mistakes elsewhere are found in the same run. Null when there is no way to make one.
  std::shared_ptr<const cql::Program> checkable;
};

struct LogicInput {
  std::vector<std::string> libraries;          ///< names, main library first
  const cql::ContextSchema* schema = nullptr;  ///< null: only the syntax is checked
  std::vector<std::pair<std::string, std::string>> parameters;
  std::shared_ptr<const cql::Terminology> terminology;
};

/// Compiles logic/*.cql with the library Palpate. Codes RS0140–RS0149 besides the compiler's.
Logic compile_logic(const Content& content, const LogicInput& input, Diagnostics& diagnostics);

/// `sources` with the body of every broken definition replaced by null, all else in its place.
/// Empty when a mistake stands outside of definitions.
std::vector<SourcePtr> set_aside(const std::vector<SourcePtr>& sources,
                                 std::vector<NamedDefinition>& definitions,
                                 const Diagnostics& diagnostics);

}  // namespace palpate::ruleset
