#include "intake/csv_options.hpp"

#include "intake/concerning.hpp"
#include "intake/issue_codes.hpp"

namespace palpate::intake {

void CsvOptionsReader::begin(const Spot& spot) {
  spot_ = spot;
  choices_.begin(spot);
  chosen_ = 0;
  denied_ = 0;
  none_chosen_ = false;
  none_denied_ = false;
  unreadable_ = false;
  open_.reset();
}

/// What can still be asked outweighs what cannot.
void CsvOptionsReader::leave_open(AnswerState state) {
  if (!open_ || state < *open_) open_ = state;
}

void CsvOptionsReader::add(const AnswerReader& reader, const CsvColumn& column,
                           std::string_view cell) {
  using Kind = CsvMeaning::Kind;
  const bool none = column.option == spot_.item->none_option;
  const auto* meaning = cells_.yes_or_no(reader, column, spot_, cell);
  if (meaning == nullptr) {
    unreadable_ = true;
  } else if (meaning->kind == Kind::yes) {
    choices_.add(reader, column.option);
    ++chosen_;
    none_chosen_ = none_chosen_ || none;
  } else if (meaning->kind == Kind::no) {
    ++denied_;
    none_denied_ = none_denied_ || none;
  } else if (!none) {
    leave_open(CsvCellReader::state_of(meaning->kind));
  }
}

Answer CsvOptionsReader::finish(const AnswerReader& reader, bool all) {
  if (none_chosen_ && chosen_ == 1 && !unreadable_) return choices_.finish(reader);
  if (unreadable_ && chosen_ == 0) return {AnswerState::unreadable, {}};
  if (unreadable_) choices_.doubt();
  if (!all) leave_open(AnswerState::not_asked);
  if (chosen_ == 0 && !open_) return finish_without_choice(reader);

  auto answer = chosen_ > 0 ? choices_.finish(reader) : Answer{*open_, {}};
  if (!open_ || answer.state == AnswerState::unreadable) return answer;
  if (answer.state == AnswerState::answered && is_concerning(*spot_.item, answer.value)) {
    return answer;
  }
  if (chosen_ + denied_ > 0 && reader.listening()) {
    reader.note(spot_, issue_code::partial_choices,
                "some options of the question are not answered, so that it counts as not answered");
  }
  return {*open_, {}};
}

/// Every option is answered with no.
Answer CsvOptionsReader::finish_without_choice(const AnswerReader& reader) {
  if (none_denied_) {
    return reader.refuse(spot_, issue_code::bad_choices,
                         "every option is answered with no, '" + spot_.item->none_option + "' too");
  }
  choices_.add(reader, spot_.item->none_option);
  return choices_.finish(reader);
}

}  // namespace palpate::intake
