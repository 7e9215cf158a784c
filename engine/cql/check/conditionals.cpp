// `if`, `case` and Coalesce. External interface: the Checker functions of those names.
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {

Typed Checker::condition(const ast::Expression& expression, std::string_view of) {
  return expect(check(expression), Type::simple(Type::Kind::boolean), expression.span,
                "the condition of '" + std::string(of) + "'");
}

Type Checker::common_of(std::span<const Typed> results) const {
  Type common = null_type();
  for (const Typed& result : results) common = common_or_choice(common, result.type);
  return common;
}

Typed Checker::if_then_else(const ast::Expression& expression) {
  if (expression.operands.size() != 3) return {};
  const Typed test = condition(*expression.operands[0], "if");
  Typed branches[] = {check(*expression.operands[1]), check(*expression.operands[2])};
  if (!test.ok() || !branches[0].ok() || !branches[1].ok()) return {};
  const Type type = common_of(branches);
  std::vector<Typed> operands = {test};
  for (std::size_t i = 0; i < 2; ++i) {
    operands.push_back(
        emitter().convert(branches[i], type, place(expression.operands[i + 1]->span)));
  }
  return emitter().node(NodeKind::conditional, 0, operands, type, place(expression.span));
}

Typed Checker::bind_once(const Typed& value, Span span,
                         const std::function<Typed(const Typed&)>& body) {
  if (!value.ok()) return {};
  const NodeKind kind = build_->builder().node(value.node).kind;
  if (kind == NodeKind::slot || kind == NodeKind::local || kind == NodeKind::constant ||
      kind == NodeKind::definition) {
    return body(value);
  }
  return bind(value, {}, span, body);
}

Typed Checker::bind(const Typed& value, const std::string& name, Span span,
                    const std::function<Typed(const Typed&)>& body) {
  QueryPlan plan;
  plan.singleton = true;
  const Typed once =
      emitter().constant(Value::boolean(true), Type::simple(Type::Kind::boolean), place(span));
  plan.sources.push_back({once.node, add_local({}, once.type), false});
  scope_.pop_back();
  plan.lets.push_back({value.node, add_local(name, value.type)});
  scope_.back().fields = !name.empty() && has_fields(value.type);
  const Typed bound = local(scope_.back(), span);
  const std::size_t outer_scope = scope_.size() - 1;
  if (name.empty()) scope_.pop_back();
  const Typed result = body(bound);
  scope_.resize(outer_scope);
  if (!result.ok()) return {};
  plan.returns = result.node;
  return emitter().query(std::move(plan), result.type, place(span));
}

Typed Checker::case_of(const ast::Expression& expression) {
  if (!expression.comparand) return case_branches(expression, {});
  return bind_once(
      check(*expression.comparand), expression.span,
      [this, &expression](const Typed& comparand) { return case_branches(expression, comparand); });
}

// `case x when a then …` asks x = a at each branch.
Typed Checker::case_branches(const ast::Expression& expression, const Typed& comparand) {
  std::vector<Typed> tests;
  std::vector<Typed> results;
  std::vector<Span> spans;
  bool broken = false;
  bool decided = false;
  for (const auto& item : expression.case_items) {
    if (decided) {
      build_->warning(*unit_, "CQL0281", item.when->span,
                      "this branch is never reached: the one above is always taken");
    }
    const Typed when = expression.comparand ? check(*item.when) : condition(*item.when, "when");
    tests.push_back(!expression.comparand ? when : apply("Equal", {comparand, when}, *item.when));
    results.push_back(check(*item.then));
    spans.push_back(item.then->span);
    broken = broken || !tests.back().ok() || !results.back().ok();
    decided = decided ||
              (emitter().is_constant(tests.back()) && emitter().value_of(tests.back()).is_true());
  }
  if (!expression.else_) return {};
  results.push_back(check(*expression.else_));
  spans.push_back(expression.else_->span);
  if (broken || !results.back().ok()) return {};
  const Type type = common_of(results);
  std::vector<Typed> operands;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i < tests.size()) operands.push_back(tests[i]);
    operands.push_back(emitter().convert(results[i], type, place(spans[i])));
  }
  return emitter().node(NodeKind::selection, 0, operands, type, place(expression.span));
}

Typed Checker::coalesce(std::vector<Typed> operands, const ast::Expression& expression) {
  for (const Typed& operand : operands) {
    if (!operand.ok()) return {};
  }
  if (operands.empty()) return fail("CQL0221", expression.span, "Coalesce needs an argument");
  const bool of_list = operands.size() == 1 && operands[0].type.is(Type::Kind::list);
  if (of_list) {
    return emitter().node(NodeKind::coalesce, 0, operands, operands[0].type.element(),
                          place(expression.span), coalesce_elements);
  }
  const Type type = common_of(operands);
  for (Typed& operand : operands) {
    operand = emitter().convert(operand, type, place(expression.span));
  }
  return emitter().node(NodeKind::coalesce, 0, operands, type, place(expression.span));
}

}  // namespace palpate::cql::check
