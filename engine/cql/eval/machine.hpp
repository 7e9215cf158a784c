#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/limits.hpp"
#include "cql/eval/arena.hpp"
#include "cql/program/program.hpp"

/// Internal to eval/: what runs the nodes of a Program. See evaluate.hpp for its face.
namespace palpate::cql {

/// Values that one value may be made of. A list of definitions that each name the one before it
/// twice takes little memory and is walked for ever: this is 16 full lists.
inline constexpr std::uint64_t largest_weight = std::uint64_t{16} * limits::cql_list_length;

/// Runs nodes for one record at a time. One thread. Recursion is bounded by the static depth of
/// the program, which the checker caps (limits::cql_depth).
class Machine {
 public:
  /// `step_limit`: operator applications of one evaluation; tests make it small.
  explicit Machine(std::shared_ptr<const Program> program,
                   std::uint64_t step_limit = limits::cql_steps);

  void begin(std::span<const Value> slots, const Temporal& now);
  void forget();

  /// Forgets a failure of an earlier evaluation of this record; its values stay.
  void start();
  Value definition(DefinitionId id);
  /// A node outside functions; it gets a frame of its own.
  Value root(NodeId id);

  const Program& program() const { return *program_; }
  const Session& session() const { return session_; }
  Session& session() { return session_; }
  std::uint64_t steps() const { return steps_; }

 private:
  Value evaluate(NodeId id);
  Value constant(const Node& node);
  Value slot(const Node& node);
  Value operation(const Node& node);
  Value wide_operation(const Node& node, const OverloadDeclaration& overload);
  Value apply(const Node& node, const OverloadDeclaration& overload,
              std::span<const Value> operands);
  Value conjunction(const Node& node);
  Value disjunction(const Node& node);
  Value implication(const Node& node);
  Value conditional(const Node& node);
  Value selection(const Node& node);
  Value coalesce(const Node& node);
  Value call(const Node& node);
  Value list(const Node& node);
  Value tuple(const Node& node);
  Value interval(const Node& node);
  Value property(const Node& node);
  Value type_operator(const Node& node);

  // query.cpp
  struct QueryRun;
  Value query(const Node& node);
  bool open_source(const QueryPlan::Source& source, std::span<const Value>& items);
  bool row_passes(const QueryPlan& plan);
  void set_index(const QueryPlan& plan, std::size_t index);
  bool related(const QueryPlan::Relationship& relationship);
  void run_rows(QueryRun& run);
  void take_row(QueryRun& run);
  Value finish_rows(QueryRun& run);
  Value aggregate_rows(QueryRun& run);
  void distinct_values(std::pmr::vector<Value>& values);
  void sort_values(const QueryPlan& plan, std::pmr::vector<Value>& values);

  /// A list or tuple just made, unless it is too deep or too heavy to be walked.
  Value checked(const Value& value);
  /// Counts what an operator may have to walk.
  void count_walk(std::span<const Value> operands);
  /// Counts one operator application; false when the evaluation has to stop.
  bool step();
  Value& local(std::uint32_t index) { return locals_[base_ + index]; }
  Value in_frame(std::uint32_t frame_size, std::span<const Value> arguments, NodeId body);
  Value with_offset(const Value& value);

  std::shared_ptr<const Program> program_;
  EvaluationArena arena_;
  Session session_;
  std::span<const Value> slots_;
  std::vector<Value> values_;  // of definitions
  std::vector<std::uint32_t> computed_at_;
  std::uint32_t epoch_ = 0;
  std::vector<Value> locals_;
  std::size_t base_ = 0;
  std::size_t top_ = 0;
  std::uint32_t largest_frame_ = 0;
  std::uint64_t steps_ = 0;
  std::uint64_t step_limit_;
  std::uint64_t steps_allowed_ = 0;
};

}  // namespace palpate::cql
