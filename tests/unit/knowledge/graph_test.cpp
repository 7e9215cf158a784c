#include "knowledge/graph.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

#include "base/document.hpp"

namespace palpate::knowledge {
namespace {

struct Read {
  std::shared_ptr<const KnowledgeGraph> graph;
  Diagnostics diagnostics;
};

Read read(const std::string& yaml) {
  Read out;
  const auto document =
      parse_yaml(std::make_shared<const SourceText>("knowledge.yaml", yaml), out.diagnostics);
  EXPECT_TRUE(out.diagnostics.empty()) << render(out.diagnostics);
  out.graph = load_knowledge(document, out.diagnostics);
  return out;
}

std::string entities(int count) {
  std::string out = "entities:\n";
  for (int i = 0; i < count; ++i) {
    const auto id = std::to_string(i);
    out += "  - {id: e" + id + ", name: Entity " + id + ", kind: muscle}\n";
  }
  return out;
}

const std::vector<RelationKind> every_kind = {
    RelationKind::antagonist,      RelationKind::synergist, RelationKind::inhibits,
    RelationKind::compensates_for, RelationKind::part_of,   RelationKind::crosses,
    RelationKind::moves,           RelationKind::refers_to};

std::vector<std::uint32_t> relations_of(const Path& path) {
  std::vector<std::uint32_t> out;
  for (const auto& step : path.steps) out.push_back(step.relation);
  return out;
}

constexpr const char* hip = R"(
entities:
  - {id: iliopsoas, name: Iliopsoas, kind: muscle}
  - {id: gluteus-maximus, name: "Gluteus \"max\" \\ imus", kind: muscle}
  - {id: hip, name: Hip, kind: joint}
  - {id: crossed, name: Crossed pattern, kind: pattern}
relations:
  - {from: iliopsoas, relation: antagonist, to: gluteus-maximus, weight: 8}
  - {from: iliopsoas, relation: inhibits, to: gluteus-maximus, weight: 6, sources: [a, b]}
  - {from: iliopsoas, relation: crosses, to: hip, weight: 10}
  - {from: gluteus-maximus, relation: crosses, to: hip, weight: 10}
)";

TEST(KnowledgeGraph, HoldsWhatTheFileSays) {
  const auto read_hip = read(hip);
  ASSERT_NE(read_hip.graph, nullptr) << render(read_hip.diagnostics);
  const auto& graph = *read_hip.graph;
  ASSERT_EQ(graph.entities().size(), 4U);
  EXPECT_EQ(graph.entities()[1].name, "Gluteus \"max\" \\ imus");
  EXPECT_EQ(graph.entities()[2].kind, NodeKind::joint);
  EXPECT_EQ(graph.entities()[3].kind, NodeKind::pattern);
  EXPECT_EQ(graph.find("hip"), std::optional<std::uint32_t>(2));
  EXPECT_EQ(graph.find("knee"), std::nullopt);
  const auto& inhibits = graph.relations()[1];
  EXPECT_EQ(inhibits.kind, RelationKind::inhibits);
  EXPECT_EQ(inhibits.weight, 6U);
  EXPECT_EQ(inhibits.sources, (std::vector<std::string>{"a", "b"}));
}

TEST(KnowledgeGraph, PathToItselfIsEmptyAndOfFullWeight) {
  const auto graph = read(hip).graph;
  const auto path = graph->path(1, 1, {}, 0);
  ASSERT_TRUE(path);
  EXPECT_TRUE(path->steps.empty());
  EXPECT_EQ(path->weight, 10U);
}

TEST(KnowledgeGraph, WalksOnlyTheKindsAskedFor) {
  const auto graph = read(hip).graph;
  const std::vector<RelationKind> inhibits = {RelationKind::inhibits};
  const auto forward = graph->path(0, 1, inhibits, 1);
  ASSERT_TRUE(forward);
  EXPECT_EQ(relations_of(*forward), (std::vector<std::uint32_t>{1}));
  EXPECT_TRUE(forward->steps[0].forward);
  EXPECT_EQ(forward->weight, 6U);
  const auto backward = graph->path(1, 0, inhibits, 1);
  ASSERT_TRUE(backward);
  EXPECT_FALSE(backward->steps[0].forward);
  EXPECT_FALSE(graph->path(0, 2, inhibits, 5));
  EXPECT_FALSE(graph->path(0, 3, every_kind, 5));
}

TEST(KnowledgeGraph, PrefersFewStepsThenWeightThenOrder) {
  const auto graph = read(hip).graph;
  // Both relations lead there in one step; the antagonist weighs more, whatever the way round by
  // the hip would weigh.
  EXPECT_EQ(relations_of(*graph->path(0, 1, every_kind, 3)), (std::vector<std::uint32_t>{0}));
  EXPECT_FALSE(graph->path(0, 1, std::vector<RelationKind>{RelationKind::crosses}, 1));
  const auto round = graph->path(0, 1, std::vector<RelationKind>{RelationKind::crosses}, 2);
  ASSERT_TRUE(round);
  EXPECT_EQ(relations_of(*round), (std::vector<std::uint32_t>{2, 3}));
  EXPECT_TRUE(round->steps[0].forward);
  EXPECT_FALSE(round->steps[1].forward);
}

TEST(KnowledgeGraph, DotEscapesWhatNamesHold) {
  EXPECT_EQ(read(hip).graph->to_dot(), R"(digraph knowledge {
  rankdir=LR;
  "iliopsoas" [label="Iliopsoas", shape=box];
  "gluteus-maximus" [label="Gluteus \"max\" \\ imus", shape=box];
  "hip" [label="Hip", shape=circle];
  "crossed" [label="Crossed pattern", shape=hexagon];
  "iliopsoas" -> "gluteus-maximus" [label="antagonist 8", dir=none];
  "iliopsoas" -> "gluteus-maximus" [label="inhibits 6"];
  "iliopsoas" -> "hip" [label="crosses 10"];
  "gluteus-maximus" -> "hip" [label="crosses 10"];
}
)");
}

/// All simple paths by brute force; the best by the contract's order.
std::optional<std::pair<std::uint32_t, std::vector<std::uint32_t>>> best_by_force(
    const KnowledgeGraph& graph, std::uint32_t from, std::uint32_t to, std::size_t max_steps) {
  using Key = std::tuple<std::size_t, int, std::vector<std::uint32_t>>;
  std::optional<Key> best;
  std::vector<std::uint32_t> way;
  std::vector<bool> visited(graph.entities().size());
  const std::function<void(std::uint32_t, int)> walk = [&](std::uint32_t at, int weight) {
    if (at == to) {
      const Key key{way.size(), -weight, way};
      if (!best || key < *best) best = key;
      return;
    }
    if (way.size() == max_steps) return;
    visited[at] = true;
    for (std::uint32_t i = 0; i < graph.relations().size(); ++i) {
      const auto& relation = graph.relations()[i];
      if (relation.from != at && relation.to != at) continue;
      const auto next = relation.from == at ? relation.to : relation.from;
      if (visited[next]) continue;
      way.push_back(i);
      walk(next, std::min(weight, static_cast<int>(relation.weight)));
      way.pop_back();
    }
    visited[at] = false;
  };
  walk(from, 10);
  if (!best) return std::nullopt;
  return std::make_pair(static_cast<std::uint32_t>(-std::get<1>(*best)), std::get<2>(*best));
}

RC_GTEST_PROP(KnowledgeGraph, PathIsTheBestOfAllPaths, ()) {
  constexpr int count = 6;
  std::string yaml = entities(count) + "relations:\n";
  std::vector<std::string> seen;
  const auto wanted = *rc::gen::inRange(1, 14);
  for (int i = 0; i < wanted; ++i) {
    const auto from = *rc::gen::inRange(0, count);
    const auto to = *rc::gen::inRange(0, count);
    const std::string kind(to_string(every_kind[*rc::gen::inRange<std::size_t>(2, 8)]));
    const auto key = std::to_string(from) + kind + std::to_string(to);
    if (from == to || std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
    seen.push_back(key);
    yaml += "  - {from: e" + std::to_string(from) + ", relation: " + kind + ", to: e" +
            std::to_string(to) + ", weight: " + std::to_string(*rc::gen::inRange(1, 11)) + "}\n";
  }
  if (seen.empty()) return;
  const auto graph = read(yaml).graph;
  RC_ASSERT(graph != nullptr);
  const auto from = static_cast<std::uint32_t>(*rc::gen::inRange(0, count));
  const auto to = static_cast<std::uint32_t>(*rc::gen::inRange(0, count));
  const auto max_steps = *rc::gen::inRange<std::size_t>(1, 5);
  const auto found = graph->path(from, to, every_kind, max_steps);
  const auto expected = best_by_force(*graph, from, to, max_steps);
  RC_ASSERT(found.has_value() == expected.has_value());
  if (!found) return;
  RC_ASSERT(found->weight == expected->first);
  RC_ASSERT(relations_of(*found) == expected->second);
}

struct Mistake {
  const char* name;
  const char* entities;
  const char* relations;
  const char* code;
  const char* shown;
};

class KnowledgeMistake : public testing::TestWithParam<Mistake> {};

TEST_P(KnowledgeMistake, IsReportedOnce) {
  const auto& mistake = GetParam();
  const auto result = read(std::string("entities:\n  - {id: a, name: A, kind: muscle}\n"
                                       "  - {id: b, name: B, kind: muscle}\n") +
                           mistake.entities + "relations:\n" + mistake.relations);
  EXPECT_EQ(result.graph, nullptr);
  const auto text = render(result.diagnostics);
  ASSERT_EQ(result.diagnostics.all().size(), 1U) << text;
  EXPECT_EQ(result.diagnostics.all()[0].code, mistake.code) << text;
  EXPECT_NE(text.find(mistake.shown), std::string::npos) << text;
}

constexpr const char* fine = "  - {from: a, relation: synergist, to: b, weight: 1}\n";

INSTANTIATE_TEST_SUITE_P(
    Each, KnowledgeMistake,
    testing::Values(
        Mistake{"TwoOfOneName", "  - {id: a, name: C, kind: muscle}\n", fine, "RS0301",
                "the entity 'a' is defined twice"},
        Mistake{"UnknownEntity", "", "  - {from: a, relation: moves, to: bb, weight: 1}\n",
                "RS0302", "did you mean 'b'?"},
        Mistake{"ToItself", "", "  - {from: a, relation: moves, to: a, weight: 1}\n", "RS0303",
                "itself"},
        Mistake{"Twice", "",
                "  - {from: a, relation: moves, to: b, weight: 1}\n"
                "  - {from: a, relation: moves, to: b, weight: 2}\n",
                "RS0304", "the first is in line 5"},
        Mistake{"SymmetricTwice", "",
                "  - {from: a, relation: synergist, to: b, weight: 1}\n"
                "  - {from: b, relation: synergist, to: a, weight: 2}\n",
                "RS0304", "works both ways"},
        Mistake{"UnknownRelation", "", "  - {from: a, relation: antagonst, to: b, weight: 1}\n",
                "RS0104", "did you mean 'antagonist'?"},
        Mistake{"WeightTooGreat", "", "  - {from: a, relation: moves, to: b, weight: 11}\n",
                "RS0105", "from 1 to 10"},
        Mistake{"NoWeight", "", "  - {from: a, relation: moves, to: b}\n", "RS0102",
                "a relation needs 'weight'"},
        Mistake{"UnknownKind", "  - {id: c, name: C, kind: bone}\n", fine, "RS0104",
                "muscle, joint, movement, pattern or region"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace palpate::knowledge
