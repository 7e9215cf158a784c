// Gates → truths of one record. External interface: ConditionRun.
#include <algorithm>
#include <array>

#include "cql/eval/conditions.hpp"
#include "cql/program/reach.hpp"

namespace palpate::cql {

namespace {

constexpr Truth truth(bool value) { return value ? Truth::yes : Truth::no; }

/// By relation, for a value below, at, and above the constant.
constexpr std::array<std::array<Truth, 3>, 6> outcomes = {{
    {Truth::yes, Truth::no, Truth::no},   // less
    {Truth::yes, Truth::yes, Truth::no},  // less_or_equal
    {Truth::no, Truth::no, Truth::yes},   // greater
    {Truth::no, Truth::yes, Truth::yes},  // greater_or_equal
    {Truth::no, Truth::yes, Truth::no},   // equal
    {Truth::yes, Truth::no, Truth::yes},  // not_equal
}};

template <typename T>
std::size_t position(const T& value, const T& constant) {
  return static_cast<std::size_t>(1 + (value > constant) - (value < constant));
}

Truth outcome(Gate::Relation relation, std::size_t position) {
  return outcomes[static_cast<std::size_t>(relation)][position];
}

/// An integer known within bounds: settled where both ends lie on the same side, or where all that
/// lies between them has the same outcome.
Truth uncertain_outcome(Gate::Relation relation, Uncertain value, std::int64_t constant) {
  const auto low = position<std::int64_t>(value.low, constant);
  const auto high = position<std::int64_t>(value.high, constant);
  if (low == high) return outcome(relation, low);
  const bool by_order = relation != Gate::Relation::equal && relation != Gate::Relation::not_equal;
  const auto at_low = outcome(relation, low);
  return by_order && at_low == outcome(relation, high) ? at_low : Truth::unknown;
}

}  // namespace

Truth truth_of(const Value& value) {
  if (value.is_null()) return Truth::unknown;
  return truth(value.is_true());
}

ConditionRun::ConditionRun(const Conditions& conditions, Scratch& scratch)
    : conditions_(&conditions),
      scratch_(&scratch),
      truths_(conditions.gates().size(), Truth::unknown),
      affected_(conditions.program().schema().slot_count),
      visited_(conditions.gates().size(), 0) {}

void ConditionRun::begin(std::span<const Value> slots) {
  slots_ = slots;
  done_ = 0;
  failed_ = false;
}

Result<Truth> ConditionRun::of(ConditionId condition) {
  const auto root = conditions_->root(condition);
  const auto gates = conditions_->gates();
  for (; done_ <= root; ++done_) truths_[done_] = run(gates[done_]);
  if (!failed_) return truths_[root];
  // The Machine stops at the first operand that decides: it knows whether the failure matters.
  const auto value = scratch_->definition(conditions_->definition(condition));
  if (!value) return value.error();
  return truth_of(*value);
}

Truth ConditionRun::run(const Gate& gate) {
  switch (gate.kind) {
    case Gate::Kind::constant:
      return static_cast<Truth>(gate.index);
    case Gate::Kind::slot:
      return truth_of(slots_[gate.index]);
    case Gate::Kind::integer:
    case Gate::Kind::decimal:
    case Gate::Kind::text:
    case Gate::Kind::contains:
      return compare(gate);
    case Gate::Kind::conjunction: {
      auto all = Truth::yes;
      for (const auto id : conditions_->operands(gate)) all = std::min(all, truths_[id]);
      return all;
    }
    case Gate::Kind::disjunction: {
      auto any = Truth::no;
      for (const auto id : conditions_->operands(gate)) any = std::max(any, truths_[id]);
      return any;
    }
    case Gate::Kind::negation:
      return static_cast<Truth>(2 - static_cast<int>(truths_[gate.index]));
    case Gate::Kind::at_least:
      return count(gate);
    case Gate::Kind::choice: {
      const auto operands = conditions_->operands(gate);
      const auto condition = truths_[operands[0]];
      if (condition == Truth::unknown) return Truth::unknown;
      return truths_[operands[condition == Truth::yes ? 1 : 2]];
    }
    case Gate::Kind::definition:
      return leaf(scratch_->definition(gate.index));
    case Gate::Kind::node:
      return leaf(scratch_->node(gate.index));
  }
  return Truth::unknown;
}

Truth ConditionRun::count(const Gate& gate) const {
  std::uint32_t hold = 0;
  std::uint32_t may_hold = 0;
  for (const auto id : conditions_->operands(gate)) {
    hold += truths_[id] == Truth::yes ? 1U : 0U;
    may_hold += truths_[id] != Truth::no ? 1U : 0U;
  }
  if (hold >= gate.operand) return Truth::yes;
  return may_hold < gate.operand ? Truth::no : Truth::unknown;
}

Truth ConditionRun::compare(const Gate& gate) const {
  const auto& value = slots_[gate.index];
  if (value.is_null()) return Truth::unknown;
  const auto& constant = conditions_->constant(gate);
  switch (gate.kind) {
    case Gate::Kind::integer:
      if (value.is(Value::Kind::uncertain)) {
        return uncertain_outcome(gate.relation, value.as_uncertain(), constant.as_long());
      }
      return outcome(gate.relation, position(value.as_long(), constant.as_long()));
    case Gate::Kind::decimal:
      return outcome(gate.relation, position(value.as_decimal(), constant.as_decimal()));
    case Gate::Kind::text: {
      const bool same = value.as_string() == constant.as_string();
      return truth(same == (gate.relation == Gate::Relation::equal));
    }
    case Gate::Kind::contains: {
      const auto option = constant.as_string();
      const auto items = value.items();
      return truth(std::any_of(items.begin(), items.end(),
                               [&](const Value& item) { return item.as_string() == option; }));
    }
    default:
      return Truth::unknown;
  }
}

Truth ConditionRun::leaf(const Result<Value>& value) {
  failed_ = failed_ || !value;
  return value ? truth_of(*value) : Truth::unknown;
}

void ConditionRun::changed(std::uint32_t slot) {
  const auto& affected = affected_by(slot);
  const auto gates = conditions_->gates();
  const auto is_leaf = [&](GateId id) {
    return gates[id].kind == Gate::Kind::definition || gates[id].kind == Gate::Kind::node;
  };
  if (failed_ || std::any_of(affected.begin(), affected.end(), is_leaf)) scratch_->forget();
  for (const auto id : affected) {
    if (id < done_) truths_[id] = run(gates[id]);
  }
}

const std::vector<GateId>& ConditionRun::affected_by(std::uint32_t slot) {
  auto& affected = affected_[slot];
  if (affected) return *affected;
  const auto gates = conditions_->gates();
  std::vector<bool> looks(gates.size(), false);
  affected.emplace();
  for (GateId id = 0; id < gates.size(); ++id) {
    const auto& gate = gates[id];
    const auto over = conditions_->operands(gate);
    looks[id] =
        looks_at(gate, slot) || (gate.kind == Gate::Kind::negation && looks[gate.index]) ||
        std::any_of(over.begin(), over.end(), [&](GateId operand) { return looks[operand]; });
    if (looks[id]) affected->push_back(id);
  }
  return *affected;
}

/// Of gates that read the record themselves.
bool ConditionRun::looks_at(const Gate& gate, std::uint32_t slot) const {
  const auto& program = conditions_->program();
  const auto reaches = [&](NodeId node) {
    const auto slots = reachable_slots(program, node);
    return std::binary_search(slots.begin(), slots.end(), slot);
  };
  switch (gate.kind) {
    case Gate::Kind::slot:
    case Gate::Kind::integer:
    case Gate::Kind::decimal:
    case Gate::Kind::text:
    case Gate::Kind::contains:
      return gate.index == slot;
    case Gate::Kind::definition:
      return reaches(program.definition(gate.index).root);
    case Gate::Kind::node:
      return reaches(gate.index);
    default:
      return false;
  }
}

void ConditionRun::waits_for(ConditionId condition, std::vector<std::uint32_t>& slots,
                             std::vector<NodeId>& leaves) {
  ++visit_;
  wait(conditions_->root(condition), slots, leaves);
}

void ConditionRun::wait(GateId id, std::vector<std::uint32_t>& slots, std::vector<NodeId>& leaves) {
  if (truths_[id] != Truth::unknown || visited_[id] == visit_) return;
  visited_[id] = visit_;
  const auto& gate = conditions_->gates()[id];
  switch (gate.kind) {
    case Gate::Kind::constant:
      return;
    case Gate::Kind::slot:
    case Gate::Kind::integer:
    case Gate::Kind::decimal:
    case Gate::Kind::text:
    case Gate::Kind::contains:
      slots.push_back(gate.index);
      return;
    case Gate::Kind::negation:
      return wait(gate.index, slots, leaves);
    case Gate::Kind::conjunction:
    case Gate::Kind::disjunction:
    case Gate::Kind::at_least:
      for (const auto operand : conditions_->operands(gate)) wait(operand, slots, leaves);
      return;
    case Gate::Kind::choice: {
      const auto operands = conditions_->operands(gate);
      const auto chosen = truths_[operands[0]];
      return wait(operands[chosen == Truth::unknown ? 0
                           : chosen == Truth::yes   ? 1
                                                    : 2],
                  slots, leaves);
    }
    case Gate::Kind::definition:
      leaves.push_back(conditions_->program().definition(gate.index).root);
      return;
    case Gate::Kind::node:
      leaves.push_back(gate.index);
      return;
  }
}

}  // namespace palpate::cql
