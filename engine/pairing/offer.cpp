#include "pairing/offer.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace palpate::pairing {

namespace {

using ruleset::Adaptation;
using ruleset::Change;
using ruleset::Dose;
using ruleset::Exercise;
using ruleset::Range;

template <typename T>
bool intersects(const std::vector<T>& a, const std::vector<T>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const T& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

template <typename T>
bool holds_value(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// A condition of the rule set with its value for this record.
template <typename Rule>
struct Evaluated {
  const Rule* rule = nullptr;
  std::uint32_t index = 0;
  std::optional<bool> value;
};

struct Conditions {
  std::vector<Evaluated<ruleset::Contraindication>> contraindications;  // not false
  std::vector<Evaluated<Adaptation>> adaptations;                       // not false
};

Result<Conditions> evaluate(triage::TriageScratch& scratch) {
  const auto& rules = scratch.rule_set();
  Conditions out;
  for (std::uint32_t i = 0; i < rules.contraindications.size(); ++i) {
    const auto value = triage::status(scratch, rules.contraindications[i].definition);
    if (!value) return value.error();
    if (value->value_or(true)) {
      out.contraindications.push_back({&rules.contraindications[i], i, *value});
    }
  }
  for (std::uint32_t i = 0; i < rules.adaptations.size(); ++i) {
    const auto value = triage::status(scratch, rules.adaptations[i].when);
    if (!value) return value.error();
    if (value->value_or(true)) out.adaptations.push_back({&rules.adaptations[i], i, *value});
  }
  return out;
}

bool rules_out(const ruleset::Contraindication& rule, const Exercise& exercise) {
  return rule.excludes_all || intersects(rule.excludes, exercise.tags);
}

void add_sources(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
  for (const auto source : from) {
    if (!holds_value(to, source)) to.push_back(source);
  }
}

/// A true contraindication alone is told; without one, all that are not known to be false.
struct RuledOut {
  std::optional<LeftOut> left_out;
  std::vector<cql::DefinitionId> conditions;  ///< whose answers decided, or would release
};

RuledOut contraindicated(std::uint32_t index, const Exercise& exercise,
                         const Conditions& conditions) {
  RuledOut out;
  for (const auto& entry : conditions.contraindications) {
    if (!rules_out(*entry.rule, exercise)) continue;
    const bool certain = entry.value.has_value();
    if (certain || !out.left_out) {
      LeftOut left;
      left.exercise = index;
      left.why = certain ? LeftOut::Why::contraindicated : LeftOut::Why::undetermined;
      left.reason = entry.rule->reason;
      left.contraindication = entry.index;
      left.sources = entry.rule->sources;
      out.left_out = std::move(left);
      out.conditions = {entry.rule->definition};
    } else {
      out.left_out->reason += " " + entry.rule->reason;
      add_sources(out.left_out->sources, entry.rule->sources);
      out.conditions.push_back(entry.rule->definition);
    }
    if (certain) break;
  }
  return out;
}

bool selects(const Change& change, std::uint32_t index, const Exercise& exercise) {
  return (change.kinds.empty() || holds_value(change.kinds, exercise.kind)) &&
         (change.tags.empty() || intersects(change.tags, exercise.tags)) &&
         (change.positions.empty() || holds_value(change.positions, exercise.position)) &&
         (change.exercises.empty() || holds_value(change.exercises, index));
}

/// A dose field that the exercise does not have stays absent.
void narrow(Range& field, const std::optional<Range>& limit) {
  if (!limit || field == Range{}) return;
  field.low = std::max(field.low, limit->low);
  field.high = std::min(field.high, limit->high);
}

void narrow(Dose& dose, const Change& limit) {
  narrow(dose.hold_seconds, limit.hold_seconds);
  narrow(dose.repetitions, limit.repetitions);
  narrow(dose.sets, limit.sets);
  narrow(dose.minutes, limit.minutes);
  narrow(dose.per_week, limit.per_week);
}

bool empty(const Dose& dose) {
  return dose.hold_seconds.empty() || dose.repetitions.empty() || dose.sets.empty() ||
         dose.minutes.empty() || dose.per_week.empty();
}

/// Several `set`s of one field take what they have in common: the stricter reading.
struct Settings {
  std::optional<Range> hold_seconds, repetitions, sets, minutes, per_week;

  static void merge(std::optional<Range>& field, const std::optional<Range>& value) {
    if (!value) return;
    if (!field) field = *value;
    field->low = std::max(field->low, value->low);
    field->high = std::min(field->high, value->high);
  }
  void add(const Change& change) {
    merge(hold_seconds, change.hold_seconds);
    merge(repetitions, change.repetitions);
    merge(sets, change.sets);
    merge(minutes, change.minutes);
    merge(per_week, change.per_week);
  }
  void apply(Dose& dose) const {
    if (hold_seconds) dose.hold_seconds = *hold_seconds;
    if (repetitions) dose.repetitions = *repetitions;
    if (sets) dose.sets = *sets;
    if (minutes) dose.minutes = *minutes;
    if (per_week) dose.per_week = *per_week;
  }
};

LeftOut adapted(std::uint32_t exercise, std::uint32_t index, const ruleset::RuleSet& rules) {
  LeftOut out;
  out.exercise = exercise;
  out.why = LeftOut::Why::adapted;
  out.reason = rules.adaptations[index].reason;
  out.adaptation = index;
  out.sources = rules.adaptations[index].sources;
  return out;
}

/// A change of one adaptation that concerns this exercise.
struct Acting {
  const Change* change = nullptr;
  std::uint32_t adaptation = 0;
};

std::uint32_t lowest_level(const Exercise& exercise) {
  std::uint32_t level = 0;
  while (level < std::size(exercise.offered) && !exercise.offered[level]) ++level;
  return level;
}

/// Does the change put an exercise in the place of one that begins at a lower level?
bool is_harder(const Change& change, const Exercise& exercise, const ruleset::RuleSet& rules) {
  return change.act == Change::Act::replace &&
         lowest_level(rules.exercises[*change.replacement]) > lowest_level(exercise);
}

std::vector<Acting> acting(std::uint32_t index, const Exercise& exercise,
                           const ruleset::RuleSet& rules, const Conditions& conditions) {
  std::vector<Acting> out;
  for (const auto& entry : conditions.adaptations) {
    for (const auto& change : entry.rule->changes) {
      const bool strict = change.act != Change::Act::set && !is_harder(change, exercise, rules);
      const bool waits = !strict && !entry.value.has_value();
      if (!waits && selects(change, index, exercise)) out.push_back({&change, entry.index});
    }
  }
  return out;
}

void shaped_by(Offer& offer, std::uint32_t adaptation) {
  if (!holds_value(offer.adaptations, adaptation)) offer.adaptations.push_back(adaptation);
}

/// First what is set, then what is limited: a limit holds whatever was set. Only what changed the
/// dose is told.
void adapt_dose(const std::vector<Acting>& changes, Offer& offer) {
  Settings all;
  for (const auto& entry : changes) {
    if (entry.change->act != Change::Act::set) continue;
    all.add(*entry.change);
    Settings one;
    one.add(*entry.change);
    auto dose = offer.dose;
    one.apply(dose);
    if (dose != offer.dose) shaped_by(offer, entry.adaptation);
  }
  all.apply(offer.dose);
  for (const auto& entry : changes) {
    if (entry.change->act != Change::Act::limit) continue;
    const auto before = offer.dose;
    narrow(offer.dose, *entry.change);
    if (offer.dose != before) shaped_by(offer, entry.adaptation);
  }
}

std::optional<ruleset::ExerciseLevel> form_for(const Exercise& exercise,
                                               ruleset::ExerciseLevel wanted) {
  for (auto level = static_cast<int>(wanted); level >= 0; --level) {
    if (exercise.offered[level]) return static_cast<ruleset::ExerciseLevel>(level);
  }
  return std::nullopt;
}

LeftOut left_out(std::uint32_t exercise, LeftOut::Why why, std::string reason) {
  LeftOut out;
  out.exercise = exercise;
  out.why = why;
  out.reason = std::move(reason);
  return out;
}

bool allowed(const Verdict& verdict, const ruleset::Policy& policy, const Exercise& exercise) {
  if (verdict.decision != ruleset::Decision::restricted || !verdict.rule) return true;
  return intersects(policy.programme[*verdict.rule].allow_tags, exercise.tags);
}

/// What the offers of one record are made from.
struct Maker {
  const Verdict& verdict;
  ruleset::ExerciseLevel wanted;
  const ruleset::RuleSet& rules;
  const Conditions& conditions;

  Offer make(std::uint32_t index, bool may_step_up = true) const;
  void adapt(std::uint32_t index, bool may_step_up, Offer& offer) const;
  bool available(std::uint32_t index) const {
    const auto& exercise = rules.exercises[index];
    return !contraindicated(index, exercise, conditions).left_out && make(index, false).available;
  }
};

/// A harder exercise takes the place only where it may be offered itself.
void Maker::adapt(std::uint32_t index, bool may_step_up, Offer& offer) const {
  const auto& exercise = rules.exercises[index];
  const auto changes = acting(index, exercise, rules, conditions);
  for (const auto& [change, adaptation] : changes) {
    const bool replaces = change->act == Change::Act::replace;
    if (!replaces && change->act != Change::Act::withhold) continue;
    if (is_harder(*change, exercise, rules) && !(may_step_up && available(*change->replacement))) {
      continue;
    }
    offer.left_out = adapted(index, adaptation, rules);
    offer.replacement = change->replacement;
    return;
  }
  adapt_dose(changes, offer);
  if (!empty(offer.dose)) return;
  offer.left_out = adapted(index, offer.adaptations.back(), rules);
  offer.left_out->reason = "The adaptations leave no dose that satisfies all of them.";
}

/// What is left of an exercise that no contraindication rules out.
Offer Maker::make(std::uint32_t index, bool may_step_up) const {
  const auto& exercise = rules.exercises[index];
  Offer offer;
  if (!allowed(verdict, rules.policy, exercise)) {
    offer.left_out = left_out(index, LeftOut::Why::restricted, verdict.reason);
    return offer;
  }
  const auto level = form_for(exercise, wanted);
  if (!level) {
    offer.left_out =
        left_out(index, LeftOut::Why::level,
                 "It has no form at the level '" + std::string(ruleset::to_string(wanted)) + "'.");
    return offer;
  }
  offer.level = *level;
  offer.dose = exercise.dose[static_cast<std::size_t>(*level)];
  adapt(index, may_step_up, offer);
  offer.available = !offer.left_out;
  return offer;
}

/// The answers behind the conditions, each once.
std::vector<triage::Evidence> evidence_of(const std::vector<cql::DefinitionId>& conditions,
                                          const intake::Intake& intake,
                                          triage::TriageScratch& scratch) {
  std::vector<triage::Evidence> out;
  for (const auto condition : conditions) {
    for (auto& evidence : triage::explain(scratch, intake, condition)) {
      if (!holds_value(out, evidence)) out.push_back(std::move(evidence));
    }
  }
  return out;
}

}  // namespace

Result<std::vector<Offer>> make_offers(const Verdict& verdict, ruleset::ExerciseLevel level,
                                       const intake::Intake& intake,
                                       triage::TriageScratch& scratch) {
  const auto& rules = scratch.rule_set();
  const auto conditions = evaluate(scratch);
  if (!conditions) return conditions.error();
  std::vector<Offer> offers;
  offers.reserve(rules.exercises.size());
  const Maker maker{verdict, level, rules, *conditions};
  for (std::uint32_t i = 0; i < rules.exercises.size(); ++i) {
    auto ruled_out = contraindicated(i, rules.exercises[i], *conditions);
    if (ruled_out.left_out) {
      Offer offer;
      offer.left_out = std::move(ruled_out.left_out);
      offer.left_out->evidence = evidence_of(ruled_out.conditions, intake, scratch);
      offers.push_back(std::move(offer));
      continue;
    }
    offers.push_back(maker.make(i));
    auto& left = offers.back().left_out;
    if (left && left->adaptation) {
      left->evidence = evidence_of({rules.adaptations[*left->adaptation].when}, intake, scratch);
    }
  }
  return offers;
}

}  // namespace palpate::pairing
