#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/csv_mapping.hpp"

// Internal to the CSV adapter.
namespace palpate::intake {

/// Columns of one file: spreadsheets end at this many.
inline constexpr std::size_t csv_columns = 16384;

/// Without byte order mark and line end.
std::string_view without_frame(std::string_view record);

/// The columns of one file. Immutable.
class CsvHeader {
 public:
  static Result<CsvHeader> read(std::string_view record, char delimiter);
  /// Is every column of the mapping here, once, and every column here in the mapping?
  Result<void> check(const CsvMapping& mapping) const;

  std::size_t size() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }
  /// Position of a column, 0-based; npos when there is none of this name.
  std::size_t find(std::string_view name) const;
  /// "column 'fever' (7)", counted from 1; "column 9" behind the last.
  std::string place(std::size_t column) const;

 private:
  struct Differences {
    std::vector<std::string> missing;
    std::vector<std::string> twice;
    std::vector<std::string> undeclared;
    bool none_known = false;
  };
  Differences compare(const CsvMapping& mapping) const;

  std::vector<std::string> names_;
};

}  // namespace palpate::intake
