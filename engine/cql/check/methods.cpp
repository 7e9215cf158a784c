// FHIRPath's functions over the elements of a list, as queries over $this (CQL's appendix on the
// translation of FHIRPath). External interface: Checker::is_iteration and Checker::iteration.
#include <algorithm>
#include <array>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {

bool Checker::is_iteration(const ast::Expression& call) {
  constexpr std::array<std::string_view, 4> names = {"all", "exists", "select", "where"};
  return call.operands.size() == 1 &&
         std::find(names.begin(), names.end(), call.text) != names.end();
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

// In the criterion $this is the element, and an element's fields are names.
Typed Checker::iteration(const ast::Expression& expression) {
  const Typed list = check(*expression.source);
  if (!list.ok()) return {};
  if (!list.type.is(Type::Kind::list)) {
    return fail("CQL0221", expression.span,
                "'" + expression.text + "' goes through a list, not " + list_types({&list, 1}));
  }
  const std::size_t outer_scope = scope_.size();
  const Type element = list.type.element();
  QueryPlan plan;
  plan.sources.push_back({list.node, add_local("$this", element), true});
  scope_.back().fields = element.is(Type::Kind::tuple) || element.is(Type::Kind::named);
  local_elements_[plan.sources.front().local] = element_of(list);
  const Typed self = local(scope_.back(), expression.span);
  const ast::Expression& argument = *expression.operands.front();
  const bool selects = expression.text == "select";
  const Typed value = selects ? check(argument) : condition(argument, expression.text);
  Typed result;
  if (value.ok() && selects) result = selected(std::move(plan), value, expression.span);
  if (value.ok() && !selects) result = tested(std::move(plan), self, value, expression);
  scope_.resize(outer_scope);
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

Typed Checker::tested(QueryPlan plan, const Typed& self, const Typed& test,
                      const ast::Expression& expression) {
  const Place here = place(expression.span);
  if (expression.text == "all") {
    plan.returns = test.node;
    const Typed tests = emitter().query(std::move(plan), Type::list(test.type), here);
    return tests.ok() ? call_standard("AllTrue", {&tests, 1}, expression.span) : Typed{};
  }
  plan.where = test.node;
  plan.returns = self.node;
  const Typed kept = emitter().query(std::move(plan), Type::list(self.type), here);
  if (expression.text == "where" || !kept.ok()) return kept;
  return call_standard("Exists", {&kept, 1}, expression.span);
}

}  // namespace palpate::cql::check
