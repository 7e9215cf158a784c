// Arithmetic, prefix phrases (`start of`, `year from` …) and what follows a dot: CQL's rule
// `expressionTerm`.

#include <array>
#include <utility>

#include "cql/syntax/keywords.hpp"
#include "cql/syntax/parse.hpp"

namespace palpate::cql {

using ast::ExpressionPtr;

namespace {

/// A phrase of two words before its operand.
struct PrefixPhrase {
  std::string_view first;
  std::string_view second;
  std::string_view elm;
};
constexpr std::array prefix_phrases = std::to_array<PrefixPhrase>({
    {"start", "of", "Start"},
    {"end", "of", "End"},
    {"width", "of", "Width"},
    {"successor", "of", "Successor"},
    {"predecessor", "of", "Predecessor"},
    {"singleton", "from", "SingletonFrom"},
    {"point", "from", "PointFrom"},
    {"date", "from", "DateFrom"},
    {"time", "from", "TimeFrom"},
    {"timezoneoffset", "from", "TimezoneOffsetFrom"},
    {"timezone", "from", "TimezoneOffsetFrom"},  // as CQL 1.3 wrote it
});

}  // namespace

ExpressionPtr Parser::term() {
  const auto begin = here().begin;
  auto left = product();
  while (at_any({"+", "-", "&"})) {
    const auto& token = next();
    const std::string_view name = token.text == "+"   ? "Add"
                                  : token.text == "-" ? "Subtract"
                                                      : "Concatenate";
    auto right = product();
    left = operation(name, token.span, since(begin), std::move(left), std::move(right));
  }
  return left;
}

ExpressionPtr Parser::product() {
  const auto begin = here().begin;
  auto left = power();
  while (at_any({"*", "/", "div", "mod"})) {
    const auto& token = next();
    const std::string_view name = token.text == "*"     ? "Multiply"
                                  : token.text == "/"   ? "Divide"
                                  : token.text == "div" ? "TruncatedDivide"
                                                        : "Modulo";
    auto right = power();
    left = operation(name, token.span, since(begin), std::move(left), std::move(right));
  }
  return left;
}

ExpressionPtr Parser::power() {
  const auto begin = here().begin;
  auto left = unary();
  while (at("^")) {
    const auto symbol = next().span;
    auto right = unary();
    left = operation("Power", symbol, since(begin), std::move(left), std::move(right));
  }
  return left;
}

ExpressionPtr Parser::unary() {
  if (lost()) return error_node();
  if (at_any({"+", "-"})) return sign();
  if (!at_kind(TokenKind::word)) return postfix();
  if (const auto name = unary_operator_name(); !name.empty()) return operator_of(name, 2);
  if (at("from", 1) && is_singular_precision(peek().text)) {
    return component_from();
  }
  if (at_any({"duration", "difference"}) && at("in", 1) && at("of", 3)) return duration_of();
  return postfix();
}

ExpressionPtr Parser::sign() {
  const Nested nested(*this);
  if (nested.too_deep()) return too_deep();
  const bool negative = at("-");
  const auto symbol = next().span;
  auto operand = unary();
  if (!negative) return operand;
  return operation("Negate", symbol, since(symbol), std::move(operand));
}

std::string_view Parser::unary_operator_name() const {
  for (const auto& phrase : prefix_phrases) {
    if (at(phrase.first) && at(phrase.second, 1)) return phrase.elm;
  }
  return {};
}

ExpressionPtr Parser::operator_of(std::string_view name, std::size_t words) {
  const Nested nested(*this);
  if (nested.too_deep()) return too_deep();
  const auto begin = here();
  for (std::size_t i = 0; i < words; ++i) next();
  const auto phrase = since(begin);
  auto operand = unary();
  return operation(name, phrase, since(begin), std::move(operand));
}

ExpressionPtr Parser::component_from() {
  auto precision = std::string(peek().text);
  auto node = operator_of("DateTimeComponentFrom", 2);
  node->precision = std::move(precision);
  return node;
}

ExpressionPtr Parser::duration_of() {
  const Nested nested(*this);
  if (nested.too_deep()) return too_deep();
  const auto begin = here();
  const std::string_view name = at("difference") ? "DifferenceBetween" : "DurationBetween";
  next();
  next();
  auto precision = precision_of_phrase();
  next();  // of
  const auto phrase = since(begin);
  auto interval = unary();
  const auto span = since(begin);
  auto again = copy(*interval);
  auto node = operation(name, phrase, span, operation("Start", phrase, span, std::move(interval)),
                        operation("End", phrase, span, std::move(again)));
  node->precision = std::move(precision);
  return node;
}

ExpressionPtr Parser::postfix() {
  const auto begin = here().begin;
  auto result = primary();
  while (!lost()) {
    if (at(".")) {
      result = member(std::move(result), begin);
    } else if (at("[")) {
      result = indexer(std::move(result), begin);
    } else {
      break;
    }
  }
  return result;
}

ExpressionPtr Parser::member(ExpressionPtr source, std::uint32_t begin) {
  next();  // the dot
  if (!at_any_name()) {
    fail_expecting("a name after '.'");
    return source;
  }
  auto name = read_name();
  auto node = ast::make_expression(Kind::property, since(begin));
  node->name_span = name.span;
  node->text = std::move(name.text);
  if (at("(")) {
    const auto opening = next().span;
    node->kind = Kind::call;
    node->operands = expressions_until(")", opening);
    node->source = std::move(source);
    node->span = since(begin);
  } else {
    node->operands.push_back(std::move(source));
  }
  return finish(std::move(node));
}

ExpressionPtr Parser::indexer(ExpressionPtr source, std::uint32_t begin) {
  const auto opening = next().span;
  auto index = expression();
  recover({"]"});
  close("]", opening);
  return operation("Indexer", opening, since(begin), std::move(source), std::move(index));
}

}  // namespace palpate::cql
