// A mapping file as a Document → CsvMapping. External interface: load_csv_mapping().

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/digest.hpp"
#include "base/document_reader.hpp"
#include "intake/answer.hpp"
#include "intake/csv_column_load.hpp"
#include "intake/csv_mapping.hpp"

namespace palpate::intake {

namespace {

constexpr std::array<std::string_view, 3> delimiter_words = {"comma", "semicolon", "tab"};
constexpr std::string_view delimiters = ",;\t";

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

class Loader {
 public:
  Loader(CsvMapping& mapping, const ObjectReader& root) : mapping_(mapping), root_(root) {}

  void load() {
    load_delimiter();
    load_record_columns();
    load_ignored();
    load_columns();
    check_options();
  }

 private:
  void load_delimiter() {
    const auto word = root_.word<std::size_t>("delimiter", delimiter_words, Presence::optional);
    mapping_.delimiter = delimiters[word.value_or(0)];
  }

  /// A column has one use.
  void claim(const DocumentNode& node, const std::string& column) {
    if (column.empty() || columns_.insert(column).second) return;
    node.error("MP0101", "column " + quoted(column) + " has another use already in this mapping");
  }

  std::string record_column(std::string_view key) {
    const auto name = root_.text(key, Presence::optional);
    if (!name.empty()) claim(*root_.find(key), name);
    return name;
  }

  void load_record_columns() {
    mapping_.id = record_column("id");
    mapping_.subject = record_column("subject");
    const auto node = root_.find("recorded_at");
    if (!node) return;
    mapping_.recorded_at = load_recorded_at(*node);
    claim(*node, mapping_.recorded_at->column);
  }

  /// An ignored column may lack a name, and may be there twice.
  void load_ignored() {
    for (const auto& node : root_.list("ignore", Presence::optional)) {
      if (const auto name = scalar_text(node)) {
        if (!name->empty()) claim(node, *name);
        mapping_.ignore.push_back(*name);
      }
    }
  }

  void load_columns() {
    const auto node = root_.get("columns", Presence::required);
    if (!node) return;
    const auto* columns = node->value().if_object();
    if (columns == nullptr) return node->wrong_type("keys and values: column: item");
    const ColumnLoader loader(mapping_, load_shared_texts(root_));
    for (const auto& entry : *columns) {
      const std::string name(entry.key());
      const auto place = node->at(node->pointer() + "/" + pointer_escape(name));
      claim(place, name);
      if (auto column = loader.load(name, place)) keep(place, std::move(*column));
    }
    if (columns->empty()) node->error("RS0106", "'columns' must not be empty");
  }

  void keep(const DocumentNode& place, CsvColumn column) {
    if (!column.unit_column.empty()) claim(place, column.unit_column);
    const auto& item = mapping_.dictionary->items[column.item];
    for (const auto& other : mapping_.columns) {
      if (other.slot != column.slot) continue;
      if (!column.option.empty() && !other.option.empty() && column.option != other.option)
        continue;
      place.error("MP0102",
                  quoted(item.id) + " is answered by column " + quoted(other.name) + " already",
                  "two columns for one answer could disagree; put one of them under 'ignore'");
      return;
    }
    first_of_slot_.emplace(column.slot, place);
    mapping_.columns.push_back(std::move(column));
  }

  /// Where options have columns of their own, one that has none is never known.
  void check_options() {
    for (const auto& [slot, place] : first_of_slot_) {
      const auto& item = mapping_.dictionary->items[mapping_.dictionary->item_of_slot(slot)];
      std::set<std::string> covered;
      for (const auto& column : mapping_.columns) {
        if (column.slot == slot && !column.option.empty()) covered.insert(column.option);
      }
      std::string open;
      for (const auto& option : item.options) {
        if (option.id == item.none_option || covered.count(option.id) > 0) continue;
        open.append(open.empty() ? "" : ", ").append(option.id);
      }
      if (covered.empty() || open.empty()) continue;
      place.warning("MP0103", "no column is for option " + open + " of " + quoted(item.id) +
                                  ", so that a record answers it only with a concerning option");
    }
  }

  CsvMapping& mapping_;
  const ObjectReader& root_;
  std::set<std::string> columns_;
  std::map<std::uint32_t, DocumentNode> first_of_slot_;
};

void check_dictionary(const ObjectReader& root, const Dictionary& dictionary) {
  const auto named = root.text("dictionary");
  if (named.empty() || named == dictionary.reference()) return;
  root.find("dictionary")
      ->error("MP0104",
              "this mapping is for " + quoted(named) + ", and the rule set has " +
                  quoted(dictionary.reference()),
              "choose the rule set of that dictionary, or bring the mapping up to date");
}

}  // namespace

std::shared_ptr<const CsvMapping> load_csv_mapping(const Document& document,
                                                   std::shared_ptr<const Dictionary> dictionary,
                                                   Diagnostics& diagnostics) {
  // A null root with errors is a file that did not parse: that has been said already.
  if (document.root.is_null() && diagnostics.has_errors()) return nullptr;
  Diagnostics found;
  const ObjectReader root(DocumentNode(document, found), "a mapping",
                          {"dictionary", "delimiter", "id", "subject", "recorded_at", "texts",
                           "decimal_comma", "columns", "ignore"});
  auto mapping = std::make_shared<CsvMapping>();
  mapping->dictionary = std::move(dictionary);
  mapping->digest = sha256(document.source->text());
  if (root.valid()) {
    check_dictionary(root, *mapping->dictionary);
    Loader(*mapping, root).load();
  }
  diagnostics.append(found);
  if (found.has_errors()) return nullptr;
  return mapping;
}

}  // namespace palpate::intake
