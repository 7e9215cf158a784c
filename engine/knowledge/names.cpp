#include "knowledge/names.hpp"

#include <array>

#include "knowledge/graph.hpp"

namespace palpate::knowledge {

std::string_view to_string(NodeKind kind) { return node_kinds[static_cast<std::size_t>(kind)]; }

std::string_view to_string(RelationKind kind) {
  return relation_kinds[static_cast<std::size_t>(kind)];
}

}  // namespace palpate::knowledge
