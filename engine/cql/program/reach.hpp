#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "cql/program/program.hpp"

namespace palpate::cql {

/// Calls `visit` once for every node that evaluating `roots` may touch: through definitions,
/// functions and the clauses of queries.
void for_each_reachable(const Program& program, std::span<const NodeId> roots,
                        const std::function<void(NodeId)>& visit);

/// Slots that evaluating `root` may read, ascending.
std::vector<std::uint32_t> reachable_slots(const Program& program, NodeId root);
/// Definitions that evaluating `root` may need, ascending.
std::vector<DefinitionId> reachable_definitions(const Program& program, NodeId root);
/// Nodes of a query's clauses.
std::vector<NodeId> clause_nodes(const QueryPlan& plan);

}  // namespace palpate::cql
