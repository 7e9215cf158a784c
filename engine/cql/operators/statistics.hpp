#pragma once

#include <optional>
#include <vector>

#include "value/value.hpp"

namespace palpate::cql {

/// The numbers of a list, nulls left out, in the most granular of its units: what the statistical
/// aggregates calculate with.
struct Sample {
  std::vector<Decimal> numbers;
  const Unit* unit = nullptr;  ///< null: plain numbers
  bool known = true;           ///< false: units do not go together, or a number is uncertain

  bool usable(std::size_t least = 1) const { return known && numbers.size() >= least; }
};
Sample sample_of(const Value& list);

/// nullopt where the result cannot be represented. Each needs `usable()` samples, the last two
/// with more numbers than `lost` (1: of a sample, 0: of a whole population).
std::optional<Decimal> mean(const Sample& sample);
std::optional<Decimal> median(const Sample& sample);
std::optional<Decimal> geometric_mean(const Sample& sample);
std::optional<Decimal> variance(const Sample& sample, int lost);
std::optional<Decimal> standard_deviation(const Sample& sample, int lost);

}  // namespace palpate::cql
