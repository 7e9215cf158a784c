#pragma once

#include "generate/profile.hpp"

/// Numbers in whole millionths.
namespace palpate::generate {

/// Beyond it the products of drawing would not fit into 64 bits.
inline constexpr std::int64_t largest_number = 1'000'000 * std::int64_t{certain};

/// nullopt: more than six decimals, or too large.
std::optional<std::int64_t> to_millionths(const Decimal& number);
Decimal from_millionths(std::int64_t millionths, std::uint8_t decimals);

/// Even over the item's plausible range: whole numbers, of a decimal or quantity with one decimal.
Number default_number(const intake::Item& item);
/// Moves the bounds to the next multiples of the step within them.
void settle_bounds(Number& number);

std::int64_t draw_number(const Number& number, Random& random);

}  // namespace palpate::generate
