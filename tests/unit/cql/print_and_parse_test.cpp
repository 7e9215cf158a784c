// What prints as a literal reads back in as the same value: every value type, through the compiler.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "support.hpp"
#include "unit/value/temporal_generators.hpp"

namespace palpate::cql::testing {
namespace {

struct Store {
  std::pmr::monotonic_buffer_resource arena;
};

Decimal any_decimal() {
  const auto count = *rc::gen::arbitrary<std::int64_t>();
  const auto scale = static_cast<std::uint8_t>(*rc::gen::inRange(0, 9));
  const Decimal digits = Decimal::from_integer(count < 0 ? -(count / 2) : count);
  Decimal divisor = Decimal::from_integer(1);
  for (int i = 0; i < scale; ++i) divisor = *Decimal::multiply(divisor, Decimal::from_integer(10));
  const auto quotient = Decimal::divide(digits, divisor);
  return count < 0 ? -*quotient : *quotient;
}

std::string any_text() {
  std::string text;
  const int length = *rc::gen::inRange(0, 8);
  const std::vector<std::string> parts = {"a",  "B",  " ", "'", "\"", "\\", "\n",
                                          "\t", "\r", "/", "`", "ä",  "€",  "😀"};
  for (int i = 0; i < length; ++i) text += *rc::gen::elementOf(parts);
  return text;
}

Value any_scalar(Store& store, int kind) {
  switch (kind) {
    case 0:
      return Value::boolean(*rc::gen::arbitrary<bool>());
    case 1:
      return Value::integer(*rc::gen::arbitrary<std::int32_t>());
    case 2:
      return Value::long_integer(*rc::gen::arbitrary<std::int64_t>());
    case 3:
      return Value::decimal(any_decimal());
    case 4:
      return make_string(any_text(), store.arena);
    case 5:
      return Value::date(*any_date());
    case 6:
      return Value::date_time(*any_date_time());
    case 7:
      return Value::time(*any_time());
    default: {
      const std::vector<std::string> units = {"mg", "1", "Cel", "mm[Hg]", "kg.m/s2", "10*3/uL"};
      const auto unit = parse_unit(*rc::gen::elementOf(units), store.arena);
      return Value::quantity(any_decimal(), *unit.value());
    }
  }
}

constexpr int scalar_kinds = 9;

Value any_value(Store& store, int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? scalar_kinds + 4 : scalar_kinds);
  if (kind < scalar_kinds) return any_scalar(store, kind);
  std::vector<Value> items;
  if (kind == scalar_kinds) {
    const int element = *rc::gen::inRange(0, scalar_kinds);
    const int size = *rc::gen::inRange(0, 4);
    for (int i = 0; i < size; ++i) items.push_back(any_scalar(store, element));
    return make_list(items, store.arena);
  }
  if (kind == scalar_kinds + 1) {
    Value::IntervalData data;
    const auto low = *rc::gen::inRange(-9, 9);
    data.low = *rc::gen::arbitrary<bool>() ? Value::integer(low) : Value();
    data.high = Value::integer(low + *rc::gen::inRange(2, 9));
    data.low_closed = *rc::gen::arbitrary<bool>();
    data.high_closed = *rc::gen::arbitrary<bool>();
    data.point = Type::Kind::integer;
    return make_interval(data, store.arena);
  }
  if (kind == scalar_kinds + 2) {
    for (std::size_t i = 0; i < code_shape().names.size(); ++i) {
      items.push_back(make_string(any_text(), store.arena));
    }
    return palpate::make_tuple(code_shape(), items, store.arena);
  }
  static constexpr std::string_view names[] = {"a", "and", "with space"};
  for (std::size_t i = 0; i < std::size(names); ++i) items.push_back(any_value(store, depth - 1));
  return palpate::make_tuple(make_shape({}, names, store.arena), items, store.arena);
}

RC_GTEST_PROP(PrintAndParse, GiveTheSameValue, ()) {
  Store store;
  const Value value = any_value(store, 2);
  const std::string literal = to_cql(value);
  RC_LOG() << literal;
  RC_ASSERT(evaluate(literal) == literal);
}

// Decimals keep their digits, though not how many zeros end them.
TEST(PrintAndParse, TheEndsOfTheRanges) {
  for (const char* literal :
       {"99999999999999999999.99999999", "-99999999999999999999.99999999", "0.00000001",
        "-9223372036854775808L", "9223372036854775807L", "@0001-01-01", "@9999-12-31",
        "@9999-12-31T23:59:59.999+14:00", "@T23:59:59.999", "Interval[null, 5]",
        "Interval(1, null)", "{null}", "Tuple { a: null }"}) {
    EXPECT_EQ(evaluate(literal), literal);
  }
}

}  // namespace
}  // namespace palpate::cql::testing
