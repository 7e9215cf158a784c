#include "intake/names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/limits.hpp"

namespace palpate::intake {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

/// Those words of CQL 1.5 that begin in lower case, sorted.
constexpr auto keywords = std::to_array<std::string_view>({"after",
                                                           "aggregate",
                                                           "all",
                                                           "and",
                                                           "as",
                                                           "asc",
                                                           "ascending",
                                                           "before",
                                                           "between",
                                                           "by",
                                                           "called",
                                                           "case",
                                                           "cast",
                                                           "code",
                                                           "codes",
                                                           "codesystem",
                                                           "codesystems",
                                                           "collapse",
                                                           "concept",
                                                           "contains",
                                                           "context",
                                                           "convert",
                                                           "date",
                                                           "datetime",
                                                           "day",
                                                           "days",
                                                           "default",
                                                           "define",
                                                           "desc",
                                                           "descending",
                                                           "difference",
                                                           "display",
                                                           "distinct",
                                                           "div",
                                                           "duration",
                                                           "during",
                                                           "else",
                                                           "end",
                                                           "ends",
                                                           "except",
                                                           "exists",
                                                           "expand",
                                                           "false",
                                                           "flatten",
                                                           "fluent",
                                                           "from",
                                                           "function",
                                                           "hour",
                                                           "hours",
                                                           "if",
                                                           "implies",
                                                           "in",
                                                           "include",
                                                           "included",
                                                           "includes",
                                                           "intersect",
                                                           "is",
                                                           "less",
                                                           "let",
                                                           "library",
                                                           "maximum",
                                                           "meets",
                                                           "millisecond",
                                                           "milliseconds",
                                                           "minimum",
                                                           "minute",
                                                           "minutes",
                                                           "mod",
                                                           "month",
                                                           "months",
                                                           "more",
                                                           "not",
                                                           "null",
                                                           "occurs",
                                                           "of",
                                                           "on",
                                                           "or",
                                                           "overlaps",
                                                           "parameter",
                                                           "per",
                                                           "point",
                                                           "predecessor",
                                                           "private",
                                                           "properly",
                                                           "public",
                                                           "return",
                                                           "same",
                                                           "second",
                                                           "seconds",
                                                           "singleton",
                                                           "sort",
                                                           "start",
                                                           "starting",
                                                           "starts",
                                                           "successor",
                                                           "such",
                                                           "that",
                                                           "then",
                                                           "time",
                                                           "timezone",
                                                           "timezoneoffset",
                                                           "to",
                                                           "true",
                                                           "union",
                                                           "using",
                                                           "valueset",
                                                           "version",
                                                           "week",
                                                           "weeks",
                                                           "when",
                                                           "where",
                                                           "width",
                                                           "with",
                                                           "within",
                                                           "without",
                                                           "xor",
                                                           "year",
                                                           "years"});

/// Digits without a leading zero at the beginning of `text`; 0 when there are none.
std::size_t version_number(std::string_view text) {
  const auto end =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  return end > 1 && text[0] == '0' ? 0 : end;
}

bool is_prerelease(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '-' || c == '.'; });
}

}  // namespace

bool is_hyphen_id(std::string_view text) {
  if (text.empty() || text.size() > limits::name_length) return false;
  if (text.front() == '-' || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

bool is_plain_identifier(std::string_view text) {
  return !text.empty() && text.size() <= limits::name_length && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), is_letter_or_digit);
}

bool is_lower_camel_case(std::string_view text) {
  return is_plain_identifier(text) && is_lower(text.front());
}

bool is_cql_keyword(std::string_view text) {
  return std::find(keywords.begin(), keywords.end(), text) != keywords.end();
}

bool is_semantic_version(std::string_view text) {
  if (text.size() > limits::name_length) return false;
  for (int part = 0; part < 3; ++part) {
    const auto length = version_number(text);
    if (length == 0) return false;
    text.remove_prefix(length);
    if (part == 2) break;
    if (text.empty() || text.front() != '.') return false;
    text.remove_prefix(1);
  }
  return text.empty() || (text.front() == '-' && is_prerelease(text.substr(1)));
}

}  // namespace palpate::intake
