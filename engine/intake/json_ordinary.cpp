// The fast way through an assessment in which everything is as it should be. External interface:
// OrdinaryReader.
//
// Written by hand, eight bytes at a time: where the next name is known before it is read, comparing
// beats every general parser. It branches on what the dictionary says, which is the same for every
// record, and as little as possible on what was answered, which cannot be guessed. It need not be
// good at anything else, since whatever it does not expect is left to simdjson and the reader that
// explains.
#include "intake/json_ordinary.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "base/limits.hpp"
#include "intake/answer.hpp"
#include "intake/eight_bytes.hpp"

namespace palpate::intake {

namespace {

using At = const char*;

constexpr std::size_t most_digits = 18;
constexpr std::array<std::int64_t, 9> powers = {1,       10,        100,        1000,       10'000,
                                                100'000, 1'000'000, 10'000'000, 100'000'000};

inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

inline At skip_space(At at) {
  if (*at > ' ') return at;  // nearly always
  while (is_space(*at)) ++at;
  return at;
}

/// Behind `c`, which white space may precede; null for anything else.
inline At after(At at, char c) {
  at = skip_space(at);
  return *at == c ? at + 1 : nullptr;
}

inline At after_word(At at, std::string_view word) {
  return std::memcmp(at, word.data(), word.size()) == 0 ? at + word.size() : nullptr;
}

[[gnu::noinline]] bool is_utf8(std::string_view text) {
  return simdjson::validate_utf8(text.data(), text.size());
}

/// Behind a member's `"name":`.
At after_name(At at, std::string_view name) {
  at = skip_space(at);
  if (*at != '"') return nullptr;
  at = after_word(at + 1, name);
  return at != nullptr && *at == '"' ? after(at + 1, ':') : nullptr;
}

/// A string without escapes, in UTF-8. All else that is read is compared with what is known.
At read_string(At at, std::string_view& text) {
  at = skip_space(at);
  if (*at != '"') return nullptr;
  At end = at + 1;
  auto word = eight_bytes::at(end);
  auto all_bits = word;
  auto found = eight_bytes::find_end_of_plain(word);
  while (found == 0) {
    end += eight_bytes::size;
    word = eight_bytes::at(end);
    all_bits |= word;
    found = eight_bytes::find_end_of_plain(word);
  }
  end += eight_bytes::bytes_before(found);
  if (*end != '"') return nullptr;
  text = std::string_view(at + 1, static_cast<std::size_t>(end - at - 1));
  const bool ascii = (all_bits & eight_bytes::highest_bits) == 0;
  return ascii || is_utf8(text) ? end + 1 : nullptr;
}

/// Eight characters of a date and time: digits, and what stands between them.
struct Form {
  eight_bytes::Word text = 0;   ///< zeroes for digits
  eight_bytes::Word limit = 0;  ///< what reaches the highest bit when added to any other character
};
constexpr Form form(std::string_view characters) {
  Form out;
  for (std::size_t i = 0; i < eight_bytes::size; ++i) {
    const bool digit = characters[i] == '0';
    out.text |= static_cast<eight_bytes::Word>(characters[i]) << (8 * i);
    out.limit |= eight_bytes::Word{digit ? 0x76U : 0x7FU} << (8 * i);
  }
  return out;
}

/// The numbers of two digits that begin at each place of a form.
struct Pairs {
  eight_bytes::Word numbers = 0;
  bool fits = false;
  std::uint8_t at(std::size_t place) const { return numbers >> (8 * place) & 0xFFU; }
};
inline Pairs pairs(const char* text, const Form& form) {
  const auto digits = eight_bytes::at(text) ^ form.text;
  const auto others = ((digits + form.limit) | digits) & eight_bytes::highest_bits;
  return {digits * 10 + (digits >> 8U), others == 0};
}

/// "2026-01-15T09:00:00Z", as most write it. Null: another way, or no time.
std::optional<Temporal> parse_usual_time(std::string_view text) {
  constexpr auto date = form("0000-00-");
  constexpr auto time = form("00T00:00");
  constexpr auto end = form("0:00:00Z");
  constexpr std::size_t size = 20;
  if (text.size() != size) return std::nullopt;
  const auto first = pairs(text.data(), date);
  const auto second = pairs(text.data() + eight_bytes::size, time);
  const auto last = pairs(text.data() + size - eight_bytes::size, end);
  Temporal out;
  out.year = static_cast<std::int16_t>(first.at(0) * 100 + first.at(2));
  out.month = first.at(5);
  out.day = second.at(0);
  out.hour = second.at(3);
  out.minute = second.at(6);
  out.second = last.at(5);
  out.precision = Precision::second;
  out.offset_minutes = 0;
  const bool fits = first.fits && second.fits && last.fits && is_valid(out);
  return fits ? std::optional(out) : std::nullopt;
}

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

/// A number of the text.
struct OrdinaryReader::Number {
  std::int64_t whole = 0;     ///< its digits before the point
  std::int64_t fraction = 0;  ///< those behind it, in units of 1e-8; of the same sign
  std::uint8_t decimals = 0;

  std::int64_t count() const { return whole * powers.back() + fraction; }  ///< in units of 1e-8
  Decimal decimal() const {
    const auto words = count();
    return Decimal::from_words(words < 0 ? -1 : 0, static_cast<std::uint64_t>(words), decimals);
  }
};

inline bool OrdinaryReader::stands(At at, const Sought& text) const {
  if (eight_bytes::differ(at, text.words.data(), text.mask.data())) return false;
  return text.size <= sizeof text.words || rest_stands(at, text);
}

inline At OrdinaryReader::after(At at, const Sought& text) const {
  return stands(at, text) ? at + text.size : nullptr;
}

/// Not put into line: it would be chosen without a branch, and all would wait for the table.
[[gnu::noinline]] At OrdinaryReader::behind(At at, const Sought& text) { return at + text.size; }

[[gnu::noinline]] bool OrdinaryReader::rest_stands(At at, const Sought& text) const {
  constexpr auto at_once = sizeof text.words;
  return std::memcmp(at + at_once, rests_.data() + text.rest, text.size - at_once) == 0;
}

bool OrdinaryReader::read(std::string_view json, Intake& intake) {
  if constexpr (!eight_bytes::usable) return false;
  if (dictionary_ != intake.dictionary_ptr()) prepare(intake.dictionary_ptr());
  intake_ = &intake;
  slots_ = intake.slots.data();
  states_ = intake.states.data();
  ++record_;
  members_seen_.fill(false);
  expected_member_ = Member::id;
  auto at = intake::after(json.data(), '{');
  while (at != nullptr) {
    at = read_member(at);
    if (at == nullptr) return false;
    at = skip_space(at);
    if (*at != ',') break;
    ++at;
  }
  if (at == nullptr || *at != '}') return false;
  const At end = json.data() + json.size();
  for (++at; at < end && is_space(*at);) ++at;
  return at == end && seen(Member::dictionary) && seen(Member::answers);
}

inline OrdinaryReader::At OrdinaryReader::read_member_name(At at, Member& member) const {
  at = skip_space(at);
  member = expected_member_;
  const auto behind = after(at, member_names_[static_cast<std::size_t>(member)]);
  return behind != nullptr ? behind : find_member(at, member);
}

[[gnu::noinline]] OrdinaryReader::At OrdinaryReader::find_member(At at, Member& member) const {
  for (std::uint8_t i = 0; i < member_count; ++i) {
    member = static_cast<Member>(i);
    if (const auto behind = after(at, member_names_[i])) return behind;
  }
  // Not as it usually stands: with white space before the colon.
  for (std::uint8_t i = 0; i < member_count; ++i) {
    member = static_cast<Member>(i);
    if (const auto behind = after_name(at, members[i])) return behind;
  }
  return nullptr;
}

OrdinaryReader::At OrdinaryReader::read_member(At at) {
  auto member = Member::id;
  at = read_member_name(at, member);
  if (at == nullptr || std::exchange(seen(member), true)) return nullptr;
  expected_member_ = static_cast<Member>((static_cast<std::size_t>(member) + 1) % member_count);
  if (member == Member::answers) return read_answers(at);
  if (member == Member::dictionary) return after(skip_space(at), dictionary_written_);
  std::string_view text;
  at = read_string(at, text);
  return at != nullptr && take_member(member, text) ? at : nullptr;
}

/// False: it is none that is good, or none that is ordinary.
bool OrdinaryReader::take_member(Member member, std::string_view text) {
  if (text.size() > limits::name_length) return false;
  if (member == Member::recorded_at) {
    intake_->recorded_at = parse_usual_time(text);
    if (!intake_->recorded_at) intake_->recorded_at = parse_date_time(text);
    return intake_->recorded_at && intake_->recorded_at->has_offset() &&
           intake_->recorded_at->precision >= Precision::minute;
  }
  (member == Member::id ? intake_->id : intake_->subject) = text;
  return true;
}

inline OrdinaryReader::Question* OrdinaryReader::question_at(At at, std::uint64_t hash) const {
  auto place = slice_.of(hash);
  while (table_[place] != nullptr && !stands(at, table_[place]->written)) {
    place = slice_.behind(place);
  }
  return table_[place];
}

inline OrdinaryReader::Found OrdinaryReader::search(At at) const {
  constexpr std::size_t quotes_and_colon = 3;
  const auto name = eight_bytes::quoted_name(at + 1);
  auto* const question = question_at(at, name.hash);
  if (question == nullptr) return search_spaced(at);
  if (name.size > eight_bytes::most_sized) return {behind(at, question->written), question};
  return {at + name.size + quotes_and_colon, question};
}

[[gnu::noinline]] OrdinaryReader::Found OrdinaryReader::find_ahead(At at,
                                                                   Question* expected) const {
  const auto name = skip_space(at);
  for (std::size_t i = name == at ? 1 : 0; i < ahead; ++i) {
    if (const auto behind = after(name, expected[i].written)) return {behind, expected + i};
  }
  return search(name);
}

/// A name that does not stand as usual: with white space before the colon.
[[gnu::noinline]] OrdinaryReader::Found OrdinaryReader::search_spaced(At at) const {
  std::string_view name;
  at = read_string(at, name);
  if (at == nullptr) return {};
  auto place = slice_.of(eight_bytes::hash_of(name, eight_bytes::quoted_name));
  for (; table_[place] != nullptr; place = slice_.behind(place)) {
    if (table_[place]->item->id == name) return {intake::after(at, ':'), table_[place]};
  }
  return {};
}

OrdinaryReader::At OrdinaryReader::read_answers(At at) {
  at = intake::after(at, '{');
  if (at == nullptr) return nullptr;
  if (const auto behind = intake::after(at, '}')) return behind;
  return in_order_ ? read_answers_from<Order::dictionary>(at) : read_answers_from<Order::any>(at);
}

template <OrdinaryReader::Order order>
OrdinaryReader::At OrdinaryReader::read_answers_from(At at) {
  constexpr bool in_order = order == Order::dictionary;
  auto* question = questions_.data();
  std::size_t astray = 0;
  for (;; ++question) {
    const auto behind = in_order ? after(at, question->written) : nullptr;
    if (behind != nullptr) {
      at = behind;
    } else {
      const auto found = in_order ? find_ahead(at, question) : search(skip_space(at));
      if (found.behind == nullptr) return nullptr;
      astray += static_cast<std::size_t>(found.question < question);
      if (in_order && astray > most_astray) return read_answers_from<Order::any>(at);
      at = found.behind;
      question = found.question;
    }
    if (question->asked_in >= record_) return nullptr;
    question->asked_in = record_;
    if (question->sided) {
      at = read_sides(at, *question);
    } else {
      at = in_order ? read_answer(at, *question, question->slot)
                    : read_any_answer(at, *question, question->slot);
    }
    if (at == nullptr) return nullptr;
    if (*at != ',') {
      at = skip_space(at);
      in_order_ = astray <= most_astray;
      if (*at != ',') return *at == '}' ? at + 1 : nullptr;
    }
    ++at;
  }
}

OrdinaryReader::At OrdinaryReader::read_sides(At at, const Question& question) {
  at = skip_space(at);
  if (*at == 'n') return after_word(at, "null");
  at = intake::after(at, '{');
  if (at == nullptr) return nullptr;
  if (const auto behind = intake::after(at, '}')) return behind;
  if (const auto behind = after_name(at, "unknown")) {
    at = read_reason(behind, question.slot);
    if (at == nullptr) return nullptr;
    states_[question.slot + 1] = states_[question.slot];
    return intake::after(at, '}');
  }
  std::array<bool, 2> seen{};
  for (;;) {
    const auto left = after_name(at, "left");
    at = left != nullptr ? left : after_name(at, "right");
    const std::uint32_t side = left != nullptr ? 0 : 1;
    if (at == nullptr || std::exchange(seen[side], true)) return nullptr;
    at = read_answer(at, question, question.slot + side);
    if (at == nullptr) return nullptr;
    at = skip_space(at);
    if (*at != ',') return *at == '}' ? at + 1 : nullptr;
    ++at;
  }
}

inline void OrdinaryReader::answer(std::uint32_t slot, const Value& value) {
  slots_[slot] = value;
  states_[slot] = AnswerState::answered;
}

inline OrdinaryReader::At OrdinaryReader::read_answer(At at, const Question& question,
                                                      std::uint32_t slot) {
  at = skip_space(at);
  switch (question.type) {
    case ItemType::boolean:
      return read_boolean(at, question, slot);
    case ItemType::integer:
      return read_integer(at, question, slot);
    case ItemType::decimal:
    case ItemType::quantity:
      return read_quantity(at, question, slot);
    case ItemType::choice:
      return read_choice(at, question, slot);
    case ItemType::choices:
      return read_choices(at, question, slot);
    case ItemType::date:
      return read_date(at, question, slot);
    case ItemType::text:
      return read_text(at, question, slot);
  }
  __builtin_unreachable();
}

/// The same, by what stands there: where nobody can know what is answered next, that is seen sooner
/// than what was asked.
inline OrdinaryReader::At OrdinaryReader::read_any_answer(At at, const Question& question,
                                                          std::uint32_t slot) {
  at = skip_space(at);
  const auto type = question.type;
  switch (*at) {
    case 'f':
    case 't':
      return type == ItemType::boolean ? read_boolean(at, question, slot) : nullptr;
    case '"':
      if (type == ItemType::choice) return read_choice(at, question, slot);
      if (type == ItemType::date) return read_date(at, question, slot);
      return type == ItemType::text ? read_text(at, question, slot) : nullptr;
    case '[':
      return type == ItemType::choices ? read_choices(at, question, slot) : nullptr;
    case 'n':
    case '{':
      return read_instead(at, question, slot);
    default:
      if (type == ItemType::integer) return read_integer(at, question, slot);
      if (type != ItemType::decimal && type != ItemType::quantity) return nullptr;
      return read_quantity(at, question, slot);
  }
}

/// Without a branch on which of the three words it is: two bits of their first letters tell them
/// apart.
inline OrdinaryReader::At OrdinaryReader::read_boolean(At at, const Question& question,
                                                       std::uint32_t slot) {
  const auto& word = words_[word_index(*at)];
  if ((eight_bytes::at(at) & word.mask) != word.text) return read_instead(at, question, slot);
  slots_[slot] = word.value;
  states_[slot] = word.state;
  return at + word.size;
}

namespace {

/// JSON's grammar of a number, without exponent. For the few that have more digits than a word of
/// eight bytes has room for.
template <typename Number>
[[gnu::noinline]] At read_long_number(At at, Number& number) {
  const std::int64_t sign = *at == '-' ? -1 : 1;
  if (sign < 0) ++at;
  const At begin = at;
  const auto read_digits = [&](std::size_t most, std::int64_t& digits) {
    const At first = at;
    for (; *at >= '0' && *at <= '9' && at - first < static_cast<int>(most); ++at) {
      digits = digits * 10 + (*at - '0');
    }
    return static_cast<std::size_t>(at - first);
  };
  std::int64_t whole = 0;
  const auto before = read_digits(most_digits - Decimal::max_scale + 1, whole);
  if (before == 0 || before > most_digits - Decimal::max_scale) return nullptr;
  if (before > 1 && *begin == '0') return nullptr;
  std::int64_t fraction = 0;
  std::size_t decimals = 0;
  if (*at == '.') {
    ++at;
    decimals = read_digits(Decimal::max_scale + 1, fraction);
    if (decimals == 0 || decimals > Decimal::max_scale) return nullptr;
  }
  number.whole = sign * whole;
  number.fraction = sign * fraction * powers[Decimal::max_scale - decimals];
  number.decimals = static_cast<std::uint8_t>(decimals);
  return at;
}

/// Of at most seven digits before the point, and as many behind it.
template <typename Number>
inline At read_number(At begin, Number& number) {
  const std::int64_t sign = *begin == '-' ? -1 : 1;
  At at = begin + (sign < 0 ? 1 : 0);
  const auto word = eight_bytes::at(at);
  const auto whole = eight_bytes::digits(word);
  if (whole.count == 0 || (whole.count > 1 && *at == '0')) return nullptr;
  if (whole.count == eight_bytes::size) return read_long_number(begin, number);
  at += whole.count;
  number.whole = sign * static_cast<std::int64_t>(whole.number);
  if (*at != '.') return at;
  const auto decimals = eight_bytes::digits(eight_bytes::at(at + 1));
  if (decimals.count == 0) return nullptr;
  if (decimals.count == eight_bytes::size) return read_long_number(begin, number);
  number.fraction = sign * static_cast<std::int64_t>(decimals.number) *
                    powers[Decimal::max_scale - decimals.count];
  number.decimals = static_cast<std::uint8_t>(decimals.count);
  return at + 1 + decimals.count;
}

}  // namespace

/// Of at most seven digits. What follows them is none of a number that is ordinary: a point, a
/// comma and whatever else are told apart by what comes next.
inline OrdinaryReader::At OrdinaryReader::read_integer(At at, const Question& question,
                                                       std::uint32_t slot) {
  const auto negative = static_cast<std::int64_t>(*at == '-');
  const At begin = at + negative;
  const auto digits = eight_bytes::digits(eight_bytes::at(begin));
  if (digits.count == 0) return read_instead(at, question, slot);
  // One branch for two that are never taken: one digit or more is nobody's guess.
  const auto leading_zero =
      static_cast<unsigned>(digits.count > 1) & static_cast<unsigned>(*begin == '0');
  if ((static_cast<unsigned>(digits.count == eight_bytes::size) | leading_zero) != 0) {
    return nullptr;
  }
  const auto number = (static_cast<std::int64_t>(digits.number) ^ -negative) + negative;
  if (number < question.min || number > question.max) return nullptr;
  answer(slot, Value::integer(static_cast<std::int32_t>(number)));
  return begin + digits.count;
}

inline OrdinaryReader::At OrdinaryReader::read_quantity(At at, const Question& question,
                                                        std::uint32_t slot) {
  Number number;
  const auto behind = read_number(at, number);
  if (behind == nullptr) return read_instead(at, question, slot);
  const auto counted = number.count();
  if (counted < question.min || counted > question.max) return nullptr;
  answer(slot, question.type == ItemType::decimal
                   ? Value::decimal(number.decimal())
                   : Value::quantity(number.decimal(), *question.item->parsed_unit));
  return behind;
}

/// An option, from behind its first quote.
inline OrdinaryReader::At OrdinaryReader::read_option(At at, const Question& question,
                                                      const Choice*& choice) const {
  const auto option = eight_bytes::quoted_option(at);
  const auto* const table = option_table_.data() + question.table;
  auto place = question.slice.of(option.hash);
  for (; table[place] != 0; place = question.slice.behind(place)) {
    choice = &choices_[table[place] - 1];
    if (!stands(at, choice->written)) continue;
    if (option.size > eight_bytes::most_sized) return behind(at, choice->written);
    return at + option.size + 1;
  }
  return nullptr;
}

OrdinaryReader::At OrdinaryReader::read_choice(At at, const Question& question,
                                               std::uint32_t slot) {
  if (*at != '"') return read_instead(at, question, slot);
  const Choice* choice = nullptr;
  at = read_option(at + 1, question, choice);
  if (at != nullptr) answer(slot, choice->value);
  return at;
}

OrdinaryReader::At OrdinaryReader::read_choices(At at, const Question& question,
                                                std::uint32_t slot) {
  if (*at != '[') return read_instead(at, question, slot);
  std::uint64_t taken = 0;
  std::size_t count = 0;
  bool none = false;
  do {
    at = intake::after(at + 1, '"');
    const Choice* choice = nullptr;
    at = at == nullptr ? nullptr : read_option(at, question, choice);
    if (at == nullptr) return nullptr;
    const auto bit = std::uint64_t{1} << choice->index;
    if ((taken & bit) != 0) return nullptr;
    taken |= bit;
    none = none || choice->excludes_others;
    chosen_[count++] = choice->value;
    at = skip_space(at);
  } while (*at == ',');
  if (*at != ']' || (none && count > 1)) return nullptr;
  answer(slot, make_list({chosen_.data(), count}, intake_->arena()));
  return at + 1;
}

OrdinaryReader::At OrdinaryReader::read_date(At at, const Question& question, std::uint32_t slot) {
  if (*at != '"') return read_instead(at, question, slot);
  std::string_view text;
  at = read_string(at, text);
  const auto date = at != nullptr ? parse_date(text) : std::nullopt;
  if (!date) return nullptr;
  answer(slot, Value::date(*date));
  return at;
}

OrdinaryReader::At OrdinaryReader::read_text(At at, const Question& question, std::uint32_t slot) {
  if (*at != '"') return read_instead(at, question, slot);
  std::string_view text;
  const auto behind = read_string(at, text);
  at = behind != nullptr ? behind : read_escaped(at, text);
  if (at == nullptr || text.size() > limits::text_answer_bytes) return nullptr;
  answer(slot, make_string(text, intake_->arena()));
  return at;
}

/// Copies what a string with escapes means.
OrdinaryReader::At OrdinaryReader::read_escaped(At at, std::string_view& text) {
  unescaped_.clear();
  for (++at; *at != '"';) {
    const auto plain =
        eight_bytes::bytes_before(eight_bytes::find_end_of_plain(eight_bytes::at(at)));
    unescaped_.append(at, plain);
    at += plain;
    if (plain == eight_bytes::size || *at == '"') continue;
    const char c = *at == '\\' ? escaped(at[1]) : '\0';
    if (c == '\0') return nullptr;
    unescaped_.push_back(c);
    at += 2;
  }
  text = unescaped_;
  return is_utf8(text) ? at + 1 : nullptr;
}

OrdinaryReader::At OrdinaryReader::read_reason(At at, std::uint32_t slot) {
  std::string_view text;
  at = read_string(at, text);
  const auto state = at != nullptr ? state_of_reason(text) : std::nullopt;
  if (!state) return nullptr;
  states_[slot] = *state;
  return at;
}

/// null, {"unknown": reason}, or {"value": number, "unit": unit of the item}.
OrdinaryReader::At OrdinaryReader::read_instead(At at, const Question& question,
                                                std::uint32_t slot) {
  if (*at == 'n') return after_word(at, "null");
  at = intake::after(at, '{');
  if (at == nullptr) return nullptr;
  if (const auto behind = after_name(at, "unknown")) {
    at = read_reason(behind, slot);
    return at != nullptr ? intake::after(at, '}') : nullptr;
  }
  if (question.type != ItemType::quantity) return nullptr;
  at = after_name(at, "value");
  if (at == nullptr) return nullptr;
  at = skip_space(at);
  if (*at == 'n' || *at == '{') return nullptr;
  std::string_view unit;
  at = read_quantity(at, question, slot);
  if (at == nullptr || (at = intake::after(at, ',')) == nullptr) return nullptr;
  if ((at = after_name(at, "unit")) == nullptr) return nullptr;
  at = read_string(at, unit);
  return at != nullptr && unit == question.item->unit ? intake::after(at, '}') : nullptr;
}

}  // namespace palpate::intake
