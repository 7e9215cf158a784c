#pragma once

#include "cql/program/operation.hpp"
#include "cql/program/program.hpp"

namespace palpate::cql::check {

/// The operation that an implicit conversion between two simple types runs as, or nullptr.
const OverloadDeclaration* conversion_operation(Type::Kind from, Type::Kind to);

/// Implicit conversion of lists, intervals, tuples and choices, element by element, to the
/// node's type. What does not convert becomes null.
const OverloadDeclaration& promote_operation();

}  // namespace palpate::cql::check
