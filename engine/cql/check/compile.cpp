// Libraries in, Program out. External interface: compile and compile_expression.
#include "cql/check/compile.hpp"

#include <utility>

#include "cql/check/build.hpp"
#include "cql/syntax/parser.hpp"

namespace palpate::cql {
namespace {

void parse_all(const CompileInput& input, check::Build& build, Diagnostics& diagnostics) {
  for (const SourcePtr& source : input.libraries) build.add(parse_library(source, diagnostics));
}

void finish(check::Build& build, Compilation& result) {
  build.resolve();
  build.check_all();
  result.diagnostics.sort();
  if (!result.diagnostics.has_errors()) result.program = build.finish();
}

/// Library "Expression" with the definition "Result"; libraries go by their own names in it.
ast::Library wrap(SourcePtr source, ast::ExpressionPtr expression, const ContextSchema& schema) {
  ast::Library library;
  library.name.text = "Expression";
  ast::Definition result;
  result.name.text = "Result";
  result.context = schema.context;
  result.span = {0, static_cast<std::uint32_t>(source->text().size())};
  result.body = std::move(expression);
  library.definitions.push_back(std::move(result));
  library.source = std::move(source);
  return library;
}

}  // namespace

Compilation compile(const CompileInput& input) {
  Compilation result;
  check::Build build(input, result.diagnostics);
  parse_all(input, build, result.diagnostics);
  if (input.libraries.empty()) {
    result.diagnostics.error("CQL0208", nullptr, {}, "there is no library to compile");
    return result;
  }
  finish(build, result);
  return result;
}

Compilation compile_expression(SourcePtr expression, const CompileInput& input) {
  Compilation result;
  check::Build build(input, result.diagnostics);
  ast::ExpressionPtr tree = parse_expression(expression, result.diagnostics);
  build.add(wrap(std::move(expression), std::move(tree), input.schema));
  parse_all(input, build, result.diagnostics);
  build.make_libraries_visible();
  finish(build, result);
  return result;
}

}  // namespace palpate::cql
