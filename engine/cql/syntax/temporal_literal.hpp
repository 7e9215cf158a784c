#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cql/syntax/token.hpp"

namespace palpate::cql {

/// A date, date-time or time literal, as the lexer finds it.
struct TemporalLiteral {
  TokenKind kind = TokenKind::bad;  ///< bad: see `message`
  std::size_t length = 0;           ///< bytes of the source that it takes, '@' included
  std::string message;              ///< what is wrong with it
  std::string suggestion;
};

/// Reads the literal that `text` begins with ('@' first) and checks its form and ranges.
TemporalLiteral read_temporal(std::string_view text);

}  // namespace palpate::cql
