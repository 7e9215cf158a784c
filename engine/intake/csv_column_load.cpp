#include "intake/csv_column_load.hpp"

#include <algorithm>
#include <utility>

#include "intake/answer.hpp"
#include "intake/json_number.hpp"
#include "value/temporal.hpp"
#include "value/unit.hpp"

namespace palpate::intake {

namespace {

constexpr std::array<std::string_view, 5> list_keys = {"missing", "asked_unknown", "declined",
                                                       "yes", "no"};

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

bool is_number(const Item& item) {
  return item.type == ItemType::integer || item.type == ItemType::decimal ||
         item.type == ItemType::quantity;
}

bool is_yes_or_no(const Item& item, const CsvColumn& column) {
  return item.type == ItemType::boolean || !column.option.empty();
}

bool has_options(const Item& item, const CsvColumn& column) {
  return column.option.empty() && (item.type == ItemType::choice || item.type == ItemType::choices);
}

std::vector<std::string_view> option_ids(const Item& item) {
  std::vector<std::string_view> ids;
  for (const auto& option : item.options) ids.push_back(option.id);
  return ids;
}

TextLists load_texts(const std::optional<DocumentNode>& node) {
  TextLists texts;
  if (!node) return texts;
  const ObjectReader reader(*node, "'texts'",
                            {"missing", "asked_unknown", "declined", "yes", "no"});
  for (std::size_t i = 0; i < list_keys.size(); ++i) {
    if (!reader.has(list_keys[i])) continue;
    auto& list = texts.lists[i].emplace();
    for (const auto& element : reader.list(list_keys[i], Presence::optional)) {
      const auto text = scalar_text(element);
      if (text && text->empty() && i > 0) {
        element.error("MP0105", "an empty cell always means not asked");
      } else if (text) {
        list.push_back({*text, element});
      }
    }
  }
  return texts;
}

std::vector<DatePattern> load_formats(const ObjectReader& reader) {
  std::vector<DatePattern> formats;
  const auto node = reader.find("format");
  if (!node) return {*DatePattern::parse("ISO")};
  const auto places = node->value().is_array() ? node->elements() : std::vector{*node};
  for (const auto& place : places) {
    const auto text = place.text();
    if (!text) continue;
    auto pattern = DatePattern::parse(*text);
    if (!pattern) {
      place.error("MP0106", "this is no date format",
                  "write ISO, or YYYY, MM or M, DD or D, hh, mm, ss in their order: DD/MM/YYYY");
      continue;
    }
    for (const auto& other : formats) {
      if (pattern->clashes_with(other)) {
        place.error("MP0107", "a text can fit this and " + quoted(other.text()) +
                                  " and mean two different dates");
      }
    }
    formats.push_back(std::move(*pattern));
  }
  return formats;
}

std::string side_of(std::string_view text) {
  const auto dot = text.find('.');
  return dot == text.npos ? std::string() : std::string(text.substr(dot + 1));
}

}  // namespace

std::optional<std::string> scalar_text(const DocumentNode& node) {
  const auto& value = node.value();
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_bool() || value.is_number()) return std::string(node.written());
  node.wrong_type("a text", "put it in quotes");
  return std::nullopt;
}

SharedTexts load_shared_texts(const ObjectReader& root) {
  return {load_texts(root.find("texts")), root.boolean("decimal_comma", false)};
}

CsvRecordedAt load_recorded_at(const DocumentNode& node) {
  CsvRecordedAt at;
  if (node.value().is_string()) {
    at.column = node.text().value_or("");
    at.formats = {*DatePattern::parse("ISO")};
    return at;
  }
  const ObjectReader reader(node, "'recorded_at'", {"column", "format", "offset", "time"});
  at.column = reader.text("column");
  at.formats = load_formats(reader);
  at.offset = reader.text("offset", Presence::optional);
  at.time = reader.text("time", Presence::optional);
  if (!at.offset.empty() && !parse_date_time("2000-01-01T00:00" + at.offset)) {
    reader.find("offset")->error("MP0108", "this is no offset from UTC",
                                 "write Z, or hours and minutes: \"+01:00\"");
  }
  if (!at.time.empty() && (at.time.size() < 5 || !parse_time(at.time))) {
    reader.find("time")->error("MP0108", "this is no time of day", "write \"12:00\", in quotes");
  }
  return at;
}

std::optional<CsvColumn> ColumnLoader::load(const std::string& name,
                                            const DocumentNode& node) const {
  CsvColumn column;
  column.name = name;
  column.decimal_comma = shared_.decimal_comma;
  if (node.value().is_string()) {
    if (!find_item(node, node.text().value_or(""), column)) return std::nullopt;
    column.formats = {*DatePattern::parse("ISO")};
    add_texts(node, {}, column);
    return column;
  }
  const ObjectReader reader(node, "a column",
                            {"item", "option", "values", "texts", "unit", "unit_column", "units",
                             "separator", "format", "decimal_comma"});
  const auto item = reader.get("item", Presence::required);
  const auto text = item ? item->text() : std::nullopt;
  if (!text || !find_item(*item, *text, column)) return std::nullopt;
  load_parts(reader, column);
  return column;
}

bool ColumnLoader::find_item(const DocumentNode& node, const std::string& text,
                             CsvColumn& column) const {
  if (text.empty()) return false;
  const auto id = text.substr(0, text.find('.'));
  const auto side = side_of(text);
  const auto found = mapping_.dictionary->find(id);
  if (!found) {
    std::vector<std::string_view> ids;
    for (const auto& item : mapping_.dictionary->items) ids.push_back(item.id);
    node.error("MP0109",
               "there is no item " + quoted(id) + " in " + mapping_.dictionary->reference(),
               did_you_mean(id, ids));
    return false;
  }
  const auto& item = mapping_.dictionary->items[*found];
  column.item = *found;
  const bool right = side == "right";
  if (item.sided != (right || side == "left") || (!item.sided && text.find('.') != text.npos)) {
    node.error("MP0110",
               item.sided ? quoted(id) + " is asked of each side"
                          : quoted(id) + " is not asked of each side",
               item.sided ? "write " + id + ".left or " + id + ".right" : "write " + id);
    return false;
  }
  column.slot = item.slot + (right ? 1 : 0);
  column.side = mapping_.dictionary->side_of_slot(column.slot);
  return true;
}

void ColumnLoader::load_parts(const ObjectReader& reader, CsvColumn& column) const {
  const auto& item = item_of(column);
  const auto refuse = [&](std::string_view key, bool fits, const std::string& what) {
    if (fits || !reader.has(key)) return;
    reader.find(key)->error_at_key("MP0111", quoted(key) + " is for " + what + "; " +
                                                 quoted(item.id) + " is of type " +
                                                 std::string(to_string(item.type)));
  };
  refuse("option", item.type == ItemType::choices, "multiple choices");
  refuse("separator", item.type == ItemType::choices && !reader.has("option"),
         "multiple choices in one column");
  refuse("unit", item.type == ItemType::quantity, "quantities");
  refuse("unit_column", item.type == ItemType::quantity, "quantities");
  refuse("units", reader.has("unit_column"), "a 'unit_column'");
  refuse("format", item.type == ItemType::date, "dates");
  refuse("decimal_comma", is_number(item), "numbers");
  load_option(reader, column);
  load_unit(reader, column);
  load_unit_texts(reader, column);
  column.separator = reader.text("separator", Presence::optional);
  column.formats = load_formats(reader);
  column.decimal_comma = reader.boolean("decimal_comma", column.decimal_comma);
  load_values(reader, column);
  add_texts(reader.node(), load_texts(reader.find("texts")), column);
}

void ColumnLoader::load_option(const ObjectReader& reader, CsvColumn& column) const {
  const auto& item = item_of(column);
  const auto node = reader.find("option");
  const auto id = node ? scalar_text(*node) : std::nullopt;
  if (!id || item.type != ItemType::choices) return;
  column.option = *id;
  if (find_option(item, *id) != nullptr) return;
  node->error("MP0112", quoted(*id) + " is no option of " + quoted(item.id),
              did_you_mean(*id, option_ids(item)));
}

void ColumnLoader::load_unit(const ObjectReader& reader, CsvColumn& column) const {
  column.unit = reader.text("unit", Presence::optional);
  column.unit_column = reader.text("unit_column", Presence::optional);
  if (!column.unit.empty() && !column.unit_column.empty()) {
    reader.find("unit")->error_at_key("MP0113", "'unit' and 'unit_column' say two things at once");
  }
}

void ColumnLoader::load_unit_texts(const ObjectReader& reader, CsvColumn& column) const {
  const auto& item = item_of(column);
  const auto check = [&](const DocumentNode& node, const std::string& unit) {
    std::pmr::monotonic_buffer_resource arena;
    const auto parsed = parse_unit(unit, arena);
    if (item.parsed_unit == nullptr || (parsed && commensurable(**parsed, *item.parsed_unit))) {
      return;
    }
    node.error("MP0114", quoted(unit) +
                             (parsed ? " measures something else than "
                                     : " is no unit of UCUM; expected one like ") +
                             quoted(item.unit));
  };
  if (!column.unit.empty()) check(*reader.find("unit"), column.unit);
  const auto node = reader.find("units");
  if (!node) return;
  const auto* units = node->value().if_object();
  if (units == nullptr) return node->wrong_type("keys and values: text: unit");
  for (const auto& entry : *units) {
    const std::string text(entry.key());
    const auto place = node->at(node->pointer() + "/" + pointer_escape(text));
    const auto unit = place.text();
    if (!unit) continue;
    check(place, *unit);
    column.units.emplace_back(text, *unit);
  }
}

namespace {

/// The answer that a translation stands for; nullopt when it is none to this item.
std::optional<CsvMeaning> meaning_of(const Item& item, const CsvColumn& column,
                                     const DocumentNode& node) {
  using Kind = CsvMeaning::Kind;
  if (is_yes_or_no(item, column)) {
    const auto truth = node.boolean();
    if (!truth) return std::nullopt;
    return CsvMeaning{*truth ? Kind::yes : Kind::no, {}};
  }
  const auto text = scalar_text(node);
  if (!text) return std::nullopt;
  if (has_options(item, column) && find_option(item, *text) == nullptr) {
    node.error("MP0112", quoted(*text) + " is no option of " + quoted(item.id),
               did_you_mean(*text, option_ids(item)));
    return std::nullopt;
  }
  const bool good = is_number(item)               ? is_json_number(*text)
                    : item.type == ItemType::date ? parse_date(*text).has_value()
                                                  : true;
  if (!good) {
    node.error("MP0115", "expected " + expected_answer(item));
    return std::nullopt;
  }
  return CsvMeaning{Kind::value, *text};
}

}  // namespace

void ColumnLoader::load_values(const ObjectReader& reader, CsvColumn& column) const {
  const auto node = reader.find("values");
  if (!node) return;
  const auto* values = node->value().if_object();
  if (values == nullptr) return node->wrong_type("keys and values: text: answer");
  for (const auto& entry : *values) {
    const std::string text(entry.key());
    const auto place = node->at(node->pointer() + "/" + pointer_escape(text));
    if (text.find_first_not_of(" \t") == text.npos) {
      place.error_at_key("MP0105", "an empty cell always means not asked");
      continue;
    }
    auto meaning = meaning_of(item_of(column), column, place);
    // The texts of one object differ, so that nothing can contradict yet.
    if (meaning) static_cast<void>(column.texts.add(text, std::move(*meaning)));
  }
}

void ColumnLoader::add_texts(const DocumentNode& node, const TextLists& own,
                             CsvColumn& column) const {
  using Kind = CsvMeaning::Kind;
  const bool yes_or_no = is_yes_or_no(item_of(column), column);
  for (std::size_t i = 0; i < list_keys.size(); ++i) {
    const auto kind = static_cast<Kind>(i);
    if ((kind == Kind::yes || kind == Kind::no) && !yes_or_no) {
      if (own.lists[i] && !own.lists[i]->empty()) {
        own.lists[i]->front().place.error(
            "MP0111", quoted(list_keys[i]) + " is for questions that are answered yes or no");
      }
      continue;
    }
    const auto& list = own.lists[i] ? own.lists[i] : shared_.texts.lists[i];
    if (!list) continue;
    for (const auto& [text, place] : *list) {
      if (!own.lists[i]) check_shared(node, text, column);
      if (column.texts.add(text, {kind, {}})) continue;
      (own.lists[i] ? place : node)
          .error("MP0116", quoted(text) + " has two meanings in column " + quoted(column.name),
                 own.lists[i] ? ""
                              : "say in the column which: texts: {" + std::string(list_keys[i]) +
                                    ": [...]}");
    }
  }
  if (yes_or_no) {
    // Unless the mapping makes other use of them.
    static_cast<void>(column.texts.add("true", {Kind::yes, {}}));
    static_cast<void>(column.texts.add("false", {Kind::no, {}}));
  }
}

/// A text that means "unknown" everywhere must not swallow an answer: 9 may be a pain score.
void ColumnLoader::check_shared(const DocumentNode& node, const std::string& text,
                                const CsvColumn& column) const {
  const auto& item = item_of(column);
  bool answer = has_options(item, column) && find_option(item, text) != nullptr;
  if (is_number(item) && is_json_number(text)) {
    const auto number = exact_decimal(text);
    answer = !column.unit.empty() || !column.unit_column.empty() ||
             (number && !(item.plausible_min && *number < *item.plausible_min) &&
              !(item.plausible_max && *number > *item.plausible_max));
  }
  if (!answer) return;
  node.error("MP0117",
             quoted(text) + " has a meaning in all columns, and can be an answer in column " +
                 quoted(column.name),
             "say in the column what it means there, with 'texts'; a list may be empty: []");
}

}  // namespace palpate::intake
