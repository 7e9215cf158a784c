#pragma once

#include <cstddef>
#include <string_view>

namespace palpate {

/// yaml-cpp says where a node begins, not where it ends; these find the end in the source.
/// All offsets are in bytes. The ends serve diagnostics: one that is off by a few columns
/// underlines too much or too little and changes nothing else.

/// Where the scalar itself begins, past anchors and tags.
std::size_t scalar_begin(std::string_view source, std::size_t node_begin);
/// Where the scalar that begins at `begin` and has the content `value` ends.
std::size_t scalar_end(std::string_view source, std::size_t begin, std::string_view value);
/// yaml-cpp takes the end of the file for a missing quotation mark. True when the scalar at
/// `begin` is quoted and lacks its second mark.
bool is_unclosed(std::string_view source, std::size_t begin);
/// yaml-cpp takes a line without ':' for a key without a value. True when a ':' follows the key
/// that ends at `end`.
bool is_followed_by_colon(std::string_view source, std::size_t end);
/// yaml-cpp drops a line that begins with '%', even within a document. Offset of the first that
/// is not a %YAML directive, or the size of `source`.
std::size_t find_directive(std::string_view source);
/// The null that is written at `begin` ("null", "~"); empty when the null is left out.
std::string_view written_null(std::string_view source, std::size_t begin);
/// Past the bracket that closes a flow collection whose last member ends at `end`.
std::size_t flow_end(std::string_view source, std::size_t end, char closing);

}  // namespace palpate
