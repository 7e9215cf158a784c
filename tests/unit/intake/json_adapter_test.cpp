// The assessment around the answers: its members, limits, damage, and what is kept of it.

#include <gtest/gtest.h>

#include <string>

#include "base/limits.hpp"
#include "unit/intake/small_dictionary.hpp"

namespace palpate::intake {
namespace {

using testing::assessment;
using testing::ReadIntake;
using testing::small_dictionary;

std::string with_members(const std::string& members) {
  return R"({"dictionary": "small-intake@1.2.0", "answers": {"saddleNumbness": true})" + members +
         "}";
}

TEST(JsonAdapter, ReadsTheMembers) {
  const auto json = assessment(R"("saddleNumbness": true)");
  const ReadIntake read(json);
  EXPECT_EQ(read.intake.id, "a-1");
  EXPECT_EQ(read.intake.subject, "p-1");
  ASSERT_TRUE(read.intake.recorded_at);
  EXPECT_EQ(read.intake.recorded_at->hour, 9);
  EXPECT_EQ(read.intake.recorded_at->offset_minutes, 60);
  EXPECT_TRUE(read.intake.issues.empty());
}

TEST(JsonAdapter, IdSubjectAndTimeMayBeLeftOutOrNull) {
  for (const auto* members : {"", R"(, "id": null, "subject": null, "recordedAt": null)"}) {
    const ReadIntake read(with_members(members));
    EXPECT_EQ(read.codes(), "") << read.all_text();
    EXPECT_EQ(read.intake.id, "");
    EXPECT_FALSE(read.intake.recorded_at);
  }
}

struct BadMember {
  const char* name;
  const char* json;
  const char* codes;
  const char* pointer;
};
class BadMembers : public ::testing::TestWithParam<BadMember> {};

TEST_P(BadMembers, AreErrorsAndTheAnswersAreKept) {
  const auto& bad = GetParam();
  const ReadIntake read(bad.json);
  EXPECT_EQ(read.codes(), bad.codes) << read.all_text();
  EXPECT_EQ(read.pointer(), bad.pointer);
  EXPECT_TRUE(read.intake.has_errors());
  EXPECT_EQ(read.value("saddleNumbness"), "true");
}

#define ANSWERS R"("answers": {"saddleNumbness": true})"
#define DICTIONARY R"("dictionary": "small-intake@1.2.0")"
const BadMember bad_members[] = {
    {"NoDictionary", "{" ANSWERS "}", "IN0113", ""},
    {"NullDictionary", R"({"dictionary": null, )" ANSWERS "}", "IN0113", ""},
    {"OtherDictionary", R"({"dictionary": "other@1.2.0", )" ANSWERS "}", "IN0114", "/dictionary"},
    {"OtherVersion", R"({"dictionary": "small-intake@1.2.1", )" ANSWERS "}", "IN0114",
     "/dictionary"},
    {"DictionaryWithoutVersion", R"({"dictionary": "small-intake", )" ANSWERS "}", "IN0114",
     "/dictionary"},
    {"DictionaryNoText", R"({"dictionary": 5, )" ANSWERS "}", "IN0112", "/dictionary"},
    {"IdNumber", R"({"id": 5, )" DICTIONARY "," ANSWERS "}", "IN0112", "/id"},
    {"SubjectObject", R"({"subject": {"a": [1]}, )" DICTIONARY "," ANSWERS "}", "IN0112",
     "/subject"},
    {"TimeWithoutOffset", R"({"recordedAt": "2026-01-15T09:00:00", )" DICTIONARY "," ANSWERS "}",
     "IN0115", "/recordedAt"},
    {"TimeWithoutTime", R"({"recordedAt": "2026-01-15", )" DICTIONARY "," ANSWERS "}", "IN0115",
     "/recordedAt"},
    {"TimeRubbish", R"({"recordedAt": "yesterday", )" DICTIONARY "," ANSWERS "}", "IN0115",
     "/recordedAt"},
    {"TimeNumber", R"({"recordedAt": 1768467600, )" DICTIONARY "," ANSWERS "}", "IN0112",
     "/recordedAt"},
    {"UnknownMember", R"({"answer": {}, )" DICTIONARY "," ANSWERS "}", "IN0110", "/answer"},
    {"MemberTwice", R"({"id": "a", "id": "a", )" DICTIONARY "," ANSWERS "}", "IN0111", "/id"},
    {"NullAndMember", R"({"id": null, "id": "a", )" DICTIONARY "," ANSWERS "}", "IN0111", "/id"},
    {"DictionaryTwice", "{" DICTIONARY ", " DICTIONARY "," ANSWERS "}", "IN0111", "/dictionary"},
    {"Trailing", "{" DICTIONARY "," ANSWERS "} {}", "IN0104", ""},
    {"TrailingBracket", "{" DICTIONARY "," ANSWERS "}}", "IN0104", ""},
    {"TrailingWord", "{" DICTIONARY "," ANSWERS "} x", "IN0104", ""},
};
INSTANTIATE_TEST_SUITE_P(JsonAdapter, BadMembers, ::testing::ValuesIn(bad_members),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(JsonAdapter, MisspeltMembersGetASuggestion) {
  EXPECT_EQ(ReadIntake(with_members(R"(, "subjct": "x")")).suggestion(), "did you mean 'subject'?");
}

TEST(JsonAdapter, AnAssessmentWithoutAnswersIsNotABlankOne) {
  EXPECT_EQ(ReadIntake(R"({"dictionary": "small-intake@1.2.0"})").codes(), "IN0116");
  EXPECT_EQ(ReadIntake(R"({"dictionary": "small-intake@1.2.0", "answers": null})").codes(),
            "IN0116");
  EXPECT_EQ(ReadIntake(R"({"dictionary": "small-intake@1.2.0", "answers": []})").codes(), "IN0116");
  EXPECT_EQ(ReadIntake(R"({"dictionary": "small-intake@1.2.0", "answers": {}})").codes(), "");
}

TEST(JsonAdapter, WhatIsNoObjectIsOneError) {
  for (const auto* json : {"", " \n", "[]", "5", "null", "\"x\"", "x", "]", "\xFF\xFE", "[[["}) {
    const ReadIntake read(json);
    EXPECT_EQ(read.codes(), "IN0108") << json;
  }
}

TEST(JsonAdapter, AByteOrderMarkIsNoted) {
  const ReadIntake read("\xEF\xBB\xBF" + assessment(R"("saddleNumbness": true)"));
  EXPECT_EQ(read.codes(), "IN0107");
  EXPECT_FALSE(read.intake.has_errors());
  EXPECT_EQ(read.value("saddleNumbness"), "true");
}

TEST(JsonAdapter, TwoIntakesInARowDoNotMix) {
  Intake intake(small_dictionary());
  const auto adapter = make_json_adapter();
  adapter->read(assessment(R"("saddleNumbness": true, "note": "x", "bogus": 1)"), intake);
  adapter->read(assessment(R"("painScore": 3)"), intake);
  EXPECT_TRUE(intake.issues.empty());
  EXPECT_TRUE(intake.slots[0].is_null());
  EXPECT_EQ(intake.states[0], AnswerState::not_asked);
  EXPECT_EQ(intake.slots[1].as_integer(), 3);
}

// Damage: an error never hides an emergency.

struct Damaged {
  const char* name;
  const char* answers;  ///< within a whole assessment, or the end of a cut one where `cut`
  bool cut;
  const char* code;
  const char* score;  ///< what is left of painScore
  const char* left;   ///< of thomasHip.left
};
class DamagedAnswers : public ::testing::TestWithParam<Damaged> {};

TEST_P(DamagedAnswers, KeepWhatIsComplete) {
  const auto& damaged = GetParam();
  auto json = assessment(R"("saddleNumbness": true, )" + std::string(damaged.answers));
  if (damaged.cut) json.resize(json.size() - 2);
  const ReadIntake read(json);
  EXPECT_NE(read.codes().find(damaged.code), std::string::npos) << read.all_text();
  EXPECT_NE(read.all_text().find("byte "), std::string::npos) << read.all_text();
  EXPECT_TRUE(read.intake.has_errors());
  EXPECT_EQ(read.value("saddleNumbness"), "true") << read.all_text();
  EXPECT_EQ(read.value("painScore"), damaged.score) << read.all_text();
  EXPECT_EQ(read.value("thomasHip.left"), damaged.left) << read.all_text();
}

const Damaged damaged_answers[] = {
    {"CutBehindAnswer", R"("painScore": 9 )", true, "IN0103", "9", "null"},
    {"CutInNumber", R"("painScore": 1)", true, "IN0103", "null", "null"},
    {"CutBehindComma", R"("painScore": 9,)", true, "IN0103", "9", "null"},
    {"CutInName", R"("painScore": 9, "thoma)", true, "IN0103", "9", "null"},
    {"CutBehindName", R"("painScore": 9, "thomasHip")", true, "IN0103", "9", "null"},
    {"CutBehindColon", R"("painScore": 9, "thomasHip":)", true, "IN0103", "9", "null"},
    {"CutInSides", R"("painScore": 9, "thomasHip": {"left": 12, "right")", true, "IN0103", "9",
     "12.0 'deg'"},
    {"CutInSide", R"("painScore": 9, "thomasHip": {"left": 12)", true, "IN0103", "9", "null"},
    {"CutInText", R"("painScore": 9, "note": "abc)", true, "IN0103", "9", "null"},
    {"CutInEscape", R"("painScore": 9, "note": "abc\)", true, "IN0103", "9", "null"},
    {"CutInList", R"("painScore": 9, "painSites": ["low-back", )", true, "IN0103", "9", "null"},
    {"MissingComma", R"("painScore": 9 "thomasHip": {"left": 12})", false, "IN0102", "9",
     "12.0 'deg'"},
    {"MissingCommaOfSides", R"("painScore": 9, "thomasHip": {"left": 12 "right": 1})", false,
     "IN0102", "9", "12.0 'deg'"},
    {"TwoCommas", R"("painScore": 9,, "thomasHip": {"left": 12})", false, "IN0102", "9",
     "12.0 'deg'"},
    {"CommaAtTheEnd", R"("painScore": 9, "thomasHip": {"left": 12,},)", false, "IN0102", "9",
     "12.0 'deg'"},
    {"MissingValue", R"("note": , "painScore": 9, "thomasHip": {"left": 12})", false, "IN0102", "9",
     "12.0 'deg'"},
    {"MissingColon", R"("note" "x", "painScore": 9, "thomasHip": {"left": 12})", false, "IN0102",
     "9", "12.0 'deg'"},
    {"NameWithoutQuotes", R"(note: "x", "painScore": 9, "thomasHip": {"left": 12})", false,
     "IN0102", "9", "12.0 'deg'"},
    {"SingleQuotes", R"("note": 'x y', "painScore": 9, "thomasHip": {"left": 12})", false, "IN0102",
     "9", "12.0 'deg'"},
    {"TwoValues", R"("note": "a" b, "painScore": 9, "thomasHip": {"left": 12})", false, "IN0102",
     "9", "12.0 'deg'"},
    {"ListNotClosed", R"("painSites": ["low-back", "painScore": 9, "thomasHip": {"left": 12})",
     false, "IN0102", "null", "12.0 'deg'"},
    {"ListWithoutComma", R"("painSites": ["low-back" "buttock"], "painScore": 9)", false, "IN0102",
     "9", "null"},
    {"WrongBracket", R"("thomasHip": {"left": 12, "right": [1}, "painScore": 9)", false, "IN0102",
     "9", "12.0 'deg'"},
    {"UnknownItemWithDamage", R"("bogus": [1 2 {}], "painScore": 9)", false, "IN0102", "9", "null"},
    {"LineBreakInText", "\"note\": \"a\nb\", \"painScore\": 9", false, "IN0102", "9", "null"},
    {"NotUtf8InText",
     "\"note\": \"a\xFF"
     "b\", \"painScore\": 9",
     false, "IN0106", "9", "null"},
    {"NotUtf8InName", "\"no\xC3te\": \"a\", \"painScore\": 9", false, "IN0106", "9", "null"},
    {"NotUtf8Outside", "\"note\": \x80, \"painScore\": 9", false, "IN0106", "9", "null"},
    {"FormFeedForComma", "\"painScore\": 9 \x0C \"note\": \"x\"", false, "IN0102", "null", "null"},
    {"Nested", R"("note": [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]], "painScore": 9)", false,
     "IN0105", "9", "null"},
};
INSTANTIATE_TEST_SUITE_P(JsonAdapter, DamagedAnswers, ::testing::ValuesIn(damaged_answers),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(JsonAdapter, ATextWithALineBreakIsReadAsWritten) {
  const ReadIntake read(assessment("\"note\": \"a\nb\""));
  EXPECT_EQ(read.codes(), "IN0102");
  EXPECT_EQ(read.intake.slots[read.slot("note")].as_string(), "a\nb");
}

TEST(JsonAdapter, ATextWithLostBytesIsUnreadable) {
  const ReadIntake read(assessment("\"note\": \"a\xFF\""));
  EXPECT_EQ(read.codes(), "IN0106 IN0130");
  EXPECT_EQ(read.state("note"), AnswerState::unreadable);
}

TEST(JsonAdapter, ADamagedAnswerIsUnreadableAndNotUnasked) {
  const ReadIntake read(assessment(R"("onset": "trau" ma", "painScore": 3)"));
  EXPECT_EQ(read.state("onset"), AnswerState::unreadable) << read.all_text();
}

TEST(JsonAdapter, SaysTheByteOfTheDamage) {
  const std::string json = R"({"dictionary": "small-intake@1.2.0", "answers": {"painScore" 3}})";
  const ReadIntake read(json);
  EXPECT_EQ(read.codes(), "IN0102");
  EXPECT_NE(read.all_text().find("byte " + std::to_string(json.find(" 3}") + 1) + ":"),
            std::string::npos)
      << read.all_text();
}

TEST(JsonAdapter, DamageAtTheTopKeepsTheAnswers) {
  const ReadIntake read(
      R"({"dictionary": "small-intake@1.2.0", "id" "x", "answers": {"saddleNumbness": true}, )");
  EXPECT_EQ(read.codes(), "IN0102 IN0103") << read.all_text();
  EXPECT_EQ(read.value("saddleNumbness"), "true");
}

// Limits

TEST(Limits, AnAssessmentThatIsTooLargeIsRefusedUnread) {
  const auto json = assessment(R"("saddleNumbness": true)");
  const auto room = limits::assessment_bytes - json.size();
  EXPECT_EQ(ReadIntake(json + std::string(room, ' ')).codes(), "");
  const ReadIntake read(json + std::string(room + 1, ' '));
  EXPECT_EQ(read.codes(), "IN0101");
  EXPECT_EQ(read.state("saddleNumbness"), AnswerState::not_asked);
}

TEST(Limits, NestingNeitherCrashesNorHidesWhatStandsBefore) {
  for (const auto* brackets : {"[", "{\"a\":", "{", "[{\"a\":["}) {
    std::string deep;
    for (int i = 0; i < 10'000; ++i) deep += brackets;
    const ReadIntake inside(assessment(R"("saddleNumbness": true, "note": )" + deep));
    EXPECT_EQ(inside.value("saddleNumbness"), "true");
    EXPECT_TRUE(inside.intake.has_errors());
    const ReadIntake outside(deep);
    EXPECT_TRUE(outside.intake.has_errors());
  }
  const ReadIntake closed(assessment(R"("saddleNumbness": true, "note": )" +
                                     std::string(10'000, '[') + std::string(10'000, ']') +
                                     R"(, "painScore": 3)"));
  EXPECT_EQ(closed.codes(), "IN0105 IN0123");
  EXPECT_EQ(closed.value("painScore"), "3");
}

TEST(Limits, IssuesAreCappedAndTheErrorStaysVisible) {
  std::string answers = R"("saddleNumbness": true)";
  for (int i = 0; i < 5000; ++i) answers += R"(, "bogus": 1)";
  const ReadIntake read(assessment(answers));
  EXPECT_EQ(read.intake.issues.size(), limits::assessment_issues);
  EXPECT_TRUE(read.intake.has_errors());
  EXPECT_EQ(read.value("saddleNumbness"), "true");
}

TEST(Limits, LesserIssuesDoNotCrowdOutAnError) {
  Intake intake(small_dictionary());
  for (std::size_t i = 0; i < limits::assessment_issues; ++i) {
    intake.add_issue({Issue::Kind::implausible, "IN0140", "", "", "", ""});
  }
  EXPECT_FALSE(intake.has_errors());
  intake.add_issue({Issue::Kind::error, "IN0122", "", "", "", ""});
  EXPECT_TRUE(intake.has_errors());
  EXPECT_EQ(intake.issues.size(), limits::assessment_issues);
}

TEST(Limits, TextsAreCapped) {
  const auto text = [](std::size_t bytes) { return '"' + std::string(bytes, 'x') + '"'; };
  EXPECT_EQ(ReadIntake(assessment("\"note\": " + text(limits::text_answer_bytes))).codes(), "");
  EXPECT_EQ(ReadIntake(assessment("\"note\": " + text(limits::text_answer_bytes + 1))).codes(),
            "IN0130");
  EXPECT_EQ(ReadIntake(with_members(", \"id\": " + text(limits::name_length))).codes(), "");
  const ReadIntake read(with_members(", \"id\": " + text(limits::name_length + 1)));
  EXPECT_EQ(read.codes(), "IN0112");
  EXPECT_EQ(read.intake.id, "");
}

// Invariant 7: no patient data in messages.

TEST(JsonAdapter, MessagesNeverHoldValues) {
  const std::string canary = "Zx93canaryQ";
  const std::string quoted = "\"" + canary + "\"";
  const std::string answers[] = {
      "\"saddleNumbness\": " + quoted,
      "\"saddleNumbness\": " + canary,
      "\"painScore\": " + quoted,
      "\"onset\": " + quoted,
      "\"painSites\": [" + quoted + "]",
      "\"painSites\": [\"low-back\", " + canary + "]",
      "\"birthDate\": " + quoted,
      "\"temperature\": {\"value\": 37, \"unit\": " + quoted + "}",
      "\"temperature\": {\"value\": " + quoted + ", \"unit\": \"Cel\"}",
      "\"thomasHip\": " + quoted,
      "\"thomasHip\": {\"left\": " + quoted + "}",
      "\"saddleNumbness\": {\"unknown\": " + quoted + "}",
      "\"note\": \"he said \"" + canary + "\" twice\", \"painScore\": 3",
      "\"note\": \"he said \"a, " + quoted + ": b\" twice\", \"painScore\": 3",
      "\"note\": " + canary + " " + canary,
      "\"note\": \"" + canary + "\n\xFF\"",
      "\"note\": \"" + canary,
      "\"" + canary + " is the name of the patient\": true",
  };
  for (const auto& answer : answers) {
    const ReadIntake read(assessment(answer));
    EXPECT_TRUE(read.intake.has_errors()) << answer;
    EXPECT_EQ(read.all_text().find(canary), std::string::npos) << read.all_text();
  }
  for (const auto* member : {"id", "subject", "recordedAt", "dictionary"}) {
    const ReadIntake read("{\"" + std::string(member) + "\": [" + quoted + "], \"answers\": {}}");
    EXPECT_EQ(read.all_text().find(canary), std::string::npos) << read.all_text();
    const ReadIntake text("{\"" + std::string(member) + "\": " + quoted + ", \"answers\": {}}");
    EXPECT_EQ(text.all_text().find(canary), std::string::npos) << text.all_text();
  }
  const ReadIntake number(assessment(R"("temperature": 93.7193)"));
  EXPECT_EQ(number.codes(), "IN0140");
  EXPECT_EQ(number.all_text().find("93.7"), std::string::npos);
}

// peek_dictionary

TEST(PeekDictionary, FindsTheNameOrNothing) {
  EXPECT_EQ(peek_dictionary(assessment("")), "small-intake@1.2.0");
  EXPECT_EQ(peek_dictionary(R"({"answers": {"dictionary": "x"}, "dictionary": "a@1"})"), "a@1");
  EXPECT_EQ(peek_dictionary("{\"\\u0064ictionary\": \"a@1\"}"), "a@1");
  EXPECT_EQ(peek_dictionary("\xEF\xBB\xBF{\"dictionary\": \"a@1\"}"), "a@1");
  EXPECT_EQ(peek_dictionary(R"({"answers": {}})"), "");
  EXPECT_EQ(peek_dictionary(R"({"dictionary": 5})"), "");
  EXPECT_EQ(peek_dictionary("[1]"), "");
  EXPECT_EQ(peek_dictionary("dictionary"), "");
  EXPECT_EQ(peek_dictionary(""), "");
}

TEST(PeekDictionary, FindsTheNameInADamagedAssessment) {
  EXPECT_EQ(peek_dictionary(R"({"dictionary": "a@1", "answers": {"x": "ab)"), "a@1");
  EXPECT_EQ(peek_dictionary("{\"subject\": \"\xFF\", \"dictionary\": \"a@1\"}"), "a@1");
}

}  // namespace
}  // namespace palpate::intake
