#pragma once

#include <cstdint>
#include <string_view>

#include "base/source_text.hpp"

namespace palpate::cql {

enum class TokenKind : std::uint8_t {
  end,     ///< after the last token; its span is empty
  word,    ///< keyword or identifier; also $this, $index, $total
  quoted,  ///< "identifier" or `identifier`
  string,  ///< 'text'
  integer,
  long_integer,
  decimal,
  date,
  date_time,
  time,
  external,  ///< %name, %'name', %"name"
  symbol,
  bad  ///< stands where a literal stood that was reported
};

struct Token {
  TokenKind kind = TokenKind::end;
  bool first_on_line = false;
  Span span;
  /// As written; of a foreign operator ("==", "&&", "≤") the one that CQL writes in its place.
  /// Views the source, or a constant.
  std::string_view text;
};

}  // namespace palpate::cql
