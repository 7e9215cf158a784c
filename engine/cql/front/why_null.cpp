// From a null to what made it null. External interface: why_null.
#include "cql/front/why_null.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "cql/front/null_words.hpp"
#include "cql/program/reach.hpp"

namespace palpate::cql {
namespace {

/// Causes named of one null: a longer sentence is not read.
constexpr std::size_t most_causes = 8;

class Walker {
 public:
  Walker(Scratch& scratch, const DescribeSlot& describe)
      : scratch_(scratch), program_(scratch.program()), describe_(describe) {}

  void walk(NodeId id) {
    id = program_.before_folding(id);
    if (!visited_.insert(id).second) return;
    const Node& node = program_.node(id);
    const auto operands = program_.operands(node);
    switch (node.kind) {
      case NodeKind::slot:
        return missing(node.payload);
      case NodeKind::definition:
        return walk(program_.definition(node.payload).root);
      case NodeKind::constant:
        return other("it is written as null");
      case NodeKind::conditional:
        return branch(operands[0], operands[value(operands[0]).is_true() ? 1 : 2]);
      case NodeKind::selection:
        return selection(operands);
      case NodeKind::property:
        return property(node, operands[0]);
      case NodeKind::operation:
        return operation(node, operands);
      case NodeKind::query:
      case NodeKind::call:
        return opaque(id);
      case NodeKind::as:
      case NodeKind::cast:
        return type_operator(node, operands[0]);
      default:
        null_operands(operands);
        return;
    }
  }

  std::string words() const {
    std::string out;
    std::vector<std::string> states;
    for (const auto& input : missing_) {
      if (std::find(states.begin(), states.end(), input.state) == states.end()) {
        states.push_back(input.state);
      }
    }
    for (const auto& state : states) add_part(out, names_in(state) + " " + state);
    for (const auto& phrase : others_) add_part(out, phrase);
    return out;
  }

 private:
  Value value(NodeId id) {
    const auto result = scratch_.node(id);
    return result ? *result : Value();
  }

  void missing(std::uint32_t slot) {
    auto input = describe_(slot);
    const auto same = [&input](const MissingInput& known) { return known.name == input.name; };
    if (std::none_of(missing_.begin(), missing_.end(), same)) missing_.push_back(std::move(input));
  }

  void other(std::string words) {
    if (std::find(others_.begin(), others_.end(), words) == others_.end()) {
      others_.push_back(std::move(words));
    }
  }

  bool silent() const { return missing_.empty() && others_.empty(); }

  bool null_operands(std::span<const NodeId> operands) {
    bool any = false;
    for (const NodeId operand : operands) {
      if (!value(operand).is_null()) continue;
      any = true;
      walk(operand);
    }
    return any;
  }

  /// Nulls inside a list, tuple or interval that is written out.
  bool inside(NodeId id) {
    const Node& node = program_.node(program_.before_folding(id));
    if (node.kind == NodeKind::definition) return inside(program_.definition(node.payload).root);
    const bool written = node.kind == NodeKind::list || node.kind == NodeKind::tuple ||
                         node.kind == NodeKind::interval;
    if (!written) return false;
    bool any = false;
    for (const NodeId operand : program_.operands(node)) {
      if (value(operand).is_null()) {
        walk(operand);
        any = true;
      } else {
        any = inside(operand) || any;
      }
    }
    return any;
  }

  void operation(const Node& node, std::span<const NodeId> operands) {
    if (null_operands(operands)) return;
    bool any = false;
    for (const NodeId operand : operands) any = inside(operand) || any;
    if (any) return;
    std::vector<Value> values;
    for (const NodeId operand : operands) values.push_back(value(operand));
    other(null_words(node, program_.overload(node), values));
  }

  /// `if x is null then null else …` is null because x is.
  void branch(NodeId condition, NodeId taken) {
    if (value(condition).is_null()) walk(condition);
    if (program_.node(program_.before_folding(taken)).kind != NodeKind::constant) {
      return walk(taken);
    }
    inputs_of(condition);
    if (silent()) other("the branch that is taken is null");
  }

  void selection(std::span<const NodeId> operands) {
    for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
      const Value chosen = value(operands[i]);
      if (chosen.is_true()) return branch(operands[i], operands[i + 1]);
      if (chosen.is_null()) walk(operands[i]);
    }
    branch(operands[operands.size() >= 3 ? operands.size() - 3 : 0], operands.back());
  }

  void property(const Node& node, NodeId owner) {
    if (value(owner).is_null()) return walk(owner);
    NodeId id = owner;
    while (program_.node(id).kind == NodeKind::definition) {
      id = program_.definition(program_.node(id).payload).root;
    }
    const Node& whole = program_.node(id);
    const bool field = static_cast<PropertyKind>(node.flags) == PropertyKind::field;
    if (field && whole.kind == NodeKind::tuple && node.payload < whole.operand_count) {
      return walk(program_.operands(whole)[node.payload]);
    }
    other("that part of it is null");
  }

  void type_operator(const Node& node, NodeId operand) {
    if (value(operand).is_null()) return walk(operand);
    other("the value is of another type than " + program_.type_at(node.payload).to_string());
  }

  void opaque(NodeId id) {
    const Node& node = program_.node(id);
    const bool called = node.kind == NodeKind::call;
    if (called) {
      for (const NodeId operand : program_.operands(node)) {
        if (value(operand).is_null()) {
          walk(operand);
        } else {
          inside(operand);
        }
      }
    }
    if (silent()) inputs_of(id);
    if (!silent()) return;
    other(called ? "the function " + program_.function(node.payload).name + " gives null"
                 : "the query gives null");
  }

  void inputs_of(NodeId id) {
    const Program& program = program_;
    for_each_reachable(program, std::span(&id, 1), [this](NodeId each) {
      const Node& node = program_.node(each);
      if (node.kind == NodeKind::slot && value(each).is_null()) missing(node.payload);
    });
  }

  /// "a", "a and b", "a, b and c", with the verb.
  std::string names_in(const std::string& state) const {
    std::vector<std::string> names;
    for (const auto& input : missing_) {
      if (input.state == state) names.push_back(input.name);
    }
    const std::size_t shown = std::min(names.size(), most_causes);
    std::string out;
    for (std::size_t i = 0; i < shown; ++i) {
      const bool last = i + 1 == shown && shown == names.size();
      out += (i == 0 ? "" : last ? " and " : ", ") + names[i];
    }
    if (shown < names.size()) out += " and " + std::to_string(names.size() - shown) + " more";
    return out + (names.size() > 1 ? " are" : " is");
  }

  static void add_part(std::string& out, const std::string& part) {
    out += (out.empty() ? "" : "; ") + part;
  }

  Scratch& scratch_;
  const Program& program_;
  const DescribeSlot& describe_;
  std::set<NodeId> visited_;
  std::vector<MissingInput> missing_;
  std::vector<std::string> others_;
};

}  // namespace

std::string slot_name(const ContextSchema& schema, std::uint32_t slot) {
  for (const auto& element : schema.elements) {
    if (!element.type.is(Type::Kind::tuple)) {
      if (element.slot == slot) return element.name;
      continue;
    }
    const auto fields = element.type.elements();
    if (slot >= element.slot && slot - element.slot < fields.size()) {
      return element.name + "." + fields[slot - element.slot].name;
    }
  }
  for (const auto& each : schema.classes) {
    if (each.slot == slot) return "[" + each.type.name() + "]";
  }
  return "an input";
}

DescribeSlot describe_slots(const ContextSchema& schema) {
  return [&schema](std::uint32_t slot) {
    return MissingInput{slot_name(schema, slot), "not given"};
  };
}

std::string why_null(Scratch& scratch, NodeId id, const DescribeSlot& describe) {
  Walker walker(scratch, describe);
  walker.walk(id);
  return walker.words();
}

}  // namespace palpate::cql
