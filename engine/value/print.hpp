#pragma once

#include <string>
#include <string_view>

#include "value/value.hpp"

namespace palpate {

/// The value as a CQL literal or selector that reads back in: `38.5 'Cel'`, `@2014-01-25`,
/// `Interval[1, 5)`, `{1, 2}`, `Tuple { left: true, right: null }`, `'it\'s'`, `null`.
/// An uncertain integer prints as `Interval[low, high]`, as the conformance suite expects.
std::string to_cql(const Value& value);
/// A string literal with CQL's escapes, quotes included.
std::string quote_cql(std::string_view text);

}  // namespace palpate
