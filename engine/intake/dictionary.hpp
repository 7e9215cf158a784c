#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/document.hpp"
#include "value/value.hpp"

namespace palpate::intake {

/// must_ask: any intake can ask it and a serious flag hangs on it. should_ask: to be asked before
/// the patient leaves. optional: tests, examiner's findings, records.
enum class Tier : std::uint8_t { must_ask, should_ask, optional };
enum class AskedOf : std::uint8_t { patient, clinician, record };
enum class ItemType : std::uint8_t {
  boolean,
  integer,
  decimal,
  quantity,
  choice,   ///< one option (CQL String)
  choices,  ///< several options (CQL List<String>); an empty list is not an answer
  date,     ///< may be partial: "1962", "1962-05"
  text
};
std::string_view to_string(Tier tier);  ///< "must-ask" …
std::string_view to_string(AskedOf asked_of);
std::string_view to_string(ItemType type);

struct Option {
  std::string id;
  std::string label;
};
struct Coding {
  std::string system;  ///< "LOINC", "SNOMED CT", "ICD-10"
  std::string code;
  std::string display;
};
struct Group {
  std::string id;
  std::string title;
};

using ItemIndex = std::uint32_t;

/// One question of the dictionary.
struct Item {
  std::string id;
  std::string question;
  std::string help;
  ItemType type = ItemType::boolean;
  std::string unit;                   ///< UCUM, of quantity
  const Unit* parsed_unit = nullptr;  ///< lives as long as the Dictionary
  std::vector<Option> options;
  std::string none_option;               ///< of choices: the option that means "none of these"
  bool sided = false;                    ///< {left, right}: two slots, else one
  std::optional<Decimal> plausible_min;  ///< inclusive, in the item's unit
  std::optional<Decimal> plausible_max;
  Tier tier = Tier::optional;
  AskedOf asked_of = AskedOf::patient;
  std::uint32_t group = 0;
  std::vector<std::string> concerning;  ///< values that count as the worrying answer, as written
  std::string applies;                  ///< definition; empty: always
  std::string otherwise;                ///< CQL literal that the item has where it does not apply
  std::string derived;                  ///< definition that fills it when it is left unanswered
  std::string method;
  std::string examiner;
  std::vector<Coding> codes;
  std::vector<std::string> sources;
  std::uint32_t slot = 0;  ///< first slot
  std::string pointer;     ///< of the item in intake.yaml, for diagnostics

  std::uint32_t slots() const { return sided ? 2 : 1; }
};

/// Answers that cannot all be right: true definition = contradiction among `items`.
struct Contradiction {
  std::string id;
  std::string definition;
  std::vector<std::string> items;
  std::string message;
  std::string pointer;
};

/// The intake dictionary: the one source of the assessment's schema, the CQL data model, the
/// question list. Immutable once loaded; thread-safe to share.
class Dictionary {
 public:
  std::string id;       ///< "lumbopelvic-intake"
  std::string version;  ///< semver
  std::string model;    ///< CQL model name: "LumbopelvicIntake"
  std::string context;  ///< CQL context name: "Assessment"
  std::vector<Group> groups;
  std::vector<Item> items;
  std::vector<Contradiction> contradictions;
  std::uint32_t slot_count = 0;

  std::optional<ItemIndex> find(std::string_view item_id) const;
  ItemIndex item_of_slot(std::uint32_t slot) const { return slot_items_[slot]; }
  /// "left" or "right" for a slot of a sided item, else empty.
  std::string_view side_of_slot(std::uint32_t slot) const;
  /// CQL type of an item (of one side: `leaf`).
  Type type_of(const Item& item, bool leaf = false) const;
  /// "id@version": what an assessment names.
  std::string reference() const { return id + "@" + version; }

 private:
  friend std::shared_ptr<const Dictionary> load_dictionary(const Document&, Diagnostics&);
  /// Lets `find` look a view up without making a string of it.
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>{}(name);
    }
  };
  std::unordered_map<std::string, ItemIndex, NameHash, std::equal_to<>> by_id_;
  std::vector<ItemIndex> slot_items_;
  std::pmr::monotonic_buffer_resource arena_;  // of the parsed units
};

/// Reads intake.yaml. Structure (names, types, ranges, units, options) is checked here, codes
/// RS0200–RS0299; that definitions exist is the rule set loader's. Null on errors.
std::shared_ptr<const Dictionary> load_dictionary(const Document& document,
                                                  Diagnostics& diagnostics);

/// An empty assessment to fill in: every item with null, grouped in dictionary order, as JSON.
std::string assessment_template(const Dictionary& dictionary);
/// JSON Schema (draft 7) of an assessment for this dictionary.
std::string assessment_schema(const Dictionary& dictionary);
/// The questions as a form would ask them, as plain text for a terminal or as JSON.
std::string questions_text(const Dictionary& dictionary);
std::string questions_json(const Dictionary& dictionary);

}  // namespace palpate::intake
