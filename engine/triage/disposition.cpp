// Statuses → both bounds and the level.
#include <algorithm>
#include <limits>

#include "triage/run.hpp"

namespace palpate::triage {

void find_open_must_ask(Run& run) {
  for (const auto slot : run.state.must_ask) {
    const bool open = run.state.slots[slot].is_null();
    if (open && run.state.applicable[run.dictionary().item_of_slot(slot)]) {
      run.out.open_must_ask.push_back(slot);
    }
  }
}

void set_bounds(Run& run) {
  auto& disposition = run.out.disposition;
  disposition.at_least = run.rules.policy.default_level;
  disposition.at_most = run.rules.policy.default_level;
  disposition.complete = run.out.open_must_ask.empty();
  // Without branches on what the answers decided: they cannot be guessed.
  constexpr auto none = std::numeric_limits<ruleset::LevelIndex>::max();
  const auto* const statuses = run.state.statuses.data();
  const auto* const levels = run.state.flag_levels.data();
  auto present = none;
  auto not_absent = none;
  bool undetermined = false;
  for (std::size_t i = 0; i < run.state.statuses.size(); ++i) {
    present = std::min(present, statuses[i] == FlagStatus::present ? levels[i] : none);
    not_absent = std::min(not_absent, statuses[i] != FlagStatus::absent ? levels[i] : none);
    undetermined |= statuses[i] == FlagStatus::undetermined;
  }
  disposition.at_least = std::min(disposition.at_least, present);
  disposition.at_most = std::min(disposition.at_most, not_absent);
  disposition.complete = disposition.complete && !undetermined;
  disposition.level = disposition.at_least;
}

namespace {

Result<bool> waits_for_tier(Run& run, FlagResult& flag, std::optional<intake::Tier> through) {
  if (!through) return true;
  if (!run.options.each_flag) {
    if (auto found = find_waits_for(run, flag); !found) return found.error();
  }
  return std::any_of(flag.waits_for.begin(), flag.waits_for.end(),
                     [&](std::uint32_t slot) { return run.item_of(slot).tier <= *through; });
}

Result<bool> floor_acts(Run& run, const ruleset::Floor& floor) {
  if (floor.definition) {
    const auto holds = run.holds(*floor.definition);
    if (!holds) return holds.error();
    if (!*holds) return false;
  }
  for (const auto index : floor.flags) {
    auto& flag = run.out.flags[index];
    if (flag.status != FlagStatus::undetermined) continue;
    const auto waits = waits_for_tier(run, flag, floor.through);
    if (!waits) return waits.error();
    if (*waits) return true;
  }
  return floor.flags.empty();
}

}  // namespace

/// A smaller index is a more urgent level.
Result<void> apply_floors(Run& run) {
  auto& disposition = run.out.disposition;
  for (std::uint32_t i = 0; i < run.rules.policy.floors.size(); ++i) {
    const auto& floor = run.rules.policy.floors[i];
    const auto raised = std::max(floor.raises_to, disposition.at_most);
    if (raised >= disposition.at_least) continue;
    const auto acts = floor_acts(run, floor);
    if (!acts) return acts.error();
    if (!*acts) continue;
    disposition.floors.push_back(i);
    disposition.level = std::min(disposition.level, raised);
  }
  return {};
}

}  // namespace palpate::triage
