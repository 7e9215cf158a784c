// Type specifiers.

#include <utility>

#include "cql/syntax/parse.hpp"

namespace palpate::cql {

using ast::TypeSpecifier;
using ast::TypeSpecifierPtr;

TypeSpecifierPtr Parser::type() {
  const Nested nested(*this);
  if (nested.too_deep()) {
    too_deep();
    return std::make_unique<TypeSpecifier>();
  }
  if (at("List")) return generic_type(TypeSpecifier::Kind::list);
  if (at("Interval")) return generic_type(TypeSpecifier::Kind::interval);
  if (at("Choice") && at("<", 1)) return generic_type(TypeSpecifier::Kind::choice);
  if (at("Tuple")) return tuple_type();
  return named_type();
}

TypeSpecifierPtr Parser::named_type() {
  auto result = std::make_unique<TypeSpecifier>();
  const auto begin = here();
  result->span = begin;
  const auto type_name = [this] { return at_reference() || at_any({"Code", "Concept"}); };
  if (lost() || !type_name()) {
    if (!lost()) fail_expecting("a type");
    return result;
  }
  result->name = read_name();
  while (accept(".")) {
    auto& qualifier = result->qualifier;
    if (qualifier) {
      qualifier->text.append(".").append(result->name.text);
      qualifier->span.end = result->name.span.end;
    } else {
      qualifier = std::move(result->name);
    }
    if (!type_name()) {
      fail_expecting("a type after '.'");
      break;
    }
    result->name = read_name();
  }
  result->span = since(begin);
  return result;
}

TypeSpecifierPtr Parser::generic_type(TypeSpecifier::Kind kind) {
  auto result = std::make_unique<TypeSpecifier>();
  result->kind = kind;
  const auto word = next();
  const auto opening = here();
  if (expect("<", "after '" + std::string(word.text) + "'")) {
    do {
      result->arguments.push_back(type());
      recover({",", ">"});
    } while (kind == TypeSpecifier::Kind::choice && accept(","));
    close(">", opening, kind == TypeSpecifier::Kind::choice ? "','" : "");
  }
  result->span = since(word.span);
  return result;
}

TypeSpecifierPtr Parser::tuple_type() {
  auto result = std::make_unique<TypeSpecifier>();
  result->kind = TypeSpecifier::Kind::tuple;
  const auto begin = next().span;
  const auto opening = here();
  if (expect("{", "after 'Tuple'")) {
    do {
      auto name = referable_name("the name of an element");
      result->elements.emplace_back(std::move(name), type());
      recover({",", "}"});
    } while (accept(","));
    close("}", opening, "','");
  }
  result->span = since(begin);
  return result;
}

}  // namespace palpate::cql
