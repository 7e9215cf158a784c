#include "cql/operators/text.hpp"

#include <algorithm>
#include <cstdint>

#include "base/limits.hpp"

namespace palpate::cql::text {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Lower-case letters first…last; the upper-case one is `shift` away.
struct Shift {
  char32_t first;
  char32_t last;
  std::int32_t shift;
};
constexpr Shift shifts[] = {
    {U'a', U'z', -32},   {0xE0, 0xF6, -32},   {0xF8, 0xFE, -32},   {0xFF, 0xFF, 121},
    {0x3AC, 0x3AC, -38}, {0x3AD, 0x3AF, -37}, {0x3B1, 0x3C1, -32}, {0x3C3, 0x3CB, -32},
    {0x3CC, 0x3CC, -64}, {0x3CD, 0x3CE, -63}, {0x430, 0x44F, -32}, {0x450, 0x45F, -80},
    {0x4CF, 0x4CF, -15},
};

/// Upper and lower case letters in turn; the first is upper case.
struct Pairs {
  char32_t first;
  char32_t last;
};
constexpr Pairs pairs[] = {
    {0x100, 0x12F}, {0x132, 0x137},   {0x139, 0x148},   {0x14A, 0x177},
    {0x179, 0x17E}, {0x460, 0x481},   {0x48A, 0x4BF},   {0x4C1, 0x4CE},
    {0x4D0, 0x52F}, {0x1E00, 0x1E95}, {0x1EA0, 0x1EFF},
};

const Pairs* pairs_of(char32_t letter) {
  const auto* found = std::find_if(std::begin(pairs), std::end(pairs), [letter](const Pairs& row) {
    return row.first <= letter && letter <= row.last;
  });
  return found == std::end(pairs) ? nullptr : found;
}

char32_t shifted(char32_t letter, std::int32_t by) {
  return static_cast<char32_t>(static_cast<std::int32_t>(letter) + by);
}

char32_t to_upper(char32_t letter) {
  // Letters whose upper case has another lower case: micro sign, dotless i, long s, final sigma.
  if (letter == 0xB5) return 0x39C;
  if (letter == 0x131) return U'I';
  if (letter == 0x17F) return U'S';
  if (letter == 0x3C2) return 0x3A3;
  for (const Shift& row : shifts) {
    if (row.first <= letter && letter <= row.last) return shifted(letter, row.shift);
  }
  const Pairs* row = pairs_of(letter);
  return row != nullptr && (letter - row->first) % 2 == 1 ? letter - 1 : letter;
}

char32_t to_lower(char32_t letter) {
  if (letter == 0x130) return U'i';
  for (const Shift& row : shifts) {
    const char32_t low = shifted(letter, -row.shift);
    if (row.first <= low && low <= row.last) return low;
  }
  const Pairs* row = pairs_of(letter);
  return row != nullptr && (letter - row->first) % 2 == 0 ? letter + 1 : letter;
}

std::uint32_t bits(char byte, std::uint32_t mask) {
  return static_cast<unsigned char>(byte) & mask;
}

/// Of one or two bytes, or three: all that have case mappings here. Others are 0.
char32_t decode(std::string_view letter) {
  switch (letter.size()) {
    case 1:
      return bits(letter[0], 0x7F);
    case 2:
      return (bits(letter[0], 0x1F) << 6U) | bits(letter[1], 0x3F);
    case 3:
      return (bits(letter[0], 0x0F) << 12U) | (bits(letter[1], 0x3F) << 6U) | bits(letter[2], 0x3F);
    default:
      return 0;
  }
}

char tail_byte(char32_t letter, unsigned shift) {
  return static_cast<char>(0x80U | ((letter >> shift) & 0x3FU));
}

void append(std::string& out, char32_t letter) {
  if (letter < 0x80) {
    out += static_cast<char>(letter);
  } else if (letter < 0x800) {
    out += static_cast<char>(0xC0U | (letter >> 6U));
    out += tail_byte(letter, 0);
  } else {
    out += static_cast<char>(0xE0U | (letter >> 12U));
    out += tail_byte(letter, 6);
    out += tail_byte(letter, 0);
  }
}

std::string mapped(std::string_view utf8, char32_t (*mapping)(char32_t)) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const std::string_view letter = utf8.substr(0, first_length(utf8));
    const char32_t from = decode(letter);
    const char32_t to = mapping(from);
    if (from == to) {
      out += letter;
    } else {
      append(out, to);
    }
    utf8.remove_prefix(letter.size());
  }
  return out;
}

}  // namespace

std::size_t count(std::string_view utf8) {
  const auto tails = std::count_if(utf8.begin(), utf8.end(), continues);
  return utf8.size() - static_cast<std::size_t>(tails);
}

std::optional<std::size_t> offset(std::string_view utf8, std::size_t index) {
  std::size_t at = 0;
  for (; index > 0; --index) {
    if (at >= utf8.size()) return std::nullopt;
    at += first_length(utf8.substr(at));
  }
  return at;
}

std::size_t first_length(std::string_view utf8) {
  std::size_t length = 1;
  while (length < utf8.size() && continues(utf8[length])) ++length;
  return length;
}

std::string upper(std::string_view utf8) { return mapped(utf8, to_upper); }
std::string lower(std::string_view utf8) { return mapped(utf8, to_lower); }

Value result(std::string_view utf8, Session& session) {
  if (utf8.size() > limits::cql_string_bytes) {
    session.fail("a string is longer than the limit of 16 MB");
    return Value();
  }
  return make_string(utf8, session.arena());
}

}  // namespace palpate::cql::text
