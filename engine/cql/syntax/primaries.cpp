// Literals, references, calls, conditionals: CQL's rule `term`, and the keyword forms of
// `expressionTerm`.

#include <algorithm>
#include <iterator>
#include <utility>

#include "cql/syntax/escapes.hpp"
#include "cql/syntax/keywords.hpp"
#include "cql/syntax/parse.hpp"

namespace palpate::cql {

using ast::ExpressionPtr;

bool Parser::at_number(std::size_t ahead) const {
  return at_kind(TokenKind::integer, ahead) || at_kind(TokenKind::decimal, ahead);
}

bool Parser::at_unit(std::size_t ahead) const {
  if (at_kind(TokenKind::string, ahead)) return true;
  return at_kind(TokenKind::word, ahead) && !precision_of(peek(ahead).text).empty();
}

bool Parser::starts_operand(std::size_t ahead) const {
  const auto& token = peek(ahead);
  if (token.kind == TokenKind::end) return false;
  if (token.kind == TokenKind::symbol) return at_any({"(", "[", "{", "-", "+"}, ahead);
  if (token.kind != TokenKind::word || token.text[0] == '$') return true;
  return at_reference(ahead) ||
         at_any({"null",    "true",    "false",     "if",       "case",   "not",
                 "exists",  "cast",    "convert",   "Interval", "List",   "Tuple",
                 "Code",    "Concept", "distinct",  "flatten",  "expand", "collapse",
                 "minimum", "maximum", "singleton", "point",    "from"},
                ahead) ||
         !precision_of(token.text).empty();
}

ExpressionPtr Parser::literal(Kind kind, std::string text) {
  auto node = ast::make_expression(kind, next().span);
  node->text = std::move(text);
  return finish(std::move(node));
}

ExpressionPtr Parser::primary() {
  if (lost()) return error_node();
  const auto& token = peek();
  switch (token.kind) {
    case TokenKind::integer:
    case TokenKind::decimal:
      return number(true);
    case TokenKind::long_integer:
      return literal(Kind::long_literal, std::string(token.text.substr(0, token.text.size() - 1)));
    case TokenKind::string: {
      const auto span = here();
      auto node = ast::make_expression(Kind::string_literal, span);
      node->text = read_string();
      return finish(std::move(node));
    }
    case TokenKind::date:
      return literal(Kind::date_literal, std::string(token.text.substr(1)));
    case TokenKind::date_time:
      return literal(Kind::date_time_literal, std::string(token.text.substr(1)));
    case TokenKind::time:
      return literal(Kind::time_literal, std::string(token.text.substr(1)));
    case TokenKind::external:
      return reference();
    case TokenKind::bad:
      return literal(Kind::error, {});
    case TokenKind::symbol:
      return symbol_primary();
    case TokenKind::quoted:
    case TokenKind::word:
      return word_primary();
    case TokenKind::end:
      break;
  }
  return missing_expression();
}

ExpressionPtr Parser::symbol_primary() {
  if (at("(")) return parentheses();
  if (at("{")) return at_tuple_elements(1) ? tuple_selector() : list_selector();
  if (at_any({"not", "["})) return misplaced_operator();
  if (at(".") && at_kind(TokenKind::integer, 1)) {
    fail("CQL0100", here(), "a number may not begin with '.'",
         "write 0." + std::string(peek(1).text));
    return error_node();
  }
  return missing_expression();
}

ExpressionPtr Parser::parentheses() {
  const auto opening = next().span;
  auto inside = expression();
  recover({")"});
  if (close(")", opening)) parentheses_ = since(opening);
  return inside;
}

ExpressionPtr Parser::word_primary() {
  if (at_declaration()) return missing_expression();
  if (at("null")) return literal(Kind::null_literal, {});
  if (at_any({"true", "false"})) {
    const bool value = at("true");
    auto node = literal(Kind::boolean_literal, {});
    node->value = value;
    return node;
  }
  if (at("if")) return if_then_else();
  if (at("case")) return case_when();
  if (at("convert")) return convert();
  if (at_any({"minimum", "maximum"})) return type_extent();
  if (at_any({"distinct", "flatten", "expand", "collapse"})) return aggregate_term();
  if (at("Interval")) return interval_selector();
  if (at("List")) return list_selector();
  if (at("Tuple")) return tuple_selector();
  if (at("Code") && at_kind(TokenKind::string, 1)) return code_selector();
  if (at("Concept") && at("{", 1) && at("Code", 2) && at_kind(TokenKind::string, 3))
    return concept_selector();
  if (at_any({"not", "exists", "cast", "from"}) || at_duration_between()) {
    return misplaced_operator();
  }
  if (at_instance()) {
    const auto begin = here().begin;
    auto type = named_type();
    return instance_selector(std::move(type), begin);
  }
  if (at_keyword_in_capitals()) return keyword_in_capitals();
  const bool closes_case = open_cases_ > 0 && at("end") && !at_any({".", "["}, 1);
  const bool variable = at_any({"$this", "$index", "$total"});
  if (variable || (at_reference() && !closes_case)) return reference();
  return missing_expression();
}

namespace {

std::string in_small_letters(std::string_view word) {
  std::string small(word);
  for (char& letter : small) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return small;
}

}  // namespace

/// `IF a …`, `NOT a`: a name with an operand behind it that is no alias.
bool Parser::at_keyword_in_capitals() const {
  constexpr std::string_view begins_expression[] = {"if",   "case",    "not",      "exists",
                                                    "cast", "convert", "distinct", "flatten"};
  if (!at_kind(TokenKind::word) || !at_identifier()) return false;
  const auto small = in_small_letters(peek().text);
  const auto& following = peek(1);
  if (std::find(std::begin(begins_expression), std::end(begins_expression), small) ==
          std::end(begins_expression) ||
      following.first_on_line) {
    return false;
  }
  if (following.kind == TokenKind::symbol) return false;  // a call, or an operator
  if (at_identifier(1))
    return !at_any({"where", "return", "let", "with", "without", "such", "aggregate", "sort", ","},
                   2);
  return starts_operand(1);
}

ExpressionPtr Parser::keyword_in_capitals() {
  fail("CQL0104", here(), "keywords are written in small letters",
       "write '" + in_small_letters(peek().text) + "'");
  return error_node();
}

bool Parser::at_instance() const {
  if (!at_reference() && !at_any({"Code", "Concept"})) return false;
  std::size_t i = 1;
  while (at(".", i) && at_any_name(i + 1)) i += 2;
  return at("{", i);
}

/// `1 + not x`: these bind less tightly than arithmetic, so that CQL wants parentheses.
ExpressionPtr Parser::misplaced_operator() {
  const Nested nested(*this);
  if (nested.too_deep()) return too_deep();
  const auto written = std::string(peek().text);
  remark("CQL0100", here(), "'" + written + "' needs parentheses here",
         "write '(" + written + " …)'");
  return operators(Level::exists);
}

ExpressionPtr Parser::reference() {
  const bool external = at_kind(TokenKind::external);
  ast::Name name;
  if (external) {
    const auto& token = next();
    const auto bare = token.text.substr(1);
    const bool quoted = std::string_view("'\"`").find(bare[0]) != std::string_view::npos;
    name.text = "%" + (quoted ? unescape(bare.substr(1, bare.size() - 2)) : std::string(bare));
    name.span = token.span;
  } else {
    name = read_name();
  }
  auto node = ast::make_expression(Kind::identifier, name.span);
  node->name_span = name.span;
  node->text = std::move(name.text);
  if (at("(") && !external) {
    const auto opening = next().span;
    node->kind = Kind::call;
    node->operands = expressions_until(")", opening);
    node->span = since(node->name_span);
  }
  return finish(std::move(node));
}

ExpressionPtr Parser::quantity() {
  if (!at_number()) {
    fail_expecting("a quantity");
    return error_node();
  }
  const bool integer = at_kind(TokenKind::integer);
  const auto& token = next();
  auto node =
      ast::make_expression(integer ? Kind::integer_literal : Kind::decimal_literal, token.span);
  node->text = token.text;
  if (at_unit()) {
    node->kind = Kind::quantity;
    node->has_unit = true;
    node->name_span = here();
    node->unit = at_kind(TokenKind::string) ? read_string() : std::string(next().text);
    node->span = since(token.span);
  }
  return finish(std::move(node));
}

ExpressionPtr Parser::number(bool ratio_allowed) {
  auto first = quantity();
  if (!ratio_allowed || !at(":") || !at_number(1)) return first;
  const auto begin = first->span;
  const auto colon = next().span;
  auto second = quantity();
  first->kind = second->kind = Kind::quantity;
  auto node = ast::make_expression(Kind::ratio, since(begin));
  node->name_span = colon;
  node->operands.push_back(std::move(first));
  node->operands.push_back(std::move(second));
  return finish(std::move(node));
}

ExpressionPtr Parser::if_then_else() {
  auto node = ast::make_expression(Kind::if_, {});
  const auto keyword = node->name_span = next().span;
  const auto part = [&](std::string_view word, std::string_view suggestion) {
    recover({word});
    if (accept(word)) return expression();
    if (!lost() && at_boundary()) {
      remark("CQL0103", keyword, "this 'if' has no '" + std::string(word) + "'",
             std::string(suggestion));
      return error_node();
    }
    fail_expecting("'" + std::string(word) + "'");
    recover({word});
    return accept(word) ? expression() : error_node();
  };
  node->operands.push_back(expression());
  node->operands.push_back(part("then", "add 'then' and a value"));
  node->operands.push_back(part("else", "add 'else null'"));
  node->span = since(keyword);
  return finish(std::move(node));
}

bool Parser::case_item(ast::Expression& node) {
  ast::Expression::CaseItem item;
  item.when = expression();
  recover({"then"});
  expect("then", "after the condition of 'when'");
  item.then = expression();
  const bool whole = !lost();
  recover({"when", "else", "end"});
  node.case_items.push_back(std::move(item));
  return whole;
}

ExpressionPtr Parser::case_when() {
  auto node = ast::make_expression(Kind::case_, {});
  const auto keyword = node->name_span = next().span;
  ++open_cases_;
  if (!at("when")) node->comparand = expression();
  recover({"when"});
  if (!at("when")) fail_expecting("'when'");
  recover({"when", "else", "end"});
  bool whole = true;  // else a misspelt 'else' may have been skipped
  while (accept("when")) whole = case_item(*node);
  if (accept("else")) {
    node->else_ = expression();
  } else if (!lost() && (at("end") || at_boundary())) {
    if (whole) remark("CQL0105", keyword, "this case expression has no 'else'", "add 'else null'");
  } else {
    fail_expecting("'when' or 'else'");
  }
  recover({"end"});
  if (!accept("end") && !lost()) {
    if (at_boundary()) {
      remark("CQL0105", keyword, "this case expression has no 'end'", "add 'end' after its 'else'");
    } else {
      fail_expecting("'end'");
      recover({"end"});
      accept("end");
    }
  }
  --open_cases_;
  if (!node->else_) node->else_ = error_node();
  node->span = since(keyword);
  return finish(std::move(node));
}

ExpressionPtr Parser::convert() {
  auto node = ast::make_expression(Kind::convert, {});
  node->name_span = next().span;
  node->operands.push_back(expression());
  recover({"to"});
  expect("to", "and a type or unit after the operand of 'convert'");
  if (!lost() && at_unit()) {
    node->has_unit = true;
    node->unit = at_kind(TokenKind::string) ? read_string() : std::string(next().text);
  } else {
    node->type = type();
  }
  node->span = since(node->name_span);
  return finish(std::move(node));
}

ExpressionPtr Parser::type_extent() {
  auto node = ast::make_expression(Kind::operation, {});
  node->text = at("minimum") ? "MinValue" : "MaxValue";
  node->name_span = next().span;
  node->type = named_type();
  node->span = since(node->name_span);
  return finish(std::move(node));
}

ExpressionPtr Parser::aggregate_term() {
  const auto word = peek().text;
  const std::string_view name = word == "distinct"  ? "Distinct"
                                : word == "flatten" ? "Flatten"
                                : word == "expand"  ? "Expand"
                                                    : "Collapse";
  const auto keyword = next().span;
  auto operand = expression();
  if (word == "distinct" || word == "flatten" || !accept("per")) {
    return operation(name, keyword, since(keyword), std::move(operand));
  }
  auto per = per_operand();
  return operation(name, keyword, since(keyword), std::move(operand), std::move(per));
}

ExpressionPtr Parser::per_operand() {
  if (!at_kind(TokenKind::word) || !is_singular_precision(peek().text) || at("from", 1)) {
    return expression();
  }
  auto node = ast::make_expression(Kind::quantity, here());
  node->name_span = here();
  node->text = "1";
  node->has_unit = true;
  node->unit = next().text;
  return finish(std::move(node));
}

}  // namespace palpate::cql
