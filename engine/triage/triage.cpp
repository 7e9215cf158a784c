#include "triage/triage.hpp"

#include <algorithm>
#include <utility>

#include "triage/explain.hpp"
#include "triage/questions.hpp"
#include "triage/run.hpp"

// Intake → Triage. The external interface is triage() at the end.
namespace palpate::triage {

using ruleset::RuleSet;

std::string_view to_string(FlagStatus status) {
  switch (status) {
    case FlagStatus::absent:
      return "absent";
    case FlagStatus::undetermined:
      return "undetermined";
    case FlagStatus::present:
      return "present";
  }
  return "";
}

std::string_view to_string(Side side) {
  switch (side) {
    case Side::none:
      return "";
    case Side::left:
      return "left";
    case Side::right:
      return "right";
  }
  return "";
}

std::string slot_name(const intake::Dictionary& dictionary, std::uint32_t slot) {
  const auto& item = dictionary.items[dictionary.item_of_slot(slot)];
  const auto side = dictionary.side_of_slot(slot);
  return side.empty() ? item.id : item.id + "." + std::string(side);
}

TriageScratch::State::State(std::shared_ptr<const RuleSet> rules)
    : rule_set(std::move(rules)),
      cql(rule_set->program),
      conditions(*rule_set->conditions, cql),
      explainer(cql) {
  const auto& dictionary = *rule_set->dictionary;
  for (std::uint32_t slot = 0; slot < dictionary.slot_count; ++slot) {
    const auto& item = dictionary.items[dictionary.item_of_slot(slot)];
    if (item.tier == intake::Tier::must_ask) must_ask.push_back(slot);
  }
  const auto& network = *rule_set->conditions;
  for (const auto& logic : rule_set->item_logic) {
    applies.push_back(logic.applies ? network.find(*logic.applies) : cql::no_id);
  }
  flags_by_level.assign(rule_set->levels.size(), FlagSet(rule_set->red_flags.size()));
  for (const auto& flag : rule_set->red_flags) {
    const auto condition = network.find(flag.definition);
    const bool later = network.root(condition) > network.root(last_flag_condition);
    if (flag_conditions.empty() || later) last_flag_condition = condition;
    flag_conditions.push_back(condition);
    flags_by_level[flag.level].set(flag_conditions.size() - 1);
  }
}

TriageScratch::TriageScratch(std::shared_ptr<const RuleSet> rule_set)
    : state_(std::make_unique<State>(std::move(rule_set))) {}
TriageScratch::~TriageScratch() = default;
TriageScratch::TriageScratch(TriageScratch&&) noexcept = default;
TriageScratch& TriageScratch::operator=(TriageScratch&&) noexcept = default;

const RuleSet& TriageScratch::rule_set() const { return *state_->rule_set; }
cql::Scratch& TriageScratch::cql() { return state_->cql; }
std::vector<Value>& TriageScratch::slots() { return state_->slots; }
std::vector<bool>& TriageScratch::applicable() { return state_->applicable; }

void TriageScratch::suppose(std::uint32_t slot, const Value& value) {
  state_->slots[slot] = value;
  state_->conditions.changed(slot);
  state_->explainer.begin(state_->slots);
}

const Regions& TriageScratch::regions() {
  if (!state_->regions) state_->regions = std::make_unique<Regions>(*state_->rule_set);
  return *state_->regions;
}

Result<std::optional<bool>> status(TriageScratch& scratch, cql::DefinitionId definition) {
  const auto& rules = scratch.rule_set();
  const auto condition = rules.conditions->find(definition);
  if (condition == cql::no_id) {
    const auto value = scratch.cql().definition(definition);
    if (!value) return value.error();
    if (value->is_null()) return std::optional<bool>();
    return std::optional<bool>(value->is_true());
  }
  const auto truth = scratch.state_->conditions.of(condition);
  if (!truth) return truth.error();
  if (*truth == cql::Truth::unknown) return std::optional<bool>();
  return std::optional<bool>(*truth == cql::Truth::yes);
}

Result<bool> Run::holds(cql::DefinitionId definition) const {
  const auto result = status(scratch, definition);
  if (!result) return result.error();
  return result->value_or(false);
}

void clear(Triage& triage) {
  triage.disposition = {};
  triage.findings.clear();
  triage.questions.clear();
  triage.present.clear();
  triage.undetermined.clear();
  triage.waits_for.clear();
  triage.open_must_ask.clear();
  triage.contradictions.clear();
}

namespace {

void add_evidence(Run& run) {
  run.out.detailed = true;
  for (auto& flag : run.out.flags) {
    flag.evidence = explain(run.scratch, run.intake, run.rules.red_flags[flag.flag].definition);
  }
  for (auto& finding : run.out.findings) {
    const bool shown =
        finding.status == FindingStatus::present || finding.status == FindingStatus::borderline;
    if (!shown) continue;
    finding.evidence = explain(run.scratch, run.intake,
                               run.rules.findings[finding.finding].definition, finding.side);
  }
}

Result<void> decide(Run& run) {
  const auto& options = run.options;
  if (auto done = evaluate_flags(run); !done) return done;
  find_open_must_ask(run);
  run.out.contradictory = !run.conflicting.empty();
  set_bounds(run);
  if (auto done = apply_floors(run); !done) return done;
  if (options.findings) {
    if (auto done = evaluate_findings(run); !done) return done;
  }
  if (options.explain) add_evidence(run);
  if (options.questions) {
    run.out.questions = rank_questions(run.out.flags, run.intake, run.scratch);
  }
  return {};
}

}  // namespace

Result<void> triage(const intake::Intake& intake, const Temporal& now, TriageScratch& scratch,
                    const TriageOptions& options, Triage& out) {
  auto& state = *scratch.state_;
  clear(out);
  out.issues = intake.issues;
  out.valid = !intake.has_errors();
  Run run{intake, scratch, state, *state.rule_set, now, out, options};
  if (auto done = fill_slots(run, {}); !done) return done;
  if (auto done = find_contradictions(run); !done) return done;
  return decide(run);
}

Result<Triage> triage(const intake::Intake& intake, const Temporal& now, TriageScratch& scratch,
                      const TriageOptions& options) {
  Triage out;
  if (auto done = triage(intake, now, scratch, options, out); !done) return done.error();
  return out;
}

}  // namespace palpate::triage
