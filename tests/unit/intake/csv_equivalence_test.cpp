// One assessment, written as JSON and as a record of a CSV file: the intakes must be equal, in
// every slot and state, whatever the mapping is.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "unit/intake/csv_text.hpp"
#include "unit/intake/small_dictionary.hpp"
#include "value/print.hpp"
#include "value/temporal.hpp"

namespace palpate::intake {
namespace {

using testing::ReadIntake;
using testing::small_dictionary;

/// What a file can look like; drawn once an assessment.
struct Style {
  char delimiter = ',';
  bool decimal_comma = false;
  bool by_option = false;  ///< multiple choices with a column an option
  std::string separator = "|";
  std::string format = "ISO";
  std::string yes = "true";
  std::string no = "false";
  std::string unknown = "dk";
  std::string declined = "refused";
};

/// One answer in three languages.
struct Written {
  std::string json;                                        ///< empty: left out
  std::vector<std::pair<std::string, std::string>> cells;  ///< column, text
  std::vector<std::string> columns;                        ///< lines of the mapping
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : std::string(1, c);
  }
  return out + "\"";
}

Style any_style() {
  Style style;
  style.delimiter = *rc::gen::element(',', ';', '\t');
  style.decimal_comma = *rc::gen::arbitrary<bool>();
  style.by_option = *rc::gen::arbitrary<bool>();
  style.separator = *rc::gen::element<std::string>("|", ", ", "/");
  style.format = *rc::gen::element<std::string>("ISO", "DD/MM/YYYY", "M-D-YYYY", "YYYYMMDD");
  style.yes = *rc::gen::element<std::string>("true", "Y", "1");
  style.no = *rc::gen::element<std::string>("false", "N", "0");
  style.unknown = *rc::gen::element<std::string>("dk", "?", "a \"b\"");
  style.declined = *rc::gen::element<std::string>("refused", "-9999");
  return style;
}

std::string digits(int number, std::size_t width) {
  auto text = std::to_string(number);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

std::string date_text(const std::string& format, int year, int month, int day) {
  if (format == "DD/MM/YYYY") {
    return digits(day, 2) + "/" + digits(month, 2) + "/" + digits(year, 4);
  }
  if (format == "M-D-YYYY") {
    return std::to_string(month) + "-" + std::to_string(day) + "-" + digits(year, 4);
  }
  const std::string dash = format == "YYYYMMDD" ? "" : "-";
  return digits(year, 4) + dash + digits(month, 2) + dash + digits(day, 2);
}

/// A number as JSON writes it and as the file does.
std::pair<std::string, std::string> any_number(const Style& style, bool whole) {
  const auto number = *rc::gen::inRange(-50, 250);
  auto json = std::to_string(number);
  if (!whole) json += "." + std::to_string(*rc::gen::inRange(0, 1000));
  auto cell = json;
  if (style.decimal_comma) std::replace(cell.begin(), cell.end(), '.', ',');
  return {json, cell};
}

/// A readable or implausible answer to one side of `item`, in JSON and in one cell.
std::pair<std::string, std::string> any_value(const Item& item, const Style& style) {
  switch (item.type) {
    case ItemType::boolean: {
      const bool answer = *rc::gen::arbitrary<bool>();
      return {answer ? "true" : "false", answer ? style.yes : style.no};
    }
    case ItemType::integer:
      return any_number(style, true);
    case ItemType::decimal:
    case ItemType::quantity:
      return any_number(style, false);
    case ItemType::choice: {
      const auto& id = (*rc::gen::elementOf(item.options)).id;
      return {quoted(id), id};
    }
    case ItemType::date: {
      const auto year = *rc::gen::inRange(1900, 2030);
      const auto month = *rc::gen::inRange(1, 13);
      const auto day = *rc::gen::inRange(1, 32);  // the 31st of February is in it, too
      return {quoted(date_text("ISO", year, month, day)),
              date_text(style.format, year, month, day)};
    }
    case ItemType::text: {
      // The first character keeps it from meaning something else in the mapping.
      const auto text = "x" + *rc::gen::container<std::string>(
                                  rc::gen::element('a', '"', ',', ';', '\t', '\n', ' ', '\\'));
      return {quoted(text), text};
    }
    case ItemType::choices:
      break;
  }
  return {};
}

/// A multiple choice: some options, or none of them.
void write_choices(const Item& item, const Style& style, const std::string& column, int kind,
                   Written& out) {
  std::vector<std::string> chosen;
  for (const auto& option : item.options) {
    if (option.id != item.none_option && *rc::gen::arbitrary<bool>()) chosen.push_back(option.id);
  }
  if (chosen.empty()) chosen.push_back(item.none_option);
  std::string list;
  std::string cell;
  for (const auto& id : chosen) {
    list += (list.empty() ? "" : ", ") + quoted(id);
    cell += (cell.empty() ? "" : style.separator) + id;
  }
  const std::string absent = kind == 0 ? "" : kind == 1 ? style.unknown : style.declined;
  if (kind == 3) out.json = "[" + list + "]";
  if (!style.by_option) {
    out.cells.emplace_back(column, kind == 3 ? cell : absent);
    out.columns.push_back(column + ": {item: " + item.id +
                          ", separator: " + quoted(style.separator) + "}");
    return;
  }
  for (const auto& option : item.options) {
    if (option.id == item.none_option) continue;
    const bool in = std::find(chosen.begin(), chosen.end(), option.id) != chosen.end();
    const auto name = column + "_" + std::to_string(&option - item.options.data());
    out.cells.emplace_back(name, kind < 3 ? absent : in ? style.yes : style.no);
    out.columns.push_back(name + ": {item: " + item.id + ", option: " + option.id + "}");
  }
}

/// One side of an answer; `kind`: 0 not asked, 1 asked-unknown, 2 declined, 3 answered.
std::string write_side(const Item& item, const std::string& target, const Style& style,
                       const std::string& column, Written& out) {
  const auto kind = *rc::gen::inRange(0, 5);
  auto [json, cell] = any_value(item, style);
  if (kind == 0) std::tie(json, cell) = std::pair<std::string, std::string>("null", "");
  if (kind == 1) {
    std::tie(json, cell) = std::pair(std::string(R"({"unknown": "asked-unknown"})"), style.unknown);
  }
  if (kind == 2) {
    std::tie(json, cell) = std::pair(std::string(R"({"unknown": "declined"})"), style.declined);
  }
  out.cells.emplace_back(column, cell);
  std::string more;
  if (item.type == ItemType::date) more = ", format: " + quoted(style.format);
  if (item.type == ItemType::choice && *rc::gen::arbitrary<bool>()) {
    // Translated: the file has a word of its own for each option.
    more = ", values: {";
    for (const auto& option : item.options) {
      more += (more.back() == '{' ? "" : ", ") + quoted("w " + option.id) + ": " + option.id;
    }
    more += "}";
    if (kind >= 3) out.cells.back().second = "w " + cell;
  }
  out.columns.push_back(column + ": {item: " + target + more + "}");
  return json;
}

Written any_answer(const Item& item, const Style& style, const std::string& column) {
  Written out;
  if (item.type == ItemType::choices) {
    const auto kind = *rc::gen::inRange(0, 4);
    write_choices(item, style, column, kind, out);
    if (kind == 1) out.json = R"({"unknown": "asked-unknown"})";
    if (kind == 2) out.json = R"({"unknown": "declined"})";
  } else if (item.sided) {
    const auto left = write_side(item, item.id + ".left", style, column + "l", out);
    const auto right = write_side(item, item.id + ".right", style, column + "r", out);
    out.json = "{\"left\": " + left + ", \"right\": " + right + "}";
  } else {
    out.json = write_side(item, item.id, style, column, out);
  }
  return out;
}

std::string cell_text(const std::string& text, char delimiter) {
  const std::string special = std::string("\"\r\n") + delimiter;
  if (text.find_first_of(special) == text.npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// The whole in both formats.
struct Pair {
  std::string json, mapping, header, record;
};

Pair any_assessment() {
  const auto style = any_style();
  const std::string delimiter(1, style.delimiter);
  std::string answers;
  std::string columns;
  std::vector<std::pair<std::string, std::string>> cells = {{"id", "a-1"}, {"subject", "p-1"}};
  int number = 0;
  for (const auto& item : small_dictionary()->items) {
    const auto written = any_answer(item, style, "c" + std::to_string(number++));
    if (!written.json.empty()) {
      answers += (answers.empty() ? "" : ", ") + quoted(item.id) + ": " + written.json;
    }
    for (const auto& line : written.columns) columns += "  " + line + "\n";
    cells.insert(cells.end(), written.cells.begin(), written.cells.end());
  }
  for (std::size_t i = cells.size(); i > 1; --i) {
    // Options keep their order, because lists of choices do: only other columns move.
    const auto j = *rc::gen::inRange<std::size_t>(0, i);
    const auto is_option = [&](std::size_t k) {
      return cells[k].first.find('_') != std::string::npos;
    };
    if (!is_option(i - 1) && !is_option(j)) std::swap(cells[i - 1], cells[j]);
  }
  Pair pair;
  pair.json = testing::assessment(answers);
  pair.mapping = testing::mapping_text(
      std::string("delimiter: ") +
      (style.delimiter == ','   ? "comma"
       : style.delimiter == ';' ? "semicolon"
                                : "tab") +
      "\nid: id\nsubject: subject\nrecorded_at: when\ndecimal_comma: " +
      (style.decimal_comma ? "true" : "false") + "\ntexts:\n  asked_unknown: [" +
      quoted(style.unknown) + "]\n  declined: [" + quoted(style.declined) + "]\n  \"yes\": [" +
      quoted(style.yes) + "]\n  \"no\": [" + quoted(style.no) + "]\ncolumns:\n" + columns);
  // A number without plausible range may be -9999: there the mapping must say what it means.
  for (const auto* item : {"ratio", "height", "thomasHip.left", "thomasHip.right"}) {
    const auto at = pair.mapping.find("{item: " + std::string(item) + "}");
    pair.mapping.insert(at + 7 + std::string(item).size(),
                        ", texts: {declined: [" + quoted(style.declined) + "]}");
  }
  pair.header = "when";
  pair.record = "2026-01-15T09:00:00+01:00";
  for (const auto& [name, text] : cells) {
    pair.header += delimiter + name;
    pair.record += delimiter + cell_text(text, style.delimiter);
  }
  pair.header += "\n";
  pair.record += "\r\n";
  return pair;
}

/// Kinds and codes of issues by item: places differ, and the order is that of the columns.
std::vector<std::string> issues_of(const Intake& intake) {
  std::vector<std::string> issues;
  for (const auto& issue : intake.issues) issues.push_back(issue.item + " " + issue.code);
  std::sort(issues.begin(), issues.end());
  return issues;
}

RC_GTEST_PROP(CsvEquivalence, ARecordReadsAsItsJsonDoes, ()) {
  const auto pair = any_assessment();
  RC_LOG() << pair.json << "\n" << pair.mapping << pair.header << pair.record;
  Diagnostics diagnostics;
  const auto mapping = testing::load_mapping(pair.mapping, diagnostics);
  RC_LOG() << render(diagnostics);
  RC_ASSERT(mapping != nullptr);
  auto adapter = make_csv_adapter(small_dictionary(), mapping, pair.header);
  RC_ASSERT(adapter.has_value());
  const ReadIntake json(pair.json);
  const ReadIntake csv(**adapter, pair.record);
  RC_LOG() << json.all_text() << "--\n" << csv.all_text();
  RC_ASSERT(csv.intake.id == json.intake.id);
  RC_ASSERT(csv.intake.subject == json.intake.subject);
  RC_ASSERT(csv.intake.recorded_at && json.intake.recorded_at);
  RC_ASSERT(format_date_time(*csv.intake.recorded_at) ==
            format_date_time(*json.intake.recorded_at));
  RC_ASSERT(csv.intake.states == json.intake.states);
  for (std::size_t i = 0; i < csv.intake.slots.size(); ++i) {
    RC_ASSERT(to_cql(csv.intake.slots[i]) == to_cql(json.intake.slots[i]));
  }
  RC_ASSERT(issues_of(csv.intake) == issues_of(json.intake));
}

// Any bytes: no crash, no value without an answer, unreadable only with an error.
RC_GTEST_PROP(CsvEquivalence, ChangedBytesDoNoHarm, ()) {
  const auto pair = any_assessment();
  Diagnostics diagnostics;
  const auto mapping = testing::load_mapping(pair.mapping, diagnostics);
  auto adapter = make_csv_adapter(small_dictionary(), mapping, pair.header);
  RC_ASSERT(adapter.has_value());
  auto record = pair.record;
  const auto changes = *rc::gen::inRange(1, 6);
  for (int i = 0; i < changes; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, record.size());
    const auto with = *rc::gen::oneOf(rc::gen::arbitrary<char>(),
                                      rc::gen::elementOf(std::string(",;\t\"\"\r\n 01Y|")));
    *rc::gen::arbitrary<bool>() ? static_cast<void>(record[at] = with)
                                : static_cast<void>(record.insert(at, 1, with));
  }
  const ReadIntake read(**adapter, record);
  for (std::size_t slot = 0; slot < read.intake.slots.size(); ++slot) {
    const auto state = read.intake.states[slot];
    RC_ASSERT(read.intake.slots[slot].is_null() == (state != AnswerState::answered));
    if (state == AnswerState::unreadable) RC_ASSERT(read.intake.has_errors());
    to_cql(read.intake.slots[slot]);
  }
}

}  // namespace
}  // namespace palpate::intake
