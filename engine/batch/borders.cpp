#include "batch/borders.hpp"

#include <algorithm>

#include "intake/csv_record.hpp"

namespace palpate::batch {

std::size_t LineBorders::end_of_first(std::string_view bytes, bool complete) const {
  const auto line_break = bytes.find('\n');
  if (line_break != std::string_view::npos) return line_break + 1;
  return complete && !bytes.empty() ? bytes.size() : std::string_view::npos;
}

bool LineBorders::is_blank(std::string_view record) const {
  return record.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// One at its end or, in the last line of a file, none.
std::uint64_t LineBorders::line_breaks(std::string_view record) const {
  return record.ends_with('\n') ? 1 : 0;
}

std::size_t CsvBorders::end_of_first(std::string_view bytes, bool complete) const {
  return intake::csv_record_end(bytes, delimiter_, complete);
}

bool CsvBorders::is_blank(std::string_view record) const { return intake::csv_is_blank(record); }

std::uint64_t CsvBorders::line_breaks(std::string_view record) const {
  return count_line_breaks(record);
}

std::string_view without_line_break(std::string_view record) {
  if (record.ends_with('\n')) record.remove_suffix(1);
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

std::uint64_t count_line_breaks(std::string_view bytes) {
  return static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

}  // namespace palpate::batch
