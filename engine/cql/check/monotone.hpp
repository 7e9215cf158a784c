#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "cql/program/program.hpp"

namespace palpate::cql {

/// The information-monotone check (docs/architecture.md, invariant 1): proves, by the operators
/// used, that in every definition reachable from `roots` one more answer may turn null into a
/// value and never turns a value into another one. What reads null as false, zero or a branch is
/// an error (CQL0400–CQL0449) where its operand may be unknown, unless the operand is shown to be
/// known first (`if X is null then null else …`). Inside a known value (the elements of a list, the
/// ends of an interval) there may still be unknowns, unless ContextElement::known_inside says that
/// there are none. Functions of the library `trusted` (the shipped
/// Palpate library, proved by exhaustive test) keep unknown and are not looked into.
/// The suggestion shows how to write it instead.
void check_monotone(const Program& program, std::span<const DefinitionId> roots,
                    std::string_view trusted, Diagnostics& diagnostics);

}  // namespace palpate::cql
