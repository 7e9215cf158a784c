// The operators of CQL's rule `expression`, from `union` down to `is`, by precedence climbing.

#include <algorithm>
#include <array>
#include <utility>

#include "cql/syntax/keywords.hpp"
#include "cql/syntax/parse.hpp"

namespace palpate::cql {

using ast::ExpressionPtr;

namespace {

struct InfixOperator {
  std::string_view text;
  Level level;
  std::string_view elm;
};

/// Those that are a single word or symbol between two operands.
constexpr std::array infix_operators = std::to_array<InfixOperator>({
    {"|", Level::set, "Union"},
    {"union", Level::set, "Union"},
    {"intersect", Level::set, "Intersect"},
    {"except", Level::set, "Except"},
    {"implies", Level::implies, "Implies"},
    {"or", Level::or_, "Or"},
    {"xor", Level::or_, "Xor"},
    {"and", Level::and_, "And"},
    {"in", Level::membership, "In"},
    {"contains", Level::membership, "Contains"},
    {"=", Level::equality, "Equal"},
    {"!=", Level::equality, "NotEqual"},
    {"~", Level::equality, "Equivalent"},
    {"!~", Level::equality, "NotEquivalent"},
    {"<", Level::inequality, "Less"},
    {"<=", Level::inequality, "LessOrEqual"},
    {">", Level::inequality, "Greater"},
    {">=", Level::inequality, "GreaterOrEqual"},
});

const InfixOperator* find_infix(std::string_view text) {
  const auto found = std::find_if(infix_operators.begin(), infix_operators.end(),
                                  [text](const InfixOperator& op) { return op.text == text; });
  return found == infix_operators.end() ? nullptr : &*found;
}

Level tighter(Level level) { return static_cast<Level>(static_cast<std::uint8_t>(level) + 1); }

}  // namespace

ExpressionPtr Parser::expression() {
  const Nested level(*this);
  return level.too_deep() ? too_deep() : operators(Level::set);
}

ExpressionPtr Parser::operators(Level minimum) {
  const auto begin = here().begin;
  auto left = operand_of_operators();
  while (!lost()) {
    const auto level = infix_level();
    if (level == Level::none || level < minimum) break;
    left = infix(std::move(left), level, begin);
  }
  return left;
}

ExpressionPtr Parser::operand_of_operators() {
  if (lost()) return error_node();
  if (at("not")) return prefix("Not", Level::not_);
  if (at_kind(TokenKind::word)) {
    if (at("exists")) return prefix("Exists", Level::exists);
    if (at("cast")) return cast();
    if (at("from")) return query();
    if (at_duration_between()) return duration_between();
  }
  const auto begin = here().begin;
  auto operand = at("[") ? retrieve() : term();
  if (!lost() && is_query_source(*operand, begin) && at_alias()) {
    return query_over(std::move(operand), begin);
  }
  return operand;
}

Level Parser::infix_level() const {
  const auto kind = peek().kind;
  if (kind == TokenKind::word || at_number()) {
    if (at_timing()) return Level::timing;
    if (at("between") || (at("properly") && at("between", 1))) return Level::between;
    if (at_any({"is", "as"})) return Level::type_test;
  }
  if (kind != TokenKind::word && kind != TokenKind::symbol) return Level::none;
  const auto* found = find_infix(peek().text);
  return found == nullptr ? Level::none : found->level;
}

ExpressionPtr Parser::infix(ExpressionPtr left, Level level, std::uint32_t begin) {
  if (level == Level::timing) return timing(std::move(left), begin);
  if (level == Level::between) return between(std::move(left), begin);
  if (level == Level::type_test) return type_test(std::move(left), begin);
  const auto& token = next();
  const auto& op = *find_infix(token.text);
  if (level == Level::and_ && at("also") && starts_operand(1)) {
    remark("CQL0104", since(token.span), "CQL has no 'and also'", "write 'and'");
    next();
  }
  auto precision = level == Level::membership ? precision_specifier() : std::string();
  auto right = operators(tighter(level));
  auto node = operation(op.elm, token.span, since(begin), std::move(left), std::move(right));
  node->precision = std::move(precision);
  return node;
}

ExpressionPtr Parser::between(ExpressionPtr left, std::uint32_t begin) {
  const auto phrase = here();
  const bool properly = accept("properly");
  next();
  const auto name_span = since(phrase);
  auto low = term();
  expect("and", "between the bounds");
  auto high = term();
  auto node = operation("Between", name_span, since(begin), std::move(left), std::move(low),
                        std::move(high));
  node->value = properly;
  return node;
}

ExpressionPtr Parser::type_test(ExpressionPtr left, std::uint32_t begin) {
  const auto keyword = here();
  const bool is_as = at("as");
  next();
  const bool negated = !is_as && accept("not");
  const auto literal = at("null")    ? std::string_view("IsNull")
                       : at("true")  ? std::string_view("IsTrue")
                       : at("false") ? std::string_view("IsFalse")
                                     : std::string_view();
  if (!is_as && !literal.empty()) {
    next();
    const auto name_span = since(keyword);
    auto node = operation(literal, name_span, since(begin), std::move(left));
    return negated ? operation("Not", name_span, since(begin), std::move(node)) : std::move(node);
  }
  if (negated) {
    remark("CQL0100", since(keyword), "only null, true or false may follow 'is not'",
           "write 'not (… is …)'");
  }
  auto node = ast::make_expression(is_as ? Kind::as : Kind::is, {});
  node->name_span = keyword;
  node->operands.push_back(std::move(left));
  node->type = type();
  node->span = since(begin);
  return finish(std::move(node));
}

ExpressionPtr Parser::prefix(std::string_view name, Level level) {
  const Nested nested(*this);
  if (nested.too_deep()) return too_deep();
  const auto keyword = next().span;
  auto operand = operators(level);
  return operation(name, keyword, since(keyword), std::move(operand));
}

ExpressionPtr Parser::cast() {
  const Nested nested(*this);
  if (nested.too_deep()) return too_deep();
  auto node = ast::make_expression(Kind::cast, {});
  node->name_span = next().span;
  // The operand stops before `as`: it is the one of the cast.
  node->operands.push_back(operators(tighter(Level::type_test)));
  expect("as", "and a type after the operand of 'cast'");
  node->type = type();
  node->span = since(node->name_span);
  return finish(std::move(node));
}

bool Parser::at_duration_between() const {
  const auto& word = peek().text;
  if (lost() || !at_kind(TokenKind::word)) return false;
  if (at_any({"duration", "difference"})) {
    return at("in", 1) && !precision_of(peek(2).text).empty() && at("between", 3);
  }
  return !precision_of(word).empty() && at("between", 1);
}

ExpressionPtr Parser::duration_between() {
  const auto begin = here();
  const std::string_view name = at("difference") ? "DifferenceBetween" : "DurationBetween";
  if (at_any({"duration", "difference"})) {
    next();
    next();
  }
  auto precision = precision_of_phrase();
  next();  // between
  const auto name_span = since(begin);
  auto first = term();
  expect("and", "between the two dates");
  auto second = term();
  auto node = operation(name, name_span, since(begin), std::move(first), std::move(second));
  node->precision = std::move(precision);
  return node;
}

/// The plural precision of a duration, as a singular.
std::string Parser::precision_of_phrase() {
  const auto& token = next();
  if (is_singular_precision(token.text)) {
    const auto word = std::string(token.text);
    remark("CQL0111", token.span, "a duration is counted in '" + word + "s', not '" + word + "'",
           "write '" + word + "s'");
  }
  return std::string(precision_of(token.text));
}

}  // namespace palpate::cql
