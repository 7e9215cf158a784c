// Lexer and parser, as a library and as an expression. What is refused is refused in words whose
// places lie in the source, and only where there is no word of complaint is the tree whole.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "cql/syntax/parser.hpp"
#include "cql/syntax/tree.hpp"

namespace {

using palpate::cql::ast::Expression;

void require(bool condition) {
  if (!condition) std::abort();
}

/// Checks a tree as far as it goes; true when it has a gap where something could not be read.
bool has_gap(const Expression& root, std::size_t source_size) {
  bool gap = false;
  std::vector<const Expression*> open = {&root};
  while (!open.empty()) {
    const Expression& node = *open.back();
    open.pop_back();
    gap = gap || node.kind == Expression::Kind::error;
    require(node.span.begin <= node.span.end && node.span.end <= source_size);
    require(node.height <= palpate::limits::cql_nesting);
    palpate::cql::ast::for_each_child(node, [&](const Expression& child) {
      require(child.height < node.height);
      open.push_back(&child);
    });
  }
  return gap;
}

void check_diagnostics(const palpate::Diagnostics& diagnostics, std::size_t source_size) {
  for (const auto& diagnostic : diagnostics.all()) {
    require(!diagnostic.message.empty() && !diagnostic.code.empty());
    require(diagnostic.span.begin <= diagnostic.span.end);
    require(diagnostic.span.end <= source_size);
  }
  palpate::render(diagnostics);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  using namespace palpate;  // NOLINT(google-build-using-namespace): a fuzz target of one file
  const auto source = std::make_shared<const SourceText>(
      "source", std::string(reinterpret_cast<const char*>(data), size));
  const auto length = source->text().size();
  Diagnostics of_expression;
  const auto expression = cql::parse_expression(source, of_expression);
  require(expression != nullptr);
  const bool gap = has_gap(*expression, length);
  require(!gap || of_expression.has_errors());
  require(cql::ast::count_nodes(*cql::ast::clone(*expression)) ==
          cql::ast::count_nodes(*expression));
  check_diagnostics(of_expression, length);

  Diagnostics of_library;
  const auto library = cql::parse_library(source, of_library);
  for (const auto& definition : library.definitions) {
    if (definition.body && has_gap(*definition.body, length)) require(of_library.has_errors());
  }
  check_diagnostics(of_library, length);
  return 0;
}
