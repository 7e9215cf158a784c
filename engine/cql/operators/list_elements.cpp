#include "cql/operators/list_elements.hpp"

#include <functional>
#include <string_view>

#include "base/limits.hpp"
#include "value/compare.hpp"

namespace palpate::cql {
namespace {

/// Comparing long lists or deep tuples counts as several comparisons.
constexpr std::uint64_t values_a_comparison = 32;

/// Values that, among themselves, are always known to be equal or not, and that never equal a value
/// of another kind but as numbers.
bool is_plain(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean:
    case Value::Kind::integer:
    case Value::Kind::long_integer:
    case Value::Kind::decimal:
    case Value::Kind::string:
      return true;
    case Value::Kind::date:
      return value.as_temporal().precision == Precision::day;
    case Value::Kind::date_time:
    case Value::Kind::time:
      return value.as_temporal().precision == Precision::millisecond;
    default:
      return false;
  }
}

std::uint64_t number_key(const Value& value) {
  if (!value.is(Value::Kind::decimal)) return static_cast<std::uint64_t>(value.as_long());
  const auto whole = value.as_decimal().to_int64();
  return whole ? static_cast<std::uint64_t>(*whole) : value.as_decimal().low();
}

/// Every component in a digit of its own.
std::uint64_t temporal_key(const Temporal& moment) {
  std::uint64_t key = static_cast<std::uint16_t>(moment.year);
  for (const std::uint16_t part :
       {std::uint16_t{moment.month}, std::uint16_t{moment.day}, std::uint16_t{moment.hour},
        std::uint16_t{moment.minute}, std::uint16_t{moment.second}, moment.millisecond}) {
    key = key * 1000 + part;
  }
  return key;
}

/// Equal values have equal keys; 1, 1L and 1.0 are equal.
std::uint64_t key_of(const Value& value, const CompareContext& context) {
  switch (value.kind()) {
    case Value::Kind::string:
      return std::hash<std::string_view>()(value.as_string());
    case Value::Kind::boolean:
      return value.as_boolean() ? 1 : 0;
    case Value::Kind::date_time:
      return temporal_key(to_utc(value.as_temporal(), context.default_offset));
    case Value::Kind::date:
    case Value::Kind::time:
      return temporal_key(value.as_temporal());
    default:
      return number_key(value);
  }
}

}  // namespace

Truth same_element(const Value& a, const Value& b, const CompareContext& context) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  return equal(a, b, context);
}

ElementSet::ElementSet(Session& session, std::span<const Value> items) : session_(session) {
  for (const Value& item : items) add(item);
}

void ElementSet::add(const Value& element) {
  if (element.is_null()) {
    has_null_ = true;
  } else if (is_plain(element)) {
    hashed_.emplace(key_of(element, session_.compare_context()), element);
    plain_.push_back(element);
  } else {
    other_.push_back(element);
  }
}

Truth ElementSet::find(const Value& element) {
  if (element.is_null()) return has_null_;
  const Truth plain = is_plain(element) ? find_hashed(element) : search(plain_, element);
  return either(plain, search(other_, element));
}

Truth ElementSet::find_hashed(const Value& element) const {
  const auto range = hashed_.equal_range(key_of(element, session_.compare_context()));
  for (auto at = range.first; at != range.second; ++at) {
    if (is_certainly(equal(at->second, element, session_.compare_context()))) return true;
  }
  return false;
}

Truth ElementSet::search(const std::vector<Value>& among, const Value& element) {
  Truth found = false;
  for (const Value& candidate : among) {
    comparisons_ += 1 + element.weight() / values_a_comparison;
    if (comparisons_ > limits::cql_element_comparisons) {
      session_.fail("a list operator needs too many comparisons");
      return std::nullopt;
    }
    found = either(found, same_element(candidate, element, session_.compare_context()));
    if (is_certainly(found)) return true;
  }
  return found;
}

}  // namespace palpate::cql
