#include "intake/dictionary.hpp"

namespace palpate::intake {

std::string_view to_string(Tier tier) {
  switch (tier) {
    case Tier::must_ask:
      return "must-ask";
    case Tier::should_ask:
      return "should-ask";
    case Tier::optional:
      return "optional";
  }
  return {};
}

std::string_view to_string(AskedOf asked_of) {
  switch (asked_of) {
    case AskedOf::patient:
      return "patient";
    case AskedOf::clinician:
      return "clinician";
    case AskedOf::record:
      return "record";
  }
  return {};
}

std::string_view to_string(ItemType type) {
  switch (type) {
    case ItemType::boolean:
      return "boolean";
    case ItemType::integer:
      return "integer";
    case ItemType::decimal:
      return "decimal";
    case ItemType::quantity:
      return "quantity";
    case ItemType::choice:
      return "choice";
    case ItemType::choices:
      return "choices";
    case ItemType::date:
      return "date";
    case ItemType::text:
      return "text";
  }
  return {};
}

std::optional<ItemIndex> Dictionary::find(std::string_view item_id) const {
  const auto found = by_id_.find(item_id);
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

std::string_view Dictionary::side_of_slot(std::uint32_t slot) const {
  const auto& item = items[item_of_slot(slot)];
  if (!item.sided) return {};
  return slot == item.slot ? "left" : "right";
}

namespace {

Type leaf_type(ItemType type) {
  switch (type) {
    case ItemType::boolean:
      return Type::simple(Type::Kind::boolean);
    case ItemType::integer:
      return Type::simple(Type::Kind::integer);
    case ItemType::decimal:
      return Type::simple(Type::Kind::decimal);
    case ItemType::quantity:
      return Type::simple(Type::Kind::quantity);
    case ItemType::choices:
      return Type::list(Type::simple(Type::Kind::string));
    case ItemType::date:
      return Type::simple(Type::Kind::date);
    case ItemType::choice:
    case ItemType::text:
      return Type::simple(Type::Kind::string);
  }
  return {};
}

}  // namespace

Type Dictionary::type_of(const Item& item, bool leaf) const {
  const auto type = leaf_type(item.type);
  if (!item.sided || leaf) return type;
  return Type::tuple({{"left", type}, {"right", type}});
}

}  // namespace palpate::intake
