#include "cli/compound.hpp"

#include <algorithm>
#include <optional>

#include "base/one_line.hpp"
#include "cql/program/shipped_function.hpp"

namespace palpate::cli {

namespace {

using cql::NodeId;
using cql::NodeKind;
using cql::Program;
using cql::ShippedFunction;

/// The elements of a list that is written out, or that a definition names.
std::optional<std::span<const NodeId>> elements(const Program& program, NodeId id) {
  const auto& node = program.node(id);
  if (node.kind == NodeKind::list) return program.operands(node);
  if (node.kind != NodeKind::definition) return std::nullopt;
  return elements(program, program.definition(node.payload).root);
}

/// A call of the shipped library that counts conditions, and what it counts.
struct Counting {
  ShippedFunction function = ShippedFunction::other;
  std::uint32_t number = 1;
  std::span<const NodeId> conditions;
};

std::optional<Counting> counting(const Program& program, const cql::Node& node) {
  if (node.kind != NodeKind::call) return std::nullopt;
  const auto& function = program.function(node.payload);
  const auto arguments = program.operands(node);
  Counting out{cql::shipped_function(function), 1, {}};
  if (out.function == ShippedFunction::at_least) {
    const auto& number = program.node(arguments.front());
    if (number.kind != NodeKind::constant) return std::nullopt;
    const auto& value = program.constant(number);
    if (!value.is(Value::Kind::integer)) return std::nullopt;
    out.number = static_cast<std::uint32_t>(std::max<std::int64_t>(value.as_integer(), 0));
  } else if (out.function != ShippedFunction::any_of && out.function != ShippedFunction::all_of) {
    return std::nullopt;
  }
  const auto list = elements(program, arguments.back());
  if (!list) return std::nullopt;
  out.conditions = *list;
  return out;
}

/// Boolean expressions under `root` that are part of no other.
void collect(const Program& program, NodeId root, std::vector<Compound>& out) {
  const auto& node = program.node(root);
  if (program.type(node).is(Type::Kind::boolean)) {
    out.emplace_back(program, root);
  } else if (node.kind == NodeKind::tuple) {
    for (const auto field : program.operands(node)) collect(program, field, out);
  }
}

}  // namespace

Compound::Compound(const Program& program, NodeId root) : root_(root) { add(program, root); }

std::size_t Compound::add_part(NodeId id) {
  Step step;
  step.number = static_cast<std::uint32_t>(parts_.size());
  parts_.push_back(id);
  steps_.push_back(std::move(step));
  return steps_.size() - 1;
}

std::size_t Compound::add_step(const Program& program, Joint joint, std::uint32_t number,
                               std::span<const NodeId> operands) {
  Step step{joint, number, {}};
  for (const auto operand : operands) step.operands.push_back(add(program, operand));
  steps_.push_back(std::move(step));
  return steps_.size() - 1;
}

std::size_t Compound::add(const Program& program, NodeId id) {
  const auto& node = program.node(id);
  const auto operands = program.operands(node);
  switch (node.kind) {
    case NodeKind::conjunction:
      return add_step(program, Joint::both, 0, operands);
    case NodeKind::disjunction:
      return add_step(program, Joint::either, 0, operands);
    case NodeKind::implication:
      return add_step(program, Joint::implies, 0, operands);
    case NodeKind::operation:
      if (program.overload(node).name != "Not") return add_part(id);
      return add_step(program, Joint::negated, 0, operands);
    default:
      break;
  }
  const auto counted = counting(program, node);
  if (!counted) return add_part(id);
  const auto joint = counted->function == ShippedFunction::all_of ? Joint::all_of : Joint::at_least;
  return add_step(program, joint, counted->number, counted->conditions);
}

Truth Compound::combine(std::span<const Truth> parts) const {
  return combine(steps_.size() - 1, parts);
}

Truth Compound::count(const Step& step, std::span<const Truth> parts) const {
  std::size_t yes = 0;
  std::size_t possible = 0;
  for (const auto operand : step.operands) {
    const auto outcome = combine(operand, parts);
    yes += outcome == Truth::yes ? 1U : 0U;
    possible += outcome != Truth::no ? 1U : 0U;
  }
  const auto needed = step.joint == Joint::either     ? 1U
                      : step.joint == Joint::at_least ? step.number
                                                      : step.operands.size();
  if (yes >= needed) return Truth::yes;
  return possible < needed ? Truth::no : Truth::unknown;
}

Truth Compound::combine(std::size_t index, std::span<const Truth> parts) const {
  const auto& step = steps_[index];
  switch (step.joint) {
    case Joint::part:
      return parts[step.number];
    case Joint::negated:
      return cql::opposite(combine(step.operands[0], parts));
    case Joint::implies: {
      const auto first = combine(step.operands[0], parts);
      const auto second = combine(step.operands[1], parts);
      if (first == Truth::no || second == Truth::yes) return Truth::yes;
      if (first == Truth::yes) return second;
      return Truth::unknown;
    }
    default:
      return count(step, parts);
  }
}

std::vector<Compound> compounds_of(const Program& program) {
  std::vector<Compound> out;
  for (const auto& definition : program.definitions()) {
    if (definition.library != cql::shipped_library) collect(program, definition.root, out);
  }
  return out;
}

std::string text_of(const Program& program, NodeId id) {
  const auto& node = program.node(id);
  return on_one_line(program.source(node)->text(node.span));
}

std::string place_of(const Program& program, NodeId id) {
  const auto& node = program.node(id);
  const auto& source = program.source(node);
  const auto place = source->position(node.span.begin);
  return source->name() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

}  // namespace palpate::cli
