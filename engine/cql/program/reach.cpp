#include "cql/program/reach.hpp"

#include <algorithm>

namespace palpate::cql {

namespace {

void push(std::vector<NodeId>& nodes, NodeId id) {
  if (id != no_id) nodes.push_back(id);
}

template <typename Id>
std::vector<Id> payloads(const Program& program, NodeId root, NodeKind kind) {
  std::vector<Id> found;
  for_each_reachable(program, std::span(&root, 1), [&](NodeId id) {
    if (program.node(id).kind == kind) found.push_back(program.node(id).payload);
  });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// Where evaluation goes from a node besides its operands.
void push_targets(const Program& program, const Node& node, std::vector<NodeId>& open) {
  if (node.kind == NodeKind::definition) push(open, program.definition(node.payload).root);
  if (node.kind == NodeKind::call) push(open, program.function(node.payload).root);
  if (node.kind == NodeKind::query) {
    for (const auto id : clause_nodes(program.query(node))) open.push_back(id);
  }
}

}  // namespace

std::vector<NodeId> clause_nodes(const QueryPlan& plan) {
  std::vector<NodeId> nodes;
  for (const auto& source : plan.sources) push(nodes, source.expression);
  for (const auto& let : plan.lets) push(nodes, let.expression);
  for (const auto& relationship : plan.relationships) {
    push(nodes, relationship.source.expression);
    push(nodes, relationship.such_that);
  }
  push(nodes, plan.where);
  push(nodes, plan.returns);
  push(nodes, plan.starting);
  push(nodes, plan.step);
  for (const auto& item : plan.sort) push(nodes, item.by);
  return nodes;
}

void for_each_reachable(const Program& program, std::span<const NodeId> roots,
                        const std::function<void(NodeId)>& visit) {
  std::vector<bool> seen(program.nodes().size());
  std::vector<NodeId> open(roots.begin(), roots.end());
  while (!open.empty()) {
    const auto id = open.back();
    open.pop_back();
    if (id == no_id || seen[id]) continue;
    seen[id] = true;
    visit(id);
    const auto& node = program.node(id);
    for (const auto operand : program.operands(node)) open.push_back(operand);
    push_targets(program, node, open);
  }
}

std::vector<std::uint32_t> reachable_slots(const Program& program, NodeId root) {
  return payloads<std::uint32_t>(program, root, NodeKind::slot);
}

std::vector<DefinitionId> reachable_definitions(const Program& program, NodeId root) {
  return payloads<DefinitionId>(program, root, NodeKind::definition);
}

}  // namespace palpate::cql
