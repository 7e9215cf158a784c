#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palpate::intake {

/// How the dates of a column are written: "DD/MM/YYYY", "D.M.YYYY hh:mm", "MM/YYYY". YYYY, MM, DD,
/// hh, mm and ss are digits, as many as letters; M and D are one or two. Anything else but letters
/// and digits stands for itself, and so does T. There is no two-digit year: the century would be a
/// guess. "ISO" is ISO 8601, whole or partial.
class DatePattern {
 public:
  /// nullopt: not such a pattern, or without a year, or with a day but no month, and so on.
  static std::optional<DatePattern> parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool has_time() const;
  /// The text in ISO 8601, unchecked beyond its shape; nullopt when it has another shape.
  std::optional<std::string> iso(std::string_view text) const;
  /// True when a text can have both shapes and would mean two dates.
  bool clashes_with(const DatePattern& other) const;

 private:
  enum class Kind { literal, year, month, day, hour, minute, second };
  struct Part {
    Kind kind = Kind::literal;
    bool short_form = false;  ///< one digit or two
    char literal = '\0';
  };
  /// Digits up to a literal or the end.
  struct Run {
    int least = 0;
    int most = 0;
    char literal = '\0';
  };
  std::vector<Run> runs() const;
  static bool is_complete(const std::vector<Part>& parts);

  std::string text_;
  bool is_iso_ = false;
  std::vector<Part> parts_;
};

}  // namespace palpate::intake
