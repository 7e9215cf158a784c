// Values written out: intervals, lists, tuples, instances, codes and concepts.

#include <utility>

#include "cql/syntax/parse.hpp"

namespace palpate::cql {

using ast::ExpressionPtr;

ExpressionPtr Parser::interval_selector() {
  auto node = ast::make_expression(Kind::interval, {});
  node->name_span = next().span;
  if (!at_any({"[", "("})) {
    fail("CQL0100", here(), "expected '[' or '(' after 'Interval'",
         "write Interval[low, high], with '(' or ')' where a bound is left out");
    return error_node();
  }
  node->low_closed = at("[");
  const auto opening = next().span;
  node->operands.push_back(expression());
  recover({",", "]", ")"});
  expect(",", "between the bounds of the interval");
  node->operands.push_back(expression());
  recover({"]", ")"});
  node->high_closed = !at(")");
  if (!accept(")")) close("]", opening, "')'");
  node->span = since(node->name_span);
  return finish(std::move(node));
}

ExpressionPtr Parser::list_selector() {
  auto node = ast::make_expression(Kind::list, {});
  const auto begin = here();
  node->name_span = begin;
  if (accept("List") && at("<")) {
    const auto opening = next().span;
    node->type = type();
    recover({">"});
    close(">", opening);
  }
  if (!at("{")) {
    fail_expecting("'{' and the elements of the list");
    return error_node();
  }
  const auto opening = next().span;
  node->operands = expressions_until("}", opening);
  node->span = since(begin);
  return finish(std::move(node));
}

bool Parser::at_tuple_elements(std::size_t ahead) const {
  if (at(":", ahead)) return true;
  // A string before ':' is how JSON writes it; a number before ':' is a ratio.
  const bool name = at_any_name(ahead) || at_kind(TokenKind::string, ahead);
  return name && at(":", ahead + 1);
}

ExpressionPtr Parser::tuple_selector() {
  auto node = ast::make_expression(Kind::tuple, {});
  const auto begin = here();
  node->name_span = begin;
  accept("Tuple");
  elements(*node);
  node->span = since(begin);
  return finish(std::move(node));
}

ExpressionPtr Parser::instance_selector(ast::TypeSpecifierPtr type, std::uint32_t begin) {
  auto node = ast::make_expression(Kind::instance, {});
  node->name_span = type->span;
  node->type = std::move(type);
  elements(*node);
  node->span = since(begin);
  return finish(std::move(node));
}

/// `{ a: 1, b: 2 }`, or `{ : }` for none.
void Parser::elements(ast::Expression& node) {
  const auto opening = here();
  if (!expect("{", "and elements like 'name: value'")) return;
  if (at(":") && at("}", 1)) {
    next();
    next();
    return;
  }
  do {
    ast::Name name{{}, here()};
    if (at_any_name()) {
      name = read_name();
    } else if (at_kind(TokenKind::string)) {
      remark("CQL0100", here(), "the name of an element is not a string",
             "write it without quotes");
      name.text = read_string();
    } else {
      fail_expecting("the name of an element");
    }
    expect(":", "after the name of the element");
    node.fields.emplace_back(std::move(name), expression());
    recover({",", "}"});
  } while (accept(","));
  close("}", opening, "','");
}

std::string Parser::display_clause() {
  return at("display") ? (next(), string_after("display")) : std::string();
}

ExpressionPtr Parser::code_selector() {
  auto node = ast::make_expression(Kind::code, {});
  node->name_span = next().span;
  node->text = read_string();
  expect("from", "and the code system of this code");
  auto system = ast::make_expression(Kind::identifier, here());
  const auto name = dotted_name("a code system");
  system->span = system->name_span = name.span;
  system->text = name.text;
  node->operands.push_back(finish(std::move(system)));
  node->unit = display_clause();
  node->span = since(node->name_span);
  return finish(std::move(node));
}

ExpressionPtr Parser::concept_selector() {
  auto node = ast::make_expression(Kind::concept_, {});
  node->name_span = next().span;
  const auto opening = next().span;
  do {
    if (at("Code") && at_kind(TokenKind::string, 1)) {
      node->operands.push_back(code_selector());
    } else {
      fail_expecting("a code like Code 'id' from \"system\"");
    }
    recover({",", "}"});
  } while (accept(","));
  close("}", opening, "','");
  node->text = display_clause();
  node->span = since(node->name_span);
  return finish(std::move(node));
}

}  // namespace palpate::cql
