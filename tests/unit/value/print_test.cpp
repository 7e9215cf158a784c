#include "value/print.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "value_builder.hpp"

namespace palpate {
namespace {

class PrintTest : public testing::Test {
 protected:
  Builder make_;
};

TEST_F(PrintTest, WritesSimpleValues) {
  EXPECT_EQ(to_cql({}), "null");
  EXPECT_EQ(to_cql(Value::boolean(true)), "true");
  EXPECT_EQ(to_cql(Value::boolean(false)), "false");
  EXPECT_EQ(to_cql(Value::integer(-7)), "-7");
  EXPECT_EQ(to_cql(Value::long_integer(5)), "5L");
  EXPECT_EQ(to_cql(Value::long_integer(std::numeric_limits<std::int64_t>::min())),
            "-9223372036854775808L");
  EXPECT_EQ(to_cql(make_.decimal("5")), "5.0");
  EXPECT_EQ(to_cql(make_.decimal("-0.25")), "-0.25");
  EXPECT_EQ(to_cql(Value::uncertain({17, 44})), "Interval[17, 44]");
}

TEST_F(PrintTest, WritesDatesAndTimes) {
  EXPECT_EQ(to_cql(make_.date("2014-01-25")), "@2014-01-25");
  EXPECT_EQ(to_cql(make_.date("2014")), "@2014");
  EXPECT_EQ(to_cql(make_.date_time("2014-01-25")), "@2014-01-25T");
  EXPECT_EQ(to_cql(make_.date_time("2014-01-25T14:30:14.559+01:00")),
            "@2014-01-25T14:30:14.559+01:00");
  EXPECT_EQ(to_cql(make_.time("10:30")), "@T10:30");
}

TEST_F(PrintTest, WritesQuantities) {
  EXPECT_EQ(to_cql(make_.quantity("5.0", "g")), "5.0 'g'");
  EXPECT_EQ(to_cql(make_.quantity("38.5", "Cel")), "38.5 'Cel'");
  EXPECT_EQ(to_cql(make_.quantity("3", "days")), "3 days");
  EXPECT_EQ(to_cql(make_.quantity("3.0", "days")), "3 days");
  EXPECT_EQ(to_cql(make_.quantity("1.5", "hours")), "1.5 hours");
  EXPECT_EQ(to_cql(make_.quantity("10", "'")), "10.0 '\\''");
  EXPECT_EQ(to_cql(make_.ratio(make_.quantity("1", "mg"), make_.quantity("2", "mL"))),
            "1.0 'mg':2.0 'mL'");
}

TEST_F(PrintTest, EscapesStrings) {
  EXPECT_EQ(quote_cql("it's"), "'it\\'s'");
  EXPECT_EQ(quote_cql("a\\b\n\r\t\f"), "'a\\\\b\\n\\r\\t\\f'");
  EXPECT_EQ(quote_cql(std::string_view("\0\x1b\x7f", 3)), "'\\u0000\\u001b\\u007f'");
  EXPECT_EQ(quote_cql("say \"hi\" \xC3\xA4"), "'say \"hi\" \xC3\xA4'");
  EXPECT_EQ(to_cql(make_.text("")), "''");
}

TEST_F(PrintTest, WritesListsAndIntervals) {
  EXPECT_EQ(to_cql(make_.list({})), "{}");
  EXPECT_EQ(to_cql(make_.list({make_.number(1), Value(), make_.list({})})), "{1, null, {}}");
  EXPECT_EQ(
      to_cql(make_.interval({make_.number(1), make_.number(5), true, false, Type::Kind::integer})),
      "Interval[1, 5)");
  EXPECT_EQ(to_cql(make_.interval({{}, make_.number(5), false, true, Type::Kind::integer})),
            "Interval(null, 5]");
}

TEST_F(PrintTest, WritesTuples) {
  EXPECT_EQ(to_cql(make_.tuple({{"left", Value::boolean(true)}, {"right", {}}})),
            "Tuple { left: true, right: null }");
  EXPECT_EQ(to_cql(make_.tuple({})), "Tuple { : }");
  EXPECT_EQ(to_cql(make_.tuple({{"two words", make_.number(1)},
                                {"where", make_.number(2)},
                                {"2nd", make_.number(3)},
                                {"say \"hi\"", make_.number(4)},
                                {"", make_.number(5)}})),
            "Tuple { \"two words\": 1, \"where\": 2, \"2nd\": 3, \"say \\\"hi\\\"\": 4, \"\": 5 }");
}

TEST_F(PrintTest, WritesStructuredValuesAsInstances) {
  const Value code = make_.code("x", "y", "z");
  EXPECT_EQ(to_cql(code), "Code { code: 'x', display: 'z', system: 'y' }");
  const std::vector<Value> bare{make_.text("x"), Value(), make_.text("y"), Value()};
  std::pmr::monotonic_buffer_resource arena;
  const Value plain = palpate::make_tuple(code_shape(), bare, arena);
  EXPECT_EQ(to_cql(plain), "Code { code: 'x', system: 'y' }");
  EXPECT_EQ(to_cql(make_.concept_of({plain})),
            "Concept { codes: {Code { code: 'x', system: 'y' }} }");
}

}  // namespace
}  // namespace palpate
