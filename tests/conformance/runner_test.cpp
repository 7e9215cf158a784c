#include "runner.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "report.hpp"

namespace palpate::conformance {
namespace {

Case make_case(std::string name, std::string expression, std::vector<std::string> outputs,
               bool invalid = false) {
  Case test;
  test.file = "File";
  test.group = "Group One";
  test.name = std::move(name);
  test.expression = std::move(expression);
  test.outputs = std::move(outputs);
  test.invalid = invalid;
  return test;
}

Verdict verdict(const std::string& expression, const std::vector<std::string>& outputs,
                bool invalid = false) {
  return run(make_case("T", expression, outputs, invalid)).verdict;
}

TEST(Runner, ComparesWithEquivalence) {
  EXPECT_EQ(verdict("1 + 1", {"2"}), Verdict::pass);
  EXPECT_EQ(verdict("1 + 1", {"3"}), Verdict::fail);
  EXPECT_EQ(verdict("1.0 + 1.0", {"2.00"}), Verdict::pass);
  EXPECT_EQ(verdict("null", {"null"}), Verdict::pass);
  EXPECT_EQ(verdict("null", {"false"}), Verdict::fail);
  EXPECT_EQ(verdict("false", {"null"}), Verdict::fail);
}

TEST(Runner, TakesAnyOfSeveralOutputs) {
  EXPECT_EQ(verdict("2", {"1", "2"}), Verdict::pass);
  EXPECT_EQ(verdict("2", {"1", "3"}), Verdict::fail);
}

TEST(Runner, AnUncertainIntegerIsWrittenAsAnInterval) {
  EXPECT_EQ(verdict("months between DateTime(2005) and DateTime(2006, 5)", {"Interval[ 4, 16 ]"}),
            Verdict::pass);
  EXPECT_EQ(verdict("months between DateTime(2005) and DateTime(2006, 5)", {"Interval[ 4, 17 ]"}),
            Verdict::fail);
}

TEST(Runner, WhatHasToFailPassesOnlyByAnError) {
  EXPECT_EQ(verdict("2147483648", {}, true), Verdict::pass);
  EXPECT_EQ(verdict("1 +", {}, true), Verdict::pass);
  EXPECT_EQ(verdict("1", {}, true), Verdict::fail);
  EXPECT_EQ(verdict("1 +", {"1"}), Verdict::error);
}

TEST(Runner, SaysWhenTheExpectationIsTheProblem) {
  const Outcome outcome = run(make_case("T", "1", {"1 +"}));
  EXPECT_EQ(outcome.verdict, Verdict::fail);
  EXPECT_NE(outcome.got.find("the expected output fails"), std::string::npos);
}

TEST(Disputes, CasesShareWhatStandsBelowThem) {
  const Disputes disputes = read_disputes(
      "# a comment\n\nFile/Group One/A\nFile/Group One/B\n  specification: one\n    and more\n"
      "  engines: x 1; y 2\n\nFile/Group/C\n  specification: two\n  engines: z\n");
  EXPECT_TRUE(disputes.problems.empty());
  ASSERT_EQ(disputes.cases.size(), 3U);
  EXPECT_EQ(disputes.cases.at("File/Group One/A").specification, "one and more");
  EXPECT_EQ(disputes.cases.at("File/Group One/B").engines, "x 1; y 2");
  EXPECT_EQ(disputes.cases.at("File/Group/C").specification, "two");
}

TEST(Disputes, EachNeedsBothReasons) {
  EXPECT_EQ(read_disputes("A/B/C\n  specification: x\n").problems.size(), 1U);
  EXPECT_EQ(read_disputes("A/B/C\n  engines: x\n").problems.size(), 1U);
  EXPECT_EQ(read_disputes("A/B/C\n").problems.size(), 2U);
  EXPECT_EQ(read_disputes("  specification: x\n  what\n").problems.size(), 1U);
  EXPECT_EQ(
      read_disputes(
          "A/B/C\n  specification: x\n  engines: y\nA/B/C\n  specification: x\n  engines: y\n")
          .problems.size(),
      1U);
}

Results some_results() {
  return {{make_case("A", "1", {"1"}), {Verdict::pass, "1"}},
          {make_case("B", "2", {"1"}), {Verdict::fail, "2"}},
          {make_case("C", "+", {"1"}), {Verdict::error, "does not compile"}}};
}

Disputes disputing(std::initializer_list<const char*> names) {
  Disputes disputes;
  for (const char* name : names) disputes.cases[name] = {"s", "e"};
  return disputes;
}

TEST(Report, CountsPerFileAndInAll) {
  const Report report = make_report(some_results(), disputing({"File/Group One/C"}));
  EXPECT_EQ(report.total.passed, 1);
  EXPECT_EQ(report.total.failed, 1);
  EXPECT_EQ(report.total.errors, 0);
  EXPECT_EQ(report.total.disputed, 1);
  EXPECT_EQ(report.by_file.at("File").disputed, 1);
  EXPECT_NE(table(report).find("1 pass     1 fail     0 error     1 disputed"), std::string::npos);
}

TEST(Report, AsExpectedWhenTheListNamesAllThatFails) {
  EXPECT_TRUE(make_report(some_results(), disputing({"File/Group One/B", "File/Group One/C"}))
                  .unexpected.empty());
}

TEST(Report, AFailureThatIsNotListedIsUnexpected) {
  const Report report = make_report(some_results(), disputing({"File/Group One/C"}));
  ASSERT_EQ(report.unexpected.size(), 1U);
  EXPECT_EQ(report.unexpected[0],
            "File/Group One/B\n  expression 2\n  expected   1\n  got        2");
}

TEST(Report, AListedCaseThatPassesOrIsMissingIsUnexpected) {
  const Report report = make_report(
      some_results(),
      disputing({"File/Group One/A", "File/Group One/B", "File/Group One/C", "File/Group One/D"}));
  ASSERT_EQ(report.unexpected.size(), 2U);
  EXPECT_EQ(report.unexpected[0], "disputed, but passes: File/Group One/A");
  EXPECT_EQ(report.unexpected[1], "disputed, but not in the suite: File/Group One/D");
}

// The names, types and required members of cql-test-results.schema.json.
TEST(Json, FollowsTheSchemaOfThePublicRunner) {
  Results results = some_results();
  results[0].first.capabilities.push_back({"aggregate-functions", ""});
  results[1].first.capabilities.push_back({"decimal-precision-and-scale", "28,8"});
  const auto file =
      boost::json::parse(results_json(results, {"1.2.3", "2026-01-01T00:00:00Z"})).as_object();
  EXPECT_EQ(file.at("cqlengine").at("cqlEngineVersion").as_string(), "1.2.3");
  EXPECT_TRUE(file.at("cqlengine").at("apiUrl").is_string());
  EXPECT_EQ(file.at("testsRunDateTime").as_string(), "2026-01-01T00:00:00Z");
  const auto& summary = file.at("testResultsSummary");
  EXPECT_EQ(summary.at("passCount").as_int64(), 1);
  EXPECT_EQ(summary.at("failCount").as_int64(), 1);
  EXPECT_EQ(summary.at("errorCount").as_int64(), 1);
  EXPECT_EQ(summary.at("skipCount").as_int64(), 0);
  const auto& all = file.at("results").as_array();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].at("testStatus").as_string(), "pass");
  EXPECT_EQ(all[0].at("testsName").as_string(), "File");
  EXPECT_EQ(all[0].at("groupName").as_string(), "Group One");
  EXPECT_EQ(all[0].at("testName").as_string(), "A");
  EXPECT_EQ(all[0].at("invalid").as_string(), "false");
  EXPECT_EQ(all[0].at("capabilities").at(0).at("code").as_string(), "aggregate-functions");
  EXPECT_EQ(all[1].at("capabilities").at(0).at("value").as_string(), "28,8");
  EXPECT_EQ(all[1].at("actual").as_string(), "2");
  EXPECT_EQ(all[1].at("expected").as_string(), "1");
  EXPECT_EQ(all[2].at("testStatus").as_string(), "error");
  EXPECT_EQ(all[2].at("error").at("message").as_string(), "does not compile");
}

TEST(Suite, ReadsCasesFromItsXml) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "palpate-conformance";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "Some.xml")
      << "<tests><group name='G'><test name='T'><capability code='c' value='v'/>"
         "<expression invalid='semantic'>1 &lt; 2</expression><output> true </output>"
         "<output>false</output></test></group></tests>";
  std::ofstream(folder / "Torn.xml") << "<tests><group>";
  std::vector<std::string> problems;
  const auto cases = read_suite(folder.string(), problems);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(cases);
  ASSERT_EQ(cases->size(), 1U);
  EXPECT_EQ(cases->front().path(), "Some/G/T");
  EXPECT_EQ(cases->front().expression, "1 < 2");
  EXPECT_EQ(cases->front().outputs, (std::vector<std::string>{"true", "false"}));
  EXPECT_TRUE(cases->front().invalid);
  EXPECT_TRUE(cases->front().semantic);
  EXPECT_EQ(cases->front().capabilities.front().value, "v");
  EXPECT_EQ(problems.size(), 1U);
  EXPECT_FALSE(read_suite((folder / "none").string(), problems));
}

// Less than one in a hundred of the 1,823 cases.
TEST(Disputes, OfTheProjectAreFewAndComplete) {
  std::ifstream file(PALPATE_SOURCE_DIR "/tests/conformance/disputed.txt", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Disputes disputes = read_disputes(text);
  EXPECT_TRUE(disputes.problems.empty());
  EXPECT_GT(disputes.cases.size(), 0U);
  EXPECT_LE(disputes.cases.size(), 18U);
}

}  // namespace
}  // namespace palpate::conformance
