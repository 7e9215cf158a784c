#include "cql/syntax/keywords.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace palpate::cql {

namespace {

// Both lists are sorted by code point, for the search.
constexpr std::array reserved = std::to_array<std::string_view>({
    "Code",        "Concept",      "Interval", "List",   "Tuple",      "after",     "aggregate",
    "all",         "and",          "as",       "before", "between",    "case",      "cast",
    "collapse",    "convert",      "day",      "days",   "difference", "distinct",  "duration",
    "during",      "else",         "exists",   "expand", "false",      "flatten",   "from",
    "hour",        "hours",        "if",       "in",     "is",         "let",       "maximum",
    "millisecond", "milliseconds", "minimum",  "minute", "minutes",    "month",     "months",
    "not",         "null",         "occurs",   "of",     "or",         "per",       "point",
    "properly",    "return",       "same",     "second", "seconds",    "singleton", "sort",
    "then",        "to",           "true",     "week",   "weeks",      "when",      "with",
    "within",      "without",      "year",     "years",
});

constexpr std::array referential = std::to_array<std::string_view>({
    "asc",
    "ascending",
    "by",
    "called",
    "code",
    "codesystem",
    "codesystems",
    "concept",
    "contains",
    "context",
    "date",
    "default",
    "define",
    "desc",
    "descending",
    "display",
    "div",
    "end",
    "ends",
    "except",
    "fluent",
    "function",
    "implies",
    "include",
    "includes",
    "intersect",
    "library",
    "meets",
    "mod",
    "overlaps",
    "parameter",
    "predecessor",
    "private",
    "public",
    "start",
    "starting",
    "starts",
    "successor",
    "time",
    "timezone",
    "timezoneoffset",
    "union",
    "using",
    "valueset",
    "version",
    "where",
    "width",
    "xor",
});

static_assert(std::is_sorted(reserved.begin(), reserved.end()));
static_assert(std::is_sorted(referential.begin(), referential.end()));

struct PrecisionWords {
  std::string_view singular;
  std::string_view plural;
};
constexpr std::array precisions = std::to_array<PrecisionWords>({
    {"year", "years"},
    {"month", "months"},
    {"week", "weeks"},
    {"day", "days"},
    {"hour", "hours"},
    {"minute", "minutes"},
    {"second", "seconds"},
    {"millisecond", "milliseconds"},
});

}  // namespace

bool is_reserved(std::string_view word) {
  return std::binary_search(reserved.begin(), reserved.end(), word);
}

bool is_keyword(std::string_view word) {
  return is_reserved(word) || std::binary_search(referential.begin(), referential.end(), word);
}

bool is_singular_precision(std::string_view word) {
  return std::any_of(precisions.begin(), precisions.end(),
                     [word](const PrecisionWords& p) { return p.singular == word; });
}

bool is_plural_precision(std::string_view word) {
  return std::any_of(precisions.begin(), precisions.end(),
                     [word](const PrecisionWords& p) { return p.plural == word; });
}

std::string_view precision_of(std::string_view word) {
  for (const auto& precision : precisions) {
    if (word == precision.singular || word == precision.plural) return precision.singular;
  }
  return {};
}

const std::vector<std::string_view>& declaration_words() {
  static const std::vector<std::string_view> words = {
      "library", "using",   "include",   "codesystem", "valueset", "code",
      "concept", "context", "parameter", "define",     "public",   "private"};
  return words;
}

const std::vector<std::string_view>& infix_words() {
  static const std::vector<std::string_view> words = {
      "and",      "or",        "xor",    "implies",  "in",     "contains", "is",        "as",
      "union",    "intersect", "except", "between",  "before", "after",    "during",    "includes",
      "included", "within",    "meets",  "overlaps", "starts", "ends",     "same",      "occurs",
      "properly", "div",       "mod",    "where",    "return", "sort",     "aggregate", "with",
      "without",  "let",       "then",   "else",     "end",    "when",     "such",      "per"};
  return words;
}

}  // namespace palpate::cql
