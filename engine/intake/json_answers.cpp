#include "intake/json_answers.hpp"

#include <algorithm>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/document.hpp"
#include "intake/issue_codes.hpp"
#include "intake/json_mend.hpp"
#include "intake/json_number.hpp"

namespace palpate::intake {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::array<std::string_view, 2> side_names = {"left", "right"};
constexpr std::size_t showable_length = 64;

bool is_showable_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '-';
}

bool is_container(std::string_view token) { return token.front() == '{' || token.front() == '['; }

std::string_view name_of(ondemand::field& field) {
  std::string_view name;
  return field.unescaped_key().get(name) == simdjson::SUCCESS ? name : std::string_view();
}

}  // namespace

std::string_view token_of(ondemand::value& value) {
  auto token = value.raw_json_token();
  const auto last = token.find_last_not_of(" \t\r\n");
  return token.substr(0, std::max<std::size_t>(last + 1, 1));
}

bool is_showable(std::string_view name) {
  return !name.empty() && name.size() <= showable_length &&
         std::all_of(name.begin(), name.end(), is_showable_character);
}

void JsonAnswers::begin(Intake& intake, const TextDamage& damage) {
  reader_.emplace(intake);
  seen_.assign(intake.dictionary().items.size(), 0);
  predicted_ = 0;
  damage_ = damage;
  passed_over_ = false;
}

bool JsonAnswers::read(Value& answers) {
  ondemand::object object;
  if (answers.get_object().get(object) != simdjson::SUCCESS) return false;
  for (auto each : object) {
    Field field;
    if (std::move(each).get(field) != simdjson::SUCCESS) return false;
    if (!read_member(field)) return false;
  }
  return true;
}

bool JsonAnswers::read_member(Field& field) {
  const auto index = find_item(field);
  if (!index) {
    passed_over_ = true;
    return true;
  }
  const auto& item = reader_->intake().dictionary().items[*index];
  Sides answers;
  const bool whole = item.sided ? read_sides(field.value(), item, answers)
                                : read_answer(field.value(), Spot{&item, {}}, answers[0]);
  store(*index, answers);
  return whole;
}

std::optional<ItemIndex> JsonAnswers::find_item(Field& field) {
  const auto& dictionary = reader_->intake().dictionary();
  if (predicted_ < dictionary.items.size() &&
      field.key().unsafe_is_equal(dictionary.items[predicted_].id)) {
    return predicted_++;
  }
  const auto name = name_of(field);
  const auto found = dictionary.find(name);
  if (found) {
    predicted_ = *found + 1;
  } else {
    report_unknown_item(name);
  }
  return found;
}

void JsonAnswers::report_unknown_item(std::string_view name) {
  if (!reader_->listening()) return;
  auto& intake = reader_->intake();
  Issue issue;
  issue.code = issue_code::unknown_item;
  issue.pointer = "/answers";
  issue.message = "an answer belongs to no item of " + intake.dictionary().reference();
  if (!damage_.doubtful_names && is_showable(name)) {
    issue.pointer.append("/").append(name);
    issue.message =
        "there is no item '" + std::string(name) + "' in " + intake.dictionary().reference();
    std::vector<std::string_view> ids;
    for (const auto& item : intake.dictionary().items) ids.push_back(item.id);
    issue.suggestion = did_you_mean(name, ids);
  }
  intake.add_issue(std::move(issue));
}

void JsonAnswers::store(ItemIndex index, const Sides& answers) {
  auto& intake = reader_->intake();
  const auto& item = intake.dictionary().items[index];
  const bool again = seen_[index]++ != 0;
  seen_[index] = 1;
  if (again) {
    reader_->refuse(Spot{&item, {}}, issue_code::duplicate_answer, "the question is answered twice",
                    "leave one of the answers out");
  }
  for (std::uint32_t i = 0; i < item.slots(); ++i) {
    const auto slot = item.slot + i;
    const Answer before{intake.states[slot], intake.slots[slot]};
    const auto& answer = again ? merge_duplicates(item, before, answers[i]) : answers[i];
    intake.set(slot, answer.state, answer.value);
  }
}

bool JsonAnswers::read_sides(Value& value, const Item& item, Sides& answers) {
  const auto token = token_of(value);
  if (token == "null") return true;
  if (token.front() != '{') {
    passed_over_ = passed_over_ || token.front() == '[';
    answers.fill(reader_->refuse(Spot{&item, {}}, issue_code::bad_sides,
                                 "this question is asked of each side",
                                 "write {\"left\": ..., \"right\": ...}; a side may be left out"));
    return true;
  }
  ondemand::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return false;
  SidesRead read;
  bool whole = true;
  for (auto each : object) {
    Field field;
    whole = std::move(each).get(field) == simdjson::SUCCESS && read_side(field, item, read);
    if (!whole) break;
  }
  answers = settle_sides(item, read);
  return whole;
}

bool JsonAnswers::read_side(Field& field, const Item& item, SidesRead& read) {
  const auto name = name_of(field);
  const auto found = std::find(side_names.begin(), side_names.end(), name);
  if (found != side_names.end()) {
    const auto side = static_cast<std::size_t>(found - side_names.begin());
    const Spot spot{&item, *found};
    Answer answer;
    const bool whole = read_answer(field.value(), spot, answer);
    if (read.given[side]) {
      reader_->refuse(spot, issue_code::duplicate_answer, "the side is answered twice",
                      "leave one of the answers out");
      answer = merge_duplicates(item, read.answers[side], answer);
    }
    read.given[side] = true;
    read.answers[side] = answer;
    return whole;
  }
  const Spot spot{&item, {}};
  if (name == "unknown") {
    const auto reason = string_of(field.value());
    const auto unknown = reader_->unknown(spot, reason.value_or(""));
    const bool again = read.unknown.has_value();
    read.unknown = again ? reader_->refuse(spot, issue_code::duplicate_answer,
                                           "'unknown' stands here twice", {}, "unknown")
                         : unknown;
    return true;
  }
  passed_over_ = true;
  reader_->refuse(spot, issue_code::bad_sides,
                  "a question that is asked of each side has 'left' and 'right' only",
                  did_you_mean(name, {"left", "right", "unknown"}));
  return true;
}

JsonAnswers::Sides JsonAnswers::settle_sides(const Item& item, const SidesRead& read) const {
  auto answers = read.answers;
  if (!read.unknown) return answers;
  auto rest = *read.unknown;
  if (read.given[0] || read.given[1]) {
    rest = reader_->refuse(Spot{&item, {}}, issue_code::bad_unknown,
                           "'unknown' beside a side says two things at once",
                           "put it into the side: {\"left\": ..., \"right\": {\"unknown\": ...}}");
  }
  for (std::size_t side = 0; side < answers.size(); ++side) {
    if (!read.given[side]) answers[side] = rest;
  }
  return answers;
}

bool JsonAnswers::read_answer(Value& value, const Spot& spot, Answer& answer) {
  const auto token = token_of(value);
  switch (token.front()) {
    case '{':
      return read_object(value, spot, answer);
    case '[':
      return read_choices(value, spot, answer);
    case '"':
      answer = read_string(value, spot);
      return true;
    default:
      answer = reader_->word(spot, token);
      return true;
  }
}

std::optional<std::string_view> JsonAnswers::string_of(Value& value) {
  std::string_view text;
  if (token_of(value).front() != '"') {
    passed_over_ = true;
    return std::nullopt;
  }
  if (value.get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
  if (damage_.replaced_bytes && text.find(Mended::replacement) != std::string_view::npos) {
    return std::nullopt;
  }
  return text;
}

Answer JsonAnswers::read_string(Value& value, const Spot& spot) {
  const auto text = string_of(value);
  if (text) return reader_->string(spot, *text);
  return reader_->refuse(
      spot, issue_code::bad_text,
      "this text has an escape that does not exist, or bytes that are not UTF-8");
}

bool JsonAnswers::read_choices(Value& value, const Spot& spot, Answer& answer) {
  if (spot.item->type != ItemType::choices) {
    passed_over_ = true;
    answer = reader_->wrong_type(spot);
    return true;
  }
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return false;
  choices_.begin(spot);
  bool whole = true;
  for (auto each : array) {
    Value element;
    whole = std::move(each).get(element) == simdjson::SUCCESS;
    if (!whole) break;
    const auto option = string_of(element);
    option ? choices_.add(*reader_, *option) : choices_.add_rubbish(*reader_);
  }
  answer = choices_.finish(*reader_);
  return whole;
}

bool JsonAnswers::read_object(Value& value, const Spot& spot, Answer& answer) {
  ondemand::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return false;
  Parts parts;
  for (auto each : object) {
    Field field;
    if (std::move(each).get(field) != simdjson::SUCCESS) return false;
    read_part(field, spot, parts);
  }
  answer = settle_parts(spot, parts);
  return true;
}

void JsonAnswers::read_part(Field& field, const Spot& spot, Parts& parts) {
  const auto name = name_of(field);
  if (name == "value") return take_part(name, field.value(), spot, parts.value, parts);
  if (name == "unit") return take_part(name, field.value(), spot, parts.unit, parts);
  if (name == "unknown") return take_part(name, field.value(), spot, parts.reason, parts);
  passed_over_ = true;
  parts.refused = true;
  const bool is_side = std::find(side_names.begin(), side_names.end(), name) != side_names.end();
  if (is_side) {
    reader_->refuse(spot, issue_code::bad_sides, "this question is not asked of each side",
                    "expected " + expected_answer(*spot.item));
    return;
  }
  reader_->refuse(spot, issue_code::bad_answer_member,
                  "an answer has the members 'value' and 'unit', or 'unknown' only",
                  did_you_mean(name, {"value", "unit", "unknown"}));
}

void JsonAnswers::take_part(std::string_view name, Value& value, const Spot& spot,
                            std::optional<std::string_view>& part, Parts& parts) {
  if (part) {
    parts.refused = true;
    passed_over_ = true;
    reader_->refuse(spot, issue_code::duplicate_answer,
                    "'" + std::string(name) + "' stands here twice", {}, name);
    return;
  }
  if (name == "value") {
    part = token_of(value);
    passed_over_ = passed_over_ || is_container(*part) || part->front() == '"';
    return;
  }
  part = string_of(value);
  if (part) return;
  part = "";
  if (name != "unit") return;
  parts.refused = true;
  reader_->refuse(spot, issue_code::bad_unit, "the unit must be a text in quotes", {}, name);
}

Answer JsonAnswers::settle_parts(const Spot& spot, const Parts& parts) const {
  if (parts.refused) return {AnswerState::unreadable, {}};
  if (parts.reason) {
    if (!parts.value && !parts.unit) return reader_->unknown(spot, *parts.reason);
    return reader_->refuse(spot, issue_code::bad_unknown,
                           "'unknown' beside a value says two things at once",
                           "leave one of them out");
  }
  if (spot.item->type != ItemType::quantity) return reader_->wrong_type(spot);
  if (!parts.value || !parts.unit) {
    return reader_->refuse(spot, issue_code::bad_answer_member,
                           "a quantity needs both 'value' and 'unit'",
                           "a bare number is in '" + spot.item->unit + "'");
  }
  if (!is_json_number(*parts.value)) {
    return reader_->refuse(spot, issue_code::wrong_type, "expected a number", {}, "value");
  }
  return reader_->quantity(spot, *parts.value, *parts.unit);
}

}  // namespace palpate::intake
