// Relations between types. External interface: conversion.hpp.
#include "cql/check/conversion.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace palpate::cql::check {
namespace {

/// A choice of more types than this is no help to anyone, and comparing choices is quadratic.
constexpr std::size_t largest_choice = 64;
constexpr int exact_cost = 0;
constexpr int subtype_cost = 1;
constexpr int null_cost = 2;
constexpr int cast_cost = 3;
constexpr int conversion_base_cost = 4;

bool is_subtype(Type::Kind from, Type::Kind to) {
  return to == Type::Kind::vocabulary &&
         (from == Type::Kind::value_set || from == Type::Kind::code_system);
}

/// Nearer conversions first: Integer prefers Long to Decimal to Quantity.
int conversion_rank(Type::Kind to) {
  switch (to) {
    case Type::Kind::long_integer:
    case Type::Kind::date_time:
    case Type::Kind::concept_:
      return conversion_base_cost;
    case Type::Kind::decimal:
      return conversion_base_cost + 1;
    default:
      return conversion_base_cost + 2;
  }
}

std::optional<int> worst(std::optional<int> a, std::optional<int> b) {
  if (!a || !b) return std::nullopt;
  return std::max(*a, *b);
}

std::optional<int> tuple_cost(const Type& from, const Type& to) {
  if (from.elements().size() != to.elements().size()) return std::nullopt;
  std::optional<int> cost = exact_cost;
  for (const Type::Element& element : to.elements()) {
    const Type* actual = from.find_element(element.name);
    if (actual == nullptr) return std::nullopt;
    cost = worst(cost, conversion_cost(*actual, element.type));
  }
  return cost;
}

std::optional<int> to_choice_cost(const Type& from, const Type& to) {
  std::optional<int> best;
  for (const Type& member : to.members()) {
    const auto cost = conversion_cost(from, member);
    if (cost && (!best || *cost < *best)) best = cost;
  }
  if (best && *best == exact_cost) return subtype_cost;
  return best;
}

std::optional<int> from_choice_cost(const Type& from, const Type& to) {
  std::optional<int> best;
  bool all_fit = true;
  for (const Type& member : from.members()) {
    const auto cost = conversion_cost(member, to);
    all_fit = all_fit && cost && *cost <= subtype_cost;
    if (cost && (!best || *cost < *best)) best = cost;
  }
  if (all_fit) return subtype_cost;
  return best ? std::optional<int>(std::max(*best, cast_cost)) : std::nullopt;
}

std::optional<int> simple_cost(Type::Kind from, Type::Kind to) {
  if (from == to) return exact_cost;
  if (is_subtype(from, to)) return subtype_cost;
  if (implicit_conversion(from, to) != nullptr) return conversion_rank(to);
  return std::nullopt;
}

bool is_simple(const Type& type) {
  return !type.is(Type::Kind::list) && !type.is(Type::Kind::interval) &&
         !type.is(Type::Kind::tuple) && !type.is(Type::Kind::named) &&
         !type.is(Type::Kind::choice) && !type.is(Type::Kind::variable);
}

std::optional<Type> common_tuple(const Type& a, const Type& b) {
  if (a.elements().size() != b.elements().size()) return std::nullopt;
  std::vector<Type::Element> elements;
  for (const Type::Element& element : a.elements()) {
    const Type* other = b.find_element(element.name);
    if (other == nullptr) return std::nullopt;
    elements.push_back({element.name, common_or_choice(element.type, *other)});
  }
  return Type::tuple(std::move(elements));
}

std::optional<Type> common_structure(const Type& a, const Type& b) {
  if (a.is(Type::Kind::tuple)) return common_tuple(a, b);
  const auto element = common_type(a.element(), b.element());
  if (!element) return std::nullopt;
  return a.is(Type::Kind::list) ? Type::list(*element) : Type::interval(*element);
}

const Type& code_type() {
  static const Type type = Type::simple(Type::Kind::code);
  return type;
}

}  // namespace

const Type& null_type() {
  static const Type type = Type::variable("null");
  return type;
}

bool is_null_type(const Type& type) { return type == null_type(); }

Type erase_null_type(const Type& type) {
  switch (type.kind()) {
    case Type::Kind::variable:
      return Type();
    case Type::Kind::list:
      return Type::list(erase_null_type(type.element()));
    case Type::Kind::interval:
      return Type::interval(erase_null_type(type.element()));
    case Type::Kind::tuple: {
      std::vector<Type::Element> elements;
      for (const Type::Element& element : type.elements()) {
        elements.push_back({element.name, erase_null_type(element.type)});
      }
      return Type::tuple(std::move(elements));
    }
    case Type::Kind::choice: {
      std::vector<Type> members;
      for (const Type& member : type.members()) members.push_back(erase_null_type(member));
      return Type::choice(std::move(members));
    }
    default:
      return type;
  }
}

const Conversion* implicit_conversion(Type::Kind from, Type::Kind to) {
  for (const Conversion& conversion : conversions()) {
    if (conversion.implicit && conversion.from == from && conversion.to == to) return &conversion;
  }
  return nullptr;
}

std::optional<int> conversion_cost(const Type& from, const Type& to) {
  if (from == to) return exact_cost;
  if (to.is(Type::Kind::any)) return subtype_cost;
  if (is_null_type(from)) return null_cost;
  if (is_null_type(to)) return std::nullopt;
  if (from.is(Type::Kind::any)) return cast_cost;
  if (from.is(Type::Kind::choice)) return from_choice_cost(from, to);
  if (to.is(Type::Kind::choice)) return to_choice_cost(from, to);
  if (from.kind() == to.kind() && (from.is(Type::Kind::list) || from.is(Type::Kind::interval))) {
    return conversion_cost(from.element(), to.element());
  }
  if (from.is(Type::Kind::value_set) && to.is(Type::Kind::list)) {
    const auto cost = conversion_cost(code_type(), to.element());
    return cost ? std::optional<int>(conversion_base_cost + *cost) : std::nullopt;
  }
  if (from.is(Type::Kind::tuple) && to.is(Type::Kind::tuple)) return tuple_cost(from, to);
  if (is_simple(from) && is_simple(to)) return simple_cost(from.kind(), to.kind());
  return std::nullopt;
}

std::optional<Type> common_type(const Type& a, const Type& b) {
  if (a == b || is_null_type(b)) return a;
  if (is_null_type(a)) return b;
  if (a.is(Type::Kind::any) || b.is(Type::Kind::any)) return Type();
  if (a.kind() == b.kind() &&
      (a.is(Type::Kind::list) || a.is(Type::Kind::interval) || a.is(Type::Kind::tuple))) {
    return common_structure(a, b);
  }
  const auto forward = conversion_cost(a, b);
  const auto backward = conversion_cost(b, a);
  // A cast out of a choice loses members; towards the choice nothing is lost.
  const bool forward_loses = forward && a.is(Type::Kind::choice) && *forward > subtype_cost;
  const bool backward_loses = backward && b.is(Type::Kind::choice) && *backward > subtype_cost;
  if (forward && !forward_loses) return b;
  if (backward && !backward_loses) return a;
  return std::nullopt;
}

Type common_or_choice(const Type& a, const Type& b) {
  if (const auto common = common_type(a, b)) return *common;
  std::vector<Type> members;
  for (const Type* type : {&a, &b}) {
    if (type->is(Type::Kind::choice)) {
      members.insert(members.end(), type->members().begin(), type->members().end());
    } else {
      members.push_back(*type);
    }
  }
  if (members.size() > largest_choice) return Type();
  return Type::choice(std::move(members));
}

bool may_be(const Type& from, const Type& to) {
  if (from == to || is_null_type(from) || from.is(Type::Kind::any) || to.is(Type::Kind::any)) {
    return true;
  }
  const auto any_member = [](const Type& choice, auto&& test) {
    const auto members = choice.members();
    return std::any_of(members.begin(), members.end(), test);
  };
  if (from.is(Type::Kind::choice)) {
    return any_member(from, [&to](const Type& member) { return may_be(member, to); });
  }
  if (to.is(Type::Kind::choice)) {
    return any_member(to, [&from](const Type& member) { return may_be(from, member); });
  }
  if (from.kind() != to.kind()) {
    return is_subtype(from.kind(), to.kind()) || is_subtype(to.kind(), from.kind());
  }
  if (from.is(Type::Kind::list) || from.is(Type::Kind::interval)) {
    return may_be(from.element(), to.element());
  }
  return from.is(Type::Kind::tuple) ? conversion_cost(from, to).has_value() : true;
}

bool Bindings::bind(const std::string& name, const Type& actual) {
  const auto [place, added] = bound_.emplace(name, actual);
  if (added) return true;
  const auto common = common_type(place->second, actual);
  if (common) place->second = *common;
  return common.has_value();
}

bool Bindings::match(const Type& pattern, const Type& actual) {
  if (is_null_type(actual) || actual.is(Type::Kind::any)) {
    return !pattern.is(Type::Kind::variable) || bind(pattern.name(), actual);
  }
  if (pattern.is(Type::Kind::variable)) return bind(pattern.name(), actual);
  if (!pattern.is(Type::Kind::list) && !pattern.is(Type::Kind::interval)) return true;
  if (actual.is(Type::Kind::choice)) {
    const auto members = actual.members();
    return std::any_of(members.begin(), members.end(), [&](const Type& member) {
      return member.kind() == pattern.kind() && match(pattern, member);
    });
  }
  if (actual.is(Type::Kind::value_set) && pattern.is(Type::Kind::list)) {
    return match(pattern.element(), code_type());
  }
  return actual.kind() == pattern.kind() && match(pattern.element(), actual.element());
}

Type Bindings::substitute(const Type& pattern) const {
  if (pattern.is(Type::Kind::variable)) {
    const auto found = bound_.find(pattern.name());
    return found == bound_.end() ? null_type() : found->second;
  }
  if (pattern.is(Type::Kind::list)) return Type::list(substitute(pattern.element()));
  if (pattern.is(Type::Kind::interval)) return Type::interval(substitute(pattern.element()));
  return pattern;
}

}  // namespace palpate::cql::check
