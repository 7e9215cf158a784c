#pragma once

#include <memory>
#include <string>

#include "cql/syntax/parser.hpp"
#include "print_tree.hpp"

namespace palpate::cql {

inline SourcePtr source_of(std::string text) {
  return std::make_shared<SourceText>("t", std::move(text));
}

/// The tree of an expression; the rendered diagnostics instead when there are any.
inline std::string tree(const std::string& text) {
  Diagnostics diagnostics;
  const auto expression = parse_expression(source_of(text), diagnostics);
  return diagnostics.empty() ? ast::print(*expression) : render(diagnostics);
}

/// The same of a library.
inline std::string library_tree(const std::string& text) {
  Diagnostics diagnostics;
  const auto library = parse_library(source_of(text), diagnostics);
  return diagnostics.empty() ? ast::print(library) : render(diagnostics);
}

/// "line:column code message | help" of every diagnostic, a line each.
inline std::string summary(const Diagnostics& diagnostics) {
  std::string out;
  for (const auto& d : diagnostics.all()) {
    const auto at = d.source->position(d.span.begin);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + d.code + " " +
           d.message + (d.suggestion.empty() ? "" : " | " + d.suggestion) + "\n";
  }
  return out;
}

inline std::string mistakes(const std::string& text) {
  Diagnostics diagnostics;
  parse_expression(source_of(text), diagnostics);
  return summary(diagnostics);
}

inline std::string library_mistakes(const std::string& text) {
  Diagnostics diagnostics;
  parse_library(source_of(text), diagnostics);
  diagnostics.sort();
  return summary(diagnostics);
}

/// A row of a table: what is written, and what must come of it.
struct Row {
  std::string text;
  std::string expected;
};

}  // namespace palpate::cql
