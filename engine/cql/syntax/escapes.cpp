#include "cql/syntax/escapes.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace palpate::cql {

namespace {

struct Escape {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  ///< of the sequence, backslash included
  bool valid = false;
};

bool is_high_surrogate(std::uint32_t c) { return c >= 0xD800 && c < 0xDC00; }
bool is_low_surrogate(std::uint32_t c) { return c >= 0xDC00 && c < 0xE000; }

/// The four digits after "\u" at the beginning of `text`.
std::optional<std::uint32_t> unicode_unit(std::string_view text) {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return std::nullopt;
  std::uint32_t unit = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
  if (error != std::errc() || end != text.data() + 6) return std::nullopt;
  return unit;
}

Escape unicode_escape(std::string_view text) {
  const auto first = unicode_unit(text);
  if (!first) return {0, 2, false};
  if (is_low_surrogate(*first)) return {0, 6, false};
  if (!is_high_surrogate(*first)) return {*first, 6, true};
  const auto second = unicode_unit(text.substr(6));
  if (!second || !is_low_surrogate(*second)) return {0, 6, false};
  return {0x10000 + ((*first - 0xD800) << 10U) + (*second - 0xDC00), 12, true};
}

/// The escape sequence that `text` begins with.
Escape read_escape(std::string_view text) {
  if (text.size() < 2) return {0, text.size(), false};
  switch (text[1]) {
    case '\'':
    case '"':
    case '`':
    case '\\':
    case '/':
      return {static_cast<unsigned char>(text[1]), 2, true};
    case 'f':
      return {'\f', 2, true};
    case 'n':
      return {'\n', 2, true};
    case 'r':
      return {'\r', 2, true};
    case 't':
      return {'\t', 2, true};
    case 'u':
      return unicode_escape(text);
    default:
      return {0, 2, false};
  }
}

void append_utf8(std::string& out, std::uint32_t c) {
  const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6U));
    put(0x80 | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12U));
    put(0x80 | ((c >> 6U) & 0x3FU));
    put(0x80 | (c & 0x3FU));
  } else {
    put(0xF0 | (c >> 18U));
    put(0x80 | ((c >> 12U) & 0x3FU));
    put(0x80 | ((c >> 6U) & 0x3FU));
    put(0x80 | (c & 0x3FU));
  }
}

}  // namespace

std::optional<BadEscape> find_bad_escape(std::string_view text) {
  for (auto i = text.find('\\'); i != std::string_view::npos;) {
    const auto escape = read_escape(text.substr(i));
    if (!escape.valid) return BadEscape{i, escape.length};
    i = text.find('\\', i + escape.length);
  }
  return std::nullopt;
}

std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto plain = std::min(text.find('\\'), text.size());
    out.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto escape = read_escape(text);
    if (escape.valid) {
      append_utf8(out, escape.code_point);
    } else {
      out.append(text.substr(0, escape.length));
    }
    text.remove_prefix(escape.length);
  }
  return out;
}

}  // namespace palpate::cql
