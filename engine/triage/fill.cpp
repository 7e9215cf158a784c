// Intake → slots: inapplicable and derived items filled in, contradictions found.
#include <utility>

#include "triage/run.hpp"
#include "value/compare.hpp"

namespace palpate::triage {

namespace {

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

std::string slot_pointer(const Run& run, std::uint32_t slot) {
  const auto side = run.dictionary().side_of_slot(slot);
  return "/answers/" + run.item_of(slot).id + (side.empty() ? "" : "/" + std::string(side));
}

/// An answer that its own record says cannot be: the slot is then open for `at_most`.
void note_conflict(Run& run, std::uint32_t slot, std::string message) {
  run.conflicting.push_back(slot);
  add_contradiction(run, slot_pointer(run, slot), run.item_of(slot).id, std::move(message));
}

bool definitely_different(const Value& a, const Value& b, const Temporal& now) {
  const CompareContext context{now.has_offset() ? now.offset_minutes : std::int16_t{0}};
  const auto same = equal(a, b, context);
  return same.has_value() && !*same;
}

/// Gives an inapplicable item its declared value.
Result<void> apply_applicability(Run& run, intake::ItemIndex index) {
  const auto condition = run.state.applies[index];
  if (condition == cql::no_id) return {};
  const auto applies = run.state.conditions.of(condition);
  if (!applies) return applies.error();
  if (*applies != cql::Truth::no) return {};
  const auto& logic = run.rules.item_logic[index];
  const auto& item = run.dictionary().items[index];
  run.scratch.applicable()[index] = false;
  for (auto slot = item.slot; slot < item.slot + item.slots(); ++slot) {
    auto& value = run.scratch.slots()[slot];
    if (value.is_null()) {
      value = logic.otherwise;
    } else if (definitely_different(value, logic.otherwise, run.now)) {
      note_conflict(run, slot,
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
  const bool too_small = item.plausible_min && high < *item.plausible_min;
  const bool too_large = item.plausible_max && low > *item.plausible_max;
  return too_small || too_large;
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
Result<void> apply_derivation(Run& run, intake::ItemIndex index) {
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
    value = clone(result, run.state.arena);
  } else if (definitely_different(value, result, run.now)) {
    note_conflict(run, slot,
                  "the answer to '" + item.id + "' differs from what the other answers give");
  }
  return {};
}

}  // namespace

Result<void> fill_slots(Run& run, const std::vector<std::uint32_t>& without) {
  auto& state = run.state;
  state.slots.assign(run.intake.slots.begin(), run.intake.slots.end());
  for (const auto slot : without) state.slots[slot] = Value();
  state.applicable.assign(run.dictionary().items.size(), true);
  state.arena.release();
  state.cql.begin({state.slots, run.now});
  state.conditions.begin(state.slots);
  state.explainer.begin(state.slots);
  run.conflicting.clear();
  // In this order nothing that has been computed looks at a slot that is filled after it.
  for (const auto index : run.rules.derivation_order) {
    if (auto done = apply_applicability(run, index); !done) return done;
    if (auto done = apply_derivation(run, index); !done) return done;
  }
  return {};
}

Result<void> find_contradictions(Run& run) {
  for (std::uint32_t i = 0; i < run.rules.contradictions.size(); ++i) {
    const auto& rule = run.rules.contradictions[i];
    const auto contradicts = run.holds(rule.definition);
    if (!contradicts) return contradicts.error();
    if (!*contradicts) continue;
    run.out.contradictions.push_back(i);
    for (const auto index : rule.items) {
      const auto& item = run.dictionary().items[index];
      for (auto slot = item.slot; slot < item.slot + item.slots(); ++slot) {
        run.conflicting.push_back(slot);
      }
    }
    const auto& declared = run.dictionary().contradictions[rule.contradiction];
    add_contradiction(run, "/answers", declared.items.empty() ? "" : declared.items.front(),
                      declared.message);
  }
  return {};
}

}  // namespace palpate::triage
