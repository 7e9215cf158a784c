#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palpate {

/// A CQL type. A small immutable handle; equality is structural. Thread-safe to share.
class Type {
 public:
  enum class Kind : unsigned char {
    any,  ///< System.Any; also the type of the literal null
    boolean,
    integer,
    long_integer,
    decimal,
    string,
    date,
    date_time,
    time,
    quantity,
    ratio,
    code,
    concept_,
    value_set,
    code_system,
    vocabulary,
    list,
    interval,
    tuple,
    choice,
    named,    ///< named: a class of a data model
    variable  ///< a type variable (T) in operator signatures only
  };
  struct Element;

  Type();  ///< Any
  static Type simple(Kind kind);
  static Type list(Type element);
  static Type interval(Type point);
  static Type tuple(std::vector<Element> elements);
  /// Flattened, without duplicates; a single member is that member.
  static Type choice(std::vector<Type> members);
  static Type named(std::string name, std::vector<Element> elements);
  static Type variable(std::string name);

  Kind kind() const;
  bool is(Kind kind) const { return this->kind() == kind; }
  /// Element of a list, point of an interval.
  const Type& element() const;
  std::span<const Element> elements() const;  ///< of tuple or named; sorted by name for tuples
  std::span<const Type> members() const;      ///< of a choice
  const std::string& name() const;            ///< of named and variable
  const Type* find_element(std::string_view name) const;
  /// As CQL writes it: "List<Integer>", "Tuple{left Boolean, right Boolean}".
  std::string to_string() const;

  friend bool operator==(const Type& a, const Type& b);

 private:
  struct Node;
  explicit Type(std::shared_ptr<const Node> node) : node_(std::move(node)) {}
  std::shared_ptr<const Node> node_;  // null for the simple kinds
  Kind simple_ = Kind::any;
};

struct Type::Element {
  std::string name;
  Type type;
  friend bool operator==(const Element&, const Element&) = default;
};

/// "Integer", "System.Integer", "Code" …; nullptr-like Any with false when no system type.
std::pair<Type, bool> system_type(std::string_view name);

}  // namespace palpate
