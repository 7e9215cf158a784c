#pragma once

#include <optional>
#include <string_view>

#include "intake/dictionary.hpp"
#include "value/value.hpp"

namespace palpate::intake {

/// A concerning answer of a number: ">= 8", "< 35.5", "0", in the item's unit.
struct Threshold {
  enum class Order { less, less_or_equal, equal, greater_or_equal, greater };
  Order order = Order::equal;
  Decimal number;

  bool holds(const Decimal& value) const;
};
std::optional<Threshold> parse_threshold(std::string_view text);

/// True when `value`, a readable answer to (one side of) `item`, is among its concerning answers:
/// of several choices, when any of them is.
bool is_concerning(const Item& item, const Value& value);

}  // namespace palpate::intake
