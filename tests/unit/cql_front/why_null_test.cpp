#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

TEST(WhyNull, NamesTheMissingInput) {
  Desk desk(R"({"age": 40})");
  EXPECT_EQ(desk.why("Patient.smoker"), "smoker is not given");
  EXPECT_EQ(desk.why("Patient.smoker and Patient.age > 30"), "smoker is not given");
  EXPECT_EQ(desk.why("Patient.knee.left"), "knee.left is not given");
  EXPECT_EQ(desk.why("Patient.weight > 70 'kg'"), "weight is not given");
}

TEST(WhyNull, NamesEveryMissingInputOnceAndNoneThatHadNoSay) {
  Desk desk(R"({"age": 40})");
  EXPECT_EQ(desk.why("Patient.smoker or Patient.knee.left or Patient.smoker or Patient.age > 50"),
            "smoker and knee.left are not given");
  EXPECT_EQ(desk.why("Patient.smoker and Patient.knee.left and Patient.knee.right"),
            "smoker, knee.left and knee.right are not given");
}

TEST(WhyNull, FollowsDefinitions) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.define("define Heavy: Patient.weight > 100 'kg'").program);
  EXPECT_EQ(desk.why("not Heavy"), "weight is not given");
}

TEST(WhyNull, OfABranchIsWhatItsConditionAsked) {
  Desk desk;
  EXPECT_EQ(desk.why("if Patient.smoker is null then null else 1"), "smoker is not given");
  EXPECT_EQ(desk.why("case when Patient.age > 3 then Patient.age else null end"),
            "age is not given");
}

TEST(WhyNull, LooksInsideListsThatAreWrittenOut) {
  Desk desk;
  EXPECT_EQ(desk.why("{1, Patient.age} = {1, 2}"), "age is not given");
}

TEST(WhyNull, OfAQueryOrFunctionNamesWhatItLooksAt) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.define("define function older(n Integer): Patient.age + n").program);
  EXPECT_EQ(desk.why("older(1)"), "age is not given");
  EXPECT_EQ(desk.why("Patient.seen S return S"), "seen is not given");
}

TEST(WhyNull, OfAnOperatorItself) {
  Desk desk;
  EXPECT_EQ(desk.why("1 / 0"), "division by zero");
  EXPECT_EQ(desk.why("5 mod 0"), "division by zero");
  EXPECT_EQ(desk.why("2147483647 + 1"), "the result is out of range");
  EXPECT_EQ(desk.why("Ln(-1.0)"), "there is no logarithm of zero or less");
  EXPECT_EQ(desk.why("ToInteger('x')"), "the text does not read as Integer");
  EXPECT_EQ(desk.why("First({})"), "the list is empty");
  EXPECT_EQ(desk.why("{1, 2}[7]"), "there is no element at that index");
  EXPECT_EQ(desk.why("Max({null as Integer})"), "the list holds nothing but null");
  EXPECT_EQ(desk.why("@2026-01 before @2026-01-15"), "the dates are not precise enough to tell");
  EXPECT_EQ(desk.why("month from @2026"), "the date stops before the month");
  EXPECT_EQ(desk.why("Interval[1, null) contains 5"), "an end of the interval is unknown");
}

TEST(WhyNull, OfUnitsThatAreKnownOnlyWhenRunning) {
  Desk desk(R"({"weight": 70, "dose": {"value": 5, "unit": "m"}})");
  EXPECT_EQ(desk.why("Patient.dose < Patient.weight"),
            "'m' and 'kg' do not convert into each other");
}

TEST(WhyNull, OfALiteral) {
  Desk desk;
  EXPECT_EQ(desk.why("null"), "it is written as null");
  EXPECT_EQ(desk.why("true and null"), "it is written as null");
}

TEST(WhyNull, OfAnotherType) {
  Desk desk;
  EXPECT_EQ(desk.why("(Patient.seen as List<Date>)[0] as Date"), "seen is not given");
}

}  // namespace
}  // namespace palpate::cql::testing
