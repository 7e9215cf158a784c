// Regular expressions that are constants are compiled with the library, once and for all threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

std::size_t prepared(const Program& program) {
  const auto nodes = program.nodes();
  return static_cast<std::size_t>(std::count_if(nodes.begin(), nodes.end(), [&](const Node& node) {
    return node.kind == NodeKind::operation && node.flags == operation_has_pattern &&
           program.pattern(node) != nullptr;
  }));
}

std::size_t prepared(std::string_view definitions) {
  CompileInput input = library_input(std::string(intake_header) + std::string(definitions));
  input.schema = intake();
  const auto compiled = compile(input);
  EXPECT_TRUE(compiled.program) << lines(compiled.diagnostics);
  return compiled.program ? prepared(*compiled.program) : 0;
}

/// The value of R where trauma is `answer`.
std::string value_of(std::string_view definitions, std::string_view answer) {
  CompileInput input = library_input(std::string(intake_header) + std::string(definitions));
  input.schema = intake();
  Answers answers;
  answers.slots[1] = answers.text(answer);
  return evaluate_in(input, "R", answers.slots);
}

TEST(Patterns, ThatAreConstantsAreCompiledWithTheLibrary) {
  EXPECT_EQ(prepared("define R: Matches(Assessment.trauma, 'm.*r')"), 1U);
  EXPECT_EQ(prepared("define R: ReplaceMatches(Assessment.trauma, 'm', 'n')"), 1U);
  EXPECT_EQ(prepared("define R: SplitOnMatches(Assessment.trauma, 'i')"), 1U);
  EXPECT_EQ(prepared("define R: Assessment.trauma.matches('m')"), 1U);
  EXPECT_EQ(prepared("define R: Matches('major', Assessment.trauma)"), 0U);
  EXPECT_EQ(prepared("define R: Matches(Assessment.trauma, null)"), 0U);
}

TEST(Patterns, MayBeTheValueOfAParameter) {
  CompileInput input = library_input(
      "library M\nparameter P default 'm.*r'\ndefine function F(x String): Matches(x, P)\n");
  input.parameters.emplace_back("P", "'o'");
  const auto compiled = compile(input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  EXPECT_EQ(prepared(*compiled.program), 1U);
}

TEST(Patterns, GiveTheSameCompiledOrNot) {
  for (const std::string_view answer : {"major", "minor", "", "m\nr"}) {
    for (const std::string_view pattern : {"^m.*r$", "o|i", "", "(a)(j)"}) {
      const std::string text(pattern);
      // As a function's operand it is known when running only.
      const std::string later =
          "define function M(p String): Matches(Assessment.trauma, p)\n"
          "define function S(p String): SplitOnMatches(Assessment.trauma, p)\n"
          "define function P(p String): ReplaceMatches(Assessment.trauma, p, '[$0]')\n";
      EXPECT_EQ(value_of("define R: Matches(Assessment.trauma, '" + text + "')", answer),
                value_of(later + "define R: M('" + text + "')", answer));
      EXPECT_EQ(value_of("define R: SplitOnMatches(Assessment.trauma, '" + text + "')", answer),
                value_of(later + "define R: S('" + text + "')", answer));
      EXPECT_EQ(
          value_of("define R: ReplaceMatches(Assessment.trauma, '" + text + "', '[$0]')", answer),
          value_of(later + "define R: P('" + text + "')", answer));
    }
  }
  EXPECT_EQ(value_of("define R: SplitOnMatches(Assessment.trauma, 'o|i')", "minor"),
            "{'m', 'n', 'r'}");
}

TEST(Patterns, AreKeptUpToALimitAndWorkBeyondIt) {
  std::string definitions;
  for (int i = 0; i < 40; ++i) {
    definitions += "define D" + std::to_string(i) + ": Matches(Assessment.trauma, 'm{1," +
                   std::to_string(i + 1) + "}')\n";
  }
  definitions += "define Again: Matches(Assessment.trauma, 'm{1,1}')\n";
  EXPECT_EQ(prepared(definitions), 33U);
  EXPECT_EQ(value_of(definitions + "define R: D0 and D39 and Again", "major"), "true");
}

TEST(Patterns, WithAMistakeAreAWarningAndAnErrorWhereTheyAreEvaluated) {
  const std::string broken = "define R: Matches(Assessment.trauma, '(')";
  EXPECT_EQ(diagnose(broken),
            "CQL0286 a regular expression cannot be read: missing ): (; help: where this is "
            "evaluated, evaluation ends with an error\n");
  EXPECT_EQ(value_of(broken, "major"), "error: a regular expression cannot be read: missing ): (");
  EXPECT_EQ(value_of("define R: Assessment.trauma = 'minor' or "
                     "(Assessment.trauma = 'major' and Matches(Assessment.trauma, '('))",
                     "minor"),
            "true");
  EXPECT_EQ(diagnose("define R: Matches(Assessment.trauma, '" + std::string(4097, 'a') + "')")
                .substr(0, 64),
            "CQL0286 a regular expression is longer than the limit of 4096 by");
}

TEST(Patterns, AreSharedByThreads) {
  CompileInput input = library_input(
      "library M\ndefine function F(x String): Matches(x, "
      "'^(a+)+b.*(x|y)$')\ndefine R: ({'aab--x', 'aaac', "
      "'abzzzzy', 'b'}) X return all F(X)\n");
  const auto compiled = compile(input);
  ASSERT_TRUE(compiled.program);
  ASSERT_EQ(prepared(*compiled.program), 1U);
  std::vector<std::string> values(4);
  std::vector<std::thread> threads;
  for (std::string& value : values) {
    threads.emplace_back([&compiled, &value] {
      Scratch scratch(compiled.program);
      for (int i = 0; i < 200; ++i) {
        scratch.begin({{}, test_time()});
        value = run(scratch, {}, "R");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& value : values) EXPECT_EQ(value, "{true, false, true, false}");
}

}  // namespace
}  // namespace palpate::cql::testing
