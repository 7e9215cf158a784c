#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Texts looked at eight bytes at a time, in one machine word, without a branch for each byte. The
/// first byte of a text is the lowest of its word: for little-endian machines only. Whoever calls
/// has room behind the text to look into.
namespace palpate::intake::eight_bytes {

using Word = std::uint64_t;
constexpr std::size_t size = sizeof(Word);
constexpr bool usable = std::endian::native == std::endian::little;

constexpr Word each = 0x0101010101010101U;
constexpr Word highest_bits = each * 0x80U;

inline Word at(const char* text) {
  Word word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

/// Do the 32 bytes at `text` differ from `words` where `mask` has ones? In registers of sixteen
/// bytes where the machine has them.
inline bool differ(const char* text, const Word* words, const Word* mask) {
  using Pair [[gnu::vector_size(16)]] = Word;
  constexpr std::size_t in_pair = 2;
  const auto pair = [](const auto* from) {
    Pair loaded;
    std::memcpy(&loaded, from, sizeof loaded);
    return loaded;
  };
  const Pair first = (pair(text) ^ pair(words)) & pair(mask);
  const Pair second = (pair(text + sizeof(Pair)) ^ pair(words + in_pair)) & pair(mask + in_pair);
  const Pair both = first | second;
  return (both[0] | both[1]) != 0;
}

/// The lowest bit that is set tells the first byte that is `byte`. Bits behind it mean nothing.
constexpr Word find(Word word, unsigned char byte) {
  const auto differs = word ^ (each * byte);
  return (differs - each) & ~differs & highest_bits;
}

/// Likewise for the first quote, backslash or control character.
constexpr Word find_end_of_plain(Word word) {
  const auto control = (word - each * 0x20U) & ~word & highest_bits;
  return control | find(word, '"') | find(word, '\\');
}

/// Bytes before the one that `found` tells; 8 when there is none.
constexpr std::size_t bytes_before(Word found) {
  return static_cast<std::size_t>(std::countr_zero(found)) / 8;
}

/// 0xFF in each byte before the one that `found` tells.
constexpr Word mask_before(Word found) {
  const auto lowest = found & (~found + 1);
  return (lowest >> 7U) - 1;
}

/// A text that ends with a quote, whatever follows it: its size as soon as it has been looked at,
/// for what stands behind it need not wait until it is known which text it is.
struct Quoted {
  Word hash = 0;
  std::size_t size = 0;  ///< without the quote; `most_sized` + 1 when it is longer
};
constexpr std::size_t most_sized = 2 * size - 1;

/// All ones where nothing was found, else none: what would be a branch that nobody can guess.
constexpr Word ones_if_none(Word found) { return Word{0} - static_cast<Word>(found == 0); }

constexpr std::size_t bytes_before(Word in_first, Word in_second) {
  const auto further = ones_if_none(in_first);
  return bytes_before(in_first | (in_second & further)) + (size & further);
}

/// With a hash of its first eight bytes.
inline Quoted quoted_option(const char* text) {
  const auto first = at(text);
  const auto quote = find(first, '"');
  return {(first & mask_before(quote)) * 0x9E3779B97F4A7C15U,
          bytes_before(quote, find(at(text + size), '"'))};
}

/// With a hash of its first sixteen bytes.
inline Quoted quoted_name(const char* text) {
  const auto first = at(text);
  const auto second = at(text + size);
  const auto quote = find(first, '"');
  const auto next_quote = find(second, '"');
  const auto head = first & mask_before(quote);
  const auto tail = second & mask_before(next_quote) & ones_if_none(quote);
  return {(head * 0x9E3779B97F4A7C15U) ^ (tail * 0xC2B2AE3D27D4EB4FU),
          bytes_before(quote, next_quote)};
}

/// The hash that one of these gives of `text` where it stands.
template <typename LookAt>
Word hash_of(std::string_view text, const LookAt& look_at) {
  std::array<char, 2 * size> beginning{};
  std::memcpy(beginning.data(), text.data(), std::min(text.size(), beginning.size()));
  if (text.size() < beginning.size()) beginning[text.size()] = '"';
  return look_at(beginning.data()).hash;
}

/// The decimal digits at the beginning of a word.
struct Digits {
  std::uint64_t number = 0;  ///< of the digits, where there are no more than seven
  std::size_t count = 0;     ///< 8: there may be more in the next word
};
constexpr std::size_t few_digits = 3;
/// Of so many digits at most, by their values in the first bytes of a word.
constexpr std::uint64_t few(Word values, std::size_t count) {
  auto number = static_cast<std::uint32_t>(values) << 8U << (8 * (few_digits - count));
  number = (number * (10 * 0x100U + 1)) >> 8U & 0x00FF00FFU;
  return (number * (100 * 0x10000U + 1)) >> 16U;
}
constexpr Digits digits(Word word) {
  const auto values = word ^ (each * '0');
  const auto others = ((values + each * 0x76U) | values) & highest_bits;
  const auto count = bytes_before(others);
  if (count <= few_digits) return {few(values, count), count};
  // With zeroes before them instead of other characters behind: digits, pairs, fours, eight.
  auto number = (values << (8 * (7 - (count & 7U)))) << 8U;
  number = (number * (10 * 0x100U + 1)) >> 8U & 0x00FF00FF00FF00FFU;
  number = (number * (100 * 0x10000U + 1)) >> 16U & 0x0000FFFF0000FFFFU;
  number = (number * (10000 * 0x100000000U + 1)) >> 32U;
  return {number, count};
}

}  // namespace palpate::intake::eight_bytes
