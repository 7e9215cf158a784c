#include "pairing/decision.hpp"

#include <algorithm>
#include <utility>

namespace palpate::pairing {

namespace {

using ruleset::ProgrammeRule;
using triage::FlagStatus;

bool flag_present(const triage::Triage& triage, const ruleset::RuleSet& rules,
                  ruleset::LevelIndex level) {
  return std::any_of(triage.flags.begin(), triage.flags.end(), [&](const auto& flag) {
    return flag.status == FlagStatus::present && rules.red_flags[flag.flag].level <= level;
  });
}

bool waits_for(const triage::FlagResult& flag, const intake::Dictionary& dictionary,
               std::optional<intake::Tier> through) {
  if (!through) return true;
  return std::any_of(flag.waits_for.begin(), flag.waits_for.end(), [&](std::uint32_t slot) {
    return dictionary.items[dictionary.item_of_slot(slot)].tier <= *through;
  });
}

bool flag_undetermined(const triage::Triage& triage, const ruleset::RuleSet& rules,
                       const ProgrammeRule& rule) {
  return std::any_of(triage.flags.begin(), triage.flags.end(), [&](const auto& flag) {
    return flag.status == FlagStatus::undetermined &&
           rules.red_flags[flag.flag].level <= *rule.flag_undetermined &&
           waits_for(flag, *rules.dictionary, rule.through);
  });
}

/// An applicable item of that tier, or a more important one, has no answer.
bool open_item(triage::TriageScratch& scratch, intake::Tier tier) {
  const auto& dictionary = *scratch.rule_set().dictionary;
  for (std::uint32_t slot = 0; slot < dictionary.slot_count; ++slot) {
    const auto index = dictionary.item_of_slot(slot);
    const bool open = scratch.slots()[slot].is_null() && scratch.applicable()[index];
    if (open && dictionary.items[index].tier <= tier) return true;
  }
  return false;
}

Result<bool> holds(const ProgrammeRule& rule, const triage::Triage& triage,
                   triage::TriageScratch& scratch) {
  const auto& rules = scratch.rule_set();
  if (rule.level) return triage.disposition.level <= *rule.level;
  if (rule.flag_present) return flag_present(triage, rules, *rule.flag_present);
  if (rule.flag_undetermined) return flag_undetermined(triage, rules, rule);
  if (rule.unanswered) return open_item(scratch, *rule.unanswered);
  if (!rule.definition) return false;
  const auto condition = triage::status(scratch, *rule.definition);
  if (!condition) return condition.error();
  return condition->value_or(rule.unknown_counts);
}

/// A reading that cannot be right, of an item that can worry: the true one may be the worrying one.
bool doubtful_reading(const triage::Triage& triage, const intake::Dictionary& dictionary) {
  return std::any_of(triage.issues.begin(), triage.issues.end(), [&](const intake::Issue& issue) {
    if (issue.kind != intake::Issue::Kind::implausible) return false;
    const auto item = dictionary.find(issue.item);
    return item && !dictionary.items[*item].concerning.empty();
  });
}

Verdict withheld(std::string reason) {
  return {ruleset::Decision::withheld, std::nullopt, std::move(reason), false};
}

}  // namespace

Result<Verdict> decide(const triage::Triage& triage, triage::TriageScratch& scratch) {
  if (triage.contradictory) {
    return withheld("Some answers contradict each other; they must be settled first.");
  }
  if (doubtful_reading(triage, *scratch.rule_set().dictionary)) {
    return withheld("A reading that could worry is not plausible; it must be taken again first.");
  }
  const auto& programme = scratch.rule_set().policy.programme;
  for (std::uint32_t i = 0; i < programme.size(); ++i) {
    const auto applies = holds(programme[i], triage, scratch);
    if (!applies) return applies.error();
    if (*applies) {
      return Verdict{programme[i].decision, i, programme[i].reason, programme[i].provisional};
    }
  }
  return Verdict{};
}

}  // namespace palpate::pairing
