// Boolean definitions → gates. External interface: Conditions.
#include "cql/eval/conditions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "cql/eval/gates.hpp"
#include "cql/program/reach.hpp"
#include "cql/program/shipped_function.hpp"

namespace palpate::cql {

namespace {

/// Calls within calls that are put in place: functions may call themselves.
constexpr int max_frames = 4;

}  // namespace

/// Lowers nodes to gates. nullopt: the network has no gate for this.
class ConditionsBuilder {
 public:
  explicit ConditionsBuilder(Conditions& out) : out_(out), program_(out.program()) {}

  GateId definition(DefinitionId id) {
    const auto known = definitions_.find(id);
    if (known != definitions_.end()) return known->second;
    const auto lowered = lower_node({&program_.node(program_.definition(id).root), nullptr});
    const auto gate = lowered ? *lowered : add({Gate::Kind::definition, {}, 0, id, 0});
    definitions_.emplace(id, gate);
    return gate;
  }

 private:
  using Gates = std::vector<GateId>;
  /// The arguments of a function whose body is being lowered in the place of a call.
  struct Frame {
    std::span<const NodeId> arguments;
    const Frame* outer = nullptr;
    int depth = 1;
    std::uint32_t serial = 0;  ///< of all frames there were; 0 is outside of any
  };
  /// A node, and the frame that its locals belong to.
  struct Place {
    const Node* node = nullptr;
    const Frame* frame = nullptr;
  };

  /// What a local stands for.
  Place resolve(NodeId id, const Frame* frame) const {
    const Node* node = &program_.node(id);
    while (node->kind == NodeKind::local && frame != nullptr &&
           node->payload < frame->arguments.size()) {
      node = &program_.node(frame->arguments[node->payload]);
      frame = frame->outer;
    }
    return {node, frame};
  }

  /// What a local or a definition stands for.
  Place through_definitions(NodeId id, const Frame* frame) const {
    auto place = resolve(id, frame);
    while (place.node->kind == NodeKind::definition) {
      place = {&program_.node(program_.definition(place.node->payload).root), nullptr};
    }
    return place;
  }

  /// Once for each place: an argument that a function looks at twice may hold such a call, too.
  std::optional<GateId> lower(NodeId id, const Frame* frame) {
    const auto place = resolve(id, frame);
    const std::pair key{place.node, place.frame == nullptr ? 0 : place.frame->serial};
    const auto known = lowered_.find(key);
    if (known != lowered_.end()) return known->second;
    const auto gate = lower_place(place);
    if (gate) lowered_.emplace(key, *gate);
    return gate;
  }

  std::optional<GateId> lower_place(const Place& place) {
    if (auto gate = lower_node(place)) return gate;
    if (place.frame != nullptr || place.node->kind == NodeKind::local) return std::nullopt;
    const auto at = static_cast<NodeId>(place.node - program_.nodes().data());
    return add({Gate::Kind::node, {}, 0, at, 0});
  }

  std::optional<GateId> lower_node(const Place& place) {
    const Node& node = *place.node;
    switch (node.kind) {
      case NodeKind::constant:
        return constant(program_.constant(node));
      case NodeKind::slot:
        if (!program_.type(node).is(Type::Kind::boolean)) return std::nullopt;
        return add({Gate::Kind::slot, {}, 0, node.payload, 0});
      case NodeKind::definition:
        return definition(node.payload);
      case NodeKind::conjunction:
        return junction(Gate::Kind::conjunction, place);
      case NodeKind::disjunction:
        return junction(Gate::Kind::disjunction, place);
      case NodeKind::implication:
        return implication(place);
      case NodeKind::operation:
        return operation(place);
      case NodeKind::property:
        return side(place);
      case NodeKind::call:
        return call(place);
      default:
        return std::nullopt;
    }
  }

  std::optional<GateId> constant(const Value& value) {
    if (!value.is_null() && !value.is(Value::Kind::boolean)) return std::nullopt;
    return add({Gate::Kind::constant, {}, 0, static_cast<std::uint32_t>(truth_of(value)), 0});
  }

  /// `a or (b or c)` is one gate of three.
  bool collect(NodeKind kind, const Place& place, Gates& gates) {
    for (const auto operand : program_.operands(*place.node)) {
      const auto inner = resolve(operand, place.frame);
      if (inner.node->kind == kind) {
        if (!collect(kind, inner, gates)) return false;
        continue;
      }
      const auto gate = lower(operand, place.frame);
      if (!gate) return false;
      gates.push_back(*gate);
    }
    return true;
  }

  std::optional<GateId> junction(Gate::Kind kind, const Place& place) {
    Gates gates;
    if (!collect(place.node->kind, place, gates)) return std::nullopt;
    return add_over(kind, gates);
  }

  std::optional<GateId> negation(GateId of) { return add({Gate::Kind::negation, {}, 0, of, 0}); }

  std::optional<GateId> implication(const Place& place) {
    const auto operands = program_.operands(*place.node);
    const auto premise = lower(operands[0], place.frame);
    const auto conclusion = lower(operands[1], place.frame);
    if (!premise || !conclusion) return std::nullopt;
    return add_over(Gate::Kind::disjunction, Gates{*negation(*premise), *conclusion});
  }

  std::optional<GateId> operation(const Place& place) {
    const auto name = program_.overload(*place.node).name;
    const auto operands = program_.operands(*place.node);
    if (name == "Not") {
      const auto operand = lower(operands[0], place.frame);
      return operand ? negation(*operand) : std::nullopt;
    }
    return operands.size() == 2 ? comparison(name, place) : std::nullopt;
  }

  static std::optional<Gate::Relation> relation_of(std::string_view name) {
    using Relation = Gate::Relation;
    constexpr std::array<std::pair<std::string_view, Relation>, 6> relations = {
        {{"Less", Relation::less},
         {"LessOrEqual", Relation::less_or_equal},
         {"Greater", Relation::greater},
         {"GreaterOrEqual", Relation::greater_or_equal},
         {"Equal", Relation::equal},
         {"NotEqual", Relation::not_equal}}};
    for (const auto& [known, relation] : relations) {
      if (known == name) return relation;
    }
    return std::nullopt;
  }

  /// `5 < x` as `x > 5`.
  static Gate::Relation mirrored(Gate::Relation relation) {
    using Relation = Gate::Relation;
    switch (relation) {
      case Relation::less:
        return Relation::greater;
      case Relation::less_or_equal:
        return Relation::greater_or_equal;
      case Relation::greater:
        return Relation::less;
      case Relation::greater_or_equal:
        return Relation::less_or_equal;
      default:
        return relation;
    }
  }

  std::optional<GateId> comparison(std::string_view name, const Place& place) {
    auto relation = relation_of(name);
    if (!relation) return std::nullopt;
    const auto operands = program_.operands(*place.node);
    auto slot = resolve(operands[0], place.frame).node;
    auto constant = resolve(operands[1], place.frame).node;
    if (slot->kind == NodeKind::constant) {
      std::swap(slot, constant);
      relation = mirrored(*relation);
    }
    if (constant->kind != NodeKind::constant) return std::nullopt;
    const auto& value = program_.constant(*constant);
    if (slot->kind == NodeKind::operation) return difference(place, *slot, *relation, value);
    if (slot->kind != NodeKind::slot) return std::nullopt;
    const auto kind = comparison_kind(*slot, value, *relation);
    if (!kind) return std::nullopt;
    return add({*kind, *relation, 0, slot->payload, add_constant(value)});
  }

  /// Outside of functions only: a leaf is a node of the program, whose locals would mean nothing.
  std::optional<GateId> difference(const Place& place, const Node& operation,
                                   Gate::Relation relation, const Value& constant) {
    if (place.frame != nullptr || !constant.is(Value::Kind::integer)) return std::nullopt;
    const Node* inner = &operation;
    Difference found;
    found.absolute = program_.overload(*inner).name == "Abs";
    if (found.absolute) inner = &program_.node(program_.operands(*inner)[0]);
    const bool subtracts =
        inner->kind == NodeKind::operation && program_.overload(*inner).name == "Subtract";
    if (!subtracts) return std::nullopt;
    const auto& a = program_.node(program_.operands(*inner)[0]);
    const auto& b = program_.node(program_.operands(*inner)[1]);
    if (!is_integer_slot(a) || !is_integer_slot(b)) return std::nullopt;
    found.a = a.payload;
    found.b = b.payload;
    found.relation = relation;
    found.constant = constant.as_integer();
    const auto number = static_cast<std::uint32_t>(out_.differences_.size());
    out_.differences_.push_back(found);
    const auto at = static_cast<NodeId>(place.node - program_.nodes().data());
    return add({Gate::Kind::difference, {}, 0, at, number});
  }

  bool is_integer_slot(const Node& node) const {
    return node.kind == NodeKind::slot && program_.type(node).is(Type::Kind::integer);
  }

  std::optional<Gate::Kind> comparison_kind(const Node& slot, const Value& constant,
                                            Gate::Relation relation) const {
    const auto& type = program_.type(slot);
    switch (constant.kind()) {
      case Value::Kind::integer:
        if (type.is(Type::Kind::integer)) return Gate::Kind::integer;
        break;
      case Value::Kind::decimal:
        if (type.is(Type::Kind::decimal)) return Gate::Kind::decimal;
        break;
      case Value::Kind::quantity:
        if (type.is(Type::Kind::quantity) && constant.unit().code == unit_of(slot.payload)) {
          return Gate::Kind::decimal;
        }
        break;
      case Value::Kind::string:
        if (type.is(Type::Kind::string) &&
            (relation == Gate::Relation::equal || relation == Gate::Relation::not_equal)) {
          return Gate::Kind::text;
        }
        break;
      default:
        break;
    }
    return std::nullopt;
  }

  /// The unit in which the values of a slot come; empty when it is not known.
  std::string_view unit_of(std::uint32_t slot) const {
    for (const auto& element : program_.schema().elements) {
      const auto slots = element.type.is(Type::Kind::tuple) ? element.type.elements().size() : 1;
      if (slot >= element.slot && slot < element.slot + slots) return element.unit;
    }
    return {};
  }

  /// `"Definition".left` of a definition that is a tuple.
  std::optional<GateId> side(const Place& place) {
    if (static_cast<PropertyKind>(place.node->flags) != PropertyKind::field) return std::nullopt;
    const auto tuple = through_definitions(program_.operands(*place.node)[0], place.frame);
    const bool found =
        tuple.node->kind == NodeKind::tuple && place.node->payload < tuple.node->operand_count;
    if (!found) return std::nullopt;
    return lower(program_.operands(*tuple.node)[place.node->payload], tuple.frame);
  }

  std::optional<GateId> call(const Place& place) {
    const auto& function = program_.function(place.node->payload);
    switch (shipped_function(function)) {
      case ShippedFunction::at_least:
        return at_least(place);
      case ShippedFunction::all_of:
        return over_list(Gate::Kind::conjunction, place, 0);
      case ShippedFunction::any_of:
        return over_list(Gate::Kind::disjunction, place, 0);
      case ShippedFunction::has:
        return has(place);
      case ShippedFunction::has_any:
        return has_any(place);
      case ShippedFunction::select:
        return choice(place);
      case ShippedFunction::between:
      case ShippedFunction::other:
        break;
    }
    const Frame frame{program_.operands(*place.node), place.frame,
                      place.frame == nullptr ? 1 : place.frame->depth + 1, ++frames_};
    return frame.depth <= max_frames ? in_place(function, frame) : std::nullopt;
  }

  /// The body of a function in the place of a call of it.
  std::optional<GateId> in_place(const Function& function, const Frame& frame) {
    const auto gate_count = out_.gates_.size();
    const auto gate = lower(function.root, &frame);
    if (!gate) shrink_to(gate_count);
    return gate;
  }

  std::optional<Gates> list_gates(const Place& place, std::size_t argument) {
    const auto list = through_definitions(program_.operands(*place.node)[argument], place.frame);
    if (list.node->kind != NodeKind::list) return std::nullopt;
    Gates gates;
    for (const auto element : program_.operands(*list.node)) {
      const auto gate = lower(element, list.frame);
      if (!gate) return std::nullopt;
      gates.push_back(*gate);
    }
    return gates;
  }

  std::optional<GateId> over_list(Gate::Kind kind, const Place& place, std::size_t argument) {
    const auto gates = list_gates(place, argument);
    return gates ? std::optional(add_over(kind, *gates)) : std::nullopt;
  }

  std::optional<GateId> at_least(const Place& place) {
    const auto number = resolve(program_.operands(*place.node)[0], place.frame);
    if (number.node->kind != NodeKind::constant) return std::nullopt;
    const auto& value = program_.constant(*number.node);
    if (!value.is(Value::Kind::integer) || value.as_integer() < 0) return std::nullopt;
    const auto gates = list_gates(place, 1);
    if (!gates) return std::nullopt;
    return add_over(Gate::Kind::at_least, *gates, static_cast<std::uint32_t>(value.as_integer()));
  }

  std::optional<GateId> contains(const Node& slot, const Value& option) {
    if (slot.kind != NodeKind::slot || !option.is(Value::Kind::string)) return std::nullopt;
    return add({Gate::Kind::contains, {}, 0, slot.payload, add_constant(option)});
  }

  /// The constant that a node is; null for any other node.
  Value constant_at(const Place& place) const {
    return place.node->kind == NodeKind::constant ? program_.constant(*place.node) : Value();
  }

  std::optional<GateId> has(const Place& place) {
    const auto operands = program_.operands(*place.node);
    return contains(*resolve(operands[0], place.frame).node,
                    constant_at(resolve(operands[1], place.frame)));
  }

  std::optional<GateId> has_any(const Place& place) {
    const auto operands = program_.operands(*place.node);
    const auto& slot = *resolve(operands[0], place.frame).node;
    const auto options = constant_at(resolve(operands[1], place.frame));
    if (!options.is(Value::Kind::list) || options.items().empty()) return std::nullopt;
    Gates gates;
    for (const auto& option : options.items()) {
      const auto gate = contains(slot, option);
      if (!gate) return std::nullopt;
      gates.push_back(*gate);
    }
    return add_over(Gate::Kind::disjunction, gates);
  }

  std::optional<GateId> choice(const Place& place) {
    if (!program_.type(*place.node).is(Type::Kind::boolean)) return std::nullopt;
    Gates gates;
    for (const auto operand : program_.operands(*place.node)) {
      const auto gate = lower(operand, place.frame);
      if (!gate) return std::nullopt;
      gates.push_back(*gate);
    }
    return add_over(Gate::Kind::choice, gates);
  }

  std::uint32_t add_constant(const Value& value) {
    out_.constants_.push_back(value);
    return static_cast<std::uint32_t>(out_.constants_.size() - 1);
  }

  GateId add(const Gate& gate) {
    const auto same = [&](const Gate& other) {
      const bool has_constant = gate.kind == Gate::Kind::integer ||
                                gate.kind == Gate::Kind::decimal || gate.kind == Gate::Kind::text ||
                                gate.kind == Gate::Kind::contains;
      if (!has_constant) return other == gate;
      return other.kind == gate.kind && other.relation == gate.relation &&
             other.index == gate.index &&
             equal(out_.constant(other), out_.constant(gate), {}).value_or(false);
    };
    auto& near = by_index_[{gate.kind, gate.index}];
    const auto found =
        std::find_if(near.begin(), near.end(), [&](GateId id) { return same(out_.gates_[id]); });
    if (found != near.end()) return *found;
    out_.gates_.push_back(gate);
    near.push_back(static_cast<GateId>(out_.gates_.size() - 1));
    return near.back();
  }

  GateId add_over(Gate::Kind kind, const Gates& gates, std::uint32_t operand = 0) {
    const auto [found, is_new] =
        by_operands_.try_emplace({kind, operand, gates}, static_cast<GateId>(out_.gates_.size()));
    if (!is_new) return found->second;
    Gate gate{kind,
              {},
              static_cast<std::uint32_t>(gates.size()),
              static_cast<std::uint32_t>(out_.operands_.size()),
              operand};
    out_.operands_.insert(out_.operands_.end(), gates.begin(), gates.end());
    out_.gates_.push_back(gate);
    return found->second;
  }

  /// Takes back the gates of a function body that turned out to have no place in the network.
  void shrink_to(std::size_t gate_count) {
    out_.gates_.resize(gate_count);
    const auto gone = [&](GateId id) { return id >= gate_count; };
    for (auto& [key, ids] : by_index_) {
      ids.erase(std::remove_if(ids.begin(), ids.end(), gone), ids.end());
    }
    const auto forget = [&](auto& known) {
      for (auto it = known.begin(); it != known.end();) {
        it = gone(it->second) ? known.erase(it) : std::next(it);
      }
    };
    forget(by_operands_);
    forget(definitions_);
    forget(lowered_);
  }

  Conditions& out_;
  const Program& program_;
  std::unordered_map<DefinitionId, GateId> definitions_;
  std::map<std::pair<const Node*, std::uint32_t>, GateId> lowered_;
  std::uint32_t frames_ = 0;
  std::map<std::pair<Gate::Kind, std::uint32_t>, Gates> by_index_;
  std::map<std::tuple<Gate::Kind, std::uint32_t, Gates>, GateId> by_operands_;
};

namespace {

bool is_plain(const Program& program, NodeId root) {
  bool plain = true;
  for_each_reachable(program, std::span(&root, 1), [&](NodeId id) {
    const auto& node = program.node(id);
    const bool short_circuits =
        node.kind == NodeKind::operation && program.overload(node).nulls != NullRule::propagates;
    plain = plain && !short_circuits &&
            (node.kind == NodeKind::operation || node.kind == NodeKind::slot ||
             node.kind == NodeKind::constant || node.kind == NodeKind::definition);
  });
  return plain;
}

}  // namespace

NodeId Conditions::leaf_node(const Gate& gate) const {
  return gate.kind == Gate::Kind::definition ? program_->definition(gate.index).root : gate.index;
}

std::span<const std::uint32_t> Conditions::plain_leaf_slots(const Gate& gate) const {
  const auto node = leaf_node(gate);
  for (const auto& [leaf, slots] : plain_leaves_) {
    if (leaf == node) return slots;
  }
  return {};
}

Conditions::Conditions(std::shared_ptr<const Program> program, std::span<const DefinitionId> asked)
    : program_(std::move(program)) {
  ConditionsBuilder builder(*this);
  by_definition_.assign(program_->definitions().size(), no_id);
  for (const auto definition : asked) {
    if (by_definition_[definition] != no_id) continue;
    by_definition_[definition] = static_cast<ConditionId>(roots_.size());
    roots_.push_back(builder.definition(definition));
    definitions_.push_back(definition);
  }
  for (const auto& gate : gates_) {
    if (!gates::is_leaf(gate) || !is_plain(*program_, leaf_node(gate))) continue;
    plain_leaves_.emplace_back(leaf_node(gate), reachable_slots(*program_, leaf_node(gate)));
  }
}

}  // namespace palpate::cql
