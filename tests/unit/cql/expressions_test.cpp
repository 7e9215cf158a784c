#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

TEST(Expressions, ThreeValuedLogic) {
  EXPECT_EQ(evaluate("true and null"), "null");
  EXPECT_EQ(evaluate("false and null"), "false");
  EXPECT_EQ(evaluate("null and false"), "false");
  EXPECT_EQ(evaluate("true or null"), "true");
  EXPECT_EQ(evaluate("null or false"), "null");
  EXPECT_EQ(evaluate("null implies true"), "true");
  EXPECT_EQ(evaluate("false implies null"), "true");
  EXPECT_EQ(evaluate("true implies null"), "null");
  EXPECT_EQ(evaluate("null implies false"), "null");
}

TEST(Expressions, ImplicitConversions) {
  EXPECT_EQ(evaluate("1 + 2.5"), "3.5");
  EXPECT_EQ(evaluate("1 = 1.0"), "true");
  EXPECT_EQ(evaluate("2 + 3L"), "5L");
  EXPECT_EQ(evaluate("{1, 2.5}"), "{1.0, 2.5}");
  EXPECT_EQ(evaluate("{1, 2, 3} contains 2.0"), "true");
  EXPECT_EQ(evaluate("2 in Interval[1.5, 2.5]"), "true");
  EXPECT_EQ(evaluate("@2014-01-01 = @2014-01-01T"), "true");
  EXPECT_EQ(evaluate("if true then 1 else 2.5"), "1.0");
}

TEST(Expressions, NullConvertsToEverything) {
  EXPECT_EQ(evaluate("1 + null"), "null");
  EXPECT_EQ(evaluate("null + null"), "null");
  EXPECT_EQ(evaluate("Abs(null)"), "null");
  EXPECT_EQ(evaluate("{null, 1}"), "{null, 1}");
  EXPECT_EQ(evaluate("First({})"), "null");
  EXPECT_EQ(evaluate("Interval[null, 5] contains 3"), "true");
}

TEST(Expressions, ConversionOfListsThatAreNotConstant) {
  EXPECT_EQ(evaluate("({1, 2}) X return all X + 0.5"), "{1.5, 2.5}");
  EXPECT_EQ(evaluate("(({1, 2}) X return all X) contains 2.0"), "true");
  EXPECT_EQ(evaluate("(({1}) X return all Interval[X, X + 4])[0] contains 2.5"), "true");
}

TEST(Expressions, Choices) {
  EXPECT_EQ(evaluate("{1, 'a'}"), "{1, 'a'}");
  EXPECT_EQ(evaluate("(if true then 1 else 'a') is Integer"), "true");
  EXPECT_EQ(evaluate("(if true then 1 else 'a') as String"), "null");
  EXPECT_EQ(evaluate("((if true then 1 else 'a') as Integer) + 1"), "2");
  EXPECT_EQ(evaluate("cast (if true then 1 else 'a') as String"),
            "error: cast: the value is not of type String");
}

TEST(Expressions, Conditionals) {
  EXPECT_EQ(evaluate("if null then 1 else 2"), "2");
  EXPECT_EQ(evaluate("case when null then 1 when true then 2 else 3 end"), "2");
  EXPECT_EQ(evaluate("case 2 when 1 then 'a' when 2 then 'b' else 'c' end"), "'b'");
  EXPECT_EQ(evaluate("case 1 + 1 when 1 then 'a' when 2 then 'b' else 'c' end"), "'b'");
  EXPECT_EQ(evaluate("case null when 1 then 'a' else 'c' end"), "'c'");
  EXPECT_EQ(evaluate("Coalesce(null, null, 3)"), "3");
  EXPECT_EQ(evaluate("Coalesce({null, 4})"), "4");
  EXPECT_EQ(evaluate("Coalesce(null, null, null, null, null, null, 7)"), "7");
}

TEST(Expressions, Between) {
  EXPECT_EQ(evaluate("5 between 5 and 6"), "true");
  EXPECT_EQ(evaluate("5 properly between 5 and 6"), "false");
  EXPECT_EQ(evaluate("(if true then 5 else 6) between 1 and null"), "null");
  EXPECT_EQ(evaluate("7 between null and 6"), "false");
}

TEST(Expressions, PropertiesOfSystemTypes) {
  EXPECT_EQ(evaluate("(5 'mg').unit"), "'mg'");
  EXPECT_EQ(evaluate("(5.5 'mg').value"), "5.5");
  EXPECT_EQ(evaluate("Interval[1, 5).highClosed"), "false");
  EXPECT_EQ(evaluate("Interval[1, 5).low"), "1");
  EXPECT_EQ(evaluate("Tuple { a: 1, b: 'x' }.b"), "'x'");
  EXPECT_EQ(evaluate("Code { code: 'a', system: 's' }.system"), "'s'");
  EXPECT_EQ(evaluate("(({ Tuple { a: 1 } })[0]).a"), "1");
  EXPECT_EQ(evaluate("null.a"), "null");
}

TEST(Expressions, PropertiesOfNullAreNull) {
  EXPECT_EQ(evaluate("(null as Tuple {a Integer, b String}).b"), "null");
  EXPECT_EQ(evaluate("(null as Quantity).value"), "null");
  EXPECT_EQ(evaluate("(if false then Tuple {a: 1} else null).a"), "null");
}

TEST(Expressions, SelectorsOfSystemTypes) {
  EXPECT_EQ(evaluate("Quantity { value: 5, unit: 'mg' } = 5 'mg'"), "true");
  EXPECT_EQ(evaluate("Quantity { value: 5 } = 5 '1'"), "true");
  EXPECT_EQ(evaluate("Quantity { value: null, unit: 'mg' }"), "null");
  EXPECT_EQ(evaluate("Concept { codes: Code { code: 'a' } } ~ Concept { codes: { Code { code: "
                     "'a' } } }"),
            "true");
  EXPECT_EQ(evaluate("(Ratio { numerator: 1 'mg', denominator: 2 'mL' }).denominator.unit"),
            "'mL'");
}

TEST(Expressions, IntervalsThatEndBeforeTheyStartFail) {
  EXPECT_EQ(evaluate("Interval[5, 3]"), "error: an interval must not end before it starts");
  EXPECT_EQ(evaluate("Interval[5, 5)"), "error: an interval must not end before it starts");
  EXPECT_EQ(evaluate("Interval[5, 5]"), "Interval[5, 5]");
}

// Interval(5, 6) starts with 6 and ends with 5.
TEST(Expressions, IntervalsBetweenNeighboursFail) {
  EXPECT_EQ(evaluate("Interval(5, 6)"), "error: an interval must not end before it starts");
  EXPECT_EQ(evaluate("Interval(5, 7)"), "Interval(5, 7)");
  EXPECT_EQ(evaluate("Interval(5, 6]"), "Interval(5, 6]");
  EXPECT_EQ(evaluate("Interval[5, 6)"), "Interval[5, 6)");
  EXPECT_EQ(evaluate("Interval(5, 6.5)"), "Interval(5.0, 6.5)");
  EXPECT_EQ(evaluate("Interval(@2024-02-28, @2024-02-29)"),
            "error: an interval must not end before it starts");
}

TEST(Expressions, TimeOfEvaluation) {
  EXPECT_EQ(evaluate("Today()"), "@2026-01-01");
  EXPECT_EQ(evaluate("CalculateAgeInYears(@1980-06-01)"), "45");
  EXPECT_EQ(evaluate("timezoneoffset from @2014-01-01T10:00"), "0.0");
  EXPECT_EQ(evaluate("DateTime(2014, 1, 1, 10) = @2014-01-01T10+00:00"), "true");
}

TEST(Expressions, ADateTimeWithoutOffsetTakesThatOfTheEvaluation) {
  const auto compiled =
      compile_expression(source("e", "{ @2014-01-01T10:00 } contains @2014-01-01T08:00+00:00"));
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  Scratch scratch(compiled.program);
  scratch.begin({{}, *parse_date_time("2026-01-01T00:00:00.000+02:00")});
  EXPECT_EQ(run(scratch, "Expression", "Result"), "true");
  scratch.begin({{}, *parse_date_time("2026-01-01T00:00:00.000+00:00")});
  EXPECT_EQ(run(scratch, "Expression", "Result"), "false");
}

TEST(Expressions, LeastAndGreatestValues) {
  EXPECT_EQ(evaluate("minimum Integer"), "-2147483648");
  EXPECT_EQ(evaluate("-2147483648"), "-2147483648");
  EXPECT_EQ(evaluate("2147483647 + 1"), "null");
  EXPECT_NE(evaluate("maximum Boolean").find("CQL0220"), std::string::npos);
}

TEST(Expressions, Convert) {
  EXPECT_EQ(evaluate("convert 5 to String"), "'5'");
  EXPECT_EQ(evaluate("convert 5 to Decimal"), "5.0");
  EXPECT_EQ(evaluate("convert '2014-01-01' to Date"), "@2014-01-01");
  EXPECT_EQ(evaluate("(convert 5 'g' to 'mg').value"), "5000.0");
  EXPECT_NE(evaluate("convert true to Date").find("CQL0225"), std::string::npos);
}

}  // namespace
}  // namespace palpate::cql::testing
