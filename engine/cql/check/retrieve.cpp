// `[Class: path in terminology]`: the list that the record holds of a class, and a query over it.
// External interface: Checker::retrieve.
#include <algorithm>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

bool is_code(const Type& type) {
  return type.is(Type::Kind::code) || type.is(Type::Kind::concept_) || type.is(Type::Kind::string);
}

bool is_code_or_codes(const Type& type) {
  return is_code(type.is(Type::Kind::list) ? type.element() : type);
}

bool is_vocabulary(const Type& type) {
  return type.is(Type::Kind::value_set) || type.is(Type::Kind::code_system) ||
         type.is(Type::Kind::vocabulary);
}

}  // namespace

// A record without the list gives null, and null is what comes of it: only an empty list says that
// there are none.
Typed Checker::retrieve(const ast::Expression& expression) {
  const ContextClass* from = retrieved_class(expression);
  if (from == nullptr || !require_context(expression.span)) return {};
  const Typed all = emitter().node(NodeKind::slot, from->slot, {}, Type::list(from->type),
                                   place(expression.span));
  return expression.operands.empty() ? all : filtered(*from, all, expression);
}

const ContextClass* Checker::retrieved_class(const ast::Expression& expression) {
  const ContextSchema& schema = build_->schema();
  const auto refuse = [&](Span span, std::string message, std::string suggestion = {}) {
    fail("CQL0291", span, std::move(message), std::move(suggestion));
    return nullptr;
  };
  if (schema.classes.empty()) {
    const std::string& context = schema.context;
    return refuse(expression.span, "the data model here has nothing to retrieve with [...]",
                  context.empty() ? std::string()
                                  : "what the record holds are elements of '" + context +
                                        "': write " + context + ".…");
  }
  const ast::Expression* context = expression.comparand.get();
  if (context != nullptr && context->text != schema.context) {
    return refuse(context->span,
                  "'" + context->text + "' would be another record than '" + schema.context +
                      "', and only that one is at hand",
                  "give the model of '" + schema.context + "' the elements that are needed of it");
  }
  const auto& name = expression.type->name.text;
  const auto& qualifier = expression.type->qualifier;
  const ContextClass* found =
      qualifier && qualifier->text != schema.model ? nullptr : schema.find_class(name);
  if (found == nullptr) {
    std::vector<std::string_view> names;
    for (const ContextClass& each : schema.classes) names.push_back(each.type.name());
    return refuse(expression.name_span,
                  "the data model has no class '" + expression.text + "' to retrieve",
                  build_->suggest(name, names));
  }
  if (found->slot != no_id) return found;
  return refuse(expression.name_span,
                "a record holds no list of '" + name + "': it is a part of other classes");
}

// The terminology is a source of its own: it is worked out once, and where it is null so is the
// result.
Typed Checker::filtered(const ContextClass& from, const Typed& all,
                        const ast::Expression& expression) {
  Typed terms = check(*expression.operands.front());
  if (!terms.ok()) return {};
  QueryPlan plan;
  const std::size_t outer_scope = scope_.size();
  if (!emitter().is_constant(terms) || emitter().value_of(terms).is_null()) {
    plan.sources.push_back({terms.node, add_local({}, terms.type), false});
    terms = local(scope_.back(), expression.operands.front()->span);
  }
  plan.sources.push_back({all.node, add_local({}, from.type), true});
  const Typed instance = local(scope_.back(), expression.span);
  const Typed code = code_of(from, instance, expression);
  const Typed test = code.ok() ? has_code(code, terms, expression) : Typed{};
  scope_.resize(outer_scope);
  if (!test.ok()) return {};
  plan.where = test.node;
  plan.returns = instance.node;
  return emitter().query(std::move(plan), all.type, place(expression.span));
}

Typed Checker::code_of(const ContextClass& from, const Typed& instance,
                       const ast::Expression& expression) {
  const std::string& name = from.type.name();
  if (expression.source) {
    const Typed code = path_of(instance, *expression.source);
    if (!code.ok() || is_code_or_codes(code.type)) return code;
    return fail("CQL0292", expression.source->span,
                "codes are compared with a Code, Concept or String, not with " +
                    erase_null_type(code.type).to_string());
  }
  if (!from.code_path.empty()) {
    return property_of(instance, from.code_path, expression.span, expression.name_span);
  }
  return fail("CQL0292", expression.name_span, "'" + name + "' has no primary code path",
              "say which element holds the code: [" + name + ": … in …]");
}

Typed Checker::path_of(const Typed& instance, const ast::Expression& path) {
  if (path.kind == ast::Expression::Kind::identifier) {
    return property_of(instance, path.text, path.span, path.span);
  }
  const Typed owner = path_of(instance, *path.operands.front());
  return property_of(owner, path.text, path.span, path.name_span);
}

// Without a comparator a value set is asked with `in`, a code with `~`.
Typed Checker::has_code(const Typed& code, const Typed& terms, const ast::Expression& expression) {
  const ast::Expression& written = *expression.operands.front();
  const bool asks_in = expression.unit == "In";
  if (is_vocabulary(terms.type)) {
    if (asks_in || expression.unit.empty()) return apply("In", {code, terms}, expression);
    return fail("CQL0292", written.span,
                "a code is never a " + terms.type.to_string() + ": it is in one", "write 'in'");
  }
  if (!is_code_or_codes(terms.type)) {
    return fail("CQL0292", written.span,
                "codes are compared with a value set, a Code, a Concept or a list of them, not "
                "with " +
                    list_types({&terms, 1}));
  }
  const bool single = !terms.type.is(Type::Kind::list);
  if (single && asks_in) {
    return fail("CQL0292", written.span, "'in' takes a value set or a list of codes",
                "write '~' for one code");
  }
  if (code.type.is(Type::Kind::list)) {
    return any_of(code, expression.span,
                  [&](const Typed& one) { return has_code(one, terms, expression); });
  }
  if (!single) {
    return any_of(terms, expression.span, [&](const Typed& one) {
      return apply(expression.unit == "Equal" ? "Equal" : "Equivalent", {code, one}, expression);
    });
  }
  return apply(expression.unit == "Equal" ? "Equal" : "Equivalent", {code, terms}, expression);
}

Typed Checker::any_of(const Typed& list, Span span,
                      const std::function<Typed(const Typed&)>& test) {
  Rows rows = rows_of(list, {}, span);
  const Typed passes = test(rows.element);
  scope_.pop_back();
  if (!passes.ok()) return {};
  rows.plan.where = passes.node;
  rows.plan.returns = rows.element.node;
  const Typed found = emitter().query(std::move(rows.plan), list.type, place(span));
  return found.ok() ? call_standard("Exists", {&found, 1}, span) : Typed{};
}

}  // namespace palpate::cql::check
