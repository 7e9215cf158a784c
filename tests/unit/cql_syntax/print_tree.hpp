#pragma once

#include <string>

#include "cql/syntax/ast.hpp"

namespace palpate::cql::ast {

/// A tree on one line, as lists in brackets: `a + 1 'mg'` is (Add a (quantity 1 mg)).
std::string print(const Expression& expression);
std::string print(const TypeSpecifier& type);
/// A library, one declaration a line.
std::string print(const Library& library);

}  // namespace palpate::cql::ast
