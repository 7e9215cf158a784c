#pragma once

#include <cstddef>
#include <string_view>

namespace palpate {

/// An event says where a node begins, its anchor and tag included; these find where the value
/// itself begins and ends. All offsets are in bytes. The ends serve diagnostics: one that is off by
/// a few columns underlines too much or too little and changes nothing else.

/// Where the scalar itself begins, past anchors and tags.
std::size_t scalar_begin(std::string_view source, std::size_t node_begin);
/// Where the scalar that begins at `begin` and has the content `value` ends.
std::size_t scalar_end(std::string_view source, std::size_t begin, std::string_view value);
/// In brackets YAML takes a word without ':' for a key without a value. True when a ':' follows
/// the key that ends at `end`.
bool is_followed_by_colon(std::string_view source, std::size_t end);
/// A line that begins with '%' is a directive for YAML, wherever it stands. Offset of the first
/// that is not a %YAML directive, or the size of `source`.
std::size_t find_directive(std::string_view source);
/// Past the bracket that closes a flow collection whose last member ends at `end`.
std::size_t flow_end(std::string_view source, std::size_t end, char closing);

}  // namespace palpate
