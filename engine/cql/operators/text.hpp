#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "cql/program/operation.hpp"

/// Text as code points: CQL counts characters, our strings are UTF-8. Input is well-formed (intake
/// and parser check it); on malformed bytes the functions still terminate and stay inside.
namespace palpate::cql::text {

std::size_t count(std::string_view utf8);
/// Byte offset of code point `index`; the text's size for index == count; nullopt beyond.
std::optional<std::size_t> offset(std::string_view utf8, std::size_t index);
/// Bytes of the code point that starts `utf8`, which is not empty.
std::size_t first_length(std::string_view utf8);

/// Simple (one to one) case mappings of Latin, Greek and Cyrillic letters; others stay as they
/// are. Locale-free: the host process may have set any locale.
std::string upper(std::string_view utf8);
std::string lower(std::string_view utf8);

/// A String value in the session's arena; over limits::cql_string_bytes the evaluation fails.
Value result(std::string_view utf8, Session& session);

}  // namespace palpate::cql::text

/// Regular expressions (string_pattern.cpp), with RE2's syntax: no back references, no lookaround.
namespace palpate::cql::pattern {

/// An error, with the reason, when the pattern is too long or not one of RE2's.
Result<std::shared_ptr<const re2::RE2>> compile(std::string_view pattern);

Value matches(const Invocation& call);
Value replace_matches(const Invocation& call);
Value split_on_matches(const Invocation& call);

}  // namespace palpate::cql::pattern
