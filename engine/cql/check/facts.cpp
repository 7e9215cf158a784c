// Conditions to bounds of single values, and whether bounds exclude each other. External
// interface: Congruence and Facts.
#include "cql/check/facts.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "value/compare.hpp"
#include "value/print.hpp"

namespace palpate::cql::check {
namespace {

/// Bounds kept of one value: more are not compared with each other.
constexpr std::size_t most_facts = 64;

bool is_scalar(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean:
    case Value::Kind::integer:
    case Value::Kind::long_integer:
    case Value::Kind::decimal:
    case Value::Kind::quantity:
    case Value::Kind::string:
      return true;
    case Value::Kind::date:
      // A date that leaves its day open is compared as an uncertain one.
      return value.as_temporal().precision == Precision::day;
    default:
      return false;
  }
}

/// How `left OP right` orders its operands; nullopt when it does not.
enum class Order : std::uint8_t { less, less_or_equal, greater, greater_or_equal };
std::optional<Order> order_named(std::string_view name) {
  if (name == "Less" || name == "Before") return Order::less;
  if (name == "LessOrEqual" || name == "SameOrBefore") return Order::less_or_equal;
  if (name == "Greater" || name == "After") return Order::greater;
  if (name == "GreaterOrEqual" || name == "SameOrAfter") return Order::greater_or_equal;
  return std::nullopt;
}

Order mirrored(Order order) {
  constexpr std::array<Order, 4> mirror = {Order::greater, Order::greater_or_equal, Order::less,
                                           Order::less_or_equal};
  return mirror[static_cast<std::size_t>(order)];
}

Order negated(Order order) {
  constexpr std::array<Order, 4> opposite = {Order::greater_or_equal, Order::greater,
                                             Order::less_or_equal, Order::less};
  return opposite[static_cast<std::size_t>(order)];
}

std::optional<int> order_of(const Value& a, const Value& b) { return order(a, b, {}); }

bool surely_equal(const Value& a, const Value& b) { return equal(a, b, {}) == true; }
bool surely_different(const Value& a, const Value& b) { return equal(a, b, {}) == false; }

}  // namespace

// Recurses as deep as one expression is nested: definitions are not entered.
NodeId Congruence::of(NodeId node) {
  const auto found = classes_.find(node);
  if (found != classes_.end()) return found->second;
  auto key = key_of(node);
  const NodeId first = key.empty() ? node : known_.emplace(std::move(key), node).first->second;
  classes_.emplace(node, first);
  return first;
}

// Empty for what is equal to nothing but itself.
std::vector<std::uint32_t> Congruence::key_of(NodeId id) {
  const Node& node = program_.node(id);
  std::uint32_t payload = node.payload;
  if (node.kind == NodeKind::query) return {};
  if (node.kind == NodeKind::constant) {
    const Value& value = program_.constant(node);
    if (!is_written_(id) || !(value.is_null() || is_scalar(value))) return {};
    payload = texts_.emplace(to_cql(value), id).first->second;
  }
  std::vector<std::uint32_t> key = {static_cast<std::uint32_t>(node.kind),
                                    static_cast<std::uint32_t>(node.precision), node.flags, payload,
                                    node.type};
  for (const NodeId operand : program_.operands(node)) key.push_back(of(operand));
  return key;
}

void Facts::assume(NodeId condition, bool holds, std::size_t origin) {
  // What two conditions share must count for both, or their conflict would be one with itself.
  seen_.clear();
  collect(condition, holds, origin);
}

void Facts::collect(NodeId id, bool holds, std::size_t origin) {
  if (id == no_id || conflict_ || budget_ == 0 || !seen_.emplace(id, holds).second) return;
  --budget_;
  const Node& node = program_.node(id);
  const auto operands = program_.operands(node);
  if (node.kind != NodeKind::constant) {
    add({id, false}, Kind::is, {Value::boolean(holds)}, origin);
  }
  if (node.kind == NodeKind::definition) {
    collect(program_.definition(node.payload).root, holds, origin);
  } else if (node.kind == (holds ? NodeKind::conjunction : NodeKind::disjunction)) {
    for (const NodeId operand : operands) collect(operand, holds, origin);
  } else if (node.kind == NodeKind::implication && !holds) {
    collect(operands[0], true, origin);
    collect(operands[1], false, origin);
  } else if (node.kind == NodeKind::operation) {
    operation(node, holds, origin);
  }
}

void Facts::operation(const Node& node, bool holds, std::size_t origin) {
  const OverloadDeclaration& overload = program_.overload(node);
  const auto operands = program_.operands(node);
  if (overload.name == "Not") return collect(operands[0], !holds, origin);
  if (overload.name == "IsTrue" && holds) return collect(operands[0], true, origin);
  if (overload.name == "IsFalse" && holds) return collect(operands[0], false, origin);
  if (overload.name == "IsNull") {
    const Subject subject = subject_of(operands[0]);
    if (holds) return add(subject, Kind::null, {}, origin);
    return known(operands[0], origin);
  }
  if (overload.nulls == NullRule::propagates) {
    for (const NodeId operand : operands) known(operand, origin);
  }
  if (operands.size() != 2 || node.precision != Precision::none) return;
  if (comparison(node, holds, origin) || equality(node, holds, origin)) return;
  membership(node, holds, origin);
}

// A value is known when something made of it is, null being handed on.
void Facts::known(NodeId id, std::size_t origin) {
  if (budget_ == 0 || conflict_) return;
  --budget_;
  const Node& node = program_.node(id);
  if (node.kind == NodeKind::constant) return;
  const Subject subject = subject_of(id);
  add(subject, Kind::known, {}, origin);
  if (node.kind == NodeKind::operation && program_.overload(node).nulls == NullRule::propagates) {
    for (const NodeId operand : program_.operands(node)) known(operand, origin);
  }
}

// `x is 65` and `ToDecimal(x) < 65.5` speak of the same number.
Facts::Subject Facts::subject_of(NodeId id) const {
  const Node* node = &program_.node(id);
  const auto widens = [this](const Node& candidate) {
    if (candidate.kind != NodeKind::operation) return false;
    const std::string_view name = program_.overload(candidate).name;
    if (name != "ToDecimal" && name != "ToLong") return false;
    const Type& from = program_.type(program_.node(program_.operands(candidate)[0]));
    return from.is(Type::Kind::integer) || from.is(Type::Kind::long_integer);
  };
  while (widens(*node)) {
    id = program_.operands(*node)[0];
    node = &program_.node(id);
  }
  const Type& type = program_.type(*node);
  return {id, type.is(Type::Kind::integer) || type.is(Type::Kind::long_integer)};
}

const Value* Facts::written_constant(NodeId id) const {
  const Node& node = program_.node(id);
  if (node.kind != NodeKind::constant || !is_written_(id)) return nullptr;
  const Value& value = program_.constant(node);
  return value.is_null() ? nullptr : &value;
}

bool Facts::comparison(const Node& node, bool holds, std::size_t origin) {
  auto order = order_named(program_.overload(node).name);
  if (!order) return false;
  const auto operands = program_.operands(node);
  const Value* bound = written_constant(operands[1]);
  Subject subject = subject_of(operands[0]);
  if (bound == nullptr) {
    bound = written_constant(operands[0]);
    subject = subject_of(operands[1]);
    order = mirrored(*order);
  }
  if (bound == nullptr || !is_scalar(*bound)) return true;
  if (!holds) order = negated(*order);
  constexpr std::array<Kind, 4> kinds = {Kind::below, Kind::at_most, Kind::above, Kind::at_least};
  add(subject, kinds[static_cast<std::size_t>(*order)], {*bound}, origin);
  return true;
}

bool Facts::equality(const Node& node, bool holds, std::size_t origin) {
  const std::string_view name = program_.overload(node).name;
  if (name != "Equal" && name != "NotEqual") return false;
  const auto operands = program_.operands(node);
  const bool swapped = written_constant(operands[1]) == nullptr;
  const Value* value = written_constant(operands[swapped ? 0 : 1]);
  if (value == nullptr || !is_scalar(*value)) return true;
  const NodeId other = operands[swapped ? 1 : 0];
  const bool is_equal = (name == "Equal") == holds;
  if (value->is(Value::Kind::boolean)) {
    collect(other, value->is_true() == is_equal, origin);
    return true;
  }
  add(subject_of(other), is_equal ? Kind::is : Kind::is_not, {*value}, origin);
  return true;
}

// Of an interval or list of written constants.
bool Facts::membership(const Node& node, bool holds, std::size_t origin) {
  const std::string_view name = program_.overload(node).name;
  if (name != "In" && name != "Contains") return false;
  const auto operands = program_.operands(node);
  const Value* whole = written_constant(operands[name == "In" ? 1 : 0]);
  const Subject subject = subject_of(operands[name == "In" ? 0 : 1]);
  if (whole == nullptr) return true;
  if (whole->is(Value::Kind::list)) {
    const auto items = whole->items();
    if (items.size() > most_facts || !std::all_of(items.begin(), items.end(), is_scalar)) {
      return true;
    }
    add(subject, holds ? Kind::is : Kind::is_not, {items.begin(), items.end()}, origin);
  } else if (whole->is(Value::Kind::interval) && holds) {
    const auto& range = whole->as_interval();
    if (is_scalar(range.low)) {
      add(subject, range.low_closed ? Kind::at_least : Kind::above, {range.low}, origin);
    }
    if (is_scalar(range.high)) {
      add(subject, range.high_closed ? Kind::at_most : Kind::below, {range.high}, origin);
    }
  }
  return true;
}

void Facts::add(const Subject& subject, Kind kind, std::vector<Value> values, std::size_t origin) {
  if (conflict_) return;
  if (subject.whole && (kind == Kind::above || kind == Kind::below) &&
      values[0].is(Value::Kind::integer)) {
    const std::int32_t bound = values[0].as_integer();
    const bool up = kind == Kind::above;
    const auto last =
        up ? std::numeric_limits<std::int32_t>::max() : std::numeric_limits<std::int32_t>::min();
    if (bound != last) {
      values[0] = Value::integer(up ? bound + 1 : bound - 1);
      kind = up ? Kind::at_least : Kind::at_most;
    }
  }
  auto& facts = facts_[congruence_.of(subject.node)];
  if (facts.size() >= most_facts) return;
  const Fact fact{kind, std::move(values), origin};
  for (const Fact& other : facts) {
    if (other.origin == origin || (!exclude(other, fact) && !exclude(fact, other))) continue;
    conflict_ = Conflict(other.origin, origin);
    return;
  }
  facts.push_back(fact);
}

// Reads the pair in this order only; the caller asks for both.
bool Facts::exclude(const Fact& a, const Fact& b) {
  const auto beyond = [&b](const Value& value) {
    const auto order = order_of(value, b.values[0]);
    switch (b.kind) {
      case Kind::at_least:
        return order && *order < 0;
      case Kind::above:
        return order && *order <= 0;
      case Kind::at_most:
        return order && *order > 0;
      case Kind::below:
        return order && *order >= 0;
      default:
        return false;
    }
  };
  switch (a.kind) {
    case Kind::null:
      return b.kind != Kind::null && b.kind != Kind::is_not;
    case Kind::known:
    case Kind::is_not:
      return false;
    case Kind::at_least:
    case Kind::above:
      if (b.kind == Kind::below || (a.kind == Kind::above && b.kind == Kind::at_most)) {
        const auto order = order_of(a.values[0], b.values[0]);
        return order && *order >= 0;
      }
      return b.kind == Kind::at_most && beyond(a.values[0]);
    case Kind::at_most:
    case Kind::below:
      return false;  // seen from the other side
    case Kind::is:
      break;
  }
  return std::all_of(a.values.begin(), a.values.end(), [&](const Value& value) {
    if (b.kind == Kind::is) {
      return std::all_of(b.values.begin(), b.values.end(),
                         [&value](const Value& other) { return surely_different(value, other); });
    }
    if (b.kind == Kind::is_not) {
      return std::any_of(b.values.begin(), b.values.end(),
                         [&value](const Value& other) { return surely_equal(value, other); });
    }
    return b.kind != Kind::known && b.kind != Kind::null && beyond(value);
  });
}

bool Facts::settles(NodeId condition) const {
  const Node& node = program_.node(condition);
  const auto operands = program_.operands(node);
  const bool joins = node.kind == NodeKind::conjunction || node.kind == NodeKind::disjunction;
  if (joins) {
    return std::all_of(operands.begin(), operands.end(),
                       [this](NodeId operand) { return settles(operand); });
  }
  if (node.kind != NodeKind::operation || node.precision != Precision::none) return false;
  const std::string_view name = program_.overload(node).name;
  if (!order_named(name) && name != "Equal" && name != "NotEqual") return false;
  return std::all_of(operands.begin(), operands.end(), [this](NodeId operand) {
    if (const Value* value = written_constant(operand)) {
      return is_scalar(*value) && !value->is(Value::Kind::quantity) &&
             !value->is(Value::Kind::date);
    }
    const auto found = facts_.find(congruence_.of(subject_of(operand).node));
    return found != facts_.end() &&
           std::any_of(found->second.begin(), found->second.end(), [](const Fact& fact) {
             return fact.kind != Kind::null && fact.kind != Kind::is_not;
           });
  });
}

}  // namespace palpate::cql::check
