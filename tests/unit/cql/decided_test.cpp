// Warnings of conditions that are decided are never false: hundreds of random conditions over a
// small record are evaluated on every record there is, unanswered included.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

TEST(Decided, ContradictionsOfEveryKindOfValue) {
  const auto never = [](std::string_view text) { return diagnose_expression(text).substr(0, 7); };
  for (const auto* text :
       {"Assessment.age > 5 and Assessment.age < 6",      // whole numbers
        "Assessment.age > 65.5 and Assessment.age < 65",  // Integer and Decimal
        "5 > Assessment.age and Assessment.age >= 5",     // constant on the left
        "Assessment.age between 5 and 7 and Assessment.age = 8",
        "Assessment.age in Interval[5, 7] and Assessment.age in Interval[8, 9]",
        "Assessment.age in Interval[5, 7) and Assessment.age = 7",
        "Assessment.trauma in { 'none', 'minor' } and Assessment.trauma = 'major'",
        "Assessment.trauma = 'minor' and Assessment.trauma != 'minor'",
        "Assessment.age is null and Assessment.age > 5",
        "Assessment.age + 1 > 5 and Assessment.age is null",
        "Assessment.bladder = true and Assessment.bladder = false",
        "Assessment.bladder is true and not Assessment.bladder",
        "not (Assessment.age > 5) and Assessment.age > 7",
        "(Assessment.bladder and Assessment.age > 5) and not (Assessment.age > 3 or false)",
        "Assessment.onset = @2020-02-01 and Assessment.onset before @2020-02-01",
        "Count(Assessment.locations) > 5 and Count(Assessment.locations) < 3",
        "Assessment.temperature = 38 'Cel' and Assessment.temperature > 38 'Cel'"}) {
    EXPECT_EQ(never(text), "CQL0282") << text;
  }
  EXPECT_EQ(never("Assessment.age > 5 implies Assessment.age > 3"), "CQL0283");
  EXPECT_EQ(never("Assessment.bladder or not Assessment.bladder"), "CQL0283");
  EXPECT_EQ(never("Assessment.age < Assessment.age"), "CQL0284");
}

TEST(Decided, WhatCanBeIsNotWarnedOf) {
  for (
      const auto* text :
      {"Assessment.age > 5 and Assessment.age < 7", "Assessment.age >= 5 and Assessment.age <= 5",
       "Assessment.age > 5.1 and Assessment.age < 6.9",
       "Assessment.temperature > 38 'Cel' and Assessment.temperature < 100.5 '[degF]'",
       "Assessment.temperature >= 38 'Cel' and Assessment.temperature <= 100.4 '[degF]'",
       "Assessment.trauma != 'minor' and Assessment.trauma != 'major'",
       "Assessment.age is null or Assessment.age > 5",
       "Assessment.onset = @2020 and Assessment.onset before @2020-02-01",
       "Assessment.onset before day of @2020-02-01 and Assessment.onset after month of @2020-01-01",
       "Assessment.locations contains 'leg' and not (Assessment.locations contains 'buttock')",
       "First(Assessment.locations) = 'leg' and Last(Assessment.locations) = 'buttock'",
       "Assessment.age > 5 or Assessment.age < 3", "Assessment.age <= 5 implies Assessment.age > 3",
       "case when Assessment.age > 60 then 1 when Assessment.age > 50 then 2 else 3 end",
       "case when Assessment.bladder and Assessment.age > 5 then 1 when Assessment.age > 6 then 2 "
       "else 3 end",
       "case when Assessment.bladder then 1 when Assessment.bladder is null then 2 else 3 end",
       "if true then 1 else 2", "false", "true and Assessment.bladder"}) {
    EXPECT_EQ(diagnose_expression(text), "") << text;
  }
}

TEST(Decided, AParameterMayBeOverridden) {
  const std::string parameters = "parameter \"From\" Integer default 70\n";
  const auto warnings = [&](const std::string& definitions) {
    CompileInput input = library_input("library Test\nusing TestIntake\n" + parameters +
                                       "context Assessment\n" + definitions);
    input.schema = intake();
    return lines(compile(input).diagnostics);
  };
  EXPECT_EQ(warnings("define R: Assessment.age > \"From\" and Assessment.age < 50\n"), "");
  EXPECT_EQ(warnings("define R: Assessment.age > \"From\" + 1 and Assessment.age < 50\n"), "");
  EXPECT_EQ(warnings("define R: Assessment.age in Interval[\"From\", 80] and Assessment.age < 5\n"),
            "");
  EXPECT_EQ(warnings("define R: \"From\" > 80 and Assessment.bladder\n"), "");
}

TEST(Decided, EachOnce) {
  EXPECT_EQ(diagnose("define A: Assessment.age > 5 and Assessment.age < 3\n"
                     "define B: A and Assessment.bladder\n"
                     "define C: A or B\n"),
            "CQL0282 this condition never holds: 'Assessment.age > 5' and 'Assessment.age < 3' "
            "exclude each other\n");
  EXPECT_EQ(diagnose_expression("not (5 > 6) or 7 = 7"),
            "CQL0280 this condition always holds: '7 = 7' is true\n");
}

TEST(Decided, InQueriesAndFunctions) {
  EXPECT_EQ(diagnose("define function F(x Integer): x > 5 and x < 3\n"
                     "define R: exists (({1, 2}) X where X > 5 and X < 3) and F(2)\n"),
            "CQL0282 this condition never holds: 'x > 5' and 'x < 3' exclude each other\n"
            "CQL0282 this condition never holds: 'X > 5' and 'X < 3' exclude each other\n");
  EXPECT_EQ(diagnose("define R: exists (({1, 2}) X where X > 5) and "
                     "not exists (({1, 2}) X where X > 5)\n"),
            "");
}

// --- never falsely ---

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string condition(int depth) {
    if (depth == 0) return atom();
    const auto below = [this, depth] { return condition(depth - 1); };
    switch (random_() % 8) {
      case 0:
      case 1:
      case 2:
        return "(" + below() + " and " + below() + ")";
      case 3:
      case 4:
        return "(" + below() + " or " + below() + ")";
      case 5:
        return "(" + below() + " implies " + below() + ")";
      case 6:
        return "(not " + below() + ")";
      default:
        return atom();
    }
  }

 private:
  std::string any(const std::vector<std::string>& from) { return from[random_() % from.size()]; }
  std::string number() { return std::to_string(3 + random_() % 5); }
  std::string relation() { return any({" < ", " <= ", " > ", " >= ", " = ", " != ", " ~ "}); }

  std::string atom() {
    switch (random_() % 14) {
      case 0:
      case 1:
      case 2:
        return "(Assessment.age" + relation() + number() + ")";
      case 3:
        return "(" + number() + relation() + "Assessment.age)";
      case 4:
        return "(Assessment.age" + relation() + number() + ".5)";
      case 5:
        return "(Assessment.age between " + number() + " and " + number() + ")";
      case 6:
        return "(Assessment.age in " +
               any({"Interval[3, 5]", "Interval(4, 6)", "Interval[5, null]", "Interval(null, 5)",
                    "{ 3, 4 }", "{ 4, null }"}) +
               ")";
      case 7:
        return "(Assessment.trauma" + any({" = ", " != ", " ~ "}) +
               any({"'none'", "'minor'", "'major'"}) + ")";
      case 8:
        return "(Assessment.trauma in " + any({"{ 'none', 'minor' }", "{ 'major' }"}) + ")";
      case 9:
        return any({"Assessment.bladder", "(Assessment.bladder is true)",
                    "(Assessment.bladder is not true)", "(Assessment.bladder = false)",
                    "(Assessment.bladder is null)", "(Assessment.age is null)",
                    "(Assessment.age + 1 is not null)"});
      case 10:
      case 11:
        return "(Assessment.temperature" + relation() +
               any({"37 'Cel'", "38 'Cel'", "100.4 '[degF]'", "100 '[degF]'", "98.6 '[degF]'"}) +
               ")";
      case 12:
        return "(Assessment.onset " +
               any({"=", "!=", "<", ">=", "before", "same or after", "before month of",
                    "same day as"}) +
               " " + any({"@2020-01-01", "@2020-01-02", "@2020-01", "@2020"}) + ")";
      default:
        return any({"(5 > 6)", "(6 > 5)", "(Assessment.age < Assessment.age)",
                    "(Assessment.age = Assessment.age)"});
    }
  }

  std::mt19937 random_;
};

/// Values of the slots 1, 3, 4, 5 and 8 of intake().
std::vector<std::vector<Value>> every_record(Answers& answers) {
  const std::vector<std::pair<std::size_t, std::vector<Value>>> domains = {
      {1, {Value(), answers.text("none"), answers.text("minor"), answers.text("major")}},
      {3,
       {Value(), Value::integer(2), Value::integer(3), Value::integer(4), Value::integer(5),
        Value::integer(6), Value::integer(7), Value::integer(8)}},
      {4,
       {Value(), answers.quantity("36.9", "Cel"), answers.quantity("37", "Cel"),
        answers.quantity("37.8", "Cel"), answers.quantity("38", "Cel"),
        answers.quantity("40", "Cel")}},
      {5,
       {Value(), Value::date(*parse_date("2019-12-31")), Value::date(*parse_date("2020-01-01")),
        Value::date(*parse_date("2020-01-02")), Value::date(*parse_date("2020-01")),
        Value::date(*parse_date("2020"))}},
      {8, {Value(), Value::boolean(false), Value::boolean(true)}}};
  std::vector<std::vector<Value>> records = {answers.slots};
  for (const auto& [slot, values] : domains) {
    std::vector<std::vector<Value>> more;
    for (const auto& record : records) {
      for (const Value& value : values) {
        more.push_back(record);
        more.back()[slot] = value;
      }
    }
    records = std::move(more);
  }
  return records;
}

/// What a condition is on some record: true, false or null.
std::set<std::string> outcomes(const std::shared_ptr<const Program>& program, NodeId node,
                               const std::vector<std::vector<Value>>& records) {
  std::set<std::string> found;
  Scratch scratch(program);
  for (const auto& record : records) {
    scratch.begin({record, test_time()});
    const auto value = scratch.node(node);
    found.insert(value ? to_cql(*value) : "error");
    if (found.size() == 3) break;
  }
  return found;
}

NodeId node_at(const Program& program, Span span) {
  for (NodeId id = static_cast<NodeId>(program.nodes().size()); id > 0; --id) {
    if (program.node(id - 1).span == span) return id - 1;
  }
  return no_id;
}

TEST(Decided, AWarningIsNeverFalse) {
  Answers answers;
  const auto records = every_record(answers);
  Generator generator(20261121);
  std::size_t warned = 0;
  std::size_t silent = 0;
  for (int n = 0; n < 600 && !HasFailure(); ++n) {
    const std::string text = generator.condition(1 + n % 3);
    CompileInput input;
    input.schema = intake();
    const auto compiled = compile_expression(source("expression", text), input);
    ASSERT_TRUE(compiled.program) << text << "\n" << lines(compiled.diagnostics);
    silent += compiled.diagnostics.empty() ? 1 : 0;
    for (const Diagnostic& warning : compiled.diagnostics.all()) {
      ++warned;
      const NodeId node = node_at(*compiled.program, warning.span);
      ASSERT_NE(node, no_id) << text;
      const auto found = outcomes(compiled.program, node, records);
      const bool never = warning.message.find("never") != std::string::npos;
      const bool always = warning.message.find("holds whatever") != std::string::npos ||
                          warning.message.find("always") != std::string::npos;
      EXPECT_TRUE(!never || found.count("true") == 0) << text << "\n" << render(warning);
      EXPECT_TRUE(never || !always || found.count("false") == 0) << text << "\n" << render(warning);
    }
  }
  EXPECT_GT(warned, 80U);
  EXPECT_GT(silent, 150U);
}

/// A branch that is said to be never reached is taken on no record.
TEST(Decided, ABranchNeverReachedIsNeverTaken) {
  Answers answers;
  const auto records = every_record(answers);
  Generator generator(7);
  std::size_t warned = 0;
  for (int n = 0; n < 600 && !HasFailure(); ++n) {
    const std::string text = "case when " + generator.condition(n % 2) + " then 1 when " +
                             generator.condition(n % 3) + " then 2 else 3 end";
    CompileInput input;
    input.schema = intake();
    const auto compiled = compile_expression(source("expression", text), input);
    ASSERT_TRUE(compiled.program) << text << "\n" << lines(compiled.diagnostics);
    const bool never = lines(compiled.diagnostics).find("CQL0281") != std::string::npos;
    if (!never) continue;
    ++warned;
    const auto root = compiled.program->definition(0).root;
    EXPECT_EQ(outcomes(compiled.program, root, records).count("2"), 0U)
        << text << "\n"
        << lines(compiled.diagnostics);
  }
  EXPECT_GT(warned, 8U);
}

}  // namespace
}  // namespace palpate::cql::testing
