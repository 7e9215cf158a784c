// Statuses → both bounds and the level.
#include <algorithm>
#include <iterator>

#include "triage/run.hpp"

namespace palpate::triage {

void find_open_must_ask(Run& run) {
  const auto& state = run.state;
  const auto& slots = state.must_ask;
  std::copy_if(
      slots.begin(), slots.end(), std::back_inserter(run.out.open_must_ask), [&](auto slot) {
        return state.slots[slot].is_null() && state.applicable[run.dictionary().item_of_slot(slot)];
      });
}

namespace {

/// The most urgent level that one of the flags has, or the default if that is more urgent.
ruleset::LevelIndex most_urgent(const Run& run, const FlagSet& flags) {
  const auto& by_level = run.state.flags_by_level;
  const auto found = std::find_if(by_level.begin(), by_level.end(), [&](const FlagSet& of_level) {
    return of_level.intersects(flags);
  });
  const auto level = static_cast<ruleset::LevelIndex>(found - by_level.begin());
  return std::min(level, run.rules.policy.default_level);
}

}  // namespace

void set_bounds(Run& run) {
  const auto& state = run.state;
  auto& disposition = run.out.disposition;
  disposition.at_least = most_urgent(run, state.flags.present);
  disposition.at_most = std::min(disposition.at_least, most_urgent(run, state.flags.undetermined));
  disposition.complete = run.out.open_must_ask.empty() && state.flags.undetermined.none();
  disposition.level = disposition.at_least;
}

namespace {

Result<bool> waits_for_tier(Run& run, std::uint32_t flag, std::optional<intake::Tier> through) {
  if (!through) return true;
  const auto* slots = &run.out.flags[flag].waits_for;
  if (!run.options.each_flag) {
    slots = &run.state.waiting;
    if (auto found = find_waits_for(run, flag, run.state.waiting); !found) return found.error();
  }
  return std::any_of(slots->begin(), slots->end(),
                     [&](std::uint32_t slot) { return run.item_of(slot).tier <= *through; });
}

Result<bool> floor_acts(Run& run, const ruleset::Floor& floor) {
  if (floor.definition) {
    const auto holds = run.holds(*floor.definition);
    if (!holds) return holds.error();
    if (!*holds) return false;
  }
  for (const auto index : floor.flags) {
    if (run.out.flags[index].status != FlagStatus::undetermined) continue;
    const auto waits = waits_for_tier(run, index, floor.through);
    if (!waits) return waits.error();
    if (*waits) return true;
  }
  return floor.flags.empty();
}

/// A smaller index is a more urgent level.
bool can_raise(const ruleset::Floor& floor, const Disposition& disposition) {
  return std::max(floor.raises_to, disposition.at_most) < disposition.at_least;
}

}  // namespace

void raise_to_floor(const ruleset::RuleSet& rules, std::uint32_t floor, Disposition& disposition) {
  const auto& raising = rules.policy.floors[floor];
  if (!can_raise(raising, disposition)) return;
  disposition.floors.push_back(floor);
  disposition.level = std::min(disposition.level, std::max(raising.raises_to, disposition.at_most));
}

Result<void> apply_floors(Run& run) {
  for (std::uint32_t i = 0; i < run.rules.policy.floors.size(); ++i) {
    const auto& floor = run.rules.policy.floors[i];
    if (!can_raise(floor, run.out.disposition)) continue;
    const auto acts = floor_acts(run, floor);
    if (!acts) return acts.error();
    if (*acts) raise_to_floor(run.rules, i, run.out.disposition);
  }
  return {};
}

}  // namespace palpate::triage
