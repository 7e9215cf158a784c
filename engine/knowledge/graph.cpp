// Facts → a Boost graph, and the ways through it. External interface: graph.hpp.
#include "knowledge/graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <unordered_map>
#include <utility>

#include "knowledge/reader.hpp"

namespace palpate::knowledge {

namespace {

/// Relations may be walked both ways, so the graph is undirected; an edge carries its relation.
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                          boost::property<boost::edge_index_t, std::uint32_t>>;
using Edge = Graph::edge_descriptor;
constexpr std::uint32_t whole_weight = 10;
constexpr std::size_t unreachable = SIZE_MAX;

/// Lets the edges of the wanted kinds through.
struct OfKinds {
  const Graph* graph = nullptr;
  const std::vector<Relation>* relations = nullptr;
  std::span<const RelationKind> kinds;

  bool operator()(const Edge& edge) const {
    const auto kind = (*relations)[boost::get(boost::edge_index, *graph, edge)].kind;
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }
};
using View = boost::filtered_graph<Graph, OfKinds>;

std::vector<std::size_t> distances_to(const View& view, std::uint32_t target) {
  std::vector<std::size_t> distance(boost::num_vertices(view), unreachable);
  distance[target] = 0;
  const auto recorder =
      boost::make_bfs_visitor(boost::record_distances(distance.data(), boost::on_tree_edge()));
  boost::breadth_first_search(view, target, boost::visitor(recorder));
  return distance;
}

/// The shortest paths to one target, and the best among them.
class ShortestPaths {
 public:
  ShortestPaths(const View& view, const std::vector<Relation>& relations, std::uint32_t target)
      : view_(view),
        relations_(relations),
        distance_(distances_to(view, target)),
        best_(distance_.size(), 0) {
    best_[target] = whole_weight;
  }

  std::size_t length_from(std::uint32_t vertex) const { return distance_[vertex]; }

  Path from(std::uint32_t vertex) {
    find_best_weights(distance_[vertex]);
    Path path;
    path.weight = best_[vertex];
    while (distance_[vertex] > 0) vertex = take_step(vertex, path);
    return path;
  }

 private:
  std::uint32_t relation_of(const Edge& edge) const {
    return boost::get(boost::edge_index, view_.m_g, edge);
  }

  /// Greatest weight of a weakest step, for every vertex up to `length` steps away.
  void find_best_weights(std::size_t length) {
    for (std::size_t steps = 1; steps <= length; ++steps) {
      for (std::size_t vertex = 0; vertex < distance_.size(); ++vertex) {
        if (distance_[vertex] == steps) best_[vertex] = best_weight(vertex);
      }
    }
  }

  std::uint32_t best_weight(std::size_t vertex) const {
    std::uint32_t best = 0;
    const auto edges = boost::out_edges(vertex, view_);
    for (auto edge = edges.first; edge != edges.second; ++edge) {
      const auto next = boost::target(*edge, view_);
      if (distance_[next] + 1 != distance_[vertex]) continue;
      best = std::max(best, std::min(best_[next], relations_[relation_of(*edge)].weight));
    }
    return best;
  }

  /// The lowest relation that leads nearer without falling below the path's weight.
  std::uint32_t take_step(std::uint32_t vertex, Path& path) const {
    auto relation = static_cast<std::uint32_t>(relations_.size());
    auto nearer = vertex;
    const auto edges = boost::out_edges(vertex, view_);
    for (auto edge = edges.first; edge != edges.second; ++edge) {
      const auto next = boost::target(*edge, view_);
      const auto candidate = relation_of(*edge);
      if (distance_[next] + 1 != distance_[vertex] || candidate >= relation) continue;
      if (std::min(best_[next], relations_[candidate].weight) < path.weight) continue;
      relation = candidate;
      nearer = static_cast<std::uint32_t>(next);
    }
    path.steps.push_back({relation, relations_[relation].from == vertex});
    return nearer;
  }

  const View& view_;
  const std::vector<Relation>& relations_;
  std::vector<std::size_t> distance_;
  std::vector<std::uint32_t> best_;
};

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out.append("\\n");
      continue;
    }
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

std::string_view shape(NodeKind kind) {
  switch (kind) {
    case NodeKind::muscle:
      return "box";
    case NodeKind::joint:
      return "circle";
    case NodeKind::movement:
      return "cds";
    case NodeKind::pattern:
      return "hexagon";
    case NodeKind::region:
      return "ellipse";
  }
  return "box";
}

}  // namespace

struct KnowledgeGraph::State {
  Facts facts;
  std::unordered_map<std::string, std::uint32_t> by_id;
  Graph graph;
};

KnowledgeGraph::KnowledgeGraph() : state_(std::make_unique<State>()) {}
KnowledgeGraph::~KnowledgeGraph() = default;

std::span<const Entity> KnowledgeGraph::entities() const { return state_->facts.entities; }
std::span<const Relation> KnowledgeGraph::relations() const { return state_->facts.relations; }

std::optional<std::uint32_t> KnowledgeGraph::find(std::string_view id) const {
  const auto found = state_->by_id.find(std::string(id));
  return found != state_->by_id.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<Path> KnowledgeGraph::path(std::uint32_t from, std::uint32_t to,
                                         std::span<const RelationKind> kinds,
                                         std::size_t max_steps) const {
  if (from == to) return Path{{}, whole_weight};
  if (max_steps == 0) return std::nullopt;
  const auto& relations = state_->facts.relations;
  const View view(state_->graph, OfKinds{&state_->graph, &relations, kinds});
  ShortestPaths paths(view, relations, to);
  const auto length = paths.length_from(from);
  if (length == unreachable || length > max_steps) return std::nullopt;
  return paths.from(from);
}

std::string KnowledgeGraph::to_dot() const {
  const auto& facts = state_->facts;
  std::string out = "digraph knowledge {\n  rankdir=LR;\n";
  for (const auto& entity : facts.entities) {
    out.append("  ").append(quoted(entity.id)).append(" [label=").append(quoted(entity.name));
    out.append(", shape=").append(shape(entity.kind)).append("];\n");
  }
  for (const auto& relation : facts.relations) {
    out.append("  ").append(quoted(facts.entities[relation.from].id)).append(" -> ");
    out.append(quoted(facts.entities[relation.to].id)).append(" [label=");
    out.append(
        quoted(std::string(to_string(relation.kind)) + " " + std::to_string(relation.weight)));
    if (is_symmetric(relation.kind)) out.append(", dir=none");
    out.append("];\n");
  }
  return out.append("}\n");
}

std::shared_ptr<const KnowledgeGraph> load_knowledge(const Document& document,
                                                     Diagnostics& diagnostics) {
  Diagnostics own;
  auto facts = read_facts(document, own);
  diagnostics.append(own);
  if (own.has_errors()) return nullptr;
  std::shared_ptr<KnowledgeGraph> graph(new KnowledgeGraph);
  auto& state = *graph->state_;
  state.facts = std::move(facts);
  state.graph = Graph(state.facts.entities.size());
  for (std::uint32_t i = 0; i < state.facts.entities.size(); ++i) {
    state.by_id.emplace(state.facts.entities[i].id, i);
  }
  for (std::uint32_t i = 0; i < state.facts.relations.size(); ++i) {
    const auto& relation = state.facts.relations[i];
    boost::add_edge(relation.from, relation.to, i, state.graph);
  }
  return graph;
}

}  // namespace palpate::knowledge
