#include <cstdint>

#include "base/document.hpp"

namespace palpate {

namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<std::uint8_t>(bytes[i]);
}

/// Length of the sequence that `lead` begins; 0 when no sequence begins so.
std::size_t sequence_length(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;  // continuation bytes, and leads that only overlong forms have
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

/// Refuses what the length alone lets pass: overlong forms, surrogates, above U+10FFFF.
bool second_byte_fits(std::uint8_t lead, std::uint8_t second) {
  if (lead == 0xE0) return second >= 0xA0;
  if (lead == 0xED) return second < 0xA0;
  if (lead == 0xF0) return second >= 0x90;
  if (lead == 0xF4) return second < 0x90;
  return true;
}

/// Length of the well-formed sequence that stands first in `bytes`; 0 when there is none.
std::size_t first_sequence(std::string_view bytes) {
  const auto lead = byte_at(bytes, 0);
  const auto length = sequence_length(lead);
  if (length > bytes.size()) return 0;
  if (length > 1 && !second_byte_fits(lead, byte_at(bytes, 1))) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte_at(bytes, k) & 0xC0U) != 0x80U) return 0;
  }
  return length;
}

}  // namespace

std::size_t utf8_prefix(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    const auto length = first_sequence(bytes.substr(i));
    if (length == 0) break;
    i += length;
  }
  return i;
}

bool is_utf8(std::string_view bytes) { return utf8_prefix(bytes) == bytes.size(); }

}  // namespace palpate
