#pragma once

#include <cstddef>
#include <string_view>

#include "cql/syntax/ast.hpp"

/// What the parser needs to build and copy trees.
namespace palpate::cql::ast {

ExpressionPtr make_expression(Expression::Kind kind, Span span);

/// Calls `visit(const Expression&)` for each expression directly below `parent`.
template <typename Visit>
void for_each_child(const Expression& parent, const Visit& visit) {
  const auto each = [&visit](const ExpressionPtr& child) {
    if (child) visit(*child);
  };
  for (const auto& operand : parent.operands) each(operand);
  each(parent.source);
  for (const auto& field : parent.fields) each(field.second);
  each(parent.comparand);
  for (const auto& item : parent.case_items) {
    each(item.when);
    each(item.then);
  }
  each(parent.else_);
  if (!parent.query) return;
  const auto& query = *parent.query;
  for (const auto& source : query.sources) each(source.expression);
  for (const auto& let : query.lets) each(let.expression);
  for (const auto& relationship : query.relationships) {
    each(relationship.source.expression);
    each(relationship.such_that);
  }
  each(query.where);
  each(query.return_);
  if (query.aggregate) {
    each(query.aggregate->starting);
    each(query.aggregate->expression);
  }
  for (const auto& item : query.sort) each(item.by);
}

/// One more than the greatest height below `parent`.
std::size_t height_over_children(const Expression& parent);
/// Expressions in the tree, `root` included.
std::size_t count_nodes(const Expression& root);
/// A deep copy, places included.
ExpressionPtr clone(const Expression& expression);

}  // namespace palpate::cql::ast
