// Queries: rows of the sources, clauses per row, then distinct and sort. External interface:
// Machine::query.
#include <algorithm>
#include <memory_resource>
#include <optional>
#include <vector>

#include "base/limits.hpp"
#include "cql/eval/machine.hpp"
#include "cql/eval/sort_order.hpp"

namespace palpate::cql {

struct Machine::QueryRun {
  QueryRun(const QueryPlan& its_plan, Arena& arena)
      : plan(its_plan), sources(arena_of(arena)), kept(arena_of(arena)) {}

  static std::pmr::polymorphic_allocator<> arena_of(Arena& arena) { return &arena; }

  const QueryPlan& plan;
  std::pmr::vector<std::span<const Value>> sources;
  /// Results of `return`; with an aggregate clause the source values of each row instead.
  std::pmr::vector<Value> kept;
};

bool Machine::open_source(const QueryPlan::Source& source, std::span<const Value>& items) {
  const Value value = evaluate(source.expression);
  if (value.is_null()) return false;
  if (source.is_list && value.is(Value::Kind::list)) {
    items = value.items();
    return true;
  }
  const Value single[] = {value};
  items = make_list(single, arena_).items();
  return true;
}

Value Machine::query(const Node& node) {
  const QueryPlan& plan = program_->query(node);
  QueryRun run(plan, arena_);
  for (const QueryPlan::Source& source : plan.sources) {
    std::span<const Value> items;
    if (!open_source(source, items)) return Value();
    run.sources.push_back(items);
  }
  run_rows(run);
  if (session_.failed()) return Value();
  return plan.aggregate ? aggregate_rows(run) : finish_rows(run);
}

void Machine::set_index(const QueryPlan& plan, std::size_t index) {
  if (plan.index_local == no_id) return;
  local(plan.index_local) = Value::integer(static_cast<std::int32_t>(index));
}

void Machine::run_rows(QueryRun& run) {
  for (const auto& items : run.sources) {
    if (items.empty()) return;
  }
  std::pmr::vector<std::size_t> position(run.sources.size(), 0, &arena_);
  while (step()) {
    for (std::size_t i = 0; i < position.size(); ++i) {
      local(run.plan.sources[i].local) = run.sources[i][position[i]];
    }
    set_index(run.plan, position.front());
    if (row_passes(run.plan)) take_row(run);
    std::size_t turn = position.size();
    while (turn > 0 && ++position[turn - 1] == run.sources[turn - 1].size()) {
      position[--turn] = 0;
    }
    if (turn == 0) return;
  }
}

bool Machine::row_passes(const QueryPlan& plan) {
  for (const QueryPlan::Let& let : plan.lets) local(let.local) = evaluate(let.expression);
  for (const QueryPlan::Relationship& relationship : plan.relationships) {
    if (related(relationship) != relationship.with) return false;
  }
  return plan.where == no_id || evaluate(plan.where).is_true();
}

bool Machine::related(const QueryPlan::Relationship& relationship) {
  std::span<const Value> items;
  if (!open_source(relationship.source, items)) return false;
  for (const Value& item : items) {
    if (!step()) return false;
    local(relationship.source.local) = item;
    if (evaluate(relationship.such_that).is_true()) return true;
  }
  return false;
}

void Machine::take_row(QueryRun& run) {
  if (run.kept.size() >= limits::cql_list_length) {
    session_.fail("a query makes too long a list");
    return;
  }
  if (!run.plan.aggregate) {
    run.kept.push_back(evaluate(run.plan.returns));
    return;
  }
  const std::size_t count = run.plan.sources.size();
  std::pmr::vector<Value> row(&arena_);
  for (std::size_t i = 0; i < count; ++i) row.push_back(local(run.plan.sources[i].local));
  run.kept.push_back(make_list(row, arena_));
}

Value Machine::finish_rows(QueryRun& run) {
  if (run.plan.distinct) distinct_values(run.kept);
  sort_values(run.plan, run.kept);
  if (session_.failed()) return Value();
  if (run.plan.singleton) return run.kept.empty() ? Value() : run.kept.front();
  return checked(make_list(run.kept, arena_));
}

Value Machine::aggregate_rows(QueryRun& run) {
  const QueryPlan& plan = run.plan;
  if (plan.aggregate_distinct) distinct_values(run.kept);
  Value total = plan.starting == no_id ? Value() : evaluate(plan.starting);
  std::size_t index = 0;
  for (const Value& row : run.kept) {
    if (!step()) return Value();
    set_index(plan, index++);
    const std::span<const Value> values = row.items();
    for (std::size_t i = 0; i < values.size(); ++i) local(plan.sources[i].local) = values[i];
    for (const QueryPlan::Let& let : plan.lets) local(let.local) = evaluate(let.expression);
    local(plan.total_local) = total;
    total = evaluate(plan.step);
  }
  return total;
}

void Machine::distinct_values(std::pmr::vector<Value>& values) {
  const CompareContext context = session_.compare_context();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool seen = false;
    for (std::size_t j = 0; j < kept && !seen; ++j) {
      count_walk(std::span(&values[i], 1));
      if (!step()) return;
      seen = same_when_distinct(values[i], values[j], context);
    }
    if (!seen) values[kept++] = values[i];
  }
  values.resize(kept);
}

void Machine::sort_values(const QueryPlan& plan, std::pmr::vector<Value>& values) {
  if (plan.sort.empty()) return;
  const std::size_t width = plan.sort.size();
  struct Row {
    Value value;
    const Value* keys;
  };
  std::pmr::vector<Value> keys(values.size() * width, &arena_);
  std::pmr::vector<Row> rows(&arena_);
  rows.reserve(values.size());
  for (std::size_t i = 0; i < values.size() && step(); ++i) {
    local(plan.sort_local) = values[i];
    for (std::size_t k = 0; k < width; ++k) keys[i * width + k] = evaluate(plan.sort[k].by);
    rows.push_back({values[i], keys.data() + i * width});
  }
  if (session_.failed()) return;
  const CompareContext context = session_.compare_context();
  std::stable_sort(rows.begin(), rows.end(), [&plan, &context](const Row& a, const Row& b) {
    for (std::size_t k = 0; k < plan.sort.size(); ++k) {
      const int relation = sort_order(a.keys[k], b.keys[k], context);
      if (relation != 0) return plan.sort[k].descending ? relation > 0 : relation < 0;
    }
    return false;
  });
  std::transform(rows.begin(), rows.end(), values.begin(),
                 [](const Row& row) { return row.value; });
}

}  // namespace palpate::cql
