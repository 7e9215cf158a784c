// The dictionary alone → a profile: what is known of each type, its range and its options.
#include <algorithm>

#include "cql/program/reach.hpp"
#include "generate/number.hpp"
#include "generate/profile.hpp"
#include "ruleset/dependency_order.hpp"
#include "value/calendar.hpp"

namespace palpate::generate {

namespace {

using intake::Item;
using intake::ItemType;

constexpr Chance usual_yes = certain / 10;
constexpr Chance usual_option = certain / 4;
constexpr std::array<Chance, 3> usual_missing = {certain / 50, certain / 10, certain / 2};

std::int64_t day(std::int64_t year, int month, int day_of_month) {
  return calendar::days_of({year, month, day_of_month});
}

bool worries(const Item& item, std::string_view answer) {
  return std::find(item.concerning.begin(), item.concerning.end(), answer) != item.concerning.end();
}

std::vector<Chance> even_options(const Item& item) {
  std::vector<Chance> chances;
  const auto count = static_cast<std::uint32_t>(item.options.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const bool none = item.options[i].id == item.none_option;
    chances.push_back(item.type == ItemType::choice ? certain / count * (i + 1)
                      : none                        ? 0
                                                    : usual_option);
  }
  if (item.type == ItemType::choice) chances.back() = certain;
  return chances;
}

Distribution default_distribution(const Item& item) {
  Distribution usual;
  switch (item.type) {
    case ItemType::boolean:
      usual.chance = worries(item, "false") ? certain - usual_yes : usual_yes;
      break;
    case ItemType::integer:
    case ItemType::decimal:
    case ItemType::quantity:
      usual.number = default_number(item);
      break;
    case ItemType::choice:
    case ItemType::choices:
      usual.options = even_options(item);
      break;
    case ItemType::date:
      usual.first_day = day(1930, 1, 1);
      usual.days = static_cast<std::uint32_t>(day(2010, 1, 1) - usual.first_day);
      break;
    case ItemType::text:
      usual.silent = true;
      break;
  }
  return usual;
}

/// Items that deciding `definition` may look at.
void add_items(const ruleset::RuleSet& rules, std::optional<cql::DefinitionId> definition,
               std::vector<std::uint32_t>& needs) {
  if (!definition) return;
  const auto root = rules.program->definition(*definition).root;
  for (const auto slot : cql::reachable_slots(*rules.program, root)) {
    needs.push_back(rules.dictionary->item_of_slot(slot));
  }
}

}  // namespace

std::vector<intake::ItemIndex> set_order(Profile& profile, const ruleset::RuleSet& rules) {
  std::vector<std::vector<std::uint32_t>> needs(profile.items.size());
  for (std::size_t i = 0; i < needs.size(); ++i) {
    add_items(rules, rules.item_logic[i].applies, needs[i]);
    add_items(rules, rules.item_logic[i].derived, needs[i]);
    for (const auto& dependency : profile.items[i].given) {
      needs[i].push_back(dependency.condition.item);
    }
  }
  auto ordered = ruleset::dependency_order(needs);
  profile.order = std::move(ordered.order);
  return ordered.cycles.empty() ? std::vector<intake::ItemIndex>() : ordered.cycles.front();
}

Profile default_profile(const ruleset::RuleSet& rules) {
  Profile profile;
  for (const auto& item : rules.dictionary->items) {
    ItemProfile entry;
    entry.usual = default_distribution(item);
    entry.missing = usual_missing[static_cast<std::size_t>(item.tier)];
    profile.items.push_back(std::move(entry));
  }
  profile.missing_as.fill(certain);
  profile.first_day = day(2025, 1, 1);
  profile.days = 365;
  set_order(profile, rules);
  return profile;
}

}  // namespace palpate::generate
