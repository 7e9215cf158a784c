#pragma once

#include <optional>

#include "intake/answer.hpp"
#include "intake/csv_cells.hpp"

// Internal to the CSV adapter.
namespace palpate::intake {

/// A multiple choice with a column for each option. An option that nobody answered is not "no":
/// the answer then counts only if it holds a concerning option. Reusable.
class CsvOptionsReader {
 public:
  void begin(const Spot& spot);
  /// The cell of one option's column. `reader` points at it.
  void add(const AnswerReader& reader, const CsvColumn& column, std::string_view cell);
  /// `all`: every option but "none of these" has a column.
  Answer finish(const AnswerReader& reader, bool all);

 private:
  Answer finish_without_choice(const AnswerReader& reader);
  void leave_open(AnswerState state);

  Spot spot_;
  ChoicesReader choices_;
  CsvCellReader cells_;
  std::size_t chosen_ = 0;
  std::size_t denied_ = 0;
  bool none_chosen_ = false;
  bool none_denied_ = false;
  bool unreadable_ = false;
  std::optional<AnswerState> open_;  ///< why an option is not answered
};

}  // namespace palpate::intake
