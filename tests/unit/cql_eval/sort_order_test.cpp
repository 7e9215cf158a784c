#include "cql/eval/sort_order.hpp"

#include <gtest/gtest.h>

#include <memory_resource>

namespace palpate::cql {
namespace {

Value date(std::string_view text) { return Value::date(*parse_date(text)); }

TEST(SortOrder, NullsComeFirst) {
  EXPECT_LT(sort_order(Value(), Value::integer(-5), {}), 0);
  EXPECT_GT(sort_order(Value::integer(-5), Value(), {}), 0);
  EXPECT_EQ(sort_order(Value(), Value(), {}), 0);
}

TEST(SortOrder, UncertainDatesByEarliestThenCoarserFirst) {
  EXPECT_LT(sort_order(date("2014"), date("2014-01"), {}), 0);
  EXPECT_GT(sort_order(date("2014-02"), date("2014"), {}), 0);
  EXPECT_LT(sort_order(date("2014"), date("2014-02-03"), {}), 0);
  EXPECT_EQ(sort_order(date("2014-01"), date("2014-01"), {}), 0);
}

TEST(SortOrder, QuantitiesOfOtherDimensionsHaveAnOrderToo) {
  std::pmr::monotonic_buffer_resource arena;
  const auto quantity = [&arena](std::string_view unit) {
    return Value::quantity(Decimal::from_integer(1), *parse_unit(unit, arena).value());
  };
  EXPECT_LT(sort_order(quantity("g"), quantity("m"), {}), 0);
  EXPECT_GT(sort_order(quantity("m"), quantity("g"), {}), 0);
}

TEST(SameWhenDistinct, NullsAreTheSame) {
  EXPECT_TRUE(same_when_distinct(Value(), Value(), {}));
  EXPECT_FALSE(same_when_distinct(Value(), Value::integer(1), {}));
  EXPECT_FALSE(same_when_distinct(date("2014"), date("2014-01"), {}));
}

}  // namespace
}  // namespace palpate::cql
