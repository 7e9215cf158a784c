// Runs the nodes of a Program, one function a kind of node. External interface: Machine.
#include "cql/eval/machine.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <string>
#include <utility>

#include "cql/program/runtime_type.hpp"

namespace palpate::cql {
namespace {

Temporal epoch_time() {
  Temporal time;
  time.precision = Precision::millisecond;
  time.offset_minutes = 0;
  return time;
}

std::uint32_t largest_frame(const Program& program) {
  std::uint32_t largest = 0;
  for (const Definition& definition : program.definitions()) {
    largest = std::max(largest, definition.frame_size);
  }
  return largest;
}

/// Uninitialised room for `count` values.
Value* value_array(Arena& arena, std::size_t count) {
  return static_cast<Value*>(arena.allocate(count * sizeof(Value), alignof(Value)));
}

}  // namespace

Machine::Machine(std::shared_ptr<const Program> program, std::uint64_t step_limit)
    : program_(std::move(program)),
      session_(arena_, epoch_time(), program_->terminology()),
      values_(program_->definitions().size()),
      computed_at_(program_->definitions().size(), 0),
      largest_frame_(largest_frame(*program_)),
      step_limit_(step_limit) {}

void Machine::begin(std::span<const Value> slots, const Temporal& now) {
  arena_.reset();
  session_.reset(now);
  slots_ = slots;
  steps_ = 0;
  ++epoch_;
  if (epoch_ == 0) {
    std::fill(computed_at_.begin(), computed_at_.end(), 0);
    epoch_ = 1;
  }
}

void Machine::forget() {
  const std::uint64_t steps = steps_;
  begin(slots_, Temporal(session_.now()));
  steps_ = steps;
}

void Machine::start() {
  steps_allowed_ = steps_ + step_limit_;
  base_ = 0;
  top_ = 0;
  if (!session_.failed()) return;
  std::vector<std::string> messages = std::move(session_.messages());
  session_.reset(Temporal(session_.now()));
  session_.messages() = std::move(messages);
}

bool Machine::step() {
  if (++steps_ > steps_allowed_) {
    session_.fail("the evaluation takes too many steps");
  } else if (arena_.exceeded()) {
    session_.fail("the evaluation takes too much memory");
  }
  return !session_.failed();
}

Value Machine::definition(DefinitionId id) {
  if (computed_at_[id] == epoch_) return values_[id];
  // After a failure nothing is remembered: going on would compute the same over and over.
  if (session_.failed()) return Value();
  const Definition& definition = program_->definition(id);
  const Value value = in_frame(definition.frame_size, {}, definition.root);
  if (session_.failed()) return Value();
  values_[id] = value;
  computed_at_[id] = epoch_;
  return value;
}

Value Machine::root(NodeId id) { return in_frame(largest_frame_, {}, id); }

Value Machine::in_frame(std::uint32_t frame_size, std::span<const Value> arguments, NodeId body) {
  const std::size_t outer_base = base_;
  const std::size_t outer_top = top_;
  base_ = outer_top;
  top_ = outer_top + frame_size;
  if (locals_.size() < top_) locals_.resize(top_);
  std::copy(arguments.begin(), arguments.end(),
            locals_.begin() + static_cast<std::ptrdiff_t>(base_));
  const Value value = evaluate(body);
  base_ = outer_base;
  top_ = outer_top;
  return value;
}

Value Machine::evaluate(NodeId id) {
  const Node& node = program_->node(id);
  switch (node.kind) {
    case NodeKind::constant:
      return constant(node);
    case NodeKind::slot:
      return slot(node);
    case NodeKind::definition:
      return definition(node.payload);
    case NodeKind::local:
      return local(node.payload);
    case NodeKind::operation:
      return operation(node);
    case NodeKind::conjunction:
      return conjunction(node);
    case NodeKind::disjunction:
      return disjunction(node);
    case NodeKind::implication:
      return implication(node);
    case NodeKind::conditional:
      return conditional(node);
    case NodeKind::selection:
      return selection(node);
    case NodeKind::coalesce:
      return coalesce(node);
    case NodeKind::call:
      return call(node);
    case NodeKind::list:
      return list(node);
    case NodeKind::tuple:
      return tuple(node);
    case NodeKind::interval:
      return interval(node);
    case NodeKind::property:
      return property(node);
    case NodeKind::query:
      return query(node);
    case NodeKind::as:
    case NodeKind::cast:
    case NodeKind::is:
      return type_operator(node);
  }
  return Value();
}

Value Machine::with_offset(const Value& value) {
  if (value.is(Value::Kind::date_time)) {
    Temporal time = value.as_temporal();
    if (time.has_offset()) return value;
    time.offset_minutes = session_.compare_context().default_offset;
    return Value::date_time(time);
  }
  if (value.is(Value::Kind::interval)) {
    Value::IntervalData data = value.as_interval();
    data.low = with_offset(data.low);
    data.high = with_offset(data.high);
    return make_interval(data, arena_);
  }
  if (value.is(Value::Kind::list) || value.is(Value::Kind::tuple)) {
    const bool is_list = value.is(Value::Kind::list);
    const auto parts = is_list ? value.items() : value.fields();
    Value* copies = value_array(arena_, parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) new (copies + i) Value(with_offset(parts[i]));
    return is_list ? Value::list({copies, parts.size()}) : Value::tuple(value.shape(), copies);
  }
  return value;
}

Value Machine::constant(const Node& node) {
  const Value& value = program_->constant(node);
  return node.flags == constant_needs_offset ? with_offset(value) : value;
}

Value Machine::slot(const Node& node) {
  if (node.payload >= slots_.size()) return Value();
  const Value& value = slots_[node.payload];
  return value.is(Value::Kind::date_time) ? with_offset(value) : value;
}

Value Machine::operation(const Node& node) {
  constexpr std::size_t usual = 3;
  const OverloadDeclaration& overload = program_->overload(node);
  const std::span<const NodeId> ids = program_->operands(node);
  if (ids.size() > usual) return wide_operation(node, overload);
  std::array<Value, usual> operands;
  const bool propagates = overload.nulls == NullRule::propagates;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    operands[i] = evaluate(ids[i]);
    if (propagates && operands[i].is_null()) return Value();
  }
  return apply(node, overload, std::span(operands).first(ids.size()));
}

Value Machine::wide_operation(const Node& node, const OverloadDeclaration& overload) {
  const std::span<const NodeId> ids = program_->operands(node);
  Value* operands = value_array(arena_, ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    new (operands + i) Value(evaluate(ids[i]));
    if (overload.nulls == NullRule::propagates && operands[i].is_null()) return Value();
  }
  return apply(node, overload, {operands, ids.size()});
}

Value Machine::checked(const Value& value) {
  if (value.depth() > limits::cql_nesting) {
    session_.fail("a value is nested more than " + std::to_string(limits::cql_nesting) + " deep");
    return Value();
  }
  if (value.weight() > largest_weight) {
    session_.fail("a value holds too many values");
    return Value();
  }
  return value;
}

// So that steps bound the time also where each step is over a long list or text.
void Machine::count_walk(std::span<const Value> operands) {
  constexpr std::uint64_t values_a_step = 32;
  constexpr std::size_t bytes_a_step = 1024;
  for (const Value& operand : operands) {
    if (operand.is(Value::Kind::string)) {
      steps_ += operand.as_string().size() / bytes_a_step;
    } else {
      steps_ += operand.weight() / values_a_step;
    }
  }
}

Value Machine::apply(const Node& node, const OverloadDeclaration& overload,
                     std::span<const Value> operands) {
  count_walk(operands);
  if (!step()) return Value();
  const bool has_pattern = node.flags == operation_has_pattern;
  return overload.function({operands, node.precision, session_, program_->type(node),
                            has_pattern ? program_->pattern(node) : nullptr});
}

Value Machine::conjunction(const Node& node) {
  bool unknown = false;
  for (const NodeId operand : program_->operands(node)) {
    const Value value = evaluate(operand);
    if (value.is_false()) return value;
    unknown = unknown || value.is_null();
  }
  return unknown ? Value() : Value::boolean(true);
}

Value Machine::disjunction(const Node& node) {
  bool unknown = false;
  for (const NodeId operand : program_->operands(node)) {
    const Value value = evaluate(operand);
    if (value.is_true()) return value;
    unknown = unknown || value.is_null();
  }
  return unknown ? Value() : Value::boolean(false);
}

Value Machine::implication(const Node& node) {
  const auto operands = program_->operands(node);
  const Value premise = evaluate(operands[0]);
  if (premise.is_false()) return Value::boolean(true);
  const Value conclusion = evaluate(operands[1]);
  if (conclusion.is_true()) return conclusion;
  return premise.is_true() ? conclusion : Value();
}

Value Machine::conditional(const Node& node) {
  const auto operands = program_->operands(node);
  return evaluate(operands[evaluate(operands[0]).is_true() ? 1 : 2]);
}

Value Machine::selection(const Node& node) {
  const auto operands = program_->operands(node);
  for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
    if (evaluate(operands[i]).is_true()) return evaluate(operands[i + 1]);
  }
  return evaluate(operands.back());
}

Value Machine::coalesce(const Node& node) {
  if (node.flags == coalesce_elements) {
    const Value list = evaluate(program_->operands(node)[0]);
    if (list.is_null()) return list;
    for (const Value& item : list.items()) {
      if (!item.is_null()) return item;
    }
    return Value();
  }
  for (const NodeId operand : program_->operands(node)) {
    const Value value = evaluate(operand);
    if (!value.is_null()) return value;
  }
  return Value();
}

Value Machine::call(const Node& node) {
  if (!step()) return Value();
  const Function& function = program_->function(node.payload);
  const auto ids = program_->operands(node);
  Value* arguments = value_array(arena_, ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) new (arguments + i) Value(evaluate(ids[i]));
  return in_frame(function.frame_size, {arguments, ids.size()}, function.root);
}

Value Machine::list(const Node& node) {
  const auto ids = program_->operands(node);
  Value* items = value_array(arena_, ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) new (items + i) Value(evaluate(ids[i]));
  return checked(Value::list({items, ids.size()}));
}

Value Machine::tuple(const Node& node) {
  const auto ids = program_->operands(node);
  Value* items = value_array(arena_, ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) new (items + i) Value(evaluate(ids[i]));
  return checked(Value::tuple(program_->shape(node), items));
}

Value Machine::interval(const Node& node) {
  const auto operands = program_->operands(node);
  Value::IntervalData data;
  data.low = evaluate(operands[0]);
  data.high = evaluate(operands[1]);
  data.low_closed = (node.flags & interval_low_closed) != 0;
  data.high_closed = (node.flags & interval_high_closed) != 0;
  data.point = program_->type(node).element().kind();
  if (!is_valid_interval(data, session_.compare_context())) {
    session_.fail("an interval must not end before it starts");
    return Value();
  }
  return make_interval(data, arena_);
}

Value Machine::property(const Node& node) {
  const Value value = evaluate(program_->operands(node)[0]);
  const auto kind = static_cast<PropertyKind>(node.flags);
  if (kind == PropertyKind::named) {
    return property_by_name(value, program_->constant(node).as_string());
  }
  if (kind != PropertyKind::field) return system_property(value, kind);
  if (!value.is(Value::Kind::tuple)) return Value();
  return node.payload < value.fields().size() ? value.fields()[node.payload] : Value();
}

Value Machine::type_operator(const Node& node) {
  const Value value = evaluate(program_->operands(node)[0]);
  const bool matches = value_is(value, program_->type_at(node.payload));
  if (node.kind == NodeKind::is) return Value::boolean(matches);
  if (node.kind == NodeKind::cast && !matches && !value.is_null()) {
    session_.fail("cast: the value is not of type " + program_->type_at(node.payload).to_string());
  }
  return matches ? value : Value();
}

}  // namespace palpate::cql
