#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.hpp"

namespace palpate::intake {

/// Reads ordinary assessments, and nothing else: no number beyond eighteen digits, no escape but
/// in a text, each answer of the right type, in range, once. Has no word for a mistake: at the
/// first thing out of the ordinary it gives up, and the assessment is read again from the start by
/// the reader that explains (json_adapter.cpp). What it reads, it reads as that one does
/// (tests/unit/intake/json_ordinary_test.cpp; docs/decisions/0002). Reusable; one thread.
class OrdinaryReader {
 public:
  /// Room behind a text that this reader may look into: zeroes, which end every loop.
  static constexpr std::size_t padding = 512;

  /// `json` begins with '{' and is UTF-8, with `padding` zero bytes behind it. Fills a cleared
  /// intake. False: something is out of the ordinary, and the intake is to be cleared again.
  [[nodiscard]] bool read(std::string_view json, Intake& intake);

 private:
  /// What reading an answer needs of an item, side by side.
  struct Question {
    std::string_view id;
    ItemType type = ItemType::boolean;
    bool sided = false;
    bool ordinary = true;  ///< false: its range is beyond what this reader counts in
    std::uint32_t slot = 0;
    std::int64_t min = 0;  ///< plausible, in units of 1e-8
    std::int64_t max = 0;
    const Item* item = nullptr;
    std::size_t name = 0;  ///< where its name as written begins, in names_
  };
  /// A number of the text as `count` × 1e-8.
  struct Number {
    std::int64_t count = 0;
    std::uint8_t decimals = 0;
  };
  struct Members;

  void prepare(std::shared_ptr<const Dictionary> dictionary);
  [[nodiscard]] bool read_member(Members& members);
  [[nodiscard]] bool read_answers();
  [[nodiscard]] bool read_sides(const Question& question);
  [[nodiscard]] bool read_answer(const Question& question, std::uint32_t slot);
  [[nodiscard]] bool read_number(Number& number);
  [[nodiscard]] bool read_quantity(const Question& question, std::uint32_t slot);
  [[nodiscard]] bool read_string(const Question& question, std::uint32_t slot);
  [[nodiscard]] bool read_text(std::uint32_t slot);
  [[nodiscard]] bool read_choices(const Question& question, std::uint32_t slot);
  [[nodiscard]] bool read_reason(std::uint32_t slot);
  [[nodiscard]] bool read_parts(const Question& question, std::uint32_t slot);
  /// The question whose answer comes next; null when it is none, or asked before.
  const Question* read_question();
  const Question* search(std::string_view name) const;
  void answer(std::uint32_t slot, const Value& value);

  // The text: each moves on past white space and what it names, or not at all.
  void skip_space();
  [[nodiscard]] bool take(char c);
  [[nodiscard]] bool take_word(std::string_view word);
  /// `"name":`
  [[nodiscard]] bool take_name(std::string_view name);
  [[nodiscard]] bool take_expected(const Question& question);
  [[nodiscard]] bool take_escaped(std::string_view& text);
  /// A string without escapes.
  [[nodiscard]] bool take_string(std::string_view& text);

  /// Kept alive, so that no other dictionary can come to lie in its place and be taken for it.
  std::shared_ptr<const Dictionary> dictionary_;
  std::string reference_;
  std::vector<Question> questions_;
  std::string names_;                 ///< of all questions, as `"id":`
  std::vector<std::uint32_t> table_;  ///< of names: index + 1 of a question, 0 = none
  std::vector<std::uint8_t> seen_;    ///< one a question
  std::size_t expected_ = 0;          ///< the question whose answer should come next
  std::vector<Value> chosen_;
  std::string unescaped_;
  const char* at_ = nullptr;
  Intake* intake_ = nullptr;  ///< while reading
};

/// The JSON adapter without its fast way: what it reads is the measure of the other.
std::unique_ptr<IntakeAdapter> make_explaining_json_adapter();

}  // namespace palpate::intake
