// Slots → status of the flags, and what the undetermined ones wait for.
#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "triage/explain.hpp"
#include "triage/run.hpp"

namespace palpate::triage {

namespace {

/// Truths of up to sixty-four flags from `first`, without a branch on what they are.
template <typename TruthOf>
void append(const Run& run, std::size_t first, const TruthOf& truth_of, FlagSets& sets) {
  const auto& conditions = run.state.flag_conditions;
  const auto count = std::min<std::size_t>(conditions.size() - first, FlagSet::bits_per_block);
  std::uint64_t present = 0;
  std::uint64_t undetermined = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto truth = truth_of(conditions[first + i]);
    present |= std::uint64_t{truth == cql::Truth::yes} << i;
    undetermined |= std::uint64_t{truth == cql::Truth::unknown} << i;
  }
  sets.present.append(present);
  sets.undetermined.append(undetermined);
}

/// What each flag is by the record as it stands in the slots.
Result<void> decide_flags(Run& run, FlagSets& sets) {
  auto& conditions = run.state.conditions;
  const auto count = run.state.flag_conditions.size();
  sets.present.clear();
  sets.undetermined.clear();
  const bool settled = count == 0 || conditions.settle(run.state.last_flag_condition);
  std::optional<Error> error;
  const auto settled_truth = [&](cql::ConditionId id) { return conditions.truth(id); };
  const auto asked_truth = [&](cql::ConditionId id) {
    const auto truth = conditions.of(id);
    if (!truth) error = truth.error();
    return truth ? *truth : cql::Truth::unknown;
  };
  for (std::size_t first = 0; first < count; first += FlagSet::bits_per_block) {
    settled ? append(run, first, settled_truth, sets) : append(run, first, asked_truth, sets);
  }
  if (error) return *error;
  sets.present.resize(count);
  sets.undetermined.resize(count);
  return {};
}

/// Where answers contradict each other, a flag counts as absent only if it stays so without them
/// and without what follows from them.
Result<void> doubt_absent(Run& run, FlagSets& given) {
  const auto issues = run.out.issues;
  const auto conflicting = run.conflicting;
  if (auto filled = fill_slots(run, conflicting); !filled) return filled;
  FlagSets without;
  if (auto done = decide_flags(run, without); !done) return done;
  given.undetermined |= (without.present | without.undetermined) - given.present;
  if (auto filled = fill_slots(run, {}); !filled) return filled;
  run.conflicting = conflicting;
  run.out.issues = issues;  // told once
  return {};
}

void add_deciding(Run& run, cql::NodeId node, std::vector<std::uint32_t>& slots) {
  for (const auto& d : run.state.explainer.deciding(node)) slots.push_back(d.slot);
}

void add_waiting(Run& run, cql::ConditionId condition, std::vector<std::uint32_t>& slots) {
  auto& leaves = run.state.leaves;
  leaves.clear();
  run.state.conditions.waits_for(condition, slots, leaves);
  for (const auto leaf : leaves) add_deciding(run, leaf, slots);
}

/// A missing answer whose question may not even apply waits for what decides that, too.
Result<void> add_applicability(Run& run, std::vector<std::uint32_t>& slots) {
  for (std::size_t i = 0; i < slots.size(); ++i) {  // grows while it runs
    const auto slot = slots[i];
    const auto condition = run.state.applies[run.dictionary().item_of_slot(slot)];
    if (condition == cql::no_id || !run.state.slots[slot].is_null()) continue;
    const auto applies = run.state.conditions.of(condition);
    if (!applies) return applies.error();
    if (*applies == cql::Truth::unknown) add_waiting(run, condition, slots);
  }
  return {};
}

/// Of what the contradiction left open, the answers that contradict each other.
Result<void> add_what_flag_waits_for(Run& run, std::uint32_t flag,
                                     std::vector<std::uint32_t>& slots) {
  const auto condition = run.state.flag_conditions[flag];
  const auto truth = run.state.conditions.of(condition);
  if (!truth) return truth.error();
  if (*truth == cql::Truth::unknown) {
    add_waiting(run, condition, slots);
  } else {
    slots.insert(slots.end(), run.conflicting.begin(), run.conflicting.end());
  }
  return {};
}

/// What all of them wait for, without a look at any part of the rules twice.
Result<void> find_waits_for_all(Run& run) {
  run.state.conditions.start_walk();
  auto& slots = run.out.waits_for;
  if (run.conflicting.empty()) {
    auto& leaves = run.state.leaves;
    leaves.clear();
    for (const auto flag : run.out.undetermined) {
      run.state.conditions.waits_for(run.state.flag_conditions[flag], slots, leaves);
    }
    for (const auto leaf : leaves) add_deciding(run, leaf, slots);
  } else {
    for (const auto flag : run.out.undetermined) {
      if (auto done = add_what_flag_waits_for(run, flag, slots); !done) return done;
    }
  }
  return add_applicability(run, slots);
}

void list_of(const FlagSet& set, std::vector<std::uint64_t>& blocks,
             std::vector<std::uint32_t>& indices) {
  blocks.resize(set.num_blocks());
  boost::to_block_range(set, blocks.begin());
  std::uint32_t first = 0;
  for (auto block : blocks) {
    for (; block != 0; block &= block - 1) {
      indices.push_back(first + static_cast<std::uint32_t>(std::countr_zero(block)));
    }
    first += FlagSet::bits_per_block;
  }
}

/// Into results that may hold what was said of another record.
void fill_in(Run& run) {
  const auto& sets = run.state.flags;
  auto& blocks = run.state.blocks;
  auto& out = run.out;
  const auto count = sets.present.size();
  if (out.detailed || out.flags.size() != count) {
    out.flags.assign(count, {});
    for (std::uint32_t i = 0; i < count; ++i) out.flags[i].flag = i;
    out.detailed = false;
  }
  for (auto& flag : out.flags) flag.status = FlagStatus::absent;
  list_of(sets.present, blocks, out.present);
  list_of(sets.undetermined, blocks, out.undetermined);
  for (const auto i : out.present) out.flags[i].status = FlagStatus::present;
  for (const auto i : out.undetermined) out.flags[i].status = FlagStatus::undetermined;
}

}  // namespace

Result<void> find_waits_for(Run& run, std::uint32_t flag, std::vector<std::uint32_t>& slots) {
  slots.clear();
  run.state.conditions.start_walk();
  if (auto done = add_what_flag_waits_for(run, flag, slots); !done) return done;
  if (auto done = add_applicability(run, slots); !done) return done;
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return {};
}

Result<void> evaluate_flags(Run& run) {
  auto& sets = run.state.flags;
  if (auto done = decide_flags(run, sets); !done) return done;
  if (!run.conflicting.empty()) {
    if (auto done = doubt_absent(run, sets); !done) return done;
  }
  fill_in(run);
  if (!run.options.each_flag) return find_waits_for_all(run);
  run.out.detailed = true;
  for (const auto flag : run.out.undetermined) {
    auto& slots = run.out.flags[flag].waits_for;
    if (auto done = find_waits_for(run, flag, slots); !done) return done;
    run.out.waits_for.insert(run.out.waits_for.end(), slots.begin(), slots.end());
  }
  return {};
}

}  // namespace palpate::triage
