#pragma once

#include "cql/program/operation.hpp"

/// What values are made of, declared in types.cpp.
namespace palpate::cql {

/// The values of the elements of a tuple, a structured type, a Quantity or an Interval; lists among
/// them are opened. Of a list, those of its elements, one after the other; of a value that has no
/// elements, none. Elements that are null stay in their place. Of null, null.
Value children(const Invocation& call);
/// Children, then the children of those, and so on.
Value descendants(const Invocation& call);

}  // namespace palpate::cql
