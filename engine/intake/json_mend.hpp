#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace palpate::intake {

/// One place where bytes are not JSON.
struct Damage {
  enum class Kind : std::uint8_t {
    syntax,     ///< something else was expected
    truncated,  ///< the text ends too early
    trailing,   ///< something follows the end
    nesting,    ///< deeper than limits::assessment_nesting
    utf8,       ///< not UTF-8
    control     ///< a control character that is not escaped, in a string
  };
  Kind kind = Kind::syntax;
  std::size_t offset = 0;     ///< in bytes, from 0
  std::string_view expected;  ///< of syntax: what was; static storage
};

/// What is left of a damaged JSON object: an object again, with every member that is whole. A
/// member whose value is damaged has the word `!` instead, which is no JSON value, so that who
/// reads the text cannot take it for an answer, nor overlook it.
struct Mended {
  /// DEL stands for a byte that is not UTF-8: one byte for one, so that offsets stay.
  static constexpr char replacement = '\x7F';

  std::string text;
  std::vector<Damage> damage;   ///< empty: well-formed but, perhaps, for words that are no values
  bool replaced_bytes = false;  ///< some bytes were not UTF-8
};

/// Reads `bytes`, whose first character but white space must be "{", as JSON and mends what is
/// wrong. One pass without
/// recursion; time and memory are linear in the size, whatever the bytes are.
Mended mend_json(std::string_view bytes);

}  // namespace palpate::intake
