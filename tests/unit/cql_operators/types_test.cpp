#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "invoke.hpp"

namespace palpate::cql {
namespace {

class Types : public OperatorTest {
 protected:
  Value from_string(const char* type, std::string_view text) {
    return call(std::string("To") + type, std::string("String -> ") + type, {s(text)});
  }
  Value to_text(const char* type, const Value& value) {
    return call("ToString", std::string(type) + " -> String", {value});
  }
  Value code(std::string_view id, const Value& display) {
    const Value fields[] = {s(id), display, s("http://loinc.org"), null()};
    return make_tuple(code_shape(), fields, arena_);
  }
  Value ratio(const Value& numerator, const Value& denominator) {
    const Value fields[] = {denominator, numerator};
    return make_tuple(ratio_shape(), fields, arena_);
  }
};

TEST_F(Types, ToBoolean) {
  for (const char* text : {"true", "t", "yes", "y", "1", "TRUE", "Yes"}) {
    EXPECT_TRUE(is(from_string("Boolean", text), yes())) << text;
  }
  for (const char* text : {"false", "f", "no", "n", "0", "NO"}) {
    EXPECT_TRUE(is(from_string("Boolean", text), no())) << text;
  }
  for (const char* text : {"", "falsetto", "falses", "10", " t"}) {
    EXPECT_TRUE(is(from_string("Boolean", text), null())) << text;
  }
  EXPECT_TRUE(is(call("ToBoolean", "Integer -> Boolean", {i(1)}), yes()));
  EXPECT_TRUE(is(call("ToBoolean", "Integer -> Boolean", {i(2)}), null()));
  EXPECT_TRUE(is(call("ToBoolean", "Long -> Boolean", {l(0)}), no()));
  EXPECT_TRUE(is(call("ToBoolean", "Decimal -> Boolean", {d("1.0")}), yes()));
  EXPECT_TRUE(is(call("ToBoolean", "Decimal -> Boolean", {d("0.5")}), null()));
}

TEST_F(Types, ToIntegerAndLong) {
  EXPECT_TRUE(is(from_string("Integer", "-25"), i(-25)));
  EXPECT_TRUE(is(from_string("Integer", "+25"), i(25)));
  EXPECT_TRUE(is(from_string("Integer", "2147483648"), null()));
  EXPECT_TRUE(is(from_string("Long", "2147483648"), l(2147483648)));
  EXPECT_TRUE(is(from_string("Long", "9223372036854775808"), null()));
  for (const char* text : {"", "foo", "+", "-", "+-1", "1.0", "1 ", " 1", "1L", "0x1"}) {
    EXPECT_TRUE(is(from_string("Integer", text), null())) << text;
  }
  EXPECT_TRUE(is(call("ToInteger", "Boolean -> Integer", {yes()}), i(1)));
  EXPECT_TRUE(is(call("ToInteger", "Long -> Integer", {l(5)}), i(5)));
  EXPECT_TRUE(is(call("ToInteger", "Long -> Integer", {l(2147483648)}), null()));
  EXPECT_TRUE(is(call("ToLong", "Integer -> Long", {i(5)}), l(5)));
}

TEST_F(Types, ToDecimal) {
  EXPECT_TRUE(is(from_string("Decimal", "+25.5"), d("25.5")));
  EXPECT_TRUE(is(from_string("Decimal", "-0.1"), d("-0.1")));
  EXPECT_TRUE(is(from_string("Decimal", "007"), d("7")));
  EXPECT_TRUE(is(from_string("Decimal", "5.123456785"), d("5.12345679")));
  EXPECT_TRUE(is(from_string("Decimal", "-5.123456784999"), d("-5.12345678")));
  for (const char* text : {"", ".", ".5", "5.", "+-0.1", "1e3", "1,5", "1.0 ", "NaN"}) {
    EXPECT_TRUE(is(from_string("Decimal", text), null())) << text;
  }
  EXPECT_TRUE(is(from_string("Decimal", "100000000000000000000"), null()));
  EXPECT_TRUE(is(call("ToDecimal", "Boolean -> Decimal", {yes()}), d("1.0")));
  EXPECT_TRUE(is(call("ToDecimal", "Integer -> Decimal", {i(5)}), d("5.0")));
}

TEST_F(Types, ToQuantity) {
  EXPECT_TRUE(is(from_string("Quantity", "5.5 'cm'"), q("5.5", "cm")));
  EXPECT_TRUE(is(from_string("Quantity", "5.5'cm'"), q("5.5", "cm")));
  EXPECT_TRUE(is(from_string("Quantity", "-0.1 'mg'"), q("-0.1", "mg")));
  EXPECT_TRUE(is(from_string("Quantity", "444"), q("444", "1")));
  EXPECT_TRUE(is(from_string("Quantity", "4 days"), q("4", "days")));
  for (const char* text :
       {"", "cm", "'cm'", "444 'cm", "444 cm'", "444 ''", "444 'nosuch'", "4 parsecs", "1.'cm'"}) {
    EXPECT_TRUE(is(from_string("Quantity", text), null())) << text;
  }
  EXPECT_TRUE(is(call("ToQuantity", "Decimal -> Quantity", {d("0.1")}), q("0.1", "1")));
  EXPECT_TRUE(is(call("ToQuantity", "Integer -> Quantity", {i(13)}), q("13", "1")));
  EXPECT_TRUE(is(call("ToQuantity", "Long -> Quantity", {l(13)}), q("13", "1")));
  EXPECT_TRUE(is(call("ToQuantity", "Ratio -> Quantity", {ratio(q("6", "mg"), q("2", "mL"))}),
                 q("3", "mg/mL")));
}

TEST_F(Types, ToRatio) {
  EXPECT_TRUE(is(from_string("Ratio", "1.0 'mg':2.0 'mL'"), ratio(q("1.0", "mg"), q("2.0", "mL"))));
  EXPECT_TRUE(is(from_string("Ratio", "1:128"), ratio(q("1", "1"), q("128", "1"))));
  for (const char* text : {"", ":", "1.0 'mg'", "1.0 'mg';2.0 'mg'", "1:2:3", "1:"}) {
    EXPECT_TRUE(is(from_string("Ratio", text), null())) << text;
  }
}

TEST_F(Types, ToDateAndDateTime) {
  EXPECT_TRUE(is(from_string("DateTime", "2014-01-01"), moment("2014-01-01")));
  EXPECT_TRUE(is(from_string("DateTime", "2014-01-01T12:05"), moment("2014-01-01T12:05")));
  EXPECT_TRUE(is(from_string("DateTime", "2014-01-01T12:05:05.955+01:30"),
                 moment("2014-01-01T12:05:05.955+01:30")));
  EXPECT_TRUE(is(from_string("DateTime", "2014/01/01T12:05:05.955Z"), null()));
  EXPECT_TRUE(is(from_string("Date", "2014-01"), date("2014-01")));
  EXPECT_TRUE(is(from_string("Date", "2014-01-01"), date("2014-01-01")));
  EXPECT_TRUE(is(from_string("Date", "2014-01-01T12:30:00"), date("2014-01-01")));
  EXPECT_TRUE(is(from_string("Date", "2014-13-01"), null()));
  EXPECT_TRUE(
      is(call("ToDateTime", "Date -> DateTime", {date("2014-01-01")}), moment("2014-01-01")));
  EXPECT_TRUE(is(call("ToDate", "DateTime -> Date", {moment("2014-01-01T12:05+01:00")}),
                 date("2014-01-01")));
  EXPECT_TRUE(is(call("ToDate", "DateTime -> Date", {moment("2014-01")}), date("2014-01")));
}

TEST_F(Types, ToTimeDropsAnOffset) {
  for (const char* text :
       {"T14:30:00.0", "14:30:00.0", "T14:30:00.0+05:30", "T14:30:00.0-05:45", "T14:30:00.0Z"}) {
    EXPECT_TRUE(is(from_string("Time", text), time("14:30:00.000"))) << text;
  }
  EXPECT_TRUE(is(from_string("Time", "T14-30-00.0"), null()));
  EXPECT_TRUE(is(from_string("Time", "T25:00"), null()));
  EXPECT_TRUE(is(from_string("Time", ""), null()));
}

TEST_F(Types, ToString) {
  EXPECT_TRUE(is(to_text("Boolean", yes()), s("true")));
  EXPECT_TRUE(is(to_text("Integer", i(-5)), s("-5")));
  EXPECT_TRUE(is(to_text("Long", l(10000)), s("10000")));
  EXPECT_TRUE(is(to_text("Decimal", d("18.55")), s("18.55")));
  EXPECT_TRUE(is(to_text("Decimal", d("5.0")), s("5.0")));
  EXPECT_TRUE(is(to_text("Quantity", q("125", "cm")), s("125 'cm'")));
  EXPECT_TRUE(is(to_text("Quantity", q("5.5", "cm")), s("5.5 'cm'")));
  EXPECT_TRUE(is(to_text("Quantity", q("4", "days")), s("4 days")));
  EXPECT_TRUE(is(to_text("Ratio", ratio(q("-0.1", "mg"), q("2", "mL"))), s("-0.1 'mg':2 'mL'")));
  EXPECT_TRUE(is(to_text("Date", date("2012-01")), s("2012-01")));
  EXPECT_TRUE(is(to_text("DateTime", moment("2000-01-01")), s("2000-01-01")));
  EXPECT_TRUE(
      is(to_text("DateTime", moment("2000-01-01T15:25:25.300")), s("2000-01-01T15:25:25.300")));
  EXPECT_TRUE(is(to_text("DateTime", moment("2000-01-01T08:25:25.300-07:00")),
                 s("2000-01-01T08:25:25.300-07:00")));
  EXPECT_TRUE(is(to_text("Time", time("09:30:01.003")), s("09:30:01.003")));
}

RC_GTEST_FIXTURE_PROP(Types, LongsRoundTripThroughStrings, (std::int64_t number)) {
  const Value text = to_text("Long", l(number));
  RC_ASSERT(call("ToLong", "String -> Long", {text}).as_long() == number);
}

TEST_F(Types, ConvertsTo) {
  EXPECT_TRUE(is(call("ConvertsToInteger", "Any -> Boolean", {s("-25")}), yes()));
  EXPECT_TRUE(is(call("ConvertsToInteger", "Any -> Boolean", {s("4.2")}), no()));
  EXPECT_TRUE(is(call("ConvertsToInteger", "Any -> Boolean", {l(2147483648)}), no()));
  EXPECT_TRUE(is(call("ConvertsToBoolean", "Any -> Boolean", {i(5)}), no()));
  EXPECT_TRUE(is(call("ConvertsToDate", "Any -> Boolean", {moment("2014-01-01T12")}), yes()));
  EXPECT_TRUE(is(call("ConvertsToTime", "Any -> Boolean", {i(5)}), no()));
  EXPECT_TRUE(is(call("ConvertsToString", "Any -> Boolean", {i(42)}), yes()));
  EXPECT_TRUE(is(call("ConvertsToString", "Any -> Boolean", {list({})}), no()));
  EXPECT_TRUE(is(call("ConvertsToRatio", "Any -> Boolean", {s("1:2")}), yes()));
  EXPECT_TRUE(is(call("ConvertsToDecimal", "Any -> Boolean", {null()}), null()));
  EXPECT_TRUE(is(call("ConvertsToDecimal", "Any -> Boolean", {between(1, 2)}), null()));
}

TEST_F(Types, ConvertQuantity) {
  const char* convert = "Quantity, String -> Quantity";
  const char* can = "Quantity, String -> Boolean";
  EXPECT_TRUE(is(call("ConvertQuantity", convert, {q("5", "mg"), s("g")}), q("0.005", "g")));
  EXPECT_TRUE(is(call("ConvertQuantity", convert, {q("5", "mg"), s("cm")}), null()));
  EXPECT_TRUE(is(call("ConvertQuantity", convert, {q("5", "mg"), s("nosuch")}), null()));
  EXPECT_TRUE(is(call("CanConvertQuantity", can, {q("5", "mg"), s("g")}), yes()));
  EXPECT_TRUE(is(call("CanConvertQuantity", can, {q("5", "mg"), s("cm")}), no()));
  EXPECT_TRUE(is(call("CanConvertQuantity", can, {null(), s("cm")}), null()));
}

TEST_F(Types, ToConcept) {
  const Value concept_value = call("ToConcept", "Code -> Concept", {code("8480-6", s("BP"))});
  EXPECT_EQ(concept_value.shape().type_name, "Concept");
  EXPECT_TRUE(is(concept_value.field("display"), s("BP")));
  EXPECT_TRUE(is(concept_value.field("codes"), list({code("8480-6", s("BP"))})));
  const Value two =
      call("ToConcept", "List<Code> -> Concept", {list({code("a", s("A")), code("b", null())})});
  EXPECT_TRUE(is(two.field("display"), null()));
  EXPECT_EQ(two.field("codes").items().size(), 2U);
}

Value run(const Conversion& conversion, const Value& value, Session& session) {
  const Value operands[] = {value};
  return conversion.function({operands, Precision::none, session, Type()});
}

TEST_F(Types, ImplicitConversionsAreThoseOfTheReference) {
  using Kind = Type::Kind;
  std::vector<std::pair<Kind, Kind>> implicit;
  for (const Conversion& conversion : conversions()) {
    if (conversion.implicit) implicit.push_back({conversion.from, conversion.to});
  }
  EXPECT_EQ(implicit, (std::vector<std::pair<Kind, Kind>>{{Kind::integer, Kind::long_integer},
                                                          {Kind::integer, Kind::decimal},
                                                          {Kind::long_integer, Kind::decimal},
                                                          {Kind::integer, Kind::quantity},
                                                          {Kind::long_integer, Kind::quantity},
                                                          {Kind::decimal, Kind::quantity},
                                                          {Kind::code, Kind::concept_},
                                                          {Kind::date, Kind::date_time}}));
}

TEST_F(Types, WideningAnIntegerKeepsWhatItIs) {
  const Conversion& to_long = conversions()[0];
  const Conversion& to_decimal = conversions()[1];
  EXPECT_TRUE(is(run(to_long, i(5), session_), l(5)));
  EXPECT_TRUE(is(run(to_long, between(1, 3), session_), between(1, 3)));
  EXPECT_TRUE(is(run(to_long, d("0.25"), session_), d("0.25")));
  EXPECT_TRUE(is(run(to_decimal, i(5), session_), d("5")));
  EXPECT_TRUE(is(run(to_decimal, d("0.25"), session_), d("0.25")));
  EXPECT_TRUE(is(run(to_decimal, between(1, 3), session_), null()));
}

}  // namespace
}  // namespace palpate::cql
