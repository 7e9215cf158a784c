// Gates → truths of one record. External interface: ConditionRun.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <limits>

#include "cql/eval/conditions.hpp"
#include "cql/eval/gates.hpp"
#include "cql/program/reach.hpp"

namespace palpate::cql {

using gates::is_leaf;
using gates::run;
using gates::View;

ConditionRun::ConditionRun(const Conditions& conditions, Scratch& scratch)
    : conditions_(&conditions),
      scratch_(&scratch),
      truths_(conditions.gates().size(), Truth::unknown),
      affected_(conditions.program().schema().slot_count),
      passed_(conditions.gates().size(), 0) {}

void ConditionRun::begin(std::span<const Value> slots) {
  slots_ = slots;
  done_ = 0;
  failed_ = false;
}

bool ConditionRun::settle(ConditionId last) {
  const auto root = conditions_->root(last);
  const auto* const gates = conditions_->gates().data();
  const View view{slots_.data(), conditions_->constants(), conditions_->operand_list(),
                  truths_.data()};
  for (; done_ <= root; ++done_) {
    view.truths[done_] = is_leaf(gates[done_]) ? leaf(gates[done_]) : run(gates[done_], view);
  }
  return !failed_;
}

Result<Truth> ConditionRun::of(ConditionId condition) {
  if (settle(condition)) return truth(condition);
  // The Machine stops at the first operand that decides: it knows whether the failure matters.
  const auto value = scratch_->definition(conditions_->definition(condition));
  if (!value) return value.error();
  return truth_of(*value);
}

/// nullopt: the Machine must be asked, as for an integer that is known within bounds only.
std::optional<Truth> ConditionRun::short_way(const Gate& gate) const {
  const auto& difference = conditions_->difference(gate);
  const auto& a = slots_[difference.a];
  const auto& b = slots_[difference.b];
  if (a.is_null() || b.is_null()) return Truth::unknown;
  if (!a.is(Value::Kind::integer) || !b.is(Value::Kind::integer)) return std::nullopt;
  auto found = a.as_long() - b.as_long();
  if (difference.absolute) found = std::abs(found);
  const bool fits = found >= std::numeric_limits<std::int32_t>::min() &&
                    found <= std::numeric_limits<std::int32_t>::max();
  if (!fits) return std::nullopt;
  return gates::outcome(difference.relation, gates::position(found, difference.constant));
}

Truth ConditionRun::leaf(const Gate& gate) {
  if (gate.kind == Gate::Kind::difference) {
    if (const auto truth = short_way(gate)) return *truth;
  }
  const auto value = gate.kind == Gate::Kind::definition ? scratch_->definition(gate.index)
                                                         : scratch_->node(gate.index);
  failed_ = failed_ || !value;
  return value ? truth_of(*value) : Truth::unknown;
}

void ConditionRun::changed(std::uint32_t slot) {
  const auto& affected = affected_by(slot);
  const auto gates = conditions_->gates();
  const View view{slots_.data(), conditions_->constants(), conditions_->operand_list(),
                  truths_.data()};
  const bool reaches_leaf =
      std::any_of(affected.begin(), affected.end(), [&](GateId id) { return is_leaf(gates[id]); });
  if (failed_ || reaches_leaf) scratch_->forget();
  for (const auto id : affected) {
    if (id >= done_) continue;
    truths_[id] = is_leaf(gates[id]) ? leaf(gates[id]) : run(gates[id], view);
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
    case Gate::Kind::difference:
      return reaches(gate.index);
    default:
      return false;
  }
}

/// Missing answers; or, when none is, those that are not precise enough.
void ConditionRun::wait_at_leaf(const Gate& gate, std::vector<std::uint32_t>& slots,
                                std::vector<NodeId>& leaves) const {
  const auto reached = conditions_->plain_leaf_slots(gate);
  if (reached.empty()) {
    leaves.push_back(conditions_->leaf_node(gate));
    return;
  }
  const auto before = slots.size();
  std::copy_if(reached.begin(), reached.end(), std::back_inserter(slots),
               [&](std::uint32_t slot) { return slots_[slot].is_null(); });
  if (slots.size() == before) slots.insert(slots.end(), reached.begin(), reached.end());
}

/// Nothing for a gate whose truth is known, or that this walk has passed.
inline void ConditionRun::wait(GateId id, std::vector<std::uint32_t>& slots,
                               std::vector<NodeId>& leaves) {
  if (truths_[id] != Truth::unknown || passed_[id] == walk_) return;
  passed_[id] = walk_;
  wait_for_unknown(conditions_->gates()[id], slots, leaves);
}

void ConditionRun::wait_for_unknown(const Gate& gate, std::vector<std::uint32_t>& slots,
                                    std::vector<NodeId>& leaves) {
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
    case Gate::Kind::node:
    case Gate::Kind::difference:
      return wait_at_leaf(gate, slots, leaves);
  }
}

void ConditionRun::waits_for(ConditionId condition, std::vector<std::uint32_t>& slots,
                             std::vector<NodeId>& leaves) {
  wait(conditions_->root(condition), slots, leaves);
}

}  // namespace palpate::cql
