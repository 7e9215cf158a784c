#include "render/json_string.hpp"

#include <cstdint>
#include <cstring>

namespace palpate::rendering {

namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

using Word = std::uint64_t;

constexpr Word every_byte(unsigned char byte) { return Word{0x0101010101010101} * byte; }

/// Whether any byte is below `limit`, which is at most 0x80.
constexpr bool any_below(Word word, unsigned char limit) {
  return ((word - every_byte(limit)) & ~word & every_byte(0x80)) != 0;
}

constexpr bool any_needs_escape(Word word) {
  return any_below(word, 0x20) || any_below(word ^ every_byte('"'), 1) ||
         any_below(word ^ every_byte('\\'), 1);
}

/// Bytes before the first that needs an escape: eight at a time, because hardly any does.
std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  for (; at + sizeof(Word) <= text.size(); at += sizeof(Word)) {
    Word word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if (any_needs_escape(word)) break;
  }
  while (at < text.size() && !needs_escape(text[at])) ++at;
  return at;
}

void append_escaped(char c, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += digits[static_cast<unsigned char>(c) >> 4U];
      out += digits[static_cast<unsigned char>(c) & 15U];
  }
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  for (;;) {
    const auto plain = plain_prefix(text);
    out.append(text.data(), plain);
    if (plain == text.size()) break;
    append_escaped(text[plain], out);
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

}  // namespace palpate::rendering
