#include "triage/explain.hpp"

#include <algorithm>
#include <string>

#include "base/one_line.hpp"
#include "cql/program/reach.hpp"
#include "cql/program/shipped_function.hpp"
#include "value/print.hpp"

// From the value of a definition to the answers, or missing answers, that decided it. Evaluates
// sub-conditions again on demand instead of recording a trace: evaluation then costs nothing
// extra, and an explanation needs only the few nodes on its way.
namespace palpate::triage {

namespace {

using cql::NodeId;
using cql::NodeKind;

bool same_truth(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  return a.is(Value::Kind::boolean) && b.is(Value::Kind::boolean) &&
         a.as_boolean() == b.as_boolean();
}

class Walker {
 public:
  Walker(cql::Scratch& scratch, std::span<const Value> slots)
      : scratch_(scratch), program_(scratch.program()), slots_(slots) {}

  void definition(cql::DefinitionId id, Side side) {
    const auto before = rule_;
    rule_ = id;
    const auto root = program_.definition(id).root;
    if (side == Side::none) {
      walk(root);
    } else {
      walk_side(root, side);
    }
    rule_ = before;
  }

  void node(NodeId id) { walk(id); }

  std::vector<Deciding> take() { return std::move(found_); }

 private:
  Value value(NodeId id) {
    auto result = scratch_.node(id);
    return result ? *result : Value();
  }

  void walk(NodeId id) {
    const auto& node = program_.node(id);
    switch (node.kind) {
      case NodeKind::constant:
        return;
      case NodeKind::definition:
        return definition(node.payload, Side::none);
      case NodeKind::conjunction:
        return walk_junction(id, Value::boolean(false));
      case NodeKind::disjunction:
        return walk_junction(id, Value::boolean(true));
      case NodeKind::implication:
        return walk_implication(id);
      case NodeKind::conditional:
        return walk_conditional(id);
      case NodeKind::selection:
        return walk_selection(id);
      case NodeKind::call:
        return walk_call(id);
      case NodeKind::property:
        return walk_property(id);
      case NodeKind::operation:
        if (program_.overload(node).name == "Not") return walk(program_.operands(node)[0]);
        return leaf(id);
      default:
        return leaf(id);
    }
  }

  /// `deciding_value` alone settles the junction; without it every operand had a say.
  void walk_junction(NodeId id, const Value& deciding_value) {
    const auto result = value(id);
    const bool settled_by_one = same_truth(result, deciding_value);
    for (const auto operand : program_.operands(program_.node(id))) {
      const auto v = value(operand);
      const bool decided = settled_by_one || result.is_null() ? same_truth(v, result) : true;
      if (decided) walk(operand);
    }
  }

  void walk_implication(NodeId id) {
    const auto result = value(id);
    const auto operands = program_.operands(program_.node(id));
    const auto premise = value(operands[0]);
    const auto conclusion = value(operands[1]);
    if (result.is_null()) {
      if (premise.is_null()) walk(operands[0]);
      if (conclusion.is_null()) walk(operands[1]);
    } else if (result.is_true()) {
      if (premise.is_false()) walk(operands[0]);
      if (conclusion.is_true()) walk(operands[1]);
    } else {
      walk(operands[0]);
      walk(operands[1]);
    }
  }

  void walk_conditional(NodeId id) {
    const auto operands = program_.operands(program_.node(id));
    walk_branch(operands[0], operands[1], operands[2], value(id).is_null());
  }

  /// What is unknown waits for the condition, or for the branch that the condition chose. A branch
  /// that is the literal null (`if x is null then null else …`) waits for what the guard asked.
  void walk_branch(NodeId condition, NodeId then, NodeId otherwise, bool unknown) {
    const auto chosen = value(condition);
    const auto branch = chosen.is_true() ? then : otherwise;
    if (!unknown || chosen.is_null()) walk(condition);
    if (unknown && chosen.is_null()) return;
    if (unknown && program_.node(branch).kind == NodeKind::constant) {
      missing(condition);
    } else {
      walk(branch);
    }
  }

  void walk_selection(NodeId id) {
    const auto operands = program_.operands(program_.node(id));
    const bool unknown = value(id).is_null();
    std::size_t i = 0;
    for (; i + 1 < operands.size(); i += 2) {
      const bool chosen = value(operands[i]).is_true();
      if (!unknown) walk(operands[i]);
      if (unknown) missing(operands[i]);
      if (chosen) return walk(operands[i + 1]);
    }
    if (i < operands.size()) walk(operands[i]);
  }

  /// A function over a list of conditions (AtLeast, AnyOf …): the conditions whose truth is the
  /// result's. Any other call is a leaf.
  void walk_call(NodeId id) {
    const auto result = value(id);
    const auto& function = program_.function(program_.node(id).payload);
    if (cql::shipped_function(function) == cql::ShippedFunction::select) {
      const auto operands = program_.operands(program_.node(id));
      return walk_branch(operands[0], operands[1], operands[2], result.is_null());
    }
    bool found = false;
    const auto rule_before = rule_;
    for (const auto operand : program_.operands(program_.node(id))) {
      rule_ = rule_before;
      const auto& argument = program_.node(through_definitions(operand));
      const auto& type = program_.type(argument);
      if (argument.kind != NodeKind::list || !type.is(Type::Kind::list) ||
          !type.element().is(Type::Kind::boolean)) {
        continue;
      }
      found = true;
      for (const auto condition : program_.operands(argument)) {
        if (same_truth(value(condition), result)) walk(condition);
      }
    }
    rule_ = rule_before;
    if (!found) leaf(id);
  }

  /// What a definition stands for, and `rule_` is then where it stands.
  NodeId through_definitions(NodeId id) {
    while (program_.node(id).kind == NodeKind::definition) {
      rule_ = program_.node(id).payload;
      id = program_.definition(rule_).root;
    }
    return id;
  }

  /// `"Definition".left`: only that side's condition decided.
  void walk_property(NodeId id) {
    const auto& node = program_.node(id);
    const auto rule_before = rule_;
    const auto& source = program_.node(through_definitions(program_.operands(node)[0]));
    if (source.kind == NodeKind::tuple && node.payload < source.operand_count) {
      walk(program_.operands(source)[node.payload]);
    } else {
      leaf(id);
    }
    rule_ = rule_before;
  }

  void walk_side(NodeId id, Side side) {
    id = through_definitions(id);
    const auto& node = program_.node(id);
    if (node.kind != NodeKind::tuple) return leaf(id);
    const auto names = program_.shape(node).names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == to_string(side)) walk(program_.operands(node)[i]);
    }
  }

  /// Of a value, the answers; of an unknown, the missing answers. An unknown with every answer
  /// given waits for more precise ones: a partial date.
  void leaf(NodeId id) {
    const auto reached = cql::reachable_slots(program_, id);
    const bool unknown = value(id).is_null();
    bool any = false;
    for (const auto slot : reached) any = add(id, slot, unknown) || any;
    if (any || !unknown) return;
    for (const auto slot : reached) add(id, slot, false);
  }

  void missing(NodeId id) {
    for (const auto slot : cql::reachable_slots(program_, id)) add(id, slot, true);
  }

  bool add(NodeId condition, std::uint32_t slot, bool missing) {
    if (slot >= slots_.size() || slots_[slot].is_null() != missing) return false;
    const auto same = [&](const Deciding& d) { return d.slot == slot && d.condition == condition; };
    if (std::none_of(found_.begin(), found_.end(), same)) {
      found_.push_back({condition, rule_, slot});
    }
    return true;
  }

  cql::Scratch& scratch_;
  const cql::Program& program_;
  std::span<const Value> slots_;
  cql::DefinitionId rule_ = 0;
  std::vector<Deciding> found_;
};

}  // namespace

std::vector<Deciding> deciding(cql::Scratch& scratch, std::span<const Value> slots,
                               cql::DefinitionId definition, Side side) {
  Walker walker(scratch, slots);
  walker.definition(definition, side);
  return walker.take();
}

std::vector<Deciding> deciding(cql::Scratch& scratch, std::span<const Value> slots,
                               cql::NodeId node) {
  Walker walker(scratch, slots);
  walker.node(node);
  return walker.take();
}

std::vector<Evidence> explain(TriageScratch& scratch, const intake::Intake& intake,
                              cql::DefinitionId definition, Side side) {
  const auto& program = scratch.cql().program();
  std::vector<Evidence> evidence;
  for (const auto& d : deciding(scratch.cql(), scratch.slots(), definition, side)) {
    const auto& node = program.node(d.condition);
    const auto& value = scratch.slots()[d.slot];
    Evidence e;
    e.slot = d.slot;
    e.state = value.is_null() ? intake.states[d.slot] : intake::AnswerState::answered;
    if (!value.is_null()) e.value = to_cql(value);
    e.condition = on_one_line(program.source(node)->text(node.span));
    e.rule = program.definition(d.rule).name;
    evidence.push_back(std::move(e));
  }
  return evidence;
}

}  // namespace palpate::triage
