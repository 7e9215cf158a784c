#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "invoke.hpp"

namespace palpate::cql {
namespace {

class Comparison : public OperatorTest {
 protected:
  /// All four at once: expected for <, <=, >, >=.
  void ordered(const char* type, const Value& a, const Value& b, const Value& less,
               const Value& less_or_equal, const Value& greater, const Value& greater_or_equal) {
    const std::string types = std::string(type) + ", " + type + " -> Boolean";
    EXPECT_TRUE(is(call("Less", types, {a, b}), less)) << to_cql(a) << to_cql(b);
    EXPECT_TRUE(is(call("LessOrEqual", types, {a, b}), less_or_equal)) << to_cql(a) << to_cql(b);
    EXPECT_TRUE(is(call("Greater", types, {a, b}), greater)) << to_cql(a) << to_cql(b);
    EXPECT_TRUE(is(call("GreaterOrEqual", types, {a, b}), greater_or_equal))
        << to_cql(a) << to_cql(b);
  }
  void before(const char* type, const Value& a, const Value& b) {
    ordered(type, a, b, yes(), yes(), no(), no());
    ordered(type, b, a, no(), no(), yes(), yes());
    ordered(type, a, a, no(), yes(), no(), yes());
    ordered(type, a, null(), null(), null(), null(), null());
  }
  Value equality(const char* name, const Value& a, const Value& b) {
    return call(name, "T, T -> Boolean", {a, b});
  }
};

TEST_F(Comparison, OrdersEveryOrderedType) {
  before("Integer", i(0), i(1));
  before("Long", l(-30), l(-20));
  before("Decimal", d("1.0"), d("1.00000001"));
  before("Quantity", q("1", "cm"), q("1", "m"));
  before("String", s("Jack"), s("Jill"));
  before("Date", date("2012-02-09"), date("2012-02-10"));
  before("DateTime", moment("2012-02-09T10:00:00.000Z"), moment("2012-02-09T10:00:00.001Z"));
  before("Time", time("10:00:00.001"), time("10:00:00.002"));
}

TEST_F(Comparison, ImpreciseDatesStayUnknown) {
  ordered("DateTime", moment("2014"), moment("2014-02-15"), null(), null(), null(), null());
  ordered("DateTime", moment("2013"), moment("2014-02-15"), yes(), yes(), no(), no());
}

TEST_F(Comparison, UncertainNumbersAreAsSharpAsTheirBounds) {
  ordered("Integer", between(1, 3), i(4), yes(), yes(), no(), no());
  ordered("Integer", between(1, 3), i(3), null(), yes(), no(), null());
  ordered("Integer", between(1, 3), i(2), null(), null(), null(), null());
}

TEST_F(Comparison, OtherDimensionsAreNotOrdered) {
  ordered("Quantity", q("3.6", "cm2"), q("3.5", "cm"), null(), null(), null(), null());
}

TEST_F(Comparison, Equality) {
  EXPECT_TRUE(is(equality("Equal", i(1), i(1)), yes()));
  EXPECT_TRUE(is(equality("Equal", i(1), i(2)), no()));
  EXPECT_TRUE(is(equality("NotEqual", i(1), i(2)), yes()));
  EXPECT_TRUE(is(equality("Equal", q("1", "cm"), q("0.01", "m")), yes()));
  EXPECT_TRUE(is(equality("NotEqual", q("1", "cm"), q("0.01", "m")), no()));
  for (const char* name : {"Equal", "NotEqual"}) {
    EXPECT_TRUE(is(equality(name, null(), null()), null()));
    EXPECT_TRUE(is(equality(name, yes(), null()), null()));
    EXPECT_TRUE(is(equality(name, q("3.5", "cm2"), q("3.5", "cm")), null()));
    EXPECT_TRUE(is(equality(name, date("2012"), date("2012-01")), null()));
  }
}

TEST_F(Comparison, EquivalenceIsNeverUnknown) {
  EXPECT_TRUE(is(equality("Equivalent", null(), null()), yes()));
  EXPECT_TRUE(is(equality("NotEquivalent", null(), null()), no()));
  EXPECT_TRUE(is(equality("Equivalent", yes(), null()), no()));
  EXPECT_TRUE(is(equality("NotEquivalent", yes(), null()), yes()));
  EXPECT_TRUE(is(equality("Equivalent", s("Abel"), s("abel")), yes()));
  EXPECT_TRUE(is(equality("Equivalent", date("2012"), date("2012-01")), no()));
}

RC_GTEST_FIXTURE_PROP(Comparison, LessIsTheOppositeOfGreaterOrEqual,
                      (std::int32_t a, std::int32_t b)) {
  const char* types = "Integer, Integer -> Boolean";
  RC_ASSERT(call("Less", types, {i(a), i(b)}).is_true() == (a < b));
  RC_ASSERT(call("GreaterOrEqual", types, {i(a), i(b)}).is_true() == (a >= b));
}

}  // namespace
}  // namespace palpate::cql
