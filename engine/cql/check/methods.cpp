// FHIRPath's functions over the elements of a list, as queries over $this (CQL's appendix on the
// translation of FHIRPath), and paths through lists, which are one of them. External interface:
// Checker::is_iteration, Checker::iteration and Checker::traversed.
#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.hpp"
#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {

bool Checker::is_iteration(const ast::Expression& call) {
  constexpr std::array<std::string_view, 4> names = {"all", "exists", "select", "where"};
  const std::size_t arguments = call.operands.size();
  if (call.text == "aggregate") return arguments == 1 || arguments == 2;
  return arguments == 1 && std::find(names.begin(), names.end(), call.text) != names.end();
}

Typed Checker::call_standard(std::string_view name, std::span<const Typed> operands, Span span) {
  const auto resolution = resolve(name, operands);
  if (!resolution) return {};
  std::vector<Typed> converted;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    converted.push_back(emitter().convert(operands[i], resolution->operands[i], place(span)));
  }
  return emitter().operation(*resolution->overload, converted, resolution->result, place(span));
}

// In the criterion $this is the element, $index its place, and an element's fields are names.
Typed Checker::iteration(const ast::Expression& expression) {
  const Typed list = check(*expression.source);
  std::optional<Typed> starting;
  if (expression.operands.size() > 1) starting = check(*expression.operands[1]);
  if (!list.ok()) return {};
  if (!list.type.is(Type::Kind::list)) {
    return fail("CQL0221", expression.span,
                "'" + expression.text + "' goes through a list, not " + list_types({&list, 1}));
  }
  const std::size_t outer_scope = scope_.size();
  const std::uint32_t index = add_local("$index", Type::simple(Type::Kind::integer));
  Rows rows = rows_of(list, "$this", expression.span);
  rows.plan.index_local = index;
  scope_.back().fields = has_fields(list.type.element());
  const Typed result = iterated(std::move(rows), starting, expression);
  scope_.resize(outer_scope);
  return result;
}

Typed Checker::iterated(Rows rows, const std::optional<Typed>& starting,
                        const ast::Expression& expression) {
  const ast::Expression& argument = *expression.operands.front();
  if (expression.text == "aggregate") {
    const Typed total = aggregated(rows.plan, "$total", starting, argument);
    if (!total.ok()) return {};
    return emitter().query(std::move(rows.plan), total.type, place(expression.span));
  }
  if (expression.text == "select") {
    const Typed value = check(argument);
    return value.ok() ? selected(std::move(rows.plan), value, expression.span) : Typed{};
  }
  const Typed test = condition(argument, expression.text);
  return test.ok() ? tested(std::move(rows), test, expression) : Typed{};
}

Checker::Rows Checker::rows_of(const Typed& list, const std::string& name, Span span) {
  Rows rows;
  const std::uint32_t index = add_local(name, list.type.element());
  local_elements_[index] = element_of(list);
  rows.plan.sources.push_back({list.node, index, true});
  rows.element = local(scope_.back(), span);
  return rows;
}

// `list.name` is the list of what .select(name) selects: also the lists inside are gone through.
Typed Checker::traversed(const Typed& list, std::string_view name, Span whole, Span name_span) {
  if (!build_->list_traversal()) {
    return fail("CQL0212", name_span,
                list_types({&list, 1}) + " has no element '" + std::string(name) + "'",
                "paths through lists are switched off: write X.select(" + std::string(name) + ")");
  }
  if (build_->nesting() >= limits::cql_depth) return too_deep(whole);
  ++build_->nesting();
  const std::size_t outer_scope = scope_.size();
  Rows rows = rows_of(list, {}, whole);
  const Typed part = property_of(rows.element, name, whole, name_span);
  const Typed result = part.ok() ? selected(std::move(rows.plan), part, whole) : Typed{};
  scope_.resize(outer_scope);
  --build_->nesting();
  return result;
}

// Nulls are left out, and a list of lists becomes one list.
Typed Checker::selected(QueryPlan plan, const Typed& value, Span span) {
  plan.lets.push_back({value.node, add_local({}, value.type)});
  const Typed kept = local(scope_.back(), span);
  const Typed is_null = call_standard("IsNull", {&kept, 1}, span);
  plan.where = call_standard("Not", {&is_null, 1}, span).node;
  plan.returns = kept.node;
  const Typed all = emitter().query(std::move(plan), Type::list(value.type), place(span));
  const bool nested = value.type.is(Type::Kind::list);
  return nested && all.ok() ? call_standard("Flatten", {&all, 1}, span) : all;
}

Typed Checker::tested(Rows rows, const Typed& test, const ast::Expression& expression) {
  const Place here = place(expression.span);
  if (expression.text == "all") {
    rows.plan.returns = test.node;
    const Typed tests = emitter().query(std::move(rows.plan), Type::list(test.type), here);
    return tests.ok() ? call_standard("AllTrue", {&tests, 1}, expression.span) : Typed{};
  }
  rows.plan.where = test.node;
  rows.plan.returns = rows.element.node;
  const Typed kept = emitter().query(std::move(rows.plan), Type::list(rows.element.type), here);
  if (expression.text == "where" || !kept.ok()) return kept;
  return call_standard("Exists", {&kept, 1}, expression.span);
}

}  // namespace palpate::cql::check
