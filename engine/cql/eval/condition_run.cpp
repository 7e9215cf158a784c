// Gates → truths of one record. External interface: ConditionRun.
#include <algorithm>
#include <array>
#include <iterator>

#include "cql/eval/conditions.hpp"
#include "cql/program/reach.hpp"
#include "value/compare.hpp"

namespace palpate::cql {

namespace {

/// A derived list may hold an element that is not known, which may be the option.
Truth contains(const Value& list, const Value& option) {
  auto otherwise = Truth::no;
  for (const auto& item : list.items()) {
    if (item.is_null()) {
      otherwise = Truth::unknown;
    } else if (item.as_string() == option.as_string()) {
      return Truth::yes;
    }
  }
  return otherwise;
}

/// By relation, for a value below, at, and above the constant, and for none. A table, because the
/// answers of a record come as they like: a branch on them would be guessed wrong half of the time.
constexpr std::array<std::array<Truth, 4>, 6> outcomes = {{
    {Truth::yes, Truth::no, Truth::no, Truth::unknown},   // less
    {Truth::yes, Truth::yes, Truth::no, Truth::unknown},  // less_or_equal
    {Truth::no, Truth::no, Truth::yes, Truth::unknown},   // greater
    {Truth::no, Truth::yes, Truth::yes, Truth::unknown},  // greater_or_equal
    {Truth::no, Truth::yes, Truth::no, Truth::unknown},   // equal
    {Truth::yes, Truth::no, Truth::yes, Truth::unknown},  // not_equal
}};
constexpr std::size_t no_value = 3;

constexpr unsigned bits(Truth truth) { return static_cast<unsigned>(truth); }

template <typename T>
std::size_t position(const T& value, const T& constant) {
  return static_cast<std::size_t>(1 + (value > constant) - (value < constant));
}

inline std::size_t position(const Decimal& value, const Decimal& constant) {
  const int high = (value.high() > constant.high()) - (value.high() < constant.high());
  const int low = (value.low() > constant.low()) - (value.low() < constant.low());
  return static_cast<std::size_t>(1 + (high != 0 ? high : low));
}

inline Truth outcome(Gate::Relation relation, std::size_t position) {
  return outcomes[static_cast<std::size_t>(relation)][position];
}

/// For a value of another kind than the constant, as an integer known within bounds is.
[[gnu::noinline]] Truth compare_kinds(Gate::Relation relation, const Value& value,
                                      const Value& constant) {
  const CompareContext context;
  const auto truth = [](std::optional<bool> holds) {
    if (!holds) return Truth::unknown;
    return *holds ? Truth::yes : Truth::no;
  };
  switch (relation) {
    case Gate::Relation::less:
      return truth(less(value, constant, context));
    case Gate::Relation::less_or_equal:
      return truth(less_or_equal(value, constant, context));
    case Gate::Relation::greater:
      return truth(less(constant, value, context));
    case Gate::Relation::greater_or_equal:
      return truth(less_or_equal(constant, value, context));
    case Gate::Relation::equal:
      return truth(equal(value, constant, context));
    case Gate::Relation::not_equal:
      return opposite(truth(equal(value, constant, context)));
  }
  return Truth::unknown;
}

/// What a gate looks at. Passed by value: a store of a truth may alias anything that lies in
/// memory, so that members would be read again for every gate.
struct View {
  const Value* slots;
  const Value* constants;
  const GateId* operands;
  Truth* truths;
};

inline bool is_leaf(const Gate& gate) { return gate.kind >= Gate::Kind::definition; }

[[gnu::always_inline]] inline Truth compare(const Gate& gate, View view) {
  const auto& value = view.slots[gate.index];
  const auto& constant = view.constants[gate.operand];
  const bool other_kind = !value.is(constant.kind()) && !value.is_null();
  if (other_kind && gate.kind != Gate::Kind::contains) {
    return compare_kinds(gate.relation, value, constant);
  }
  switch (gate.kind) {
    case Gate::Kind::integer: {
      const auto at = position(value.as_long(), constant.as_long());
      return outcome(gate.relation, value.is_null() ? no_value : at);
    }
    case Gate::Kind::decimal: {
      const auto at = position(value.as_decimal(), constant.as_decimal());
      return outcome(gate.relation, value.is_null() ? no_value : at);
    }
    case Gate::Kind::text: {
      const bool same = value.as_string() == constant.as_string();
      return outcome(gate.relation, value.is_null() ? no_value : same ? 1 : 0);
    }
    default:
      return value.is_null() ? Truth::unknown : contains(value, constant);
  }
}

Truth count(const Gate& gate, View view) {
  std::uint32_t hold = 0;
  std::uint32_t may_hold = 0;
  for (std::uint32_t i = 0; i < gate.count; ++i) {
    const auto operand = view.truths[view.operands[gate.index + i]];
    hold += operand == Truth::yes ? 1U : 0U;
    may_hold += operand != Truth::no ? 1U : 0U;
  }
  if (hold >= gate.operand) return Truth::yes;
  return may_hold < gate.operand ? Truth::no : Truth::unknown;
}

/// Of a gate that is no leaf. In its two callers, or its view would go through memory.
[[gnu::always_inline]] inline Truth run(const Gate& gate, View view) {
  switch (gate.kind) {
    case Gate::Kind::constant:
      return static_cast<Truth>(gate.index);
    case Gate::Kind::slot:
      return truth_of(view.slots[gate.index]);
    case Gate::Kind::conjunction: {
      const auto* const operand = view.operands + gate.index;
      auto all = bits(Truth::yes);
      for (std::uint32_t i = 0; i < gate.count; ++i) all &= bits(view.truths[operand[i]]);
      return static_cast<Truth>(all);
    }
    case Gate::Kind::disjunction: {
      const auto* const operand = view.operands + gate.index;
      auto any = bits(Truth::no);
      for (std::uint32_t i = 0; i < gate.count; ++i) any |= bits(view.truths[operand[i]]);
      return static_cast<Truth>(any);
    }
    case Gate::Kind::negation:
      return opposite(view.truths[gate.index]);
    case Gate::Kind::at_least:
      return count(gate, view);
    case Gate::Kind::choice: {
      const auto* const operand = view.operands + gate.index;
      const auto condition = view.truths[operand[0]];
      if (condition == Truth::unknown) return Truth::unknown;
      return view.truths[operand[condition == Truth::yes ? 1 : 2]];
    }
    default:
      return compare(gate, view);
  }
}

}  // namespace

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

Truth ConditionRun::leaf(const Gate& gate) {
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
      return reaches(gate.index);
    default:
      return false;
  }
}

void ConditionRun::waits_for(ConditionId condition, std::vector<std::uint32_t>& slots,
                             std::vector<NodeId>& leaves) {
  wait(conditions_->root(condition), slots, leaves);
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

void ConditionRun::wait(GateId id, std::vector<std::uint32_t>& slots, std::vector<NodeId>& leaves) {
  if (truths_[id] != Truth::unknown || passed_[id] == walk_) return;
  passed_[id] = walk_;
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
    case Gate::Kind::node:
      return wait_at_leaf(gate, slots, leaves);
  }
}

}  // namespace palpate::cql
