// The fast way through an assessment must give what the explaining reader gives, on every text.
#include "intake/json_ordinary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/file.hpp"
#include "base/limits.hpp"
#include "unit/intake/random_assessments.hpp"
#include "unit/intake/small_dictionary.hpp"
#include "value/print.hpp"

namespace palpate::intake {
namespace {

using testing::assessment;
using testing::RandomAssessments;
using testing::small_dictionary;

/// Names that begin alike, that are short, and limits where a count of 64 bits ends.
constexpr const char* tricky_text = R"(id: tricky
version: 1.0.0
model: Tricky
context: Assessment
groups: [{id: all, title: All}]
items:
  - {id: a, group: all, question: q, type: boolean, tier: optional, asked_of: patient}
  - {id: ab, group: all, question: q, type: integer, tier: optional, asked_of: patient,
     plausible: {min: -2147483648, max: 2147483647}}
  - {id: abcdef, group: all, question: q, type: decimal, tier: optional, asked_of: patient,
     plausible: {min: -92233720368, max: 92233720368}}
  - {id: abcde, group: all, question: q, type: decimal, tier: optional, asked_of: patient,
     plausible: {min: 0.00000001, max: 92233720369}}
  - {id: abcdefg, group: all, question: q, type: quantity, unit: cm, tier: optional,
     asked_of: patient, plausible: {min: -0.5, max: 99999.5}}
  - {id: abcdefgh, group: all, question: q, type: text, tier: optional, asked_of: patient}
  - {id: abcdefghijklmnopqrst, group: all, question: q, type: boolean, sides: true, tier: optional,
     asked_of: patient}
  - {id: abcdefghijklmnopqrsu, group: all, question: q, type: choices, none: none, tier: optional,
     asked_of: patient, options: [{id: b, label: l}, {id: bc, label: l}, {id: none, label: l}],
     concerning: [bc]}
  - {id: left, group: all, question: q, type: date, sides: true, tier: optional, asked_of: patient}
  - {id: answers, group: all, question: q, type: choice, tier: optional, asked_of: patient,
     options: [{id: b, label: l}, {id: bc, label: l}]}
)";

std::shared_ptr<const Dictionary> dictionary_of(std::string_view text) {
  Diagnostics diagnostics;
  auto loaded = testing::load(text, diagnostics);
  EXPECT_TRUE(loaded != nullptr) << render(diagnostics);
  return loaded;
}

std::string text_of(const Value& value) {
  const bool scaled = value.is(Value::Kind::decimal) || value.is(Value::Kind::quantity);
  return to_cql(value) + (scaled ? " scale " + std::to_string(value.as_decimal().scale()) : "");
}

/// All that an adapter has said of an assessment.
std::string all_of(const Intake& intake) {
  std::string out = intake.id + "|" + intake.subject + "|";
  if (intake.recorded_at) out += to_cql(Value::date_time(*intake.recorded_at));
  for (std::size_t slot = 0; slot < intake.slots.size(); ++slot) {
    out += "\n";
    out.append(to_string(intake.states[slot])).append(" ").append(text_of(intake.slots[slot]));
  }
  for (const auto& issue : intake.issues) {
    out += "\n" + std::to_string(static_cast<int>(issue.kind)) + " " + issue.code + " " +
           issue.pointer + " " + issue.item + ": " + issue.message + "; " + issue.suggestion;
  }
  return out;
}

/// Nothing answered, but every item named.
std::string all_unanswered(const Dictionary& dictionary, bool backwards) {
  std::vector<std::string> names;
  for (const auto& item : dictionary.items) names.push_back('"' + item.id + "\":null");
  if (backwards) std::reverse(names.begin(), names.end());
  std::string json = R"({"dictionary":")" + dictionary.reference() + R"(","answers":)";
  for (std::size_t i = 0; i < names.size(); ++i) json += (i == 0 ? "{" : ",") + names[i];
  return json + "}}";
}

/// Both ways, with adapters that have read others before: what came in the order of the dictionary
/// is expected to go on so, and what did not is read by another loop.
class BothWays {
 public:
  explicit BothWays(const std::shared_ptr<const Dictionary>& dictionary)
      : before_{all_unanswered(*dictionary, false), all_unanswered(*dictionary, true)},
        fast_(dictionary),
        explained_(dictionary),
        alone_(dictionary) {}

  void compare(std::string_view json) {
    explaining_adapter_->read(json, explained_);
    for (const auto& before : before_) {
      fast_adapter_->read(before, fast_);
      fast_adapter_->read(json, fast_);
      ASSERT_EQ(all_of(fast_), all_of(explained_)) << json;
      compare_in_block(json, last_);
      compare_in_block(json, "\n" + last_);
    }
    last_ = json;
  }
  /// The text that was compared last, with others behind it in memory.
  void compare_in_block(std::string_view json, std::string_view behind) {
    in_block(json, behind);
    fast_adapter_->read_in_block(std::string_view(block_).substr(0, json.size()), fast_);
    ASSERT_EQ(all_of(fast_), all_of(explained_)) << block_;
  }
  /// True when the fast way needs no other, whatever came before and comes behind.
  bool is_ordinary(std::string_view json) {
    std::size_t ordinary = 0;
    for (const auto& before : before_) {
      EXPECT_TRUE(read_fast(before, {}));
      if (read_fast(json, {})) ++ordinary;
      if (read_fast(json, "\n" + before)) ++ordinary;
    }
    EXPECT_EQ(ordinary % 4, 0U) << json;
    return ordinary > 0;
  }
  const Intake& read() const { return fast_; }

 private:
  void in_block(std::string_view json, std::string_view behind) {
    block_.assign(json).append(behind).append(IntakeAdapter::block_padding, '\0');
  }
  bool read_fast(std::string_view json, std::string_view behind) {
    in_block(json, behind);
    alone_.clear();
    return reader_.read(std::string_view(block_).substr(0, json.size()), alone_);
  }

  std::unique_ptr<IntakeAdapter> fast_adapter_ = make_json_adapter();
  std::unique_ptr<IntakeAdapter> explaining_adapter_ = make_explaining_json_adapter();
  OrdinaryReader reader_;
  std::array<std::string, 2> before_;
  std::string last_;
  std::string block_;
  Intake fast_;
  Intake explained_;
  Intake alone_;
};

void compare_many(const std::shared_ptr<const Dictionary>& dictionary, unsigned seed, int count) {
  RandomAssessments assessments(dictionary, seed);
  BothWays both(dictionary);
  for (int n = 0; n < count && !::testing::Test::HasFailure(); ++n) {
    both.compare(assessments.ordinary());
    both.compare(assessments.odd());
    both.compare(assessments.damaged());
    both.compare(assessments.damaged());
  }
}

TEST(OrdinaryJson, IsReadAsTheExplainingReaderReadsIt) {
  compare_many(small_dictionary(), 1, 3500);
}

TEST(OrdinaryJson, IsReadAlikeWhereNamesBeginAlikeAndNumbersAreLong) {
  compare_many(dictionary_of(tricky_text), 2, 2000);
}

TEST(OrdinaryJson, IsReadAlikeWhereverItIsCut) {
  RandomAssessments assessments(small_dictionary(), 3);
  BothWays both(small_dictionary());
  for (int n = 0; n < 3; ++n) {
    const auto json = assessments.ordinary();
    for (std::size_t cut = 0; cut <= json.size() && !HasFailure(); ++cut) {
      const auto beginning = std::string_view(json).substr(0, cut);
      both.compare(beginning);
      both.compare_in_block(beginning, std::string_view(json).substr(cut));
    }
  }
}

/// Of the usual form each character changed, and limits of each number.
TEST(OrdinaryJson, TheTimeIsReadAlikeWhateverChanges) {
  BothWays both(small_dictionary());
  const auto at = [](std::string_view time) {
    return R"({"dictionary":"small-intake@1.2.0","answers":{},"recordedAt":")" + std::string(time) +
           "\"}";
  };
  const std::string usual = "2026-01-15T09:00:00Z";
  for (std::size_t i = 0; i < usual.size(); ++i) {
    for (const char c : std::string("0123456789/:;-+.TZtz \x80\xC3\x7F")) {
      auto changed = usual;
      changed[i] = c;
      both.compare(at(changed));
    }
  }
  for (const auto* time : {"2024-02-29T23:59:59Z", "2026-02-29T00:00:00Z", "0001-01-01T00:00:00Z",
                           "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-00T00:00:00Z",
                           "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
                           "2026-01-15T09:00:0Z", "2026-01-15T09:00+01:0"}) {
    both.compare(at(time));
  }
  both.compare(at(usual));
  EXPECT_EQ(to_cql(Value::date_time(*both.read().recorded_at)), "@2026-01-15T09:00:00+00:00");
}

TEST(OrdinaryJson, TakesTheFastWayAlmostAlways) {
  RandomAssessments assessments(small_dictionary(), 4);
  BothWays both(small_dictionary());
  constexpr int count = 1000;
  int ordinary = 0;
  for (int n = 0; n < count; ++n) {
    const auto json = assessments.ordinary();
    const bool fast = both.is_ordinary(json);
    ordinary += fast ? 1 : 0;
    both.compare(json);
    EXPECT_TRUE(both.read().issues.empty()) << json << "\n" << all_of(both.read());
  }
  EXPECT_GE(ordinary, count * 95 / 100);
}

TEST(OrdinaryJson, ShippedExamplesTakeTheFastWay) {
  const std::string rules = std::string(PALPATE_SOURCE_DIR) + "/rules/lumbopelvic/1.0.0/";
  const auto text = read_file(rules + "intake.yaml", limits::ruleset_file_bytes);
  ASSERT_TRUE(text);
  const auto dictionary = dictionary_of(*text);
  BothWays both(dictionary);
  int examples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(rules + "examples")) {
    if (entry.path().extension() != ".json") continue;
    const auto json = read_file(entry.path().string(), limits::assessment_bytes);
    ASSERT_TRUE(json);
    both.compare(*json);
    EXPECT_TRUE(both.read().issues.empty()) << entry.path();
    EXPECT_TRUE(both.is_ordinary(*json)) << entry.path();
    ++examples;
  }
  EXPECT_GE(examples, 8);
}

TEST(OrdinaryJson, ADictionaryInTheMemoryOfAnotherIsNotTakenForIt) {
  constexpr std::string_view json = R"({"dictionary": "d@1.0.0", "answers": {"x": 7}})";
  const auto adapter = make_json_adapter();
  for (int n = 0; n < 20; ++n) {
    const std::string type = n % 2 == 0 ? "integer" : "decimal";
    Intake intake(
        dictionary_of("{id: d, version: 1.0.0, model: M, context: C, groups: [{id: g, title: G}], "
                      "items: [{id: x, "
                      "group: g, question: q, type: " +
                      type + ", tier: optional, asked_of: patient}]}"));
    adapter->read(json, intake);
    EXPECT_EQ(to_cql(intake.slots[0]), n % 2 == 0 ? "7" : "7.0");
  }
}

/// What RFC 8259 and docs/rule-authoring.md say of an answer.
struct Edge {
  std::string answer;  ///< members of `answers`
  std::size_t slot;
  std::string value;
  std::string codes;
  bool ordinary;
};
void PrintTo(const Edge& edge, std::ostream* out) { *out << edge.answer.substr(0, 200); }

std::string codes_of(const Intake& intake) {
  std::string codes;
  for (const auto& issue : intake.issues) codes += (codes.empty() ? "" : " ") + issue.code;
  return codes;
}

class OrdinaryJsonEdge : public ::testing::TestWithParam<Edge> {};

TEST_P(OrdinaryJsonEdge, IsReadAsTheSpecificationSays) {
  const auto& edge = GetParam();
  const auto json = assessment(edge.answer);
  BothWays both(small_dictionary());
  both.compare(json);
  EXPECT_EQ(to_cql(both.read().slots[edge.slot]), edge.value);
  EXPECT_EQ(codes_of(both.read()), edge.codes);
  EXPECT_EQ(both.is_ordinary(json), edge.ordinary);
}

// Slots of the small dictionary.
constexpr std::size_t saddle = 0, pain = 1, heat = 2, ratio = 3, onset = 4, sites = 5, birth = 6,
                      note = 7, height = 8, hip_left = 9, hip_right = 10;

INSTANTIATE_TEST_SUITE_P(
    Numbers, OrdinaryJsonEdge,
    ::testing::Values(
        Edge{R"("ratio": -0)", ratio, "0.0", "", true},
        Edge{R"("ratio": 0.0)", ratio, "0.0", "", true},
        Edge{R"("ratio": 00)", ratio, "null", "IN0123", false},
        Edge{R"("ratio": -01)", ratio, "null", "IN0123", false},
        Edge{R"("ratio": 1e3)", ratio, "1000.0", "", false},
        Edge{R"("ratio": 1.)", ratio, "null", "IN0123", false},
        Edge{R"("ratio": -)", ratio, "null", "IN0123", false},
        Edge{R"("ratio": 1234567890)", ratio, "1234567890.0", "", true},
        Edge{R"("ratio": 1234567890.1234567)", ratio, "1234567890.1234567", "", true},
        Edge{R"("ratio": -1234567890.12345678)", ratio, "-1234567890.12345678", "", true},
        Edge{R"("ratio": -12345678901.5)", ratio, "-12345678901.5", "", false},
        Edge{R"("ratio": -999999999.99999999)", ratio, "-999999999.99999999", "", true},
        Edge{R"("ratio": 123456789012345678)", ratio, "123456789012345678.0", "", false},
        Edge{R"("ratio": 1234567890123456789)", ratio, "1234567890123456789.0", "", false},
        Edge{R"("ratio": 99999999999999999999)", ratio, "99999999999999999999.0", "", false},
        Edge{R"("ratio": 1234567890123456789012345678)", ratio, "null", "IN0125", false},
        Edge{R"("ratio": 0.00000001)", ratio, "0.00000001", "", true},
        Edge{R"("ratio": 0.000000001)", ratio, "null", "IN0125", false},
        Edge{R"("ratio": 0.500000000)", ratio, "0.5", "", false},
        Edge{R"("painScore": 10)", pain, "10", "", true},
        Edge{R"("painScore": 11)", pain, "null", "IN0140", false},
        Edge{R"("painScore": -1)", pain, "null", "IN0140", false},
        Edge{R"("painScore": -0)", pain, "0", "", true},
        Edge{R"("painScore": 5.0)", pain, "5", "", false},
        Edge{R"("painScore": 5.5)", pain, "null", "IN0124", false},
        Edge{R"("painScore": 4294967301)", pain, "null", "IN0124", false},
        Edge{R"("painScore": 18446744073709551621)", pain, "null", "IN0124", false},
        Edge{R"("temperature": 45.00000000)", heat, "45.00000000 'Cel'", "", true},
        Edge{R"("temperature": 45.00000001)", heat, "null", "IN0140", false},
        Edge{R"("temperature": 29.99999999)", heat, "null", "IN0140", false},
        Edge{R"("temperature": {"value" : 30 , "unit" : "Cel"})", heat, "30.0 'Cel'", "", true},
        Edge{R"("temperature": {"unit": "Cel", "value": 30})", heat, "30.0 'Cel'", "", false},
        Edge{R"("temperature": {"value": 303.15, "unit": "K"})", heat, "30.0 'Cel'", "", false},
        Edge{R"("temperature": {"value": 30})", heat, "null", "IN0133", false},
        Edge{R"("height": {"value": null, "unit": "cm"})", height, "null", "IN0122", false},
        Edge{R"("saddleNumbness": 1)", saddle, "null", "IN0122", false}));

INSTANTIATE_TEST_SUITE_P(
    Words, OrdinaryJsonEdge,
    ::testing::Values(
        Edge{"", saddle, "null", "", true},  //
        Edge{R"("saddleNumbness":true)", saddle, "true", "", true},
        Edge{R"("saddleNumbness":null)", saddle, "null", "", true},
        Edge{R"("saddleNumbness":truefalse)", saddle, "null", "IN0123", false},
        Edge{R"("saddleNumbness": {"unknown": "declined"})", saddle, "null", "", true},
        Edge{R"("saddleNumbness": {"unknown": "no idea"})", saddle, "null", "IN0132", false},
        Edge{R"("saddle\u004eumbness": true)", saddle, "true", "", false},
        Edge{R"("saddleNumbness": true, "saddleNumbness": true)", saddle, "true", "IN0121", false},
        Edge{R"("saddleNumbness": false, "painScore": 1, "saddleNumbness": true)", saddle, "true",
             "IN0121", false},
        Edge{R"("painScore": 1, "saddleNumbness": null, "painScore": 1)", pain, "1", "IN0121",
             false},
        Edge{R"("footDrop": {"left": true}, "saddleNumbness": false)", saddle, "false", "", true},
        Edge{R"("saddleNumbnes": true)", saddle, "null", "IN0120", false},
        Edge{R"("saddleNumbnesss": true)", saddle, "null", "IN0120", false},
        Edge{R"("onset": "sudden")", onset, "'sudden'", "", true},
        Edge{R"("onset": "sudde\u006e")", onset, "'sudden'", "", false},
        Edge{R"("onset": ["sudden"])", onset, "null", "IN0122", false},
        Edge{R"("painSites": "saddle")", sites, "null", "IN0122", false},
        Edge{R"("onset": "")", onset, "null", "IN0127", false},
        Edge{R"("painSites": ["saddle", "buttock"])", sites, "{'saddle', 'buttock'}", "", true},
        Edge{R"("painSites": ["none"])", sites, "{'none'}", "", true},
        Edge{R"("painSites": ["saddle", "none"])", sites, "{'saddle'}", "IN0128", false},
        Edge{R"("painSites": ["buttock", "none"])", sites, "null", "IN0128", false},
        Edge{R"("painSites": [])", sites, "null", "IN0128", false},
        Edge{R"("birthDate": "1962-05")", birth, "@1962-05", "", true},
        Edge{R"("birthDate": "1962-02-30")", birth, "null", "IN0129", false},
        Edge{R"("thomasHip": {})", hip_left, "null", "", true},
        Edge{R"("thomasHip": null)", hip_left, "null", "", true},
        Edge{R"("thomasHip": {"right": 1, "left": 2})", hip_right, "1.0 'deg'", "", true},
        Edge{R"("thomasHip": {"left": 1, "left": 1})", hip_left, "1.0 'deg'", "IN0121", false},
        Edge{R"("thomasHip": 5)", hip_left, "null", "IN0131", false}));

INSTANTIATE_TEST_SUITE_P(
    Texts, OrdinaryJsonEdge,
    ::testing::Values(Edge{R"("note": "")", note, "''", "", true},
                      Edge{R"("note": "a\"b\\c\/d")", note, R"('a"b\\c/d')", "", true},
                      Edge{R"("note": "a\n\t\r")", note, R"('a\n\t\r')", "", true},
                      Edge{R"("note": "\u00e4")", note, "'\xC3\xA4'", "", false},
                      Edge{R"("note": "\q")", note, "null", "IN0130", false},
                      Edge{R"("note": "\ud83d")", note, "null", "IN0130", false},
                      Edge{"\"note\": \"1234567\x7f\"", note, R"('1234567\u007f')", "", true},
                      Edge{"\"note\": \"\xF0\x9F\x98\x80\"", note, "'\xF0\x9F\x98\x80'", "", true},
                      Edge{"\"note\": \"" + std::string(limits::text_answer_bytes, 'x') + "\"",
                           note, "'" + std::string(limits::text_answer_bytes, 'x') + "'", "", true},
                      Edge{"\"note\": \"" + std::string(limits::text_answer_bytes + 1, 'x') + "\"",
                           note, "null", "IN0130", false}));

/// Whole texts that are no ordinary assessment, and what is wrong.
struct Text {
  std::string json;
  std::string codes;
};
void PrintTo(const Text& text, std::ostream* out) { *out << text.json; }

class UnordinaryText : public ::testing::TestWithParam<Text> {};

TEST_P(UnordinaryText, IsLeftToTheReaderThatExplains) {
  BothWays both(small_dictionary());
  both.compare(GetParam().json);
  EXPECT_EQ(codes_of(both.read()), GetParam().codes);
  EXPECT_FALSE(both.is_ordinary(GetParam().json));
}

const std::string head = R"({"dictionary":"small-intake@1.2.0","answers":)";

INSTANTIATE_TEST_SUITE_P(
    OrdinaryJson, UnordinaryText,
    ::testing::Values(Text{"{}", "IN0113 IN0116"}, Text{head, "IN0103 IN0116"},
                      Text{head + "{", "IN0103"}, Text{head + "{}", "IN0103"},
                      Text{head + "{},}", "IN0102"}, Text{head + "{}}}", "IN0104"},
                      Text{head + "{}}" + std::string(1, '\0'), "IN0104"},
                      Text{head + "{\"saddleNumbness\":true,}}", "IN0102"},
                      Text{head + "{},\"answers\":{}}", "IN0111"},
                      Text{head + "{},\"id\":\"a\",\"id\":\"b\"}", "IN0111"},
                      Text{head + "{},\"id\":7}", "IN0112"},
                      Text{head + "{},\"id\":\"" + std::string(257, 'x') + "\"}", "IN0112"},
                      Text{head + "{},\"more\":1}", "IN0110"},
                      Text{head + "{},\"recordedAt\":\"2026-01-15T09:00:00\"}", "IN0115"},
                      Text{R"({"dictionary":"small-intake@1.2.1","answers":{}})", "IN0114"},
                      Text{R"({"answers":{}})", "IN0113"},
                      Text{head + "{\"note\":\"\xFF\"}}", "IN0106 IN0130"},
                      Text{head + "{\"note\":\"a\nb\"}}", "IN0102"}));

/// Behind the last question the reader keeps some that no name is like.
TEST(OrdinaryJson, NothingIsTakenForAQuestionThatThereIsNot) {
  BothWays both(small_dictionary());
  for (const auto* name : {"\xFF", "\xFFtrue", "\xFF\":true", "\"\xFF\":true"}) {
    for (const auto* before : {"", R"("thomasHip":null,)", R"("footDrop":null,)"}) {
      const auto json = head + "{" + before + name + "}}";
      both.compare(json);
      EXPECT_FALSE(both.is_ordinary(json)) << json;
    }
  }
}

TEST(OrdinaryJson, TheShortestAssessmentIsOrdinary) {
  BothWays both(small_dictionary());
  EXPECT_TRUE(both.is_ordinary(head + "{}}"));
  EXPECT_TRUE(both.is_ordinary(" \t\r\n" + head + "{ } } \n"));
  both.compare("\xEF\xBB\xBF" + head + "{}}");
  EXPECT_EQ(codes_of(both.read()), "IN0107");
}

}  // namespace
}  // namespace palpate::intake
