#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "value/decimal.hpp"

namespace palpate::intake {

/// True for a number by the grammar of JSON (RFC 8259): no leading zeros, no '+', no NaN.
bool is_json_number(std::string_view token);

/// The exact value of a JSON number, read from its text without a double in between. nullopt:
/// it needs more than 8 decimals or 28 digits. `token` must be a JSON number.
std::optional<Decimal> exact_decimal(std::string_view token);

/// As JSON and people write it: "38", "36.5".
std::string plain_number(const Decimal& number);

}  // namespace palpate::intake
