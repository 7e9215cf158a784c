#include "intake/json_mend.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <boost/json/parse.hpp>
#include <string>

#include "base/limits.hpp"
#include "intake/json_number.hpp"

namespace palpate::intake {
namespace {

std::string mended(std::string_view json) { return mend_json(json).text; }

TEST(MendJson, LeavesWhatIsWhole) {
  for (const auto* json :
       {R"({})", R"({"a":1})", R"({"a":[],"b":{"c":[1,"x",null,{}]},"d":"\"\\ \u00e4"})"}) {
    const auto result = mend_json(json);
    EXPECT_EQ(result.text, json);
    EXPECT_TRUE(result.damage.empty()) << json;
  }
}

TEST(MendJson, KeepsWholeMembersAndMarksDamagedOnes) {
  EXPECT_EQ(mended(R"({"a": 1, "b": 2)"), R"({"a":1,"b":!})");
  EXPECT_EQ(mended(R"({"a": 1, "b": 2 )"), R"({"a":1,"b":2})");
  EXPECT_EQ(mended(R"({"a": {"b": 1, "c": [1, {"d": 2})"), R"({"a":{"b":1,"c":!}})");
  EXPECT_EQ(mended(R"({"a": 1 "b": 2,, "c": 3,})"), R"({"a":1,"b":2,"c":3})");
  EXPECT_EQ(mended(R"({"a": [1, 2}, "b": 3})"), R"({"a":!})");
  EXPECT_EQ(mended(R"({"a": {"x": [1}, "b": 3})"), R"({"a":{"x":!},"b":3})");
  EXPECT_EQ(mended(R"({"a" 1, "b": 3})"), R"({"b":3})");
  EXPECT_EQ(mended(R"({"a": 1, 5, "b": 3})"), R"({"a":1,"b":3})");
  EXPECT_EQ(mended(R"({"a": 1]})"), R"({"a":!})");
  EXPECT_EQ(mended(R"({,})"), R"({})");
  EXPECT_EQ(mended(R"({)"), R"({})");
}

TEST(MendJson, AMemberOfAListThatBrokeIsNotTakenForAMemberBesideIt) {
  EXPECT_EQ(mended(R"({"a": [{"x" 1, "b": 2}], "c": 3})"), R"({"a":!,"c":3})");
}

TEST(MendJson, SaysWhatAndWhere) {
  const auto result = mend_json(R"({"a": 1} x)");
  ASSERT_EQ(result.damage.size(), 1u);
  EXPECT_EQ(result.damage[0].kind, Damage::Kind::trailing);
  EXPECT_EQ(result.damage[0].offset, 9u);
  const auto utf8 = mend_json("{\"\xFF\": \"\xFE\"; 1}");
  ASSERT_EQ(utf8.damage.size(), 2u);
  EXPECT_TRUE(utf8.replaced_bytes);
  EXPECT_EQ(utf8.damage[0].offset, 2u);
  EXPECT_EQ(utf8.damage[1].offset, 9u);
}

TEST(MendJson, HostileBytesTakeLinearTime) {
  // What takes the square of this never ends.
  constexpr auto size = limits::assessment_bytes / 8;
  for (const auto* unit : {"[", "{", "]", "}", ",", ":", "\"", "\\", "{\"a\":", "[{", "{\"a\":[}",
                           "\x80", "{]", "\"\","}) {
    std::string bytes = "{";
    while (bytes.size() < size) bytes += unit;
    EXPECT_LE(mend_json(bytes).damage.size(), limits::assessment_issues + 1);
  }
}

/// JSON-like rubbish: reaches deeper than arbitrary bytes do.
rc::Gen<std::string> rubbish() {
  const auto piece = rc::gen::element<std::string>(
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"left\"", "\"", "\\", "1", "-", "true", "nul", " ",
      "\n", "\x01", "\xC3", "\xC3\xA4", "!", "\"answers\":", "{\"value\":1,\"unit\":\"Cel\"}");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text = "{";
                        for (const auto& each : pieces) text += each;
                        return text;
                      });
}

RC_GTEST_PROP(MendJson, ItsResultIsWholeAndStaysAsItIs, ()) {
  const auto json = *rubbish();
  const auto first = mend_json(json);
  // Up to the words that stand for damaged values, and those that are no values themselves.
  auto second = mend_json(first.text);
  for (const auto& damage : second.damage) {
    RC_ASSERT(first.text[damage.offset] == '!');
  }
  RC_ASSERT(second.text == first.text);
}

RC_GTEST_PROP(MendJson, FindsNoDamageExactlyWhereAnotherParserFindsNone, ()) {
  const auto json = *rubbish();
  boost::json::error_code error;
  const auto parsed = boost::json::parse(json, error);
  if (!error) RC_ASSERT(mend_json(json).damage.empty());
}

TEST(JsonNumber, FollowsTheGrammar) {
  for (const auto* good : {"0", "-0", "10", "1.5", "1e5", "1E+05", "-1.25e-3"}) {
    EXPECT_TRUE(is_json_number(good)) << good;
  }
  for (const auto* bad : {"", "-", "01", "+1", "1.", ".5", "1e", "1e+", "0x1", "1 ", "NaN", "1.5.1",
                          "--1", "1e5.5"}) {
    EXPECT_FALSE(is_json_number(bad)) << bad;
  }
}

TEST(JsonNumber, IsExactOrNothing) {
  EXPECT_EQ(exact_decimal("0.1"), Decimal::parse("0.1"));
  EXPECT_EQ(exact_decimal("1e2"), Decimal::parse("100"));
  EXPECT_EQ(exact_decimal("-1.5e-7"), Decimal::parse("-0.00000015"));
  EXPECT_EQ(exact_decimal("99999999999999999999.99999999"),
            Decimal::parse("99999999999999999999.99999999"));
  EXPECT_EQ(exact_decimal("10000e-12"), Decimal::parse("0.00000001"));
  EXPECT_EQ(exact_decimal("0.000000000000"), Decimal::parse("0"));
  EXPECT_FALSE(exact_decimal("0.123456789"));
  EXPECT_FALSE(exact_decimal("1e20"));
  EXPECT_FALSE(exact_decimal("1e-9"));
  EXPECT_FALSE(exact_decimal("1e999999999999999999999"));
  EXPECT_FALSE(exact_decimal("1e-999999999999999999999"));
  EXPECT_FALSE(exact_decimal("123456789012345678901234567890"));
}

TEST(JsonNumber, IsWrittenPlainly) {
  EXPECT_EQ(plain_number(*Decimal::parse("38.0")), "38");
  EXPECT_EQ(plain_number(*Decimal::parse("36.50")), "36.5");
  EXPECT_EQ(plain_number(*Decimal::parse("-0.25")), "-0.25");
  EXPECT_EQ(plain_number(*Decimal::parse("120")), "120");
}

}  // namespace
}  // namespace palpate::intake
