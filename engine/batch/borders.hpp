#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace palpate::batch {

/// Port: where records end in a stream of bytes. Pure; any number of threads.
class RecordBorders {
 public:
  virtual ~RecordBorders() = default;
  /// Index after the first record of `bytes`, its line break included; npos while the record may go
  /// on. `complete`: nothing follows `bytes`, and npos means that there is no record.
  virtual std::size_t end_of_first(std::string_view bytes, bool complete) const = 0;
  /// Counted as a line, not as a record.
  virtual bool is_blank(std::string_view record) const = 0;
  /// Line breaks of a record that end_of_first() found.
  virtual std::uint64_t line_breaks(std::string_view record) const = 0;
};

/// One record a line.
class LineBorders final : public RecordBorders {
 public:
  std::size_t end_of_first(std::string_view bytes, bool complete) const override;
  bool is_blank(std::string_view record) const override;  ///< nothing but white space
  std::uint64_t line_breaks(std::string_view record) const override;
};

/// A row of CSV ends at a line break outside of quotes.
class CsvBorders final : public RecordBorders {
 public:
  explicit CsvBorders(char delimiter) : delimiter_(delimiter) {}
  std::size_t end_of_first(std::string_view bytes, bool complete) const override;
  /// Nothing at all: a row of tabs may be one of empty cells.
  bool is_blank(std::string_view record) const override;
  std::uint64_t line_breaks(std::string_view record) const override;

 private:
  char delimiter_;
};

/// Without the line break at the end.
std::string_view without_line_break(std::string_view record);
std::uint64_t count_line_breaks(std::string_view bytes);

}  // namespace palpate::batch
