// Queries become plans over frame locals. External interface: Checker::query.
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {

Typed Checker::query(const ast::Expression& expression) {
  if (!expression.query) return {};
  const ast::Query& tree = *expression.query;
  const std::size_t outer_scope = scope_.size();
  QueryPlan plan;
  std::vector<Typed> sources;
  Typed result;
  if (query_sources(tree, plan, sources) && query_filters(tree, plan)) {
    result = tree.aggregate ? query_aggregate(tree, plan, outer_scope)
                            : query_result(tree, plan, sources, expression.span);
  }
  scope_.resize(outer_scope);
  if (!result.ok()) return {};
  if (!tree.aggregate && !plan.singleton) {
    if (!query_sort(tree, plan, result.type)) return {};
    result.type = Type::list(result.type);
  }
  const Type type = result.type;
  return emitter().query(std::move(plan), type, place(expression.span));
}

// The alias comes into scope with its element's type; what it ranges over is kept for the check
// of options.
std::optional<QueryPlan::Source> Checker::open_source(const ast::Query::Source& source,
                                                      Typed& alias) {
  Typed expression = check(*source.expression);
  if (expression.type.is(Type::Kind::value_set)) {
    expression = emitter().convert(expression, Type::list(Type::simple(Type::Kind::code)),
                                   place(source.expression->span));
  }
  const bool is_list = expression.ok() && expression.type.is(Type::Kind::list);
  const Type element = is_list ? expression.type.element() : expression.type;
  QueryPlan::Source plan;
  plan.expression = expression.node;
  plan.is_list = is_list;
  plan.local = add_local(source.alias.text, element);
  if (!expression.ok()) return std::nullopt;
  local_elements_[plan.local] = element_of(expression);
  alias = local(scope_.back(), source.alias.span);
  return plan;
}

bool Checker::query_sources(const ast::Query& query, QueryPlan& plan, std::vector<Typed>& sources) {
  bool ok = true;
  plan.singleton = true;
  // Sources do not see each other's aliases.
  const std::size_t outer_scope = scope_.size();
  std::vector<Local> aliases;
  for (const ast::Query::Source& source : query.sources) {
    Typed alias;
    const auto opened = open_source(source, alias);
    aliases.push_back(scope_.back());
    scope_.resize(outer_scope);
    ok = ok && opened.has_value();
    if (!opened) continue;
    plan.singleton = plan.singleton && !opened->is_list;
    plan.sources.push_back(*opened);
    sources.push_back(alias);
  }
  scope_.insert(scope_.end(), aliases.begin(), aliases.end());
  if (aliases.size() == 1) {
    Local self = aliases.front();
    self.name = "$this";
    scope_.push_back(self);
  }
  return ok;
}

bool Checker::query_filters(const ast::Query& query, QueryPlan& plan) {
  bool ok = true;
  for (const ast::Query::Let& let : query.lets) {
    const Typed value = check(*let.expression);
    const std::uint32_t index = add_local(let.name.text, value.type);
    plan.lets.push_back({value.node, index});
    ok = ok && value.ok();
  }
  for (const ast::Query::Relationship& relationship : query.relationships) {
    const std::size_t outer_scope = scope_.size();
    Typed alias;
    const auto source = open_source(relationship.source, alias);
    const Typed test = condition(*relationship.such_that, "such that");
    scope_.resize(outer_scope);
    ok = ok && source && test.ok();
    if (ok) plan.relationships.push_back({relationship.with, *source, test.node});
  }
  if (query.where) {
    const Typed test = condition(*query.where, "where");
    plan.where = test.node;
    ok = ok && test.ok();
  }
  return ok;
}

// Without a return clause a query of one source yields its elements, of several a tuple of them.
Typed Checker::query_result(const ast::Query& query, QueryPlan& plan,
                            std::span<const Typed> sources, Span span) {
  Typed result;
  if (query.return_) {
    result = check(*query.return_);
    plan.distinct = !query.return_all && !plan.singleton;
  } else if (sources.size() == 1) {
    result = sources.front();
  } else {
    std::vector<std::pair<std::string_view, Typed>> fields;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      fields.emplace_back(query.sources[i].alias.text, sources[i]);
    }
    result = tuple_of(std::move(fields), span);
    plan.distinct = !plan.singleton;
  }
  plan.returns = result.node;
  return result;
}

Typed Checker::query_aggregate(const ast::Query& query, QueryPlan& plan, std::size_t outer_scope) {
  const ast::Query::Aggregate& clause = *query.aggregate;
  plan.aggregate_distinct = clause.distinct;
  std::optional<Typed> starting;
  if (clause.starting) {
    // It stands before the first row: there is none that an alias could mean.
    const auto rows = scope_.begin() + static_cast<std::ptrdiff_t>(outer_scope);
    const std::vector<Local> aliases(rows, scope_.end());
    scope_.resize(outer_scope);
    starting = check(*clause.starting);
    scope_.insert(scope_.end(), aliases.begin(), aliases.end());
  }
  return aggregated(plan, clause.name.text, starting, *clause.expression);
}

Typed Checker::aggregated(QueryPlan& plan, const std::string& name,
                          const std::optional<Typed>& starting, const ast::Expression& clause) {
  plan.aggregate = true;
  if (starting && !starting->ok()) return {};
  const bool untyped = !starting || is_null_type(starting->type);
  plan.total_local = add_local(name, untyped ? Type() : starting->type);
  Local total = scope_.back();
  total.name = "$total";
  scope_.push_back(total);
  Typed step = check(clause);
  if (!step.ok()) return {};
  if (!untyped) {
    step = expect(step, starting->type, clause.span, "the result of 'aggregate'");
    plan.starting = starting->node;
  }
  plan.step = step.node;
  return step;
}

bool Checker::query_sort(const ast::Query& query, QueryPlan& plan, const Type& element) {
  if (query.sort.empty()) return true;
  const std::size_t outer_scope = scope_.size();
  plan.sort_local = add_local("$this", element);
  scope_.back().fields = has_fields(element);
  const Typed self = local(scope_.back(), query.sort_span);
  bool ok = true;
  for (const ast::Query::SortItem& item : query.sort) {
    const Typed key = item.by ? check(*item.by) : self;
    ok = ok && key.ok();
    plan.sort.push_back({key.node, item.descending});
  }
  scope_.resize(outer_scope);
  return ok;
}

}  // namespace palpate::cql::check
