// intake.yaml → the dictionary, and the logic of its items: `applies`, `derived`, contradictions.
#include <algorithm>

#include "ruleset/build.hpp"
#include "ruleset/dependency_order.hpp"
#include "ruleset/otherwise.hpp"
#include "ruleset/reachability.hpp"

namespace palpate::ruleset {

namespace {

class ItemLogicReader {
 public:
  ItemLogicReader(Build& build, const Document& document)
      : build_(build), dictionary_(*build.set.dictionary), root_(document, build.diagnostics) {}

  void read() {
    for (const auto& item : dictionary_.items) build_.set.item_logic.push_back(read_item(item));
    if (build_.logic.checkable != nullptr) order();
    for (std::uint32_t i = 0; i < dictionary_.contradictions.size(); ++i) read_contradiction(i);
  }

 private:
  ItemLogic read_item(const intake::Item& item) {
    ItemLogic logic;
    auto& definitions = build_.definitions;
    if (!item.applies.empty()) {
      const auto place = root_.at(item.pointer + "/applies/definition");
      logic.applies = definitions.use(item.applies, place, boolean_type());
      const auto type = dictionary_.type_of(item, true);
      logic.otherwise = read_otherwise(item, type, root_.at(item.pointer + "/applies/otherwise"),
                                       build_.set.arena)
                            .value_or(Value());
    }
    if (!item.derived.empty()) {
      logic.derived = definitions.use(item.derived, root_.at(item.pointer + "/derived"),
                                      dictionary_.type_of(item));
    }
    return logic;
  }

  /// Items that the definition looks at, and that have logic of their own.
  void add_needs(std::uint32_t index, std::optional<cql::DefinitionId> definition,
                 const std::string& key) {
    if (!definition) return;
    for (const auto slot : ruleset::reachable_slots(*build_.logic.checkable, *definition)) {
      const auto needed = dictionary_.item_of_slot(slot);
      if (needed == index) {
        report_self(index, key);
      } else if (has_logic(needed)) {
        needs_[index].push_back(needed);
      }
    }
  }

  bool has_logic(std::uint32_t index) const {
    const auto& logic = build_.set.item_logic[index];
    return logic.applies || logic.derived;
  }

  void report_self(std::uint32_t index, const std::string& key) {
    const auto& item = dictionary_.items[index];
    root_.at(item.pointer + "/" + key)
        .error("RS0192", "'" + key + "' of '" + item.id + "' looks at '" + item.id + "' itself",
               "use an item that is asked before it");
  }

  void order() {
    needs_.resize(dictionary_.items.size());
    for (std::uint32_t i = 0; i < needs_.size(); ++i) {
      add_needs(i, build_.set.item_logic[i].applies, "applies");
      add_needs(i, build_.set.item_logic[i].derived, "derived");
    }
    const auto ordered = dependency_order(needs_);
    for (const auto& cycle : ordered.cycles) report_cycle(cycle);
    for (const auto index : ordered.order) {
      if (has_logic(index)) build_.set.derivation_order.push_back(index);
    }
  }

  void report_cycle(const std::vector<std::uint32_t>& cycle) {
    std::string chain;
    for (const auto index : cycle) chain.append(dictionary_.items[index].id).append(" → ");
    const auto& first = dictionary_.items[cycle.front()];
    const bool derived = build_.set.item_logic[cycle.front()].derived.has_value();
    root_.at(first.pointer + (derived ? "/derived" : "/applies"))
        .error("RS0191", "these items wait for each other: " + chain + first.id,
               "each '→' means: its 'applies' or 'derived' looks at");
  }

  void read_contradiction(std::uint32_t index) {
    const auto& contradiction = dictionary_.contradictions[index];
    const auto place = root_.at(contradiction.pointer + "/definition");
    ContradictionRule rule;
    rule.definition =
        build_.definitions.use(contradiction.definition, place, boolean_type()).value_or(0);
    rule.contradiction = index;
    for (const auto& id : contradiction.items) {
      if (const auto item = dictionary_.find(id)) rule.items.push_back(*item);
    }
    build_.set.contradictions.push_back(std::move(rule));
  }

  Build& build_;
  const intake::Dictionary& dictionary_;
  DocumentNode root_;
  std::vector<std::vector<std::uint32_t>> needs_;
};

/// The sources that a list's elements name, whether or not the rest of an element could be read.
void use_sources(Build& build, const Document& document, const std::string& list) {
  const DocumentNode root(document, build.diagnostics);
  const auto* elements = root.at(list).value().if_array();
  for (std::size_t i = 0; elements != nullptr && i < elements->size(); ++i) {
    const auto sources = list + "/" + std::to_string(i) + "/sources";
    const auto* names = root.at(sources).value().if_array();
    for (std::size_t j = 0; names != nullptr && j < names->size(); ++j) {
      const auto name = root.at(sources + "/" + std::to_string(j));
      if (name.value().is_string()) build.sources.use(name);
    }
  }
}

void mark_related(Build& build, const Document& document) {
  const DocumentNode root(document, build.diagnostics);
  const auto* relations = root.at("/relations").value().if_array();
  for (std::size_t i = 0; relations != nullptr && i < relations->size(); ++i) {
    for (const auto* end : {"/from", "/to"}) {
      const auto name = root.at("/relations/" + std::to_string(i) + end);
      if (name.value().is_string()) {
        build.entities.mark_used(std::string_view(name.value().get_string()));
      }
    }
  }
}

}  // namespace

void read_dictionary(Build& build) {
  const auto* document = build.document("intake.yaml");
  if (document == nullptr) return;
  build.set.dictionary = intake::load_dictionary(*document, build.diagnostics);
  use_sources(build, *document, "/items");
}

void read_knowledge(Build& build) {
  const auto* document = build.document("knowledge.yaml");
  if (document == nullptr) return;
  build.set.graph = knowledge::load_knowledge(*document, build.diagnostics);
  use_sources(build, *document, "/relations");
  mark_related(build, *document);
}

void read_item_logic(Build& build) {
  const auto* document = build.document("intake.yaml");
  if (document == nullptr || build.set.dictionary == nullptr) return;
  ItemLogicReader(build, *document).read();
}

}  // namespace palpate::ruleset
