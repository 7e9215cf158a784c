#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/document.hpp"

namespace palpate::knowledge {

enum class NodeKind : std::uint8_t { muscle, joint, movement, pattern, region };
enum class RelationKind : std::uint8_t {
  antagonist,       ///< symmetric: works against
  synergist,        ///< symmetric: works with
  inhibits,         ///< a short `from` goes with an underused `to`
  compensates_for,  ///< `from` takes over when `to` is weak
  part_of,          ///< muscle or finding pattern membership
  crosses,
  moves,
  refers_to
};
std::string_view to_string(NodeKind kind);
std::string_view to_string(RelationKind kind);  ///< "antagonist", "compensates-for" …

struct Entity {
  std::string id;
  std::string name;
  NodeKind kind = NodeKind::muscle;
};
struct Relation {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  RelationKind kind = RelationKind::antagonist;
  std::uint32_t weight = 1;  ///< 1 (weak) – 10 (strong): how much it counts in pairing
  std::vector<std::string> sources;
};

/// A way through the graph: relations in order, `forward` false where one is walked backwards.
struct Path {
  struct Step {
    std::uint32_t relation = 0;
    bool forward = true;
  };
  std::vector<Step> steps;
  std::uint32_t weight = 0;  ///< of the weakest step
};

/// Muscles, joints, movements, patterns and how they are related. Immutable; thread-safe.
class KnowledgeGraph {
 public:
  ~KnowledgeGraph();
  std::span<const Entity> entities() const;
  std::span<const Relation> relations() const;
  std::optional<std::uint32_t> find(std::string_view id) const;
  /// Best path from `from` to `to` of at most `max_steps` relations of the given kinds: fewest
  /// steps, then greatest weight, then lowest relation indices. nullopt when there is none. The
  /// path from a node to itself is empty, of weight 10.
  std::optional<Path> path(std::uint32_t from, std::uint32_t to,
                           std::span<const RelationKind> kinds, std::size_t max_steps) const;
  /// Graphviz text.
  std::string to_dot() const;

 private:
  KnowledgeGraph();
  friend std::shared_ptr<const KnowledgeGraph> load_knowledge(const Document&, Diagnostics&);
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads knowledge.yaml; codes RS0300–RS0349, and those of base/document_reader.hpp. Null on
/// errors.
std::shared_ptr<const KnowledgeGraph> load_knowledge(const Document& document,
                                                     Diagnostics& diagnostics);

}  // namespace palpate::knowledge
