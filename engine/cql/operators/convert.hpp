#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cql/program/operation.hpp"

/// Conversions of one value to a type, whatever kind it has at run time; null when there is none.
/// A value that already has the type stays as it is. An integer known only within bounds converts
/// to nothing but a Long: what it would become is unknown.
namespace palpate::cql::convert_to {

Value boolean(const Value& value, Session& session);
Value integer(const Value& value, Session& session);
Value long_integer(const Value& value, Session& session);
Value decimal(const Value& value, Session& session);
Value quantity(const Value& value, Session& session);
Value ratio(const Value& value, Session& session);
Value string(const Value& value, Session& session);
Value date(const Value& value, Session& session);
Value date_time(const Value& value, Session& session);
Value time(const Value& value, Session& session);
Value concept_value(const Value& value, Session& session);

// convert_text.cpp: the string forms. Formats are those of the CQL reference; anything else in
// the text gives nullopt or null.
std::optional<bool> parse_boolean(std::string_view text);
/// (+|-)?#0, within 64 bits.
std::optional<std::int64_t> parse_whole(std::string_view text);
/// (+|-)?#0(.0#)?; digits beyond the eighth decimal are rounded off.
std::optional<Decimal> parse_decimal(std::string_view text);
/// A decimal, then maybe a unit in quotes or a calendar keyword: "5.5 'cm'", "4 days".
Value parse_quantity(std::string_view text, Arena& arena);
/// Two quantities around a colon: "1.0 'mg':2.0 'mL'".
Value parse_ratio(std::string_view text, Arena& arena);
/// An offset is accepted and dropped: a Time has none.
Value parse_time_value(std::string_view text);
/// nullopt for kinds that have no string form.
std::optional<std::string> format(const Value& value);

}  // namespace palpate::cql::convert_to
