// What is known of the record's elements when compiling: options and units. External interface:
// Checker::check_options and Checker::check_units.
#include <algorithm>
#include <array>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

bool holds_slot(const ContextElement& element, std::uint32_t slot) {
  const std::size_t width = element.type.is(Type::Kind::tuple) ? element.type.elements().size() : 1;
  return slot >= element.slot && slot - element.slot < width;
}

bool same_dimension(const Unit& a, const Unit& b) {
  return a.exponents == b.exponents && a.arbitrary == b.arbitrary;
}

bool compares_units(std::string_view name) {
  constexpr std::array<std::string_view, 13> names = {
      "Equal",          "NotEqual", "Equivalent", "NotEquivalent", "Less", "LessOrEqual", "Greater",
      "GreaterOrEqual", "Add",      "Subtract",   "Interval",      "In",   "Contains"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A number without unit, or an interval or list of such.
bool is_bare_number(const Type& type) {
  if (type.is(Type::Kind::interval) || type.is(Type::Kind::list)) {
    return is_bare_number(type.element());
  }
  return type.is(Type::Kind::integer) || type.is(Type::Kind::long_integer) ||
         type.is(Type::Kind::decimal);
}

bool is_number_literal(const ast::Expression& expression) {
  using Kind = ast::Expression::Kind;
  return expression.kind == Kind::integer_literal || expression.kind == Kind::decimal_literal;
}

/// "a temperature", "an amount of substance"; of what has no name, "measured in mol.m-3".
std::string with_article(const Unit& unit) {
  const std::string name = dimension_name(unit);
  const bool is_word = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz ") == std::string::npos;
  if (!is_word || name.size() < 3) return "measured in " + name;
  const bool vowel = std::string_view("aeiou").find(name.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + name;
}

}  // namespace

// Of a named type the field is one of a class of the data model.
const ContextElement* Checker::element_of_field(const Node& property) const {
  const Program& program = build_->builder().program();
  const Type& owner = program.type(program.node(program.operands(property)[0]));
  const bool is_field = static_cast<PropertyKind>(property.flags) == PropertyKind::field;
  if (!is_field || !owner.is(Type::Kind::named)) return nullptr;
  const ContextClass* found = build_->schema().find_class(owner.name());
  const bool known = found != nullptr && property.payload < found->fields.size();
  return known ? &found->fields[property.payload] : nullptr;
}

const ContextElement* Checker::element_of_slot(std::uint32_t slot) const {
  const auto& elements = build_->schema().elements;
  const auto found =
      std::find_if(elements.begin(), elements.end(),
                   [slot](const ContextElement& element) { return holds_slot(element, slot); });
  return found == elements.end() ? nullptr : &*found;
}

// What a path through a list selects, or a query that returns the last of its lets.
NodeId Checker::selected_by(const Node& query) const {
  const Program& program = build_->builder().program();
  const QueryPlan& plan = program.query(query);
  if (plan.lets.empty() || plan.returns == no_id) return no_id;
  const Node& result = program.node(plan.returns);
  const bool returned = result.kind == NodeKind::local && result.payload == plan.lets.back().local;
  return returned ? plan.lets.back().expression : no_id;
}

// Followed through aliases, paths and definitions that only name an element.
const ContextElement* Checker::element_of(const Typed& expression) const {
  const Program& program = build_->builder().program();
  bool in_this_frame = true;
  NodeId id = expression.node;
  while (id != no_id) {
    const Node& node = program.node(id);
    if (node.kind == NodeKind::slot) return element_of_slot(node.payload);
    if (node.kind == NodeKind::property) return element_of_field(node);
    if (node.kind == NodeKind::local) {
      const bool known = in_this_frame && node.payload < local_elements_.size();
      return known ? local_elements_[node.payload] : nullptr;
    }
    if (node.kind == NodeKind::query) {
      id = selected_by(node);
    } else if (node.kind == NodeKind::definition) {
      id = program.definition(node.payload).root;
      in_this_frame = false;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

void Checker::check_option(const ContextElement& element, const Value& value, Span span) {
  if (value.is(Value::Kind::list)) {
    for (const Value& item : value.items()) check_option(element, item, span);
    return;
  }
  if (!value.is(Value::Kind::string)) return;
  const auto& options = element.options;
  if (std::find(options.begin(), options.end(), value.as_string()) != options.end()) return;
  const std::string text(value.as_string());
  std::string suggestion = did_you_mean(text, {options.begin(), options.end()});
  if (suggestion.empty()) {
    suggestion = "its options are ";
    for (std::size_t i = 0; i < options.size(); ++i) {
      suggestion += (i > 0 ? ", '" : "'") + options[i] + "'";
    }
  }
  fail("CQL0250", span, "'" + element.name + "' has no option '" + text + "'", suggestion);
}

void Checker::check_options(std::span<const Typed> operands, std::span<const Span> spans) {
  const ContextElement* element = nullptr;
  for (const Typed& operand : operands) {
    const ContextElement* candidate = operand.ok() ? element_of(operand) : nullptr;
    if (candidate != nullptr && !candidate->options.empty()) element = candidate;
  }
  if (element == nullptr) return;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!emitter().is_constant(operands[i])) continue;
    const Span here = i < spans.size() ? spans[i] : build_->builder().node(operands[i].node).span;
    check_option(*element, emitter().value_of(operands[i]), here);
  }
}

namespace {

const Unit* unit_of_value(const Value& value) {
  if (value.is(Value::Kind::quantity)) return &value.unit();
  if (!value.is(Value::Kind::interval)) return nullptr;
  const Value& low = value.as_interval().low;
  const Value& high = value.as_interval().high;
  if (low.is(Value::Kind::quantity)) return &low.unit();
  return high.is(Value::Kind::quantity) ? &high.unit() : nullptr;
}

/// Operators whose result is measured as their first operand is.
bool keeps_unit(std::string_view name) {
  return name == "Add" || name == "Subtract" || name == "Negate" || name == "Abs";
}

}  // namespace

// Followed through definitions and sums to what is measured in them.
const Unit* Checker::unit_of(const Typed& expression) {
  const Program& program = build_->builder().program();
  NodeId id = expression.node;
  while (id != no_id) {
    const Node& node = program.node(id);
    if (node.kind == NodeKind::constant) return unit_of_value(program.constant(node));
    if (node.kind == NodeKind::definition) {
      id = program.definition(node.payload).root;
    } else if (node.kind == NodeKind::operation && keeps_unit(program.overload(node).name) &&
               program.type(node).is(Type::Kind::quantity)) {
      id = program.operands(node)[0];
    } else {
      break;
    }
  }
  const ContextElement* element = element_of({id, expression.type});
  if (element == nullptr || element->unit.empty()) return nullptr;
  const auto unit = parse_unit(element->unit, arena());
  return unit ? unit.value() : nullptr;
}

namespace {

/// `value` in `unit`, when that is exact in both directions.
std::optional<Value> converted_exactly(const Value& value, const Unit& unit) {
  if (!value.is(Value::Kind::quantity) || !value.unit().exact || !unit.exact) return std::nullopt;
  const auto there = palpate::convert(value.as_decimal(), value.unit(), unit);
  if (!there) return std::nullopt;
  const auto back = palpate::convert(*there, unit, value.unit());
  if (!back || *back != value.as_decimal()) return std::nullopt;
  return Value::quantity(*there, unit);
}

}  // namespace

bool Checker::check_units(std::string_view name, std::span<Typed> operands,
                          const ast::Expression& expression) {
  if (operands.size() != 2 || !compares_units(name)) return true;
  const Unit* const units[] = {unit_of(operands[0]), unit_of(operands[1])};
  for (std::size_t i = 0; i < 2; ++i) {
    if (units[i] == nullptr || units[i]->is_one() || !is_bare_number(operands[1 - i].type))
      continue;
    const std::string unit(units[i]->code);
    const bool written = expression.operands.size() == 2 &&
                         emitter().is_constant(operands[1 - i]) &&
                         is_number_literal(*expression.operands[1 - i]);
    const std::string number(written ? unit_->source()->text(expression.operands[1 - i]->span)
                                     : "…");
    fail("CQL0260", expression.span, "a number without unit is never " + with_article(*units[i]),
         "write the unit: " + number + " '" + unit + "'");
    return false;
  }
  if (units[0] == nullptr || units[1] == nullptr) return true;
  if (!same_dimension(*units[0], *units[1])) {
    other_dimensions(*units[0], *units[1], expression);
    return false;
  }
  if (name != "Add" && name != "Subtract") {
    take_unit_of(operands[0], operands[1], *units[1]);
    take_unit_of(operands[1], operands[0], *units[0]);
  }
  return true;
}

void Checker::other_dimensions(const Unit& left, const Unit& right,
                               const ast::Expression& expression) {
  const SourceText& source = *unit_->source();
  std::string parts;
  const Unit* const units[] = {&left, &right};
  for (std::size_t i = 0; i < 2; ++i) {
    const bool written = expression.operands.size() == 2;
    const std::string_view text =
        written ? source.text(expression.operands[i]->span) : units[i]->code;
    parts += (i == 0 ? "" : ", ") + std::string(text) + " is " + with_article(*units[i]);
  }
  fail("CQL0260", expression.span, "these are of different dimensions: " + parts);
}

// A constant of another unit than the element's is converted now, so that running compares
// numbers only.
void Checker::take_unit_of(Typed& constant, const Typed& other, const Unit& unit) {
  if (!emitter().is_constant(constant) || emitter().is_constant(other)) return;
  const Value& value = emitter().value_of(constant);
  if (!value.is(Value::Kind::quantity) || same_unit(value.unit(), unit)) return;
  const auto converted = converted_exactly(value, unit);
  if (!converted) return;
  const Span span = build_->builder().node(constant.node).span;
  constant = emitter().constant(*converted, constant.type, place(span));
}

}  // namespace palpate::cql::check
