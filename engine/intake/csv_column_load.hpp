#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/document_reader.hpp"
#include "intake/csv_mapping.hpp"

// Internal to loading a mapping file: what stands under one column.
namespace palpate::intake {

/// The texts that a mapping gives a meaning in all columns, or in one; a list that is not given
/// leaves the wider one in force.
struct TextLists {
  struct Text {
    std::string text;
    DocumentNode place;
  };
  using List = std::optional<std::vector<Text>>;
  std::array<List, 5> lists;  ///< by CsvMeaning::Kind, without `value`
};

/// What the whole mapping says of its columns.
struct SharedTexts {
  TextLists texts;
  bool decimal_comma = false;
};
SharedTexts load_shared_texts(const ObjectReader& root);

/// A scalar as the text of a cell; numbers and words as they are written. Complains otherwise.
std::optional<std::string> scalar_text(const DocumentNode& node);

CsvRecordedAt load_recorded_at(const DocumentNode& node);

/// Reads what stands under `columns`. Views the mapping.
class ColumnLoader {
 public:
  ColumnLoader(const CsvMapping& mapping, SharedTexts shared)
      : mapping_(mapping), shared_(std::move(shared)) {}

  /// nullopt after a complaint that leaves nothing to keep.
  std::optional<CsvColumn> load(const std::string& name, const DocumentNode& node) const;

 private:
  bool find_item(const DocumentNode& node, const std::string& text, CsvColumn& column) const;
  void load_parts(const ObjectReader& reader, CsvColumn& column) const;
  void load_option(const ObjectReader& reader, CsvColumn& column) const;
  void load_unit(const ObjectReader& reader, CsvColumn& column) const;
  void load_unit_texts(const ObjectReader& reader, CsvColumn& column) const;
  void load_values(const ObjectReader& reader, CsvColumn& column) const;
  void add_texts(const DocumentNode& node, const TextLists& own, CsvColumn& column) const;
  void check_shared(const DocumentNode& node, const std::string& text,
                    const CsvColumn& column) const;
  const Item& item_of(const CsvColumn& column) const {
    return mapping_.dictionary->items[column.item];
  }

  const CsvMapping& mapping_;
  SharedTexts shared_;
};

}  // namespace palpate::intake
