#pragma once

#include <string_view>

/// The stable codes of intake issues. Programs and documents refer to them; wording may change.
namespace palpate::intake::issue_code {

// The bytes.
inline constexpr std::string_view too_large = "IN0101";
inline constexpr std::string_view not_json = "IN0102";   ///< a syntax error, with its offset
inline constexpr std::string_view truncated = "IN0103";  ///< ends too early
inline constexpr std::string_view trailing = "IN0104";   ///< something follows the assessment
inline constexpr std::string_view too_deep = "IN0105";
inline constexpr std::string_view not_utf8 = "IN0106";
inline constexpr std::string_view byte_order_mark = "IN0107";  ///< a note
inline constexpr std::string_view not_object = "IN0108";       ///< the assessment is no JSON object

// The assessment's own members.
inline constexpr std::string_view unknown_member = "IN0110";
inline constexpr std::string_view duplicate_member = "IN0111";
inline constexpr std::string_view bad_member = "IN0112";  ///< of another type, or too long
inline constexpr std::string_view no_dictionary = "IN0113";
inline constexpr std::string_view other_dictionary = "IN0114";
inline constexpr std::string_view bad_recorded_at = "IN0115";
inline constexpr std::string_view no_answers = "IN0116";

// The answers.
inline constexpr std::string_view unknown_item = "IN0120";
inline constexpr std::string_view duplicate_answer = "IN0121";
inline constexpr std::string_view wrong_type = "IN0122";
inline constexpr std::string_view not_a_value = "IN0123";  ///< NaN, True, 007: no JSON value
inline constexpr std::string_view bad_integer = "IN0124";
inline constexpr std::string_view inexact_number = "IN0125";
inline constexpr std::string_view bad_unit = "IN0126";
inline constexpr std::string_view unknown_option = "IN0127";
inline constexpr std::string_view bad_choices = "IN0128";
inline constexpr std::string_view bad_date = "IN0129";
inline constexpr std::string_view bad_text = "IN0130";
inline constexpr std::string_view bad_sides = "IN0131";
inline constexpr std::string_view bad_unknown = "IN0132";
inline constexpr std::string_view bad_answer_member = "IN0133";
inline constexpr std::string_view implausible = "IN0140";
inline constexpr std::string_view partial_choices = "IN0141";  ///< a note

// A record of a CSV file.
inline constexpr std::string_view not_csv = "IN0150";     ///< quotes that RFC 4180 does not allow
inline constexpr std::string_view cell_count = "IN0151";  ///< other than the header's
inline constexpr std::string_view repeated_header = "IN0152";

}  // namespace palpate::intake::issue_code
