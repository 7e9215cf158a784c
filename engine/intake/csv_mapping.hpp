#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/document.hpp"
#include "intake/csv_date.hpp"
#include "intake/dictionary.hpp"

/// What the columns of a CSV file mean (docs/csv.md, schemas/mapping.schema.json).
namespace palpate::intake {

/// What one text in a cell means.
struct CsvMeaning {
  enum class Kind : std::uint8_t { missing, asked_unknown, declined, yes, no, value };
  Kind kind = Kind::missing;
  std::string value;  ///< of `value`: option id, number, date or text, as JSON would hold it

  friend bool operator==(const CsvMeaning&, const CsvMeaning&) = default;
};

/// The texts of a column that have a meaning, sorted by text.
class CsvTexts {
 public:
  /// False when `text` has another meaning already.
  [[nodiscard]] bool add(std::string_view text, CsvMeaning meaning);
  const CsvMeaning* find(std::string_view text) const;
  const std::vector<std::pair<std::string, CsvMeaning>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, CsvMeaning>> all_;
};

/// One column that answers (a part of) an item.
struct CsvColumn {
  std::string name;
  ItemIndex item = 0;
  std::string_view side;  ///< "left", "right" or empty
  std::uint32_t slot = 0;
  std::string option;  ///< of a column that answers one option of a multiple choice with yes or no
  CsvTexts texts;
  std::string unit;         ///< UCUM; empty: the item's
  std::string unit_column;  ///< the column that holds the unit of each cell; empty: none
  std::vector<std::pair<std::string, std::string>> units;  ///< text in unit_column → UCUM
  std::string separator;             ///< between the options of a multiple choice
  std::vector<DatePattern> formats;  ///< tried in order; no text fits two that differ in meaning
  bool decimal_comma = false;
};

struct CsvRecordedAt {
  std::string column;
  std::vector<DatePattern> formats;
  std::string offset;  ///< "+01:00" of times that have none; empty: there are none
  std::string time;    ///< "12:00" of dates that have none; empty: there are none
};

/// A mapping file, checked against the dictionary. Immutable once loaded; thread-safe to share.
struct CsvMapping {
  std::shared_ptr<const Dictionary> dictionary;
  char delimiter = ',';
  std::string id;       ///< column; empty: none
  std::string subject;  ///< column; empty: none
  std::optional<CsvRecordedAt> recorded_at;
  std::vector<CsvColumn> columns;
  std::vector<std::string> ignore;
  std::string digest;  ///< SHA-256 of the mapping file
};

/// Codes RS0101–RS0107 for the form, MP0101–MP0119 for what it says. Null on errors.
std::shared_ptr<const CsvMapping> load_csv_mapping(const Document& document,
                                                   std::shared_ptr<const Dictionary> dictionary,
                                                   Diagnostics& diagnostics);

/// The `dictionary` that a mapping file names ("id@version"); empty when it names none. Finds the
/// rule set to use before there is a dictionary.
std::string mapping_dictionary(const Document& document);

/// Items that no column answers, in dictionary order, as "item" or "item.left": to be told when a
/// file is opened, because their questions count as not asked.
std::vector<std::string> unmapped_items(const CsvMapping& mapping);

/// A mapping file to start from. `header` holds the names of the columns; where it is empty, the
/// columns are named like the items. What is a guess stands in a comment, so that it must be
/// confirmed: a column about which nothing is said does not load.
std::string mapping_template(const Dictionary& dictionary, const std::vector<std::string>& header,
                             char delimiter);

}  // namespace palpate::intake
