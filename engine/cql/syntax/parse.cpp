#include "cql/syntax/parse.hpp"

#include <utility>

#include "base/limits.hpp"
#include "cql/syntax/keywords.hpp"
#include "cql/syntax/parser.hpp"

namespace palpate::cql {

using ast::ExpressionPtr;

Parser::Nested::Nested(Parser& parser) : parser_(parser) { ++parser_.depth_; }

bool Parser::Nested::too_deep() const { return parser_.depth_ > limits::cql_nesting; }

Parser::Parser(SourcePtr source, Diagnostics& diagnostics)
    : TokenStream(std::move(source), diagnostics) {}

ExpressionPtr Parser::error_node() { return ast::make_expression(Kind::error, here()); }

ExpressionPtr Parser::finish(ExpressionPtr node) {
  if (++nodes_ > limits::cql_nodes) return too_many();
  node->height = ast::height_over_children(*node);
  if (node->height <= limits::cql_nesting) return node;
  if (!std::exchange(told_too_deep_, true)) {
    remark("CQL0150", node->name_span,
           "this expression is nested more than " + std::to_string(limits::cql_nesting) + " deep",
           "give a part of it a definition of its own");
  }
  return error_node();
}

ExpressionPtr Parser::copy(const ast::Expression& expression) {
  nodes_ += ast::count_nodes(expression);
  if (nodes_ > limits::cql_nodes) return too_many();
  return ast::clone(expression);
}

ExpressionPtr Parser::too_many() {
  if (!std::exchange(told_too_many_, true)) {
    remark("CQL0151", previous().span,
           "this source has more than " + std::to_string(limits::cql_nodes) + " expressions",
           "split the library");
  }
  lose();
  stop();
  return error_node();
}

ExpressionPtr Parser::too_deep() {
  if (!std::exchange(told_too_deep_, true)) {
    remark("CQL0150", here(),
           "this is nested more than " + std::to_string(limits::cql_nesting) + " deep",
           "give a part of it a definition of its own");
  }
  lose();
  return error_node();
}

ExpressionPtr Parser::missing_expression() {
  const auto before = previous();
  if (before.kind != TokenKind::word && before.kind != TokenKind::symbol) {
    fail_expecting("an expression");
  } else if (at_end() || at_declaration()) {
    fail("CQL0101", before.span, "there is no expression after '" + std::string(before.text) + "'");
  } else {
    fail_expecting("an expression after '" + std::string(before.text) + "'");
  }
  return error_node();
}

void Parser::fail_after_expression(std::string_view whole) {
  const auto text = std::string(peek().text);
  if (at_any({")", "]", "}"})) {
    fail("CQL0102", here(), "this '" + text + "' closes nothing", "leave it out");
  } else if (at_any({"then", "else"})) {
    fail("CQL0103", here(), "this '" + text + "' belongs to no 'if'");
  } else if (at_any({"when", "end"})) {
    fail("CQL0105", here(), "this '" + text + "' belongs to no 'case'");
  } else {
    fail_expecting("an operator or the end of the " + std::string(whole));
  }
}

std::vector<ExpressionPtr> Parser::expressions_until(std::string_view closing, Span opening) {
  std::vector<ExpressionPtr> list;
  if (accept(closing)) return list;
  do {
    list.push_back(expression());
    recover({",", closing});
  } while (accept(","));
  close(closing, opening, "','");
  return list;
}

ast::Name Parser::declared_name(std::string_view what) {
  if (lost() || !at_any_name()) {
    fail_expecting(what);
    return {{}, here()};
  }
  if (!at_identifier()) {
    const auto word = std::string(peek().text);
    remark("CQL0108", here(), "'" + word + "' is a keyword and no name", "write \"" + word + "\"");
  }
  return read_name();
}

ast::Name Parser::referable_name(std::string_view what) {
  return at_reference() && !lost() ? read_name() : declared_name(what);
}

std::vector<ast::Name> Parser::dotted_names(std::string_view what) {
  std::vector<ast::Name> names;
  do {
    names.push_back(referable_name(what));
  } while (accept("."));
  return names;
}

ExpressionPtr Parser::whole_expression() {
  auto result = expression();
  if (!lost() && !at_end()) fail_after_expression("expression");
  return result;
}

ast::TypeSpecifierPtr Parser::whole_type() {
  auto result = type();
  if (!lost() && !at_end()) fail_expecting("the end of the type");
  return result;
}

ast::Library parse_library(SourcePtr source, Diagnostics& diagnostics) {
  return Parser(std::move(source), diagnostics).library();
}

ExpressionPtr parse_expression(SourcePtr source, Diagnostics& diagnostics) {
  return Parser(std::move(source), diagnostics).whole_expression();
}

ast::TypeSpecifierPtr parse_type(SourcePtr source, Diagnostics& diagnostics) {
  return Parser(std::move(source), diagnostics).whole_type();
}

}  // namespace palpate::cql
