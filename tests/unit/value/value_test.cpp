#include "value/value.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>

#include "value/print.hpp"

namespace palpate {
namespace {

class ValueTest : public testing::Test {
 protected:
  std::pmr::monotonic_buffer_resource arena_;
};

Temporal temporal(std::string_view text) { return parse_date_time(text).value_or(Temporal()); }

TEST_F(ValueTest, DefaultIsNull) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_FALSE(Value().is_true());
  EXPECT_FALSE(Value().is_false());
}

TEST_F(ValueTest, SimpleKindsKeepTheirValue) {
  EXPECT_TRUE(Value::boolean(true).is_true());
  EXPECT_TRUE(Value::boolean(false).is_false());
  EXPECT_EQ(Value::integer(-7).as_integer(), -7);
  EXPECT_EQ(Value::long_integer(std::numeric_limits<std::int64_t>::min()).as_long(),
            std::numeric_limits<std::int64_t>::min());
  const Value decimal = Value::decimal(*Decimal::parse("-1.50"));
  EXPECT_EQ(decimal.as_decimal(), *Decimal::parse("-1.5"));
  EXPECT_EQ(decimal.as_decimal().scale(), 2);
  EXPECT_EQ(Value::string("ab").as_string(), "ab");
  EXPECT_EQ(Value::string({}).as_string(), "");
}

TEST_F(ValueTest, TemporalsKeepEveryComponent) {
  const Temporal moment = temporal("2014-01-25T14:30:14.559-07:00");
  EXPECT_EQ(Value::date_time(moment).as_temporal(), moment);
  EXPECT_EQ(Value::date(moment).kind(), Value::Kind::date);
  EXPECT_EQ(Value::time(moment).kind(), Value::Kind::time);
  EXPECT_EQ(Value::time(moment).as_temporal(), moment);
}

TEST_F(ValueTest, QuantityHasNumberAndUnit) {
  const Value quantity = Value::quantity(*Decimal::parse("38.5"), unit_one());
  EXPECT_EQ(quantity.as_decimal(), *Decimal::parse("38.5"));
  EXPECT_EQ(&quantity.unit(), &unit_one());
}

TEST_F(ValueTest, UncertainBecomesAnIntegerWhenItIsCertain) {
  EXPECT_EQ(Value::uncertain({5, 5}).kind(), Value::Kind::integer);
  EXPECT_EQ(Value::uncertain({5, 5}).as_integer(), 5);
  const Value uncertain = Value::uncertain({-4, 5});
  EXPECT_EQ(uncertain.kind(), Value::Kind::uncertain);
  EXPECT_EQ(uncertain.as_uncertain(), (Uncertain{-4, 5}));
  constexpr std::int64_t too_large = std::int64_t{1} << 40;
  EXPECT_EQ(Value::uncertain({too_large, too_large}).kind(), Value::Kind::uncertain);
}

TEST_F(ValueTest, MakersCopyWhatTheyAreGiven) {
  std::string text = "pain";
  std::array<Value, 2> items{Value::integer(1), Value()};
  const Value string = make_string(text, arena_);
  const Value list = make_list(items, arena_);
  text = "lost";
  items[0] = Value::integer(9);
  EXPECT_EQ(string.as_string(), "pain");
  ASSERT_EQ(list.items().size(), 2U);
  EXPECT_EQ(list.items()[0].as_integer(), 1);
  EXPECT_TRUE(list.items()[1].is_null());
  EXPECT_TRUE(make_list({}, arena_).items().empty());
}

TEST_F(ValueTest, FieldsAreFoundByName) {
  const std::array<Value, 4> fields{Value::string("c"), Value(), Value::string("s"), Value()};
  const Value code = palpate::make_tuple(code_shape(), fields, arena_);
  EXPECT_EQ(code.field("code").as_string(), "c");
  EXPECT_EQ(code.field("system").as_string(), "s");
  EXPECT_TRUE(code.field("display").is_null());
  EXPECT_TRUE(code.field("no such field").is_null());
}

TEST_F(ValueTest, ShapesOfSystemTypesHaveTheNamesOfCql) {
  EXPECT_EQ(code_shape().type_name, "Code");
  EXPECT_EQ(concept_shape().names.size(), 2U);
  EXPECT_EQ(ratio_shape().names[0], "denominator");
  EXPECT_EQ(value_set_shape().names[0], "id");
  EXPECT_EQ(code_system_shape().type_name, "CodeSystem");
}

Value sample(std::string& text, std::pmr::memory_resource& arena) {
  const std::array<std::string_view, 2> names{text, "since"};
  const TupleShape& shape = make_shape("", names, arena);
  const Unit& celsius = **parse_unit("Cel", arena);
  const Value::IntervalData interval{Value::integer(1), Value(), true, false, Type::Kind::integer};
  const std::array<Value, 3> items{make_interval(interval, arena),
                                   Value::quantity(*Decimal::parse("38.5"), celsius),
                                   make_string(text, arena)};
  const std::array<Value, 2> fields{make_list(items, arena), Value::date(*parse_date("2014-01"))};
  return palpate::make_tuple(shape, fields, arena);
}

TEST_F(ValueTest, CloneNeedsNothingOfItsSource) {
  std::string text = "side";
  Value copied;
  std::string before;
  {
    std::pmr::unsynchronized_pool_resource source;
    const Value original = sample(text, source);
    before = to_cql(original);
    copied = clone(original, arena_);
  }
  text = "lost";
  EXPECT_EQ(before, "Tuple { side: {Interval[1, null), 38.5 'Cel', 'side'}, since: @2014-01 }");
  EXPECT_EQ(to_cql(copied), before);
}

TEST_F(ValueTest, CloneSharesShapesAndUnits) {
  const std::array<std::string_view, 1> names{"x"};
  const TupleShape& shape = make_shape("", names, arena_);
  const std::array<Value, 1> field{Value::quantity(Decimal(), **parse_unit("mg", arena_))};
  const std::array<Value, 2> rows{palpate::make_tuple(shape, field, arena_),
                                  palpate::make_tuple(shape, field, arena_)};
  const Value copied = clone(make_list(rows, arena_), arena_);
  const Value& first = copied.items()[0];
  const Value& second = copied.items()[1];
  EXPECT_NE(&first.shape(), &shape);
  EXPECT_EQ(&first.shape(), &second.shape());
  EXPECT_EQ(&first.field("x").unit(), &second.field("x").unit());
}

TEST_F(ValueTest, CloneTellsShapesAndUnitsApart) {
  const std::array<std::string_view, 1> x{"x"};
  const std::array<std::string_view, 1> y{"y"};
  const std::array<Value, 1> grams{Value::quantity(Decimal(), **parse_unit("g", arena_))};
  const std::array<Value, 1> litres{Value::quantity(Decimal(), **parse_unit("L", arena_))};
  const std::array<Value, 2> rows{palpate::make_tuple(make_shape("", x, arena_), grams, arena_),
                                  palpate::make_tuple(make_shape("", y, arena_), litres, arena_)};
  const Value list = make_list(rows, arena_);
  EXPECT_EQ(to_cql(clone(list, arena_)), "{Tuple { x: 0.0 'g' }, Tuple { y: 0.0 'L' }}");
}

TEST_F(ValueTest, CloneKeepsStaticUnitsAndShapes) {
  const std::array<Value, 2> parts{Value::quantity(Decimal(), unit_one()),
                                   Value::quantity(Decimal(), *calendar_unit("days"))};
  const Value copied = clone(palpate::make_tuple(ratio_shape(), parts, arena_), arena_);
  EXPECT_EQ(&copied.shape(), &ratio_shape());
  EXPECT_EQ(&copied.fields()[0].unit(), &unit_one());
  EXPECT_EQ(&copied.fields()[1].unit(), calendar_unit("days"));
}

}  // namespace
}  // namespace palpate
