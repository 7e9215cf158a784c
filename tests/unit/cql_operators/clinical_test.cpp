#include "unit/cql_operators/literal_calls.hpp"

namespace palpate::cql {
namespace {

// Evaluation time of the fixture: 2024-03-15T10:30:00.000+02:00.
using Clinical = test::LiteralCalls;

TEST_F(Clinical, AgeAtADate) {
  EXPECT_EQ(call("CalculateAgeInYearsAt", {"@2000-01-01", "@2015-01-01"}), "15");
  EXPECT_EQ(call("CalculateAgeInYearsAt", {"@2000-01-02", "@2015-01-01"}), "14");
  EXPECT_EQ(call("CalculateAgeInMonthsAt", {"@2014-01-31", "@2014-03-01"}), "1");
  EXPECT_EQ(call("CalculateAgeInWeeksAt", {"@2014-01-01", "@2014-01-15"}), "2");
  EXPECT_EQ(call("CalculateAgeInDaysAt", {"@2014-01-01", "@2014-01-15"}), "14");
  EXPECT_EQ(call("CalculateAgeInHoursAt", {"@2014-01-01T00:00:00.000", "@2014-01-01T05:30:00.000"}),
            "5");
  EXPECT_EQ(call("CalculateAgeInYearsAt", {"@2000-01-01", "null"}), "null");
}

TEST_F(Clinical, AgeNowIsAtTheEvaluationTime) {
  EXPECT_EQ(call("CalculateAgeInYears", {"@1974-03-15"}), "50");
  EXPECT_EQ(call("CalculateAgeInYears", {"@1974-03-16"}), "49");
  EXPECT_EQ(call("CalculateAgeInMinutes", {"@2024-03-15T10:00:00.000+02:00"}), "30");
  EXPECT_EQ(call("CalculateAgeInMinutes", {"@2024-03-15T10:00:00.000+01:00"}), "-30");
}

TEST_F(Clinical, AnImpreciseBirthDateGivesAnUncertainAge) {
  EXPECT_EQ(call("CalculateAgeInYears", {"@1974"}), "Interval[49, 50]");
  EXPECT_EQ(call("CalculateAgeInYears", {"@1974-01"}), "50");
}

}  // namespace
}  // namespace palpate::cql
