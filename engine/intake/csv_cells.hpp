#pragma once

#include <string>
#include <string_view>

#include "intake/answer.hpp"
#include "intake/csv_mapping.hpp"

// Internal to the CSV adapter: from the text of one cell to an answer.
namespace palpate::intake {

/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

/// The text of a number as JSON writes it: without '+' and leading zeros, with a point, which
/// `decimal_comma` says the text has not. Empty when it is no number. May view `buffer`.
std::string_view json_number_of(std::string_view text, bool decimal_comma, std::string& buffer);

/// `text` by the first format that it fits, in ISO 8601.
std::optional<std::string> iso_of(const std::vector<DatePattern>& formats, std::string_view text);
/// "'DD/MM/YYYY' or 'YYYY'".
std::string names_of(const std::vector<DatePattern>& formats);

/// Reads cells. Reusable: keeps its buffers. One thread at a time.
class CsvCellReader {
 public:
  /// `cell` of a column that is not of one option; `unit` is that of its unit column.
  Answer read(const AnswerReader& reader, const CsvColumn& column, const Spot& spot,
              std::string_view cell, std::string_view unit);
  /// What `cell` says of the column's option, or of its item if that is boolean; a complaint and
  /// null when it says nothing.
  const CsvMeaning* yes_or_no(const AnswerReader& reader, const CsvColumn& column, const Spot& spot,
                              std::string_view cell) const;
  /// Why there is no answer: `kind` must not be an answer.
  static AnswerState state_of(CsvMeaning::Kind kind);

 private:
  Answer read_value(const AnswerReader& reader, const CsvColumn& column, const Spot& spot,
                    std::string_view text, std::string_view unit);
  Answer read_number(const AnswerReader& reader, const CsvColumn& column, const Spot& spot,
                     std::string_view text, std::string_view unit);
  Answer read_quantity(const AnswerReader& reader, const CsvColumn& column, const Spot& spot,
                       std::string_view number, std::string_view unit) const;
  Answer read_choices(const AnswerReader& reader, const CsvColumn& column, const Spot& spot,
                      std::string_view text);

  ChoicesReader choices_;
  std::string buffer_;
};

}  // namespace palpate::intake
