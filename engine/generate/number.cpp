#include "generate/number.hpp"

#include <algorithm>

#include "value/calendar.hpp"

namespace palpate::generate {

namespace {

using calendar::floor_divide;

constexpr std::int64_t counts_in_millionth = 100;  // a Decimal counts in 1e-8
constexpr std::int64_t usual_high = 100 * std::int64_t{certain};

std::int64_t bound(const std::optional<Decimal>& number, std::int64_t otherwise) {
  const auto millionths = number ? to_millionths(*number) : std::nullopt;
  return millionths.value_or(otherwise);
}

std::int64_t nearest_step(std::int64_t value, std::int64_t step) {
  return floor_divide(value + step / 2, step) * step;
}

}  // namespace

std::optional<std::int64_t> to_millionths(const Decimal& number) {
  const auto limit = Decimal::from_integer(largest_number / certain);
  if (number > limit || number < -limit) return std::nullopt;
  const auto counts = static_cast<std::int64_t>(number.low());
  if (counts % counts_in_millionth != 0) return std::nullopt;
  return counts / counts_in_millionth;
}

Decimal from_millionths(std::int64_t millionths, std::uint8_t decimals) {
  const auto counts = millionths * counts_in_millionth;
  return Decimal::from_words(counts < 0 ? -1 : 0, static_cast<std::uint64_t>(counts), decimals);
}

Number default_number(const intake::Item& item) {
  Number number;
  number.low = bound(item.plausible_min, 0);
  number.high = bound(item.plausible_max, std::max(number.low + usual_high, usual_high));
  if (item.type != intake::ItemType::integer) {
    number.step = certain / 10;
    number.decimals = 1;
  }
  settle_bounds(number);
  return number;
}

void settle_bounds(Number& number) {
  number.low = -floor_divide(-number.low, number.step) * number.step;
  number.high = floor_divide(number.high, number.step) * number.step;
}

std::int64_t draw_number(const Number& number, Random& random) {
  std::int64_t value = 0;
  switch (number.shape) {
    case Number::Shape::normal:
      value = nearest_step(number.mean + number.spread * random.normal() / one, number.step);
      break;
    case Number::Shape::exponential:
      value = number.low + number.mean * random.exponential() / one;
      value = floor_divide(value, number.step) * number.step;
      break;
    case Number::Shape::uniform: {
      const auto steps = (number.high - number.low) / number.step + 1;
      value = number.low + number.step * random.below(static_cast<std::uint32_t>(steps));
      break;
    }
  }
  return std::clamp(value, number.low, number.high);
}

}  // namespace palpate::generate
