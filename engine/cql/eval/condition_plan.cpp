#include "cql/eval/condition_plan.hpp"

#include <algorithm>
#include <tuple>

namespace palpate::cql {

namespace {

/// How many gates of the stretch stand under each, one above the other.
class Depths {
 public:
  Depths(const Conditions& conditions, GateId first, GateId end) : first_(first) {
    for (auto id = first; id < end; ++id) {
      const auto& gate = conditions.gates()[id];
      std::uint32_t depth = 0;
      for (const auto operand : conditions.operands(gate)) depth = std::max(depth, above(operand));
      if (gate.kind == Gate::Kind::negation) depth = above(gate.index);
      depths_.push_back(depth);
    }
  }
  std::uint32_t of(GateId id) const { return depths_[id - first_]; }

 private:
  std::uint32_t above(GateId id) const { return id < first_ ? 0 : of(id) + 1; }

  GateId first_;
  std::vector<std::uint32_t> depths_;
};

}  // namespace

ConditionPlan::Step ConditionPlan::step(const Conditions& conditions, GateId id) {
  Step out;
  out.gate = conditions.gates()[id];
  out.id = id;
  const auto operands = conditions.operands(out.gate);
  if (operands.size() <= few) std::copy(operands.begin(), operands.end(), out.operands.begin());
  if (out.gate.kind == Gate::Kind::integer) {
    out.integer = conditions.constant(out.gate).as_long();
    out.outcomes = gates::outcomes[static_cast<std::size_t>(out.gate.relation)];
  }
  return out;
}

ConditionPlan::ConditionPlan(const Conditions& conditions, GateId first, GateId end)
    : first_(first), end_(end) {
  const auto all = conditions.gates();
  for (auto id = first; id < end; ++id) {
    if (gates::is_leaf(all[id])) {
      leaves_.push_back(id);
    } else {
      steps_.push_back(step(conditions, id));
    }
  }
  const Depths depths(conditions, first, end);
  const auto place = [&](const Step& step) {
    return std::tuple(depths.of(step.id), step.gate.kind, step.gate.count, step.id);
  };
  std::sort(steps_.begin(), steps_.end(),
            [&](const Step& a, const Step& b) { return place(a) < place(b); });
  for (std::uint32_t i = 0; i < steps_.size(); ++i) {
    const auto& gate = steps_[i].gate;
    const bool same = !batches_.empty() && batches_.back().kind == gate.kind &&
                      batches_.back().count == gate.count &&
                      depths.of(steps_[batches_.back().begin].id) == depths.of(steps_[i].id);
    if (!same) batches_.push_back({gate.kind, gate.count, i, i});
    batches_.back().end = i + 1;
  }
}

void ConditionPlan::run_integers(const Batch& batch, gates::View view) const {
  for (auto i = batch.begin; i < batch.end; ++i) {
    const auto& step = steps_[i];
    const auto& value = view.slots[step.gate.index];
    if (gates::is_of_other_kind(value, Value::Kind::integer)) {
      view.truths[step.id] = gates::run(step.gate, view);
      continue;
    }
    const std::array<std::size_t, 2> at = {gates::position(value.as_long(), step.integer),
                                           gates::no_value};
    view.truths[step.id] = step.outcomes[at[value.is_null() ? 1 : 0]];
  }
}

/// The kind is written into each gate again so that the compiler knows it.
template <Gate::Kind kind>
void ConditionPlan::run_kind(const Batch& batch, gates::View view) const {
  for (auto i = batch.begin; i < batch.end; ++i) {
    auto gate = steps_[i].gate;
    gate.kind = kind;
    view.truths[steps_[i].id] = gates::run(gate, view);
  }
}

template <Gate::Kind kind, std::uint32_t count>
void ConditionPlan::run_counted(const Batch& batch, gates::View view) const {
  for (auto i = batch.begin; i < batch.end; ++i) {
    const auto& step = steps_[i];
    auto result = gates::bits(view.truths[step.operands[0]]);
    for (std::uint32_t operand = 1; operand < count; ++operand) {
      const auto next = gates::bits(view.truths[step.operands[operand]]);
      result = kind == Gate::Kind::conjunction ? result & next : result | next;
    }
    view.truths[step.id] = static_cast<Truth>(result);
  }
}

template <Gate::Kind kind>
void ConditionPlan::run_junctions(const Batch& batch, gates::View view) const {
  switch (batch.count) {
    case 2:
      return run_counted<kind, 2>(batch, view);
    case 3:
      return run_counted<kind, 3>(batch, view);
    case 4:
      return run_counted<kind, 4>(batch, view);
    default:
      return run_kind<kind>(batch, view);
  }
}

void ConditionPlan::run(gates::View view) const {
  using Kind = Gate::Kind;
  for (const auto& batch : batches_) {
    switch (batch.kind) {
      case Kind::constant:
        run_kind<Kind::constant>(batch, view);
        break;
      case Kind::slot:
        run_kind<Kind::slot>(batch, view);
        break;
      case Kind::integer:
        run_integers(batch, view);
        break;
      case Kind::decimal:
        run_kind<Kind::decimal>(batch, view);
        break;
      case Kind::text:
        run_kind<Kind::text>(batch, view);
        break;
      case Kind::contains:
        run_kind<Kind::contains>(batch, view);
        break;
      case Kind::conjunction:
        run_junctions<Kind::conjunction>(batch, view);
        break;
      case Kind::disjunction:
        run_junctions<Kind::disjunction>(batch, view);
        break;
      case Kind::negation:
        run_kind<Kind::negation>(batch, view);
        break;
      case Kind::at_least:
        run_kind<Kind::at_least>(batch, view);
        break;
      case Kind::choice:
        run_kind<Kind::choice>(batch, view);
        break;
      case Kind::definition:
      case Kind::node:
      case Kind::difference:
        break;
    }
  }
}

}  // namespace palpate::cql
