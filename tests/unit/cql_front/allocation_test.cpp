#include <gtest/gtest.h>

#include "support.hpp"
#include "support/count_allocations.hpp"

namespace palpate::cql::testing {
namespace {

constexpr std::string_view everything_model = R"({"context": "P", "elements": {
    "yes": "Boolean", "unasked": "Boolean", "age": "Integer", "total": "Long", "score": "Decimal",
    "temperature": {"type": "Quantity", "unit": "Cel"}, "pain": "String", "born": "Date",
    "onset": "Date", "seen": "DateTime", "at": "Time", "range": "Interval<Integer>",
    "stay": "Interval<Date>", "scores": "List<Integer>", "reason": "Code"}})";
constexpr std::string_view everything_record = R"({
    "yes": true, "age": 62, "total": 5000000000, "score": 7.25, "temperature": 38.5,
    "pain": "severe", "born": "1963-05-20", "onset": "2025-12",
    "seen": "2026-01-15T09:30:00+00:00", "at": "09:30", "range": {"low": 1, "high": 100},
    "stay": {"low": "2026-01-01", "high": "2026-01-15"}, "scores": [3, 1, 4],
    "reason": {"code": "M54.5", "system": "urn:icd10"}})";

/// Scalar conditions of every operator family.
class Families : public ::testing::TestWithParam<const char*> {};

TEST_P(Families, AllocateNothingOnceWarm) {
  Diagnostics diagnostics;
  CompileInput input;
  input.schema = read_model(json(everything_model), diagnostics);
  std::pmr::monotonic_buffer_resource arena;
  const auto slots = read_record(input.schema, json(everything_record), arena);
  ASSERT_TRUE(slots) << slots.error().message;
  const auto compiled =
      compile_expression(std::make_shared<const SourceText>("expression", GetParam()), input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  const auto id = *compiled.program->find("Expression", "Result");
  Scratch scratch(compiled.program);
  const Record record{*slots, test_time()};
  bool fine = true;
  for (int i = 0; i < 3; ++i) {
    scratch.begin(record);
    fine = fine && scratch.definition(id).has_value();
  }
  const std::size_t before = support::allocations;
  for (int i = 0; i < 50; ++i) {
    scratch.begin(record);
    fine = fine && scratch.definition(id).has_value();
  }
  EXPECT_EQ(support::allocations - before, 0U);
  EXPECT_TRUE(fine);
}

INSTANTIATE_TEST_SUITE_P(
    Scalar, Families,
    ::testing::Values(
        "P.yes and P.unasked", "P.unasked or P.yes", "not P.yes", "P.yes xor P.unasked",
        "P.yes implies P.unasked", "P.unasked is null", "P.yes is true",
        "Coalesce(P.unasked, P.yes)", "P.age > 50", "P.age between 18 and 65", "P.age = 62",
        "P.total < 6000000000L", "P.score >= 7.25", "P.temperature >= 38.0 'Cel'",
        "P.temperature > 100.4 '[degF]'", "P.pain = 'severe'", "P.pain ~ 'Severe'",
        "P.age + 3 * 2 - 1", "P.age div 7 + P.age mod 7", "P.score * 1.5 / 2.0", "-P.age",
        "Abs(P.score)", "Round(P.score, 1)", "Ceiling(P.score)", "Truncate(P.score)", "Ln(P.score)",
        "P.age ^ 2", "P.age + 0.5", "successor of P.age", "P.temperature + 1.5 'K'",
        "Length(P.pain)", "StartsWith(P.pain, 'sev')", "PositionOf('v', P.pain)",
        "Substring(P.pain, 1, 2)", "P.born before @2000-01-01", "P.onset same month as P.born",
        "P.born + 3 days", "days between P.born and @2026-01-15",
        "difference in months between P.born and @2026-01-15", "month from P.born",
        "date from P.seen", "P.seen > @2026-01-15T00:00:00.0+00:00", "P.at < @T10:00",
        "CalculateAgeInYearsAt(P.born, @2026-01-15) >= 60", "CalculateAgeInYears(P.born)",
        "Today() > P.born", "P.age in P.range", "start of P.stay", "P.stay contains @2026-01-10",
        "P.range properly includes 5", "width of P.range", "P.range overlaps Interval[50, 150]",
        "exists P.scores", "First(P.scores)", "P.scores[1]", "Count(P.scores)", "Sum(P.scores)",
        "Max(P.scores)", "3 in P.scores", "P.reason ~ Code { code: 'M54.5', system: 'urn:icd10' }",
        "P.reason.code", "ToDecimal(P.age)", "P.age is Integer",
        "if P.age > 50 then P.yes else P.unasked",
        "case when P.age > 70 then 1 when P.age > 60 then 2 else 3 end"));

}  // namespace
}  // namespace palpate::cql::testing
