// Lists, tuples, intervals and instances of system types. External interface: the Checker
// functions named …_selector and instance.
#include <algorithm>
#include <set>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

const Type& string_type() {
  static const Type type = Type::simple(Type::Kind::string);
  return type;
}

/// Quantity { value: …, unit: … } whose parts are known when running only.
Value make_quantity(const Invocation& call) {
  const Value& number = call.operands[0];
  if (!number.is(Value::Kind::decimal)) return Value();
  const auto unit = parse_unit(call.operands[1].as_string(), call.session.arena());
  if (unit) return Value::quantity(number.as_decimal(), *unit.value());
  call.session.fail(unit.error().message);
  return Value();
}

constexpr OverloadDeclaration quantity_selector = {
    "Quantity", "Decimal, String -> Quantity", NullRule::propagates, make_quantity, false,
    "quantity"};

Type field_type(const Type& type, std::string_view name) {
  if (type.is(Type::Kind::named)) return *type.find_element(name);
  if (type.is(Type::Kind::ratio)) return Type::simple(Type::Kind::quantity);
  if (type.is(Type::Kind::concept_) && name == "codes") {
    return Type::list(Type::simple(Type::Kind::code));
  }
  return string_type();
}

}  // namespace

Typed Checker::list_selector(const ast::Expression& expression) {
  std::vector<Typed> items = check_each(expression.operands);
  for (const Typed& item : items) {
    if (!item.ok()) return {};
  }
  Type element = common_of(items);
  if (expression.type) {
    const auto declared = type_of(*expression.type);
    if (!declared) return {};
    element = *declared;
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i] = expect(items[i], element, expression.operands[i]->span, "an element of this list");
    if (!items[i].ok()) return {};
  }
  return emitter().list(items, element, place(expression.span));
}

bool Checker::unique_fields(const ast::Expression& expression) {
  std::set<std::string_view> seen;
  for (const auto& field : expression.fields) {
    if (seen.insert(field.first.text).second) continue;
    fail("CQL0226", field.first.span, "'" + field.first.text + "' is given twice");
    return false;
  }
  return true;
}

Typed Checker::tuple_selector(const ast::Expression& expression) {
  if (!unique_fields(expression)) return {};
  std::vector<std::pair<std::string_view, Typed>> fields;
  for (const auto& field : expression.fields) {
    fields.emplace_back(field.first.text, check(*field.second));
    if (!fields.back().second.ok()) return {};
  }
  return tuple_of(std::move(fields), expression.span);
}

Typed Checker::tuple_of(std::vector<std::pair<std::string_view, Typed>> fields, Span span) {
  std::sort(fields.begin(), fields.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Type::Element> elements;
  std::vector<std::string_view> names;
  std::vector<Typed> values;
  for (const auto& field : fields) {
    elements.push_back({std::string(field.first), field.second.type});
    names.push_back(make_string(field.first, arena()).as_string());
    values.push_back(field.second);
  }
  return emitter().tuple(Type::tuple(std::move(elements)), make_shape({}, names, arena()), values,
                         place(span));
}

Typed Checker::interval_selector(const ast::Expression& expression) {
  std::vector<Typed> ends = check_each(expression.operands);
  if (ends.size() != 2 || !ends[0].ok() || !ends[1].ok()) return {};
  if (!check_units("Interval", ends, expression)) return {};
  const auto point = common_type(ends[0].type, ends[1].type);
  if (!point) {
    return fail("CQL0220", expression.span,
                "the ends of an interval must be of one type, not " + list_types(ends));
  }
  // Without any type the ends say nothing, not even of what it would be an interval.
  if (is_null_type(*point)) {
    return emitter().constant(Value(), Type::interval(null_type()), place(expression.span));
  }
  for (Typed& end : ends) end = emitter().convert(end, *point, place(expression.span));
  const auto closed =
      static_cast<std::uint8_t>((expression.low_closed ? interval_low_closed : 0) |
                                (expression.high_closed ? interval_high_closed : 0));
  return emitter().interval(ends[0], ends[1], *point, closed, place(expression.span));
}

const TupleShape* Checker::shape_of(const Type& type) {
  switch (type.kind()) {
    case Type::Kind::code:
      return &code_shape();
    case Type::Kind::concept_:
      return &concept_shape();
    case Type::Kind::ratio:
      return &ratio_shape();
    case Type::Kind::value_set:
      return &value_set_shape();
    case Type::Kind::code_system:
      return &code_system_shape();
    case Type::Kind::named: {
      std::vector<std::string_view> names;
      for (const Type::Element& field : type.elements()) names.push_back(field.name);
      return &make_shape(type.name(), names, arena());
    }
    default:
      return nullptr;
  }
}

Typed Checker::structured(const Type& type,
                          std::span<const std::pair<std::string_view, Typed>> fields, Span span) {
  const TupleShape* shape = shape_of(type);
  if (shape == nullptr) return {};
  const auto find_field = [&fields](std::string_view name) {
    return std::find_if(fields.begin(), fields.end(),
                        [name](const auto& field) { return field.first == name; });
  };
  std::vector<Typed> values;
  for (const std::string_view name : shape->names) {
    const auto found = find_field(name);
    const Type wanted = field_type(type, name);
    Typed value =
        found == fields.end() ? emitter().constant(Value(), wanted, place(span)) : found->second;
    const bool one_code = type.is(Type::Kind::concept_) && value.type.is(Type::Kind::code);
    if (wanted.is(Type::Kind::list) && one_code) {
      value = emitter().list({&value, 1}, wanted.element(), place(span));
    }
    values.push_back(expect(value, wanted, span, "'" + std::string(name) + "'"));
    if (!values.back().ok()) return {};
  }
  return emitter().tuple(type, *shape, values, place(span));
}

Typed Checker::code_selector(const ast::Expression& expression) {
  const auto text = [this, &expression](std::string_view value) {
    return emitter().constant(make_string(value, arena()), string_type(), place(expression.span));
  };
  std::vector<std::pair<std::string_view, Typed>> fields = {{"code", text(expression.text)}};
  if (!expression.unit.empty()) fields.emplace_back("display", text(expression.unit));
  if (!expression.operands.empty()) {
    const Typed system = check(*expression.operands.front());
    if (!system.ok()) return {};
    fields.emplace_back("system", system.type.is(Type::Kind::string)
                                      ? system
                                      : property_of(system, "id", expression.span,
                                                    expression.operands.front()->span));
  }
  return structured(Type::simple(Type::Kind::code), fields, expression.span);
}

Typed Checker::concept_selector(const ast::Expression& expression) {
  const std::vector<Typed> codes = check_each(expression.operands);
  for (const Typed& code : codes) {
    if (!code.ok()) return {};
  }
  std::vector<std::pair<std::string_view, Typed>> fields = {
      {"codes", emitter().list(codes, Type::simple(Type::Kind::code), place(expression.span))}};
  if (!expression.text.empty()) {
    fields.emplace_back("display", emitter().constant(make_string(expression.text, arena()),
                                                      string_type(), place(expression.span)));
  }
  return structured(Type::simple(Type::Kind::concept_), fields, expression.span);
}

Typed Checker::instance(const ast::Expression& expression) {
  if (!expression.type || !unique_fields(expression)) return {};
  const auto type = type_of(*expression.type);
  if (!type) return {};
  if (type->is(Type::Kind::quantity)) return quantity_instance(expression);
  const TupleShape* shape = shape_of(*type);
  if (shape == nullptr) {
    return fail("CQL0227", expression.span, "a " + type->to_string() + " is not written this way");
  }
  std::vector<std::pair<std::string_view, Typed>> fields;
  for (const auto& field : expression.fields) {
    if (std::find(shape->names.begin(), shape->names.end(), field.first.text) ==
        shape->names.end()) {
      return fail("CQL0212", field.first.span,
                  type->to_string() + " has no element '" + field.first.text + "'",
                  did_you_mean(field.first.text, {shape->names.begin(), shape->names.end()}));
    }
    fields.emplace_back(field.first.text, check(*field.second));
    if (!fields.back().second.ok()) return {};
  }
  return structured(*type, fields, expression.span);
}

Typed Checker::quantity_instance(const ast::Expression& expression) {
  const Place here = place(expression.span);
  Typed number = emitter().constant(Value(), Type::simple(Type::Kind::decimal), here);
  Typed unit = emitter().constant(Value::string("1"), string_type(), here);
  for (const auto& field : expression.fields) {
    const Span span = field.first.span;
    if (field.first.text == "value") {
      number = expect(check(*field.second), Type::simple(Type::Kind::decimal), span, "'value'");
    } else if (field.first.text == "unit") {
      unit = expect(check(*field.second), string_type(), span, "'unit'");
    } else {
      return fail("CQL0212", span, "Quantity has no element '" + field.first.text + "'",
                  did_you_mean(field.first.text, {"value", "unit"}));
    }
  }
  const Typed operands[] = {number, unit};
  if (!number.ok() || !unit.ok()) return {};
  return emitter().operation(quantity_selector, operands, Type::simple(Type::Kind::quantity), here);
}

}  // namespace palpate::cql::check
