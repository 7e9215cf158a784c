#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace palpate::units {

/// Exponents of m, s, g, rad, K, C, cd.
using Dimension = std::array<std::int8_t, 7>;

/// How a unit relates to the base units of its dimension.
enum class Scale : std::uint8_t {
  ratio,     ///< value × numerator / denominator × 10^ten_power
  times_pi,  ///< the same × pi: the factor is not exact
  per_pi,    ///< the same / pi
  affine,    ///< (value + offset) × the ratio; the offset has two decimals
  arbitrary  ///< compares with itself only
};

/// One atom of UCUM (case sensitive), with its factor as UCUM 2.1 defines it.
struct Atom {
  std::string_view code;
  bool metric;  ///< takes prefixes
  Scale scale;
  std::uint64_t numerator;
  std::uint64_t denominator;
  std::int16_t ten_power;
  Dimension dimension;
  std::int32_t offset_hundredths;
};

struct Prefix {
  std::string_view code;
  std::int16_t ten_power;
};

/// What people write instead of a UCUM code.
struct Alias {
  std::string_view word;
  std::string_view code;
};

/// What a dimension is called.
struct DimensionName {
  Dimension dimension;
  std::string_view name;
};

std::span<const Atom> atoms();
std::span<const Prefix> prefixes();
std::span<const Alias> aliases();
std::span<const DimensionName> dimension_names();

/// Null when the table has no such atom.
const Atom* find_atom(std::string_view code);

}  // namespace palpate::units
