#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace palpate::cql {

/// The first escape sequence of `text` that CQL does not have (a lone half of a surrogate pair
/// included): its offset and length.
struct BadEscape {
  std::size_t offset = 0;
  std::size_t length = 0;
};
std::optional<BadEscape> find_bad_escape(std::string_view text);

/// `text` (what stands between the quotes) with its escape sequences resolved; a bad one stays as
/// it is written.
std::string unescape(std::string_view text);

}  // namespace palpate::cql
