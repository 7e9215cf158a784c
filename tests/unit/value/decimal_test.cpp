#include "value/decimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <limits>
#include <string>

namespace palpate {
namespace {

using Big = boost::multiprecision::cpp_int;

Decimal decimal(std::string_view text) {
  const std::optional<Decimal> value = Decimal::parse(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Decimal());
}

/// The reference: counts of 1e-8 as integers without limit.
const Big one = 100'000'000;
const Big largest = boost::multiprecision::pow(Big(10), 28) - 1;

Big big(const Decimal& value) {
  const Decimal magnitude = value.abs();
  const Big count = (Big(static_cast<std::uint64_t>(magnitude.high())) << 64) + magnitude.low();
  return value.is_negative() ? Big(-count) : count;
}

std::optional<Big> big(const std::optional<Decimal>& value) {
  if (!value) return std::nullopt;
  return big(*value);
}

std::optional<Big> in_range(const Big& count) {
  if (abs(count) > largest) return std::nullopt;
  return count;
}

/// a / b, halves away from zero.
Big divided(const Big& a, const Big& b) {
  const Big twice = 2 * abs(a) + abs(b);
  const Big quotient = twice / (2 * abs(b));
  return (a < 0) != (b < 0) ? Big(-quotient) : quotient;
}

/// Small, middling and huge numbers, of few and of many decimals.
rc::Gen<Decimal> any_decimal() {
  return rc::gen::resize(rc::kNominalSize, rc::gen::exec([] {
                           const int digits = *rc::gen::inRange(1, 29);
                           Big count = 0;
                           for (int i = 0; i < digits; ++i)
                             count = count * 10 + *rc::gen::inRange(0, 10);
                           const auto low = static_cast<std::uint64_t>(
                               count & std::numeric_limits<std::uint64_t>::max());
                           const auto high = static_cast<std::int64_t>(count >> 64);
                           const Decimal value = Decimal::from_words(high, low, 8);
                           return *rc::gen::arbitrary<bool>() ? -value : value;
                         }));
}

TEST(DecimalParse, ReadsWhatCqlWrites) {
  EXPECT_EQ(decimal("0"), Decimal());
  EXPECT_EQ(decimal("1.5"), decimal("1.50"));
  EXPECT_EQ(decimal("-0.0"), Decimal());
  EXPECT_EQ(decimal("+2"), Decimal::from_integer(2));
  EXPECT_EQ(decimal("00000000000000000000000000000000000012"), Decimal::from_integer(12));
  EXPECT_EQ(decimal("99999999999999999999.99999999"), Decimal::maximum());
  EXPECT_EQ(decimal("-99999999999999999999.99999999"), Decimal::minimum());
}

TEST(DecimalParse, RefusesWhatIsNoDecimal) {
  for (const char* text : {"", "-", "+", ".", "1.", ".5", "1.2.3", "1e5", " 1", "1 ", "--1", "0x1",
                           "1,5", "1.123456789", "100000000000000000000",
                           "999999999999999999999999999999999999999999", "1.0000000000"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(DecimalParse, KeepsTheDecimalsAsWritten) {
  EXPECT_EQ(decimal("1.50").scale(), 2);
  EXPECT_EQ(decimal("1.50").significant_scale(), 1);
  EXPECT_EQ(decimal("2.0").significant_scale(), 0);
  EXPECT_EQ(decimal("0.00000001").significant_scale(), 8);
  EXPECT_EQ(decimal("7").scale(), 0);
}

TEST(DecimalPrint, HasAtLeastOneDecimal) {
  EXPECT_EQ(decimal("5").to_string(), "5.0");
  EXPECT_EQ(decimal("-0.25").to_string(), "-0.25");
  EXPECT_EQ(decimal("1.50").to_string(), "1.50");
  EXPECT_EQ(decimal("0.00000000").to_string(), "0.00000000");
  EXPECT_EQ(decimal("-0.00000001").to_string(), "-0.00000001");
  EXPECT_EQ(Decimal::maximum().to_string(), "99999999999999999999.99999999");
  EXPECT_EQ(decimal("1.25").with_scale(0).to_string(), "1.25");
}

RC_GTEST_PROP(DecimalPrint, ReadsBack, ()) {
  const Decimal value = *any_decimal();
  RC_ASSERT(Decimal::parse(value.to_string()) == value);
}

TEST(DecimalInteger, KeepsTheWholeRangeOfLong) {
  using Limits = std::numeric_limits<std::int64_t>;
  EXPECT_EQ(Decimal::from_integer(Limits::max()).to_int64(), Limits::max());
  EXPECT_EQ(Decimal::from_integer(Limits::min()).to_int64(), Limits::min());
  EXPECT_FALSE(decimal("9223372036854775808").to_int64());
  EXPECT_FALSE(decimal("1.5").to_int64());
  EXPECT_TRUE(decimal("3.00").is_integer());
  EXPECT_FALSE(decimal("3.01").is_integer());
}

TEST(DecimalDouble, TakesTheNearestDecimal) {
  EXPECT_EQ(Decimal::from_double(0.1), decimal("0.1"));
  EXPECT_EQ(Decimal::from_double(2.718281828459045), decimal("2.71828183"));
  EXPECT_EQ(Decimal::from_double(-1e-8), decimal("-0.00000001"));
  EXPECT_EQ(Decimal::from_double(1e-300), Decimal());
  EXPECT_EQ(Decimal::from_double(0.0), Decimal());
  EXPECT_EQ(Decimal::from_double(0.001953125), decimal("0.00195313"));
  EXPECT_EQ(Decimal::from_double(9007199254740993.0), decimal("9007199254740992"));
  EXPECT_FALSE(Decimal::from_double(1e20));
  EXPECT_FALSE(Decimal::from_double(1e300));
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(Decimal::from_double(-std::numeric_limits<double>::infinity()));
}

RC_GTEST_PROP(DecimalDouble, IsTheNearestDouble, ()) {
  const Decimal value = *any_decimal();
  const double got = value.to_double();
  RC_ASSERT(got == std::strtod(value.to_string().c_str(), nullptr));
}

RC_GTEST_PROP(DecimalArithmetic, AddsAndSubtractsAsIntegersDo, ()) {
  const Decimal a = *any_decimal();
  const Decimal b = *any_decimal();
  RC_ASSERT(big(Decimal::add(a, b)) == in_range(big(a) + big(b)));
  RC_ASSERT(big(Decimal::subtract(a, b)) == in_range(big(a) - big(b)));
}

RC_GTEST_PROP(DecimalArithmetic, MultipliesWithOneRounding, ()) {
  const Decimal a = *any_decimal();
  const Decimal b = *any_decimal();
  RC_ASSERT(big(Decimal::multiply(a, b)) == in_range(divided(big(a) * big(b), one)));
}

RC_GTEST_PROP(DecimalArithmetic, DividesWithOneRounding, ()) {
  const Decimal a = *any_decimal();
  const Decimal b = *any_decimal();
  RC_PRE(!b.is_zero());
  RC_ASSERT(big(Decimal::divide(a, b)) == in_range(divided(big(a) * one, big(b))));
}

RC_GTEST_PROP(DecimalArithmetic, ScalesWithOneRounding, ()) {
  const Decimal value = *any_decimal();
  const Decimal numerator = *any_decimal();
  const Decimal denominator = *any_decimal();
  RC_PRE(!denominator.is_zero());
  RC_ASSERT(big(Decimal::scale_by(value, numerator, denominator)) ==
            in_range(divided(big(value) * big(numerator), big(denominator))));
}

RC_GTEST_PROP(DecimalArithmetic, QuotientAndRemainderBelongTogether, ()) {
  const Decimal a = *any_decimal();
  const Decimal b = *any_decimal();
  RC_PRE(!b.is_zero());
  const Big quotient = big(a) / big(b);
  RC_ASSERT(big(Decimal::truncated_divide(a, b)) == in_range(quotient * one));
  RC_ASSERT(big(Decimal::modulo(a, b)) == in_range(big(a) - quotient * big(b)));
}

RC_GTEST_PROP(DecimalOrder, IsThatOfTheNumbers, ()) {
  const Decimal a = *any_decimal();
  const Decimal b = *any_decimal();
  RC_ASSERT((a < b) == (big(a) < big(b)));
  RC_ASSERT((a == b) == (big(a) == big(b)));
}

RC_GTEST_PROP(DecimalRound, IsHalfAwayFromZeroAtEveryPlace, ()) {
  const Decimal value = *any_decimal();
  const int decimals = *rc::gen::inRange(0, 9);
  const Big unit = boost::multiprecision::pow(Big(10), static_cast<unsigned>(8 - decimals));
  const Big rounded = divided(big(value), unit) * unit;
  RC_PRE(abs(rounded) <= largest);
  RC_ASSERT(big(value.round(decimals)) == rounded);
  RC_ASSERT(big(value.truncate_to(decimals)) == big(value) / unit * unit);
}

TEST(DecimalArithmetic, GivesNothingPastTheRange) {
  const Decimal step = decimal("0.00000001");
  EXPECT_FALSE(Decimal::add(Decimal::maximum(), step));
  EXPECT_FALSE(Decimal::subtract(Decimal::minimum(), step));
  EXPECT_FALSE(Decimal::multiply(Decimal::maximum(), decimal("1.00000001")));
  EXPECT_EQ(Decimal::multiply(Decimal::maximum(), decimal("-1")), Decimal::minimum());
  EXPECT_FALSE(Decimal::divide(Decimal::maximum(), decimal("0.5")));
  EXPECT_FALSE(Decimal::divide(decimal("1"), Decimal()));
  EXPECT_FALSE(Decimal::truncated_divide(decimal("1"), Decimal()));
  EXPECT_FALSE(Decimal::modulo(decimal("1"), Decimal()));
  EXPECT_FALSE(Decimal::scale_by(decimal("1"), decimal("1"), Decimal()));
}

// The examples of CqlArithmeticFunctionsTest.
TEST(DecimalRound, FollowsTheConformanceSuite) {
  EXPECT_EQ(decimal("0.5").round(0), decimal("1"));
  EXPECT_EQ(decimal("0.4").round(0), decimal("0"));
  EXPECT_EQ(decimal("-0.5").round(0), decimal("-1"));
  EXPECT_EQ(decimal("-0.4").round(0), decimal("0"));
  EXPECT_EQ(decimal("-1.5").round(0), decimal("-2"));
  EXPECT_EQ(decimal("3.14159").round(2), decimal("3.14"));
  EXPECT_EQ(decimal("1250").round(-2), decimal("1300"));
}

TEST(DecimalRound, StaysInTheRange) {
  EXPECT_EQ(Decimal::maximum().round(0), Decimal::maximum());
  EXPECT_EQ(Decimal::maximum().ceiling(), Decimal::maximum());
  EXPECT_EQ(Decimal::minimum().floor(), Decimal::minimum());
  EXPECT_EQ(decimal("7").round(-100), Decimal());
  EXPECT_EQ(decimal("7.12345678").round(100), decimal("7.12345678"));
}

TEST(DecimalParts, FollowTheConformanceSuite) {
  EXPECT_EQ(decimal("1.1").ceiling(), decimal("2"));
  EXPECT_EQ(decimal("-0.1").ceiling(), decimal("0"));
  EXPECT_EQ(decimal("-1.1").ceiling(), decimal("-1"));
  EXPECT_EQ(decimal("1.1").floor(), decimal("1"));
  EXPECT_EQ(decimal("-0.1").floor(), decimal("-1"));
  EXPECT_EQ(decimal("-1.0").floor(), decimal("-1"));
  EXPECT_EQ(decimal("-1.9").truncate(), decimal("-1"));
  EXPECT_EQ(Decimal::truncated_divide(decimal("-10.1"), decimal("3.1")), decimal("-3"));
  EXPECT_EQ(Decimal::modulo(decimal("3.5"), decimal("3")), decimal("0.5"));
  EXPECT_EQ(Decimal::modulo(decimal("-3.5"), decimal("3")), decimal("-0.5"));
}

TEST(DecimalArithmetic, ShowsTheDecimalsOfItsOperands) {
  EXPECT_EQ(Decimal::add(decimal("1.50"), decimal("1"))->to_string(), "2.50");
  EXPECT_EQ(Decimal::multiply(decimal("1.5"), decimal("1.5"))->to_string(), "2.25");
  EXPECT_EQ(Decimal::multiply(decimal("1.0"), decimal("2.0"))->to_string(), "2.0");
  EXPECT_EQ(Decimal::divide(decimal("10"), decimal("3"))->to_string(), "3.33333333");
  EXPECT_EQ(Decimal::divide(decimal("10"), decimal("5.0"))->to_string(), "2.0");
}

}  // namespace
}  // namespace palpate
