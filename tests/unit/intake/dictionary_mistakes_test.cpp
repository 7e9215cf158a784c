#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "intake/dictionary.hpp"
#include "unit/intake/small_dictionary.hpp"

namespace palpate::intake {
namespace {

/// The small dictionary with its first `from` replaced by `to`.
std::string changed(std::string_view from, std::string_view to) {
  std::string text(testing::small_dictionary_text());
  const auto at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return text.replace(at, from.size(), to);
}

struct Mistake {
  const char* name;
  const char* from;
  const char* to;
  const char* code;
  const char* line;        ///< what the line of the diagnostic holds
  const char* says;        ///< part of the message
  const char* suggestion;  ///< part of the suggestion
};

class Mistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreReportedAtTheirLine) {
  const auto& mistake = GetParam();
  Diagnostics diagnostics;
  EXPECT_EQ(testing::load(changed(mistake.from, mistake.to), diagnostics), nullptr);
  ASSERT_EQ(diagnostics.all().size(), 1u) << render(diagnostics);
  const auto& found = diagnostics.all()[0];
  EXPECT_EQ(found.code, mistake.code) << render(diagnostics);
  EXPECT_NE(found.source->line_at(found.span.begin).find(mistake.line), std::string_view::npos)
      << render(diagnostics);
  EXPECT_NE(found.message.find(mistake.says), std::string::npos) << render(diagnostics);
  EXPECT_NE(found.suggestion.find(mistake.suggestion), std::string::npos) << render(diagnostics);
}

constexpr const char* numbness_type = "type: boolean\n    tier: must-ask";
constexpr const char* ratio_type = "type: decimal";
constexpr const char* note_type = "type: text";

const Mistake mistakes[] = {
    {"UnknownKeyOfFile", "model:", "modle: x\nmodel:", "RS0201", "modle: x", "'modle'", "'model'"},
    {"UnknownKeyOfItem", "type: decimal", "type: decimal\n    askedof: x", "RS0201", "askedof",
     "'askedof'", "'asked_of'"},
    {"UnknownKeyOfGroup", "title: General}", "title: General, name: x}", "RS0201", "general",
     "'name'", ""},
    {"UnknownKeyOfOption", "label: Gradually}", "label: Gradually, lable: x}", "RS0201",
     "Gradually", "'lable'", "'label'"},
    {"UnknownKeyOfRange", "{min: 0, max: 10}", "{min: 0, max: 10, maximum: 9}", "RS0201", "maximum",
     "'maximum'", ""},
    {"NoId", "id: small-intake\n", "", "RS0202", "version", "'id'", ""},
    {"NoGroups",
     "groups:\n  - {id: alarm, title: Alarm signs}\n  - {id: general, title: "
     "General}\n  - {id: tests, title: Tests}\n",
     "", "RS0202", "id: small-intake", "'groups'", ""},
    {"NoQuestion", "    question: Ratio\n", "", "RS0202", "id: ratio", "'question'", ""},
    {"NoType", "    type: decimal\n", "", "RS0202", "id: ratio", "'type'", ""},
    {"NoTier", "    type: decimal\n    tier: optional\n", "    type: decimal\n", "RS0202",
     "id: ratio", "'tier'", ""},
    {"TextThatIsANumber", "question: Ratio", "question: 7", "RS0203", "question: 7",
     "must be a text", "quotes"},
    {"ItemThatIsNoMapping", "items:\n", "items:\n  - ratio2\n", "RS0200", "- ratio2",
     "an item must be a mapping", ""},
    {"GroupsNoList", "  - {id: tests, title: Tests}\n", "  - {id: tests, title: Tests}\n  - 5\n",
     "RS0200", "- 5", "a group", ""},
    {"SidesNoBoolean", "sides: true", "sides: both", "RS0203", "sides: both", "true or false", ""},
    {"EmptyText", "question: Ratio", "question: ''", "RS0204", "question: ''", "empty", ""},
    {"UnknownType", ratio_type, "type: decimals", "RS0205", "decimals", "'decimals'", "'decimal'"},
    {"UnknownTier", "tier: should-ask", "tier: should_ask", "RS0205", "should_ask", "'should_ask'",
     "'should-ask'"},
    {"UnknownAsked", "asked_of: record", "asked_of: records", "RS0205", "records", "'records'",
     "'record'"},
    {"IdWithCapitals", "id: small-intake", "id: smallIntake", "RS0206", "smallIntake",
     "lower-case-with-hyphens", ""},
    {"OptionIdWithSpace", "id: gradual,", "id: gra dual,", "RS0206", "gra dual",
     "lower-case-with-hyphens", ""},
    {"ItemIdWithHyphen", "id: ratio", "id: my-ratio", "RS0207", "my-ratio", "lowerCamelCase", ""},
    {"ItemIdWithCapital", "id: ratio", "id: Ratio", "RS0207", "Ratio", "lowerCamelCase", ""},
    {"ItemIdWithDigitFirst", "id: ratio", "id: 2ratio", "RS0207", "2ratio", "lowerCamelCase", ""},
    {"ItemIdReserved", "id: ratio", "id: exists", "RS0208", "exists", "word of CQL", ""},
    {"ModelNoIdentifier", "model: SmallIntake", "model: Small Intake", "RS0207", "Small Intake",
     "identifier", ""},
    {"ContextNoIdentifier", "context: Assessment", "context: 'a b'", "RS0207", "context: 'a b'",
     "identifier", ""},
    {"TwoItemsAlike", "id: ratio", "id: onset", "RS0209", "id: onset", "two items 'onset'", ""},
    {"TwoGroupsAlike", "title: Tests}\n", "title: Tests}\n  - {id: tests, title: Again}\n",
     "RS0209", "title: Again", "two groups 'tests'", ""},
    {"TwoOptionsAlike", "id: sudden", "id: gradual", "RS0209", "Suddenly", "two options 'gradual'",
     ""},
    {"VersionOfTwoNumbers", "version: 1.2.0", "version: '1.2'", "RS0210", "1.2", "three numbers",
     "'1.0.0'"},
    {"VersionWithLeadingZero", "version: 1.2.0", "version: 1.02.0", "RS0210", "1.02.0",
     "three numbers", ""},
    {"UnknownGroup", "group: tests\n", "group: general2\n", "RS0211", "general2", "'general2'",
     "'general'"},
    {"QuantityWithoutUnit", "    unit: deg\n", "", "RS0212", "id: thomasHip", "needs a unit", ""},
    {"UnitOfBoolean", numbness_type, "type: boolean\n    unit: cm\n    tier: must-ask", "RS0213",
     "unit: cm", "only a quantity", ""},
    {"BadUnit", "unit: deg", "unit: degg", "RS0214", "degg", "degg", ""},
    {"ChoiceWithoutOptions",
     "    options:\n      - {id: gradual, label: Gradually}\n      - {id: sudden, label: "
     "Suddenly}\n      - {id: trauma, label: After a fall or blow}\n    concerning: [trauma]\n",
     "", "RS0215", "id: onset", "needs options", ""},
    {"OptionsOfText", note_type, "type: text\n    options: [{id: a, label: A}]", "RS0216",
     "options:", "not text", ""},
    {"ChoicesWithoutNone", "    none: none\n", "", "RS0217", "id: painSites", "need a 'none'", ""},
    {"NoneIsNoOption", "none: none", "none: nonne", "RS0217", "nonne", "not among the options",
     "'none'"},
    {"NoneOfBoolean", numbness_type, "type: boolean\n    none: x\n    tier: must-ask", "RS0217",
     "none: x", "only an item of type choices", ""},
    {"RangeOfText", note_type, "type: text\n    plausible: {min: 1}", "RS0218", "plausible",
     "not text", ""},
    {"RangeUpsideDown", "{min: 0, max: 10}", "{min: 20, max: 10}", "RS0219", "{min: 20",
     "above the largest", ""},
    {"RangeEmpty", "{min: 0, max: 10}", "{}", "RS0220", "plausible: {}", "min, max or both", ""},
    {"BoundNoNumber", "{min: 0, max: 10}", "{min: low, max: 10}", "RS0220", "min: low",
     "must be a number", ""},
    {"BoundOfIntegerNoInteger", "{min: 0, max: 10}", "{min: 0, max: 10.5}", "RS0220", "10.5",
     "integer", ""},
    {"ConcerningNoBoolean", "concerning: [true]", "concerning: ['yes']", "RS0221", "'yes'",
     "true or false", ""},
    {"ConcerningNoOption", "concerning: [trauma]", "concerning: [traum]", "RS0221", "traum",
     "not among the options", "'trauma'"},
    {"ConcerningNoThreshold", "\">= 8\"", "\"above 8\"", "RS0221", "above 8", "expected a number",
     ""},
    {"ConcerningNotPlausible", "\">= 8\"", "\"> 10\"", "RS0221", "> 10", "no plausible answer", ""},
    {"ConcerningOfText", note_type, "type: text\n    concerning: [x]", "RS0221", "concerning: [x]",
     "cannot be concerning", ""},
    {"AppliesWithoutOtherwise", ratio_type, "type: decimal\n    applies: {definition: A}", "RS0222",
     "applies:", "needs 'otherwise'", ""},
    {"AppliesWithoutDefinition", ratio_type, "type: decimal\n    applies: {otherwise: 1.0}",
     "RS0202", "applies:", "'definition'", ""},
    {"AppliesNoMapping", ratio_type, "type: decimal\n    applies: A", "RS0200", "applies: A",
     "mapping", ""},
    {"OtherwiseNoLiteral", ratio_type,
     "type: decimal\n    applies: {definition: A, otherwise: [1]}", "RS0222", "otherwise: [1]",
     "literal", ""},
    {"CodeWithoutSystem", ratio_type, "type: decimal\n    codes: [{code: '1'}]", "RS0202",
     "codes:", "'system'", ""},
};

INSTANTIATE_TEST_SUITE_P(Dictionary, Mistakes, ::testing::ValuesIn(mistakes),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(DictionaryMistakes, ContradictionsNameKnownItemsOnce) {
  Diagnostics diagnostics;
  EXPECT_FALSE(testing::load(std::string(testing::small_dictionary_text()) + R"(contradictions:
  - {id: one, definition: A, items: [painScor], message: m}
  - {id: two, definition: A, items: [onset, onset], message: m}
  - {id: two, definition: A, items: [], message: m}
  - {id: four, items: [onset]}
)",
                             diagnostics));
  std::vector<std::string> codes;
  for (const auto& each : diagnostics.all()) codes.push_back(each.code);
  std::sort(codes.begin(), codes.end());
  EXPECT_EQ(codes,
            (std::vector<std::string>{"RS0202", "RS0202", "RS0204", "RS0209", "RS0209", "RS0223"}))
      << render(diagnostics);
}

TEST(DictionaryMistakes, AreReportedAllAtOnce) {
  Diagnostics diagnostics;
  auto text = changed("id: ratio", "id: ratio-2");
  text.replace(text.find("unit: Cel"), 9, "unit: Cell");
  text.replace(text.find("tier: should-ask"), 16, "tier: never");
  EXPECT_FALSE(testing::load(text, diagnostics));
  EXPECT_EQ(diagnostics.error_count(), 3u) << render(diagnostics);
}

TEST(DictionaryMistakes, AFileThatDoesNotParseIsNotComplainedAboutTwice) {
  Diagnostics diagnostics;
  EXPECT_FALSE(testing::load("id: [", diagnostics));
  for (const auto& each : diagnostics.all()) EXPECT_EQ(each.code.substr(0, 4), "YAML");
}

TEST(DictionaryMistakes, AFileThatIsNoMappingIsSaid) {
  Diagnostics diagnostics;
  EXPECT_FALSE(testing::load("- a\n", diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].code, "RS0200");
}

TEST(DictionaryMistakes, AFullListOfOtherErrorsDoesNotLetABadDictionaryPass) {
  Diagnostics diagnostics;
  for (int i = 0; i < 600; ++i) diagnostics.error("X", nullptr, {}, std::to_string(i));
  EXPECT_FALSE(testing::load(changed("id: ratio", "id: onset"), diagnostics));
}

TEST(DictionaryMistakes, AGroupWithoutItemsIsAWarning) {
  Diagnostics diagnostics;
  EXPECT_TRUE(testing::load(changed("group: tests\n", "group: general\n"), diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].code, "RS0224");
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
}

}  // namespace
}  // namespace palpate::intake
