#include "cql/operators/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "cql/operators/numbers.hpp"

namespace palpate::cql {
namespace {

const Unit* finest_unit(const Value& list) {
  const Unit* unit = nullptr;
  for (const Value& item : list.items()) {
    if (!item.is(Value::Kind::quantity)) continue;
    unit = unit == nullptr ? &item.unit() : &finer(*unit, item.unit());
  }
  return unit;
}

std::optional<Decimal> number_in(const Value& item, const Unit* unit) {
  const auto number = exact(item);
  if (!number || unit == nullptr) return number;
  if (!item.is(Value::Kind::quantity)) return std::nullopt;
  return same_unit(item.unit(), *unit) ? number : convert(*number, item.unit(), *unit);
}

std::optional<Decimal> half(const std::optional<Decimal>& number) {
  return number ? Decimal::divide(*number, Decimal::from_integer(2)) : std::nullopt;
}

/// Mean squared distance from the mean. In floating point: its 15 digits carry further than
/// squares of decimals cut at the eighth place.
double squared_spread(const Sample& sample, int lost) {
  const double count = static_cast<double>(sample.numbers.size());
  double sum = 0;
  for (const Decimal& number : sample.numbers) sum += number.to_double();
  const double centre = sum / count;
  double squares = 0;
  for (const Decimal& number : sample.numbers) {
    const double distance = number.to_double() - centre;
    squares += distance * distance;
  }
  return squares / (count - lost);
}

}  // namespace

Sample sample_of(const Value& list) {
  Sample sample;
  if (list.is_null()) return sample;
  sample.unit = finest_unit(list);
  for (const Value& item : list.items()) {
    if (item.is_null()) continue;
    const auto number = number_in(item, sample.unit);
    sample.known = sample.known && number;
    if (number) sample.numbers.push_back(*number);
  }
  return sample;
}

std::optional<Decimal> mean(const Sample& sample) {
  std::optional<Decimal> sum = Decimal();
  for (const Decimal& number : sample.numbers) {
    if (sum) sum = Decimal::add(*sum, number);
  }
  const auto count = Decimal::from_integer(static_cast<std::int64_t>(sample.numbers.size()));
  return sum ? Decimal::divide(*sum, count) : std::nullopt;
}

std::optional<Decimal> median(const Sample& sample) {
  std::vector<Decimal> sorted = sample.numbers;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t middle = sorted.size() / 2;
  if (sorted.size() % 2 == 1) return sorted[middle];
  return half(Decimal::add(sorted[middle - 1], sorted[middle]));
}

std::optional<Decimal> geometric_mean(const Sample& sample) {
  double logarithms = 0;
  for (const Decimal& number : sample.numbers) {
    if (number.is_negative()) return std::nullopt;
    logarithms += std::log(number.to_double());
  }
  return Decimal::from_double(std::exp(logarithms / static_cast<double>(sample.numbers.size())));
}

std::optional<Decimal> variance(const Sample& sample, int lost) {
  return Decimal::from_double(squared_spread(sample, lost));
}

std::optional<Decimal> standard_deviation(const Sample& sample, int lost) {
  return Decimal::from_double(std::sqrt(squared_spread(sample, lost)));
}

}  // namespace palpate::cql
