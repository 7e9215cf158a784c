#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace palpate::ruleset {

/// "1.2.3", or a beginning of it ("1", "1.2") that stands for all versions that begin so.
struct Version {
  std::array<std::uint32_t, 3> numbers{};
  std::size_t given = 0;  ///< how many of the numbers are written

  bool whole() const { return given == numbers.size(); }
  /// Whether `other`, a whole version, begins as this one does.
  bool matches(const Version& other) const;
  friend auto operator<=>(const Version&, const Version&) = default;
};

/// Without sign, leading zero or suffix; nullopt otherwise.
std::optional<Version> parse_version(std::string_view text);

}  // namespace palpate::ruleset
