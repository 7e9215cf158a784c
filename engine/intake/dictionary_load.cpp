// intake.yaml as a Document → Dictionary. External interface: load_dictionary().

#include <algorithm>
#include <memory>
#include <unordered_set>
#include <utility>

#include "intake/dictionary.hpp"
#include "intake/item_load.hpp"
#include "intake/names.hpp"
#include "intake/yaml_node.hpp"

namespace palpate::intake {

namespace {

/// The elements of a list that must be there and hold something.
std::vector<YamlNode> required_list(const YamlNode& node, std::string_view name) {
  auto nodes = node.list(name);
  if (!node.has(name)) {
    node.error("RS0202", "'" + std::string(name) + "' is missing here");
  } else if (nodes.empty()) {
    node.child(name)->error("RS0204", "this must be a list that is not empty");
  }
  return nodes;
}

/// Ids seen so far; the second of two alike is reported.
class Ids {
 public:
  explicit Ids(std::string_view what) : what_(what) {}

  void add(const YamlNode& node, const std::string& id) {
    if (id.empty() || seen_.insert(id).second) return;
    const auto message = "there are two " + std::string(what_) + " '" + id + "'";
    node.child("id")->error("RS0209", message);
  }

 private:
  std::string_view what_;
  std::unordered_set<std::string> seen_;
};

void load_header(const YamlNode& root, Dictionary& dictionary) {
  dictionary.id = load_hyphen_id(root, "id");
  dictionary.version = root.required_text("version");
  if (!dictionary.version.empty() && !is_semantic_version(dictionary.version)) {
    root.child("version")->error("RS0210", "a version has three numbers",
                                 "write it as '1.0.0', in quotes");
  }
  for (auto [name, member] :
       {std::pair{"model", &dictionary.model}, std::pair{"context", &dictionary.context}}) {
    *member = root.required_text(name);
    if (!member->empty() && (!is_plain_identifier(*member) || is_cql_keyword(*member))) {
      root.child(name)->error("RS0207", "this must be a plain CQL identifier",
                              "letters and digits only, beginning with a letter");
    }
  }
}

void load_groups(const YamlNode& root, Dictionary& dictionary) {
  Ids ids("groups");
  for (const auto& node : required_list(root, "groups")) {
    if (!node.expect_mapping("a group")) continue;
    node.check_keys({"id", "title"});
    dictionary.groups.push_back(Group{load_hyphen_id(node, "id"), node.required_text("title")});
    ids.add(node, dictionary.groups.back().id);
  }
}

void load_items(const YamlNode& root, Arena& arena, Dictionary& dictionary) {
  Ids ids("items");
  for (const auto& node : required_list(root, "items")) {
    if (!node.expect_mapping("an item")) continue;
    dictionary.items.push_back(load_item(node, dictionary.groups, arena));
    ids.add(node, dictionary.items.back().id);
  }
}

std::vector<std::string> load_contradicting(const YamlNode& node, const Dictionary& dictionary) {
  std::vector<std::string_view> known;
  for (const auto& item : dictionary.items) known.push_back(item.id);
  std::vector<std::string> names;
  for (const auto& place : required_list(node, "items")) {
    auto name = place.text();
    if (name.empty()) continue;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      place.error("RS0223", "there is no item '" + name + "'", did_you_mean(name, known));
    } else if (std::find(names.begin(), names.end(), name) != names.end()) {
      place.error("RS0209", "'" + name + "' is named twice");
    }
    names.push_back(std::move(name));
  }
  return names;
}

void load_contradictions(const YamlNode& root, Dictionary& dictionary) {
  Ids ids("contradictions");
  for (const auto& node : root.list("contradictions")) {
    if (!node.expect_mapping("a contradiction")) continue;
    node.check_keys({"id", "definition", "items", "message"});
    Contradiction contradiction;
    contradiction.id = load_hyphen_id(node, "id");
    contradiction.definition = node.required_text("definition");
    contradiction.items = load_contradicting(node, dictionary);
    contradiction.message = node.required_text("message");
    contradiction.pointer = node.pointer();
    ids.add(node, contradiction.id);
    dictionary.contradictions.push_back(std::move(contradiction));
  }
}

void warn_of_empty_groups(const YamlNode& root, const Dictionary& dictionary) {
  const auto nodes = root.list("groups");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto used = std::any_of(dictionary.items.begin(), dictionary.items.end(),
                                  [i](const Item& item) { return item.group == i; });
    if (!used) {
      nodes[i].warning("RS0224", "no item is in group '" + dictionary.groups[i].id + "'");
    }
  }
}

void load_parts(const YamlNode& root, Arena& arena, Dictionary& dictionary) {
  root.check_keys({"id", "version", "model", "context", "groups", "items", "contradictions"});
  load_header(root, dictionary);
  load_groups(root, dictionary);
  load_items(root, arena, dictionary);
  load_contradictions(root, dictionary);
}

}  // namespace

std::shared_ptr<const Dictionary> load_dictionary(const Document& document,
                                                  Diagnostics& diagnostics) {
  // A null root with errors is a file that did not parse: that has been said already.
  if (document.root.is_null() && diagnostics.has_errors()) return nullptr;

  // Its own list, because one that is full of other files' errors counts no more of them.
  Diagnostics found;
  auto dictionary = std::make_shared<Dictionary>();
  const YamlNode root(document, found);
  if (root.expect_mapping("an intake dictionary")) {
    load_parts(root, dictionary->arena_, *dictionary);
  }
  if (!found.has_errors()) warn_of_empty_groups(root, *dictionary);
  diagnostics.append(found);
  if (found.has_errors()) return nullptr;

  for (auto& item : dictionary->items) {
    const auto index = static_cast<ItemIndex>(dictionary->by_id_.size());
    dictionary->by_id_.emplace(item.id, index);
    item.slot = dictionary->slot_count;
    dictionary->slot_count += item.slots();
    dictionary->slot_items_.insert(dictionary->slot_items_.end(), item.slots(), index);
  }
  return dictionary;
}

}  // namespace palpate::intake
