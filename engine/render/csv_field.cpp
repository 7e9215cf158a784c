#include "render/csv_field.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace palpate::rendering {

namespace {

constexpr std::string_view blanks = " \t";
constexpr std::array<std::string_view, 11> formula_starts = {
    "=",           "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
    "\xEF\xBC\xA0"};

std::string_view digits(std::string_view& text) {
  const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto found = text.substr(0, end);
  text.remove_prefix(end);
  return found;
}

/// A sign, digits, perhaps decimals: nothing to be run.
bool is_number(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (digits(text).empty()) return false;
  if (text.empty()) return true;
  if (text[0] != '.') return false;
  text.remove_prefix(1);
  return !digits(text).empty() && text.empty();
}

bool could_run(std::string_view text) {
  const bool begins =
      std::any_of(formula_starts.begin(), formula_starts.end(),
                  [text](std::string_view start) { return text.substr(0, start.size()) == start; });
  return begins && !is_number(text);
}

bool has_blank_end(std::string_view text) {
  return !text.empty() &&
         (blanks.find(text.front()) != blanks.npos || blanks.find(text.back()) != blanks.npos);
}

}  // namespace

void append_csv_field(std::string& out, std::string_view text, char delimiter) {
  const bool guarded = could_run(text);
  const bool quoted = guarded || has_blank_end(text) || text.find(delimiter) != text.npos ||
                      text.find_first_of("\"\r\n") != text.npos;
  if (!quoted) {
    out.append(text);
    return;
  }
  out.push_back('"');
  if (guarded) out.push_back('\'');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

}  // namespace palpate::rendering
