// ISO 8601, as CQL writes it, to Temporal and back.
#include <array>
#include <cstddef>

#include "value/temporal.hpp"

namespace palpate {
namespace {

struct Word {
  std::string_view singular;
  Precision precision;
};

constexpr std::array<Word, 8> words{{
    {"year", Precision::year},
    {"month", Precision::month},
    {"week", Precision::week},
    {"day", Precision::day},
    {"hour", Precision::hour},
    {"minute", Precision::minute},
    {"second", Precision::second},
    {"millisecond", Precision::millisecond},
}};

/// Reads from the front of a text; every step says whether it found what it wants.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  bool next_is(char c) const { return !text_.empty() && text_.front() == c; }

  bool accept(char c) {
    if (!next_is(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  /// Exactly `count` digits.
  std::optional<int> number(std::size_t count) {
    if (text_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(text_[i])) return std::nullopt;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return value;
  }

  /// One or more digits after a decimal point, as milliseconds.
  std::optional<int> milliseconds() {
    int value = 0;
    std::size_t count = 0;
    for (; !text_.empty() && is_digit(text_.front()); ++count) {
      if (count < 3) value = value * 10 + (text_.front() - '0');
      text_.remove_prefix(1);
    }
    if (count == 0) return std::nullopt;
    for (; count < 3; ++count) value *= 10;
    return value;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::string_view text_;
};

/// Stores what `number` read, if it did; ranges are checked once, at the end, by is_valid. Two
/// digits fit a byte, three fit 16 bits, four fit the year.
template <typename T>
bool store(std::optional<int> number, T& component, Temporal& value, Precision precision) {
  if (!number) return false;
  component = static_cast<T>(*number);
  value.precision = precision;
  return true;
}

bool read_date(Reader& reader, Temporal& value) {
  if (!store(reader.number(4), value.year, value, Precision::year)) return false;
  if (!reader.accept('-')) return true;
  if (!store(reader.number(2), value.month, value, Precision::month)) return false;
  if (!reader.accept('-')) return true;
  return store(reader.number(2), value.day, value, Precision::day);
}

bool read_time(Reader& reader, Temporal& value) {
  if (!store(reader.number(2), value.hour, value, Precision::hour)) return false;
  if (!reader.accept(':')) return true;
  if (!store(reader.number(2), value.minute, value, Precision::minute)) return false;
  if (!reader.accept(':')) return true;
  if (!store(reader.number(2), value.second, value, Precision::second)) return false;
  if (!reader.accept('.')) return true;
  return store(reader.milliseconds(), value.millisecond, value, Precision::millisecond);
}

bool read_offset(Reader& reader, Temporal& value) {
  if (reader.accept('Z')) {
    value.offset_minutes = 0;
    return true;
  }
  const bool west = reader.next_is('-');
  if (!reader.accept('+') && !reader.accept('-')) return false;
  const std::optional<int> hours = reader.number(2);
  if (!hours || !reader.accept(':')) return false;
  const std::optional<int> minutes = reader.number(2);
  if (!minutes || *minutes > 59) return false;
  const int total = *hours * 60 + *minutes;
  value.offset_minutes = static_cast<std::int16_t>(west ? -total : total);
  return true;
}

/// A time after 'T' needs a whole date before it.
bool read_after_t(Reader& reader, Temporal& value) {
  const bool offset_next = reader.next_is('Z') || reader.next_is('+') || reader.next_is('-');
  if (!reader.done() && !offset_next) {
    if (value.precision != Precision::day || !read_time(reader, value)) return false;
  }
  return reader.done() || read_offset(reader, value);
}

std::optional<Temporal> checked(const Reader& reader, const Temporal& value) {
  if (!reader.done() || !is_valid(value)) return std::nullopt;
  return value;
}

std::string padded(int number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string time_text(const Temporal& value) {
  std::string text = padded(value.hour, 2);
  if (value.precision >= Precision::minute) text += ":" + padded(value.minute, 2);
  if (value.precision >= Precision::second) text += ":" + padded(value.second, 2);
  if (value.precision >= Precision::millisecond) text += "." + padded(value.millisecond, 3);
  return text;
}

std::string offset_text(int minutes) {
  const int magnitude = minutes < 0 ? -minutes : minutes;
  return (minutes < 0 ? "-" : "+") + padded(magnitude / 60, 2) + ":" + padded(magnitude % 60, 2);
}

}  // namespace

std::string_view to_string(Precision precision) {
  for (const Word& word : words) {
    if (word.precision == precision) return word.singular;
  }
  return "none";
}

std::optional<Precision> parse_precision(std::string_view word) {
  if (!word.empty() && word.back() == 's') word.remove_suffix(1);
  for (const Word& entry : words) {
    if (entry.singular == word) return entry.precision;
  }
  return std::nullopt;
}

std::optional<Temporal> parse_date(std::string_view text) {
  Reader reader(text);
  Temporal value;
  if (!read_date(reader, value)) return std::nullopt;
  return checked(reader, value);
}

std::optional<Temporal> parse_date_time(std::string_view text) {
  Reader reader(text);
  Temporal value;
  if (!read_date(reader, value)) return std::nullopt;
  if (reader.accept('T') && !read_after_t(reader, value)) return std::nullopt;
  return checked(reader, value);
}

std::optional<Temporal> parse_time(std::string_view text) {
  Reader reader(text);
  Temporal value;
  reader.accept('T');
  if (!read_time(reader, value)) return std::nullopt;
  return checked(reader, value);
}

std::string format_date(const Temporal& value) {
  std::string text = padded(value.year, 4);
  if (value.precision >= Precision::month) text += "-" + padded(value.month, 2);
  if (value.precision >= Precision::day) text += "-" + padded(value.day, 2);
  return text;
}

std::string format_date_time(const Temporal& value) {
  std::string text = format_date(value) + "T";
  if (value.precision < Precision::hour) return text;
  text += time_text(value);
  if (value.has_offset()) text += offset_text(value.offset_minutes);
  return text;
}

std::string format_time(const Temporal& value) { return time_text(value); }

}  // namespace palpate
