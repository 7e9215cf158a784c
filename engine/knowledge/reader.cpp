// knowledge.yaml → Facts. External interface: read_facts.
#include "knowledge/reader.hpp"

#include <map>
#include <tuple>
#include <utility>

#include "base/document_reader.hpp"
#include "knowledge/names.hpp"

namespace palpate::knowledge {

namespace {

constexpr std::uint32_t greatest_weight = 10;

class FactsReader {
 public:
  Facts read(const DocumentNode& root) {
    const ObjectReader file(root, "knowledge.yaml", {"entities", "relations"});
    for (const auto& node : file.list("entities", Presence::present)) read_entity(node);
    for (const auto& node : file.list("relations", Presence::present)) read_relation(node);
    return std::move(facts_);
  }

 private:
  void read_entity(const DocumentNode& node) {
    const ObjectReader reader(node, "an entity", {"id", "name", "kind"});
    Entity entity;
    entity.id = reader.identifier("id");
    entity.name = reader.text("name");
    entity.kind = reader.word<NodeKind>("kind", node_kinds).value_or(NodeKind::muscle);
    const auto index = static_cast<std::uint32_t>(facts_.entities.size());
    if (!entity.id.empty() && !by_id_.emplace(entity.id, index).second) {
      reader.find("id")->error("RS0301", "the entity '" + entity.id + "' is defined twice");
    }
    facts_.entities.push_back(std::move(entity));
  }

  void read_relation(const DocumentNode& node) {
    const ObjectReader reader(node, "a relation", {"from", "relation", "to", "weight", "sources"});
    const auto from = entity(reader, "from");
    const auto to = entity(reader, "to");
    const auto kind = reader.word<RelationKind>("relation", relation_kinds);
    Relation relation;
    relation.weight = reader.number("weight", 1, greatest_weight);
    relation.sources = reader.texts("sources", Presence::optional);
    if (!from || !to || !kind) return;
    relation.from = *from;
    relation.to = *to;
    relation.kind = *kind;
    check(reader, relation);
    facts_.relations.push_back(std::move(relation));
  }

  std::optional<std::uint32_t> entity(const ObjectReader& reader, std::string_view key) {
    const auto node = reader.get(key, Presence::required);
    const auto id = node ? node->text() : std::nullopt;
    if (!id) return std::nullopt;
    const auto found = by_id_.find(*id);
    if (found != by_id_.end()) return found->second;
    node->error("RS0302", "there is no entity '" + *id + "'", did_you_mean(*id, ids()));
    return std::nullopt;
  }

  void check(const ObjectReader& reader, const Relation& relation) {
    if (relation.from == relation.to) {
      reader.find("to")->error("RS0303", "an entity cannot be related to itself");
      return;
    }
    auto from = relation.from;
    auto to = relation.to;
    if (is_symmetric(relation.kind) && from > to) std::swap(from, to);
    if (!seen_.emplace(std::make_tuple(from, to, relation.kind), reader.node()).second) {
      reader.node().error("RS0304", "this relation is given twice; " + same_as(from, to, relation));
    }
  }

  std::string same_as(std::uint32_t from, std::uint32_t to, const Relation& relation) const {
    const auto& first = seen_.at(std::make_tuple(from, to, relation.kind));
    const auto& document = first.document();
    const auto line = document.source->position(document.place(first.pointer()).begin).line;
    return "the first is in line " + std::to_string(line) +
           (is_symmetric(relation.kind) ? " (it works both ways)" : "");
  }

  std::vector<std::string_view> ids() const {
    std::vector<std::string_view> out;
    for (const auto& entry : by_id_) out.push_back(entry.first);
    return out;
  }

  Facts facts_;
  std::map<std::string, std::uint32_t> by_id_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, RelationKind>, DocumentNode> seen_;
};

}  // namespace

Facts read_facts(const Document& document, Diagnostics& diagnostics) {
  return FactsReader().read(DocumentNode(document, diagnostics));
}

}  // namespace palpate::knowledge
