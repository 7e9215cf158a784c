#pragma once

#include <cstdint>
#include <optional>

#include "value/value.hpp"

namespace palpate {

/// What comparisons need from the evaluation: the offset of DateTimes written without one.
struct CompareContext {
  std::int16_t default_offset = 0;
};

/// CQL `=`: nullopt is unknown (a null operand, imprecise dates, other dimension). Integer, Long,
/// Decimal and Quantity of unit '1' are not mixed here: the checker has promoted them; as a
/// courtesy to untyped values numbers of different kinds still compare by value.
std::optional<bool> equal(const Value& a, const Value& b, const CompareContext& context);
/// CQL `~`: never unknown.
bool equivalent(const Value& a, const Value& b, const CompareContext& context);
/// Order of two values of one ordered type: -1, 0, 1; nullopt unknown or not comparable.
/// With a precision, of dates and times down to it only.
std::optional<int> order(const Value& a, const Value& b, const CompareContext& context,
                         Precision precision = Precision::none);
/// The four order comparisons read uncertainty more sharply than `order` can: [1,3] < 4 is true,
/// [1,3] <= 3 is true, [1,3] < 2 is unknown.
std::optional<bool> less(const Value& a, const Value& b, const CompareContext& context);
std::optional<bool> less_or_equal(const Value& a, const Value& b, const CompareContext& context);

}  // namespace palpate
