#include "triage/regions.hpp"

#include <algorithm>
#include <optional>

#include "cql/program/reach.hpp"

namespace palpate::triage {

namespace {

using intake::Item;
using intake::ItemType;

std::optional<Decimal> number(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::integer:
    case Value::Kind::long_integer:
      return Decimal::from_integer(value.as_long());
    case Value::Kind::decimal:
    case Value::Kind::quantity:
      return value.as_decimal();
    default:
      return std::nullopt;
  }
}

/// Constant numbers that stand in the same comparison as a slot. Definitions may lie between
/// ("Age" >= 50), so every slot that an operand can reach counts.
void collect_constants(const cql::Program& program, const intake::Dictionary& dictionary,
                       std::vector<std::vector<Decimal>>& constants) {
  for (const auto& node : program.nodes()) {
    const bool compares = node.kind == cql::NodeKind::operation || node.kind == cql::NodeKind::call;
    if (!compares) continue;
    std::vector<Decimal> numbers;
    std::vector<std::uint32_t> slots;
    for (const auto operand : program.operands(node)) {
      if (program.node(operand).kind == cql::NodeKind::constant) {
        if (const auto n = number(program.constant(program.node(operand)))) numbers.push_back(*n);
      } else {
        const auto reached = cql::reachable_slots(program, operand);
        slots.insert(slots.end(), reached.begin(), reached.end());
      }
    }
    for (const auto slot : slots) {
      if (slot < dictionary.slot_count) {
        constants[slot].insert(constants[slot].end(), numbers.begin(), numbers.end());
      }
    }
  }
}

void add_if_plausible(std::vector<Decimal>& out, const std::optional<Decimal>& value,
                      const Item& item) {
  if (!value) return;
  if (item.plausible_min && *value < *item.plausible_min) return;
  if (item.plausible_max && *value > *item.plausible_max) return;
  out.push_back(*value);
}

/// Each constant, one step beside it, and the midpoints between neighbours.
std::vector<Decimal> representatives(std::vector<Decimal> constants, const Item& item) {
  const auto step =
      item.type == ItemType::integer ? Decimal::from_integer(1) : *Decimal::parse("0.5");
  if (item.plausible_min) constants.push_back(*item.plausible_min);
  if (item.plausible_max) constants.push_back(*item.plausible_max);
  if (constants.empty()) constants.push_back(Decimal());
  std::sort(constants.begin(), constants.end());
  constants.erase(std::unique(constants.begin(), constants.end()), constants.end());
  std::vector<Decimal> out;
  for (std::size_t i = 0; i < constants.size(); ++i) {
    add_if_plausible(out, Decimal::subtract(constants[i], step), item);
    add_if_plausible(out, constants[i], item);
    add_if_plausible(out, Decimal::add(constants[i], step), item);
    if (i + 1 == constants.size() || item.type == ItemType::integer) continue;
    const auto sum = Decimal::add(constants[i], constants[i + 1]);
    if (sum) add_if_plausible(out, Decimal::divide(*sum, Decimal::from_integer(2)), item);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Value to_value(const Decimal& number, const Item& item) {
  switch (item.type) {
    case ItemType::integer: {
      const auto whole = number.to_int64();
      return whole ? Value::integer(static_cast<std::int32_t>(*whole)) : Value();
    }
    case ItemType::quantity:
      return Value::quantity(number, *item.parsed_unit);
    default:
      return Value::decimal(number);
  }
}

/// Every single option; for a multiple choice also all that mean something at once.
std::vector<Value> option_values(const Item& item, Arena& arena) {
  std::vector<Value> values;
  std::vector<Value> all;
  for (const auto& option : item.options) {
    const auto text = make_string(option.id, arena);
    values.push_back(item.type == ItemType::choice ? text : make_list(std::span(&text, 1), arena));
    if (option.id != item.none_option) all.push_back(text);
  }
  if (item.type == ItemType::choices && all.size() > 1) values.push_back(make_list(all, arena));
  return values;
}

}  // namespace

Regions::Regions(const ruleset::RuleSet& rule_set) {
  const auto& dictionary = *rule_set.dictionary;
  std::vector<std::vector<Decimal>> constants(dictionary.slot_count);
  collect_constants(*rule_set.program, dictionary, constants);
  values_.resize(dictionary.slot_count);
  for (std::uint32_t slot = 0; slot < dictionary.slot_count; ++slot) {
    const auto& item = dictionary.items[dictionary.item_of_slot(slot)];
    auto& values = values_[slot];
    switch (item.type) {
      case ItemType::boolean:
        values = {Value::boolean(true), Value::boolean(false)};
        break;
      case ItemType::integer:
      case ItemType::decimal:
      case ItemType::quantity:
        for (const auto& n : representatives(std::move(constants[slot]), item)) {
          const auto value = to_value(n, item);
          if (!value.is_null()) values.push_back(value);
        }
        break;
      case ItemType::choice:
      case ItemType::choices:
        values = option_values(item, arena_);
        break;
      case ItemType::date:
      case ItemType::text:
        break;  // nothing compares them with a constant of their own type
    }
  }
}

}  // namespace palpate::triage
