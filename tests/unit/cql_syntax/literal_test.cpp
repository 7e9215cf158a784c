#include <gtest/gtest.h>

#include <vector>

#include "parse_text.hpp"

namespace palpate::cql {
namespace {

void expect_trees(const std::vector<Row>& rows) {
  for (const auto& row : rows) EXPECT_EQ(tree(row.text), row.expected) << row.text;
}

TEST(Literals, Numbers) {
  expect_trees({
      {"0", "0"},
      {"007", "007"},
      {"5L", "5L"},
      {"3.14000", "3.14000"},
      {"5 'mg'", "(quantity 5 mg)"},
      {"12.0'g'", "(quantity 12.0 g)"},
      {"3 days", "(quantity 3 days)"},
      {"1 month", "(quantity 1 month)"},
      {"2 ''", "(quantity 2)"},
      {"1 'mg' : 2 'mL'", "(ratio (quantity 1 mg) (quantity 2 mL))"},
      {"1:128", "(ratio (quantity 1) (quantity 128))"},
  });
}

TEST(Literals, TheLiteralKnowsItsKindAndPlaces) {
  Diagnostics diagnostics;
  const auto quantity = parse_expression(source_of(" 5.0 'mg' "), diagnostics);
  EXPECT_EQ(quantity->kind, ast::Expression::Kind::quantity);
  EXPECT_TRUE(quantity->has_unit);
  EXPECT_EQ(quantity->span, (Span{1, 9}));
  EXPECT_EQ(quantity->name_span, (Span{5, 9}));
  const auto whole = parse_expression(source_of("5"), diagnostics);
  EXPECT_EQ(whole->kind, ast::Expression::Kind::integer_literal);
  const auto decimal = parse_expression(source_of("5.0"), diagnostics);
  EXPECT_EQ(decimal->kind, ast::Expression::Kind::decimal_literal);
}

TEST(Literals, Words) { expect_trees({{"null", "null"}, {"true", "true"}, {"false", "false"}}); }

TEST(Literals, Strings) {
  expect_trees({
      {"''", "''"},
      {R"('it\'s')", "'it's'"},
      {R"('\"\`\\\/')", "'\"`\\/'"},
      {R"('\f\n\r\t')", "'\f\n\r\t'"},
      {R"('\u0048\u00e9\u20AC')", "'Hé€'"},
      {R"('\uD83D\uDE00')", "'😀'"},
      {"'two\nlines'", "'two\nlines'"},
      {"'é€😀'", "'é€😀'"},
      {"'// no comment /*'", "'// no comment /*'"},
  });
}

TEST(Literals, DatesAndTimes) {
  expect_trees({
      {"@2014", "(date 2014)"},
      {"@2014-02", "(date 2014-02)"},
      {"@2012-02-29", "(date 2012-02-29)"},
      {"@0001-01-01", "(date 0001-01-01)"},
      {"@2014T", "(datetime 2014T)"},
      {"@2014-01T", "(datetime 2014-01T)"},
      {"@2014-01-25T", "(datetime 2014-01-25T)"},
      {"@2014-01-25T23", "(datetime 2014-01-25T23)"},
      {"@2014-01-25T14:30:14.559Z", "(datetime 2014-01-25T14:30:14.559Z)"},
      {"@2014-01-25T14:30-07:00", "(datetime 2014-01-25T14:30-07:00)"},
      {"@T10", "(time T10)"},
      {"@T23:59:59.10000", "(time T23:59:59.10000)"},
      {"@2014-01-25-3 days", "(Subtract (date 2014-01-25) (quantity 3 days))"},
      {"@T10:00+1 hour", "(Add (time T10:00) (quantity 1 hour))"},
  });
}

TEST(Literals, MistakesInDatesAndTimes) {
  const std::vector<Row> rows = {
      {"@2014-13-01", "there is no month 13 | months go from 1 to 12"},
      {"@2014-00", "there is no month 0 | months go from 1 to 12"},
      {"@0000", "there is no year 0 | years go from 1 to 9999"},
      {"@2015-02-29", "February 2015 has 28 days"},
      {"@1900-02-29", "February 1900 has 28 days"},
      {"@2014-04-31", "April 2014 has 30 days"},
      {"@2014-04-00", "April 2014 has 30 days"},
      {"@T24:59", "there is no hour 24 | hours go from 0 to 23"},
      {"@T23:60:59", "there is no minute 60 | minutes go from 0 to 59"},
      {"@T23:59:60", "there is no second 60 | seconds go from 0 to 59"},
      {"@T06Z", "a time of day has no offset from UTC"},
      {"@2014T10", "a time of day needs a date with month and day before it"},
      {"@2014-01-25T10:00+14:01", "offsets from UTC go from -14:00 to +14:00"},
      {"@2014-1-5",
       "this is not a date, date-time or time | write it as @2014-01-25, "
       "@2014-01-25T14:30:00.000+01:00 or @T14:30"},
      {"@20140105",
       "this is not a date, date-time or time | write it as @2014-01-25, "
       "@2014-01-25T14:30:00.000+01:00 or @T14:30"},
      {"@T9:30",
       "this is not a date, date-time or time | write it as @2014-01-25, "
       "@2014-01-25T14:30:00.000+01:00 or @T14:30"},
      {"@",
       "this is not a date, date-time or time | write it as @2014-01-25, "
       "@2014-01-25T14:30:00.000+01:00 or @T14:30"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(mistakes(row.text), "1:1 CQL0007 " + row.expected + "\n") << row.text;
  }
}

TEST(Names, WithAndWithoutQuotes) {
  expect_trees({
      {"_a1", "_a1"},
      {"\"two words\"", "two words"},
      {"`back \\` tick`", "back ` tick"},
      {"\"a \\\"b\\\"\"", "a \"b\""},
      {"%now", "%now"},
      {"%'ext'", "%ext"},
      {"%\"ext\"", "%ext"},
      {"$this", "$this"},
      {"$index + $total", "(Add $index $total)"},
  });
}

TEST(Names, KeywordsServeAsNamesWhereTheGrammarAllowsIt) {
  expect_trees({
      {"start", "start"},
      {"date + time", "(Add date time)"},
      {"code.display.version", "(. (. code display) version)"},
      {"x.Interval.day.start", "(. (. (. x Interval) day) start)"},
      {"x.exists()", "(.exists x)"},
      {"date(2012)", "(date 2012)"},
      {"contains(a, b)", "(contains a b)"},
      {"Tuple { day: 1, Interval: 2 }", "(tuple day:1 Interval:2)"},
      {"start of start", "(Start start)"},
      {"end of end", "(End end)"},
      {"date from date", "(DateFrom date)"},
      {"A includes start", "(Includes A start)"},
  });
}

TEST(Comments, AreSkipped) {
  expect_trees({
      {"a // end\n + b", "(Add a b)"},
      {"a /* x\n * y */ + /**/ b", "(Add a b)"},
      {"\xEF\xBB\xBF"
       "a",
       "a"},
  });
}

}  // namespace
}  // namespace palpate::cql
