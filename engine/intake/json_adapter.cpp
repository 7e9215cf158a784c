// The bytes of a JSON assessment → Intake, on simdjson's On-Demand reader.
//
// A record with nothing out of the ordinary takes one fast pass. Any other is read by the reader
// that explains: On-Demand looks only at what it is asked for, so that a record
// with a syntax error, or with parts that were passed over unread, is read by the stricter
// mend_json() as well; if that finds damage, the mended text is read instead and the damage is
// reported. External interface: make_json_adapter(), peek_dictionary().

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/limits.hpp"
#include "intake/intake.hpp"
#include "intake/issue_codes.hpp"
#include "intake/json_answers.hpp"
#include "intake/json_mend.hpp"
#include "intake/json_ordinary.hpp"

namespace palpate::intake {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view mark = "\xEF\xBB\xBF";

enum Member : std::size_t { id, subject, dictionary, recorded_at, answers, member_count };
constexpr std::array<std::string_view, member_count> member_names = {"id", "subject", "dictionary",
                                                                     "recordedAt", "answers"};

/// Without the byte order mark.
std::string_view unmarked(std::string_view bytes) {
  return bytes.substr(0, mark.size()) == mark ? bytes.substr(mark.size()) : bytes;
}

bool begins_object(std::string_view json) {
  const auto first = json.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && json[first] == '{';
}

/// A copy of a text with room behind it that a reader may look into. Keeps its memory.
class PaddedText {
 public:
  std::string_view set(std::string_view text, std::size_t padding, char with) {
    if (bytes_.size() < text.size() + padding) bytes_.resize(text.size() + padding);
    std::copy(text.begin(), text.end(), bytes_.begin());
    std::memset(bytes_.data() + text.size(), with, padding);
    return {bytes_.data(), text.size()};
  }
  /// As simdjson wants it.
  simdjson::padded_string_view set(std::string_view text) {
    const auto copy = set(text, simdjson::SIMDJSON_PADDING, ' ');
    return simdjson::padded_string_view(copy.data(), copy.size(), bytes_.size());
  }

 private:
  std::vector<char> bytes_;
};

std::string describe(const Damage& damage, std::size_t offset) {
  const auto at = "byte " + std::to_string(offset) + ": ";
  switch (damage.kind) {
    case Damage::Kind::syntax:
      return at + "this is not JSON; expected " + std::string(damage.expected);
    case Damage::Kind::truncated:
      return at + "the assessment ends too early; what is complete before has been read";
    case Damage::Kind::trailing:
      return at + "something follows the end of the assessment and is not read";
    case Damage::Kind::nesting:
      return at + "this is nested more than " + std::to_string(limits::assessment_nesting) +
             " deep";
    case Damage::Kind::utf8:
      return at + "this is not UTF-8, and perhaps more behind it";
    case Damage::Kind::control:
      return at + "a control character in a text must be escaped";
  }
  return at;
}

std::string_view code_of(Damage::Kind kind) {
  switch (kind) {
    case Damage::Kind::syntax:
    case Damage::Kind::control:
      return issue_code::not_json;
    case Damage::Kind::truncated:
      return issue_code::truncated;
    case Damage::Kind::trailing:
      return issue_code::trailing;
    case Damage::Kind::nesting:
      return issue_code::too_deep;
    case Damage::Kind::utf8:
      return issue_code::not_utf8;
  }
  return {};
}

class JsonAdapter final : public IntakeAdapter {
 public:
  explicit JsonAdapter(bool fast) : fast_(fast) {}
  void read(std::string_view bytes, Intake& intake) override { read(bytes, false, intake); }
  void read_in_block(std::string_view bytes, Intake& intake) override { read(bytes, true, intake); }

 private:
  void read(std::string_view bytes, bool in_block, Intake& intake);
  void read_json(std::string_view json, bool in_block, std::size_t offset);
  void report(const Mended& mended, std::size_t offset);
  /// False when simdjson refuses the text; what it gave until then is in the intake.
  [[nodiscard]] bool walk(std::string_view json, const TextDamage& damage);
  /// True when the text is an assessment with nothing out of the ordinary, and was read.
  [[nodiscard]] bool read_ordinary(std::string_view json, bool in_block);
  [[nodiscard]] bool walk_members(ondemand::object& object);
  [[nodiscard]] bool read_member(ondemand::field& field);
  [[nodiscard]] bool read_answers(ondemand::value& value);
  void read_text(Member member, ondemand::value& value);
  void take_text(Member member, std::string_view text);
  void take_recorded_at(std::string_view text);
  void finish();
  void unknown_member(std::string_view name);

  ondemand::parser parser_;
  PaddedText padded_;
  OrdinaryReader ordinary_;
  PaddedText ordinary_text_;
  JsonAnswers answers_;
  bool fast_;
  Intake* intake_ = nullptr;  ///< while reading
  std::array<bool, member_count> seen_{};
  bool names_dictionary_ = false;
  TextDamage damage_;
  bool passed_over_ = false;
};

void JsonAdapter::read(std::string_view bytes, bool in_block, Intake& intake) {
  intake_ = &intake;
  intake.clear();
  if (bytes.size() > limits::assessment_bytes) {
    intake_->add_error(issue_code::too_large, {},
                       "an assessment may have " + std::to_string(limits::assessment_bytes) +
                           " bytes at most; nothing of it has been read");
    return;
  }
  const auto json = unmarked(bytes);
  const auto offset = bytes.size() - json.size();
  read_json(json, in_block, offset);
  if (offset > 0) {
    intake.add_issue({Issue::Kind::note,
                      std::string(issue_code::byte_order_mark),
                      {},
                      {},
                      "a byte order mark stands before the assessment",
                      "save it without one"});
  }
}

void JsonAdapter::read_json(std::string_view json, bool in_block, std::size_t offset) {
  if (fast_ && read_ordinary(json, in_block)) return;
  intake_->clear();
  if (!begins_object(json)) {
    intake_->add_error(issue_code::not_object, {},
                       "an assessment must be a JSON object: '{' is missing");
    return;
  }
  const bool whole = walk(json, {});
  if (whole && !passed_over_ && !answers_.passed_over()) return;

  const auto mended = mend_json(json);
  if (whole && mended.damage.empty()) return;
  intake_->clear();
  report(mended, offset);
  const bool syntax =
      std::any_of(mended.damage.begin(), mended.damage.end(),
                  [](const Damage& damage) { return damage.kind == Damage::Kind::syntax; });
  if (!walk(mended.text, {mended.replaced_bytes, syntax})) {
    intake_->add_error(issue_code::not_json, {},
                       "the assessment is not JSON and was read in part only");
  }
}

bool JsonAdapter::read_ordinary(std::string_view json, bool in_block) {
  return ordinary_.read(in_block ? json : ordinary_text_.set(json, block_padding, '\0'), *intake_);
}

void JsonAdapter::report(const Mended& mended, std::size_t offset) {
  for (const auto& damage : mended.damage) {
    intake_->add_error(code_of(damage.kind), {}, describe(damage, damage.offset + offset));
  }
}

bool JsonAdapter::walk(std::string_view json, const TextDamage& damage) {
  seen_.fill(false);
  names_dictionary_ = false;
  damage_ = damage;
  passed_over_ = false;
  answers_.begin(*intake_, damage);
  ondemand::document document;
  ondemand::object object;
  if (parser_.iterate(padded_.set(json)).get(document) != simdjson::SUCCESS) return false;
  if (document.get_object().get(object) != simdjson::SUCCESS) return false;
  if (!walk_members(object)) return false;
  finish();
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

bool JsonAdapter::walk_members(ondemand::object& object) {
  for (auto each : object) {
    ondemand::field field;
    if (std::move(each).get(field) != simdjson::SUCCESS) return false;
    if (!read_member(field)) return false;
  }
  return true;
}

bool JsonAdapter::read_member(ondemand::field& field) {
  std::string_view name;
  if (field.unescaped_key().get(name) != simdjson::SUCCESS) name = {};
  const auto found = std::find(member_names.begin(), member_names.end(), name);
  if (found == member_names.end()) {
    unknown_member(name);
    return true;
  }
  const auto member = static_cast<Member>(found - member_names.begin());
  if (seen_[member]) {
    intake_->add_error(issue_code::duplicate_member, "/" + std::string(name),
                       "'" + std::string(name) + "' stands here twice", "leave one of them out");
  }
  bool whole = true;
  if (member == answers) {
    whole = read_answers(field.value());
  } else {
    read_text(member, field.value());
  }
  seen_[member] = true;
  return whole;
}

void JsonAdapter::unknown_member(std::string_view name) {
  passed_over_ = true;
  const bool show = !damage_.doubtful_names && is_showable(name);
  const std::vector<std::string_view> names(member_names.begin(), member_names.end());
  intake_->add_error(issue_code::unknown_member, show ? "/" + std::string(name) : std::string(),
                     show ? "an assessment has no member '" + std::string(name) + "'"
                          : "a member of the assessment has a name that is not known",
                     show ? did_you_mean(name, names) : std::string());
}

bool JsonAdapter::read_answers(ondemand::value& value) {
  if (token_of(value).front() == '{') return answers_.read(value);
  passed_over_ = true;
  intake_->add_error(issue_code::no_answers, "/answers",
                     "'answers' must be an object: {\"item\": answer, ...}");
  return true;
}

void JsonAdapter::read_text(Member member, ondemand::value& value) {
  if (token_of(value) == "null") return;
  names_dictionary_ = names_dictionary_ || member == dictionary;
  std::string_view text;
  const bool is_text = token_of(value).front() == '"' &&
                       value.get_string().get(text) == simdjson::SUCCESS &&
                       (!damage_.replaced_bytes || text.find(Mended::replacement) == text.npos);
  if (is_text && text.size() <= limits::name_length) {
    take_text(member, text);
  } else {
    passed_over_ = passed_over_ || !is_text;
    intake_->add_error(issue_code::bad_member, "/" + std::string(member_names[member]),
                       "'" + std::string(member_names[member]) + "' must be a text of at most " +
                           std::to_string(limits::name_length) + " bytes");
  }
}

/// Of two that are alike in name the first is kept.
void JsonAdapter::take_text(Member member, std::string_view text) {
  if (member == dictionary) {
    const auto& loaded = intake_->dictionary();
    const auto at = loaded.id.size();
    const bool same = text.size() == at + 1 + loaded.version.size() && text[at] == '@' &&
                      text.substr(0, at) == loaded.id && text.substr(at + 1) == loaded.version;
    if (!same) {
      intake_->add_error(
          issue_code::other_dictionary, "/dictionary",
          "the assessment was made for another dictionary than '" + loaded.reference() + "'",
          "choose the rule set of its dictionary, or bring the assessment up to date");
    }
    return;
  }
  if (seen_[member]) return;
  if (member == id) intake_->id = text;
  if (member == subject) intake_->subject = text;
  if (member == recorded_at) take_recorded_at(text);
}

void JsonAdapter::take_recorded_at(std::string_view text) {
  const auto time = parse_date_time(text);
  if (time && time->has_offset() && time->precision >= Precision::minute) {
    intake_->recorded_at = time;
    return;
  }
  intake_->add_error(issue_code::bad_recorded_at, "/recordedAt",
                     "'recordedAt' must be a date and time with the offset from UTC",
                     "write it as 2026-01-15T09:00:00Z or 2026-01-15T09:00:00+01:00");
}

void JsonAdapter::finish() {
  if (!names_dictionary_) {
    intake_->add_error(issue_code::no_dictionary, {}, "the assessment does not say its dictionary",
                       "add \"dictionary\": \"" + intake_->dictionary().reference() + "\"");
  }
  if (!seen_[answers]) {
    intake_->add_error(issue_code::no_answers, {}, "the assessment has no 'answers'",
                       "write \"answers\": {} if nothing was asked");
  }
}

/// The `dictionary` of a text; nullopt when simdjson refuses the text before it comes to it.
std::optional<std::string> find_dictionary(std::string_view json) {
  ondemand::parser parser;
  PaddedText padded;
  ondemand::document document;
  ondemand::object object;
  if (parser.iterate(padded.set(json)).get(document) != simdjson::SUCCESS) return std::nullopt;
  if (document.get_object().get(object) != simdjson::SUCCESS) return std::nullopt;
  for (auto each : object) {
    ondemand::field field;
    std::string_view text;
    if (std::move(each).get(field) != simdjson::SUCCESS) return std::nullopt;
    if (field.unescaped_key().get(text) != simdjson::SUCCESS) continue;
    if (text != member_names[dictionary] || token_of(field.value()).front() != '"') continue;
    if (field.value().get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  }
  return "";
}

}  // namespace

std::unique_ptr<IntakeAdapter> make_json_adapter() { return std::make_unique<JsonAdapter>(true); }

std::unique_ptr<IntakeAdapter> make_explaining_json_adapter() {
  return std::make_unique<JsonAdapter>(false);
}

std::string peek_dictionary(std::string_view bytes) {
  const auto json = unmarked(bytes);
  if (bytes.size() > limits::assessment_bytes || !begins_object(json)) return {};
  if (auto found = find_dictionary(json)) return *found;
  return find_dictionary(mend_json(json).text).value_or("");
}

}  // namespace palpate::intake
