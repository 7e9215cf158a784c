#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "triage/scratch.hpp"
#include "triage/triage.hpp"

/// Internal to triage/: the steps of triage(), in the order in which it takes them.
namespace palpate::triage {

/// One run: the record, where it is kept, and what has come out so far.
struct Run {
  const intake::Intake& intake;
  TriageScratch& scratch;
  TriageScratch::State& state;
  const ruleset::RuleSet& rules;
  Temporal now;
  Triage& out;
  const TriageOptions& options;
  /// Slots whose answers do not fit the others: open for `at_most`.
  std::vector<std::uint32_t> conflicting = {};

  const intake::Dictionary& dictionary() const { return *rules.dictionary; }
  const intake::Item& item_of(std::uint32_t slot) const {
    return dictionary().items[dictionary().item_of_slot(slot)];
  }
  /// True of a Boolean definition for the current record.
  Result<bool> holds(cql::DefinitionId definition) const;
};

/// As new, but for memory that is kept.
void clear(Triage& triage);
/// Slots as answered but for `without`, with inapplicable and derived items filled in. Collects
/// the slots whose answers do not fit the others.
Result<void> fill_slots(Run& run, const std::vector<std::uint32_t>& without);
/// Collects the slots whose answers contradict each other by the dictionary's rules.
Result<void> find_contradictions(Run& run);
/// The status of every flag, and what the undetermined ones wait for: missing answers, or given
/// ones that are not precise enough. A flag that is undetermined only because answers contradict
/// each other waits for those answers.
Result<void> evaluate_flags(Run& run);
/// What one undetermined flag waits for, ascending.
Result<void> find_waits_for(Run& run, std::uint32_t flag, std::vector<std::uint32_t>& slots);
void find_open_must_ask(Run& run);
void set_bounds(Run& run);
Result<void> apply_floors(Run& run);
/// The floor that acts raises the level, if it is not that urgent already.
void raise_to_floor(const ruleset::RuleSet& rules, std::uint32_t floor, Disposition& disposition);
Result<void> evaluate_findings(Run& run);

}  // namespace palpate::triage
