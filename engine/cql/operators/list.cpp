// List operators: https://cql.hl7.org/09-b-cqlreference.html#list-operators-2
// Membership and set operators are in list_membership.cpp; here is what goes by position.
#include "cql/operators/list.hpp"

#include <algorithm>
#include <vector>

#include "base/limits.hpp"
#include "cql/operators/list_elements.hpp"
#include "cql/operators/table.hpp"

namespace palpate::cql {
namespace {

std::span<const Value> items_of(const Invocation& call) { return call.operands[0].items(); }

Value at(std::span<const Value> items, std::int64_t index) {
  const bool inside = index >= 0 && index < static_cast<std::int64_t>(items.size());
  return inside ? items[static_cast<std::size_t>(index)] : Value();
}

/// The part from `begin` up to `end`, both clamped to the list. Shares its storage.
Value part(std::span<const Value> items, std::int64_t begin, std::int64_t end) {
  const auto size = static_cast<std::int64_t>(items.size());
  const auto first = std::clamp<std::int64_t>(begin, 0, size);
  const auto last = std::clamp<std::int64_t>(end, first, size);
  return Value::list(
      items.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)));
}

/// An index may be a number that is known only within bounds, which picks no element.
bool is_index(const Value& value) { return value.is(Value::Kind::integer); }

Value exists(const Invocation& call) {
  if (call.operands[0].is_null()) return Value::boolean(false);
  const auto items = items_of(call);
  return Value::boolean(
      std::any_of(items.begin(), items.end(), [](const Value& item) { return !item.is_null(); }));
}

Value first(const Invocation& call) { return at(items_of(call), 0); }

Value last(const Invocation& call) {
  return at(items_of(call), static_cast<std::int64_t>(items_of(call).size()) - 1);
}

Value indexed(const Invocation& call) {
  return is_index(call.operands[1]) ? at(items_of(call), call.operands[1].as_integer()) : Value();
}

/// Null when an element before the first equal one may be equal too.
Value index_of(const Invocation& call) {
  if (call.operands[0].is_null() || call.operands[1].is_null()) return Value();
  std::int32_t index = 0;
  for (const Value& item : items_of(call)) {
    const Truth found = same_element(item, call.operands[1], call.session.compare_context());
    if (!found) return Value();
    if (*found) return Value::integer(index);
    ++index;
  }
  return Value::integer(-1);
}

Value length(const Invocation& call) {
  if (call.operands[0].is_null()) return Value::integer(0);
  return Value::integer(static_cast<std::int32_t>(items_of(call).size()));
}

Value singleton_from(const Invocation& call) {
  if (items_of(call).size() > 1) {
    call.session.fail("'singleton from' of a list that holds more than one element");
    return Value();
  }
  return at(items_of(call), 0);
}

Value skip(const Invocation& call) {
  const Value& count = call.operands[1];
  if (call.operands[0].is_null() || count.is_null()) return call.operands[0];
  if (!is_index(count)) return Value();
  const auto size = static_cast<std::int64_t>(items_of(call).size());
  return part(items_of(call), count.as_integer() < 0 ? size : count.as_integer(), size);
}

Value take(const Invocation& call) {
  const Value& count = call.operands[1];
  if (call.operands[0].is_null()) return Value();
  if (count.is_null()) return Value::list({});
  return is_index(count) ? part(items_of(call), 0, count.as_integer()) : Value();
}

Value tail(const Invocation& call) {
  return part(items_of(call), 1, static_cast<std::int64_t>(items_of(call).size()));
}

/// Negative indexes count from the end.
std::int64_t effective_index(const Value& index, std::int64_t size) {
  return index.as_integer() < 0 ? index.as_integer() + size : index.as_integer();
}

Value slice(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  std::int64_t bounds[2] = {0, static_cast<std::int64_t>(items_of(call).size())};
  const std::int64_t size = bounds[1];
  for (std::size_t at_operand = 1; at_operand < call.operands.size(); ++at_operand) {
    const Value& index = call.operands[at_operand];
    if (index.is_null()) continue;
    if (!is_index(index)) return Value();
    bounds[at_operand - 1] = effective_index(index, size);
  }
  return part(items_of(call), bounds[0], bounds[1]);
}

Value flatten(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  std::vector<Value> result;
  for (const Value& inner : items_of(call)) {
    if (inner.is_null()) continue;
    if (result.size() + inner.items().size() > limits::cql_list_length) {
      call.session.fail("'flatten' makes a list that is too long");
      return Value();
    }
    result.insert(result.end(), inner.items().begin(), inner.items().end());
  }
  return make_list(result, call.session.arena());
}

namespace fn = list;
constexpr auto null_in = NullRule::propagates;
// Also where only a null element is read as a value of its own: `'a' in {null}` is false.
constexpr auto reads = NullRule::reads_null;

constexpr std::string_view list_element = "List<T>, T -> Boolean";
constexpr std::string_view element_list = "T, List<T> -> Boolean";
constexpr std::string_view two_lists = "List<T>, List<T> -> Boolean";
constexpr std::string_view list_of_two = "List<T>, List<T> -> List<T>";

// Of two overloads that fit equally well the earlier one is meant: the suite reads the null of
// `{…} includes null` as a list, and that of `{…} properly includes null` as an element.
constexpr OverloadDeclaration declarations[] = {
    {"Contains", list_element, reads, fn::contains, true, "contains-1"},
    {"Distinct", "List<T> -> List<T>", reads, fn::distinct, true, "distinct"},
    {"Except", list_of_two, reads, fn::excepted, true, "except-1"},
    {"Exists", "List<T> -> Boolean", reads, exists, true, "exists"},
    {"First", "List<T> -> T", null_in, first, true, "first"},
    {"Flatten", "List<List<T>> -> List<T>", reads, flatten, true, "flatten"},
    {"In", element_list, reads, fn::in, true, "in-1"},
    {"IncludedIn", two_lists, reads, fn::included_in, true, "included-in-1"},
    {"IncludedIn", element_list, reads, fn::in, true, "included-in-1"},
    {"Includes", two_lists, reads, fn::includes, true, "includes-1"},
    {"Includes", list_element, reads, fn::contains, true, "includes-1"},
    {"IndexOf", "List<T>, T -> Integer", reads, index_of, true, "indexof"},
    {"Indexer", "List<T>, Integer -> T", null_in, indexed, true, "indexer-1"},
    {"Intersect", list_of_two, reads, fn::intersected, true, "intersect-1"},
    {"Last", "List<T> -> T", null_in, last, true, "last"},
    {"Length", "List<T> -> Integer", reads, length, true, "length-1"},
    {"ProperContains", list_element, reads, fn::properly_contains, true, "properly-includes-1"},
    {"ProperIn", element_list, reads, fn::properly_in, true, "properly-included-in-1"},
    {"ProperIncludedIn", element_list, reads, fn::properly_in, true, "properly-included-in-1"},
    {"ProperIncludedIn", two_lists, reads, fn::properly_included_in, true,
     "properly-included-in-1"},
    {"ProperIncludes", list_element, reads, fn::properly_contains, true, "properly-includes-1"},
    {"ProperIncludes", two_lists, reads, fn::properly_includes, true, "properly-includes-1"},
    {"SingletonFrom", "List<T> -> T", null_in, singleton_from, true, "singleton-from"},
    {"Skip", "List<T>, Integer -> List<T>", reads, skip, true, "skip"},
    {"Slice", "List<T> -> List<T>", null_in, slice, true, "slice"},
    {"Slice", "List<T>, Integer -> List<T>", reads, slice, true, "slice"},
    {"Slice", "List<T>, Integer, Integer -> List<T>", reads, slice, true, "slice"},
    {"Tail", "List<T> -> List<T>", null_in, tail, true, "tail"},
    {"Take", "List<T>, Integer -> List<T>", reads, take, true, "take"},
    {"Union", list_of_two, reads, fn::united, true, "union-1"},
};

}  // namespace

std::span<const OverloadDeclaration> list_operators() { return declarations; }

}  // namespace palpate::cql
