#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

TEST(Trace, IsATreeOfValuesInOneColumn) {
  Desk desk(R"({"age": 40})");
  EXPECT_EQ(desk.traced("Patient.age > 30 and Patient.smoker"),
            "Patient.age > 30 and Patient.smoker  =>  null  because smoker is not given\n"
            "  Patient.age > 30                   =>  true\n"
            "    Patient.age                      =>  40\n"
            "  Patient.smoker                     =>  null\n");
}

TEST(Trace, ShowsOperationsOfConstants) {
  Desk desk;
  EXPECT_EQ(desk.traced("2 + 3 * 4 > 10"),
            "2 + 3 * 4 > 10  =>  true\n"
            "  2 + 3 * 4     =>  14\n"
            "    3 * 4       =>  12\n");
}

TEST(Trace, LeavesOutConversionsThatNobodyWrote) {
  Desk desk(R"({"age": 40})");
  EXPECT_EQ(desk.traced("Patient.age > 30.5"),
            "Patient.age > 30.5  =>  true\n"
            "  Patient.age       =>  40\n");
}

TEST(Trace, OpensOnlyTheBranchThatIsTaken) {
  Desk desk(R"({"age": 40, "smoker": true})");
  const auto text = desk.traced("if Patient.age > 30 then Patient.smoker else Patient.knee.left");
  EXPECT_NE(text.find("  Patient.smoker"), std::string::npos) << text;
  EXPECT_EQ(text.find("\n  Patient.knee"), std::string::npos) << text;
}

TEST(Trace, OpensADefinitionOnce) {
  Desk desk(R"({"age": 40})");
  ASSERT_TRUE(desk.workspace.define("define Old: Patient.age > 65").program);
  const auto text = desk.traced("Old or Old");
  const auto first = text.find("Patient.age > 65");
  ASSERT_NE(first, std::string::npos) << text;
  EXPECT_EQ(text.find("Patient.age > 65", first + 1), std::string::npos) << text;
}

TEST(Trace, ShowsErrorsWhereTheyHappen) {
  Desk desk(R"({"age": 40})");
  const auto text = desk.traced("Interval[Patient.age, 3]");
  EXPECT_NE(text.find("=>  error: an interval must not end before it starts"), std::string::npos)
      << text;
}

TEST(Failure, StandsAtTheInnermostExpressionThatFails) {
  Desk desk(R"({"age": 40})");
  ASSERT_TRUE(desk.workspace.define("define Span: Interval[Patient.age, 3]").program);
  const std::string expression = "1 + Count({Span})";
  const auto compiled = desk.workspace.compile(expression);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  Scratch scratch(compiled.program);
  scratch.begin({desk.slots, test_time()});
  const auto root = compiled.program->definition(Workspace::result_of(*compiled.program)).root;
  auto failure = failure_at(scratch, root, "told");
  desk.workspace.carry_back(failure, expression);
  EXPECT_EQ(failure.code, "CQL0500");
  EXPECT_EQ(failure.source->text(), "define Span: Interval[Patient.age, 3]");
  EXPECT_EQ(failure.source->text(failure.span), "Interval[Patient.age, 3]");
}

TEST(Trace, PutsWhatIsLongOnOneLine) {
  Desk desk(R"({"age": 40})");
  const std::string sum = "Patient.age +\n  " + std::string(80, ' ') + "1" +
                          " + 100000 + 200000 + 300000 + 400000 + 500000 + 600000 + 700000";
  const auto text = desk.traced(sum);
  EXPECT_EQ(text.find("Patient.age + 1 + 100000"), 0U) << text;
  EXPECT_NE(text.find("…    =>  2800041\n"), std::string::npos) << text;
}

TEST(Trace, IsBounded) {
  Desk desk;
  std::string sum = "Patient.age";
  for (int i = 0; i < 150; ++i) sum += " + Patient.age";
  std::string all = "{" + sum;
  for (int i = 0; i < 10; ++i) all += ", " + sum;
  const auto compiled = desk.workspace.compile(all + "}");
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  Scratch scratch(compiled.program);
  scratch.begin({desk.slots, test_time()});
  const auto root = compiled.program->definition(Workspace::result_of(*compiled.program)).root;
  const auto traced = trace(scratch, root, describe_slots(compiled.program->schema()));
  EXPECT_EQ(traced.size(), trace_lines + 1);
  EXPECT_EQ(traced.back().value, "the rest is left out");
}

}  // namespace
}  // namespace palpate::cql::testing
