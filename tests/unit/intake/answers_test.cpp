// Answers of every type, one at a time: what is read, and what is refused with which code.

#include <gtest/gtest.h>

#include <string>

#include "unit/intake/small_dictionary.hpp"

namespace palpate::intake {
namespace {

using testing::assessment;
using testing::ReadIntake;

struct Good {
  const char* name;
  const char* answer;  ///< member of "answers"
  const char* slot;
  const char* value;  ///< as a CQL literal
};
class GoodAnswers : public ::testing::TestWithParam<Good> {};

TEST_P(GoodAnswers, AreRead) {
  const auto& good = GetParam();
  const ReadIntake read(assessment(good.answer));
  EXPECT_EQ(read.codes(), "") << read.all_text();
  EXPECT_EQ(read.state(good.slot), AnswerState::answered);
  EXPECT_EQ(read.value(good.slot), good.value);
  EXPECT_FALSE(read.intake.has_errors());
}

const Good good_answers[] = {
    {"True", R"("saddleNumbness": true)", "saddleNumbness", "true"},
    {"False", R"("saddleNumbness": false)", "saddleNumbness", "false"},
    {"EscapedName", R"("\u0073addleNumbness": true)", "saddleNumbness", "true"},
    {"Integer", R"("painScore": 7)", "painScore", "7"},
    {"IntegerZero", R"("painScore": 0)", "painScore", "0"},
    {"IntegerMinusZero", R"("painScore": -0)", "painScore", "0"},
    {"IntegerWithZeroDecimals", R"("painScore": 7.0)", "painScore", "7"},
    {"IntegerWithExponent", R"("painScore": 1e1)", "painScore", "10"},
    {"Decimal", R"("ratio": 0.1)", "ratio", "0.1"},
    {"DecimalKeepsAllDigits", R"("ratio": 12345678901234567890.12345678)", "ratio",
     "12345678901234567890.12345678"},
    {"DecimalNegative", R"("ratio": -2.5)", "ratio", "-2.5"},
    {"DecimalExponent", R"("ratio": 1.25e-3)", "ratio", "0.00125"},
    {"DecimalSmallestExponent", R"("ratio": 1E-8)", "ratio", "0.00000001"},
    {"DecimalLargeExponent", R"("ratio": -12e+3)", "ratio", "-12000.0"},
    {"DecimalZerosBehind", R"("ratio": 1.5000000000000)", "ratio", "1.5"},
    {"DecimalZeroWithExponent", R"("ratio": 0e400)", "ratio", "0.0"},
    {"QuantityBare", R"("temperature": 37.1)", "temperature", "37.1 'Cel'"},
    {"QuantityOwnUnit", R"("temperature": {"value": 37.1, "unit": "Cel"})", "temperature",
     "37.1 'Cel'"},
    {"QuantityUnitFirst", R"("temperature": {"unit": "Cel", "value": 37.1})", "temperature",
     "37.1 'Cel'"},
    {"QuantityConverted", R"("height": {"value": 1.805, "unit": "m"})", "height", "180.5 'cm'"},
    {"QuantityConvertedInches", R"("height": {"value": 70, "unit": "[in_i]"})", "height",
     "177.8 'cm'"},
    {"Choice", R"("onset": "sudden")", "onset", "'sudden'"},
    {"ChoiceEscaped", R"("onset": "s\u0075dden")", "onset", "'sudden'"},
    {"ChoicesOne", R"("painSites": ["buttock"])", "painSites", "{'buttock'}"},
    {"ChoicesAsGiven", R"("painSites": ["buttock", "low-back"])", "painSites",
     "{'buttock', 'low-back'}"},
    {"ChoicesNone", R"("painSites": ["none"])", "painSites", "{'none'}"},
    {"DateYear", R"("birthDate": "1962")", "birthDate", "@1962"},
    {"DateMonth", R"("birthDate": "1962-05")", "birthDate", "@1962-05"},
    {"DateDay", R"("birthDate": "1964-02-29")", "birthDate", "@1964-02-29"},
    {"Text", R"("note": "a \"b\" \u00e4")", "note", "'a \"b\" ä'"},
    {"Left", R"("thomasHip": {"left": 12})", "thomasHip.left", "12.0 'deg'"},
    {"Right", R"("thomasHip": {"right": {"value": 12, "unit": "deg"}})", "thomasHip.right",
     "12.0 'deg'"},
    {"SidedBoolean", R"("footDrop": {"right": true, "left": false})", "footDrop.right", "true"},
};
INSTANTIATE_TEST_SUITE_P(Answers, GoodAnswers, ::testing::ValuesIn(good_answers),
                         [](const auto& test) { return std::string(test.param.name); });

struct Bad {
  const char* name;
  const char* answer;
  const char* slot;
  const char* code;
  const char* pointer;
  const char* suggestion;  ///< part of it
};
class BadAnswers : public ::testing::TestWithParam<Bad> {};

TEST_P(BadAnswers, AreErrorsAndNeverAValue) {
  const auto& bad = GetParam();
  // The answers around it show that nothing else is lost.
  const ReadIntake read(
      assessment(R"("ratio": 1.5, )" + std::string(bad.answer) + R"(, "height": 170)"));
  EXPECT_EQ(read.codes(), bad.code) << read.all_text();
  EXPECT_EQ(read.pointer(), bad.pointer);
  EXPECT_NE(read.suggestion().find(bad.suggestion), std::string::npos) << read.suggestion();
  EXPECT_EQ(read.state(bad.slot), AnswerState::unreadable);
  EXPECT_EQ(read.value(bad.slot), "null");
  EXPECT_EQ(read.value("ratio"), "1.5");
  EXPECT_EQ(read.value("height"), "170.0 'cm'");
  EXPECT_TRUE(read.intake.has_errors());
  ASSERT_EQ(read.intake.issues.size(), 1u);
  const std::string item(bad.slot);
  EXPECT_EQ(read.intake.issues[0].item, item.substr(0, item.find('.')));
}

const Bad bad_answers[] = {
    {"BooleanText", R"("saddleNumbness": "yes")", "saddleNumbness", "IN0122",
     "/answers/saddleNumbness", ""},
    {"BooleanNumber", R"("saddleNumbness": 1)", "saddleNumbness", "IN0122",
     "/answers/saddleNumbness", ""},
    {"BooleanCapital", R"("saddleNumbness": True)", "saddleNumbness", "IN0123",
     "/answers/saddleNumbness", ""},
    {"BooleanCut", R"("saddleNumbness": tru)", "saddleNumbness", "IN0123",
     "/answers/saddleNumbness", ""},
    {"BooleanSuffixed", R"("saddleNumbness": truex)", "saddleNumbness", "IN0123",
     "/answers/saddleNumbness", ""},
    {"BooleanList", R"("saddleNumbness": [true])", "saddleNumbness", "IN0122",
     "/answers/saddleNumbness", ""},
    {"BooleanSided", R"("saddleNumbness": {"left": true})", "saddleNumbness", "IN0131",
     "/answers/saddleNumbness", "true or false"},
    {"BooleanValueUnit", R"("saddleNumbness": {"value": true, "unit": "1"})", "saddleNumbness",
     "IN0122", "/answers/saddleNumbness", ""},
    {"EmptyObject", R"("saddleNumbness": {})", "saddleNumbness", "IN0122",
     "/answers/saddleNumbness", ""},
    {"IntegerText", R"("painScore": "7")", "painScore", "IN0122", "/answers/painScore", ""},
    {"IntegerBoolean", R"("painScore": true)", "painScore", "IN0122", "/answers/painScore", ""},
    {"IntegerFraction", R"("painScore": 7.5)", "painScore", "IN0124", "/answers/painScore", ""},
    {"IntegerTooLarge", R"("painScore": 2147483648)", "painScore", "IN0124", "/answers/painScore",
     ""},
    {"IntegerFarTooLarge", R"("painScore": 1e99)", "painScore", "IN0125", "/answers/painScore", ""},
    {"IntegerExponentOverflow", R"("painScore": 1e99999999999999999999)", "painScore", "IN0125",
     "/answers/painScore", ""},
    {"LeadingZero", R"("painScore": 07)", "painScore", "IN0123", "/answers/painScore", ""},
    {"PlusSign", R"("painScore": +7)", "painScore", "IN0123", "/answers/painScore", ""},
    {"NotANumber", R"("temperature": NaN)", "temperature", "IN0123", "/answers/temperature", ""},
    {"Infinity", R"("temperature": Infinity)", "temperature", "IN0123", "/answers/temperature", ""},
    {"MinusInfinity", R"("temperature": -Infinity)", "temperature", "IN0123",
     "/answers/temperature", ""},
    {"PointWithoutDigits", R"("temperature": 37.)", "temperature", "IN0123", "/answers/temperature",
     ""},
    {"ExponentWithoutDigits", R"("temperature": 37e)", "temperature", "IN0123",
     "/answers/temperature", ""},
    {"NineDecimals", R"("temperature": 37.123456789)", "temperature", "IN0125",
     "/answers/temperature", ""},
    {"TooSmallExponent", R"("temperature": 1e-9)", "temperature", "IN0125", "/answers/temperature",
     ""},
    {"QuantityText", R"("temperature": "37")", "temperature", "IN0122", "/answers/temperature", ""},
    {"QuantityUnitOfOtherDimension", R"("temperature": {"value": 37, "unit": "kg"})", "temperature",
     "IN0126", "/answers/temperature/unit", "'Cel'"},
    {"QuantityUnitUnknown", R"("temperature": {"value": 37, "unit": "Celsius"})", "temperature",
     "IN0126", "/answers/temperature/unit", "'Cel'"},
    {"QuantityUnitEmpty", R"("temperature": {"value": 37, "unit": ""})", "temperature", "IN0126",
     "/answers/temperature/unit", "'Cel'"},
    {"QuantityUnitNoText", R"("temperature": {"value": 37, "unit": 1})", "temperature", "IN0126",
     "/answers/temperature/unit", ""},
    {"QuantityWithoutUnit", R"("temperature": {"value": 37})", "temperature", "IN0133",
     "/answers/temperature", "'Cel'"},
    {"QuantityWithoutValue", R"("temperature": {"unit": "Cel"})", "temperature", "IN0133",
     "/answers/temperature", ""},
    {"QuantityValueNull", R"("temperature": {"value": null, "unit": "Cel"})", "temperature",
     "IN0122", "/answers/temperature/value", ""},
    {"QuantityValueText", R"("temperature": {"value": "37", "unit": "Cel"})", "temperature",
     "IN0122", "/answers/temperature/value", ""},
    {"QuantityValueObject", R"("temperature": {"value": {"value": 37}, "unit": "Cel"})",
     "temperature", "IN0122", "/answers/temperature/value", ""},
    {"QuantityNineDecimalsOtherUnit", R"("temperature": {"value": 310.123456789, "unit": "K"})",
     "temperature", "IN0125", "/answers/temperature", ""},
    {"QuantityOtherMember", R"("temperature": {"value": 37, "units": "Cel"})", "temperature",
     "IN0133", "/answers/temperature", "'unit'"},
    {"QuantityValueTwice", R"("temperature": {"value": 37, "value": 38, "unit": "Cel"})",
     "temperature", "IN0121", "/answers/temperature/value", ""},
    {"QuantityUnitTwice", R"("temperature": {"value": 37, "unit": "Cel", "unit": "Cel"})",
     "temperature", "IN0121", "/answers/temperature/unit", ""},
    {"OptionMisspelt", R"("onset": "suden")", "onset", "IN0127", "/answers/onset", "'sudden'"},
    {"OptionOfOtherCase", R"("onset": "Sudden")", "onset", "IN0127", "/answers/onset", "'sudden'"},
    {"OptionNumber", R"("onset": 1)", "onset", "IN0122", "/answers/onset", ""},
    {"OptionList", R"("onset": ["sudden"])", "onset", "IN0122", "/answers/onset", ""},
    {"ChoicesEmpty", R"("painSites": [])", "painSites", "IN0128", "/answers/painSites",
     "[\"none\"]"},
    {"ChoicesText", R"("painSites": "low-back")", "painSites", "IN0122", "/answers/painSites", ""},
    {"ChoicesUnknown", R"("painSites": ["low-back", "butock"])", "painSites", "IN0127",
     "/answers/painSites/1", "'buttock'"},
    {"ChoicesNumber", R"("painSites": ["low-back", 3])", "painSites", "IN0122",
     "/answers/painSites/1", ""},
    {"ChoicesNested", R"("painSites": ["low-back", ["buttock"]])", "painSites", "IN0122",
     "/answers/painSites/1", ""},
    {"ChoicesNoneAndOther", R"("painSites": ["none", "low-back"])", "painSites", "IN0128",
     "/answers/painSites", ""},
    {"DateOfOtherOrder", R"("birthDate": "29.02.1964")", "birthDate", "IN0129",
     "/answers/birthDate", ""},
    {"DateThatIsNone", R"("birthDate": "1965-02-29")", "birthDate", "IN0129", "/answers/birthDate",
     ""},
    {"DateWithTime", R"("birthDate": "1964-02-29T10:00")", "birthDate", "IN0129",
     "/answers/birthDate", ""},
    {"DateNumber", R"("birthDate": 1964)", "birthDate", "IN0122", "/answers/birthDate", ""},
    {"TextNumber", R"("note": 5)", "note", "IN0122", "/answers/note", ""},
    {"ControlCharacter", "\"note\": \x01", "note", "IN0123", "/answers/note", ""},
    {"TextBadEscape", R"("note": "\q")", "note", "IN0130", "/answers/note", ""},
    {"TextHalfSurrogate", R"("note": "\ud800")", "note", "IN0130", "/answers/note", ""},
    {"SidedBare", R"("thomasHip": 12)", "thomasHip.left", "IN0131", "/answers/thomasHip", "left"},
    {"SidedList", R"("thomasHip": [12, 13])", "thomasHip.right", "IN0131", "/answers/thomasHip",
     "left"},
    {"SideBad", R"("thomasHip": {"left": "x", "right": 3})", "thomasHip.left", "IN0122",
     "/answers/thomasHip/left", ""},
    {"UnknownReason", R"("saddleNumbness": {"unknown": "dunno"})", "saddleNumbness", "IN0132",
     "/answers/saddleNumbness/unknown", ""},
    {"UnknownTrue", R"("saddleNumbness": {"unknown": true})", "saddleNumbness", "IN0132",
     "/answers/saddleNumbness/unknown", ""},
    {"UnknownTwice", R"("saddleNumbness": {"unknown": "declined", "unknown": "declined"})",
     "saddleNumbness", "IN0121", "/answers/saddleNumbness/unknown", ""},
    {"UnknownBesideValue", R"("temperature": {"unknown": "declined", "value": 3, "unit": "Cel"})",
     "temperature", "IN0132", "/answers/temperature", ""},
    {"SideUnknownReason", R"("thomasHip": {"left": {"unknown": ""}})", "thomasHip.left", "IN0132",
     "/answers/thomasHip/left/unknown", ""},
    {"SidedUnknownReason", R"("thomasHip": {"unknown": "x"})", "thomasHip.right", "IN0132",
     "/answers/thomasHip/unknown", ""},
};
INSTANTIATE_TEST_SUITE_P(Answers, BadAnswers, ::testing::ValuesIn(bad_answers),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Answers, WithoutAnAnswerSayWhy) {
  const ReadIntake read(assessment(R"(
      "saddleNumbness": null, "painScore": {"unknown": "not-asked"},
      "temperature": {"unknown": "asked-unknown"}, "onset": {"unknown": "declined"},
      "thomasHip": {"unknown": "declined"},
      "footDrop": {"left": null, "right": {"unknown": "asked-unknown"}})"));
  EXPECT_EQ(read.codes(), "");
  EXPECT_EQ(read.state("saddleNumbness"), AnswerState::not_asked);
  EXPECT_EQ(read.state("painScore"), AnswerState::not_asked);
  EXPECT_EQ(read.state("ratio"), AnswerState::not_asked);
  EXPECT_EQ(read.state("temperature"), AnswerState::asked_unknown);
  EXPECT_EQ(read.state("onset"), AnswerState::declined);
  EXPECT_EQ(read.state("thomasHip.left"), AnswerState::declined);
  EXPECT_EQ(read.state("thomasHip.right"), AnswerState::declined);
  EXPECT_EQ(read.state("footDrop.left"), AnswerState::not_asked);
  EXPECT_EQ(read.state("footDrop.right"), AnswerState::asked_unknown);
  for (const auto& value : read.intake.slots) EXPECT_TRUE(value.is_null());
}

TEST(Answers, AnOmittedSideIsNotAsked) {
  const ReadIntake read(assessment(R"("thomasHip": {"left": 3}, "footDrop": {})"));
  EXPECT_EQ(read.codes(), "");
  EXPECT_EQ(read.state("thomasHip.right"), AnswerState::not_asked);
  EXPECT_EQ(read.state("footDrop.left"), AnswerState::not_asked);
}

TEST(Answers, AFahrenheitTemperatureIsConverted) {
  const ReadIntake read(assessment(R"("temperature": {"value": 101.3, "unit": "[degF]"})"));
  EXPECT_EQ(read.codes(), "");
  const auto& value = read.intake.slots[read.slot("temperature")];
  ASSERT_TRUE(value.is(Value::Kind::quantity));
  EXPECT_EQ(value.as_decimal(), Decimal::parse("38.5"));
  EXPECT_EQ(&value.unit(), read.intake.dictionary().items[2].parsed_unit);
}

TEST(Answers, PlausibleBoundsAreInclusive) {
  for (const auto* number : {"30", "45", "45.00000000", "30e0"}) {
    const ReadIntake read(assessment(R"("temperature": )" + std::string(number)));
    EXPECT_EQ(read.codes(), "") << number;
  }
  for (const auto* number : {"29.99999999", "45.00000001", "-1", "370"}) {
    const ReadIntake read(assessment(R"("temperature": )" + std::string(number)));
    EXPECT_EQ(read.codes(), "IN0140") << number;
    EXPECT_EQ(read.pointer(), "/answers/temperature");
    EXPECT_EQ(read.intake.issues[0].kind, Issue::Kind::implausible);
    EXPECT_EQ(read.state("temperature"), AnswerState::implausible);
    EXPECT_EQ(read.value("temperature"), "null");
    EXPECT_FALSE(read.intake.has_errors());
  }
}

TEST(Answers, PlausibilityIsJudgedInTheUnitOfTheItem) {
  EXPECT_EQ(ReadIntake(assessment(R"("temperature": {"value": 98.6, "unit": "[degF]"})")).codes(),
            "");
  EXPECT_EQ(ReadIntake(assessment(R"("temperature": {"value": 37, "unit": "[degF]"})")).codes(),
            "IN0140");
}

TEST(Answers, AnItemThatTheDictionaryDoesNotHaveIsAnError) {
  const ReadIntake read(assessment(R"("sadleNumbness": true, "painScore": 3)"));
  EXPECT_EQ(read.codes(), "IN0120");
  EXPECT_EQ(read.pointer(), "/answers/sadleNumbness");
  EXPECT_EQ(read.suggestion(), "did you mean 'saddleNumbness'?");
  EXPECT_EQ(read.state("saddleNumbness"), AnswerState::not_asked);
  EXPECT_EQ(read.value("painScore"), "3");
}

TEST(Answers, AnOptionNamedTwiceIsAnErrorAndCountsOnce) {
  const ReadIntake read(assessment(R"("painSites": ["buttock", "buttock"])"));
  EXPECT_EQ(read.codes(), "IN0128");
  EXPECT_EQ(read.pointer(), "/answers/painSites/1");
  EXPECT_EQ(read.value("painSites"), "{'buttock'}");
}

TEST(Answers, AListWithAMistakeKeepsAnAnswerThatWorries) {
  const ReadIntake unknown(assessment(R"("painSites": ["saddle", "xyz"])"));
  EXPECT_EQ(unknown.codes(), "IN0127");
  EXPECT_EQ(unknown.value("painSites"), "{'saddle'}");
  const ReadIntake none(assessment(R"("painSites": ["none", "saddle"])"));
  EXPECT_EQ(none.codes(), "IN0128");
  EXPECT_EQ(none.value("painSites"), "{'saddle'}");
}

TEST(Answers, UnknownBesideASideKeepsTheSide) {
  const ReadIntake read(assessment(R"("footDrop": {"left": true, "unknown": "declined"})"));
  EXPECT_EQ(read.codes(), "IN0132");
  EXPECT_EQ(read.value("footDrop.left"), "true");
  EXPECT_EQ(read.state("footDrop.right"), AnswerState::unreadable);
}

TEST(Answers, AMisspeltSideIsAnErrorAndTheOtherSideIsKept) {
  const ReadIntake read(assessment(R"("footDrop": {"lefft": true, "right": true})"));
  EXPECT_EQ(read.codes(), "IN0131");
  EXPECT_EQ(read.suggestion(), "did you mean 'left'?");
  EXPECT_EQ(read.value("footDrop.right"), "true");
  EXPECT_EQ(read.value("footDrop.left"), "null");
}

TEST(Answers, OfAnyOrderAreFound) {
  const ReadIntake read(
      assessment(R"("footDrop": {"left": true}, "height": 180, "saddleNumbness": false,
                    "painScore": 2, "note": "x", "ratio": 2)"));
  EXPECT_EQ(read.codes(), "");
  EXPECT_EQ(read.value("footDrop.left"), "true");
  EXPECT_EQ(read.value("saddleNumbness"), "false");
  EXPECT_EQ(read.value("painScore"), "2");
  EXPECT_EQ(read.value("ratio"), "2.0");
}

// Duplicates

struct Duplicate {
  const char* name;
  const char* answers;
  const char* slot;
  AnswerState state;
  const char* value;
};
class Duplicates : public ::testing::TestWithParam<Duplicate> {};

TEST_P(Duplicates, AreErrorsAndKeepOnlyWhatIsCertainOrWorries) {
  const auto& duplicate = GetParam();
  const ReadIntake read(assessment(duplicate.answers));
  EXPECT_NE(read.codes().find("IN0121"), std::string::npos) << read.all_text();
  EXPECT_TRUE(read.intake.has_errors());
  EXPECT_EQ(read.state(duplicate.slot), duplicate.state);
  EXPECT_EQ(read.value(duplicate.slot), duplicate.value);
}

constexpr auto answered = AnswerState::answered;
constexpr auto unreadable = AnswerState::unreadable;
const Duplicate duplicates[] = {
    {"WorryingFirst", R"("saddleNumbness": true, "saddleNumbness": false)", "saddleNumbness",
     answered, "true"},
    {"WorryingSecond", R"("saddleNumbness": false, "saddleNumbness": true)", "saddleNumbness",
     answered, "true"},
    {"WorryingThenNull", R"("saddleNumbness": true, "saddleNumbness": null)", "saddleNumbness",
     answered, "true"},
    {"WorryingThenRubbish", R"("saddleNumbness": true, "saddleNumbness": "no")", "saddleNumbness",
     answered, "true"},
    {"WorryingThird", R"("painScore": 1, "painScore": 2, "painScore": 9)", "painScore", answered,
     "9"},
    {"NoneWorries", R"("painScore": 1, "painScore": 2)", "painScore", unreadable, "null"},
    {"NoneWorriesThrice", R"("painScore": 1, "painScore": 2, "painScore": 1)", "painScore",
     unreadable, "null"},
    {"Alike", R"("painScore": 1, "painScore": 1)", "painScore", answered, "1"},
    {"AlikeInOtherUnits", R"("temperature": {"value": 36, "unit": "Cel"}, "temperature": 36)",
     "temperature", answered, "36.0 'Cel'"},
    {"NullThenAnswer", R"("painScore": null, "painScore": 1)", "painScore", unreadable, "null"},
    {"Apart", R"("painScore": 1, "ratio": 1, "painScore": 2)", "painScore", unreadable, "null"},
    {"Option", R"("onset": "gradual", "onset": "trauma")", "onset", answered, "'trauma'"},
    {"Options", R"("painSites": ["none"], "painSites": ["saddle", "buttock"])", "painSites",
     answered, "{'saddle', 'buttock'}"},
    {"EscapedName", R"("saddleNumbness": true, "saddleNumbnes\u0073": false)", "saddleNumbness",
     answered, "true"},
    {"SideInOneObject", R"("footDrop": {"left": true, "left": false})", "footDrop.left", answered,
     "true"},
    {"SideInTwoObjects", R"("footDrop": {"left": false}, "footDrop": {"left": true})",
     "footDrop.left", answered, "true"},
    {"SideUnworrying", R"("thomasHip": {"left": 1, "left": 2})", "thomasHip.left", unreadable,
     "null"},
};
INSTANTIATE_TEST_SUITE_P(Answers, Duplicates, ::testing::ValuesIn(duplicates),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Answers, OfTwoAnswersObjectsAreBothRead) {
  const ReadIntake read(
      R"({"dictionary": "small-intake@1.2.0", "answers": {"saddleNumbness": true},
          "answers": {"painScore": 3, "saddleNumbness": false}})");
  EXPECT_EQ(read.codes(), "IN0111 IN0121") << read.all_text();
  EXPECT_EQ(read.value("saddleNumbness"), "true");
  EXPECT_EQ(read.value("painScore"), "3");
}

}  // namespace
}  // namespace palpate::intake
