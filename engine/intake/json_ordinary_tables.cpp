// What the ordinary reader looks for, made of a dictionary once.
#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "intake/eight_bytes.hpp"
#include "intake/json_ordinary.hpp"

namespace palpate::intake {

namespace {

/// No name of a dictionary, which is UTF-8, is like it.
constexpr std::string_view no_name = "\xFF";
constexpr std::int64_t one = 100'000'000;  ///< counted in 1e-8

/// Can it stand between quotes as it is?
bool is_plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' ';
  });
}

/// In units of 1e-8; nullopt where that does not fit.
std::optional<std::int64_t> counted(const Decimal& number) {
  const auto count = static_cast<std::int64_t>(number.low());
  const bool fits = number.high() == (count < 0 ? -1 : 0);
  return fits ? std::optional(count) : std::nullopt;
}

/// Of a count of 1e-8, in ones.
std::int64_t floor(std::int64_t count) { return count / one - (count % one < 0 ? 1 : 0); }
std::int64_t ceiling(std::int64_t count) { return count / one + (count % one > 0 ? 1 : 0); }

}  // namespace

std::array<OrdinaryReader::Word, 4> OrdinaryReader::words() {
  static_assert(word_index('f') == 0 && word_index('n') == 1 && word_index('t') == 2);
  std::array<Word, 4> out;
  const auto set = [&](std::string_view text, const Value& value, AnswerState state) {
    std::array<char, eight_bytes::size> filled{};
    std::copy(text.begin(), text.end(), filled.begin());
    auto& word = out[word_index(text.front())];
    word.mask = ~std::uint64_t{0} >> (8 * (eight_bytes::size - text.size()));
    word.text = eight_bytes::at(filled.data());
    word.value = value;
    word.size = static_cast<std::uint32_t>(text.size());
    word.state = state;
  };
  set("false", Value::boolean(false), AnswerState::answered);
  set("true", Value::boolean(true), AnswerState::answered);
  set("null", Value(), AnswerState::not_asked);
  return out;
}

OrdinaryReader::Sought OrdinaryReader::sought(std::string_view text) {
  Sought out;
  constexpr auto at_once = sizeof out.words;
  std::array<char, at_once> filled{};
  std::array<char, at_once> mask{};
  const auto size = std::min(text.size(), at_once);
  std::copy_n(text.begin(), size, filled.begin());
  std::fill_n(mask.begin(), size, '\xFF');
  std::memcpy(out.words.data(), filled.data(), at_once);
  std::memcpy(out.mask.data(), mask.data(), at_once);
  out.size = static_cast<std::uint32_t>(text.size());
  out.rest = static_cast<std::uint32_t>(rests_.size());
  rests_ += text.substr(size);
  return out;
}

void OrdinaryReader::prepare(std::shared_ptr<const Dictionary> loaded) {
  dictionary_ = std::move(loaded);
  const auto& dictionary = *dictionary_;
  rests_.clear();
  dictionary_written_ = sought("\"" + dictionary.reference() + "\"");
  for (std::size_t i = 0; i < members.size(); ++i) {
    member_names_[i] = sought("\"" + std::string(members[i]) + "\":");
  }
  questions_.clear();
  choices_.clear();
  option_table_.clear();
  for (const auto& item : dictionary.items) {
    Question question;
    if (!prepare_question(question, item)) question = beyond();
    questions_.push_back(question);
  }
  questions_.resize(questions_.size() + ahead, beyond());
  prepare_table();
}

/// Whatever answers it is left to the reader that explains.
OrdinaryReader::Question OrdinaryReader::beyond() {
  Question question;
  question.written = sought(no_name);
  question.asked_in = beyond_all_records;
  return question;
}

/// Bits that the hashes have as little in common as can be: each place that two of them want costs
/// a branch that nobody can guess.
OrdinaryReader::Slice OrdinaryReader::slice_of(const std::vector<std::uint64_t>& hashes) {
  constexpr std::uint32_t lowest_shift = 16;  // the low bits of a product are poor
  std::uint32_t bits = 2;
  while ((std::size_t{1} << bits) < hashes.size() * 8) ++bits;
  Slice best;
  auto least = hashes.size() + 1;
  std::vector<bool> taken;
  for (auto shift = lowest_shift; shift + bits <= 64 && least > 0; ++shift) {
    const Slice slice{shift, (1U << bits) - 1};
    taken.assign(std::size_t{1} << bits, false);
    std::size_t clashes = 0;
    for (const auto hash : hashes) {
      if (taken[slice.of(hash)]) ++clashes;
      taken[slice.of(hash)] = true;
    }
    if (clashes < least) {
      least = clashes;
      best = slice;
    }
  }
  return best;
}

/// Pointers: the questions stay where they are until the next dictionary.
void OrdinaryReader::prepare_table() {
  std::vector<std::uint64_t> hashes;
  std::vector<Question*> questions;
  for (auto& question : questions_) {
    if (question.item == nullptr) continue;
    hashes.push_back(eight_bytes::hash_of(question.item->id, eight_bytes::quoted_name));
    questions.push_back(&question);
  }
  slice_ = slice_of(hashes);
  table_.assign(slice_.mask + 1, nullptr);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    auto place = slice_.of(hashes[i]);
    while (table_[place] != nullptr) place = slice_.behind(place);
    table_[place] = questions[i];
  }
}

bool OrdinaryReader::prepare_question(Question& question, const Item& item) {
  question.written = sought("\"" + item.id + "\":");
  question.type = item.type;
  question.sided = item.sided;
  question.slot = item.slot;
  question.item = &item;
  const auto min =
      item.plausible_min ? counted(*item.plausible_min) : std::numeric_limits<std::int64_t>::min();
  const auto max =
      item.plausible_max ? counted(*item.plausible_max) : std::numeric_limits<std::int64_t>::max();
  question.min = min.value_or(0);
  question.max = max.value_or(0);
  if (item.type == ItemType::integer) {
    // Of whole numbers, those between the bounds: towards each other where they are none.
    question.min =
        std::max<std::int64_t>(ceiling(question.min), std::numeric_limits<std::int32_t>::min());
    question.max =
        std::min<std::int64_t>(floor(question.max), std::numeric_limits<std::int32_t>::max());
  }
  const bool known = question.written.size < most_sought && is_plain(item.id) && min && max;
  return prepare_options(question) && known;
}

bool OrdinaryReader::prepare_options(Question& question) {
  const auto& options = question.item->options;
  bool known = options.size() <= most_options;
  std::vector<std::uint64_t> hashes;
  for (const auto& option : options) {
    known = known && is_plain(option.id) && option.id.size() < most_sought;
    hashes.push_back(eight_bytes::hash_of(option.id, eight_bytes::quoted_option));
  }
  question.slice = slice_of(hashes);
  question.table = static_cast<std::uint32_t>(option_table_.size());
  option_table_.resize(option_table_.size() + question.slice.mask + 1, 0);
  auto* const table = option_table_.data() + question.table;
  for (std::uint32_t i = 0; i < options.size(); ++i) {
    const auto& id = options[i].id;
    auto place = question.slice.of(hashes[i]);
    while (table[place] != 0) place = question.slice.behind(place);
    choices_.push_back({sought(id + "\""), Value::string(id), i, id == question.item->none_option});
    table[place] = static_cast<std::uint32_t>(choices_.size());
  }
  return known;
}

}  // namespace palpate::intake
