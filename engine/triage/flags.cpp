// Slots → status of the flags, and what the undetermined ones wait for.
#include <algorithm>
#include <array>
#include <utility>

#include "triage/explain.hpp"
#include "triage/run.hpp"

namespace palpate::triage {

namespace {

FlagStatus flag_status(cql::Truth truth) {
  constexpr std::array<FlagStatus, 4> statuses = {FlagStatus::absent, FlagStatus::undetermined,
                                                  FlagStatus::undetermined, FlagStatus::present};
  return statuses[static_cast<std::size_t>(truth)];
}

Result<void> flag_statuses(Run& run, std::vector<FlagStatus>& statuses) {
  auto& conditions = run.state.conditions;
  const auto& of_flags = run.state.flag_conditions;
  statuses.resize(of_flags.size());
  if (of_flags.empty()) return {};
  if (conditions.settle(run.state.last_flag_condition)) {
    std::transform(of_flags.begin(), of_flags.end(), statuses.begin(),
                   [&](cql::ConditionId id) { return flag_status(conditions.truth(id)); });
    return {};
  }
  for (std::size_t i = 0; i < of_flags.size(); ++i) {
    const auto truth = conditions.of(of_flags[i]);
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
  const auto& statuses = run.state.statuses;
  for (std::uint32_t flag = 0; flag < statuses.size(); ++flag) {
    if (statuses[flag] != FlagStatus::undetermined) continue;
    if (auto done = add_what_flag_waits_for(run, flag, run.out.waits_for); !done) return done;
  }
  return add_applicability(run, run.out.waits_for);
}

/// Statuses into results that may hold what was said of another record.
void fill_in(const std::vector<FlagStatus>& statuses, std::vector<FlagResult>& flags) {
  if (flags.size() != statuses.size()) flags.assign(statuses.size(), {});
  for (std::uint32_t i = 0; i < statuses.size(); ++i) {
    auto& flag = flags[i];
    flag.flag = i;
    flag.status = statuses[i];
    if (!flag.waits_for.empty()) flag.waits_for.clear();
    if (!flag.evidence.empty()) flag.evidence.clear();
  }
}

}  // namespace

Result<void> find_waits_for(Run& run, FlagResult& flag) {
  auto& slots = flag.waits_for;
  slots.clear();
  run.state.conditions.start_walk();
  if (auto done = add_what_flag_waits_for(run, flag.flag, slots); !done) return done;
  if (auto done = add_applicability(run, slots); !done) return done;
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return {};
}

Result<void> evaluate_flags(Run& run) {
  auto& statuses = run.state.statuses;
  if (auto done = flag_statuses(run, statuses); !done) return done;
  if (!run.conflicting.empty()) {
    if (auto done = doubt_absent(run, statuses); !done) return done;
  }
  fill_in(statuses, run.out.flags);
  if (!run.options.each_flag) return find_waits_for_all(run);
  for (auto& flag : run.out.flags) {
    if (flag.status != FlagStatus::undetermined) continue;
    if (auto done = find_waits_for(run, flag); !done) return done;
    run.out.waits_for.insert(run.out.waits_for.end(), flag.waits_for.begin(), flag.waits_for.end());
  }
  return {};
}

}  // namespace palpate::triage
