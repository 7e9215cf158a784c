#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/result.hpp"
#include "base/source_text.hpp"

namespace palpate {

/// A YAML file as JSON data, with the place of every node, so that any later complaint can show
/// the line. Scalars follow YAML 1.2's core schema: true/false, null, integers, decimals; all
/// else, and everything quoted, is a string. Numbers that a double cannot hold exactly as written
/// (0.1 included) also keep their text: see `text_at`.
struct Document {
  SourcePtr source;
  boost::json::value root;
  std::map<std::string, Span, std::less<>> places;      ///< JSON pointer → where its value stands
  std::map<std::string, Span, std::less<>> key_places;  ///< JSON pointer → where its key stands
  std::map<std::string, std::string, std::less<>> text;  ///< JSON pointer → scalar as written

  /// Place of the node at `pointer`, or of its nearest ancestor that has one.
  Span place(std::string_view pointer) const;
  Span key_place(std::string_view pointer) const;
  /// The scalar at `pointer` exactly as written ("0.10"); empty when it is no scalar.
  std::string_view text_at(std::string_view pointer) const;
};

/// Reads YAML. Refused with diagnostics (YAML0001–YAML0099): syntax errors, duplicate keys,
/// aliases, several documents, keys that are not strings or lack their ':', tags other than
/// !!str, !!seq and !!map, directives other than %YAML, control characters, invalid UTF-8, and
/// what exceeds base/limits.hpp. On errors the root is null.
Document parse_yaml(SourcePtr source, Diagnostics& diagnostics);

/// One path segment as JSON Pointer writes it ("a/b" → "a~1b").
std::string pointer_escape(std::string_view segment);

/// True when `bytes` are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

/// Length in bytes of the longest well-formed beginning of `bytes`: where an error stands.
std::size_t utf8_prefix(std::string_view bytes);

}  // namespace palpate
