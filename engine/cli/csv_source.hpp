#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/result.hpp"
#include "intake/csv_adapter.hpp"

namespace palpate::cli {

/// A mapping file, read but not yet checked against a dictionary. Prints diagnostics.
Result<Document> read_mapping(const std::string& path);
/// Checks it against the dictionary and prints diagnostics, and which questions have no column.
Result<std::shared_ptr<const intake::CsvMapping>> load_mapping(
    const Document& document, std::shared_ptr<const intake::Dictionary> dictionary);

/// The names of the columns in a file, and the delimiter that parts most of them: a guess.
struct HeaderNames {
  std::vector<std::string> names;
  char delimiter = ',';
};
Result<HeaderNames> guess_header(std::string_view bytes);

/// One record of a file that is in memory as a whole. Views it.
struct CsvRecord {
  std::string_view bytes;
  std::size_t line = 1;  ///< on which it begins
};
/// Every record that is not blank, the header first.
std::vector<CsvRecord> csv_records(std::string_view bytes, char delimiter);

}  // namespace palpate::cli
