#include "base/limits.hpp"
#include "invoke.hpp"

namespace palpate::cql {
namespace {

constexpr const char* booleans = "List<Boolean> -> Boolean";
constexpr const char* integers = "List<Integer> -> Integer";
constexpr const char* decimals = "List<Decimal> -> Decimal";
constexpr const char* quantities = "List<Quantity> -> Quantity";
constexpr const char* moments = "List<DateTime> -> DateTime";

class Aggregate : public OperatorTest {
 protected:
  Value numbers(const std::vector<std::string_view>& texts) {
    std::vector<Value> values;
    for (const std::string_view text : texts) values.push_back(d(text));
    return list(values);
  }
};

TEST_F(Aggregate, AllTrueAndAnyTrueLeaveNullsOut) {
  EXPECT_TRUE(is(call("AllTrue", booleans, {list({yes(), yes()})}), yes()));
  EXPECT_TRUE(is(call("AllTrue", booleans, {list({yes(), no(), yes()})}), no()));
  EXPECT_TRUE(is(call("AllTrue", booleans, {list({null(), yes()})}), yes()));
  EXPECT_TRUE(is(call("AllTrue", booleans, {list({})}), yes()));
  EXPECT_TRUE(is(call("AllTrue", booleans, {null()}), yes()));
  EXPECT_TRUE(is(call("AnyTrue", booleans, {list({no(), yes()})}), yes()));
  EXPECT_TRUE(is(call("AnyTrue", booleans, {list({null(), yes()})}), yes()));
  EXPECT_TRUE(is(call("AnyTrue", booleans, {list({null(), no()})}), no()));
  EXPECT_TRUE(is(call("AnyTrue", booleans, {list({})}), no()));
  EXPECT_TRUE(is(call("AnyTrue", booleans, {null()}), no()));
}

TEST_F(Aggregate, AllTurnNullIntoAnAnswer) {
  for (const OverloadDeclaration& declaration : aggregate_operators()) {
    EXPECT_EQ(declaration.nulls, NullRule::reads_null) << declaration.name;
  }
}

TEST_F(Aggregate, NothingKnownGivesNull) {
  for (const OverloadDeclaration& declaration : aggregate_operators()) {
    if (declaration.signature == booleans || declaration.name == "Count") continue;
    for (const Value& source : {null(), list({}), list({null(), null()})}) {
      EXPECT_TRUE(is(call(declaration.name, declaration.signature, {source}), null()))
          << declaration.name;
    }
  }
}

TEST_F(Aggregate, Count) {
  const char* types = "List<T> -> Integer";
  EXPECT_TRUE(is(call("Count", types, {list({i(15), i(5), i(99), null(), i(1)})}), i(4)));
  EXPECT_TRUE(is(call("Count", types, {list({})}), i(0)));
  EXPECT_TRUE(is(call("Count", types, {null()}), i(0)));
}

TEST_F(Aggregate, SumAndProduct) {
  EXPECT_TRUE(is(call("Sum", integers, {list({null(), i(1), null()})}), i(1)));
  EXPECT_TRUE(is(call("Sum", decimals, {numbers({"6.0", "2.0", "3.0", "4.0", "5.0"})}), d("20")));
  EXPECT_TRUE(is(call("Sum", "List<Long> -> Long", {list({l(6), l(2)})}), l(8)));
  EXPECT_TRUE(is(call("Sum", quantities, {list({q("1", "ml"), q("2", "ml")})}), q("3", "ml")));
  EXPECT_TRUE(is(call("Sum", quantities, {list({q("1", "m"), q("2", "cm")})}), q("102", "cm")));
  EXPECT_TRUE(is(call("Sum", quantities, {list({q("1", "m"), q("2", "g")})}), null()));
  EXPECT_TRUE(is(call("Sum", integers, {list({i(2147483647), i(1), i(-1)})}), null()));
  EXPECT_TRUE(is(call("Sum", integers, {list({between(1, 3), i(2)})}), between(3, 5)));
  EXPECT_TRUE(is(call("Product", "List<Long> -> Long", {list({l(5), l(4), l(5)})}), l(100)));
  EXPECT_TRUE(is(call("Product", integers, {list({i(5), null(), i(4)})}), i(20)));
}

TEST_F(Aggregate, Extremes) {
  EXPECT_TRUE(is(call("Max", integers, {list({i(5), null(), i(90), i(0)})}), i(90)));
  EXPECT_TRUE(is(call("Min", integers, {list({i(5), null(), i(90), i(0)})}), i(0)));
  EXPECT_TRUE(
      is(call("Max", "List<String> -> String", {strings({"hi", "bye", "zebra"})}), s("zebra")));
  EXPECT_TRUE(
      is(call("Min", "List<String> -> String", {strings({"hi", "bye", "zebra"})}), s("bye")));
  EXPECT_TRUE(is(call("Max", quantities, {list({q("1", "m"), q("90", "cm")})}), q("1", "m")));
  EXPECT_TRUE(is(call("Max", quantities, {list({q("1", "m"), q("90", "g")})}), null()));
}

TEST_F(Aggregate, ExtremesOfImpreciseDatesAreUnknownWhereOpen) {
  const Value open = list({moment("2014"), moment("2014-05-01")});
  EXPECT_TRUE(is(call("Max", moments, {open}), null()));
  EXPECT_TRUE(is(call("Min", moments, {open}), null()));
  const Value decided = list({moment("2014"), moment("2014-05-01"), moment("2015-01-01")});
  EXPECT_TRUE(is(call("Max", moments, {decided}), moment("2015-01-01")));
  EXPECT_TRUE(is(call("Min", moments, {decided}), null()));
  EXPECT_TRUE(is(call("Max", integers, {list({between(1, 3), i(3)})}), i(3)));
}

TEST_F(Aggregate, Mode) {
  const char* types = "List<T> -> T";
  EXPECT_TRUE(
      is(call("Mode", types, {list({i(2), i(1), i(8), i(2), i(9), i(1), i(9), i(9)})}), i(9)));
  EXPECT_TRUE(is(call("Mode", types, {list({i(1), i(2), null(), null()})}), i(1)));
  EXPECT_TRUE(is(call("Mode", types,
                      {list({moment("2012-09-05"), moment("2012-10-06"), moment("2012-09-05")})}),
                 moment("2012-09-05")));
}

TEST_F(Aggregate, ModeOfTooManyDifferentElementsFails) {
  std::vector<Value> values;
  for (std::int32_t n = 0; n < 5000; ++n) values.push_back(i(n));
  call("Mode", "List<T> -> T", {list(values)});
  EXPECT_FALSE(failure().empty());
}

TEST_F(Aggregate, AveragesAreExact) {
  EXPECT_TRUE(is(call("Avg", decimals, {numbers({"1.0", "2.0", "3.0", "6.0"})}), d("3.0")));
  EXPECT_TRUE(is(call("Avg", decimals, {numbers({"1", "1", "2"})}), d("1.33333333")));
  EXPECT_TRUE(
      is(call("Avg", quantities, {list({q("1", "m"), null(), q("50", "cm")})}), q("75", "cm")));
  EXPECT_TRUE(is(call("Avg", quantities, {list({q("1", "m"), q("50", "g")})}), null()));
  EXPECT_TRUE(is(call("Median", decimals, {numbers({"6", "5", "4", "3", "2", "1"})}), d("3.5")));
  EXPECT_TRUE(is(call("Median", decimals, {numbers({"3", "1", "2"})}), d("2")));
  EXPECT_TRUE(is(call("GeometricMean", decimals, {numbers({"2.0", "8.0"})}), d("4.0")));
  EXPECT_TRUE(is(call("GeometricMean", decimals, {numbers({"2.0", "0.0"})}), d("0.0")));
  EXPECT_TRUE(is(call("GeometricMean", decimals, {numbers({"2.0", "-8.0"})}), null()));
}

TEST_F(Aggregate, Spread) {
  const Value five = numbers({"1.0", "2.0", "3.0", "4.0", "5.0"});
  EXPECT_TRUE(is(call("Variance", decimals, {five}), d("2.5")));
  EXPECT_TRUE(is(call("PopulationVariance", decimals, {five}), d("2.0")));
  EXPECT_TRUE(is(call("StdDev", decimals, {five}), d("1.58113883")));
  EXPECT_TRUE(is(call("PopulationStdDev", decimals, {five}), d("1.41421356")));
  EXPECT_TRUE(is(call("Variance", decimals, {numbers({"1", "2", "2"})}), d("0.33333333")));
  EXPECT_TRUE(is(call("Variance", decimals, {numbers({"1.0"})}), null()));
  EXPECT_TRUE(is(call("StdDev", decimals, {numbers({"1.0"})}), null()));
  EXPECT_TRUE(is(call("PopulationStdDev", decimals, {numbers({"1.0"})}), d("0.0")));
}

TEST_F(Aggregate, SpreadOfQuantities) {
  const Value lengths = list({q("1", "cm"), q("2", "cm"), q("30", "mm")});
  EXPECT_TRUE(is(call("StdDev", quantities, {lengths}), q("10", "mm")));
  EXPECT_TRUE(is(call("Variance", quantities, {lengths}), q("100", "mm2")));
}

}  // namespace
}  // namespace palpate::cql
