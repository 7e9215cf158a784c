#include "render/json_writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace palpate::rendering {
namespace {

namespace json = boost::json;

TEST(JsonWriter, PutsCommasBetweenMembersAndElementsOnly) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  writer.key("a").begin_array();
  writer.end_array();
  writer.key("b").begin_array();
  writer.number(0);
  writer.begin_object();
  writer.end_object();
  writer.null();
  writer.boolean(false);
  writer.text("x");
  writer.word("y");
  writer.end_array();
  writer.key("c").boolean(true);
  writer.end_object();
  EXPECT_EQ(out, R"({"a":[],"b":[0,{},null,false,"x","y"],"c":true})");
}

TEST(JsonWriter, ATextThatEndsAsABracketOpensIsAValueLikeAnother) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_array();
  for (const auto* text : {"[", "{", ":", ",", ""}) writer.text(text);
  writer.end_array();
  EXPECT_EQ(out, R"(["[","{",":",",",""])");
}

TEST(JsonWriter, BeginsAnewBehindWhatStandsThere) {
  std::string out = "{}";
  JsonWriter writer(out);
  writer.begin_array();
  writer.end_array();
  EXPECT_EQ(out, "{}[]");
}

TEST(JsonWriter, WhatIsReadyTakesItsPlace) {
  const auto members = json_of([](JsonWriter& writer) {
    writer.key("a").number(1);
    writer.key("b").number(2);
  });
  EXPECT_EQ(members, R"("a":1,"b":2)");
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  writer.ready(members);
  writer.ready("");
  writer.key("c").ready("[3]");
  writer.ready(R"("d":4)");
  writer.end_object();
  EXPECT_EQ(out, R"({"a":1,"b":2,"c":[3],"d":4})");
}

TEST(JsonWriter, WritesTheLargestNumber) {
  EXPECT_EQ(json_of([](JsonWriter& writer) { writer.number(18446744073709551615ULL); }),
            "18446744073709551615");
}

TEST(JsonString, EscapesWhatJsonWantsEscapedAndNothingElse) {
  std::string out;
  append_json_string("\"\\\b\f\n\r\t", out);
  append_json_string(std::string("\x00\x01\x1f", 3), out);
  append_json_string(" /\x7f\u00e9\u2028", out);
  EXPECT_EQ(out, R"("\"\\\b\f\n\r\t")"
                 R"("\u0000\u0001\u001f")"
                 "\" /\x7f\u00e9\u2028\"");
}

TEST(JsonString, FindsOneThatNeedsItAtEveryPlaceOfALongText) {
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, '\xff');
      text[at] = '\n';
      std::string out;
      append_json_string(text, out);
      auto expected = "\"" + text + "\"";
      expected.replace(at + 1, 1, "\\n");
      ASSERT_EQ(out, expected) << size << ", " << at;
    }
  }
}

TEST(JsonString, WritesAnyAsciiAsBoostDoes) {
  const bool held = rc::check("the same bytes", [] {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::inRange<char>(0, std::numeric_limits<char>::max()));
    std::string out;
    append_json_string(text, out);
    RC_ASSERT(out == json::serialize(json::value(text)));
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace palpate::rendering
