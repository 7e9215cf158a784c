#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string_view>

namespace palpate {

/// The value of a plain (unquoted, untagged) scalar by YAML 1.2's core schema. What matches no
/// rule of the schema is a string, and so are infinities and NaN, which JSON cannot hold.
/// Empty when it is a number too large for a double.
std::optional<boost::json::value> plain_scalar(std::string_view text);

}  // namespace palpate
