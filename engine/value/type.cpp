#include "value/type.hpp"

#include <algorithm>
#include <array>

namespace palpate {
namespace {

struct KindName {
  std::string_view name;
  Type::Kind kind;
};

constexpr std::array<KindName, 16> system_types{{
    {"Any", Type::Kind::any},
    {"Boolean", Type::Kind::boolean},
    {"Integer", Type::Kind::integer},
    {"Long", Type::Kind::long_integer},
    {"Decimal", Type::Kind::decimal},
    {"String", Type::Kind::string},
    {"Date", Type::Kind::date},
    {"DateTime", Type::Kind::date_time},
    {"Time", Type::Kind::time},
    {"Quantity", Type::Kind::quantity},
    {"Ratio", Type::Kind::ratio},
    {"Code", Type::Kind::code},
    {"Concept", Type::Kind::concept_},
    {"ValueSet", Type::Kind::value_set},
    {"CodeSystem", Type::Kind::code_system},
    {"Vocabulary", Type::Kind::vocabulary},
}};

std::string_view simple_name(Type::Kind kind) {
  for (const KindName& entry : system_types) {
    if (entry.kind == kind) return entry.name;
  }
  return {};
}

std::string join(std::span<const Type> types) {
  std::string text;
  for (const Type& type : types) {
    if (!text.empty()) text += ", ";
    text += type.to_string();
  }
  return text;
}

std::string join(std::span<const Type::Element> elements) {
  std::string text;
  for (const Type::Element& element : elements) {
    if (!text.empty()) text += ", ";
    text += element.name + " " + element.type.to_string();
  }
  return text;
}

/// A choice has no order: each member of one must be in the other.
bool same_members(std::span<const Type> a, std::span<const Type> b) {
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const Type& member) {
           return std::find(b.begin(), b.end(), member) != b.end();
         });
}

}  // namespace

struct Type::Node {
  Kind kind = Kind::any;
  std::string name;
  std::vector<Type> types;  ///< the element, the point, or the members of a choice
  std::vector<Element> elements;
};

Type::Type() = default;

Type Type::simple(Kind kind) {
  Type type;
  type.simple_ = kind;
  return type;
}

Type Type::list(Type element) {
  auto node = std::make_shared<Node>();
  node->kind = Kind::list;
  node->types.push_back(std::move(element));
  return Type(std::move(node));
}

Type Type::interval(Type point) {
  auto node = std::make_shared<Node>();
  node->kind = Kind::interval;
  node->types.push_back(std::move(point));
  return Type(std::move(node));
}

Type Type::tuple(std::vector<Element> elements) {
  auto node = std::make_shared<Node>();
  node->kind = Kind::tuple;
  std::stable_sort(elements.begin(), elements.end(),
                   [](const Element& a, const Element& b) { return a.name < b.name; });
  node->elements = std::move(elements);
  return Type(std::move(node));
}

Type Type::choice(std::vector<Type> members) {
  std::vector<Type> flat;
  const auto add = [&flat](const Type& member) {
    if (std::find(flat.begin(), flat.end(), member) == flat.end()) flat.push_back(member);
  };
  for (const Type& member : members) {
    if (!member.is(Kind::choice)) {
      add(member);
      continue;
    }
    for (const Type& inner : member.members()) add(inner);
  }
  if (flat.size() == 1) return flat.front();
  auto node = std::make_shared<Node>();
  node->kind = Kind::choice;
  node->types = std::move(flat);
  return Type(std::move(node));
}

Type Type::named(std::string name, std::vector<Element> elements) {
  auto node = std::make_shared<Node>();
  node->kind = Kind::named;
  node->name = std::move(name);
  node->elements = std::move(elements);
  return Type(std::move(node));
}

Type Type::variable(std::string name) {
  auto node = std::make_shared<Node>();
  node->kind = Kind::variable;
  node->name = std::move(name);
  return Type(std::move(node));
}

Type::Kind Type::kind() const { return node_ ? node_->kind : simple_; }

const Type& Type::element() const {
  static const Type any;
  return node_ && !node_->types.empty() ? node_->types.front() : any;
}

std::span<const Type::Element> Type::elements() const {
  if (!node_) return {};
  return node_->elements;
}

std::span<const Type> Type::members() const {
  if (!is(Kind::choice)) return {};
  return node_->types;
}

const std::string& Type::name() const {
  static const std::string none;
  return node_ ? node_->name : none;
}

const Type* Type::find_element(std::string_view name) const {
  for (const Element& element : elements()) {
    if (element.name == name) return &element.type;
  }
  return nullptr;
}

std::string Type::to_string() const {
  switch (kind()) {
    case Kind::list:
      return "List<" + element().to_string() + ">";
    case Kind::interval:
      return "Interval<" + element().to_string() + ">";
    case Kind::tuple:
      return "Tuple{" + join(elements()) + "}";
    case Kind::choice:
      return "Choice<" + join(members()) + ">";
    case Kind::named:
    case Kind::variable:
      return name();
    default:
      return std::string(simple_name(kind()));
  }
}

bool operator==(const Type& a, const Type& b) {
  if (a.kind() != b.kind()) return false;
  if (a.node_ == b.node_) return true;
  if (a.is(Type::Kind::choice)) return same_members(a.members(), b.members());
  return a.node_->name == b.node_->name && a.node_->types == b.node_->types &&
         a.node_->elements == b.node_->elements;
}

std::pair<Type, bool> system_type(std::string_view name) {
  constexpr std::string_view qualifier = "System.";
  if (name.substr(0, qualifier.size()) == qualifier) name.remove_prefix(qualifier.size());
  for (const KindName& entry : system_types) {
    if (entry.name == name) return {Type::simple(entry.kind), true};
  }
  return {Type(), false};
}

}  // namespace palpate
