#include "triage/triage.hpp"

#include <algorithm>
#include <utility>

#include "triage/explain.hpp"
#include "triage/questions.hpp"
#include "triage/scratch.hpp"
#include "value/compare.hpp"

// Intake → Triage. The external interface is triage() at the end; what stands before it are its
// steps, in the order in which it takes them.
namespace palpate::triage {

using intake::AnswerState;
using ruleset::LevelIndex;
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

TriageScratch::TriageScratch(std::shared_ptr<const RuleSet> rule_set)
    : state_(std::make_unique<State>(std::move(rule_set))) {}
TriageScratch::~TriageScratch() = default;
TriageScratch::TriageScratch(TriageScratch&&) noexcept = default;
TriageScratch& TriageScratch::operator=(TriageScratch&&) noexcept = default;

const RuleSet& TriageScratch::rule_set() const { return *state_->rule_set; }
cql::Scratch& TriageScratch::cql() { return state_->cql; }
std::vector<Value>& TriageScratch::slots() { return state_->slots; }
std::vector<bool>& TriageScratch::applicable() { return state_->applicable; }

const Regions& TriageScratch::regions() {
  if (!state_->regions) state_->regions = std::make_unique<Regions>(*state_->rule_set);
  return *state_->regions;
}

Result<std::optional<bool>> status(TriageScratch& scratch, cql::DefinitionId definition) {
  const auto value = scratch.cql().definition(definition);
  if (!value) return value.error();
  if (value->is_null()) return std::optional<bool>();
  return std::optional<bool>(value->is_true());
}

namespace {

/// One run of triage(): the record, where it is kept, and what has come out so far.
struct Run {
  const intake::Intake& intake;
  TriageScratch& scratch;
  const RuleSet& rules;
  Temporal now;
  Triage out;

  const intake::Dictionary& dictionary() const { return *rules.dictionary; }
  std::string pointer(std::uint32_t slot) const {
    const auto& item = dictionary().items[dictionary().item_of_slot(slot)];
    const auto side = dictionary().side_of_slot(slot);
    return "/answers/" + item.id + (side.empty() ? "" : "/" + std::string(side));
  }
};

void add_contradiction(Run& run, std::string pointer, std::string item, std::string message) {
  intake::Issue issue;
  issue.kind = intake::Issue::Kind::contradiction;
  issue.code = "TR0101";
  issue.pointer = std::move(pointer);
  issue.item = std::move(item);
  issue.message = std::move(message);
  issue.suggestion = "correct one of the answers; until then the more worrying reading counts";
  run.out.issues.push_back(std::move(issue));
}

/// An answer that its own record says cannot be: the slot is then open for `at_most`.
void note_conflict(Run& run, std::uint32_t slot, std::vector<std::uint32_t>& conflicting,
                   std::string message) {
  conflicting.push_back(slot);
  add_contradiction(run, run.pointer(slot),
                    run.dictionary().items[run.dictionary().item_of_slot(slot)].id,
                    std::move(message));
}

bool definitely_different(const Value& a, const Value& b, const Temporal& now) {
  const CompareContext context{now.has_offset() ? now.offset_minutes : std::int16_t{0}};
  const auto same = equal(a, b, context);
  return same.has_value() && !*same;
}

/// Gives an inapplicable item its declared value.
Result<void> apply_applicability(Run& run, intake::ItemIndex index,
                                 std::vector<std::uint32_t>& conflicting) {
  const auto& logic = run.rules.item_logic[index];
  if (!logic.applies) return {};
  const auto applies = status(run.scratch, *logic.applies);
  if (!applies) return applies.error();
  if (!applies->has_value() || **applies) return {};
  const auto& item = run.dictionary().items[index];
  run.scratch.applicable()[index] = false;
  for (auto slot = item.slot; slot < item.slot + item.slots(); ++slot) {
    auto& value = run.scratch.slots()[slot];
    if (value.is_null()) {
      value = logic.otherwise;
      run.scratch.cql().assume(slot, value);
    } else if (definitely_different(value, logic.otherwise, run.now)) {
      note_conflict(run, slot, conflicting,
                    "the answer to '" + item.id +
                        "' does not fit the other answers: by those, "
                        "the question does not apply");
    }
  }
  return {};
}

/// A derived quantity in the item's own unit, which is what the compiled rules count on; null when
/// it has none there.
Value in_item_unit(const Value& value, const intake::Item& item) {
  if (!value.is(Value::Kind::quantity) || item.parsed_unit == nullptr) return value;
  const auto number = convert(value.as_decimal(), value.unit(), *item.parsed_unit);
  return number ? Value::quantity(*number, *item.parsed_unit) : Value();
}

/// Outside the plausible range for certain, whatever an imprecise value means.
bool implausible(const Value& value, const intake::Item& item) {
  if (!item.plausible_min || !item.plausible_max) return false;
  auto low = Decimal();
  auto high = Decimal();
  switch (value.kind()) {
    case Value::Kind::integer:
      low = high = Decimal::from_integer(value.as_integer());
      break;
    case Value::Kind::uncertain:
      low = Decimal::from_integer(value.as_uncertain().low);
      high = Decimal::from_integer(value.as_uncertain().high);
      break;
    case Value::Kind::decimal:
    case Value::Kind::quantity:
      low = high = value.as_decimal();
      break;
    default:
      return false;
  }
  return high < *item.plausible_min || low > *item.plausible_max;
}

void note_implausible(Run& run, const intake::Item& item) {
  intake::Issue issue;
  issue.kind = intake::Issue::Kind::implausible;
  issue.code = "TR0102";
  issue.pointer = "/answers/" + item.id;
  issue.item = item.id;
  issue.message = "what the other answers give for this is not plausible and counts as unanswered";
  issue.suggestion = "check the answers that it follows from";
  run.out.issues.push_back(std::move(issue));
}

/// Fills an unanswered derived item from the answers that determine it.
Result<void> apply_derivation(Run& run, intake::ItemIndex index, Arena& arena,
                              std::vector<std::uint32_t>& conflicting) {
  const auto& logic = run.rules.item_logic[index];
  if (!logic.derived) return {};
  const auto derived = run.scratch.cql().definition(*logic.derived);
  if (!derived) return derived.error();
  const auto& item = run.dictionary().items[index];
  const auto result = in_item_unit(*derived, item);
  if (result.is_null()) return {};
  if (implausible(result, item)) {
    note_implausible(run, item);
    return {};
  }
  const auto slot = run.dictionary().items[index].slot;
  auto& value = run.scratch.slots()[slot];
  if (value.is_null()) {
    value = clone(result, arena);
    run.scratch.cql().assume(slot, value);
  } else if (definitely_different(value, result, run.now)) {
    note_conflict(run, slot, conflicting,
                  "the answer to '" + item.id + "' differs from what the other answers give");
  }
  return {};
}

/// Slots as answered but for `without`, with inapplicable and derived items filled in. Returns the
/// slots whose answers do not fit the others.
Result<std::vector<std::uint32_t>> fill_slots(Run& run, std::pmr::monotonic_buffer_resource& arena,
                                              const std::vector<std::uint32_t>& without) {
  run.scratch.slots().assign(run.intake.slots.begin(), run.intake.slots.end());
  for (const auto slot : without) run.scratch.slots()[slot] = Value();
  run.scratch.applicable().assign(run.dictionary().items.size(), true);
  arena.release();
  run.scratch.cql().begin({run.scratch.slots(), run.now});
  std::vector<std::uint32_t> conflicting;
  for (const auto index : run.rules.derivation_order) {
    if (auto done = apply_applicability(run, index, conflicting); !done) return done.error();
    if (auto done = apply_derivation(run, index, arena, conflicting); !done) return done.error();
  }
  return conflicting;
}

/// Slots whose answers contradict each other by the dictionary's rules.
Result<void> find_contradictions(Run& run, std::vector<std::uint32_t>& conflicting) {
  for (std::uint32_t i = 0; i < run.rules.contradictions.size(); ++i) {
    const auto& rule = run.rules.contradictions[i];
    const auto contradicts = status(run.scratch, rule.definition);
    if (!contradicts) return contradicts.error();
    if (!contradicts->value_or(false)) continue;
    run.out.contradictions.push_back(i);
    for (const auto index : rule.items) {
      const auto& item = run.dictionary().items[index];
      for (auto slot = item.slot; slot < item.slot + item.slots(); ++slot) {
        conflicting.push_back(slot);
      }
    }
    const auto& declared = run.dictionary().contradictions[rule.contradiction];
    add_contradiction(run, "/answers", declared.items.empty() ? "" : declared.items.front(),
                      declared.message);
  }
  return {};
}

FlagStatus flag_status(const Value& value) {
  if (value.is_null()) return FlagStatus::undetermined;
  return value.is_true() ? FlagStatus::present : FlagStatus::absent;
}

Result<std::vector<FlagStatus>> flag_statuses(Run& run) {
  std::vector<FlagStatus> statuses;
  statuses.reserve(run.rules.red_flags.size());
  for (const auto& flag : run.rules.red_flags) {
    const auto value = run.scratch.cql().definition(flag.definition);
    if (!value) return value.error();
    statuses.push_back(flag_status(*value));
  }
  return statuses;
}

/// Where answers contradict each other, a flag counts as absent only if it stays so without them
/// and without what follows from them.
Result<void> doubt_absent(Run& run, std::pmr::monotonic_buffer_resource& arena,
                          const std::vector<std::uint32_t>& conflicting,
                          std::vector<FlagStatus>& given) {
  const auto issues = run.out.issues;
  if (auto filled = fill_slots(run, arena, conflicting); !filled) return filled.error();
  const auto without = flag_statuses(run);
  if (!without) return without.error();
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool doubtful = given[i] == FlagStatus::absent && (*without)[i] != FlagStatus::absent;
    if (doubtful) given[i] = FlagStatus::undetermined;
  }
  if (auto filled = fill_slots(run, arena, {}); !filled) return filled.error();
  run.out.issues = issues;  // told once
  return {};
}

Result<void> evaluate_flags(Run& run, std::pmr::monotonic_buffer_resource& arena,
                            const std::vector<std::uint32_t>& conflicting) {
  auto given = flag_statuses(run);
  if (!given) return given.error();
  if (!conflicting.empty()) {
    if (auto done = doubt_absent(run, arena, conflicting, *given); !done) return done;
  }
  for (std::uint32_t i = 0; i < given->size(); ++i) {
    run.out.flags.push_back({i, (*given)[i], {}, {}});
  }
  return {};
}

void find_open_must_ask(Run& run) {
  const auto& items = run.dictionary().items;
  for (std::uint32_t slot = 0; slot < run.dictionary().slot_count; ++slot) {
    const auto index = run.dictionary().item_of_slot(slot);
    const bool open = run.scratch.slots()[slot].is_null();
    if (open && items[index].tier == intake::Tier::must_ask && run.scratch.applicable()[index]) {
      run.out.open_must_ask.push_back(slot);
    }
  }
}

void add_deciding(Run& run, cql::DefinitionId definition, std::vector<std::uint32_t>& slots) {
  for (const auto& d : deciding(run.scratch.cql(), run.scratch.slots(), definition, Side::none)) {
    if (std::find(slots.begin(), slots.end(), d.slot) == slots.end()) slots.push_back(d.slot);
  }
}

/// A missing answer whose question may not even apply waits for what decides that, too.
void add_applicability(Run& run, std::vector<std::uint32_t>& slots) {
  for (std::size_t i = 0; i < slots.size(); ++i) {  // grows while it runs
    const auto& logic = run.rules.item_logic[run.dictionary().item_of_slot(slots[i])];
    if (!logic.applies || !run.scratch.slots()[slots[i]].is_null()) continue;
    const auto applies = status(run.scratch, *logic.applies);
    if (applies && !applies->has_value()) add_deciding(run, *logic.applies, slots);
  }
}

/// The answers that each undetermined flag waits for: missing ones, or given ones that are not
/// precise enough. A flag that is undetermined only because answers contradict each other waits
/// for those answers.
std::vector<OpenFlag> open_flags(Run& run, const std::vector<std::uint32_t>& conflicting) {
  std::vector<OpenFlag> open;
  for (const auto& flag : run.out.flags) {
    if (flag.status != FlagStatus::undetermined) continue;
    OpenFlag entry{flag.flag, {}};
    const auto definition = run.rules.red_flags[flag.flag].definition;
    const auto value = run.scratch.cql().definition(definition);
    if (value && value->is_null()) {
      add_deciding(run, definition, entry.slots);
      add_applicability(run, entry.slots);
    } else {
      entry.slots = conflicting;
    }
    std::sort(entry.slots.begin(), entry.slots.end());
    entry.slots.erase(std::unique(entry.slots.begin(), entry.slots.end()), entry.slots.end());
    open.push_back(std::move(entry));
  }
  return open;
}

void set_bounds(Run& run) {
  auto& disposition = run.out.disposition;
  disposition.at_least = run.rules.policy.default_level;
  disposition.at_most = run.rules.policy.default_level;
  disposition.complete = run.out.open_must_ask.empty();
  for (const auto& flag : run.out.flags) {
    const auto level = run.rules.red_flags[flag.flag].level;
    if (flag.status == FlagStatus::present) {
      disposition.at_least = std::min(disposition.at_least, level);
    }
    if (flag.status != FlagStatus::absent) {
      disposition.at_most = std::min(disposition.at_most, level);
    }
    if (flag.status == FlagStatus::undetermined) disposition.complete = false;
  }
  disposition.level = disposition.at_least;
}

bool waits_for_tier(const Run& run, const OpenFlag& open, std::optional<intake::Tier> through) {
  if (!through) return true;
  return std::any_of(open.slots.begin(), open.slots.end(), [&](std::uint32_t slot) {
    return run.dictionary().items[run.dictionary().item_of_slot(slot)].tier <= *through;
  });
}

Result<bool> floor_acts(Run& run, const ruleset::Floor& floor, const std::vector<OpenFlag>& open) {
  if (floor.definition) {
    const auto holds = status(run.scratch, *floor.definition);
    if (!holds) return holds.error();
    if (!holds->value_or(false)) return false;
  }
  if (floor.flags.empty()) return true;
  return std::any_of(open.begin(), open.end(), [&](const OpenFlag& flag) {
    const bool named =
        std::find(floor.flags.begin(), floor.flags.end(), flag.flag) != floor.flags.end();
    return named && waits_for_tier(run, flag, floor.through);
  });
}

/// A smaller index is a more urgent level.
Result<void> apply_floors(Run& run, const std::vector<OpenFlag>& open) {
  auto& disposition = run.out.disposition;
  for (std::uint32_t i = 0; i < run.rules.policy.floors.size(); ++i) {
    const auto& floor = run.rules.policy.floors[i];
    const auto raised = std::max(floor.raises_to, disposition.at_most);
    if (raised >= disposition.at_least) continue;
    const auto acts = floor_acts(run, floor, open);
    if (!acts) return acts.error();
    if (!*acts) continue;
    disposition.floors.push_back(i);
    disposition.level = std::min(disposition.level, raised);
  }
  return {};
}

ruleset::Confidence one_step_less(ruleset::Confidence confidence) {
  return confidence == ruleset::Confidence::high ? ruleset::Confidence::moderate
                                                 : ruleset::Confidence::low;
}

Value of_side(const Value& value, Side side) {
  if (side == Side::none || value.is_null()) return value;
  return value.field(to_string(side));
}

FindingStatus finding_status(const Value& value, const Value& grey) {
  if (value.is_null()) return FindingStatus::undetermined;
  if (value.is_true()) return FindingStatus::present;
  return grey.is_true() ? FindingStatus::borderline : FindingStatus::absent;
}

Result<void> evaluate_finding(Run& run, std::uint32_t index) {
  const auto& finding = run.rules.findings[index];
  const auto value = run.scratch.cql().definition(finding.definition);
  if (!value) return value.error();
  Value grey;
  if (finding.grey_zone) {
    const auto zone = run.scratch.cql().definition(*finding.grey_zone);
    if (!zone) return zone.error();
    grey = *zone;
  }
  auto confidence = finding.confidence;
  if (finding.lowered_by) {
    const auto lowered = status(run.scratch, *finding.lowered_by);
    if (!lowered) return lowered.error();
    if (lowered->value_or(true)) confidence = one_step_less(confidence);
  }
  const auto sides =
      finding.sided ? std::vector<Side>{Side::left, Side::right} : std::vector<Side>{Side::none};
  for (const auto side : sides) {
    FindingResult result;
    result.finding = index;
    result.side = side;
    const auto near_cut_off = of_side(grey, side);
    result.status = finding_status(of_side(*value, side), near_cut_off);
    result.confidence = near_cut_off.is_true() ? one_step_less(confidence) : confidence;
    run.out.findings.push_back(std::move(result));
  }
  return {};
}

Result<void> evaluate_findings(Run& run) {
  for (std::uint32_t i = 0; i < run.rules.findings.size(); ++i) {
    if (auto done = evaluate_finding(run, i); !done) return done;
  }
  return {};
}

void add_evidence(Run& run) {
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

Result<void> decide(Run& run, std::pmr::monotonic_buffer_resource& arena,
                    const std::vector<std::uint32_t>& conflicting, const TriageOptions& options) {
  if (auto done = evaluate_flags(run, arena, conflicting); !done) return done;
  find_open_must_ask(run);
  const auto open = open_flags(run, conflicting);
  for (const auto& flag : open) run.out.flags[flag.flag].waits_for = flag.slots;
  run.out.contradictory = !conflicting.empty();
  set_bounds(run);
  if (auto done = apply_floors(run, open); !done) return done;
  if (auto done = evaluate_findings(run); !done) return done;
  if (options.explain) add_evidence(run);
  if (options.questions) {
    run.out.questions = rank_questions(open, run.intake, run.scratch);
  }
  return {};
}

}  // namespace

Result<Triage> triage(const intake::Intake& intake, const Temporal& now, TriageScratch& scratch,
                      const TriageOptions& options) {
  auto& state = *scratch.state_;
  Run run{intake, scratch, *state.rule_set, now, {}};
  run.out.issues = intake.issues;
  run.out.valid = !intake.has_errors();
  auto conflicting = fill_slots(run, state.arena, {});
  if (!conflicting) return conflicting.error();
  if (auto done = find_contradictions(run, *conflicting); !done) return done.error();
  if (auto done = decide(run, state.arena, *conflicting, options); !done) return done.error();
  return std::move(run.out);
}

}  // namespace palpate::triage
