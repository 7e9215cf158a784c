#pragma once

#include <string_view>

namespace palpate::intake {

/// lower-case-with-hyphens: "bladder-bowel", "0-3-months".
bool is_hyphen_id(std::string_view text);
/// A letter, then letters and digits: what CQL reads as one identifier without quotes.
bool is_plain_identifier(std::string_view text);
/// A plain identifier that begins in lower case: "saddleNumbness".
bool is_lower_camel_case(std::string_view text);
/// A word of the CQL grammar, reserved or not: none of them makes a readable item.
bool is_cql_keyword(std::string_view text);
/// "1.0.0", "1.0.0-rc.1"; numbers without leading zeros.
bool is_semantic_version(std::string_view text);

}  // namespace palpate::intake
