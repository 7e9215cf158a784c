#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "cql/operators/table.hpp"
#include "value/compare.hpp"
#include "value/print.hpp"
#include "value/temporal.hpp"
#include "value/unit.hpp"

namespace palpate::cql {

/// Calls operators as the evaluator does: overload found in the table, null rule obeyed.
class OperatorTest : public ::testing::Test {
 protected:
  static Value null() { return Value(); }
  static Value yes() { return Value::boolean(true); }
  static Value no() { return Value::boolean(false); }
  static Value i(std::int32_t value) { return Value::integer(value); }
  static Value l(std::int64_t value) { return Value::long_integer(value); }
  static Value d(std::string_view text) { return Value::decimal(Decimal::parse(text).value()); }
  static Value between(std::int64_t low, std::int64_t high) {
    return Value::uncertain(Uncertain{low, high});
  }
  Value q(std::string_view number, std::string_view unit) {
    return Value::quantity(Decimal::parse(number).value(), *parse_unit(unit, arena_).value());
  }
  Value s(std::string_view text) { return make_string(text, arena_); }
  static Value date(std::string_view text) { return Value::date(parse_date(text).value()); }
  static Value moment(std::string_view text) {
    return Value::date_time(parse_date_time(text).value());
  }
  static Value time(std::string_view text) { return Value::time(parse_time(text).value()); }
  Value list(const std::vector<Value>& items) { return make_list(items, arena_); }
  Value strings(const std::vector<std::string_view>& items) {
    std::vector<Value> values;
    for (const std::string_view item : items) values.push_back(s(item));
    return list(values);
  }

  static const Overload& overload(std::string_view name, std::string_view signature) {
    for (const Overload& candidate : OperatorTable::standard().find(name)) {
      if (candidate.declaration->signature == signature) return candidate;
    }
    ADD_FAILURE() << name << '(' << signature << ") is not declared";
    static const Overload none;
    return none;
  }

  Value call(std::string_view name, std::string_view signature,
             const std::vector<Value>& operands) {
    const Overload& found = overload(name, signature);
    if (found.declaration == nullptr || found.declaration->function == nullptr) return null();
    EXPECT_EQ(found.operands.size(), operands.size()) << name;
    const bool any_null = std::any_of(operands.begin(), operands.end(),
                                      [](const Value& value) { return value.is_null(); });
    if (any_null && found.declaration->nulls == NullRule::propagates) return null();
    return found.declaration->function({operands, Precision::none, session_, found.result});
  }

  /// Same kind and equal value; for strings every byte, for dates the same precision.
  ::testing::AssertionResult is(const Value& actual, const Value& expected) {
    const bool both_null = actual.is_null() && expected.is_null();
    const bool same =
        both_null || (actual.kind() == expected.kind() && to_cql(actual) == to_cql(expected)) ||
        (actual.kind() == expected.kind() && equal(actual, expected, {}).value_or(false));
    if (same) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure()
           << "got " << to_cql(actual) << ", expected " << to_cql(expected);
  }

  std::string failure() {
    const std::string text = session_.failure();
    session_.reset(now());
    return text;
  }

  static Temporal now() { return parse_date_time("2024-03-10T12:00:00.000+00:00").value(); }

  std::pmr::monotonic_buffer_resource arena_;
  Session session_{arena_, now()};
};

}  // namespace palpate::cql
