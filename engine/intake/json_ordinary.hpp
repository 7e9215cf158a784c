#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
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
  OrdinaryReader() = default;
  OrdinaryReader(const OrdinaryReader&) = delete;  // its table points into it
  OrdinaryReader& operator=(const OrdinaryReader&) = delete;

  /// `json` lies in a block as IntakeAdapter::read_in_block() has it: whatever
  /// follows, every loop ends at the zeroes, and only what ends where `json` does is believed.
  /// Fills a cleared intake. False: something is out of the ordinary, and the intake is to be
  /// cleared again.
  [[nodiscard]] bool read(std::string_view json, Intake& intake);

 private:
  /// A place in the text; null when what was to be read there is not. Passed by value, so that it
  /// stays in a register.
  using At = const char*;

  /// Text that is looked for. Nearly all of them are short enough to be compared at once.
  struct Sought {
    std::array<std::uint64_t, 4> words{};  ///< its first 32 bytes, filled up with zeroes
    std::array<std::uint64_t, 4> mask{};
    std::uint32_t size = 0;
    std::uint32_t rest = 0;  ///< where the others are, in rests_
  };
  /// Bits of a hash that are a place in a table.
  struct Slice {
    std::uint32_t shift = 0;
    std::uint32_t mask = 0;
    std::size_t of(std::uint64_t hash) const { return hash >> shift & mask; }
    std::size_t behind(std::size_t place) const { return (place + 1) & mask; }
  };
  struct Choice {
    Sought written;  ///< from behind the quote to the one at the end
    Value value;
    std::uint32_t index = 0;
    bool excludes_others = false;
  };
  /// What reading an answer needs of an item, side by side.
  struct Question {
    Sought written;              ///< `"id":`
    std::uint64_t asked_in = 0;  ///< the last record that answered it, or `beyond_all_records`
    ItemType type = ItemType::boolean;
    bool sided = false;
    std::uint32_t slot = 0;
    std::int64_t min = 0;  ///< plausible, in units of 1e-8; of integers in ones
    std::int64_t max = 0;
    std::uint32_t table = 0;  ///< of its options, in option_table_
    Slice slice;              ///< of a hash: a place in it
    const Item* item = nullptr;
  };
  struct Number;
  /// What may stand for a Boolean: false, null, true.
  struct Word {
    std::uint64_t mask = 0;
    std::uint64_t text = 1;  ///< none is like it, masked with nothing
    Value value;
    std::uint32_t size = 0;
    AnswerState state = AnswerState::not_asked;
  };
  static constexpr std::size_t word_index(char first) {
    return static_cast<std::size_t>(first >> 3U) & 3U;
  }
  static std::array<Word, 4> words();
  enum class Member : std::uint8_t { id, dictionary, recorded_at, answers, subject };
  static constexpr std::size_t member_count = 5;
  /// In the order of Member, in which they are tried.
  static constexpr std::array<std::string_view, member_count> members = {
      "id", "dictionary", "recordedAt", "answers", "subject"};
  static constexpr std::size_t most_sought = IntakeAdapter::block_padding / 2;
  static constexpr std::size_t most_options = 64;  ///< of a question that is known
  /// Unanswered questions in a row that are passed over unsearched.
  static constexpr std::size_t ahead = 3;
  /// Answers that stand behind a later one in a record that is still in order.
  static constexpr std::size_t most_astray = 4;
  static constexpr std::uint64_t beyond_all_records = std::numeric_limits<std::uint64_t>::max();

  void prepare(std::shared_ptr<const Dictionary> dictionary);
  /// False: something in it is beyond what this reader knows.
  bool prepare_question(Question& question, const Item& item);
  bool prepare_options(Question& question);
  Question beyond();
  void prepare_table();
  static Slice slice_of(const std::vector<std::uint64_t>& hashes);
  Sought sought(std::string_view text);

  bool stands(At at, const Sought& text) const;
  static At behind(At at, const Sought& text);
  bool rest_stands(At at, const Sought& text) const;
  /// Behind the text that is sought, if it stands there.
  At after(At at, const Sought& text) const;
  At read_member(At at);
  At read_member_name(At at, Member& member) const;
  At find_member(At at, Member& member) const;
  bool take_member(Member member, std::string_view text);
  bool& seen(Member member) { return members_seen_[static_cast<std::size_t>(member)]; }
  At read_answers(At at);
  enum class Order { dictionary, any };
  /// From the name of an answer on. In the order of the dictionary until too many are astray.
  template <Order order>
  At read_answers_from(At at);
  /// A question, and the place behind its name and colon; null where there is none.
  struct Found {
    At behind = nullptr;
    Question* question = nullptr;
  };
  /// Where those before have come in order, and the expected one does not stand right at `at`:
  /// perhaps some unanswered ones have been left out.
  Found find_ahead(At at, Question* expected) const;
  Question* question_at(At at, std::uint64_t hash) const;
  Found search(At at) const;
  Found search_spaced(At at) const;
  At read_sides(At at, const Question& question);
  At read_answer(At at, const Question& question, std::uint32_t slot);
  At read_any_answer(At at, const Question& question, std::uint32_t slot);
  At read_boolean(At at, const Question& question, std::uint32_t slot);
  At read_integer(At at, const Question& question, std::uint32_t slot);
  At read_quantity(At at, const Question& question, std::uint32_t slot);
  At read_choice(At at, const Question& question, std::uint32_t slot);
  At read_choices(At at, const Question& question, std::uint32_t slot);
  At read_option(At at, const Question& question, const Choice*& choice) const;
  At read_date(At at, const Question& question, std::uint32_t slot);
  At read_text(At at, const Question& question, std::uint32_t slot);
  At read_escaped(At at, std::string_view& text);
  /// What may stand in the place of an answer of any type: null, or an object.
  At read_instead(At at, const Question& question, std::uint32_t slot);
  At read_reason(At at, std::uint32_t slot);
  void answer(std::uint32_t slot, const Value& value);

  /// Kept alive, so that no other dictionary can come to lie in its place and be taken for it.
  std::shared_ptr<const Dictionary> dictionary_;
  Sought dictionary_written_;  ///< its reference in quotes
  std::string rests_;
  std::array<Word, 4> words_ = words();  ///< by word_index(); the last is no word
  std::vector<Question> questions_;      ///< and some behind that no name is like
  std::vector<Question*> table_;         ///< by the hash of the name; null: none
  Slice slice_;
  std::vector<Choice> choices_;
  std::vector<std::uint32_t> option_table_;  ///< index + 1 of a choice, 0 = none
  std::array<Sought, member_count> member_names_;
  std::array<bool, member_count> members_seen_{};
  std::uint64_t record_ = 0;             ///< counts what has been read
  Member expected_member_ = Member::id;  ///< behind the last
  bool in_order_ = true;                 ///< so came the answers of the last record
  std::array<Value, most_options> chosen_;
  std::string unescaped_;
  Intake* intake_ = nullptr;  ///< while reading, like the next two
  Value* slots_ = nullptr;
  AnswerState* states_ = nullptr;
};

/// The JSON adapter without its fast way: what it reads is the measure of the other.
std::unique_ptr<IntakeAdapter> make_explaining_json_adapter();

}  // namespace palpate::intake
