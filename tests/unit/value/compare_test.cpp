#include "value/compare.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "value_builder.hpp"

namespace palpate {
namespace {

using Truth = std::optional<bool>;
constexpr Truth unknown = std::nullopt;

class CompareTest : public testing::Test {
 protected:
  Truth eq(const Value& a, const Value& b) {
    const Truth answer = equal(a, b, context_);
    EXPECT_EQ(equal(b, a, context_), answer) << "= is not symmetric";
    return answer;
  }
  bool eqv(const Value& a, const Value& b) {
    const bool answer = equivalent(a, b, context_);
    EXPECT_EQ(equivalent(b, a, context_), answer) << "~ is not symmetric";
    return answer;
  }
  std::optional<int> ordered(const Value& a, const Value& b) { return order(a, b, context_); }
  Truth lt(const Value& a, const Value& b) { return less(a, b, context_); }
  Truth le(const Value& a, const Value& b) { return less_or_equal(a, b, context_); }

  Builder make_;
  CompareContext context_;
};

TEST_F(CompareTest, NullIsUnknownToEqualAndKnownToEquivalent) {
  EXPECT_EQ(eq({}, {}), unknown);
  EXPECT_EQ(eq(make_.number(1), {}), unknown);
  EXPECT_TRUE(eqv({}, {}));
  EXPECT_FALSE(eqv(make_.number(1), {}));
  EXPECT_EQ(ordered({}, make_.number(1)), std::nullopt);
  EXPECT_EQ(lt(make_.number(1), {}), unknown);
}

TEST_F(CompareTest, NumbersCompareByValue) {
  EXPECT_EQ(eq(make_.number(1), make_.number(1)), true);
  EXPECT_EQ(eq(make_.number(1), make_.number(2)), false);
  EXPECT_EQ(eq(make_.number(1), make_.decimal("1.00")), true);
  EXPECT_EQ(eq(Value::long_integer(1), make_.decimal("1.5")), false);
  EXPECT_EQ(eq(make_.decimal("1.50"), make_.decimal("1.55")), false);
  EXPECT_EQ(ordered(Value::long_integer(-30), Value::long_integer(-20)), -1);
  EXPECT_EQ(lt(make_.number(1), make_.decimal("1.1")), true);
  EXPECT_EQ(le(make_.number(1), make_.decimal("1.0")), true);
  EXPECT_EQ(eq(make_.number(2), make_.quantity("2", "1")), true);
}

// EquivFloat… of CqlComparisonOperatorsTest.
TEST_F(CompareTest, DecimalsAreEquivalentAtTheLesserPrecision) {
  EXPECT_TRUE(eqv(make_.decimal("1.0"), make_.decimal("1.00")));
  EXPECT_FALSE(eqv(make_.decimal("1.5"), make_.decimal("1.55")));
  EXPECT_FALSE(eqv(make_.decimal("1.50"), make_.decimal("1.55")));
  EXPECT_TRUE(eqv(make_.decimal("1.001"), make_.decimal("1.000")));
  EXPECT_TRUE(eqv(make_.decimal("1.54"), make_.decimal("1.5")));
  EXPECT_TRUE(eqv(make_.decimal("1.0"), make_.number(1)));
  EXPECT_FALSE(eqv(make_.decimal("1.0"), make_.number(2)));
}

TEST_F(CompareTest, StringsAreEqualByCodePoint) {
  EXPECT_EQ(eq(make_.text("a"), make_.text("a")), true);
  EXPECT_EQ(eq(make_.text("a"), make_.text("A")), false);
  EXPECT_EQ(ordered(make_.text("a"), make_.text("aa")), -1);
  EXPECT_EQ(ordered(make_.text("Jack"), make_.text("Jill")), -1);
  EXPECT_EQ(ordered(make_.text("z"), make_.text("\xC3\xA4")), -1);
  EXPECT_EQ(ordered(make_.text("\xEF\xBF\xBD"), make_.text("\xF0\x9F\x98\x80")), -1);
}

TEST_F(CompareTest, StringsAreEquivalentWithoutCaseAndKindOfSpace) {
  EXPECT_TRUE(eqv(make_.text("Abel"), make_.text("aBEL")));
  EXPECT_TRUE(eqv(make_.text("John\tDoe"), make_.text("john doe")));
  EXPECT_TRUE(eqv(make_.text("a\xC2\xA0"
                             "b"),
                  make_.text("A\nB")));
  EXPECT_FALSE(eqv(make_.text("a  b"), make_.text("a b")));
  EXPECT_FALSE(eqv(make_.text(""), {}));
  EXPECT_FALSE(eqv(make_.text(""), make_.text(" ")));
}

TEST_F(CompareTest, UncertaintyDecidesWhereItsBoundsDo) {
  const Value uncertain = Value::uncertain({1, 3});
  EXPECT_EQ(lt(uncertain, make_.number(4)), true);
  EXPECT_EQ(le(uncertain, make_.number(3)), true);
  EXPECT_EQ(lt(uncertain, make_.number(2)), unknown);
  EXPECT_EQ(lt(uncertain, make_.number(1)), false);
  EXPECT_EQ(le(uncertain, make_.number(0)), false);
  EXPECT_EQ(le(uncertain, make_.number(1)), unknown);
  EXPECT_EQ(lt(make_.number(0), uncertain), true);
  EXPECT_EQ(lt(make_.number(3), uncertain), false);
  EXPECT_EQ(eq(uncertain, make_.number(4)), false);
  EXPECT_EQ(eq(uncertain, make_.number(2)), unknown);
  EXPECT_EQ(eq(uncertain, uncertain), unknown);
  EXPECT_EQ(ordered(uncertain, make_.number(3)), std::nullopt);
  EXPECT_EQ(ordered(uncertain, make_.number(4)), -1);
  EXPECT_EQ(eq(uncertain, make_.decimal("3.5")), false);
  EXPECT_EQ(eq(uncertain, make_.decimal("2.5")), unknown);
  EXPECT_FALSE(eqv(uncertain, make_.number(2)));
}

TEST_F(CompareTest, QuantitiesConvert) {
  EXPECT_EQ(eq(make_.quantity("1", "cm"), make_.quantity("0.01", "m")), true);
  EXPECT_EQ(eq(make_.quantity("2.0", "cm"), make_.quantity("2.00", "cm")), true);
  EXPECT_EQ(eq(make_.quantity("38", "Cel"), make_.quantity("100.4", "[degF]")), true);
  EXPECT_EQ(ordered(make_.quantity("38.5", "Cel"), make_.quantity("100.4", "[degF]")), 1);
  EXPECT_EQ(lt(make_.quantity("1", "m"), make_.quantity("10", "cm")), false);
  EXPECT_EQ(eq(make_.quantity("3.5", "cm2"), make_.quantity("3.5", "cm")), unknown);
  EXPECT_EQ(lt(make_.quantity("3.5", "cm2"), make_.quantity("3.5", "cm")), unknown);
  EXPECT_FALSE(eqv(make_.quantity("3.5", "cm2"), make_.quantity("3.5", "cm")));
  EXPECT_TRUE(eqv(make_.quantity("1", "cm"), make_.quantity("0.01", "m")));
  EXPECT_FALSE(eqv(make_.quantity("1", "m"), make_.quantity("104", "cm")));
}

TEST_F(CompareTest, CalendarQuantitiesFollowCql) {
  EXPECT_EQ(eq(make_.quantity("1", "month"), make_.quantity("1", "mo")), unknown);
  EXPECT_EQ(eq(make_.quantity("1", "year"), make_.quantity("1", "a")), unknown);
  EXPECT_EQ(eq(make_.quantity("1", "years"), make_.quantity("1", "year")), true);
  EXPECT_EQ(eq(make_.quantity("1", "year"), make_.quantity("12", "months")), true);
  EXPECT_EQ(eq(make_.quantity("1", "week"), make_.quantity("7", "days")), true);
  EXPECT_EQ(eq(make_.quantity("1", "second"), make_.quantity("1000", "ms")), true);
  EXPECT_TRUE(eqv(make_.quantity("1", "months"), make_.quantity("1", "mo")));
  EXPECT_TRUE(eqv(make_.quantity("1", "year"), make_.quantity("1", "a")));
  EXPECT_TRUE(eqv(make_.quantity("1", "year"), make_.quantity("12", "months")));
  EXPECT_TRUE(eqv(make_.quantity("1", "year"), make_.quantity("365", "days")));
  EXPECT_TRUE(eqv(make_.quantity("1", "month"), make_.quantity("30", "days")));
}

TEST_F(CompareTest, DatesCompareByComponent) {
  EXPECT_EQ(eq(make_.date("2012-01-01"), make_.date_time("2012-01-01T12")), unknown);
  EXPECT_FALSE(eqv(make_.date_time("2012-01-01"), make_.date_time("2012-01-01T12")));
  EXPECT_TRUE(eqv(make_.date("2012-01"), make_.date("2012-01")));
  EXPECT_EQ(eq(make_.date("2012-01"), make_.date("2012-02-01")), false);
  EXPECT_EQ(lt(make_.date("2014"), make_.date("2014-02-15")), unknown);
  EXPECT_EQ(le(make_.time("10:30"), make_.time("10:30:00")), unknown);
  EXPECT_EQ(le(make_.time("10:00"), make_.time("10:30")), true);
  EXPECT_EQ(eq(make_.time("10:00:00.000"), make_.time("22:00:00.000")), false);
  EXPECT_EQ(order(make_.date("2014-01-05"), make_.date("2014-01-07"), context_, Precision::month),
            0);
}

TEST_F(CompareTest, TheDefaultOffsetComesFromTheContext) {
  const Value local = make_.date_time("2014-01-01T10:00");
  const Value utc = make_.date_time("2014-01-01T10:00Z");
  EXPECT_EQ(equal(local, utc, {0}), true);
  EXPECT_EQ(equal(local, utc, {60}), false);
  EXPECT_EQ(order(local, utc, {60}), -1);
}

TEST_F(CompareTest, BooleansAndOtherKinds) {
  EXPECT_EQ(eq(Value::boolean(true), Value::boolean(true)), true);
  EXPECT_EQ(eq(Value::boolean(true), Value::boolean(false)), false);
  EXPECT_TRUE(eqv(Value::boolean(false), Value::boolean(false)));
  EXPECT_EQ(eq(make_.number(1), make_.text("1")), false);
  EXPECT_FALSE(eqv(make_.number(1), make_.text("1")));
  EXPECT_EQ(eq(make_.time("10:00"), make_.date("2014")), false);
  EXPECT_EQ(ordered(make_.number(1), make_.text("1")), std::nullopt);
  EXPECT_EQ(ordered(Value::boolean(true), Value::boolean(false)), std::nullopt);
}

TEST_F(CompareTest, ListsCompareElementByElement) {
  const Value one_two = make_.list({make_.number(1), make_.number(2)});
  EXPECT_EQ(eq(make_.list({}), make_.list({})), true);
  EXPECT_EQ(eq(one_two, make_.list({make_.number(1), make_.number(2)})), true);
  EXPECT_EQ(eq(one_two, make_.list({make_.number(1)})), false);
  EXPECT_EQ(eq(one_two, make_.list({make_.number(2), make_.number(1)})), false);
  EXPECT_EQ(eq(make_.list({Value()}), make_.list({Value()})), true);
  EXPECT_EQ(eq(one_two, make_.list({make_.number(1), Value()})), unknown);
  EXPECT_EQ(eq(one_two, make_.list({Value(), make_.number(3)})), false);
  EXPECT_TRUE(eqv(make_.list({Value(), make_.number(1)}), make_.list({Value(), make_.number(1)})));
  EXPECT_FALSE(eqv(one_two, make_.list({make_.number(1), Value()})));
  EXPECT_FALSE(eqv(one_two, make_.list({make_.number(1)})));
  EXPECT_TRUE(eqv(make_.list({make_.text("A")}), make_.list({make_.text("a")})));
}

// TupleEqualBothNullTrue, …BothNullFalse, …MixedNullNull, …MixedNullFalse of CQL 1.5.3.
TEST_F(CompareTest, TuplesCompareByName) {
  const auto tuple = [this](const Value& x, const Value& y) {
    return make_.tuple({{"x", x}, {"y", y}});
  };
  const Value one = make_.number(1);
  const Value two = make_.number(2);
  EXPECT_EQ(eq(tuple(one, {}), tuple(one, {})), true);
  EXPECT_EQ(eq(tuple(one, {}), tuple(two, {})), false);
  EXPECT_EQ(eq(tuple(one, one), tuple({}, one)), unknown);
  EXPECT_EQ(eq(tuple(one, one), tuple({}, two)), false);
  EXPECT_EQ(eq(tuple(one, two), make_.tuple({{"y", two}, {"x", one}})), true);
  EXPECT_EQ(eq(tuple(one, two), make_.tuple({{"x", one}, {"z", two}})), false);
  EXPECT_EQ(eq(tuple(one, two), make_.tuple({{"x", one}})), false);
  EXPECT_TRUE(eqv(tuple(one, {}), tuple(one, {})));
  EXPECT_FALSE(eqv(tuple(one, one), tuple({}, one)));
  EXPECT_TRUE(eqv(tuple(one, two), make_.tuple({{"y", two}, {"x", one}})));
}

TEST_F(CompareTest, CodesAreEquivalentByCodeAndSystem) {
  const Value a = make_.code("x", "s", "Pain");
  const Value b = make_.code("x", "s", "pain in the back");
  EXPECT_EQ(eq(a, b), false);
  EXPECT_EQ(eq(a, make_.code("x", "s", "Pain")), true);
  EXPECT_TRUE(eqv(a, b));
  EXPECT_FALSE(eqv(a, make_.code("X", "s", "Pain")));
  EXPECT_FALSE(eqv(a, make_.code("x", "t", "Pain")));
}

TEST_F(CompareTest, ConceptsAreEquivalentByAnyCodeInCommon) {
  const Value x = make_.code("x", "s", "");
  const Value y = make_.code("y", "s", "");
  const Value z = make_.code("z", "s", "");
  EXPECT_TRUE(eqv(make_.concept_of({x, y}), make_.concept_of({z, y})));
  EXPECT_FALSE(eqv(make_.concept_of({x, y}), make_.concept_of({z})));
  EXPECT_FALSE(eqv(make_.concept_of({}), make_.concept_of({})));
  EXPECT_TRUE(eqv(make_.concept_of({x, y}), y));
  EXPECT_EQ(eq(make_.concept_of({x}), make_.concept_of({x})), true);
  EXPECT_EQ(eq(make_.concept_of({x}), make_.concept_of({y})), false);
}

TEST_F(CompareTest, RatiosAreEqualByPartsAndEquivalentByQuotient) {
  const auto ratio = [this](const char* over, const char* over_unit, const char* under,
                            const char* under_unit) {
    return make_.ratio(make_.quantity(over, over_unit), make_.quantity(under, under_unit));
  };
  EXPECT_EQ(eq(ratio("1", "cm", "2", "cm"), ratio("1", "cm", "2", "cm")), true);
  EXPECT_EQ(eq(ratio("1", "1", "8", "1"), ratio("2", "1", "16", "1")), false);
  EXPECT_EQ(eq(ratio("1", "cm", "2", "cm"), ratio("1", "g", "2", "cm")), unknown);
  EXPECT_TRUE(eqv(ratio("1", "1", "8", "1"), ratio("2", "1", "16", "1")));
  EXPECT_TRUE(eqv(ratio("1", "mg", "2", "mL"), ratio("1", "g", "2", "L")));
  EXPECT_TRUE(eqv(ratio("1", "mg", "3", "mL"), ratio("2", "g", "6", "L")));
  EXPECT_FALSE(eqv(ratio("1", "mg", "3", "mL"), ratio("1", "g", "3", "mL")));
  EXPECT_FALSE(eqv(ratio("1", "cm", "2", "cm"), ratio("1", "cm", "3", "cm")));
  EXPECT_FALSE(eqv(ratio("1", "mg", "2", "mL"), ratio("1", "mg", "2", "s")));
  EXPECT_FALSE(eqv(ratio("1", "1", "0", "1"), ratio("5", "1", "0", "1")));
  EXPECT_TRUE(eqv(ratio("1", "Cel", "2", "s"), ratio("1", "Cel", "2", "s")));
  EXPECT_TRUE(eqv(ratio("99999999999999999999", "[lb_av]", "0.00000001", "[gal_us]"),
                  ratio("99999999999999999999", "[lb_av]", "0.00000001", "[gal_us]")));
}

TEST_F(CompareTest, IntervalsCompareByStartAndEnd) {
  const auto interval = [this](Value low, Value high, bool low_closed, bool high_closed) {
    return make_.interval({low, high, low_closed, high_closed, Type::Kind::integer});
  };
  const Value one = make_.number(1);
  const Value five = make_.number(5);
  const Value closed = interval(one, five, true, true);
  EXPECT_EQ(eq(closed, interval(make_.number(0), make_.number(6), false, false)), true);
  EXPECT_EQ(eq(closed, interval(one, five, true, false)), false);
  EXPECT_EQ(eq(closed, interval(one, {}, true, false)), unknown);
  EXPECT_EQ(eq(closed, interval(one, {}, true, true)), false);
  EXPECT_EQ(eq(closed, interval(make_.number(2), {}, true, false)), false);
  EXPECT_EQ(eq(interval(one, {}, true, true), interval(one, make_.number(2147483647), true, true)),
            true);
  EXPECT_EQ(eq(interval({}, {}, false, false), interval({}, {}, false, false)), unknown);
  EXPECT_TRUE(eqv(interval(one, {}, true, false), interval(one, {}, true, false)));
  EXPECT_TRUE(eqv(closed, interval(make_.number(0), five, false, true)));
  EXPECT_FALSE(eqv(closed, interval(one, {}, true, false)));
}

/// Three-valued answers agree with each other, whatever the pair.
RC_GTEST_PROP(CompareProperty, AnswersAgree, ()) {
  Builder make;
  const auto any = [&make] {
    const int number = *rc::gen::inRange(-3, 4);
    switch (*rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 5))) {
      case 0:
        return Value::integer(number);
      case 1:
        return Value::uncertain({number, number + *rc::gen::inRange(0, 3)});
      case 2:
        return make.quantity(std::to_string(number), "cm");
      case 3:
        return make.quantity(std::to_string(number), "[in_i]");
      default:
        return Value::decimal(
            *Decimal::divide(Decimal::from_integer(number), Decimal::from_integer(2)));
    }
  };
  const Value a = any();
  const Value b = any();
  const CompareContext context;
  const std::optional<int> ordering = order(a, b, context);
  const Truth below = less(a, b, context);
  const Truth above = less(b, a, context);
  const bool consistent = !ordering || ((below == (*ordering < 0)) && (above == (*ordering > 0)) &&
                                        (equal(a, b, context) == (*ordering == 0)));
  RC_ASSERT(consistent);
  const bool exclusive = below != true || above == false;
  RC_ASSERT(exclusive);
  const bool closed = below != true || less_or_equal(a, b, context) == true;
  RC_ASSERT(closed);
}

}  // namespace
}  // namespace palpate
