#include "intake/csv_header.hpp"

#include <algorithm>
#include <set>

#include "base/document.hpp"
#include "intake/csv_cells.hpp"
#include "intake/csv_record.hpp"

namespace palpate::intake {

namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";
constexpr std::size_t showable_length = 64;
constexpr std::size_t shown_columns = 10;

Error bad_header(std::string message) { return {Error::Code::bad_input, std::move(message), {}}; }

bool is_showable(std::string_view name) {
  return !name.empty() && name.size() <= showable_length &&
         std::none_of(name.begin(), name.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x20 || byte == 0x7F;
         });
}

/// "a, b and 3 more".
std::string listed(const std::vector<std::string>& all) {
  std::string text;
  for (std::size_t i = 0; i < all.size() && i < shown_columns; ++i) {
    text.append(i > 0 ? ", " : "").append(all[i]);
  }
  if (all.size() > shown_columns) {
    text.append(" and ").append(std::to_string(all.size() - shown_columns)).append(" more");
  }
  return text;
}

/// Every column that the mapping needs.
std::vector<std::string_view> needed(const CsvMapping& mapping) {
  std::vector<std::string_view> names{mapping.id, mapping.subject};
  if (mapping.recorded_at) names.push_back(mapping.recorded_at->column);
  for (const auto& column : mapping.columns) {
    names.push_back(column.name);
    names.push_back(column.unit_column);
  }
  names.erase(std::remove(names.begin(), names.end(), std::string_view()), names.end());
  return names;
}

std::string with_suggestion(std::string message, std::string suggestion) {
  return suggestion.empty() ? message : message + " (" + suggestion + ")";
}

}  // namespace

std::string_view without_frame(std::string_view record) {
  if (record.substr(0, mark.size()) == mark) record.remove_prefix(mark.size());
  if (!record.empty() && record.back() == '\n') record.remove_suffix(1);
  if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
  return record;
}

Result<CsvHeader> CsvHeader::read(std::string_view record, char delimiter) {
  const auto text = without_frame(record);
  if (text.empty()) return bad_header("the file begins with an empty line instead of a header");
  if (!is_utf8(text) || text.find('\0') != text.npos) {
    return bad_header(
        "the header is not UTF-8; save the file as UTF-8 (a spreadsheet calls it \"CSV UTF-8\")");
  }
  CsvCells cells;
  cells.split(text, delimiter);
  if (const auto& damage = cells.damage()) {
    return bad_header(damage->kind == CsvDamage::Kind::carriage_return
                          ? "the lines of the file end in a carriage return alone; save it with "
                            "LF or CRLF"
                          : "column " + std::to_string(damage->cell + 1) +
                                " of the header has a quote in the wrong place");
  }
  if (cells.size() > csv_columns) {
    return bad_header("the header has more than " + std::to_string(csv_columns) + " columns");
  }
  CsvHeader header;
  for (std::size_t i = 0; i < cells.size(); ++i) header.names_.emplace_back(trimmed(cells[i]));
  return header;
}

std::size_t CsvHeader::find(std::string_view name) const {
  if (name.empty()) return std::string_view::npos;
  const auto found = std::find(names_.begin(), names_.end(), name);
  return found == names_.end() ? std::string_view::npos
                               : static_cast<std::size_t>(found - names_.begin());
}

std::string CsvHeader::place(std::size_t column) const {
  const auto number = std::to_string(column + 1);
  if (column >= names_.size() || !is_showable(names_[column])) return "column " + number;
  return "column '" + names_[column] + "' (" + number + ")";
}

CsvHeader::Differences CsvHeader::compare(const CsvMapping& mapping) const {
  const auto wanted = needed(mapping);
  const std::set<std::string_view> known(wanted.begin(), wanted.end());
  Differences found;
  std::set<std::string_view> seen;
  std::vector<std::string_view> strangers;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const auto& name = names_[i];
    const auto& ignore = mapping.ignore;
    if (known.count(name) > 0) {
      if (!seen.insert(name).second) found.twice.push_back(place(i));
    } else if (std::find(ignore.begin(), ignore.end(), name) == ignore.end()) {
      found.undeclared.push_back(place(i));
      strangers.push_back(name);
    }
  }
  for (const auto name : known) {
    if (seen.count(name) > 0) continue;
    found.missing.push_back(
        with_suggestion("'" + std::string(name) + "'", did_you_mean(name, strangers)));
  }
  found.none_known = seen.empty();
  return found;
}

Result<void> CsvHeader::check(const CsvMapping& mapping) const {
  const auto found = compare(mapping);
  // What is no header is the record of somebody, and must not be shown.
  if (found.none_known) {
    return bad_header(
        "the first line has none of the columns of the mapping; expected a header, in which "
        "columns are parted as the mapping's 'delimiter' says");
  }
  if (!found.missing.empty()) {
    return bad_header("the header lacks what the mapping names: " + listed(found.missing));
  }
  if (!found.twice.empty()) {
    return bad_header("the header has this twice: " + listed(found.twice));
  }
  if (!found.undeclared.empty()) {
    return bad_header("the mapping says nothing about " + listed(found.undeclared) +
                      "; map it, or name it under 'ignore'");
  }
  return {};
}

}  // namespace palpate::intake
