#include "intake/answer.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/document.hpp"
#include "base/limits.hpp"
#include "intake/concerning.hpp"
#include "intake/issue_codes.hpp"
#include "intake/json_number.hpp"
#include "value/print.hpp"

namespace palpate::intake {

namespace {

constexpr std::array<std::pair<std::string_view, AnswerState>, 3> reasons = {
    {{"not-asked", AnswerState::not_asked},
     {"asked-unknown", AnswerState::asked_unknown},
     {"declined", AnswerState::declined}}};

Answer answered(const Value& value) { return {AnswerState::answered, value}; }

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string plausible_range(const Item& item) {
  std::string range;
  if (item.plausible_min) range.append("from ").append(plain_number(*item.plausible_min));
  if (item.plausible_max) {
    range.append(range.empty() ? "" : " ").append("to ").append(plain_number(*item.plausible_max));
  }
  if (!item.unit.empty()) range.append(" ").append(quoted(item.unit));
  return range;
}

bool is_decimal_type(ItemType type) {
  return type == ItemType::decimal || type == ItemType::quantity;
}

bool is_number_type(ItemType type) { return type == ItemType::integer || is_decimal_type(type); }

bool same_answer(const Answer& a, const Answer& b) {
  if (a.state != b.state) return false;
  return a.state != AnswerState::answered || to_cql(a.value) == to_cql(b.value);
}

bool is_worrying(const Item& item, const Answer& answer) {
  return answer.state == AnswerState::answered && is_concerning(item, answer.value);
}

}  // namespace

const Option* find_option(const Item& item, std::string_view id) {
  const auto found = std::find_if(item.options.begin(), item.options.end(),
                                  [&](const Option& option) { return option.id == id; });
  return found != item.options.end() ? &*found : nullptr;
}

std::optional<AnswerState> state_of_reason(std::string_view reason) {
  for (const auto& [word, state] : reasons) {
    if (word == reason) return state;
  }
  return std::nullopt;
}

Answer merge_duplicates(const Item& item, const Answer& first, const Answer& second) {
  if (is_worrying(item, first) || same_answer(first, second)) return first;
  if (is_worrying(item, second)) return second;
  return {AnswerState::unreadable, {}};
}

std::string expected_answer(const Item& item) {
  switch (item.type) {
    case ItemType::boolean:
      return "true or false";
    case ItemType::integer:
      return "a whole number";
    case ItemType::decimal:
      return "a number";
    case ItemType::quantity:
      return "a number in " + quoted(item.unit) + ", or {\"value\": number, \"unit\": text}";
    case ItemType::choice:
      return "the id of an option, in quotes";
    case ItemType::choices:
      return "a list of ids of options";
    case ItemType::date:
      return "a date in quotes: YYYY, YYYY-MM or YYYY-MM-DD";
    case ItemType::text:
      return "a text in quotes";
  }
  return {};
}

std::string AnswerReader::pointer_to(const Spot& spot, std::string_view member) const {
  if (!place_.empty()) return std::string(place_);
  std::string pointer = "/answers/" + pointer_escape(spot.item->id);
  if (!spot.side.empty()) pointer.append("/").append(spot.side);
  if (!member.empty()) pointer.append("/").append(member);
  return pointer;
}

bool AnswerReader::listening() const {
  return intake_->issues.size() < limits::assessment_issues || !intake_->has_errors();
}

Answer AnswerReader::refuse(const Spot& spot, std::string_view code, std::string message,
                            std::string suggestion, std::string_view member) const {
  if (listening()) {
    intake_->add_issue({Issue::Kind::error, std::string(code), pointer_to(spot, member),
                        spot.item->id, std::move(message), std::move(suggestion)});
  }
  return {AnswerState::unreadable, {}};
}

void AnswerReader::note(const Spot& spot, std::string_view code, std::string message) const {
  intake_->add_issue({Issue::Kind::note,
                      std::string(code),
                      pointer_to(spot, {}),
                      spot.item->id,
                      std::move(message),
                      {}});
}

Answer AnswerReader::wrong_type(const Spot& spot) const {
  return refuse(spot, issue_code::wrong_type,
                "this cannot answer the question; expected " + expected_answer(*spot.item),
                "or {\"unknown\": \"not-asked\" | \"asked-unknown\" | \"declined\"}");
}

Answer AnswerReader::word(const Spot& spot, std::string_view token) const {
  if (token == "null") return {};
  if (is_json_number(token)) {
    return is_number_type(spot.item->type) ? number(spot, token) : wrong_type(spot);
  }
  const bool is_true = token == "true";
  if (is_true || token == "false") {
    return spot.item->type == ItemType::boolean ? answered(Value::boolean(is_true))
                                                : wrong_type(spot);
  }
  return refuse(spot, issue_code::not_a_value,
                "this is no value of JSON; expected " + expected_answer(*spot.item));
}

Answer AnswerReader::number(const Spot& spot, std::string_view token) const {
  const auto exact = exact_decimal(token);
  if (!exact) {
    return refuse(spot, issue_code::inexact_number,
                  "a number may have 20 digits before the point and 8 behind it");
  }
  if (spot.item->type == ItemType::integer) return integer(spot, *exact);
  if (spot.item->type == ItemType::decimal) return plausible(spot, *exact, Value::decimal(*exact));
  return plausible(spot, *exact, Value::quantity(*exact, *spot.item->parsed_unit));
}

Answer AnswerReader::integer(const Spot& spot, const Decimal& number) const {
  const auto whole = number.to_int64();
  if (!whole || *whole < std::numeric_limits<std::int32_t>::min() ||
      *whole > std::numeric_limits<std::int32_t>::max()) {
    return refuse(spot, issue_code::bad_integer,
                  "expected a whole number from -2147483648 to 2147483647");
  }
  return plausible(spot, number, Value::integer(static_cast<std::int32_t>(*whole)));
}

Answer AnswerReader::quantity(const Spot& spot, std::string_view token,
                              std::string_view unit) const {
  const auto& item = *spot.item;
  if (unit == item.unit) return number(spot, token);
  const auto exact = exact_decimal(token);
  if (!exact) return number(spot, token);

  const auto expected = "expected " + quoted(item.unit) + " or a unit that converts to it";
  const auto suggestion =
      "write " + quoted(item.unit) + ", or a bare number, which is in " + quoted(item.unit);
  const auto parsed = parse_unit(unit, intake_->arena());
  if (!parsed) {
    return refuse(spot, issue_code::bad_unit, "this is no unit of UCUM; " + expected, suggestion,
                  "unit");
  }
  if (!commensurable(**parsed, *item.parsed_unit)) {
    return refuse(spot, issue_code::bad_unit, "this unit measures something else; " + expected,
                  suggestion, "unit");
  }
  const auto converted = convert(*exact, **parsed, *item.parsed_unit);
  if (!converted) {
    return refuse(spot, issue_code::bad_unit,
                  "this cannot be converted to " + quoted(item.unit) + " exactly enough",
                  suggestion, "unit");
  }
  return plausible(spot, *converted, Value::quantity(*converted, *item.parsed_unit));
}

Answer AnswerReader::plausible(const Spot& spot, const Decimal& number, const Value& value) const {
  const auto& item = *spot.item;
  const bool too_small = item.plausible_min && number < *item.plausible_min;
  const bool too_large = item.plausible_max && number > *item.plausible_max;
  if (!too_small && !too_large) return answered(value);
  if (listening()) {
    intake_->add_issue(
        {Issue::Kind::implausible, std::string(issue_code::implausible), pointer_to(spot, {}),
         item.id,
         "this is not plausible and counts as unanswered; expected " + plausible_range(item),
         "measure or ask again"});
  }
  return {AnswerState::implausible, {}};
}

Answer AnswerReader::string(const Spot& spot, std::string_view text) const {
  switch (spot.item->type) {
    case ItemType::choice:
      return option(spot, text);
    case ItemType::date:
      return date(spot, text);
    case ItemType::text:
      return this->text(spot, text);
    case ItemType::boolean:
    case ItemType::integer:
    case ItemType::decimal:
    case ItemType::quantity:
    case ItemType::choices:
      return wrong_type(spot);
  }
  return wrong_type(spot);
}

Answer AnswerReader::option(const Spot& spot, std::string_view id) const {
  if (const auto* found = find_option(*spot.item, id)) return answered(Value::string(found->id));
  std::vector<std::string_view> ids;
  for (const auto& candidate : spot.item->options) ids.push_back(candidate.id);
  return refuse(spot, issue_code::unknown_option, "this is not among the options of the question",
                listening() ? did_you_mean(id, ids) : std::string());
}

Answer AnswerReader::date(const Spot& spot, std::string_view text) const {
  const auto date = parse_date(text);
  if (date) return answered(Value::date(*date));
  return refuse(spot, issue_code::bad_date,
                "this is no date; expected YYYY, YYYY-MM or YYYY-MM-DD");
}

Answer AnswerReader::text(const Spot& spot, std::string_view text) const {
  if (text.size() <= limits::text_answer_bytes) {
    return answered(make_string(text, intake_->arena()));
  }
  return refuse(spot, issue_code::bad_text,
                "a text may have " + std::to_string(limits::text_answer_bytes) + " bytes at most");
}

Answer AnswerReader::unknown(const Spot& spot, std::string_view reason) const {
  if (const auto state = state_of_reason(reason)) return {*state, {}};
  return refuse(spot, issue_code::bad_unknown,
                "expected \"not-asked\", \"asked-unknown\" or \"declined\"", {}, "unknown");
}

void ChoicesReader::begin(const Spot& spot) {
  spot_ = spot;
  count_ = 0;
  doubtful_ = false;
  chosen_.clear();
  taken_.assign(spot.item->options.size(), false);
}

void ChoicesReader::add(const AnswerReader& reader, std::string_view option) {
  const auto& options = spot_.item->options;
  const auto* found = find_option(*spot_.item, option);
  if (found == nullptr) {
    std::vector<std::string_view> ids;
    for (const auto& candidate : options) ids.push_back(candidate.id);
    doubtful_ = true;
    reader.refuse(
        spot_, issue_code::unknown_option, "this is not among the options of the question",
        reader.listening() ? did_you_mean(option, ids) : std::string(), std::to_string(count_++));
    return;
  }
  const auto at = static_cast<std::size_t>(found - options.data());
  if (taken_[at]) {
    reader.refuse(spot_, issue_code::bad_choices, "this option is named twice", {},
                  std::to_string(count_++));
    return;
  }
  taken_[at] = true;
  ++count_;
  chosen_.push_back(Value::string(found->id));
}

void ChoicesReader::add_rubbish(const AnswerReader& reader) {
  doubtful_ = true;
  reader.refuse(spot_, issue_code::wrong_type, "expected the id of an option, in quotes", {},
                std::to_string(count_++));
}

Answer ChoicesReader::refuse(const AnswerReader& reader, std::string message,
                             std::string suggestion) const {
  return reader.refuse(spot_, issue_code::bad_choices, std::move(message), std::move(suggestion));
}

void ChoicesReader::drop_none(const AnswerReader& reader) {
  const auto none = std::find_if(chosen_.begin(), chosen_.end(), [&](const Value& value) {
    return value.as_string() == spot_.item->none_option;
  });
  if (none == chosen_.end() || chosen_.size() == 1) return;
  refuse(reader, quoted(spot_.item->none_option) + " excludes every other option",
         "leave it out, or name it alone");
  chosen_.erase(none);
  doubtful_ = true;
}

Answer ChoicesReader::finish(const AnswerReader& reader) {
  if (count_ == 0) {
    return refuse(reader, "an empty list is not an answer",
                  "write [\"" + spot_.item->none_option + "\"] for none of them");
  }
  drop_none(reader);
  const auto value = make_list(chosen_, reader.intake().arena());
  // Half a list would say "no" to the options that could not be read: it is kept only where it
  // holds an answer that must not be lost.
  if (doubtful_ && !is_concerning(*spot_.item, value)) return {AnswerState::unreadable, {}};
  return answered(value);
}

}  // namespace palpate::intake
