#include "intake/csv_cells.hpp"

#include <algorithm>

#include "base/document_reader.hpp"
#include "intake/issue_codes.hpp"
#include "intake/json_number.hpp"

namespace palpate::intake {

namespace {

constexpr std::string_view blanks = " \t";
constexpr std::size_t shown_texts = 8;

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "expected 'Y' or 'N'": from the mapping file, never from the record. `otherwise` is what may
/// stand in the cell without being in the mapping.
std::string expected_texts(const CsvColumn& column, std::string_view otherwise) {
  std::vector<std::string> known;
  if (!otherwise.empty()) known.emplace_back(otherwise);
  for (const auto& [text, meaning] : column.texts.all()) {
    if (!text.empty()) known.push_back(quoted(text));
  }
  if (known.size() > shown_texts) {
    known.resize(shown_texts);
    known.emplace_back("another text of the mapping");
  }
  const std::vector<std::string_view> words(known.begin(), known.end());
  return "this text has no meaning in the mapping; expected " + one_of(words);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view json_number_of(std::string_view text, bool decimal_comma, std::string& buffer) {
  buffer.clear();
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    if (text[0] == '-') buffer.push_back('-');
    text.remove_prefix(1);
  }
  while (text.size() > 1 && text[0] == '0' && is_digit(text[1])) text.remove_prefix(1);
  const char point = decimal_comma ? ',' : '.';
  if (!text.empty() && text[0] == point) buffer.push_back('0');
  for (const char c : text) {
    if (decimal_comma && c == '.') return {};
    buffer.push_back(c == point ? '.' : c);
  }
  return is_json_number(buffer) ? std::string_view(buffer) : std::string_view();
}

std::optional<std::string> iso_of(const std::vector<DatePattern>& formats, std::string_view text) {
  for (const auto& format : formats) {
    if (auto iso = format.iso(text)) return iso;
  }
  return std::nullopt;
}

std::string names_of(const std::vector<DatePattern>& formats) {
  std::string names;
  for (const auto& format : formats) {
    names.append(names.empty() ? "" : " or ").append(quoted(format.text()));
  }
  return names;
}

AnswerState CsvCellReader::state_of(CsvMeaning::Kind kind) {
  if (kind == CsvMeaning::Kind::asked_unknown) return AnswerState::asked_unknown;
  if (kind == CsvMeaning::Kind::declined) return AnswerState::declined;
  return AnswerState::not_asked;
}

const CsvMeaning* CsvCellReader::yes_or_no(const AnswerReader& reader, const CsvColumn& column,
                                           const Spot& spot, std::string_view cell) const {
  static const CsvMeaning nothing;
  const auto text = trimmed(cell);
  if (text.empty()) return &nothing;
  if (const auto* meaning = column.texts.find(text)) return meaning;
  reader.refuse(spot, issue_code::wrong_type, expected_texts(column, ""),
                "add it to 'texts' or 'values' of the mapping");
  return nullptr;
}

Answer CsvCellReader::read(const AnswerReader& reader, const CsvColumn& column, const Spot& spot,
                           std::string_view cell, std::string_view unit) {
  using Kind = CsvMeaning::Kind;
  if (spot.item->type == ItemType::boolean) {
    const auto* meaning = yes_or_no(reader, column, spot, cell);
    if (meaning == nullptr) return {AnswerState::unreadable, {}};
    if (meaning->kind == Kind::yes) return reader.word(spot, "true");
    if (meaning->kind == Kind::no) return reader.word(spot, "false");
    return {state_of(meaning->kind), {}};
  }
  const auto text = trimmed(cell);
  if (text.empty()) return {};
  const auto* meaning = column.texts.find(text);
  if (meaning != nullptr && meaning->kind != Kind::value) return {state_of(meaning->kind), {}};
  if (spot.item->type == ItemType::choices) return read_choices(reader, column, spot, text);
  if (meaning == nullptr) {
    const bool whole = spot.item->type == ItemType::text;
    return read_value(reader, column, spot, whole ? cell : text, unit);
  }
  if (spot.item->type == ItemType::quantity) {
    return read_quantity(reader, column, spot, meaning->value, unit);
  }
  const bool number = is_json_number(meaning->value) && spot.item->type != ItemType::text &&
                      spot.item->type != ItemType::choice && spot.item->type != ItemType::date;
  return number ? reader.word(spot, meaning->value) : reader.string(spot, meaning->value);
}

Answer CsvCellReader::read_value(const AnswerReader& reader, const CsvColumn& column,
                                 const Spot& spot, std::string_view text, std::string_view unit) {
  switch (spot.item->type) {
    case ItemType::integer:
    case ItemType::decimal:
    case ItemType::quantity:
      return read_number(reader, column, spot, text, unit);
    case ItemType::date: {
      const auto iso = iso_of(column.formats, text);
      if (iso && parse_date(*iso)) return reader.string(spot, *iso);
      return reader.refuse(spot, issue_code::bad_date,
                           "this is no date; expected the format " + names_of(column.formats),
                           "name the format of the column in the mapping, with 'format'");
    }
    case ItemType::boolean:
    case ItemType::choice:
    case ItemType::choices:
    case ItemType::text:
      return reader.string(spot, text);
  }
  return reader.string(spot, text);
}

Answer CsvCellReader::read_number(const AnswerReader& reader, const CsvColumn& column,
                                  const Spot& spot, std::string_view text, std::string_view unit) {
  const auto number = json_number_of(text, column.decimal_comma, buffer_);
  if (!number.empty()) return read_quantity(reader, column, spot, number, unit);
  return reader.refuse(
      spot, issue_code::not_a_value,
      expected_texts(column, column.decimal_comma ? "a number with a decimal comma, like 1234,5"
                                                  : "a number, like 1234.5"),
      text.find(',') != text.npos && !column.decimal_comma
          ? "say 'decimal_comma: true' in the mapping if that is how the file writes numbers"
          : "");
}

Answer CsvCellReader::read_quantity(const AnswerReader& reader, const CsvColumn& column,
                                    const Spot& spot, std::string_view number,
                                    std::string_view unit) const {
  if (!column.unit.empty()) return reader.quantity(spot, number, column.unit);
  if (column.unit_column.empty()) return reader.word(spot, number);
  const auto text = trimmed(unit);
  if (text.empty()) {
    return reader.refuse(spot, issue_code::bad_unit,
                         "the number has no unit in column " + quoted(column.unit_column));
  }
  const auto found = std::find_if(column.units.begin(), column.units.end(),
                                  [&](const auto& entry) { return entry.first == text; });
  return reader.quantity(spot, number, found != column.units.end() ? found->second : text);
}

Answer CsvCellReader::read_choices(const AnswerReader& reader, const CsvColumn& column,
                                   const Spot& spot, std::string_view text) {
  choices_.begin(spot);
  bool more = true;
  while (more) {
    const auto end = column.separator.empty() ? text.npos : text.find(column.separator);
    more = end != text.npos;
    const auto piece = trimmed(text.substr(0, end));
    const auto* meaning = column.texts.find(piece);
    const bool translated = meaning != nullptr && meaning->kind == CsvMeaning::Kind::value;
    choices_.add(reader, translated ? std::string_view(meaning->value) : piece);
    if (more) text.remove_prefix(end + column.separator.size());
  }
  return choices_.finish(reader);
}

}  // namespace palpate::intake
