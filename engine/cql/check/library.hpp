#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cql/program/program.hpp"
#include "cql/syntax/ast.hpp"

/// What the libraries of one compilation declare, and how far each declaration has been checked.
namespace palpate::cql::check {

struct LibraryUnit;

enum class Progress { untouched, running, done };

/// Common to everything that a library names.
struct Entry {
  LibraryUnit* unit = nullptr;
  Progress progress = Progress::untouched;
  bool broken = false;  ///< a mistake in it has been reported; uses of it are silent
  bool used = false;
  Type type;  ///< of the value; of a function, its result
};
struct DefinitionEntry : Entry {
  const ast::Definition* tree = nullptr;
  DefinitionId id = no_id;
};
struct FunctionEntry : Entry {
  const ast::Definition* tree = nullptr;
  std::vector<Type> parameters;
  FunctionId id = no_id;
  const OverloadDeclaration* external = nullptr;  ///< of an external function: what it runs as
};
struct ParameterEntry : Entry {
  const ast::Parameter* tree = nullptr;
  Value value;
};
struct TerminologyEntry : Entry {
  const ast::Terminology* tree = nullptr;
  Value value;
};

/// What one name means in a library: at most one of these is set.
struct Symbol {
  DefinitionEntry* definition = nullptr;
  ParameterEntry* parameter = nullptr;
  TerminologyEntry* terminology = nullptr;
  LibraryUnit* library = nullptr;  ///< alias of an included library
  bool broken = false;  ///< alias of a library that is not there (reported); uses are silent
  Span span;
};

struct LibraryUnit {
  ast::Library tree;
  std::string name;
  std::uint32_t index = 0;  ///< of its source in the Program
  std::vector<const LibraryUnit*> includes;
  std::map<std::string, Symbol, std::less<>> symbols;
  std::map<std::string, std::vector<FunctionEntry*>, std::less<>> functions;
  std::vector<std::unique_ptr<DefinitionEntry>> definition_entries;
  std::vector<std::unique_ptr<FunctionEntry>> function_entries;
  std::vector<std::unique_ptr<ParameterEntry>> parameter_entries;
  std::vector<std::unique_ptr<TerminologyEntry>> terminology_entries;

  const SourcePtr& source() const { return tree.source; }
  const Symbol* find(std::string_view symbol) const {
    const auto found = symbols.find(symbol);
    return found == symbols.end() ? nullptr : &found->second;
  }
};

}  // namespace palpate::cql::check
