// Types and parts of values at run time. External interface: runtime_type.hpp.
#include "cql/program/runtime_type.hpp"

#include <algorithm>

#include "value/bounds.hpp"
#include "value/compare.hpp"

namespace palpate::cql {
namespace {

bool elements_are(std::span<const Value> items, const Type& element) {
  return std::all_of(items.begin(), items.end(), [&element](const Value& item) {
    return item.is_null() || value_is(item, element);
  });
}

bool interval_is(const Value& value, const Type& point) {
  const Value::IntervalData& data = value.as_interval();
  if (data.low.is_null() && data.high.is_null()) {
    return point.is(Type::Kind::any) || data.point == Type::Kind::any || point.is(data.point);
  }
  return (data.low.is_null() || value_is(data.low, point)) &&
         (data.high.is_null() || value_is(data.high, point));
}

bool fields_are(const Value& value, const Type& type) {
  const auto elements = type.elements();
  return std::all_of(elements.begin(), elements.end(), [&value](const Type::Element& element) {
    const Value field = value.field(element.name);
    return field.is_null() || value_is(field, element.type);
  });
}

/// Fields are read by their place, so that they must be in the type's order.
bool instance_is(const Value& value, const Type& type) {
  const auto names = value.shape().names;
  const auto elements = type.elements();
  return value.shape().type_name == type.name() &&
         std::equal(names.begin(), names.end(), elements.begin(), elements.end(),
                    [](std::string_view name, const Type::Element& element) {
                      return name == element.name;
                    }) &&
         fields_are(value, type);
}

bool structured_is(const Value& value, const Type& type) {
  if (!value.is(Value::Kind::tuple)) return false;
  const std::string_view name = value.shape().type_name;
  switch (type.kind()) {
    case Type::Kind::ratio:
      return name == "Ratio";
    case Type::Kind::code:
      return name == "Code";
    case Type::Kind::concept_:
      return name == "Concept";
    case Type::Kind::value_set:
      return name == "ValueSet";
    case Type::Kind::code_system:
      return name == "CodeSystem";
    case Type::Kind::vocabulary:
      return name == "ValueSet" || name == "CodeSystem" || name == "Vocabulary";
    case Type::Kind::named:
      return instance_is(value, type);
    default:
      return name.empty() && fields_are(value, type);
  }
}

bool is_one_of(const Value& value, const Type& choice) {
  const auto members = choice.members();
  return std::any_of(members.begin(), members.end(),
                     [&value](const Type& member) { return value_is(value, member); });
}

}  // namespace

bool value_is(const Value& value, const Type& type) {
  if (value.is_null()) return false;
  switch (type.kind()) {
    case Type::Kind::any:
    case Type::Kind::variable:
      return true;
    case Type::Kind::boolean:
      return value.is(Value::Kind::boolean);
    case Type::Kind::integer:
      return value.is(Value::Kind::integer) || value.is(Value::Kind::uncertain);
    case Type::Kind::long_integer:
      return value.is(Value::Kind::long_integer);
    case Type::Kind::decimal:
      return value.is(Value::Kind::decimal);
    case Type::Kind::string:
      return value.is(Value::Kind::string);
    case Type::Kind::date:
      return value.is(Value::Kind::date);
    case Type::Kind::date_time:
      return value.is(Value::Kind::date_time);
    case Type::Kind::time:
      return value.is(Value::Kind::time);
    case Type::Kind::quantity:
      return value.is(Value::Kind::quantity);
    case Type::Kind::list:
      return value.is(Value::Kind::list) && elements_are(value.items(), type.element());
    case Type::Kind::interval:
      return value.is(Value::Kind::interval) && interval_is(value, type.element());
    case Type::Kind::choice:
      return is_one_of(value, type);
    case Type::Kind::ratio:
    case Type::Kind::code:
    case Type::Kind::concept_:
    case Type::Kind::value_set:
    case Type::Kind::code_system:
    case Type::Kind::vocabulary:
    case Type::Kind::tuple:
    case Type::Kind::named:
      return structured_is(value, type);
  }
  return false;
}

bool is_valid_interval(const Value::IntervalData& data, const CompareContext& context) {
  if (data.low.is_null() || data.high.is_null()) return true;
  const std::optional<int> relation = order(data.low, data.high, context);
  if (!relation) return true;
  if (*relation >= 0) return *relation == 0 && data.low_closed && data.high_closed;
  if (data.low_closed || data.high_closed) return true;
  const std::optional<int> first_to_end = order(start_of(data), data.high, context);
  return !first_to_end || *first_to_end < 0;
}

std::optional<PropertyKind> system_property_kind(Type::Kind type, std::string_view name) {
  if (type == Type::Kind::quantity) {
    if (name == "value") return PropertyKind::value;
    if (name == "unit") return PropertyKind::unit;
  }
  if (type == Type::Kind::interval) {
    if (name == "low") return PropertyKind::low;
    if (name == "high") return PropertyKind::high;
    if (name == "lowClosed") return PropertyKind::low_closed;
    if (name == "highClosed") return PropertyKind::high_closed;
  }
  return std::nullopt;
}

Value system_property(const Value& value, PropertyKind kind) {
  if (value.is(Value::Kind::quantity)) {
    if (kind == PropertyKind::value) return Value::decimal(value.as_decimal());
    if (kind == PropertyKind::unit) return Value::string(value.unit().code);
    return Value();
  }
  if (!value.is(Value::Kind::interval)) return Value();
  const Value::IntervalData& data = value.as_interval();
  switch (kind) {
    case PropertyKind::low:
      return data.low;
    case PropertyKind::high:
      return data.high;
    case PropertyKind::low_closed:
      return Value::boolean(data.low_closed);
    case PropertyKind::high_closed:
      return Value::boolean(data.high_closed);
    default:
      return Value();
  }
}

Value property_by_name(const Value& value, std::string_view name) {
  if (value.is(Value::Kind::tuple)) return value.field(name);
  const auto type = value.is(Value::Kind::quantity) ? Type::Kind::quantity : Type::Kind::interval;
  const auto kind = system_property_kind(type, name);
  return kind ? system_property(value, *kind) : Value();
}

}  // namespace palpate::cql
