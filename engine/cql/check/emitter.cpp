// Writes nodes, folding constants on the way. External interface: Emitter.
#include "cql/check/emitter.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.hpp"
#include "cql/check/conversion.hpp"
#include "cql/check/promote.hpp"
#include "cql/program/runtime_type.hpp"
#include "value/print.hpp"

namespace palpate::cql::check {
namespace {

/// Two evaluation times: what differs between them depends on the time and is not folded. The
/// first has no offset, so that a DateTime made of constants has none either.
Temporal fold_time() {
  Temporal time;
  time.precision = Precision::millisecond;
  return time;
}

Temporal other_fold_time() {
  Temporal time = fold_time();
  time.year = 2000;
  time.month = 6;
  time.day = 15;
  time.hour = 7;
  time.minute = 31;
  time.second = 17;
  time.millisecond = 250;
  time.offset_minutes = 345;
  return time;
}

bool holds_date_time(const Type& type) {
  switch (type.kind()) {
    case Type::Kind::date_time:
      return true;
    case Type::Kind::list:
    case Type::Kind::interval:
      return holds_date_time(type.element());
    case Type::Kind::tuple:
    case Type::Kind::named: {
      const auto elements = type.elements();
      return std::any_of(elements.begin(), elements.end(),
                         [](const auto& element) { return holds_date_time(element.type); });
    }
    case Type::Kind::choice: {
      const auto members = type.members();
      return std::any_of(members.begin(), members.end(), holds_date_time);
    }
    default:
      return false;
  }
}

bool needs_offset(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::date_time:
      return !value.as_temporal().has_offset();
    case Value::Kind::interval:
      return needs_offset(value.as_interval().low) || needs_offset(value.as_interval().high);
    case Value::Kind::list:
      return std::any_of(value.items().begin(), value.items().end(), needs_offset);
    case Value::Kind::tuple:
      return std::any_of(value.fields().begin(), value.fields().end(), needs_offset);
    default:
      return false;
  }
}

bool holds_date_time_value(const Value& value) {
  return value.is(Value::Kind::date_time) || needs_offset(value);
}

/// Operators that do more than give a result, or whose result is the time itself.
bool is_pure(std::string_view name) {
  return name != "Now" && name != "Today" && name != "TimeOfDay" && name != "Message";
}

/// Takes the parts of a type off `left`; false when it has more.
bool fits(const Type& type, std::size_t& left) {
  if (left == 0) return false;
  --left;
  switch (type.kind()) {
    case Type::Kind::list:
    case Type::Kind::interval:
      return fits(type.element(), left);
    case Type::Kind::tuple:
    case Type::Kind::named: {
      const auto elements = type.elements();
      return std::all_of(elements.begin(), elements.end(),
                         [&left](const auto& element) { return fits(element.type, left); });
    }
    case Type::Kind::choice: {
      const auto members = type.members();
      return std::all_of(members.begin(), members.end(),
                         [&left](const Type& member) { return fits(member, left); });
    }
    default:
      return true;
  }
}

/// An interval without a point type inside takes one when it is converted.
bool holds_open_interval(const Type& type) {
  if (type.is(Type::Kind::interval)) return is_null_type(type.element());
  return type.is(Type::Kind::list) && holds_open_interval(type.element());
}

}  // namespace

Emitter::Emitter(ProgramBuilder& builder, bool keep_folded)
    : builder_(&builder),
      session_(builder.arena(), fold_time(), builder.program().terminology()),
      keep_folded_(keep_folded) {}

bool Emitter::is_constant(const Typed& expression) const {
  return expression.ok() && builder_->node(expression.node).kind == NodeKind::constant;
}

Value Emitter::value_of(const Typed& expression) const {
  return builder_->program().constant(builder_->node(expression.node));
}

bool Emitter::all_constant(std::span<const Typed> operands) const {
  return std::all_of(operands.begin(), operands.end(),
                     [this](const Typed& operand) { return is_constant(operand); });
}

std::uint32_t Emitter::depth_of_plan(const QueryPlan& plan) const {
  std::uint32_t deepest = 0;
  const auto take = [this, &deepest](NodeId id) {
    if (id != no_id) deepest = std::max(deepest, depth_[id]);
  };
  for (const auto& source : plan.sources) take(source.expression);
  for (const auto& let : plan.lets) take(let.expression);
  for (const auto& relationship : plan.relationships) {
    take(relationship.source.expression);
    take(relationship.such_that);
  }
  for (const auto& item : plan.sort) take(item.by);
  for (const NodeId id : {plan.where, plan.returns, plan.starting, plan.step}) take(id);
  return deepest;
}

std::uint32_t Emitter::depth_below(const Node& node, std::span<const NodeId> operands) const {
  std::uint32_t deepest = 0;
  for (const NodeId id : operands) deepest = std::max(deepest, depth_[id]);
  const Program& program = builder_->program();
  NodeId referred = no_id;
  if (node.kind == NodeKind::definition) referred = program.definition(node.payload).root;
  if (node.kind == NodeKind::call) referred = program.function(node.payload).root;
  if (referred != no_id) deepest = std::max(deepest, depth_[referred]);
  if (node.kind == NodeKind::query) {
    deepest = std::max(deepest, depth_of_plan(program.query(node)));
  }
  return deepest;
}

Typed Emitter::node(NodeKind kind, std::uint32_t payload, std::span<const Typed> operands,
                    const Type& type, Place place, std::uint8_t flags) {
  full_ = full_ || builder_->node_count() >= limits::cql_nodes;
  if (full_) return {};
  if (std::size_t left = largest_type; !fits(type, left)) {
    if (!oversized_) oversized_ = place;
    return {};
  }
  std::vector<NodeId> ids;
  ids.reserve(operands.size());
  for (const Typed& operand : operands) {
    if (!operand.ok()) return {};
    ids.push_back(operand.node);
  }
  Node node;
  node.kind = kind;
  node.flags = flags;
  node.payload = payload;
  node.type = builder_->add_type(erase_null_type(type));
  node.library = place.library;
  node.span = place.span;
  const NodeId id = builder_->add(node, ids);
  depth_.push_back(depth_below(node, ids) + 1);
  return {id, type};
}

Typed Emitter::constant(Value value, const Type& type, Place place) {
  return node(NodeKind::constant, builder_->add_constant(value), {}, type, place,
              needs_offset(value) ? constant_needs_offset : std::uint8_t{0});
}

bool Emitter::may_fold(const OverloadDeclaration& overload, std::span<const Typed> operands,
                       const Type& result) const {
  if (overload.function == nullptr || !is_pure(overload.name) || !all_constant(operands)) {
    return false;
  }
  // A list result could be as long as the limits allow, once for every few bytes of source.
  const bool as_long_as_written =
      overload.name == promote_operation().name || overload.name == "ToList";
  if (result.is(Type::Kind::list) && !as_long_as_written) return false;
  if (fold_date_times_) return true;
  return !holds_date_time(result) &&
         std::none_of(operands.begin(), operands.end(), [this](const Typed& operand) {
           return holds_date_time(operand.type) || holds_date_time_value(value_of(operand));
         });
}

// nullopt where the operation fails or its result depends on the time of evaluation.
std::optional<Value> Emitter::fold(const OverloadDeclaration& overload,
                                   std::span<const Typed> operands, const Type& result,
                                   Precision precision) {
  std::vector<Value> values;
  bool any_null = false;
  for (const Typed& operand : operands) {
    values.push_back(value_of(operand));
    any_null = any_null || values.back().is_null();
  }
  if (any_null && overload.nulls == NullRule::propagates) return Value();
  const Type type = erase_null_type(result);
  session_.reset(fold_time());
  const Value value = overload.function({values, precision, session_, type});
  if (session_.failed()) return std::nullopt;
  if (fold_date_times_) return value;
  session_.reset(other_fold_time());
  const Value again = overload.function({values, precision, session_, type});
  if (session_.failed() || to_cql(value) != to_cql(again)) return std::nullopt;
  return value;
}

Typed Emitter::operation(const OverloadDeclaration& overload, std::span<const Typed> operands,
                         const Type& result, Place place, Precision precision) {
  if (may_fold(overload, operands, result)) {
    const auto value = fold(overload, operands, result, precision);
    if (value) {
      const Typed folded = constant(*value, result, place);
      if (keep_folded_) keep(folded, unfolded(overload, operands, result, place, precision));
      return folded;
    }
  }
  return unfolded(overload, operands, result, place, precision);
}

Typed Emitter::unfolded(const OverloadDeclaration& overload, std::span<const Typed> operands,
                        const Type& result, Place place, Precision precision) {
  const Typed typed =
      node(NodeKind::operation, builder_->add_overload(overload), operands, result, place);
  if (typed.ok()) builder_->node(typed.node).precision = precision;
  return typed;
}

void Emitter::keep(const Typed& folded, const Typed& operation) {
  if (folded.ok() && operation.ok()) builder_->keep_folded(folded.node, operation.node);
}

Typed Emitter::list(std::span<const Typed> items, const Type& element, Place place) {
  const Type type = Type::list(element);
  if (!all_constant(items)) return node(NodeKind::list, 0, items, type, place);
  std::vector<Value> values;
  for (const Typed& item : items) values.push_back(value_of(item));
  return constant(make_list(values, builder_->arena()), type, place);
}

Typed Emitter::tuple(const Type& type, const TupleShape& shape, std::span<const Typed> items,
                     Place place) {
  if (!all_constant(items)) {
    return node(NodeKind::tuple, builder_->add_shape(shape), items, type, place);
  }
  std::vector<Value> values;
  for (const Typed& item : items) values.push_back(value_of(item));
  return constant(palpate::make_tuple(shape, values, builder_->arena()), type, place);
}

Typed Emitter::interval(const Typed& low, const Typed& high, const Type& point, std::uint8_t closed,
                        Place place) {
  const Type type = Type::interval(point);
  const std::array<Typed, 2> ends = {low, high};
  if (all_constant(ends)) {
    Value::IntervalData data;
    data.low = value_of(low);
    data.high = value_of(high);
    data.low_closed = (closed & interval_low_closed) != 0;
    data.high_closed = (closed & interval_high_closed) != 0;
    data.point = erase_null_type(point).kind();
    if (is_valid_interval(data, {})) {
      return constant(make_interval(data, builder_->arena()), type, place);
    }
  }
  return node(NodeKind::interval, 0, ends, type, place, closed);
}

Typed Emitter::type_test(NodeKind kind, const Typed& operand, const Type& type, Place place) {
  const Type result = kind == NodeKind::is ? Type::simple(Type::Kind::boolean) : type;
  if (is_constant(operand)) {
    const Value& value = value_of(operand);
    const bool matches = value_is(value, type);
    if (kind == NodeKind::is) return constant(Value::boolean(matches), result, place);
    if (matches && !type.is(Type::Kind::interval)) return constant(value, result, place);
    if (value.is_null() || (!matches && kind == NodeKind::as)) {
      return constant(Value(), result, place);
    }
  }
  return node(kind, builder_->add_type(type), {&operand, 1}, result, place);
}

Typed Emitter::query(QueryPlan plan, const Type& type, Place place) {
  return node(NodeKind::query, builder_->add_query(std::move(plan)), {}, type, place);
}

Typed Emitter::convert_structure(const Typed& from, const Type& to, Place place) {
  const auto cost = conversion_cost(from.type, to);
  constexpr int free_of_work = 2;
  if (cost && *cost <= free_of_work && !holds_open_interval(from.type)) return {from.node, to};
  return operation(promote_operation(), {&from, 1}, to, place);
}

Typed Emitter::convert(const Typed& from, const Type& to, Place place) {
  if (!from.ok() || from.type == to || to.is(Type::Kind::any)) return from;
  if (is_null_type(from.type)) {
    return is_constant(from) ? constant(Value(), to, place) : Typed{from.node, to};
  }
  if (from.type.is(Type::Kind::any)) return type_test(NodeKind::as, from, to, place);
  if (from.type.is(Type::Kind::value_set) && to.is(Type::Kind::list)) {
    const Overload& expand = OperatorTable::standard().find("ExpandValueSet").front();
    return convert(operation(*expand.declaration, {&from, 1}, expand.result, place), to, place);
  }
  if (const auto* operation_of = conversion_operation(from.type.kind(), to.kind())) {
    return operation(*operation_of, {&from, 1}, to, place);
  }
  return convert_structure(from, to, place);
}

}  // namespace palpate::cql::check
