#pragma once

#include <cstddef>
#include <cstdint>

/// Every limit on what comes from outside, in one place, each with its reason.
/// tests/unit/*/limits_test.cpp exercises each of them.
namespace palpate::limits {

/// Diagnostics kept of one build: more would not be read, and hostile input could make millions.
inline constexpr std::size_t diagnostics = 500;
/// Names among which a likely misspelling is sought: comparing each with each is quadratic.
inline constexpr std::size_t suggestion_candidates = 2000;
/// Columns of source shown on either side of a place in a diagnostic.
inline constexpr std::size_t excerpt_columns = 100;
/// Identifiers longer than this are refused; it also bounds the edit distance.
inline constexpr std::size_t name_length = 256;

/// Bytes of one CQL source. The largest published libraries are about 200 KB.
inline constexpr std::size_t cql_source_bytes = 4U << 20U;
/// Nesting of CQL expressions and types. Parser, checker and evaluator recurse at most this
/// deep, which takes under 1 MB of stack, and about 2 MB in sanitizer builds.
inline constexpr std::size_t cql_nesting = 200;
/// Depth of a whole program: nesting added up along definitions and functions that refer to each
/// other. Checker and evaluator recurse this deep, on threads that a host may have given 1 MB.
inline constexpr std::size_t cql_depth = 600;
/// Nodes of one compiled program.
inline constexpr std::size_t cql_nodes = 1U << 20U;
/// Elements of one list value, whether written, expanded or repeated.
inline constexpr std::size_t cql_list_length = 1U << 20U;
/// Bytes of one string value.
inline constexpr std::size_t cql_string_bytes = 16U << 20U;
/// Operator applications of one evaluation; a query over two full lists stops here.
inline constexpr std::uint64_t cql_steps = 50'000'000;
/// Comparisons that one list operator makes of elements that cannot be hashed (quantities, tuples,
/// partial dates): every one with every other of some 2,900.
inline constexpr std::uint64_t cql_element_comparisons = 1U << 22U;
/// Bytes that the values of one evaluation may take.
inline constexpr std::size_t cql_arena_bytes = 256U << 20U;
/// Messages kept of one evaluation, and bytes kept of each: Message() in a query would otherwise
/// copy its text once an element.
inline constexpr std::size_t cql_messages = 1000;
inline constexpr std::size_t cql_message_bytes = 2000;
/// Bytes that RE2 may take for one regular expression, and the length of its source.
inline constexpr std::size_t cql_pattern_memory = 8U << 20U;
inline constexpr std::size_t cql_pattern_bytes = 4096;
/// Comparisons of one Mode(), which is quadratic in the number of different elements.
inline constexpr std::uint64_t cql_mode_comparisons = 10'000'000;

/// Bytes of one unit string: UCUM terms in use have fewer than 40.
inline constexpr std::size_t unit_bytes = 128;
/// Nesting of parentheses in a unit.
inline constexpr std::size_t unit_nesting = 16;
/// Exponents in a unit ("m3", "10*9"): UCUM terms in use stay below 25.
inline constexpr std::size_t unit_exponent = 30;

/// Bytes of one assessment. Real ones have 1–5 KB; a line of 100 MB is refused unread.
inline constexpr std::size_t assessment_bytes = 4U << 20U;
/// Nesting of an assessment: the format itself needs 4.
inline constexpr std::size_t assessment_nesting = 16;
/// Errors kept for one assessment.
inline constexpr std::size_t assessment_issues = 200;
/// Bytes of one answer that is text.
inline constexpr std::size_t text_answer_bytes = 64U << 10U;

/// Bytes of one file of a rule set, and files in one rule set.
inline constexpr std::size_t ruleset_file_bytes = 4U << 20U;
inline constexpr std::size_t ruleset_files = 2000;
/// Bytes of all files of one rule set together: they are held in memory while it loads.
inline constexpr std::size_t ruleset_bytes = 64U << 20U;
/// Nesting of a YAML document.
inline constexpr std::size_t yaml_nesting = 32;
/// Nodes of a YAML document, aliases expanded (aliases are refused).
inline constexpr std::size_t yaml_nodes = 200'000;
/// Bytes of all JSON pointers into one YAML document together: a pointer repeats the keys above
/// it, so that long keys over many nodes would take memory without bound.
inline constexpr std::size_t yaml_pointer_bytes = 64U << 20U;

}  // namespace palpate::limits
