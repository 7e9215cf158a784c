/// String operators: https://cql.hl7.org/09-b-cqlreference.html#string-operators-3
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "cql/operators/table.hpp"
#include "cql/operators/text.hpp"

namespace palpate::cql {
namespace {

std::string_view string_at(const Invocation& call, std::size_t index) {
  return call.operands[index].as_string();
}

/// A non-negative Integer; nullopt for negative and for uncertain ones.
std::optional<std::size_t> index_at(const Invocation& call, std::size_t index) {
  const Value& value = call.operands[index];
  if (!value.is(Value::Kind::integer) || value.as_integer() < 0) return std::nullopt;
  return static_cast<std::size_t>(value.as_integer());
}

Value position(std::size_t code_points) {
  return Value::integer(static_cast<std::int32_t>(code_points));
}

Value concatenate(const Invocation& call) {
  std::string joined(string_at(call, 0));
  joined += string_at(call, 1);
  return text::result(joined, call.session);
}

/// The operator `&`: null counts as ''.
Value concatenate_or_empty(const Invocation& call) {
  std::string joined;
  for (const Value& operand : call.operands) {
    if (!operand.is_null()) joined += operand.as_string();
  }
  return text::result(joined, call.session);
}

/// Null elements are left out, a null separator is ''; without any string the result is null.
Value combine(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  const bool separated = call.operands.size() > 1 && !call.operands[1].is_null();
  const std::string_view separator = separated ? string_at(call, 1) : std::string_view();
  std::string joined;
  bool first = true;
  for (const Value& item : call.operands[0].items()) {
    if (item.is_null()) continue;
    if (!first) joined += separator;
    joined += item.as_string();
    first = false;
    if (joined.size() > limits::cql_string_bytes) break;
  }
  return first ? Value() : text::result(joined, call.session);
}

Value starts_with(const Invocation& call) {
  const std::string_view prefix = string_at(call, 1);
  return Value::boolean(string_at(call, 0).substr(0, prefix.size()) == prefix);
}

Value ends_with(const Invocation& call) {
  const std::string_view whole = string_at(call, 0);
  const std::string_view suffix = string_at(call, 1);
  return Value::boolean(whole.size() >= suffix.size() &&
                        whole.substr(whole.size() - suffix.size()) == suffix);
}

Value character(const Invocation& call) {
  const std::string_view whole = string_at(call, 0);
  const auto index = index_at(call, 1);
  const auto begin = index ? text::offset(whole, *index) : std::nullopt;
  if (!begin || *begin >= whole.size()) return Value();
  return Value::string(whole.substr(*begin, text::first_length(whole.substr(*begin))));
}

Value position_or_none(std::string_view whole, std::size_t found) {
  return found == std::string_view::npos ? Value::integer(-1)
                                         : position(text::count(whole.substr(0, found)));
}

Value position_of(const Invocation& call) {
  const std::string_view whole = string_at(call, 1);
  return position_or_none(whole, whole.find(string_at(call, 0)));
}

Value last_position_of(const Invocation& call) {
  const std::string_view whole = string_at(call, 1);
  return position_or_none(whole, whole.rfind(string_at(call, 0)));
}

Value length(const Invocation& call) { return position(text::count(string_at(call, 0))); }

Value lower(const Invocation& call) {
  return text::result(text::lower(string_at(call, 0)), call.session);
}

Value upper(const Invocation& call) {
  return text::result(text::upper(string_at(call, 0)), call.session);
}

Value split(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  std::string_view rest = string_at(call, 0);
  std::vector<Value> parts;
  const std::string_view separator =
      call.operands[1].is_null() ? std::string_view() : string_at(call, 1);
  while (!separator.empty() && parts.size() < limits::cql_list_length) {
    const std::size_t found = rest.find(separator);
    if (found == std::string_view::npos) break;
    parts.push_back(Value::string(rest.substr(0, found)));
    rest.remove_prefix(found + separator.size());
  }
  parts.push_back(Value::string(rest));
  if (parts.size() > limits::cql_list_length) {
    call.session.fail("Split: the list is longer than the limit");
    return Value();
  }
  return make_list(parts, call.session.arena());
}

/// All of `pattern` in `whole`; an empty pattern stands around every character.
std::string replaced(std::string_view whole, std::string_view pattern, std::string_view by) {
  std::string out;
  if (pattern.empty()) out += by;
  while (!whole.empty() && out.size() <= limits::cql_string_bytes) {
    const std::size_t found = pattern.empty() ? text::first_length(whole) : whole.find(pattern);
    if (found == std::string_view::npos) break;
    out.append(whole.substr(0, found)).append(by);
    whole.remove_prefix(found + pattern.size());
  }
  return out.append(whole);
}

Value replace(const Invocation& call) {
  return text::result(replaced(string_at(call, 0), string_at(call, 1), string_at(call, 2)),
                      call.session);
}

Value to_chars(const Invocation& call) {
  std::vector<Value> characters;
  for (std::string_view rest = string_at(call, 0); !rest.empty();) {
    if (characters.size() >= limits::cql_list_length) {
      call.session.fail("toChars: the list is longer than the limit");
      return Value();
    }
    const std::size_t length = text::first_length(rest);
    characters.push_back(Value::string(rest.substr(0, length)));
    rest.remove_prefix(length);
  }
  return make_list(characters, call.session.arena());
}

/// A start at the end is out of range, except that an empty string may be read from 0.
std::optional<std::size_t> start_of(const Invocation& call) {
  const std::string_view whole = string_at(call, 0);
  const auto index = index_at(call, 1);
  const auto begin = index ? text::offset(whole, *index) : std::nullopt;
  if (!begin || (*begin == whole.size() && *begin > 0)) return std::nullopt;
  return begin;
}

Value substring(const Invocation& call) {
  const auto begin = start_of(call);
  if (!begin) return Value();
  const std::string_view tail = string_at(call, 0).substr(*begin);
  if (call.operands.size() == 2) return Value::string(tail);
  const auto wanted = index_at(call, 2);
  if (!wanted) return Value();
  return Value::string(tail.substr(0, text::offset(tail, *wanted).value_or(tail.size())));
}

constexpr auto null_in = NullRule::propagates;
constexpr auto reads = NullRule::reads_null;

constexpr std::string_view two_strings = "String, String -> String";
constexpr std::string_view test = "String, String -> Boolean";

// `a & b` is ConcatenateOrEmpty, which is no ELM name: in ELM it is Concatenate over Coalesce.
constexpr OverloadDeclaration declarations[] = {
    {"Add", two_strings, null_in, concatenate, false, "concatenate"},
    {"Combine", "List<String> -> String", reads, combine, true, "combine"},
    {"Combine", "List<String>, String -> String", reads, combine, true, "combine"},
    {"Concatenate", two_strings, null_in, concatenate, true, "concatenate"},
    {"ConcatenateOrEmpty", two_strings, reads, concatenate_or_empty, false, "concatenate"},
    {"EndsWith", test, null_in, ends_with, true, "endswith"},
    {"Indexer", "String, Integer -> String", null_in, character, true, "indexer"},
    {"LastPositionOf", "String, String -> Integer", null_in, last_position_of, true,
     "lastpositionof"},
    {"Length", "String -> Integer", null_in, length, true, "length"},
    {"Lower", "String -> String", null_in, lower, true, "lower"},
    {"Matches", test, null_in, pattern::matches, true, "matches", false, 1},
    {"PositionOf", "String, String -> Integer", null_in, position_of, true, "positionof"},
    {"Replace", "String, String, String -> String", null_in, replace, false, "replace"},
    {"ReplaceMatches", "String, String, String -> String", null_in, pattern::replace_matches, true,
     "replacematches", false, 1},
    {"Split", "String, String -> List<String>", reads, split, true, "split"},
    {"SplitOnMatches", "String, String -> List<String>", null_in, pattern::split_on_matches, true,
     "splitonmatches", false, 1},
    {"StartsWith", test, null_in, starts_with, true, "startswith"},
    {"Substring", "String, Integer -> String", null_in, substring, true, "substring"},
    {"Substring", "String, Integer, Integer -> String", null_in, substring, true, "substring"},
    {"ToChars", "String -> List<String>", null_in, to_chars, false, "tochars"},
    {"Upper", "String -> String", null_in, upper, true, "upper"},
};

}  // namespace

std::span<const OverloadDeclaration> string_operators() { return declarations; }

}  // namespace palpate::cql
