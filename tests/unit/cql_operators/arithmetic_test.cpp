#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "invoke.hpp"

namespace palpate::cql {
namespace {

constexpr const char* integers = "Integer, Integer -> Integer";
constexpr const char* longs = "Long, Long -> Long";
constexpr const char* decimals = "Decimal, Decimal -> Decimal";
constexpr const char* quantities = "Quantity, Quantity -> Quantity";
constexpr const char* one_decimal = "Decimal -> Decimal";
constexpr std::int32_t int_min = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t int_max = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t long_min = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t long_max = std::numeric_limits<std::int64_t>::max();

class Arithmetic : public OperatorTest {};

TEST_F(Arithmetic, Abs) {
  EXPECT_TRUE(is(call("Abs", "Integer -> Integer", {null()}), null()));
  EXPECT_TRUE(is(call("Abs", "Integer -> Integer", {i(-1)}), i(1)));
  EXPECT_TRUE(is(call("Abs", "Integer -> Integer", {i(int_min)}), null()));
  EXPECT_TRUE(is(call("Abs", "Long -> Long", {l(-1)}), l(1)));
  EXPECT_TRUE(is(call("Abs", "Long -> Long", {l(long_min)}), null()));
  EXPECT_TRUE(is(call("Abs", one_decimal, {d("-1.0")}), d("1.0")));
  EXPECT_TRUE(is(call("Abs", "Quantity -> Quantity", {q("-1.0", "cm")}), q("1.0", "cm")));
}

TEST_F(Arithmetic, AddAndSubtract) {
  EXPECT_TRUE(is(call("Add", integers, {i(1), i(1)}), i(2)));
  EXPECT_TRUE(is(call("Add", integers, {i(1), null()}), null()));
  EXPECT_TRUE(is(call("Add", longs, {l(1), l(2)}), l(3)));
  EXPECT_TRUE(is(call("Add", decimals, {d("0.1"), d("0.2")}), d("0.3")));
  EXPECT_TRUE(is(call("Subtract", integers, {i(1), i(1)}), i(0)));
  EXPECT_TRUE(is(call("Subtract", decimals, {d("2"), d("1.1")}), d("0.9")));
}

TEST_F(Arithmetic, OverflowIsNull) {
  EXPECT_TRUE(is(call("Add", integers, {i(int_max), i(1)}), null()));
  EXPECT_TRUE(is(call("Subtract", integers, {i(int_min), i(1)}), null()));
  EXPECT_TRUE(is(call("Multiply", integers, {i(65536), i(65536)}), null()));
  EXPECT_TRUE(is(call("Add", longs, {l(long_max), l(1)}), null()));
  EXPECT_TRUE(is(call("Subtract", longs, {l(long_min), l(1)}), null()));
  EXPECT_TRUE(is(call("Multiply", longs, {l(long_max), l(2)}), null()));
  EXPECT_TRUE(is(call("Add", decimals, {Value::decimal(Decimal::maximum()), d("1")}), null()));
  EXPECT_TRUE(is(call("Negate", "Integer -> Integer", {i(int_min)}), null()));
  EXPECT_TRUE(is(call("Negate", "Long -> Long", {l(long_min)}), null()));
  EXPECT_TRUE(is(call("TruncatedDivide", integers, {i(int_min), i(-1)}), null()));
  EXPECT_TRUE(is(call("TruncatedDivide", longs, {l(long_min), l(-1)}), null()));
  EXPECT_TRUE(is(call("Modulo", longs, {l(long_min), l(-1)}), l(0)));
  EXPECT_FALSE(session_.failed());
}

TEST_F(Arithmetic, QuantitiesAddInTheMostGranularUnit) {
  const Value total = call("Add", quantities, {q("1", "m"), q("1", "cm")});
  EXPECT_TRUE(is(total, q("101", "cm")));
  EXPECT_EQ(total.unit().code, "cm");
  EXPECT_TRUE(is(call("Subtract", quantities, {q("1", "cm"), q("1", "m")}), q("-99", "cm")));
  EXPECT_TRUE(is(call("Add", quantities, {q("1", "g/cm3"), q("1", "g/cm3")}), q("2", "g/cm3")));
}

TEST_F(Arithmetic, QuantitiesThatDoNotGoTogetherAreNull) {
  EXPECT_TRUE(is(call("Add", quantities, {q("-5.5", "cm"), q("2", "cm2")}), null()));
  EXPECT_TRUE(is(call("Add", quantities, {q("38", "Cel"), q("1", "K")}), null()));
  EXPECT_TRUE(is(call("Subtract", quantities, {q("38", "Cel"), q("98", "[degF]")}), null()));
  EXPECT_TRUE(is(call("Divide", quantities, {q("38", "Cel"), q("19", "Cel")}), null()));
}

TEST_F(Arithmetic, TemperaturesOnOneScaleSubtract) {
  EXPECT_TRUE(
      is(call("Subtract", quantities, {q("38.5", "Cel"), q("37.0", "Cel")}), q("1.5", "Cel")));
}

TEST_F(Arithmetic, MultiplyAndDivideQuantities) {
  EXPECT_TRUE(is(call("Multiply", quantities, {q("1", "cm"), q("2", "cm")}), q("2", "cm2")));
  EXPECT_TRUE(is(call("Multiply", quantities, {q("3", "1"), q("2", "cm")}), q("6", "cm")));
  EXPECT_TRUE(is(call("Multiply", quantities, {q("2", "cm"), q("3", "1")}), q("6", "cm")));
  EXPECT_TRUE(is(call("Divide", quantities, {q("12", "cm2"), q("3", "cm")}), q("4", "cm")));
  EXPECT_TRUE(is(call("Divide", quantities, {q("1", "g/cm3"), q("1", "g/cm3")}), q("1", "1")));
  EXPECT_TRUE(is(call("Divide", quantities, {q("1", "m"), q("1", "cm")}), q("100", "1")));
  EXPECT_TRUE(is(call("Divide", quantities, {q("10.0", "g"), q("5", "1")}), q("2", "g")));
  EXPECT_TRUE(is(call("Divide", quantities, {q("10.0", "g"), q("0", "g")}), null()));
}

TEST_F(Arithmetic, DivisionOfIntegersIsDecimal) {
  EXPECT_TRUE(is(call("Divide", decimals, {d("10"), d("3")}), d("3.33333333")));
  EXPECT_TRUE(is(call("Divide", decimals, {d("1"), d("0")}), null()));
  EXPECT_TRUE(is(call("Divide", decimals, {d("0"), d("1")}), d("0.0")));
}

TEST_F(Arithmetic, TruncatedDivideAndModulo) {
  EXPECT_TRUE(is(call("TruncatedDivide", integers, {i(10), i(3)}), i(3)));
  EXPECT_TRUE(is(call("TruncatedDivide", integers, {i(-10), i(3)}), i(-3)));
  EXPECT_TRUE(is(call("TruncatedDivide", integers, {i(2), i(0)}), null()));
  EXPECT_TRUE(is(call("TruncatedDivide", longs, {l(10), l(0)}), null()));
  EXPECT_TRUE(is(call("TruncatedDivide", decimals, {d("-10.1"), d("3.1")}), d("-3.0")));
  EXPECT_TRUE(
      is(call("TruncatedDivide", quantities, {q("10.1", "cm"), q("-3.1", "cm")}), q("-3.0", "cm")));
  EXPECT_TRUE(is(call("TruncatedDivide", quantities, {q("10.0", "g"), q("0.0", "g")}), null()));
  EXPECT_TRUE(is(call("TruncatedDivide", quantities, {q("1", "m"), q("30", "cm")}), q("3", "m")));
  EXPECT_TRUE(is(call("TruncatedDivide", quantities, {q("1", "m"), q("30", "g")}), null()));
  EXPECT_TRUE(is(call("Modulo", integers, {i(10), i(3)}), i(1)));
  EXPECT_TRUE(is(call("Modulo", integers, {i(-10), i(3)}), i(-1)));
  EXPECT_TRUE(is(call("Modulo", integers, {i(0), i(0)}), null()));
  EXPECT_TRUE(is(call("Modulo", decimals, {d("3.5"), d("3")}), d("0.5")));
  EXPECT_TRUE(is(call("Modulo", quantities, {q("3.5", "cm"), q("3", "cm")}), q("0.5", "cm")));
}

TEST_F(Arithmetic, UncertainNumbersWorkAsRanges) {
  EXPECT_TRUE(is(call("Add", integers, {between(16, 44), between(16, 44)}), between(32, 88)));
  EXPECT_TRUE(is(call("Subtract", integers, {between(16, 44), between(4, 16)}), between(0, 40)));
  EXPECT_TRUE(
      is(call("Multiply", integers, {between(16, 44), between(16, 44)}), between(256, 1936)));
  EXPECT_TRUE(is(call("Multiply", integers, {between(-2, 3), i(-5)}), between(-15, 10)));
  EXPECT_TRUE(is(call("Negate", "Integer -> Integer", {between(1, 3)}), between(-3, -1)));
  EXPECT_TRUE(is(call("Abs", "Integer -> Integer", {between(-5, 3)}), between(0, 5)));
  EXPECT_TRUE(is(call("Abs", "Integer -> Integer", {between(-5, -3)}), between(3, 5)));
  EXPECT_TRUE(is(call("Multiply", integers, {between(1, int_max), i(2)}), null()));
  EXPECT_TRUE(is(call("Power", integers, {between(1, 3), i(2)}), null()));
  EXPECT_FALSE(session_.failed());
}

TEST_F(Arithmetic, UncertainNumbersDoNotDivide) {
  call("TruncatedDivide", integers, {between(16, 44), between(4, 16)});
  EXPECT_FALSE(failure().empty());
  call("Modulo", integers, {i(44), between(4, 16)});
  EXPECT_FALSE(failure().empty());
}

/// Every pair of numbers within the bounds gives a result within the result's bounds.
RC_GTEST_FIXTURE_PROP(Arithmetic, RangesHoldEveryPossibleResult, ()) {
  const auto pick = [] { return *rc::gen::inRange<std::int64_t>(-20, 21); };
  const std::int64_t a = pick();
  const std::int64_t b = pick();
  const Uncertain x{a, a + *rc::gen::inRange<std::int64_t>(0, 10)};
  const Uncertain y{b, b + *rc::gen::inRange<std::int64_t>(0, 10)};
  const std::int64_t p = *rc::gen::inRange<std::int64_t>(x.low, x.high + 1);
  const std::int64_t r = *rc::gen::inRange<std::int64_t>(y.low, y.high + 1);
  const auto holds = [&](const char* name, std::int64_t result) {
    const Value range = call(name, integers, {Value::uncertain(x), Value::uncertain(y)});
    if (range.is(Value::Kind::integer)) return range.as_integer() == result;
    return range.as_uncertain().low <= result && result <= range.as_uncertain().high;
  };
  RC_ASSERT(holds("Add", p + r));
  RC_ASSERT(holds("Subtract", p - r));
  RC_ASSERT(holds("Multiply", p * r));
}

TEST_F(Arithmetic, ToWholeNumbers) {
  EXPECT_TRUE(is(call("Ceiling", "Decimal -> Integer", {d("-0.1")}), i(0)));
  EXPECT_TRUE(is(call("Ceiling", "Decimal -> Integer", {d("1.1")}), i(2)));
  EXPECT_TRUE(is(call("Ceiling", "Decimal -> Integer", {d("2147483647.2")}), null()));
  EXPECT_TRUE(is(call("Ceiling", "Decimal -> Integer", {d("-2147483648.2")}), i(int_min)));
  EXPECT_TRUE(is(call("Floor", "Decimal -> Integer", {d("-0.1")}), i(-1)));
  EXPECT_TRUE(is(call("Floor", "Decimal -> Integer", {d("2147483647.2")}), i(int_max)));
  EXPECT_TRUE(is(call("Floor", "Decimal -> Integer", {d("-2147483648.2")}), null()));
  EXPECT_TRUE(is(call("Truncate", "Decimal -> Integer", {d("-1.9")}), i(-1)));
  EXPECT_TRUE(is(call("Truncate", "Decimal -> Integer", {d("1.9")}), i(1)));
}

TEST_F(Arithmetic, RoundTakesHalvesAwayFromZero) {
  const char* with_places = "Decimal, Integer -> Decimal";
  EXPECT_TRUE(is(call("Round", one_decimal, {d("0.5")}), d("1.0")));
  EXPECT_TRUE(is(call("Round", one_decimal, {d("0.4")}), d("0.0")));
  EXPECT_TRUE(is(call("Round", one_decimal, {d("-0.5")}), d("-1.0")));
  EXPECT_TRUE(is(call("Round", one_decimal, {d("-0.4")}), d("0.0")));
  EXPECT_TRUE(is(call("Round", one_decimal, {d("-1.5")}), d("-2.0")));
  EXPECT_TRUE(is(call("Round", with_places, {d("3.14159"), i(2)}), d("3.14")));
  EXPECT_TRUE(is(call("Round", with_places, {d("3.14159"), i(3)}), d("3.142")));
  EXPECT_TRUE(is(call("Round", with_places, {d("-2.345"), i(2)}), d("-2.35")));
  EXPECT_TRUE(is(call("Round", with_places, {d("2.5"), null()}), d("3.0")));
  EXPECT_TRUE(is(call("Round", with_places, {d("2.5"), i(20)}), d("2.5")));
  EXPECT_TRUE(is(call("Round", with_places, {d("2.5"), i(-1)}), null()));
  EXPECT_TRUE(is(call("Round", with_places, {null(), i(1)}), null()));
}

TEST_F(Arithmetic, ExponentialsAndLogarithms) {
  EXPECT_TRUE(is(call("Exp", one_decimal, {d("0")}), d("1.0")));
  EXPECT_TRUE(is(call("Exp", one_decimal, {d("1")}), d("2.71828183")));
  EXPECT_TRUE(is(call("Exp", one_decimal, {d("-1")}), d("0.36787944")));
  EXPECT_TRUE(is(call("Ln", one_decimal, {d("1")}), d("0.0")));
  EXPECT_TRUE(is(call("Ln", one_decimal, {d("1000")}), d("6.90775528")));
  EXPECT_TRUE(is(call("Ln", one_decimal, {d("-1")}), null()));
  EXPECT_TRUE(is(call("Log", decimals, {d("16"), d("2")}), d("4.0")));
  EXPECT_TRUE(is(call("Log", decimals, {d("0.125"), d("2")}), d("-3.0")));
  EXPECT_TRUE(is(call("Log", decimals, {d("1"), d("100")}), d("0.0")));
  EXPECT_TRUE(is(call("Log", decimals, {d("1"), d("1")}), null()));
  EXPECT_TRUE(is(call("Log", decimals, {d("2"), d("1")}), null()));
  EXPECT_TRUE(is(call("Log", decimals, {d("0"), d("2")}), null()));
  EXPECT_FALSE(session_.failed());
}

TEST_F(Arithmetic, BeyondTheRangeIsAnErrorInExpAndLn) {
  call("Exp", one_decimal, {d("1000")});
  EXPECT_FALSE(failure().empty());
  call("Ln", one_decimal, {d("0")});
  EXPECT_FALSE(failure().empty());
}

TEST_F(Arithmetic, Power) {
  EXPECT_TRUE(is(call("Power", integers, {i(0), i(0)}), i(1)));
  EXPECT_TRUE(is(call("Power", integers, {i(-2), i(2)}), i(4)));
  EXPECT_TRUE(is(call("Power", integers, {i(2), i(-2)}), d("0.25")));
  EXPECT_TRUE(is(call("Power", integers, {i(2), i(31)}), null()));
  EXPECT_TRUE(is(call("Power", integers, {i(0), i(-1)}), null()));
  EXPECT_TRUE(is(call("Power", integers, {i(-1), i(int_max)}), i(-1)));
  EXPECT_TRUE(is(call("Power", integers, {i(2), i(int_max)}), null()));
  EXPECT_TRUE(is(call("Power", longs, {l(2), l(62)}), l(std::int64_t{1} << 62)));
  EXPECT_TRUE(is(call("Power", decimals, {d("2.5"), d("2.0")}), d("6.25")));
  EXPECT_TRUE(is(call("Power", decimals, {d("2.0"), d("-2.0")}), d("0.25")));
  EXPECT_TRUE(is(call("Power", decimals, {d("2.0"), d("0.5")}), d("1.41421356")));
  EXPECT_TRUE(is(call("Power", decimals, {d("-8.0"), d("0.5")}), null()));
  EXPECT_TRUE(is(call("Power", decimals, {d("1.1"), d("100")}), d("13780.61233982")));
}

}  // namespace
}  // namespace palpate::cql
