// Gates → truths of up to 64 records at once. External interface: ConditionLanes.
#include "cql/eval/condition_lanes.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <limits>
#include <utility>

#include "cql/eval/gates.hpp"

namespace palpate::cql {

namespace {

/// Beyond it, either way, the difference of two integers may be none.
constexpr std::uint32_t largest_integer = (std::uint32_t{1} << 30U) - 1;

/// The integers for which a relation to `constant` holds; for not_equal, those for which it does
/// not.
std::pair<std::int64_t, std::int64_t> bounds_of(Gate::Relation relation, std::int64_t constant) {
  constexpr std::int64_t least = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  switch (relation) {
    case Gate::Relation::less:
      return {least, constant - 1};
    case Gate::Relation::less_or_equal:
      return {least, constant};
    case Gate::Relation::greater:
      return {constant + 1, most};
    case Gate::Relation::greater_or_equal:
      return {constant, most};
    case Gate::Relation::equal:
    case Gate::Relation::not_equal:
      return {constant, constant};
  }
  return {constant, constant};
}

Lanes lanes_with(const ByteLanes& kinds, Value::Kind kind) {
  ByteLanes same;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    same[lane] = static_cast<std::uint8_t>(kinds[lane] == static_cast<std::uint8_t>(kind));
  }
  return gather(same, 0);
}

/// null 0, false 2, true 3: without a branch, for answers cannot be guessed.
std::uint8_t boolean_byte(const Value& value) {
  static_assert(static_cast<int>(Value::Kind::null) == 0 &&
                static_cast<int>(Value::Kind::boolean) == 1);
  return static_cast<std::uint8_t>(2 * static_cast<unsigned>(value.kind()) +
                                   static_cast<unsigned>(value.as_boolean()));
}

/// Of a comparison, or of one `inverted`, where something may be missing.
TruthLanes compared(Lanes found, bool inverted, Lanes missing) {
  const auto holds = inverted ? ~found : found;
  return {holds & ~missing, holds | missing};
}

TruthLanes gather_booleans(const ByteLanes& bytes) {
  const auto yes = gather(bytes, 0);
  return {yes, yes | ~gather(bytes, 1)};
}

/// Where `least` or more hold of what `of` gives: reached[n] is where n or more of those before do.
template <typename Of>
Lanes at_least(std::uint32_t least, std::size_t size, const Of& of) {
  if (least == 0) return ~Lanes{0};
  if (least > size) return 0;
  std::vector<Lanes> reached(least + 1, 0);
  reached[0] = ~Lanes{0};
  for (std::size_t i = 0; i < size; ++i) {
    for (auto n = least; n > 0; --n) reached[n] |= reached[n - 1] & of(i);
  }
  return reached[least];
}

}  // namespace

ConditionLanes::ConditionLanes(const Conditions& conditions, std::span<const ConditionId> wanted,
                               std::span<const std::uint32_t> nulls)
    : conditions_(&conditions) {
  const auto gates = conditions.gates();
  const auto slots = conditions.program().schema().slot_count;
  truths_.resize(gates.size());
  needed_.resize(gates.size());
  nulls_.resize(slots);
  waits_.resize(slots);
  std::vector<bool> is_needed(gates.size(), false);
  for (const auto condition : wanted) is_needed[conditions.root(condition)] = true;
  for (auto id = static_cast<GateId>(gates.size()); id-- > 0;) {
    if (!is_needed[id]) continue;
    highest_ = std::max(highest_, id + 1);
    for (const auto operand : conditions.operands(gates[id])) is_needed[operand] = true;
    if (gates[id].kind == Gate::Kind::negation) is_needed[gates[id].index] = true;
  }
  for (GateId id = 0; id < highest_; ++id) {
    if (is_needed[id]) plan(id);
  }
  for (const auto& leaf : machine_leaves_) {
    for (const auto slot : conditions.plain_leaf_slots(gates[leaf.gate])) plan_null(slot);
  }
  for (const auto slot : nulls) plan_null(slot);
}

ConditionLanes::Column ConditionLanes::add_column() {
  bytes_.emplace_back();
  return static_cast<Column>(bytes_.size() - 1);
}

/// After all gates: most slots are read for one of them.
void ConditionLanes::plan_null(std::uint32_t slot) {
  for (const auto* reads : {&booleans_, &integers_read_, &nulls_read_}) {
    const bool known = std::any_of(reads->begin(), reads->end(),
                                   [&](const Read& read) { return read.slot == slot; });
    if (known) return;
  }
  nulls_read_.push_back({slot, add_column(), 0, 0});
}

const ConditionLanes::Read& ConditionLanes::integer(std::uint32_t slot) {
  const auto known = std::find_if(integers_read_.begin(), integers_read_.end(),
                                  [&](const Read& read) { return read.slot == slot; });
  if (known != integers_read_.end()) return *known;
  const auto number = static_cast<Column>(integers_.size());
  integers_.emplace_back();
  return integers_read_.emplace_back(Read{slot, add_column(), number, 0});
}

void ConditionLanes::plan_range(GateId id, Gate::Relation relation, std::int64_t constant,
                                Range range) {
  using Limits = std::numeric_limits<std::int32_t>;
  auto [low, high] = bounds_of(relation, constant);
  low = std::max<std::int64_t>(low, Limits::min());
  high = std::min<std::int64_t>(high, Limits::max());
  range.gate = id;
  range.low = low <= high ? static_cast<std::int32_t>(low) : Limits::max();
  range.high = low <= high ? static_cast<std::int32_t>(high) : Limits::min();
  range.inverted = relation == Gate::Relation::not_equal;
  ranges_.push_back(range);
}

void ConditionLanes::plan(GateId id) {
  const auto& gate = conditions_->gates()[id];
  switch (gate.kind) {
    case Gate::Kind::slot:
      booleans_.push_back({gate.index, add_column(), 0, id});
      return;
    case Gate::Kind::integer: {
      const auto& constant = conditions_->constant(gate);
      if (!constant.is(Value::Kind::integer)) break;
      Range range;
      range.of = integer(gate.index);
      return plan_range(id, gate.relation, constant.as_integer(), range);
    }
    case Gate::Kind::difference: {
      const auto& difference = conditions_->difference(gate);
      Range range;
      range.absolute = difference.absolute;
      range.of = integer(difference.a);
      range.less = integer(difference.b);
      return plan_range(id, difference.relation, difference.constant, range);
    }
    case Gate::Kind::definition:
    case Gate::Kind::node:
      machine_leaves_.push_back({id, add_column()});
      return;
    case Gate::Kind::text:
      texts_read_.push_back({id, add_column(), gate.index, conditions_->constant(gate)});
      return;
    case Gate::Kind::contains:
      lists_read_.push_back({id, add_column(), gate.index, conditions_->constant(gate)});
      return;
    case Gate::Kind::decimal:
      break;
    default:
      combining_.push_back(id);
      return;
  }
  gates_read_.push_back({id, add_column()});
}

void ConditionLanes::begin() {
  size_ = 0;
  undecided_ = 0;
}

void ConditionLanes::add(std::span<const Value> slots, Scratch& scratch) {
  read_slots(slots);
  read_texts(slots);
  read_gates(slots);
  ask_machine(scratch);
  ++size_;
}

/// In its lane stands what stood there last.
void ConditionLanes::skip() {
  undecided_ |= Lanes{1} << size_;
  ++size_;
}

/// Only what each record has of its own: what can wait is done for all lanes at once. A byte that
/// is stored may alias anything, so that members would be read again for every slot.
void ConditionLanes::read_slots(std::span<const Value> slots) {
  const auto lane = size_;
  const auto* const values = slots.data();
  auto* const bytes = bytes_.data();
  auto* const integers = integers_.data();
  for (const auto& read : booleans_) {
    bytes[read.column][lane] = boolean_byte(values[read.slot]);
  }
  for (const auto& read : nulls_read_) {
    bytes[read.column][lane] = static_cast<std::uint8_t>(values[read.slot].kind());
  }
  for (const auto& read : integers_read_) {
    bytes[read.column][lane] = static_cast<std::uint8_t>(values[read.slot].kind());
    integers[read.number][lane] = static_cast<std::int32_t>(values[read.slot].as_long());
  }
}

void ConditionLanes::read_texts(std::span<const Value> slots) {
  const auto lane = size_;
  auto* const bytes = bytes_.data();
  for (const auto& read : texts_read_) {
    const auto& value = slots[read.slot];
    bytes[read.column][lane] =
        static_cast<std::uint8_t>(static_cast<unsigned>(same_string(value, read.constant)) +
                                  2 * static_cast<unsigned>(value.is_null()));
  }
  for (const auto& read : lists_read_) {
    const auto& value = slots[read.slot];
    bytes[read.column][lane] = static_cast<std::uint8_t>(
        value.is_null() ? Truth::unknown : gates::contains(value, read.constant));
  }
}

void ConditionLanes::read_gates(std::span<const Value> slots) {
  const auto* const gates = conditions_->gates().data();
  const gates::View view{slots.data(), conditions_->constants(), nullptr, nullptr};
  for (const auto& read : gates_read_) {
    bytes_[read.column][size_] = static_cast<std::uint8_t>(gates::compare(gates[read.gate], view));
  }
}

void ConditionLanes::ask_machine(Scratch& scratch) {
  for (const auto& read : machine_leaves_) {
    const auto& gate = conditions_->gates()[read.gate];
    const auto value = gate.kind == Gate::Kind::definition ? scratch.definition(gate.index)
                                                           : scratch.node(gate.index);
    if (!value) undecided_ |= Lanes{1} << size_;
    bytes_[read.column][size_] =
        static_cast<std::uint8_t>(value ? truth_of(*value) : Truth::unknown);
  }
}

void ConditionLanes::settle() {
  for (const auto& read : nulls_read_) {
    nulls_[read.slot] = lanes_with(bytes_[read.column], Value::Kind::null);
  }
  for (const auto& read : integers_read_) settle_integer(read);
  for (const auto& read : booleans_) {
    truths_[read.gate] = gather_booleans(bytes_[read.column]);
    nulls_[read.slot] = truths_[read.gate].unknown();
  }
  settle_texts();
  for (const auto* reads : {&gates_read_, &machine_leaves_}) {
    for (const auto& read : *reads) truths_[read.gate] = gather_truths(bytes_[read.column]);
  }
  for (const auto& range : ranges_) settle_range(range);
  for (const auto id : combining_) truths_[id] = combine(conditions_->gates()[id]);
}

/// What is no integer, as one known within bounds only is not, and what is too large counts as 0,
/// so that differences can be looked at in every lane.
void ConditionLanes::settle_integer(const Read& read) {
  const auto& kinds = bytes_[read.column];
  auto& numbers = integers_[read.number];
  nulls_[read.slot] = lanes_with(kinds, Value::Kind::null);
  ByteLanes too_large;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    too_large[lane] = static_cast<std::uint8_t>(
        (static_cast<std::uint32_t>(numbers[lane]) + largest_integer) >> 31U);
  }
  const auto odd =
      (gather(too_large, 0) | ~lanes_with(kinds, Value::Kind::integer)) & ~nulls_[read.slot];
  undecided_ |= odd;
  for (auto left = odd; left != 0; left &= left - 1) {
    numbers[static_cast<std::size_t>(std::countr_zero(left))] = 0;
  }
}

void ConditionLanes::settle_texts() {
  for (const auto& read : texts_read_) {
    const bool inverted = conditions_->gates()[read.gate].relation == Gate::Relation::not_equal;
    const auto& bytes = bytes_[read.column];
    truths_[read.gate] = compared(gather(bytes, 0), inverted, gather(bytes, 1));
  }
  for (const auto& read : lists_read_) truths_[read.gate] = gather_truths(bytes_[read.column]);
}

void ConditionLanes::settle_range(const Range& range) {
  ByteLanes inside;
  const auto compare = [&](const auto& number) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      inside[lane] = static_cast<std::uint8_t>(static_cast<int>(number(lane) >= range.low) &
                                               static_cast<int>(number(lane) <= range.high));
    }
  };
  const auto& of = integers_[range.of.number];
  auto missing = nulls_[range.of.slot];
  if (range.less) {
    const auto& less = integers_[range.less->number];
    missing |= nulls_[range.less->slot];
    range.absolute ? compare([&](std::size_t lane) { return std::abs(of[lane] - less[lane]); })
                   : compare([&](std::size_t lane) { return of[lane] - less[lane]; });
  } else {
    compare([&](std::size_t lane) { return of[lane]; });
  }
  truths_[range.gate] = compared(gather(inside, 0), range.inverted, missing);
}

TruthLanes ConditionLanes::combine(const Gate& gate) const {
  const auto* const operand = conditions_->operand_list() + gate.index;
  switch (gate.kind) {
    case Gate::Kind::constant: {
      const auto truth = static_cast<Truth>(gate.index);
      return {truth == Truth::yes ? ~Lanes{0} : 0, truth == Truth::no ? 0 : ~Lanes{0}};
    }
    case Gate::Kind::conjunction: {
      TruthLanes all{~Lanes{0}, ~Lanes{0}};
      for (std::uint32_t i = 0; i < gate.count; ++i) all = all & truths_[operand[i]];
      return all;
    }
    case Gate::Kind::disjunction: {
      TruthLanes any;
      for (std::uint32_t i = 0; i < gate.count; ++i) any = any | truths_[operand[i]];
      return any;
    }
    case Gate::Kind::negation:
      return !truths_[gate.index];
    case Gate::Kind::at_least:
      return {at_least(gate.operand, gate.count, [&](auto i) { return truths_[operand[i]].yes; }),
              at_least(gate.operand, gate.count, [&](auto i) { return truths_[operand[i]].may; })};
    case Gate::Kind::choice: {
      const auto condition = truths_[operand[0]];
      const auto then = truths_[operand[1]];
      const auto otherwise = truths_[operand[2]];
      return {(condition.yes & then.yes) | (condition.no() & otherwise.yes),
              condition.unknown() | (condition.yes & then.may) | (condition.no() & otherwise.may)};
    }
    default:
      return {0, ~Lanes{0}};
  }
}

void ConditionLanes::start_walk() {
  std::fill(needed_.begin(), needed_.end(), 0);
  std::fill(waits_.begin(), waits_.end(), 0);
  unexplained_ = 0;
}

bool ConditionLanes::wait(ConditionId condition, Lanes lanes) {
  auto& needed = needed_[conditions_->root(condition)];
  const bool more = (lanes & ~needed) != 0;
  needed |= lanes;
  return more;
}

void ConditionLanes::walk() {
  const auto gates = conditions_->gates();
  for (auto id = highest_; id-- > 0;) {
    const auto lanes = needed_[id] & truths_[id].unknown();
    if (lanes != 0) wait_under(gates[id], lanes);
  }
}

void ConditionLanes::wait_under(const Gate& gate, Lanes lanes) {
  switch (gate.kind) {
    case Gate::Kind::constant:
      return;
    case Gate::Kind::slot:
    case Gate::Kind::integer:
    case Gate::Kind::decimal:
    case Gate::Kind::text:
    case Gate::Kind::contains:
      waits_[gate.index] |= lanes;
      return;
    case Gate::Kind::negation:
      needed_[gate.index] |= lanes;
      return;
    case Gate::Kind::conjunction:
    case Gate::Kind::disjunction:
    case Gate::Kind::at_least:
      for (const auto operand : conditions_->operands(gate)) needed_[operand] |= lanes;
      return;
    case Gate::Kind::choice: {
      const auto operands = conditions_->operands(gate);
      const auto condition = truths_[operands[0]];
      needed_[operands[0]] |= lanes & condition.unknown();
      needed_[operands[1]] |= lanes & condition.yes;
      needed_[operands[2]] |= lanes & condition.no();
      return;
    }
    case Gate::Kind::definition:
    case Gate::Kind::node:
    case Gate::Kind::difference:
      return wait_at_leaf(gate, lanes);
  }
}

/// For missing answers; or, when none is, for those that are not precise enough.
void ConditionLanes::wait_at_leaf(const Gate& gate, Lanes lanes) {
  const auto reached = conditions_->plain_leaf_slots(gate);
  if (reached.empty()) {
    unexplained_ |= lanes;
    return;
  }
  Lanes missing = 0;
  for (const auto slot : reached) missing |= nulls_[slot];
  for (const auto slot : reached) waits_[slot] |= lanes & (nulls_[slot] | ~missing);
}

}  // namespace palpate::cql
