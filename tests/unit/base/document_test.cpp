#include "base/document.hpp"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace palpate {
namespace {

SourcePtr source(std::string text) { return std::make_shared<SourceText>("f.yaml", text); }

struct Read {
  Document document;
  Diagnostics diagnostics;
};

Read read(std::string text) {
  Read result;
  result.document = parse_yaml(source(std::move(text)), result.diagnostics);
  return result;
}

std::string json(const std::string& yaml) {
  const auto result = read(yaml);
  if (!result.diagnostics.empty()) return render(result.diagnostics);
  return boost::json::serialize(result.document.root);
}

/// The text that a place covers.
std::string covered(const Read& result, Span span) {
  return std::string(result.document.source->text(span));
}

/// "code line:column" of every diagnostic.
std::vector<std::string> complaints(const Read& result) {
  std::vector<std::string> list;
  for (const auto& d : result.diagnostics.all()) {
    const auto at = d.source->position(d.span.begin);
    list.push_back(d.code + " " + std::to_string(at.line) + ":" + std::to_string(at.column));
  }
  return list;
}

TEST(Document, ReadsCollections) {
  EXPECT_EQ(json("a: [x, {y: z}]\nb:\n  - c\n  - d: e\n    f:\n"),
            R"({"a":["x",{"y":"z"}],"b":["c",{"d":"e","f":null}]})");
  EXPECT_EQ(json(""), "null");
  EXPECT_EQ(json("# a comment only\n"), "null");
  EXPECT_EQ(json("[]"), "[]");
  EXPECT_EQ(json("%YAML 1.2\n---\na: b\n...\n"), R"({"a":"b"})");
}

TEST(Document, ScalarsFollowTheCoreSchema) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"true", "true"},
      {"FALSE", "false"},
      {"null", "null"},
      {"~", "null"},
      {"12", "12"},
      {"-7", "-7"},
      {"+7", "7"},
      {"012", "12"},
      {"0x1F", "31"},
      {"0o17", "15"},
      {"1.5", "1.5E0"},
      {"-.5", "-5E-1"},
      {"1e3", "1E3"},
      {"1.", "1E0"},
      {"18446744073709551615", "18446744073709551615"},
      {"yes", R"("yes")"},
      {"no", R"("no")"},
      {"off", R"("off")"},
      {"tRue", R"("tRue")"},
      {"1.0.0", R"("1.0.0")"},
      {"1_000", R"("1_000")"},
      {"2024-01-01", R"("2024-01-01")"},
      {"12:30", R"("12:30")"},
      {".nan", R"(".nan")"},
      {"-.inf", R"("-.inf")"},
      {"+", R"("+")"},
      {".", R"(".")"},
      {"1e", R"("1e")"},
      {"'12'", R"("12")"},
      {"\"true\"", R"("true")"},
      {"!!str 12", R"("12")"},
      {"! 12", R"("12")"},
      {"'it''s'", R"("it's")"},
      {R"("a\tb\u00e9")", R"("a\tbé")"},
  };
  for (const auto& [yaml, expected] : cases) EXPECT_EQ(json(yaml), expected) << yaml;
}

TEST(Document, KeepsNumbersAsWritten) {
  const auto result = read("dose: {low: 0.10, high: 1e2}\nnote: 'x y'\nlist: [007]\n");
  const auto& document = result.document;
  EXPECT_EQ(document.text_at("/dose/low"), "0.10");
  EXPECT_EQ(document.text_at("/dose/high"), "1e2");
  EXPECT_EQ(document.text_at("/list/0"), "007");
  EXPECT_EQ(document.text_at("/note"), "x y");
  EXPECT_EQ(document.text_at("/dose"), "");
  EXPECT_EQ(document.text_at("/absent"), "");
}

TEST(Document, KnowsThePlaceOfEveryNode) {
  const auto result = read(
      "id: 'é''x'  # why\n"
      "map: {a: [1, 22], b/c: \"q\\\"r\" }\r\n"
      "long: two\n"
      "  lines\n"
      "block: |\n"
      "  text\n"
      "empty:\n"
      "list:\n"
      "  - x: 1\n"
      "    y: &anchor 2\n");
  const auto& document = result.document;
  const auto at = [&](std::string_view pointer) {
    return covered(result, document.place(pointer));
  };
  EXPECT_TRUE(result.diagnostics.empty());
  EXPECT_EQ(at("/id"), "'é''x'");
  EXPECT_EQ(at("/map"), R"({a: [1, 22], b/c: "q\"r" })");
  EXPECT_EQ(at("/map/a"), "[1, 22]");
  EXPECT_EQ(at("/map/a/1"), "22");
  EXPECT_EQ(at("/map/b~1c"), R"("q\"r")");
  EXPECT_EQ(covered(result, document.key_place("/map/b~1c")), "b/c");
  EXPECT_EQ(at("/long"), "two");
  EXPECT_EQ(at("/block"), "|");
  EXPECT_EQ(at("/empty"), "empty");
  EXPECT_EQ(at("/list/0"), "x: 1\n    y: &anchor 2");
  EXPECT_EQ(at("/list/0/y"), "2");
}

TEST(Document, AnUnknownPlaceFallsBackToItsAncestors) {
  const auto result = read("a:\n  b: [1]\n");
  const auto& document = result.document;
  EXPECT_EQ(document.place("/a/b/0/x/y"), document.place("/a/b/0"));
  EXPECT_EQ(document.place("/zzz"), document.place(""));
  EXPECT_EQ(document.key_place("/a/b/0"), document.key_place("/a/b"));
  EXPECT_EQ(document.key_place(""), document.place(""));
  EXPECT_EQ(Document{}.place("/a"), Span{});
}

TEST(Document, PlacesCountFromTheFileNotFromTheByteOrderMark) {
  const auto result = read(
      "\xEF\xBB\xBF"
      "a: b\n");
  EXPECT_EQ(covered(result, result.document.place("/a")), "b");
}

TEST(Document, PlacesCountBytesBehindAnyCharacters) {
  const auto result = read("a: 'é€😀'\nb: [ü, x]\nc: *y\n");
  EXPECT_EQ(complaints(result), std::vector<std::string>{"YAML0006 3:4"});
  const auto fine = read("a: 'é€😀'\nb: [ü, x]\n");
  EXPECT_EQ(covered(fine, fine.document.place("/a")), "'é€😀'");
  EXPECT_EQ(covered(fine, fine.document.place("/b/1")), "x");
}

TEST(Document, ReadsJsonAsPeopleIndentIt) {
  EXPECT_EQ(json("{\n\t\"a\":1,\n\t\"b\" : [\"x\\/y\", \"http://z\"]\n}\n"),
            R"({"a":1,"b":["x/y","http://z"]})");
}

TEST(Document, RefusesWhatIsNotASingleTree) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
      {"a: 1\nb: 2\na: 3\nc: 4\nb: 5\n", {"YAML0005 3:1", "YAML0005 5:1"}},
      {"a: &x 1\nb: *x\n", {"YAML0006 2:4"}},
      {"a: *x\n", {"YAML0006 1:4"}},
      {"a: 1\n---\nb: 2\n", {"YAML0007 2:1"}},
      {"{a: 1}\nb: 2\n", {"YAML0007 2:1"}},
      {"1: x\n", {"YAML0008 1:1"}},
      {"true: x\n", {"YAML0008 1:1"}},
      {"? [a]\n: x\n", {"YAML0008 1:3"}},
      {"a: b\nc\n", {"YAML0016 2:1"}},
      {"a: b\nc d\ne: f\n", {"YAML0016 2:1"}},
      {"{a, b: c}\n", {"YAML0016 1:2"}},
      {"a: \"b\nc: d\n", {"YAML0015 1:4"}},
      {"a: 'b''\n", {"YAML0015 1:4"}},
      {"%TAG ! x\n---\na: b\n", {"YAML0017 1:1"}},
      {"# c\n%red flags\n", {"YAML0017 2:1"}},
      {"a: b\n%c: d\n", {"YAML0017 2:1"}},
      {"a: !date 2024\n", {"YAML0011 1:10"}},
      {"a: !!int '5'\n", {"YAML0011 1:10"}},
      {"a: 1e999\n", {"YAML0012 1:4"}},
      {"a: [1\n", {"YAML0004 2:1"}},
      {"a: b: c\n", {"YAML0004 1:5"}},
      {"a:\n\t- b\n", {"YAML0004 2:1"}},
      {"a: \xC3\n", {"YAML0001 1:4"}},
      {"a: \xED\xA0\x80\n", {"YAML0001 1:4"}},
      {std::string("a: 1\n\x04"
                   "b: 2\n"),
       {"YAML0002 2:1"}},
      {std::string("a\0b", 3), {"YAML0002 1:2"}},
  };
  for (const auto& [yaml, expected] : cases) {
    const auto result = read(yaml);
    EXPECT_EQ(complaints(result), expected) << yaml;
    EXPECT_TRUE(result.document.root.is_null()) << yaml;
  }
}

TEST(Document, TheRootIsNullEvenWhenNoMoreDiagnosticsAreKept) {
  Diagnostics full;
  for (std::uint32_t i = 0; i < 600; ++i) full.error("X", nullptr, {i, i}, "filler");
  EXPECT_TRUE(parse_yaml(source("a: 1\na: 2\n"), full).root.is_null());
}

TEST(Document, MessagesSayWhatToDo) {
  EXPECT_EQ(render(read("a: 1\nbc: 2\na: 3\n").diagnostics),
            "f.yaml:3:1: error: the key 'a' stands here twice [YAML0005]\n"
            " 3 | a: 3\n"
            "   | ^\n"
            " help: the first is in line 1\n");
  EXPECT_EQ(
      render(read("a:\n\t- b\n").diagnostics),
      "f.yaml:2:1: error: this is not valid YAML: found character that cannot start any token "
      "[YAML0004]\n"
      " 2 |  - b\n"
      "   | ^\n"
      " help: indent with spaces: YAML does not allow tabs\n");
}

TEST(Document, PointersEscapeTheirSegments) {
  EXPECT_EQ(pointer_escape("a/b~c"), "a~1b~0c");
  EXPECT_EQ(pointer_escape(""), "");
}

TEST(Document, Utf8) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("aé€😀"));
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));
  for (const auto* bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xE2\x28\xA1", "\xFF"}) {
    EXPECT_FALSE(is_utf8(bad));
    EXPECT_EQ(utf8_prefix(std::string("ok") + bad), 2U);
  }
}

}  // namespace
}  // namespace palpate
