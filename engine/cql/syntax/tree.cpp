#include "cql/syntax/tree.hpp"

#include <algorithm>
#include <utility>

namespace palpate::cql::ast {

namespace {

ExpressionPtr copy(const ExpressionPtr& expression) {
  return expression ? clone(*expression) : nullptr;
}

TypeSpecifierPtr copy(const TypeSpecifierPtr& type) {
  if (!type) return nullptr;
  auto result = std::make_unique<TypeSpecifier>();
  result->kind = type->kind;
  result->span = type->span;
  result->qualifier = type->qualifier;
  result->name = type->name;
  for (const auto& argument : type->arguments) result->arguments.push_back(copy(argument));
  for (const auto& [name, element] : type->elements) {
    result->elements.emplace_back(name, copy(element));
  }
  return result;
}

Query::Source copy(const Query::Source& source) { return {source.alias, copy(source.expression)}; }

std::unique_ptr<Query::Aggregate> copy(const std::unique_ptr<Query::Aggregate>& aggregate) {
  if (!aggregate) return nullptr;
  auto result = std::make_unique<Query::Aggregate>();
  result->name = aggregate->name;
  result->all = aggregate->all;
  result->distinct = aggregate->distinct;
  result->starting = copy(aggregate->starting);
  result->expression = copy(aggregate->expression);
  return result;
}

std::unique_ptr<Query> copy(const std::unique_ptr<Query>& query) {
  if (!query) return nullptr;
  auto result = std::make_unique<Query>();
  for (const auto& source : query->sources) result->sources.push_back(copy(source));
  for (const auto& let : query->lets) result->lets.push_back({let.name, copy(let.expression)});
  for (const auto& r : query->relationships) {
    result->relationships.push_back({r.with, copy(r.source), copy(r.such_that)});
  }
  result->where = copy(query->where);
  result->return_ = copy(query->return_);
  result->return_all = query->return_all;
  result->return_distinct = query->return_distinct;
  result->aggregate = copy(query->aggregate);
  for (const auto& item : query->sort) result->sort.push_back({copy(item.by), item.descending});
  result->sort_span = query->sort_span;
  return result;
}

}  // namespace

ExpressionPtr make_expression(Expression::Kind kind, Span span) {
  auto expression = std::make_unique<Expression>();
  expression->kind = kind;
  expression->span = span;
  return expression;
}

std::size_t height_over_children(const Expression& parent) {
  std::size_t below = 0;
  for_each_child(parent, [&](const Expression& child) { below = std::max(below, child.height); });
  return below + 1;
}

std::size_t count_nodes(const Expression& root) {
  std::size_t count = 1;
  for_each_child(root, [&](const Expression& child) { count += count_nodes(child); });
  return count;
}

ExpressionPtr clone(const Expression& e) {
  auto result = make_expression(e.kind, e.span);
  result->name_span = e.name_span;
  result->height = e.height;
  result->text = e.text;
  result->unit = e.unit;
  result->value = e.value;
  result->has_unit = e.has_unit;
  result->low_closed = e.low_closed;
  result->high_closed = e.high_closed;
  result->precision = e.precision;
  for (const auto& operand : e.operands) result->operands.push_back(copy(operand));
  result->source = copy(e.source);
  result->type = copy(e.type);
  for (const auto& [name, field] : e.fields) result->fields.emplace_back(name, copy(field));
  result->comparand = copy(e.comparand);
  for (const auto& item : e.case_items) {
    result->case_items.push_back({copy(item.when), copy(item.then)});
  }
  result->else_ = copy(e.else_);
  result->query = copy(e.query);
  return result;
}

}  // namespace palpate::cql::ast
