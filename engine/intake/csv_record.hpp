#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Records and cells of a CSV file as RFC 4180 has them: cells are parted by a delimiter, records
/// by LF or CRLF; a cell in double quotes may hold both, and a doubled quote for a quote. A quote
/// opens a cell only at its very beginning. A carriage return alone ends nothing.
namespace palpate::intake {

/// Just behind the line end of the first record of `bytes`; npos when `bytes` may not hold the
/// whole record yet. With `complete` nothing follows `bytes`, and the answer is npos for none only.
///
/// The answer depends on the file alone, not on how much of it is in `bytes`. A record whose quotes
/// are wrong never takes others with it: a quoted cell that is not followed by a delimiter or line
/// end, or not closed within limits::assessment_bytes of the record, ends with its first line.
/// Every byte is looked at a small, fixed number of times over all records of a file. A byte order
/// mark before the first cell is passed over.
std::size_t csv_record_end(std::string_view bytes, char delimiter, bool complete);

/// True for a record of nothing but a line end: no record at all.
bool csv_is_blank(std::string_view record);

/// Where a record departs from RFC 4180.
struct CsvDamage {
  enum class Kind {
    stray_quote,       ///< a quote in a cell that does not begin with one
    text_after_quote,  ///< a closing quote with more of the cell behind it
    unclosed_quote,
    carriage_return  ///< outside quotes, and no part of a line end
  };
  Kind kind = Kind::stray_quote;
  std::size_t cell = 0;    ///< 0-based
  std::size_t offset = 0;  ///< in the record
};

/// The cells of one record. Reusable: keeps its buffers. One thread at a time.
class CsvCells {
 public:
  /// `record` with or without its line end; must outlive the cells, which view it or this object.
  /// A blank record has one empty cell. After a damage splitting goes on at the next delimiter.
  void split(std::string_view record, char delimiter);

  std::size_t size() const { return cells_.size(); }
  std::string_view operator[](std::size_t index) const { return cells_[index]; }
  /// The first damage.
  const std::optional<CsvDamage>& damage() const { return damage_; }

 private:
  std::size_t split_quoted(std::size_t open);
  std::size_t split_bare(std::size_t begin);
  std::size_t end_of_cell(std::size_t from) const;
  void report(CsvDamage::Kind kind, std::size_t offset);

  std::string_view record_;
  char delimiter_ = ',';
  std::vector<std::string_view> cells_;
  std::string unescaped_;  ///< never grows while cells view it
  std::optional<CsvDamage> damage_;
};

}  // namespace palpate::intake
