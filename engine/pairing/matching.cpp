#include "pairing/matching.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/maximum_weighted_matching.hpp>

namespace palpate::pairing {

std::vector<std::optional<std::uint32_t>> maximum_matching(std::size_t lefts, std::size_t rights,
                                                           std::span<const MatchEdge> edges) {
  using Weight = boost::property<boost::edge_weight_t, std::int64_t>;
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS,
                                      boost::no_property, Weight>;
  std::vector<std::optional<std::uint32_t>> matched(lefts);
  if (edges.empty()) return matched;
  Graph graph(lefts + rights);
  for (const auto& edge : edges) {
    boost::add_edge(edge.left, lefts + edge.right, Weight(edge.weight), graph);
  }
  std::vector<boost::graph_traits<Graph>::vertex_descriptor> mate(lefts + rights);
  boost::maximum_weighted_matching(graph, mate.data());
  for (std::size_t left = 0; left < lefts; ++left) {
    if (mate[left] != boost::graph_traits<Graph>::null_vertex()) {
      matched[left] = static_cast<std::uint32_t>(mate[left] - lefts);
    }
  }
  return matched;
}

}  // namespace palpate::pairing
