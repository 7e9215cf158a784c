#include "base/document_reader.hpp"

#include <gtest/gtest.h>

#include <array>

namespace palpate {
namespace {

enum class Colour { red, green };
constexpr std::array<std::string_view, 2> colours = {"red", "green"};

class DocumentReaderTest : public testing::Test {
 protected:
  ObjectReader read(const std::string& yaml) {
    document_ = parse_yaml(std::make_shared<const SourceText>("t.yaml", yaml), diagnostics_);
    EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
    return ObjectReader(DocumentNode(document_, diagnostics_), "a thing",
                        {"id", "title", "colour", "count", "flag", "tags"});
  }
  /// Codes, in the order of complaint.
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const auto& diagnostic : diagnostics_.all()) out.push_back(diagnostic.code);
    return out;
  }
  const Diagnostic& only() const {
    EXPECT_EQ(diagnostics_.all().size(), 1U) << render(diagnostics_);
    return diagnostics_.all().front();
  }

  Document document_;
  Diagnostics diagnostics_;
};

TEST_F(DocumentReaderTest, ReadsEveryKind) {
  const auto reader =
      read("id: a-thing\ntitle: A thing\ncolour: green\ncount: 7\nflag: true\ntags: [x, y]\n");
  EXPECT_EQ(reader.identifier("id"), "a-thing");
  EXPECT_EQ(reader.text("title"), "A thing");
  EXPECT_EQ(reader.word<Colour>("colour", colours), Colour::green);
  EXPECT_EQ(reader.number("count", 1, 10), 7U);
  EXPECT_TRUE(reader.boolean("flag", false));
  EXPECT_EQ(reader.texts("tags", Presence::required), (std::vector<std::string>{"x", "y"}));
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
}

TEST_F(DocumentReaderTest, LeavesOutWhatIsOptional) {
  const auto reader = read("id: a\n");
  EXPECT_EQ(reader.text("title", Presence::optional), "");
  EXPECT_EQ(reader.word<Colour>("colour", colours, Presence::optional), std::nullopt);
  EXPECT_EQ(reader.number("count", 1, 10, 3), 3U);
  EXPECT_TRUE(reader.boolean("flag", true));
  EXPECT_TRUE(reader.texts("tags", Presence::optional).empty());
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
}

TEST_F(DocumentReaderTest, NamesWhatIsMissing) {
  const auto reader = read("id: a\n");
  EXPECT_EQ(reader.text("title"), "");
  EXPECT_EQ(only().code, "RS0102");
  EXPECT_EQ(only().message, "a thing needs 'title'");
}

TEST_F(DocumentReaderTest, MisspeltKeyStandsForTheOneThatWasMeant) {
  const auto reader = read("id: a\ntitel: A thing\n");
  EXPECT_EQ(reader.text("title"), "A thing");
  EXPECT_EQ(only().code, "RS0101");
  EXPECT_EQ(only().suggestion, "did you mean 'title'?");
  EXPECT_EQ(document_.source->position(only().span.begin), (LineColumn{2, 1}));
}

TEST_F(DocumentReaderTest, UnknownKeyNeverReplacesOneThatIsThere) {
  const auto reader = read("id: a\ntitel: Wrong\ntitle: Right\n");
  EXPECT_EQ(reader.text("title"), "Right");
  EXPECT_EQ(only().code, "RS0101");
}

TEST_F(DocumentReaderTest, ComplainsAboutTypes) {
  const auto reader = read("id: [a]\ntitle: 5\ncolour: 1\ncount: many\nflag: no\ntags: x\n");
  EXPECT_EQ(reader.identifier("id"), "");
  EXPECT_EQ(reader.text("title"), "");
  EXPECT_EQ(reader.word<Colour>("colour", colours), std::nullopt);
  EXPECT_EQ(reader.number("count", 1, 10), 1U);
  EXPECT_TRUE(reader.boolean("flag", true));
  EXPECT_TRUE(reader.texts("tags", Presence::required).empty());
  EXPECT_EQ(codes(), std::vector<std::string>(6, "RS0103"));
  EXPECT_EQ(diagnostics_.all()[1].suggestion, "put it in quotes");
  EXPECT_EQ(diagnostics_.all()[4].suggestion, "write false");
  EXPECT_EQ(diagnostics_.all()[5].message, "'tags' must be a list, not text");
}

TEST_F(DocumentReaderTest, ComplainsAboutNothing) {
  const auto reader = read("id:\ntitle: \"  \"\ntags: []\n");
  reader.identifier("id");
  reader.text("title");
  reader.texts("tags", Presence::required);
  EXPECT_EQ(codes(), (std::vector<std::string>{"RS0103", "RS0106", "RS0106"}));
  EXPECT_EQ(diagnostics_.all()[0].message, "'id' has no value; it must be text");
}

TEST_F(DocumentReaderTest, ListThatMustBeWrittenMayBeEmpty) {
  EXPECT_TRUE(read("tags: []\n").list("tags", Presence::present).empty());
  EXPECT_TRUE(diagnostics_.empty());
  EXPECT_TRUE(read("id: a\n").list("tags", Presence::present).empty());
  EXPECT_EQ(only().code, "RS0102");
}

TEST_F(DocumentReaderTest, ComplainsAboutWordsNumbersAndIds) {
  const auto reader = read("id: A Thing\ncolour: gren\ncount: 11\n");
  reader.identifier("id");
  reader.word<Colour>("colour", colours);
  reader.number("count", 1, 10);
  EXPECT_EQ(codes(), (std::vector<std::string>{"RS0107", "RS0104", "RS0105"}));
  EXPECT_EQ(diagnostics_.all()[1].message, "'colour' must be red or green, not 'gren'");
  EXPECT_EQ(diagnostics_.all()[1].suggestion, "did you mean 'green'?");
  EXPECT_EQ(diagnostics_.all()[2].message, "'count' must be a whole number from 1 to 10");
}

TEST_F(DocumentReaderTest, FractionsAndNegativeNumbersAreOutOfRange) {
  for (const auto* number : {"1.5", "-1", "99999999999999999999", "1e3"}) {
    diagnostics_ = {};
    const auto reader = read(std::string("count: ") + number + "\n");
    reader.number("count", 0, 4000000000U);
    EXPECT_EQ(only().code, "RS0105") << number;
  }
}

TEST_F(DocumentReaderTest, WhatIsNoObjectIsSaidOnce) {
  const auto reader = read("[1, 2]\n");
  EXPECT_FALSE(reader.valid());
  EXPECT_EQ(reader.text("title"), "");
  EXPECT_TRUE(reader.list("tags", Presence::required).empty());
  EXPECT_EQ(only().code, "RS0103");
  EXPECT_EQ(only().message, "the file must be keys and values, not a list");
}

TEST_F(DocumentReaderTest, ElementsSayWhereTheyStand) {
  const auto reader = read("tags: [x, 1]\n");
  EXPECT_EQ(reader.texts("tags", Presence::required), (std::vector<std::string>{"x"}));
  EXPECT_EQ(only().message, "an element of 'tags' must be text, not a number");
}

TEST_F(DocumentReaderTest, KnowsIds) {
  for (const auto* good : {"a", "self_care", "short-iliopsoas", "l5-s1", "2a"}) {
    EXPECT_TRUE(is_identifier(good)) << good;
  }
  for (const auto* bad : {"", "-a", "a-", "a--b", "A", "a b", "é", "a/b", ".."}) {
    EXPECT_FALSE(is_identifier(bad)) << bad;
  }
}

}  // namespace
}  // namespace palpate
