#pragma once

#include <map>
#include <optional>
#include <string>

#include "cql/operators/table.hpp"
#include "value/type.hpp"

/// Types while checking: subtypes, implicit conversions, common types, type variables.
/// The literal null has a type of its own here, `null_type()`, which converts to every type and
/// whose expressions can only be null; `{}` is a list of it. It leaves the checker as Any.
namespace palpate::cql::check {

const Type& null_type();
bool is_null_type(const Type& type);
/// null_type replaced by Any, at any depth: what a Program and a message may show.
Type erase_null_type(const Type& type);

/// How well an expression of type `from` serves where `to` is wanted: 0 exact, 1 subtype,
/// 2 null, 3 cast of Any or a choice, 4 and more implicit conversions; nullopt: not at all.
std::optional<int> conversion_cost(const Type& from, const Type& to);
/// The implicit conversion between two simple types, or nullptr.
const Conversion* implicit_conversion(Type::Kind from, Type::Kind to);
/// The least type that both convert to without loss; nullopt: none but a choice.
std::optional<Type> common_type(const Type& a, const Type& b);
/// The same, or the choice of both.
Type common_or_choice(const Type& a, const Type& b);
/// May a value of type `from` be of type `to` (for `is`, `as` and `cast`)?
bool may_be(const Type& from, const Type& to);

/// Type variables of a signature and what they stand for.
class Bindings {
 public:
  /// False when `actual` cannot be of the shape of `pattern`, or its variables clash.
  bool match(const Type& pattern, const Type& actual);
  /// Unbound variables become null_type.
  Type substitute(const Type& pattern) const;

 private:
  bool bind(const std::string& name, const Type& actual);
  std::map<std::string, Type, std::less<>> bound_;
};

}  // namespace palpate::cql::check
