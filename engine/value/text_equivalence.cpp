#include "value/text_equivalence.hpp"

#include <cstddef>
#include <cstdint>

namespace palpate {
namespace {

/// One code point, or one stray byte marked so that it equals no code point.
char32_t take(std::string_view& text) {
  const auto byte = [&text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned lead = byte(0);
  const bool stray = (lead >= 0x80 && lead < 0xC2) || lead > 0xF4;
  const std::size_t length = lead < 0x80 ? 1 : (lead >> 5U) == 6 ? 2 : (lead >> 4U) == 14 ? 3 : 4;
  char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (stray || (byte(i) & 0xC0U) != 0x80) {
      text.remove_prefix(1);
      return 0x80000000U | lead;
    }
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  text.remove_prefix(length);
  return point;
}

bool between(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

/// Ranges in which capital and small letters alternate, capitals on even or on odd positions.
bool is_odd_pair_range(char32_t c) { return between(c, 0x139, 0x148) || between(c, 0x179, 0x17E); }
bool is_even_pair_range(char32_t c) {
  return (between(c, 0x100, 0x137) && c != 0x130 && c != 0x131) || between(c, 0x14A, 0x177) ||
         between(c, 0x460, 0x481) || between(c, 0x48A, 0x4BF) || between(c, 0x4D0, 0x52F) ||
         between(c, 0x1E00, 0x1E95) || between(c, 0x1EA0, 0x1EFF);
}

char32_t fold_greek(char32_t c) {
  if (between(c, 0x391, 0x3A9) && c != 0x3A2) return c + 0x20;
  if (c == 0x3C2) return 0x3C3;
  if (c == 0x386) return 0x3AC;
  if (between(c, 0x388, 0x38A)) return c + 0x25;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 0x3F;
  return c;
}

char32_t fold_case(char32_t c) {
  if (between(c, 'A', 'Z')) return c + 0x20;
  if (c < 0x80) return c;
  if (between(c, 0xC0, 0xDE) && c != 0xD7) return c + 0x20;
  if (c == 0x178) return 0xFF;
  if (is_even_pair_range(c)) return c | 1U;
  if (is_odd_pair_range(c)) return c + (c & 1U);
  if (between(c, 0x370, 0x3FF)) return fold_greek(c);
  if (between(c, 0x410, 0x42F)) return c + 0x20;
  if (between(c, 0x400, 0x40F)) return c + 0x50;
  return c;
}

bool is_space(char32_t c) {
  return c == ' ' || between(c, '\t', '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         between(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

char32_t fold(char32_t c) { return is_space(c) ? U' ' : fold_case(c); }

}  // namespace

bool equivalent_text(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (fold(take(a)) != fold(take(b))) return false;
  }
  return a.empty() && b.empty();
}

}  // namespace palpate
