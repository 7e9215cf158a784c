// Slots → status of the flags, and what the undetermined ones wait for.
#include <algorithm>
#include <array>
#include <utility>

#include "triage/explain.hpp"
#include "triage/run.hpp"

namespace palpate::triage {

namespace {

FlagStatus flag_status(cql::Truth truth) {
  constexpr std::array<FlagStatus, 3> statuses = {FlagStatus::absent, FlagStatus::undetermined,
                                                  FlagStatus::present};
  return statuses[static_cast<std::size_t>(truth)];
}

Result<void> flag_statuses(Run& run, std::vector<FlagStatus>& statuses) {
  auto& conditions = run.state.conditions;
  const auto& of_flags = run.state.flag_conditions;
  statuses.resize(of_flags.size());
  if (of_flags.empty()) return {};
  const bool settled = conditions.settle(run.state.last_flag_condition);
  for (std::size_t i = 0; i < of_flags.size(); ++i) {
    const auto truth = settled ? conditions.truth(of_flags[i]) : conditions.of(of_flags[i]);
    if (!truth) return truth.error();
    statuses[i] = flag_status(*truth);
  }
  return {};
}

/// Where answers contradict each other, a flag counts as absent only if it stays so without them
/// and without what follows from them.
Result<void> doubt_absent(Run& run, std::vector<FlagStatus>& given) {
  const auto issues = run.out.issues;
  const auto conflicting = run.conflicting;
  if (auto filled = fill_slots(run, conflicting); !filled) return filled;
  std::vector<FlagStatus> without;
  if (auto done = flag_statuses(run, without); !done) return done;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool doubtful = given[i] == FlagStatus::absent && without[i] != FlagStatus::absent;
    if (doubtful) given[i] = FlagStatus::undetermined;
  }
  if (auto filled = fill_slots(run, {}); !filled) return filled;
  run.conflicting = conflicting;
  run.out.issues = issues;  // told once
  return {};
}

void add_deciding(Run& run, cql::NodeId node, std::vector<std::uint32_t>& slots) {
  for (const auto& d : deciding(run.scratch.cql(), run.scratch.slots(), node)) {
    slots.push_back(d.slot);
  }
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
    const auto index = run.dictionary().item_of_slot(slots[i]);
    const auto& logic = run.rules.item_logic[index];
    if (!logic.applies || !run.state.slots[slots[i]].is_null()) continue;
    const bool seen = std::find(slots.begin(), slots.begin() + static_cast<std::ptrdiff_t>(i),
                                slots[i]) != slots.begin() + static_cast<std::ptrdiff_t>(i);
    if (seen) continue;
    const auto applies = status(run.scratch, *logic.applies);
    if (!applies) return applies.error();
    if (applies->has_value()) continue;
    add_waiting(run, run.rules.conditions->find(*logic.applies), slots);
  }
  return {};
}

Result<void> find_waits_for(Run& run, FlagResult& flag) {
  auto& slots = flag.waits_for;
  const auto condition = run.state.flag_conditions[flag.flag];
  const auto truth = run.state.conditions.of(condition);
  if (!truth) return truth.error();
  if (*truth != cql::Truth::unknown) {
    slots = run.conflicting;
  } else {
    add_waiting(run, condition, slots);
    if (auto done = add_applicability(run, slots); !done) return done;
  }
  if (slots.size() < 2) return {};
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return {};
}

}  // namespace

Result<void> evaluate_flags(Run& run) {
  auto& statuses = run.state.statuses;
  if (auto done = flag_statuses(run, statuses); !done) return done;
  if (!run.conflicting.empty()) {
    if (auto done = doubt_absent(run, statuses); !done) return done;
  }
  run.out.flags.resize(statuses.size());
  for (std::uint32_t i = 0; i < statuses.size(); ++i) {
    auto& flag = run.out.flags[i];
    flag.flag = i;
    flag.status = statuses[i];
    flag.waits_for.clear();
    flag.evidence.clear();
    if (flag.status != FlagStatus::undetermined) continue;
    if (auto done = find_waits_for(run, flag); !done) return done;
  }
  return {};
}

}  // namespace palpate::triage
