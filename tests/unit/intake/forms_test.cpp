// What is derived from a dictionary: template, JSON Schema, questions; and the published schemas.

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <sstream>
#include <string>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "base/file.hpp"
#include "unit/intake/small_dictionary.hpp"

namespace palpate::intake {
namespace {

namespace json = boost::json;
using testing::assessment;
using testing::ReadIntake;
using testing::small_dictionary;

bool validates(const json::value& schema_text, const json::value& value) {
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::BoostJsonAdapter(schema_text), schema);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::BoostJsonAdapter(value), nullptr);
}

json::value schema_file(const std::string& name) {
  const auto text = read_file(std::string(PALPATE_SOURCE_DIR) + "/schemas/" + name, 1U << 20U);
  EXPECT_TRUE(text) << name;
  return json::parse(*text);
}

TEST(Template, HoldsEveryItemByGroupWithNull) {
  const auto text = assessment_template(*small_dictionary());
  const auto filled = json::parse(text).as_object();
  EXPECT_TRUE(filled.at("id").is_null());
  EXPECT_TRUE(filled.at("subject").is_null());
  EXPECT_TRUE(filled.at("recordedAt").is_null());
  EXPECT_EQ(filled.at("dictionary").as_string(), "small-intake@1.2.0");
  std::vector<std::string> names;
  for (const auto& member : filled.at("answers").as_object()) names.emplace_back(member.key());
  EXPECT_EQ(names, (std::vector<std::string>{"saddleNumbness", "painScore", "footDrop",
                                             "temperature", "ratio", "onset", "painSites",
                                             "birthDate", "note", "height", "thomasHip"}));
  EXPECT_NE(text.find("\"thomasHip\": {\n      \"left\": null,\n      \"right\": null\n    }"),
            std::string::npos)
      << text;
}

TEST(Template, ReadsAsABlankAssessment) {
  const ReadIntake read(assessment_template(*small_dictionary()));
  EXPECT_EQ(read.codes(), "");
  for (const auto state : read.intake.states) EXPECT_EQ(state, AnswerState::not_asked);
  EXPECT_TRUE(validates(json::parse(assessment_schema(*small_dictionary())),
                        json::parse(assessment_template(*small_dictionary()))));
}

class SchemaAgrees : public ::testing::TestWithParam<const char*> {
 protected:
  static bool accepted_by_schema(const std::string& answers) {
    static const auto schema = json::parse(assessment_schema(*small_dictionary()));
    return validates(schema, json::parse(assessment(answers)));
  }
};
class SchemaAccepts : public SchemaAgrees {};
class SchemaRefuses : public SchemaAgrees {};

TEST_P(SchemaAccepts, WhatTheAdapterReads) {
  EXPECT_TRUE(accepted_by_schema(GetParam()));
  EXPECT_TRUE(ReadIntake(assessment(GetParam())).intake.issues.empty());
  EXPECT_TRUE(
      validates(schema_file("assessment.schema.json"), json::parse(assessment(GetParam()))));
}
INSTANTIATE_TEST_SUITE_P(
    Schema, SchemaAccepts,
    ::testing::Values("", R"("saddleNumbness": true)", R"("saddleNumbness": null)",
                      R"("saddleNumbness": {"unknown": "declined"})", R"("painScore": 10)",
                      R"("temperature": 37.1)",
                      R"("temperature": {"value": 98.6, "unit": "[degF]"})", R"("onset": "sudden")",
                      R"("painSites": ["low-back", "buttock"])", R"("birthDate": "1962-05")",
                      R"("note": "x")", R"("thomasHip": {"left": 3})",
                      R"("thomasHip": {"unknown": "declined"})",
                      R"("thomasHip": {"left": {"unknown": "not-asked"}, "right": null})"));

TEST_P(SchemaRefuses, WhatTheAdapterComplainsAbout) {
  EXPECT_FALSE(accepted_by_schema(GetParam()));
  EXPECT_FALSE(ReadIntake(assessment(GetParam())).intake.issues.empty());
}
INSTANTIATE_TEST_SUITE_P(Schema, SchemaRefuses,
                         ::testing::Values(R"("bogus": true)", R"("saddleNumbness": "yes")",
                                           R"("saddleNumbness": {"unknown": "no idea"})",
                                           R"("painScore": 11)", R"("painScore": 1.5)",
                                           R"("temperature": 20)", R"("temperature": "37")",
                                           R"("temperature": {"value": 37})", R"("onset": "slow")",
                                           R"("painSites": [])", R"("painSites": ["x"])",
                                           R"("painSites": ["buttock", "buttock"])",
                                           R"("birthDate": "1.5.1962")", R"("note": 3)",
                                           R"("thomasHip": 12)", R"("thomasHip": {"both": 12})"));

TEST(PublishedSchemas, AcceptTheExamples) {
  Diagnostics diagnostics;
  const auto source =
      std::make_shared<SourceText>("intake.yaml", std::string(testing::small_dictionary_text()));
  const auto document = parse_yaml(source, diagnostics);
  EXPECT_TRUE(validates(schema_file("intake.schema.json"), document.root));
  EXPECT_TRUE(validates(schema_file("assessment.schema.json"),
                        json::parse(assessment_template(*small_dictionary()))));
}

TEST(PublishedSchemas, RefuseMistakes) {
  const auto schema = schema_file("intake.schema.json");
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"id: ratio", "id: my-ratio"},
           {"type: decimal", "type: float"},
           {"unit: deg", "help: deg"},
           {"type: decimal", "type: decimal\n    unit: cm"},
           {"type: text", "type: text\n    plausible: {min: 1}"},
           {"none: none", "help: none"},
           {"version: 1.2.0", "version: '1.2'"}}) {
    std::string text(testing::small_dictionary_text());
    text.replace(text.find(from), from.size(), to);
    Diagnostics diagnostics;
    const auto document =
        parse_yaml(std::make_shared<SourceText>("intake.yaml", text), diagnostics);
    EXPECT_FALSE(validates(schema, document.root)) << to;
  }
}

TEST(Questions, FitInEightyColumnsAndNameEveryItemInOrder) {
  const auto text = questions_text(*small_dictionary());
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
  std::size_t at = 0;
  for (const auto* part :
       {"Alarm signs", "-----------", "1. Have you any numbness", "[saddleNumbness] must-ask",
        "yes or no", "from 0 to 10", "[footDrop]", "left and right, each yes or no", "General",
        "a number in Cel from 30 to 45", "one of:", "- gradual: Gradually",
        "one or more of:", "11. Thomas test, hip angle",
        "Modified Thomas test, supine; examiner: physiotherapist", "a number in deg"}) {
    const auto found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << "\n" << text;
    at = found;
  }
}

TEST(Questions, LongTextIsWrapped) {
  std::string yaml(testing::small_dictionary_text());
  std::string words;
  for (int i = 0; i < 40; ++i) words += "wörd" + std::to_string(i) + " ";
  yaml.replace(yaml.find("Ratio"), 5, words + std::string(100, 'x'));
  Diagnostics diagnostics;
  const auto dictionary = testing::load(yaml, diagnostics);
  ASSERT_TRUE(dictionary) << render(diagnostics);
  std::istringstream lines(questions_text(*dictionary));
  std::size_t long_lines = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto width = std::count_if(line.begin(), line.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    long_lines += width > 80 ? 1 : 0;
  }
  EXPECT_EQ(long_lines, 1u) << "only the word that fits no line";
}

TEST(Questions, AsJsonHaveTheSameOrder) {
  const auto root = json::parse(questions_json(*small_dictionary())).as_object();
  EXPECT_EQ(root.at("dictionary").as_string(), "small-intake@1.2.0");
  const auto& groups = root.at("groups").as_array();
  ASSERT_EQ(groups.size(), 3u);
  const auto& alarm = groups[0].at("questions").as_array();
  ASSERT_EQ(alarm.size(), 3u);
  EXPECT_EQ(alarm[1].at("id").as_string(), "painScore");
  EXPECT_EQ(alarm[1].at("tier").as_string(), "must-ask");
  EXPECT_EQ(alarm[1].at("plausible").at("max").as_int64(), 10);
  EXPECT_TRUE(alarm[2].at("sides").as_bool());
  const auto& sites = groups[1].at("questions").as_array()[3].as_object();
  EXPECT_EQ(sites.at("none").as_string(), "none");
  EXPECT_EQ(sites.at("options").as_array()[1].at("label").as_string(), "Buttock");
}

}  // namespace
}  // namespace palpate::intake
