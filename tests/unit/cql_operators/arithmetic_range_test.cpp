#include <limits>

#include "invoke.hpp"

namespace palpate::cql {
namespace {

class Range : public OperatorTest {
 protected:
  /// The reverse operators on the other neighbour.
  void neighbours(const char* types, const Value& low, const Value& high) {
    EXPECT_TRUE(is(call("Successor", types, {low}), high));
    EXPECT_TRUE(is(call("Predecessor", types, {high}), low));
  }
  void is_last(const char* types, const char* name) {
    const std::string result = std::string("-> ") + types;
    const std::string both = std::string(types) + " -> " + types;
    const bool is_max = std::string_view(name) == "MaxValue";
    call(is_max ? "Successor" : "Predecessor", both, {call(name, result, {})});
    EXPECT_FALSE(failure().empty()) << types;
  }
};

TEST_F(Range, EndsOfTypes) {
  EXPECT_TRUE(is(call("MinValue", "-> Integer", {}), i(std::numeric_limits<int>::min())));
  EXPECT_TRUE(is(call("MaxValue", "-> Integer", {}), i(std::numeric_limits<int>::max())));
  EXPECT_TRUE(is(call("MinValue", "-> Long", {}), l(std::numeric_limits<std::int64_t>::min())));
  EXPECT_TRUE(is(call("MaxValue", "-> Long", {}), l(std::numeric_limits<std::int64_t>::max())));
  EXPECT_TRUE(is(call("MinValue", "-> Decimal", {}), d("-99999999999999999999.99999999")));
  EXPECT_TRUE(is(call("MaxValue", "-> Decimal", {}), d("99999999999999999999.99999999")));
  EXPECT_TRUE(is(call("MinValue", "-> Date", {}), date("0001-01-01")));
  EXPECT_TRUE(is(call("MaxValue", "-> Date", {}), date("9999-12-31")));
  EXPECT_TRUE(is(call("MinValue", "-> DateTime", {}), moment("0001-01-01T00:00:00.000Z")));
  EXPECT_TRUE(is(call("MaxValue", "-> DateTime", {}), moment("9999-12-31T23:59:59.999Z")));
  EXPECT_TRUE(is(call("MinValue", "-> Time", {}), time("00:00:00.000")));
  EXPECT_TRUE(is(call("MaxValue", "-> Time", {}), time("23:59:59.999")));
}

TEST_F(Range, Neighbours) {
  neighbours("Integer -> Integer", i(-1), i(0));
  neighbours("Long -> Long", l(1), l(2));
  neighbours("Decimal -> Decimal", d("1.00999999"), d("1.01"));
  neighbours("Quantity -> Quantity", q("0.99999999", "cm"), q("1.0", "cm"));
  neighbours("Date -> Date", date("1999-12-31"), date("2000-01-01"));
  neighbours("Date -> Date", date("1999-12"), date("2000-01"));
  neighbours("DateTime -> DateTime", moment("2000-01-01"), moment("2000-01-02"));
  neighbours("Time -> Time", time("11:59:59.999"), time("12:00:00.000"));
  neighbours("Integer -> Integer", between(1, 3), between(2, 4));
  EXPECT_FALSE(session_.failed());
}

TEST_F(Range, BeyondTheEndsIsAnError) {
  for (const char* type : {"Integer", "Long", "Decimal", "Quantity", "Date", "DateTime", "Time"}) {
    is_last(type, "MinValue");
    is_last(type, "MaxValue");
  }
}

TEST_F(Range, PrecisionCountsDigits) {
  EXPECT_TRUE(is(call("Precision", "Decimal -> Integer", {d("1.58700")}), i(5)));
  EXPECT_TRUE(is(call("Precision", "Date -> Integer", {date("2014")}), i(4)));
  EXPECT_TRUE(is(call("Precision", "Date -> Integer", {date("2014-01-05")}), i(8)));
  EXPECT_TRUE(
      is(call("Precision", "DateTime -> Integer", {moment("2014-01-05T10:30:00.000")}), i(17)));
  EXPECT_TRUE(is(call("Precision", "Time -> Integer", {time("10:30")}), i(4)));
  EXPECT_TRUE(is(call("Precision", "Time -> Integer", {time("10:30:00.000")}), i(9)));
}

TEST_F(Range, BoundariesOfDecimals) {
  const char* types = "Decimal, Integer -> Decimal";
  EXPECT_TRUE(is(call("HighBoundary", types, {d("1.587"), i(8)}), d("1.58799999")));
  EXPECT_TRUE(is(call("LowBoundary", types, {d("1.587"), i(8)}), d("1.58700000")));
  EXPECT_TRUE(is(call("HighBoundary", types, {d("1.58888"), null()}), d("1.58888999")));
  EXPECT_TRUE(is(call("LowBoundary", types, {d("1.58888"), null()}), d("1.58888000")));
  EXPECT_TRUE(is(call("HighBoundary", types, {d("-1.587"), i(8)}), d("-1.58700000")));
  EXPECT_TRUE(is(call("LowBoundary", types, {d("-1.587"), i(8)}), d("-1.58799999")));
  EXPECT_TRUE(is(call("HighBoundary", types, {d("1.587"), i(2)}), d("1.59")));
  EXPECT_TRUE(is(call("LowBoundary", types, {d("1.587"), i(2)}), d("1.58")));
  EXPECT_TRUE(is(call("HighBoundary", types, {d("-1.587"), i(2)}), d("-1.58")));
  EXPECT_TRUE(is(call("LowBoundary", types, {d("-1.587"), i(2)}), d("-1.59")));
  EXPECT_TRUE(is(call("HighBoundary", types, {null(), i(8)}), null()));
  EXPECT_TRUE(is(call("HighBoundary", types, {d("1.5"), i(9)}), null()));
  EXPECT_TRUE(is(call("LowBoundary", types, {d("1.5"), i(-1)}), null()));
  EXPECT_EQ(call("LowBoundary", types, {d("1.587"), i(8)}).as_decimal().scale(), 8);
}

TEST_F(Range, BoundariesOfDatesAndTimes) {
  const char* dates = "Date, Integer -> Date";
  const char* moments = "DateTime, Integer -> DateTime";
  const char* times = "Time, Integer -> Time";
  EXPECT_TRUE(is(call("HighBoundary", dates, {date("2014"), i(6)}), date("2014-12")));
  EXPECT_TRUE(is(call("LowBoundary", dates, {date("2014"), i(6)}), date("2014-01")));
  EXPECT_TRUE(is(call("HighBoundary", dates, {date("2014-02"), null()}), date("2014-02-28")));
  EXPECT_TRUE(is(call("HighBoundary", "Date -> Date", {date("2014")}), date("2014-12-31")));
  EXPECT_TRUE(is(call("HighBoundary", dates, {date("2014"), i(17)}), null()));
  EXPECT_TRUE(is(call("HighBoundary", dates, {date("2014"), i(5)}), null()));
  EXPECT_TRUE(is(call("HighBoundary", moments, {moment("2014-01-01T08"), i(17)}),
                 moment("2014-01-01T08:59:59.999")));
  EXPECT_TRUE(is(call("LowBoundary", moments, {moment("2014-01-01T08"), i(17)}),
                 moment("2014-01-01T08:00:00.000")));
  EXPECT_TRUE(is(call("HighBoundary", times, {time("10:30"), i(9)}), time("10:30:59.999")));
  EXPECT_TRUE(is(call("LowBoundary", times, {time("10:30"), i(9)}), time("10:30:00.000")));
}

}  // namespace
}  // namespace palpate::cql
