// Text for a clinician at a terminal.
#include <gmock/gmock.h>

#include "render/layout.hpp"
#include "unit/render/support.hpp"

namespace palpate::rendering {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find('\n', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

class Text : public ::testing::Test {
 protected:
  void SetUp() override {
    auto rules = support::rule_set(support::lumbopelvic);
    ASSERT_TRUE(rules);
    desk_ = std::make_unique<support::Desk>(rules);
  }
  std::string text(const std::string& bytes, const RenderOptions& options = {}) {
    return make_text_renderer(options)->render(desk_->report(bytes));
  }

  std::unique_ptr<support::Desk> desk_;
};

TEST_F(Text, KeepsToEightyColumns) {
  for (const auto& [name, bytes] : support::inputs()) {
    for (const bool full : {false, true}) {
      RenderOptions options;
      options.full = full;
      for (const auto& line : lines(text(bytes, options))) {
        const bool one_word = line.find(' ', line.find_first_not_of(' ')) == std::string::npos;
        EXPECT_TRUE(columns(line) <= 80 || one_word) << name << ": " << line;
      }
    }
  }
}

TEST_F(Text, HasNoAnsiWithoutColourAndSomeWith) {
  for (const auto& [name, bytes] : support::inputs()) {
    EXPECT_EQ(text(bytes).find('\x1b'), std::string::npos) << name;
    RenderOptions options;
    options.colour = true;
    EXPECT_NE(text(bytes, options).find("\x1b["), std::string::npos) << name;
  }
}

TEST_F(Text, ColourChangesNothingElse) {
  const auto bytes = support::examples().front().second;
  RenderOptions options;
  options.colour = true;
  auto coloured = text(bytes, options);
  for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, text(bytes));
}

TEST_F(Text, SectionsStandInOrder) {
  const std::vector<std::string> order{"ERRORS IN THE ASSESSMENT",
                                       "CHECK THESE ANSWERS",
                                       "RED FLAGS",
                                       "ASK NEXT",
                                       "FINDINGS",
                                       "PROGRAMME",
                                       "NO PROGRAMME",
                                       "LEFT OUT",
                                       "SAFETY NET",
                                       "ANSWERED, AND NOT FOUND",
                                       "SOURCES"};
  for (const auto& [name, bytes] : support::inputs()) {
    std::size_t last = 0;
    std::size_t sections = 0;
    for (const auto& line : lines(text(bytes))) {
      const auto found = std::find_if(order.begin(), order.end(), [&](const std::string& title) {
        return line == title || line.rfind(title + " (", 0) == 0;
      });
      if (found == order.end()) continue;
      const auto place = static_cast<std::size_t>(found - order.begin());
      EXPECT_GE(place, last) << name << ": " << line;
      last = place;
      ++sections;
    }
    EXPECT_GT(sections, 0U) << name;
  }
}

TEST_F(Text, TheDispositionStandsBeforeEverySection) {
  for (const auto& [name, bytes] : support::inputs()) {
    const auto report = desk_->report(bytes);
    const auto out = make_text_renderer()->render(report);
    if (!report.valid) continue;
    auto title = report.rule_set->levels[report.triage.disposition.level].title;
    for (auto& c : title) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    const auto at = out.find(title + ": ");
    EXPECT_NE(at, std::string::npos) << name;
    EXPECT_LT(at, out.find("\nRED FLAGS\n")) << name;
  }
}

TEST_F(Text, AnInvalidReportSaysSoAndShowsNoProgramme) {
  for (const auto& [name, bytes] : support::inputs()) {
    const auto report = desk_->report(bytes);
    if (report.valid) continue;
    const auto out = make_text_renderer()->render(report);
    EXPECT_THAT(out, HasSubstr("ERRORS IN THE ASSESSMENT")) << name;
    EXPECT_THAT(out, HasSubstr("has errors")) << name;
    for (const auto* title : {"PROGRAMME", "ASK NEXT", "FINDINGS", "LEFT OUT", "NOT FOUND"}) {
      EXPECT_THAT(out, Not(HasSubstr(title))) << name;
    }
  }
}

TEST_F(Text, APresentEmergencyIsShownInAnInvalidReport) {
  const auto out = text(R"({"answers": {"saddleNumbness": true, "nonsense": 3}})");
  EXPECT_THAT(out, HasSubstr("EMERGENCY"));
  EXPECT_THAT(out, HasSubstr("RED FLAGS"));
  EXPECT_THAT(out, HasSubstr("saddleNumbness: yes"));
}

TEST_F(Text, FullListsWhatWasRuledOut) {
  const auto bytes = support::examples().front().second;
  RenderOptions options;
  options.full = true;
  EXPECT_GT(text(bytes, options).size(), text(bytes).size());
}

TEST(TextLab, TextOfTheRecordCannotSteerTheTerminal) {
  support::Desk desk(support::Lab{}.load());
  const auto out = make_text_renderer()->render(desk.report(
      R"({"id": "a\u001b[31mRED\u0007\u0008", "subject": "p", "dictionary": "lab-intake@1.0.0",
          "recordedAt": "2026-01-15T12:00:00Z", "answers": {"a": false}})"));
  for (const char c : out) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20U);
  }
}

TEST(TextLab, ALineBreakInTheIdDoesNotForgeALine) {
  support::Desk desk(support::Lab{}.load());
  const auto out = make_text_renderer()->render(desk.report(
      R"({"id": "a\nSELF-CARE: nothing to do", "subject": "p", "dictionary": "lab-intake@1.0.0",
          "recordedAt": "2026-01-15T12:00:00Z", "answers": {"a": true}})"));
  EXPECT_EQ(out.find("\nSELF-CARE: nothing"), std::string::npos);
}

/// Answers that would be recognised wherever they turned up.
TEST(Issues, HoldNoAnswerInEitherFormat) {
  support::Lab lab;
  lab.items = support::item("a") +
              support::item("t", "optional",
                            "type: quantity, unit: Cel, plausible: {min: 30, max: 45}, asked_of: "
                            "patient") +
              support::item("n", "optional",
                            "type: integer, plausible: {min: 0, max: 9}, asked_of: patient") +
              support::item("d", "optional", "type: date, asked_of: patient") +
              support::item("c", "optional",
                            "type: choice, options: [{id: yes, label: Yes}, {id: no, label: No}], "
                            "asked_of: patient");
  lab.cql +=
      "define \"Rest\": Assessment.t > 38 'Cel' and Assessment.n > 3 and Assessment.c = "
      "'yes' and Assessment.d after @2020-01-01\n";
  lab.flags += support::flag("rest", "Rest", "soon");
  support::Desk desk(lab.load());
  for (const auto* answers :
       {R"({"t": 7777, "n": 7777})", R"({"c": "zz7777", "d": "zz7777", "n": "zz7777"})",
        R"({"a": 7777, "t": {"value": 7777, "unit": "zz7777"}})", R"({"a": ["zz7777"], "d": 7777})",
        R"({"t": {"unknown": "zz7777"}, "n": 7777.5})", R"({"n": 77770000000000000000})"}) {
    const auto report = desk.report(
        R"({"id": "x", "subject": "p", "dictionary": "lab-intake@1.0.0",
            "recordedAt": "2026-01-15T12:00:00Z", "answers": )" +
        std::string(answers) + "}");
    EXPECT_FALSE(report.triage.issues.empty()) << answers;
    for (const auto& issue : report.triage.issues) {
      for (const auto& text : {issue.message, issue.suggestion, issue.pointer, issue.item}) {
        EXPECT_THAT(text, Not(HasSubstr("7777"))) << issue.code;
      }
    }
  }
}

// --- layout

TEST(LayoutTest, WrapsAtTheWidthWithAHangingIndent) {
  Layout layout(12, false);
  layout.paragraph("- ", "one two three four");
  EXPECT_EQ(layout.take(), "- one two\n  three four\n");
}

TEST(LayoutTest, CountsCodePoints) {
  EXPECT_EQ(columns("10\u201330"), 5U);
  EXPECT_EQ(columns("\u2192"), 1U);
  Layout layout(5, false);
  layout.paragraph("", "\u00e4\u00f6 \u00fc\u00df");
  EXPECT_EQ(layout.take(), "\u00e4\u00f6 \u00fc\u00df\n");
}

TEST(LayoutTest, SpreadsOverTheWidthOrFallsBackToOneParagraph) {
  Layout wide(20, false);
  wide.spread("- ", "left", "right");
  const auto out = wide.take();
  EXPECT_EQ(columns(out), 21U);
  EXPECT_EQ(out.substr(0, 6), "- left");
  EXPECT_EQ(out.substr(15), "right\n");
  Layout narrow(10, false);
  narrow.spread("- ", "a long title", "right");
  for (const auto& line : lines(narrow.take())) EXPECT_LE(columns(line), 10U) << line;
}

}  // namespace
}  // namespace palpate::rendering
