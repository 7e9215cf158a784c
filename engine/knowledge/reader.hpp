#pragma once

#include <vector>

#include "knowledge/graph.hpp"

namespace palpate::knowledge {

/// What knowledge.yaml says, in its order, before it becomes a graph.
struct Facts {
  std::vector<Entity> entities;
  std::vector<Relation> relations;
};
/// After complaints the facts are incomplete.
Facts read_facts(const Document& document, Diagnostics& diagnostics);

/// Works the same both ways.
inline bool is_symmetric(RelationKind kind) {
  return kind == RelationKind::antagonist || kind == RelationKind::synergist;
}

}  // namespace palpate::knowledge
