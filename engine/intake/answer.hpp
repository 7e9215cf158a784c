#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.hpp"

/// From the words of one answer to its value, whatever format they came in.
namespace palpate::intake {

struct Answer {
  AnswerState state = AnswerState::not_asked;
  Value value;
};

/// Where an answer stands: the item and, for one side of a sided item, "left" or "right". Views
/// the dictionary.
struct Spot {
  const Item* item = nullptr;
  std::string_view side;
};

/// Reads answers for `intake`: values go to its arena, complaints to its issues. Views the intake.
class AnswerReader {
 public:
  /// Complaints point at `place`; if it is empty, at the answer's place in a JSON assessment.
  explicit AnswerReader(Intake& intake, std::string_view place = {})
      : intake_(&intake), place_(place) {}

  /// A bare word: null, true, false, a number in the item's unit, or rubbish.
  Answer word(const Spot& spot, std::string_view token) const;
  /// A string: an option, a date or a text, by the type of the item.
  Answer string(const Spot& spot, std::string_view text) const;
  /// A number with its unit.
  Answer quantity(const Spot& spot, std::string_view token, std::string_view unit) const;
  /// The reason why there is no answer ("declined").
  Answer unknown(const Spot& spot, std::string_view reason) const;

  /// An answer that cannot be one to this item at all.
  Answer wrong_type(const Spot& spot) const;
  /// Reports an error at the answer, or at `member` of it ("unit", "1"); the answer is unreadable.
  Answer refuse(const Spot& spot, std::string_view code, std::string message,
                std::string suggestion = {}, std::string_view member = {}) const;
  /// Tells something that is no error.
  void note(const Spot& spot, std::string_view code, std::string message) const;
  /// False once so many issues are kept that another would change nothing.
  bool listening() const;

  Intake& intake() const { return *intake_; }

 private:
  Answer number(const Spot& spot, std::string_view token) const;
  Answer integer(const Spot& spot, const Decimal& number) const;
  Answer option(const Spot& spot, std::string_view id) const;
  Answer date(const Spot& spot, std::string_view text) const;
  Answer text(const Spot& spot, std::string_view text) const;
  /// `value` unless `number`, in the item's unit, is outside the plausible range.
  Answer plausible(const Spot& spot, const Decimal& number, const Value& value) const;

  std::string pointer_to(const Spot& spot, std::string_view member) const;

  Intake* intake_;
  std::string_view place_;
};

/// Reads the elements of a multiple choice, one by one. Reusable: begin() keeps its buffers.
class ChoicesReader {
 public:
  void begin(const Spot& spot);
  void add(const AnswerReader& reader, std::string_view option);
  /// An element that is no string.
  void add_rubbish(const AnswerReader& reader);
  /// Something of the list could not be read, and that was said.
  void doubt() { doubtful_ = true; }
  Answer finish(const AnswerReader& reader);

 private:
  Answer refuse(const AnswerReader& reader, std::string message, std::string suggestion) const;
  void drop_none(const AnswerReader& reader);

  Spot spot_;
  std::size_t count_ = 0;  ///< elements seen
  bool doubtful_ = false;  ///< something of the list could not be read
  std::vector<Value> chosen_;
  std::vector<bool> taken_;  ///< one an option
};

/// The option of `item` with that id, as a value that lives as long as the dictionary; null when
/// there is none.
const Option* find_option(const Item& item, std::string_view id);

/// The state that {"unknown": reason} gives; nullopt for a reason that does not exist.
std::optional<AnswerState> state_of_reason(std::string_view reason);

/// What is made of a second answer to the same question. An answer that worries is kept, two
/// alike are one, and otherwise nobody can know which was meant.
Answer merge_duplicates(const Item& item, const Answer& first, const Answer& second);

/// "a number in 'Cel', or {value, unit}": what an answer to `item` looks like.
std::string expected_answer(const Item& item);

}  // namespace palpate::intake
