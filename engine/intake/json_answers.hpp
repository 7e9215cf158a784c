#pragma once

// Internal to the JSON adapter: this header is the one that brings simdjson in.
#include <simdjson.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/answer.hpp"
#include "intake/intake.hpp"

namespace palpate::intake {

/// What a reader has to know about a text that has been mended.
struct TextDamage {
  bool replaced_bytes = false;  ///< Mended::replacement stands for bytes that were not UTF-8
  bool doubtful_names = false;  ///< a name may be a piece of an answer: it is not repeated
};

/// The text of a value up to the next structural character, without white space around it.
std::string_view token_of(simdjson::ondemand::value& value);
/// True for names that look like one and can be shown in a message or pointer.
bool is_showable(std::string_view name);

/// Reads the `answers` of JSON assessments into intakes. Functions that return bool give false
/// when simdjson refuses the text; what has been read until then stays. Reusable.
class JsonAnswers {
 public:
  /// `damage` tells what the text has been mended of.
  void begin(Intake& intake, const TextDamage& damage);
  /// May be called again for a second `answers`: an item that both hold has two answers.
  [[nodiscard]] bool read(simdjson::ondemand::value& answers);
  /// True when a part was not looked into, so that nobody has seen yet whether it is JSON.
  bool passed_over() const { return passed_over_; }

 private:
  using Value = simdjson::ondemand::value;
  using Field = simdjson::ondemand::field;
  using Sides = std::array<Answer, 2>;
  /// The members of an answer that is an object.
  struct Parts {
    std::optional<std::string_view> value;  ///< token
    std::optional<std::string_view> unit;
    std::optional<std::string_view> reason;  ///< of `unknown`
    bool refused = false;
  };
  /// What has been read of {left, right}.
  struct SidesRead {
    Sides answers;
    std::array<bool, 2> given{};
    std::optional<Answer> unknown;
  };

  [[nodiscard]] bool read_member(Field& field);
  std::optional<ItemIndex> find_item(Field& field);
  void report_unknown_item(std::string_view name);
  void store(ItemIndex index, const Sides& answers);

  [[nodiscard]] bool read_sides(Value& value, const Item& item, Sides& answers);
  [[nodiscard]] bool read_side(Field& field, const Item& item, SidesRead& read);
  Sides settle_sides(const Item& item, const SidesRead& read) const;

  [[nodiscard]] bool read_answer(Value& value, const Spot& spot, Answer& answer);
  [[nodiscard]] bool read_choices(Value& value, const Spot& spot, Answer& answer);
  Answer read_string(Value& value, const Spot& spot);
  [[nodiscard]] bool read_object(Value& value, const Spot& spot, Answer& answer);
  void read_part(Field& field, const Spot& spot, Parts& parts);
  void take_part(std::string_view name, Value& value, const Spot& spot,
                 std::optional<std::string_view>& part, Parts& parts);
  Answer settle_parts(const Spot& spot, const Parts& parts) const;
  /// The string of `value`; nullopt when it is something else or damaged.
  std::optional<std::string_view> string_of(Value& value);

  std::optional<AnswerReader> reader_;
  ChoicesReader choices_;
  std::vector<std::uint8_t> seen_;  ///< one an item
  ItemIndex predicted_ = 0;         ///< assessments mostly follow the dictionary's order
  TextDamage damage_;
  bool passed_over_ = false;
};

}  // namespace palpate::intake
