#include "value/bounds.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "value/print.hpp"
#include "value_builder.hpp"

namespace palpate {
namespace {

class BoundsTest : public testing::Test {
 protected:
  Builder make_;
};

TEST_F(BoundsTest, NeighboursFollowTheConformanceSuite) {
  EXPECT_EQ(to_cql(predecessor_of(make_.number(0))), "-1");
  EXPECT_EQ(to_cql(successor_of(Value::long_integer(1))), "2L");
  EXPECT_EQ(to_cql(predecessor_of(make_.decimal("1.01"))), "1.00999999");
  EXPECT_EQ(to_cql(successor_of(make_.decimal("1.0"))), "1.00000001");
  EXPECT_EQ(to_cql(predecessor_of(make_.quantity("1.0", "cm"))), "0.99999999 'cm'");
  EXPECT_EQ(to_cql(predecessor_of(make_.date_time("2000-01-01"))), "@1999-12-31T");
  EXPECT_EQ(to_cql(successor_of(make_.date("2000-02"))), "@2000-03");
  EXPECT_EQ(to_cql(successor_of(make_.time("12:00:00.000"))), "@T12:00:00.001");
}

TEST_F(BoundsTest, NeighboursEndWithTheRange) {
  EXPECT_TRUE(successor_of(make_.number(std::numeric_limits<std::int32_t>::max())).is_null());
  EXPECT_TRUE(predecessor_of(make_.number(std::numeric_limits<std::int32_t>::min())).is_null());
  EXPECT_TRUE(
      successor_of(Value::long_integer(std::numeric_limits<std::int64_t>::max())).is_null());
  EXPECT_TRUE(successor_of(Value::decimal(Decimal::maximum())).is_null());
  EXPECT_TRUE(successor_of(make_.time("23:59:59.999")).is_null());
  EXPECT_TRUE(predecessor_of(make_.date_time("0001-01-01T00:00:00.000")).is_null());
  EXPECT_TRUE(successor_of({}).is_null());
  EXPECT_TRUE(successor_of(make_.text("a")).is_null());
}

TEST_F(BoundsTest, ExtremesFollowTheConformanceSuite) {
  EXPECT_EQ(to_cql(minimum_of(Type::Kind::integer)), "-2147483648");
  EXPECT_EQ(to_cql(maximum_of(Type::Kind::long_integer)), "9223372036854775807L");
  EXPECT_EQ(to_cql(minimum_of(Type::Kind::decimal)), "-99999999999999999999.99999999");
  EXPECT_EQ(to_cql(minimum_of(Type::Kind::date)), "@0001-01-01");
  EXPECT_EQ(to_cql(maximum_of(Type::Kind::date)), "@9999-12-31");
  EXPECT_EQ(to_cql(minimum_of(Type::Kind::date_time)), "@0001-01-01T00:00:00.000");
  EXPECT_EQ(to_cql(maximum_of(Type::Kind::date_time)), "@9999-12-31T23:59:59.999");
  EXPECT_EQ(to_cql(minimum_of(Type::Kind::time)), "@T00:00:00.000");
  EXPECT_EQ(to_cql(maximum_of(Type::Kind::time)), "@T23:59:59.999");
  EXPECT_EQ(to_cql(maximum_of(Type::Kind::quantity, make_.quantity("1", "mg"))),
            "99999999999999999999.99999999 'mg'");
  EXPECT_TRUE(maximum_of(Type::Kind::boolean).is_null());
  EXPECT_TRUE(minimum_of(Type::Kind::string).is_null());
}

TEST_F(BoundsTest, IntervalsStartAndEnd) {
  const Value one = make_.number(1);
  const Value five = make_.number(5);
  const Value::IntervalData closed{one, five, true, true, Type::Kind::integer};
  EXPECT_EQ(to_cql(start_of(closed)), "1");
  EXPECT_EQ(to_cql(end_of(closed)), "5");
  const Value::IntervalData open{one, five, false, false, Type::Kind::integer};
  EXPECT_EQ(to_cql(start_of(open)), "2");
  EXPECT_EQ(to_cql(end_of(open)), "4");
}

TEST_F(BoundsTest, MissingBoundsAreTheEndOfTheRangeOrUnknown) {
  const Value one = make_.number(1);
  EXPECT_EQ(to_cql(end_of({one, {}, true, true, Type::Kind::integer})), "2147483647");
  EXPECT_TRUE(end_of({one, {}, true, false, Type::Kind::integer}).is_null());
  EXPECT_EQ(to_cql(start_of({{}, {}, true, true, Type::Kind::date})), "@0001-01-01");
  EXPECT_EQ(to_cql(end_of({one, {}, true, true, Type::Kind::any})), "2147483647");
  EXPECT_EQ(to_cql(start_of({{}, make_.quantity("1", "mg"), true, true, Type::Kind::quantity})),
            "-99999999999999999999.99999999 'mg'");
  EXPECT_TRUE(start_of({{}, {}, true, true, Type::Kind::any}).is_null());
}

}  // namespace
}  // namespace palpate
