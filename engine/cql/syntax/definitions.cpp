// `define`: expressions and functions.

#include <utility>

#include "cql/syntax/parse.hpp"

namespace palpate::cql {

void Parser::define(ast::Library& library) {
  ast::Definition result;
  const auto begin = previous().span;
  result.context = context_;
  result.is_private = at("private");
  if (at_any({"private", "public"})) next();
  if (at("fluent") && at("function", 1)) {
    next();
    result.is_fluent = true;
  }
  result.is_function = accept("function");
  if (result.is_function) {
    function_header(result);
  } else {
    result.name = declared_name("a name after 'define'");
  }
  const bool bare = at_end() || at_declaration();
  if (bare && !lost()) {
    fail("CQL0101", result.name.span,
         "the definition '" + result.name.text + "' has no ':' and no expression");
  } else if (at("=")) {
    remark("CQL0100", here(), "a definition is written with ':', not '='", "write ':'");
    next();
  } else {
    expect(":", "after the name of the definition");
  }
  if (result.is_function && at("external")) {
    next();
    result.is_external = true;
  } else if (!lost()) {
    result.body = expression();
  }
  if (!lost() && !at_end() && !at_declaration() && !at_misspelt_declaration()) {
    fail_after_expression("definition");
  }
  if (!result.body && !result.is_external) result.body = error_node();
  result.span = since(begin);
  if (!result.name.text.empty()) library.definitions.push_back(std::move(result));
}

void Parser::function_header(ast::Definition& definition) {
  if (at_any_name() && !lost()) {
    definition.name = read_name();
  } else {
    definition.name = declared_name("a name after 'function'");
  }
  const auto opening = here();
  if (!expect("(", "and the parameters of the function")) return;
  if (!accept(")")) {
    do {
      function_parameter(definition);
      recover({",", ")"});
    } while (accept(","));
    close(")", opening, "','");
  }
  if (accept("returns")) definition.returns = type();
}

void Parser::function_parameter(ast::Definition& definition) {
  auto name = referable_name("the name of a parameter");
  if (!lost() && at_any({",", ")", ":"})) {
    fail("CQL0110", name.span, "the parameter '" + name.text + "' has no type",
         "write its type after the name: '" + name.text + " Integer'");
  }
  definition.parameters.emplace_back(std::move(name), type());
}

}  // namespace palpate::cql
