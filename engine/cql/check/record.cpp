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
  constexpr std::array<std::string_view, 12> names = {
      "Equal",   "NotEqual",       "Equivalent", "NotEquivalent", "Less",     "LessOrEqual",
      "Greater", "GreaterOrEqual", "Add",        "Subtract",      "Interval", "In"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string describe(const Unit& unit, const SourceText& source, Span span) {
  return std::string(source.text(span)) + " is " + dimension_name(unit);
}

}  // namespace

const ContextElement* Checker::element_of_slot(std::uint32_t slot) const {
  const auto& elements = build_->schema().elements;
  const auto found =
      std::find_if(elements.begin(), elements.end(),
                   [slot](const ContextElement& element) { return holds_slot(element, slot); });
  return found == elements.end() ? nullptr : &*found;
}

// Followed through aliases and through definitions that only name an element.
const ContextElement* Checker::element_of(const Typed& expression) const {
  const Program& program = build_->builder().program();
  NodeId id = expression.node;
  while (id != no_id) {
    const Node& node = program.node(id);
    if (node.kind == NodeKind::slot) return element_of_slot(node.payload);
    if (node.kind == NodeKind::local) {
      return node.payload < local_elements_.size() ? local_elements_[node.payload] : nullptr;
    }
    if (node.kind != NodeKind::definition) return nullptr;
    id = program.definition(node.payload).root;
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

const Unit* Checker::unit_of(const Typed& expression) {
  if (!expression.ok()) return nullptr;
  if (emitter().is_constant(expression)) {
    const Value& value = emitter().value_of(expression);
    if (value.is(Value::Kind::quantity)) return &value.unit();
    if (!value.is(Value::Kind::interval)) return nullptr;
    const Value& low = value.as_interval().low;
    const Value& high = value.as_interval().high;
    if (low.is(Value::Kind::quantity)) return &low.unit();
    return high.is(Value::Kind::quantity) ? &high.unit() : nullptr;
  }
  const ContextElement* element = element_of(expression);
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

// A constant of another unit than the element's is converted now, so that running compares
// numbers only.
bool Checker::check_units(std::string_view name, std::span<Typed> operands,
                          const ast::Expression& expression) {
  if (operands.size() != 2 || !compares_units(name)) return true;
  const Unit* const left = unit_of(operands[0]);
  const Unit* const right = unit_of(operands[1]);
  if (left == nullptr || right == nullptr) return true;
  if (!same_dimension(*left, *right)) {
    const SourceText& source = *unit_->source();
    const auto part = [&](std::size_t i, const Unit& unit) {
      const Span span =
          i < expression.operands.size() ? expression.operands[i]->span : expression.span;
      return describe(unit, source, span);
    };
    fail("CQL0260", expression.span,
         "these cannot be compared: " + part(0, *left) + ", " + part(1, *right));
    return false;
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const Unit& other = i == 0 ? *right : *left;
    const Unit& own = i == 0 ? *left : *right;
    if (emitter().is_constant(operands[1 - i]) || !emitter().is_constant(operands[i])) continue;
    if (same_unit(own, other)) continue;
    const auto value = converted_exactly(emitter().value_of(operands[i]), other);
    if (!value) continue;
    const Span span = build_->builder().node(operands[i].node).span;
    operands[i] = emitter().constant(*value, operands[i].type, place(span));
  }
  return true;
}

}  // namespace palpate::cql::check
