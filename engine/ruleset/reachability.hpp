#pragma once

#include <cstdint>
#include <vector>

#include "cql/cql.hpp"

namespace palpate::ruleset {

/// Slots that evaluating a definition may read, ascending.
std::vector<std::uint32_t> reachable_slots(const cql::Program& program,
                                           cql::DefinitionId definition);
/// Definitions that evaluating a definition may need, itself among them, ascending.
std::vector<cql::DefinitionId> reachable_definitions(const cql::Program& program,
                                                     cql::DefinitionId definition);

}  // namespace palpate::ruleset
