/// Aggregate functions: https://cql.hl7.org/09-b-cqlreference.html#aggregate-functions
/// All leave null elements out, so each turns "not known" into a definite answer: reads_null.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/limits.hpp"
#include "cql/operators/numbers.hpp"
#include "cql/operators/statistics.hpp"
#include "cql/operators/table.hpp"
#include "value/compare.hpp"

namespace palpate::cql {
namespace {

std::span<const Value> items_of(const Invocation& call) {
  const Value& list = call.operands[0];
  return list.is_null() ? std::span<const Value>() : list.items();
}

Value all_true(const Invocation& call) {
  const auto items = items_of(call);
  return Value::boolean(
      std::none_of(items.begin(), items.end(), [](const Value& item) { return item.is_false(); }));
}

Value any_true(const Invocation& call) {
  const auto items = items_of(call);
  return Value::boolean(
      std::any_of(items.begin(), items.end(), [](const Value& item) { return item.is_true(); }));
}

Value count(const Invocation& call) {
  const auto items = items_of(call);
  const auto known =
      std::count_if(items.begin(), items.end(), [](const Value& item) { return !item.is_null(); });
  return Value::integer(static_cast<std::int32_t>(known));
}

/// Folds the elements that are not null; null without any, and once a step has no result.
template <typename Step>
Value fold(const Invocation& call, Step step) {
  Value total;
  bool started = false;
  for (const Value& item : items_of(call)) {
    if (item.is_null()) continue;
    total = started ? step(total, item) : item;
    started = true;
    if (total.is_null()) break;
  }
  return total;
}

Value sum(const Invocation& call) {
  const Type::Kind kind = call.result.kind();
  return fold(call, [kind](const Value& a, const Value& b) { return add(a, b, kind); });
}

Value product(const Invocation& call) {
  const Type::Kind kind = call.result.kind();
  Arena& arena = call.session.arena();
  return fold(
      call, [kind, &arena](const Value& a, const Value& b) { return multiply(a, b, kind, arena); });
}

bool is_at_least(const Value& a, const Value& b, const Invocation& call) {
  return less_or_equal(b, a, call.session.compare_context()).value_or(false);
}
bool is_at_most(const Value& a, const Value& b, const Invocation& call) {
  return less_or_equal(a, b, call.session.compare_context()).value_or(false);
}

/// The element that surely goes before all others; null when imprecise dates leave it open.
Value extreme(const Invocation& call,
              bool (*goes_before)(const Value&, const Value&, const Invocation&)) {
  const Value best =
      fold(call, [&](const Value& a, const Value& b) { return goes_before(b, a, call) ? b : a; });
  for (const Value& item : items_of(call)) {
    if (!item.is_null() && !goes_before(best, item, call)) return Value();
  }
  return best;
}

Value maximum(const Invocation& call) { return extreme(call, is_at_least); }
Value minimum(const Invocation& call) { return extreme(call, is_at_most); }

struct Group {
  Value value;
  std::size_t size = 0;
};

/// Elements that are equal, in order of their first; nullopt when that takes too long.
std::optional<std::vector<Group>> groups_of(const Invocation& call) {
  std::vector<Group> groups;
  std::uint64_t comparisons = 0;
  for (const Value& item : items_of(call)) {
    if (item.is_null()) continue;
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
      return equal(group.value, item, call.session.compare_context()).value_or(false);
    });
    comparisons += static_cast<std::uint64_t>(same - groups.begin()) * (1 + item.weight() / 32);
    if (comparisons > limits::cql_mode_comparisons) return std::nullopt;
    if (same == groups.end()) {
      groups.push_back({item, 1});
    } else {
      ++same->size;
    }
  }
  return groups;
}

/// The most frequent element; of several the one that comes first in the list.
Value mode(const Invocation& call) {
  const auto groups = groups_of(call);
  if (!groups) {
    call.session.fail("Mode: the list has too many different elements");
    return Value();
  }
  const auto largest =
      std::max_element(groups->begin(), groups->end(),
                       [](const Group& a, const Group& b) { return a.size < b.size; });
  return largest == groups->end() ? Value() : largest->value;
}

Value in_unit(const Sample& sample, std::optional<Decimal> number) {
  return sample.unit == nullptr ? decimal_value(number) : quantity_value(number, *sample.unit);
}

Value average(const Invocation& call) {
  const Sample sample = sample_of(call.operands[0]);
  return sample.usable() ? in_unit(sample, mean(sample)) : Value();
}

Value middle(const Invocation& call) {
  const Sample sample = sample_of(call.operands[0]);
  return sample.usable() ? in_unit(sample, median(sample)) : Value();
}

Value geometric(const Invocation& call) {
  const Sample sample = sample_of(call.operands[0]);
  return sample.usable() ? in_unit(sample, geometric_mean(sample)) : Value();
}

/// A variance has the square of the unit, which a temperature in °C does not have.
Value squared(const Sample& sample, std::optional<Decimal> number, Arena& arena) {
  if (sample.unit == nullptr || sample.unit->is_one()) return in_unit(sample, number);
  const auto unit = palpate::multiply(*sample.unit, *sample.unit, arena);
  return unit ? quantity_value(number, **unit) : Value();
}

template <int lost>
Value spread(const Invocation& call) {
  const Sample sample = sample_of(call.operands[0]);
  if (!sample.usable(lost + 1)) return Value();
  return squared(sample, variance(sample, lost), call.session.arena());
}

template <int lost>
Value deviation(const Invocation& call) {
  const Sample sample = sample_of(call.operands[0]);
  if (!sample.usable(lost + 1)) return Value();
  return in_unit(sample, standard_deviation(sample, lost));
}

constexpr auto reads = NullRule::reads_null;
constexpr std::string_view decimals = "List<Decimal> -> Decimal";
constexpr std::string_view quantities = "List<Quantity> -> Quantity";
constexpr std::string_view flags = "List<Boolean> -> Boolean";

// A function that has no overload for whole numbers gets them converted to Decimal.
constexpr OverloadDeclaration declarations[] = {
    {"AllTrue", flags, reads, all_true, true, "alltrue"},
    {"AnyTrue", flags, reads, any_true, true, "anytrue"},
    {"Avg", decimals, reads, average, true, "avg"},
    {"Avg", quantities, reads, average, true, "avg"},
    {"Count", "List<T> -> Integer", reads, count, true, "count"},
    {"GeometricMean", decimals, reads, geometric, true, "geometricmean"},
    {"Max", "List<Integer> -> Integer", reads, maximum, true, "max"},
    {"Max", "List<Long> -> Long", reads, maximum, true, "max"},
    {"Max", decimals, reads, maximum, true, "max"},
    {"Max", quantities, reads, maximum, true, "max"},
    {"Max", "List<Date> -> Date", reads, maximum, true, "max"},
    {"Max", "List<DateTime> -> DateTime", reads, maximum, true, "max"},
    {"Max", "List<Time> -> Time", reads, maximum, true, "max"},
    {"Max", "List<String> -> String", reads, maximum, true, "max"},
    {"Median", decimals, reads, middle, true, "median"},
    {"Median", quantities, reads, middle, true, "median"},
    {"Min", "List<Integer> -> Integer", reads, minimum, true, "min"},
    {"Min", "List<Long> -> Long", reads, minimum, true, "min"},
    {"Min", decimals, reads, minimum, true, "min"},
    {"Min", quantities, reads, minimum, true, "min"},
    {"Min", "List<Date> -> Date", reads, minimum, true, "min"},
    {"Min", "List<DateTime> -> DateTime", reads, minimum, true, "min"},
    {"Min", "List<Time> -> Time", reads, minimum, true, "min"},
    {"Min", "List<String> -> String", reads, minimum, true, "min"},
    {"Mode", "List<T> -> T", reads, mode, true, "mode"},
    {"PopulationStdDev", decimals, reads, deviation<0>, true, "population-stddev"},
    {"PopulationStdDev", quantities, reads, deviation<0>, true, "population-stddev"},
    {"PopulationVariance", decimals, reads, spread<0>, true, "population-variance"},
    {"PopulationVariance", quantities, reads, spread<0>, true, "population-variance"},
    {"Product", "List<Integer> -> Integer", reads, product, true, "product"},
    {"Product", "List<Long> -> Long", reads, product, true, "product"},
    {"Product", decimals, reads, product, true, "product"},
    {"Product", quantities, reads, product, true, "product"},
    {"StdDev", decimals, reads, deviation<1>, true, "stddev"},
    {"StdDev", quantities, reads, deviation<1>, true, "stddev"},
    {"Sum", "List<Integer> -> Integer", reads, sum, true, "sum"},
    {"Sum", "List<Long> -> Long", reads, sum, true, "sum"},
    {"Sum", decimals, reads, sum, true, "sum"},
    {"Sum", quantities, reads, sum, true, "sum"},
    {"Variance", decimals, reads, spread<1>, true, "variance"},
    {"Variance", quantities, reads, spread<1>, true, "variance"},
};

}  // namespace

std::span<const OverloadDeclaration> aggregate_operators() { return declarations; }

}  // namespace palpate::cql
