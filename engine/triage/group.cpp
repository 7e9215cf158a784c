// Intakes of up to 64 records → Triages of them. External interface: TriageGroup.
#include "triage/group.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>
#include <vector>

#include "cql/eval/condition_lanes.hpp"
#include "triage/run.hpp"

namespace palpate::triage {

using cql::Lanes;

namespace {

static_assert(TriageGroup::capacity == cql::lane_count);

/// Sets of up to 64 flags, slots … for each record: filled by lanes, read by record.
class Rows {
 public:
  explicit Rows(std::size_t size) : blocks_((size + cql::lane_count - 1) / cql::lane_count) {}

  void clear() { std::fill(blocks_.begin(), blocks_.end(), Block{}); }
  void set(std::size_t i, Lanes lanes) {
    blocks_[i / cql::lane_count][i % cql::lane_count] = lanes;
  }
  void turn() {
    for (auto& block : blocks_) cql::transpose(block);
  }
  void append(std::size_t record, std::vector<std::uint32_t>& indices) const {
    std::uint32_t first = 0;
    for (const auto& block : blocks_) {
      for (auto bits = block[record]; bits != 0; bits &= bits - 1) {
        indices.push_back(first + static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
      first += cql::lane_count;
    }
  }

 private:
  using Block = std::array<Lanes, cql::lane_count>;
  std::vector<Block> blocks_;
};

/// A question that may not apply: a slot, and the condition on which it does.
struct Dependent {
  std::uint32_t slot = 0;
  cql::ConditionId condition = 0;
};

}  // namespace

struct TriageGroup::State {
  explicit State(TriageScratch& of, TriageScratch::State& its)
      : scratch(of),
        single(its),
        rules(*its.rule_set),
        dependents(dependents_of(its)),
        lanes(*rules.conditions, wanted(its), slots_looked_at(its)),
        present(rules.red_flags.size()),
        undetermined(rules.red_flags.size()),
        waits_for(rules.dictionary->slot_count),
        present_by_level(rules.levels.size()),
        undetermined_by_level(rules.levels.size()),
        floors(rules.policy.floors.size()),
        plain(rules.derivation_order.empty() && !lanes.asks_machine()) {}

  static std::vector<Dependent> dependents_of(const TriageScratch::State& state);
  static std::vector<cql::ConditionId> wanted(const TriageScratch::State& state);
  static std::vector<std::uint32_t> slots_looked_at(const TriageScratch::State& state);
  cql::TruthLanes flag_truth(std::size_t flag) const {
    return lanes.truth(single.flag_conditions[flag]);
  }
  void decide_flags();
  void walk();
  Lanes waits_through(intake::Tier tier) const;
  Lanes some_open(const ruleset::Floor& floor);
  void decide_floors();
  ruleset::LevelIndex most_urgent(const std::vector<Lanes>& by_level, std::size_t record) const;
  void set_disposition(std::size_t record, Disposition& out) const;

  TriageScratch& scratch;
  TriageScratch::State& single;
  const ruleset::RuleSet& rules;
  std::vector<Dependent> dependents;
  cql::ConditionLanes lanes;
  Triage unused;  ///< what fill_slots() would tell of a record that is left to triage()
  TriageOptions options;
  Lanes alone = 0;  ///< records that have to be triaged alone
  /// Those with a must-ask question that is open. Where it does not apply, fill_slots() has
  /// answered it.
  Lanes open = 0;
  Lanes any_undetermined = 0;
  Rows present;
  Rows undetermined;
  Rows waits_for;
  std::vector<Lanes> present_by_level;  ///< some flag of that level is
  std::vector<Lanes> undetermined_by_level;
  std::vector<Lanes> floors;  ///< where each acts, whatever the level is
  bool plain;                 ///< slots are as answered, and the lanes need nothing else
};

std::vector<Dependent> TriageGroup::State::dependents_of(const TriageScratch::State& state) {
  const auto& dictionary = *state.rule_set->dictionary;
  std::vector<Dependent> out;
  for (std::uint32_t slot = 0; slot < dictionary.slot_count; ++slot) {
    const auto condition = state.applies[dictionary.item_of_slot(slot)];
    if (condition != cql::no_id) out.push_back({slot, condition});
  }
  return out;
}

std::vector<cql::ConditionId> TriageGroup::State::wanted(const TriageScratch::State& state) {
  const auto& rules = *state.rule_set;
  auto out = state.flag_conditions;
  for (const auto& each : dependents_of(state)) out.push_back(each.condition);
  for (const auto& rule : rules.contradictions) {
    out.push_back(rules.conditions->find(rule.definition));
  }
  for (const auto& floor : rules.policy.floors) {
    if (floor.definition) out.push_back(rules.conditions->find(*floor.definition));
  }
  return out;
}

std::vector<std::uint32_t> TriageGroup::State::slots_looked_at(const TriageScratch::State& state) {
  std::vector<std::uint32_t> out;
  for (const auto& each : dependents_of(state)) out.push_back(each.slot);
  out.insert(out.end(), state.must_ask.begin(), state.must_ask.end());
  return out;
}

TriageGroup::TriageGroup(TriageScratch& scratch)
    : state_(std::make_unique<State>(scratch, *scratch.state_)) {}
TriageGroup::~TriageGroup() = default;

void TriageGroup::begin() { state_->lanes.begin(); }

std::size_t TriageGroup::size() const { return state_->lanes.size(); }

void TriageGroup::add(const intake::Intake& intake, const std::optional<Temporal>& now) {
  auto& s = *state_;
  if (!now || !intake.issues.empty()) return s.lanes.skip();
  if (s.plain) return s.lanes.add(intake.slots, s.single.cql);
  Run run{intake, s.scratch, s.single, s.rules, *now, s.unused, s.options};
  const bool ordinary = fill_slots(run, {}) && run.conflicting.empty() && s.unused.issues.empty();
  s.unused.issues.clear();
  ordinary ? s.lanes.add(s.single.slots, s.single.cql) : s.lanes.skip();
}

void TriageGroup::settle() {
  auto& s = *state_;
  s.lanes.settle();
  s.alone = s.lanes.undecided();
  for (const auto& rule : s.rules.contradictions) {
    s.alone |= s.lanes.truth(s.rules.conditions->find(rule.definition)).yes;
  }
  s.open = 0;
  for (const auto slot : s.single.must_ask) s.open |= s.lanes.is_null(slot);
  s.decide_flags();
  s.decide_floors();
  s.present.turn();
  s.undetermined.turn();
  s.waits_for.turn();
}

bool TriageGroup::take(std::size_t i, Triage& out) const {
  const auto& s = *state_;
  if ((s.alone >> i & 1U) != 0) return false;
  clear(out);
  out.valid = true;
  out.contradictory = out.detailed = false;
  out.flags.clear();
  out.issues.clear();
  s.present.append(i, out.present);
  s.undetermined.append(i, out.undetermined);
  s.waits_for.append(i, out.waits_for);
  s.set_disposition(i, out.disposition);
  return true;
}

void TriageGroup::State::decide_flags() {
  std::fill(present_by_level.begin(), present_by_level.end(), 0);
  std::fill(undetermined_by_level.begin(), undetermined_by_level.end(), 0);
  any_undetermined = 0;
  for (auto* rows : {&present, &undetermined, &waits_for}) rows->clear();
  lanes.start_walk();
  for (std::size_t flag = 0; flag < single.flag_conditions.size(); ++flag) {
    const auto truth = flag_truth(flag);
    const auto level = rules.red_flags[flag].level;
    present.set(flag, truth.yes);
    undetermined.set(flag, truth.unknown());
    present_by_level[level] |= truth.yes;
    undetermined_by_level[level] |= truth.unknown();
    any_undetermined |= truth.unknown();
    lanes.wait(single.flag_conditions[flag], truth.unknown());
  }
  walk();
  alone |= lanes.unexplained();
  for (std::uint32_t slot = 0; slot < rules.dictionary->slot_count; ++slot) {
    waits_for.set(slot, lanes.waits_for(slot));
  }
}

/// A missing answer whose question may not even apply waits for what decides that, too.
void TriageGroup::State::walk() {
  for (bool more = true; more;) {
    lanes.walk();
    more = false;
    for (const auto& each : dependents) {
      const auto in = lanes.waits_for(each.slot) & lanes.is_null(each.slot) &
                      lanes.truth(each.condition).unknown();
      more = lanes.wait(each.condition, in) || more;
    }
  }
}

/// Where a walk has come to a question of that tier, or one more urgent.
Lanes TriageGroup::State::waits_through(intake::Tier tier) const {
  Lanes out = 0;
  const auto& dictionary = *rules.dictionary;
  for (std::uint32_t slot = 0; slot < dictionary.slot_count; ++slot) {
    if (dictionary.items[dictionary.item_of_slot(slot)].tier <= tier) out |= lanes.waits_for(slot);
  }
  return out;
}

/// Where one of the flags is undetermined, and waits for a question of that tier if one is named.
Lanes TriageGroup::State::some_open(const ruleset::Floor& floor) {
  Lanes out = 0;
  for (const auto flag : floor.flags) out |= flag_truth(flag).unknown();
  if (!floor.through) return out;
  lanes.start_walk();
  for (const auto flag : floor.flags) {
    lanes.wait(single.flag_conditions[flag], flag_truth(flag).unknown());
  }
  walk();
  return out & waits_through(*floor.through);
}

void TriageGroup::State::decide_floors() {
  for (std::size_t i = 0; i < floors.size(); ++i) {
    const auto& floor = rules.policy.floors[i];
    floors[i] = floor.flags.empty() ? ~Lanes{0} : some_open(floor);
    if (floor.definition) floors[i] &= lanes.truth(rules.conditions->find(*floor.definition)).yes;
  }
}

/// As disposition.cpp has it: the first level with such a flag, or the default if that is more
/// urgent. Counts the levels passed, without a branch on what the flags are.
ruleset::LevelIndex TriageGroup::State::most_urgent(const std::vector<Lanes>& by_level,
                                                    std::size_t record) const {
  Lanes passed = 1;
  Lanes level = 0;
  for (const auto lanes_of : by_level) {
    passed &= ~(lanes_of >> record);
    level += passed;
  }
  return std::min(static_cast<ruleset::LevelIndex>(level), rules.policy.default_level);
}

void TriageGroup::State::set_disposition(std::size_t record, Disposition& out) const {
  out.at_least = most_urgent(present_by_level, record);
  out.at_most = std::min(out.at_least, most_urgent(undetermined_by_level, record));
  out.complete = ((open | any_undetermined) >> record & 1U) == 0;
  out.level = out.at_least;
  for (std::uint32_t i = 0; i < floors.size(); ++i) {
    const bool acts = (floors[i] >> record & 1U) != 0;
    if (acts) raise_to_floor(rules, i, out);
  }
}

}  // namespace palpate::triage
