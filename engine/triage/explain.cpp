#include "triage/explain.hpp"

#include <algorithm>

#include "cql/program/reach.hpp"
#include "cql/program/shipped_function.hpp"
#include "triage/scratch.hpp"
#include "value/print.hpp"

// From the value of a definition to the answers, or missing answers, that decided it. Evaluates
// sub-conditions again on demand instead of recording a trace: evaluation then costs nothing
// extra, and explanations need only the nodes on their way, each once.
namespace palpate::triage {

using cql::NodeId;
using cql::NodeKind;

Explainer::Explainer(cql::Scratch& scratch)
    : scratch_(scratch),
      program_(scratch.program()),
      truths_(program_.nodes().size(), Truth::not_asked) {}

void Explainer::begin(std::span<const Value> slots) {
  slots_ = slots;
  for (const auto node : asked_) truths_[node] = Truth::not_asked;
  asked_.clear();
}

Explainer::Truth Explainer::truth_of(const Value& value) {
  if (value.is_null()) return Truth::unknown;
  if (!value.is(Value::Kind::boolean)) return Truth::other;
  return value.as_boolean() ? Truth::yes : Truth::no;
}

Explainer::Truth Explainer::truth(NodeId node) {
  if (truths_[node] == Truth::not_asked) {
    const auto found = find_truth(node);
    truths_[node] = found;
    asked_.push_back(node);
  }
  return truths_[node];
}

/// From the truths of the parts, which the walk asks for next; what has no such parts is evaluated.
Explainer::Truth Explainer::find_truth(NodeId id) {
  const auto& node = program_.node(id);
  switch (node.kind) {
    case NodeKind::definition:
      return truth(program_.definition(node.payload).root);
    case NodeKind::conjunction:
      return junction(node, Truth::no);
    case NodeKind::disjunction:
      return junction(node, Truth::yes);
    default:
      break;
  }
  const auto value = scratch_.node(id);
  return value ? truth_of(*value) : Truth::unknown;
}

/// As the Machine does, it stops at an operand that decides.
Explainer::Truth Explainer::junction(const cql::Node& node, Truth deciding) {
  auto all = deciding == Truth::no ? Truth::yes : Truth::no;
  for (const auto operand : program_.operands(node)) {
    const auto one = truth(operand);
    if (one == deciding) return deciding;
    if (one == Truth::unknown) all = Truth::unknown;
  }
  return all;
}

const std::vector<std::uint32_t>& Explainer::slots_of(NodeId node) {
  const auto known = slots_of_.find(node);
  if (known != slots_of_.end()) return known->second;
  return slots_of_.emplace(node, cql::reachable_slots(program_, node)).first->second;
}

/// One walk, and the places found on it.
class Walker {
 public:
  explicit Walker(Explainer& explainer)
      : explainer_(explainer), program_(explainer.program_), slots_(explainer.slots_) {}

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
  using Truth = Explainer::Truth;

  Truth truth(NodeId id) { return explainer_.truth(id); }

  static bool same(Truth a, Truth b) { return a == b && a != Truth::other; }

  void walk(NodeId id) {
    const auto& node = program_.node(id);
    switch (node.kind) {
      case NodeKind::constant:
        return;
      case NodeKind::definition:
        return definition(node.payload, Side::none);
      case NodeKind::conjunction:
        return walk_junction(id, Truth::no);
      case NodeKind::disjunction:
        return walk_junction(id, Truth::yes);
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
  void walk_junction(NodeId id, Truth deciding) {
    const auto result = truth(id);
    const bool every = result != deciding && result != Truth::unknown;
    for (const auto operand : program_.operands(program_.node(id))) {
      if (every || same(truth(operand), result)) walk(operand);
    }
  }

  void walk_implication(NodeId id) {
    const auto result = truth(id);
    const auto operands = program_.operands(program_.node(id));
    const auto premise = truth(operands[0]);
    const auto conclusion = truth(operands[1]);
    if (result == Truth::unknown) {
      if (premise == Truth::unknown) walk(operands[0]);
      if (conclusion == Truth::unknown) walk(operands[1]);
    } else if (result == Truth::yes) {
      if (premise == Truth::no) walk(operands[0]);
      if (conclusion == Truth::yes) walk(operands[1]);
    } else {
      walk(operands[0]);
      walk(operands[1]);
    }
  }

  void walk_conditional(NodeId id) {
    const auto operands = program_.operands(program_.node(id));
    walk_branch(operands[0], operands[1], operands[2], truth(id) == Truth::unknown);
  }

  /// What is unknown waits for the condition, or for the branch that the condition chose. A branch
  /// that is the literal null (`if x is null then null else …`) waits for what the guard asked.
  void walk_branch(NodeId condition, NodeId then, NodeId otherwise, bool unknown) {
    const auto chosen = truth(condition);
    const auto branch = chosen == Truth::yes ? then : otherwise;
    if (!unknown || chosen == Truth::unknown) walk(condition);
    if (unknown && chosen == Truth::unknown) return;
    if (unknown && program_.node(branch).kind == NodeKind::constant) {
      missing(condition);
    } else {
      walk(branch);
    }
  }

  void walk_selection(NodeId id) {
    const auto operands = program_.operands(program_.node(id));
    const bool unknown = truth(id) == Truth::unknown;
    std::size_t i = 0;
    for (; i + 1 < operands.size(); i += 2) {
      const bool chosen = truth(operands[i]) == Truth::yes;
      if (!unknown) walk(operands[i]);
      if (unknown) missing(operands[i]);
      if (chosen) return walk(operands[i + 1]);
    }
    if (i < operands.size()) walk(operands[i]);
  }

  /// A function over a list of conditions (AtLeast, AnyOf …): the conditions whose truth is the
  /// result's. Any other call is a leaf.
  void walk_call(NodeId id) {
    const auto result = truth(id);
    const auto& function = program_.function(program_.node(id).payload);
    if (cql::shipped_function(function) == cql::ShippedFunction::select) {
      const auto operands = program_.operands(program_.node(id));
      return walk_branch(operands[0], operands[1], operands[2], result == Truth::unknown);
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
        if (same(truth(condition), result)) walk(condition);
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
    const auto& reached = explainer_.slots_of(id);
    const bool unknown = truth(id) == Truth::unknown;
    bool any = false;
    for (const auto slot : reached) any = add(id, slot, unknown) || any;
    if (any || !unknown) return;
    for (const auto slot : reached) add(id, slot, false);
  }

  void missing(NodeId id) {
    for (const auto slot : explainer_.slots_of(id)) add(id, slot, true);
  }

  bool add(NodeId condition, std::uint32_t slot, bool missing) {
    if (slot >= slots_.size() || slots_[slot].is_null() != missing) return false;
    const auto same = [&](const Deciding& d) { return d.slot == slot && d.condition == condition; };
    if (std::none_of(found_.begin(), found_.end(), same)) {
      found_.push_back({condition, rule_, slot});
    }
    return true;
  }

  Explainer& explainer_;
  const cql::Program& program_;
  std::span<const Value> slots_;
  cql::DefinitionId rule_ = 0;
  std::vector<Deciding> found_;
};

std::vector<Deciding> Explainer::deciding(cql::DefinitionId definition, Side side) {
  Walker walker(*this);
  walker.definition(definition, side);
  return walker.take();
}

std::vector<Deciding> Explainer::deciding(NodeId node) {
  Walker walker(*this);
  walker.node(node);
  return walker.take();
}

std::vector<Evidence> explain(TriageScratch& scratch, const intake::Intake& intake,
                              cql::DefinitionId definition, Side side) {
  const auto& program = scratch.cql().program();
  const auto decided_by = scratch.state_->explainer.deciding(definition, side);
  std::vector<Evidence> evidence;
  evidence.reserve(decided_by.size());
  for (const auto& d : decided_by) {
    const auto& node = program.node(d.condition);
    const auto& value = scratch.slots()[d.slot];
    Evidence e;
    e.slot = d.slot;
    e.state = value.is_null() ? intake.states[d.slot] : intake::AnswerState::answered;
    if (!value.is_null()) e.value = to_cql(value);
    e.condition = program.source(node)->text(node.span);
    e.rule = program.definition(d.rule).name;
    evidence.push_back(std::move(e));
  }
  return evidence;
}

}  // namespace palpate::triage
