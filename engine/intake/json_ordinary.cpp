// The fast way through an assessment in which everything is as it should be. External interface:
// OrdinaryReader.
//
// Written by hand, byte by byte: where the next name is known before it is read, comparing beats
// every general parser. It need not be good at anything else, since whatever it does not expect is
// left to simdjson and the reader that explains.
#include "intake/json_ordinary.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "base/limits.hpp"
#include "intake/answer.hpp"

namespace palpate::intake {

namespace {

constexpr std::size_t ahead = 3;  ///< unanswered questions in a row that are passed over unsearched
constexpr std::size_t most_digits = 18;
constexpr std::array<std::int64_t, 9> powers = {1,       10,        100,        1000,       10'000,
                                                100'000, 1'000'000, 10'000'000, 100'000'000};

std::size_t hash_of(std::string_view name) {
  std::uint64_t head = name.size();
  std::uint64_t tail = 0;
  std::memcpy(&tail, name.data(), std::min<std::size_t>(name.size(), sizeof tail));
  head = (head + tail) * 0x9E3779B97F4A7C15U;
  if (name.size() > sizeof tail) {
    std::memcpy(&tail, name.data() + name.size() - sizeof tail, sizeof tail);
    head = (head ^ tail) * 0xC2B2AE3D27D4EB4FU;
  }
  return static_cast<std::size_t>(head >> 32U);
}

/// In units of 1e-8; nullopt where that does not fit.
std::optional<std::int64_t> counted(const Decimal& number) {
  const auto count = static_cast<std::int64_t>(number.low());
  const bool fits = number.high() == (count < 0 ? -1 : 0);
  return fits ? std::optional(count) : std::nullopt;
}

std::uint64_t word_at(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// The same `size` bytes, by words of eight. Stops at the first word that differs.
inline bool same_bytes(const char* a, const char* b, std::size_t size) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  if (size < word) return std::memcmp(a, b, size) == 0;
  for (std::size_t i = 0; i + word <= size; i += word) {
    if (word_at(a + i) != word_at(b + i)) return false;
  }
  return word_at(a + size - word) == word_at(b + size - word);
}

/// True when one of eight bytes is a quote, a backslash or a control character.
inline bool ends_plain_text(std::uint64_t word) {
  constexpr std::uint64_t each = 0x0101010101010101U;
  constexpr std::uint64_t high = each * 0x80U;
  const auto has = [&](std::uint64_t w, std::uint64_t byte) {
    const auto x = w ^ (each * byte);
    return (x - each) & ~x & high;
  };
  const auto control = (word - each * 0x20U) & ~word & high;
  return (control | has(word, '"') | has(word, '\\')) != 0;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < ' '; }

/// What a backslash and `c` stand for; 0 for the rare ones.
char escaped(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    default:
      return '\0';
  }
}

}  // namespace

struct OrdinaryReader::Members {
  bool id = false;
  bool subject = false;
  bool dictionary = false;
  bool recorded_at = false;
  bool answers = false;
};

void OrdinaryReader::prepare(std::shared_ptr<const Dictionary> loaded) {
  dictionary_ = std::move(loaded);
  const auto& dictionary = *dictionary_;
  reference_ = dictionary.reference();
  questions_.clear();
  names_.clear();
  std::size_t size = 16;
  while (size < dictionary.items.size() * 4) size *= 2;
  table_.assign(size, 0);
  for (const auto& item : dictionary.items) {
    Question question;
    question.id = item.id;
    question.type = item.type;
    question.sided = item.sided;
    question.slot = item.slot;
    question.item = &item;
    question.name = names_.size();
    names_.append("\"").append(item.id).append("\":");
    const auto min = item.plausible_min ? counted(*item.plausible_min)
                                        : std::numeric_limits<std::int64_t>::min();
    const auto max = item.plausible_max ? counted(*item.plausible_max)
                                        : std::numeric_limits<std::int64_t>::max();
    question.ordinary = min && max && item.id.size() < padding;
    question.min = min.value_or(0);
    question.max = max.value_or(0);
    auto place = hash_of(item.id) & (size - 1);
    while (table_[place] != 0) place = (place + 1) & (size - 1);
    questions_.push_back(question);
    table_[place] = static_cast<std::uint32_t>(questions_.size());
  }
}

inline void OrdinaryReader::skip_space() {
  while (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') ++at_;
}

inline bool OrdinaryReader::take(char c) {
  skip_space();
  if (*at_ != c) return false;
  ++at_;
  return true;
}

inline bool OrdinaryReader::take_word(std::string_view word) {
  if (std::memcmp(at_, word.data(), word.size()) != 0) return false;
  at_ += word.size();
  return true;
}

inline bool OrdinaryReader::take_name(std::string_view name) {
  skip_space();
  const bool same = *at_ == '"' && std::memcmp(at_ + 1, name.data(), name.size()) == 0 &&
                    at_[name.size() + 1] == '"';
  if (!same) return false;
  const auto* const before = at_;
  at_ += name.size() + 2;
  if (take(':')) return true;
  at_ = before;
  return false;
}

/// A name as it usually stands: with its colon, and no white space between.
inline bool OrdinaryReader::take_expected(const Question& question) {
  const auto size = question.id.size() + 3;
  if (!same_bytes(at_, names_.data() + question.name, size)) return false;
  at_ += size;
  return true;
}

inline bool OrdinaryReader::take_string(std::string_view& text) {
  skip_space();
  if (*at_ != '"') return false;
  const char* end = at_ + 1;
  while (!ends_plain_text(word_at(end))) end += sizeof(std::uint64_t);
  while (*end != '"' && *end != '\\' && !is_control(*end)) ++end;
  if (*end != '"') return false;
  text = std::string_view(at_ + 1, static_cast<std::size_t>(end - at_ - 1));
  at_ = end + 1;
  return true;
}

bool OrdinaryReader::read(std::string_view json, Intake& intake) {
  if (dictionary_ != intake.dictionary_ptr()) prepare(intake.dictionary_ptr());
  intake_ = &intake;
  at_ = json.data();
  seen_.assign(questions_.size(), 0);
  expected_ = 0;
  Members members;
  if (!take('{')) return false;
  do {
    if (!read_member(members)) return false;
  } while (take(','));
  if (!take('}')) return false;
  skip_space();
  return at_ == json.data() + json.size() && members.dictionary && members.answers;
}

bool OrdinaryReader::read_member(Members& members) {
  const auto first = [](bool& seen) { return !std::exchange(seen, true); };
  if (take_name("answers")) return first(members.answers) && read_answers();
  std::string_view name;
  std::string_view text;
  const bool is_text = take_string(name) && take(':') && take_string(text);
  if (!is_text || text.size() > limits::name_length) return false;
  if (name == "id") {
    intake_->id = text;
    return first(members.id);
  }
  if (name == "subject") {
    intake_->subject = text;
    return first(members.subject);
  }
  if (name == "dictionary") return first(members.dictionary) && text == reference_;
  if (name != "recordedAt" || !first(members.recorded_at)) return false;
  intake_->recorded_at = parse_date_time(text);
  return intake_->recorded_at && intake_->recorded_at->has_offset() &&
         intake_->recorded_at->precision >= Precision::minute;
}

const OrdinaryReader::Question* OrdinaryReader::read_question() {
  const auto last = std::min(expected_ + ahead, questions_.size());
  auto index = expected_;
  skip_space();
  while (index < last && !take_expected(questions_[index])) ++index;
  if (index == last) {
    std::string_view name;
    if (!take_string(name) || !take(':')) return nullptr;
    const auto* const found = search(name);
    if (found == nullptr) return nullptr;
    index = static_cast<std::size_t>(found - questions_.data());
  }
  expected_ = index + 1;
  if (std::exchange(seen_[index], std::uint8_t{1}) != 0) return nullptr;
  return questions_[index].ordinary ? &questions_[index] : nullptr;
}

const OrdinaryReader::Question* OrdinaryReader::search(std::string_view name) const {
  const auto mask = table_.size() - 1;
  for (auto place = hash_of(name) & mask; table_[place] != 0; place = (place + 1) & mask) {
    const auto& question = questions_[table_[place] - 1];
    if (question.id == name) return &question;
  }
  return nullptr;
}

bool OrdinaryReader::read_answers() {
  if (!take('{')) return false;
  if (take('}')) return true;
  do {
    const auto* const question = read_question();
    if (question == nullptr) return false;
    const bool done =
        question->sided ? read_sides(*question) : read_answer(*question, question->slot);
    if (!done) return false;
  } while (take(','));
  return take('}');
}

bool OrdinaryReader::read_sides(const Question& question) {
  skip_space();
  if (*at_ == 'n') return take_word("null");
  if (!take('{')) return false;
  if (take('}')) return true;
  if (take_name("unknown")) {
    if (!read_reason(question.slot)) return false;
    intake_->states[question.slot + 1] = intake_->states[question.slot];
    return take('}');
  }
  std::array<bool, 2> seen{};
  do {
    const bool is_left = take_name("left");
    if (!is_left && !take_name("right")) return false;
    const std::uint32_t side = is_left ? 0 : 1;
    if (std::exchange(seen[side], true)) return false;
    if (!read_answer(question, question.slot + side)) return false;
  } while (take(','));
  return take('}');
}

inline void OrdinaryReader::answer(std::uint32_t slot, const Value& value) {
  intake_->slots[slot] = value;
  intake_->states[slot] = AnswerState::answered;
}

bool OrdinaryReader::read_answer(const Question& question, std::uint32_t slot) {
  skip_space();
  switch (*at_) {
    case 't':
      answer(slot, Value::boolean(true));
      return question.type == ItemType::boolean && take_word("true");
    case 'f':
      answer(slot, Value::boolean(false));
      return question.type == ItemType::boolean && take_word("false");
    case 'n':
      return take_word("null");
    case '"':
      return question.type == ItemType::text ? read_text(slot) : read_string(question, slot);
    case '[':
      return read_choices(question, slot);
    case '{':
      return read_parts(question, slot);
    default:
      return read_quantity(question, slot);
  }
}

/// JSON's grammar of a number, without exponent.
bool OrdinaryReader::read_number(Number& number) {
  const bool negative = *at_ == '-';
  if (negative) ++at_;
  const char* const begin = at_;
  std::int64_t digits = 0;
  const auto read_digits = [&] {
    const char* const first = at_;
    for (; *at_ >= '0' && *at_ <= '9' && at_ - begin < static_cast<int>(most_digits); ++at_) {
      digits = digits * 10 + (*at_ - '0');
    }
    return static_cast<std::size_t>(at_ - first);
  };
  const auto whole = read_digits();
  if (whole == 0 || whole > most_digits || (whole > 1 && *begin == '0')) return false;
  std::size_t decimals = 0;
  if (*at_ == '.') {
    ++at_;
    decimals = read_digits();
    if (decimals == 0 || decimals > Decimal::max_scale) return false;
  }
  const auto more = Decimal::max_scale - decimals;
  if (whole + decimals + more > most_digits) return false;
  digits *= powers[more];
  number = {negative ? -digits : digits, static_cast<std::uint8_t>(decimals)};
  return true;
}

bool OrdinaryReader::read_quantity(const Question& question, std::uint32_t slot) {
  Number number;
  if (!read_number(number)) return false;
  if (number.count < question.min || number.count > question.max) return false;
  const auto decimal = [&] {
    return Decimal::from_words(number.count < 0 ? -1 : 0, static_cast<std::uint64_t>(number.count),
                               number.decimals);
  };
  switch (question.type) {
    case ItemType::integer: {
      const auto whole = number.count / powers.back();
      const bool fits = whole >= std::numeric_limits<std::int32_t>::min() &&
                        whole <= std::numeric_limits<std::int32_t>::max();
      if (number.decimals != 0 || !fits) return false;
      answer(slot, Value::integer(static_cast<std::int32_t>(whole)));
      return true;
    }
    case ItemType::decimal:
      answer(slot, Value::decimal(decimal()));
      return true;
    case ItemType::quantity:
      answer(slot, Value::quantity(decimal(), *question.item->parsed_unit));
      return true;
    default:
      return false;
  }
}

bool OrdinaryReader::read_string(const Question& question, std::uint32_t slot) {
  std::string_view text;
  if (!take_string(text)) return false;
  if (question.type == ItemType::choice) {
    const auto* const option = find_option(*question.item, text);
    if (option == nullptr) return false;
    answer(slot, Value::string(option->id));
    return true;
  }
  if (question.type != ItemType::date) return false;
  const auto date = parse_date(text);
  if (!date) return false;
  answer(slot, Value::date(*date));
  return true;
}

bool OrdinaryReader::read_text(std::uint32_t slot) {
  std::string_view text;
  if (!take_string(text) && !take_escaped(text)) return false;
  if (text.size() > limits::text_answer_bytes) return false;
  answer(slot, make_string(text, intake_->arena()));
  return true;
}

/// Copies what a string with escapes means.
bool OrdinaryReader::take_escaped(std::string_view& text) {
  unescaped_.clear();
  for (++at_; *at_ != '"'; ++at_) {
    const bool escape = *at_ == '\\';
    if (escape) ++at_;
    const char c = escape ? escaped(*at_) : *at_;
    if (is_control(*at_) || c == '\0') return false;
    unescaped_.push_back(c);
  }
  ++at_;
  text = unescaped_;
  return true;
}

bool OrdinaryReader::read_choices(const Question& question, std::uint32_t slot) {
  if (question.type != ItemType::choices || !take('[')) return false;
  chosen_.clear();
  bool none = false;
  do {
    std::string_view text;
    const auto* const option = take_string(text) ? find_option(*question.item, text) : nullptr;
    if (option == nullptr) return false;
    const bool again = std::any_of(chosen_.begin(), chosen_.end(), [&](const Value& chosen) {
      return chosen.as_string().data() == option->id.data();
    });
    if (again) return false;
    none = none || option->id == question.item->none_option;
    chosen_.push_back(Value::string(option->id));
  } while (take(','));
  if (!take(']') || (none && chosen_.size() > 1)) return false;
  answer(slot, make_list(chosen_, intake_->arena()));
  return true;
}

bool OrdinaryReader::read_reason(std::uint32_t slot) {
  std::string_view text;
  const auto state = take_string(text) ? state_of_reason(text) : std::nullopt;
  if (state) intake_->states[slot] = *state;
  return state.has_value();
}

/// {"unknown": reason}, or {"value": number, "unit": unit of the item}.
bool OrdinaryReader::read_parts(const Question& question, std::uint32_t slot) {
  if (!take('{')) return false;
  if (take_name("unknown")) return read_reason(slot) && take('}');
  std::string_view text;
  if (question.type != ItemType::quantity || !take_name("value")) return false;
  skip_space();
  return read_quantity(question, slot) && take(',') && take_name("unit") && take_string(text) &&
         text == question.item->unit && take('}');
}

}  // namespace palpate::intake
