#include "cql/syntax/temporal_literal.hpp"

#include <array>
#include <charconv>

namespace palpate::cql {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_char(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr std::array<std::string_view, 12> month_names = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

int days_of_month(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

/// Reads one literal from left to right. What has a wrong form is taken up to the end of what
/// the author surely meant as one literal, so that the rest is not reported again.
class TemporalReader {
 public:
  explicit TemporalReader(std::string_view text) : text_(text) {}

  TemporalLiteral read() {
    if (!at('T')) {
      kind_ = TokenKind::date;
      read_date();
    }
    if (ok() && accept('T')) {
      if (kind_ == TokenKind::date) kind_ = TokenKind::date_time;
      read_time_of_day();
    }
    if (ok() && at_leftover()) malformed();
    return {ok() ? kind_ : TokenKind::bad, at_, std::move(message_), std::move(suggestion_)};
  }

 private:
  bool ok() const { return message_.empty(); }
  bool at(char c, std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() && text_[at_ + ahead] == c;
  }
  bool digits_ahead(std::size_t count, std::size_t ahead = 0) const {
    for (std::size_t i = 0; i < count; ++i) {
      if (at_ + ahead + i >= text_.size() || !is_digit(text_[at_ + ahead + i])) return false;
    }
    return true;
  }
  bool accept(char c) {
    if (!at(c)) return false;
    ++at_;
    return true;
  }
  /// `separator` and two digits.
  bool at_component(char separator) const { return at(separator) && digits_ahead(2, 1); }

  int number(std::size_t digits) {
    int value = 0;
    std::from_chars(text_.data() + at_, text_.data() + at_ + digits, value);
    at_ += digits;
    return value;
  }
  int component() {
    ++at_;
    return number(2);
  }

  void refuse(std::string message, std::string suggestion = {}) {
    if (!ok()) return;
    message_ = std::move(message);
    suggestion_ = std::move(suggestion);
  }
  void check(int value, int low, int high, std::string_view what) {
    if (value >= low && value <= high) return;
    refuse("there is no " + std::string(what) + " " + std::to_string(value),
           std::string(what) + "s go from " + std::to_string(low) + " to " + std::to_string(high));
  }

  void read_date() {
    if (!digits_ahead(4)) return malformed();
    year_ = number(4);
    check(year_, 1, 9999, "year");
    if (!at_component('-')) return;
    month_ = component();
    check(month_, 1, 12, "month");
    if (!at_component('-')) return;
    day_ = component();
    if (!ok()) return;
    const int days = days_of_month(year_, month_);
    if (day_ >= 1 && day_ <= days) return;
    refuse(std::string(month_names[static_cast<std::size_t>(month_ - 1)]) + " " +
           std::to_string(year_) + " has " + std::to_string(days) + " days");
  }

  void read_time_of_day() {
    if (digits_ahead(2)) {
      if (kind_ == TokenKind::date_time && day_ == 0) {
        refuse("a time of day needs a date with month and day before it");
      }
      --at_;  // onto the 'T', as if it were a separator
      check(component(), 0, 23, "hour");
      if (at_component(':')) read_minutes();
    } else if (kind_ == TokenKind::time) {
      return malformed();
    }
    read_offset();
  }

  void read_minutes() {
    check(component(), 0, 59, "minute");
    if (!at_component(':')) return;
    check(component(), 0, 59, "second");
    if (!at('.') || !digits_ahead(1, 1)) return;
    ++at_;
    while (digits_ahead(1)) ++at_;
  }

  void read_offset() {
    const bool numeric =
        (at('+') || at('-')) && digits_ahead(2, 1) && at(':', 3) && digits_ahead(2, 4);
    if (!numeric && !at('Z')) return;
    if (kind_ == TokenKind::time) refuse("a time of day has no offset from UTC");
    if (accept('Z')) return;
    const int hours = component();
    const int minutes = component();
    check(minutes, 0, 59, "minute");
    if (hours * 60 + minutes > 14 * 60) refuse("offsets from UTC go from -14:00 to +14:00");
  }

  /// "@2014-1-5", "@2014-01-15T9:30", "@20140115": digits that no form takes. After a full date
  /// a minus sign may begin a subtraction.
  bool at_leftover() const {
    if (at_ >= text_.size()) return false;
    if (is_word_char(text_[at_])) return true;
    return (at(':') || (at('-') && kind_ == TokenKind::date && day_ == 0)) && digits_ahead(1, 1);
  }

  void malformed() {
    while (at_ < text_.size() &&
           (is_word_char(text_[at_]) || ((at('-') || at(':') || at('.')) && digits_ahead(1, 1)))) {
      ++at_;
    }
    refuse("this is not a date, date-time or time",
           "write it as @2014-01-25, @2014-01-25T14:30:00.000+01:00 or @T14:30");
  }

  std::string_view text_;
  std::size_t at_ = 1;
  TokenKind kind_ = TokenKind::time;
  int year_ = 0;
  int month_ = 0;
  int day_ = 0;
  std::string message_;
  std::string suggestion_;
};

}  // namespace

TemporalLiteral read_temporal(std::string_view text) { return TemporalReader(text).read(); }

}  // namespace palpate::cql
