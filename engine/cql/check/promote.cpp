// Implicit conversions as operations of a Program. External interface: promote.hpp.
#include "cql/check/promote.hpp"

#include <algorithm>
#include <vector>

#include "cql/check/conversion.hpp"
#include "cql/operators/table.hpp"
#include "cql/program/runtime_type.hpp"

namespace palpate::cql::check {
namespace {

std::string_view conversion_name(Type::Kind to) {
  switch (to) {
    case Type::Kind::long_integer:
      return "ToLong";
    case Type::Kind::decimal:
      return "ToDecimal";
    case Type::Kind::quantity:
      return "ToQuantity";
    case Type::Kind::date_time:
      return "ToDateTime";
    case Type::Kind::concept_:
      return "ToConcept";
    default:
      return "Convert";
  }
}

struct ConversionOperation {
  Type::Kind from;
  Type::Kind to;
  OverloadDeclaration declaration;
};

std::vector<ConversionOperation> make_operations() {
  std::vector<ConversionOperation> all;
  for (const Conversion& conversion : conversions()) {
    if (!conversion.implicit || conversion.function == nullptr) continue;
    OverloadDeclaration declaration;
    declaration.name = conversion_name(conversion.to);
    declaration.function = conversion.function;
    declaration.anchor = "implicit-conversions";
    all.push_back({conversion.from, conversion.to, declaration});
  }
  return all;
}

Type::Kind type_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean:
      return Type::Kind::boolean;
    case Value::Kind::integer:
    case Value::Kind::uncertain:
      return Type::Kind::integer;
    case Value::Kind::long_integer:
      return Type::Kind::long_integer;
    case Value::Kind::decimal:
      return Type::Kind::decimal;
    case Value::Kind::string:
      return Type::Kind::string;
    case Value::Kind::date:
      return Type::Kind::date;
    case Value::Kind::date_time:
      return Type::Kind::date_time;
    case Value::Kind::time:
      return Type::Kind::time;
    case Value::Kind::quantity:
      return Type::Kind::quantity;
    case Value::Kind::list:
      return Type::Kind::list;
    case Value::Kind::interval:
      return Type::Kind::interval;
    case Value::Kind::tuple: {
      const auto [type, known] = system_type(value.shape().type_name);
      return known ? type.kind() : Type::Kind::tuple;
    }
    case Value::Kind::null:
      break;
  }
  return Type::Kind::any;
}

Value promote(const Value& value, const Type& target, Session& session);

Value promote_list(const Value& value, const Type& element, Session& session) {
  std::pmr::vector<Value> items(&session.arena());
  items.reserve(value.items().size());
  for (const Value& item : value.items()) items.push_back(promote(item, element, session));
  return make_list(items, session.arena());
}

Value promote_interval(const Value& value, const Type& point, Session& session) {
  Value::IntervalData data = value.as_interval();
  data.low = promote(data.low, point, session);
  data.high = promote(data.high, point, session);
  data.point = point.kind();
  return make_interval(data, session.arena());
}

Value promote_tuple(const Value& value, const Type& target, Session& session) {
  std::pmr::vector<std::string_view> names(&session.arena());
  std::pmr::vector<Value> fields(&session.arena());
  for (const Type::Element& element : target.elements()) {
    names.push_back(make_string(element.name, session.arena()).as_string());
    fields.push_back(promote(value.field(element.name), element.type, session));
  }
  return palpate::make_tuple(make_shape({}, names, session.arena()), fields, session.arena());
}

Value promote_to_choice(const Value& value, const Type& choice, Session& session) {
  if (value_is(value, choice)) return value;
  for (const Type& member : choice.members()) {
    const Value promoted = promote(value, member, session);
    if (!promoted.is_null()) return promoted;
  }
  return Value();
}

Value promote_simple(const Value& value, const Type& target, Session& session) {
  if (value_is(value, target)) return value;
  const OverloadDeclaration* operation = conversion_operation(type_of(value), target.kind());
  if (operation == nullptr) return Value();
  const Value operands[] = {value};
  return operation->function({operands, Precision::none, session, target});
}

Value promote(const Value& value, const Type& target, Session& session) {
  if (value.is_null() || target.is(Type::Kind::any)) return value;
  if (target.is(Type::Kind::choice)) return promote_to_choice(value, target, session);
  if (target.is(Type::Kind::list) && value.is(Value::Kind::list)) {
    return promote_list(value, target.element(), session);
  }
  if (target.is(Type::Kind::interval) && value.is(Value::Kind::interval)) {
    return promote_interval(value, target.element(), session);
  }
  if (target.is(Type::Kind::tuple) && value.is(Value::Kind::tuple)) {
    return promote_tuple(value, target, session);
  }
  return promote_simple(value, target, session);
}

Value run_promote(const Invocation& call) {
  return promote(call.operands[0], call.result, call.session);
}

}  // namespace

const OverloadDeclaration* conversion_operation(Type::Kind from, Type::Kind to) {
  static const std::vector<ConversionOperation> operations = make_operations();
  const auto found = std::find_if(operations.begin(), operations.end(),
                                  [from, to](const ConversionOperation& candidate) {
                                    return candidate.from == from && candidate.to == to;
                                  });
  return found == operations.end() ? nullptr : &found->declaration;
}

const OverloadDeclaration& promote_operation() {
  static constexpr OverloadDeclaration declaration = {
      "Promote", "Any -> Any", NullRule::propagates, run_promote, false, "implicit-conversions"};
  return declaration;
}

}  // namespace palpate::cql::check
