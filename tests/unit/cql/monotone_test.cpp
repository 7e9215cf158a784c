#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

std::string code_of(std::string_view expression) {
  const std::string text = monotone("define R: " + std::string(expression) + "\n");
  return text.substr(0, 7);
}

TEST(Monotone, KleeneLogicAndComparisonsKeepUnknown) {
  EXPECT_EQ(code_of("Assessment.bladder or not Assessment.saddleNumbness"), "");
  EXPECT_EQ(code_of("Assessment.age >= 50 implies Assessment.trauma = 'minor'"), "");
  EXPECT_EQ(code_of("Assessment.temperature >= 38 'Cel'"), "");
  EXPECT_EQ(code_of("Assessment.age between 18 and 65"), "");
  EXPECT_EQ(code_of("Assessment.thomasHip.left and Assessment.thomasHip.right"), "");
  EXPECT_EQ(code_of("First({Assessment.age, 5}) > 3"), "");
}

TEST(Monotone, WhatReadsUnknownAsAnAnswerIsRefused) {
  EXPECT_EQ(code_of("Assessment.bladder is true"), "CQL0400");
  EXPECT_EQ(code_of("Assessment.bladder is null"), "CQL0400");
  EXPECT_EQ(code_of("Assessment.trauma ~ 'minor'"), "CQL0400");
  EXPECT_EQ(code_of("Assessment.locations contains 'leg'"), "CQL0400");
  EXPECT_EQ(code_of("'leg' in Assessment.locations"), "CQL0400");
  EXPECT_EQ(code_of("exists Assessment.locations"), "CQL0400");
  EXPECT_EQ(code_of("Count({Assessment.bladder, true}) > 1"), "CQL0400");
  EXPECT_EQ(code_of("AnyTrue({Assessment.bladder})"), "CQL0400");
  EXPECT_EQ(code_of("{Assessment.bladder, true} contains true"), "CQL0400");
  EXPECT_EQ(code_of("if Assessment.bladder then 1 else 2"), "CQL0401");
  EXPECT_EQ(code_of("case when Assessment.bladder then 1 else 2 end"), "CQL0401");
  EXPECT_EQ(code_of("case Assessment.trauma when 'minor' then 1 else 2 end"), "CQL0401");
  EXPECT_EQ(code_of("Coalesce(Assessment.bladder, false)"), "CQL0402");
  EXPECT_EQ(code_of("exists (({1, 2}) X where X > Assessment.age)"), "CQL0403");
  EXPECT_EQ(code_of("({1, 2}) X with ({3}) Y such that X + Y = Assessment.age"), "CQL0403");
  EXPECT_EQ(code_of("({'a'}) X with Assessment.locations L such that X = L"), "CQL0404");
  EXPECT_EQ(code_of("({1, 2}) X return X + Assessment.age"), "CQL0405");
  EXPECT_EQ(code_of("({Assessment.age, 2}) X sort asc"), "CQL0406");
  EXPECT_EQ(code_of("Assessment.trauma is String"), "CQL0407");
  EXPECT_EQ(code_of("5 in Interval[Assessment.age, 65]"), "CQL0408");
  EXPECT_EQ(code_of("Assessment.thomasHip = Assessment.thomasHip"), "CQL0409");
  EXPECT_EQ(code_of("{Assessment.bladder} != {null as Boolean}"), "CQL0409");
}

TEST(Monotone, KnownOperandsMayBeRead) {
  EXPECT_EQ(code_of("null is null"), "");
  EXPECT_EQ(code_of("exists ({1, 2})"), "");
  EXPECT_EQ(code_of("({1, 2}) X where X > 1"), "");
  EXPECT_EQ(code_of("({1, 2}) X return all X + Assessment.age"), "");
  EXPECT_EQ(code_of("Coalesce(null as Integer, Assessment.age)"), "");
}

TEST(Monotone, APointInAKnownIntervalIsAComparison) {
  EXPECT_EQ(code_of("Assessment.age in Interval[18, 65]"), "");
  EXPECT_EQ(code_of("Interval[18, 65] contains Assessment.age"), "");
}

TEST(Monotone, GuardsMakeKnown) {
  EXPECT_EQ(code_of("if Assessment.locations is null then null "
                    "else Assessment.locations contains 'leg'"),
            "");
  EXPECT_EQ(code_of("if Assessment.locations is not null then "
                    "Assessment.locations contains 'leg' else null"),
            "");
  EXPECT_EQ(code_of("if Assessment.locations is null or Assessment.bladder is null then null "
                    "else Assessment.locations contains 'leg' and Assessment.bladder is true"),
            "");
  EXPECT_EQ(code_of("case when Assessment.age is null then null "
                    "when Assessment.age > 50 then true else false end"),
            "");
  EXPECT_EQ(code_of("if Assessment.age is null or Assessment.age < 5 then null "
                    "else if Assessment.age > 7 then 1 else 2"),
            "");
}

TEST(Monotone, GuardsOfOtherFormsDoNot) {
  EXPECT_EQ(code_of("if Assessment.locations is null then false "
                    "else Assessment.locations contains 'leg'"),
            "CQL0400");
  EXPECT_EQ(code_of("if Assessment.bladder is null then null "
                    "else Assessment.locations contains 'leg'"),
            "CQL0400");
  EXPECT_EQ(code_of("if Assessment.locations is null and Assessment.bladder is null then null "
                    "else Assessment.locations contains 'leg'"),
            "CQL0400");
  EXPECT_EQ(code_of("if Assessment.locations is not null then null "
                    "else Assessment.locations contains 'leg'"),
            "CQL0400");
}

TEST(Monotone, AGuardOnAListSaysNothingOfItsElements) {
  EXPECT_NE(monotone("define L: {Assessment.bladder, true}\n"
                     "define R: if L is null then null else L contains true\n"),
            "");
}

TEST(Monotone, FollowsDefinitionsAndFunctions) {
  EXPECT_EQ(monotone("define A: Assessment.bladder is true\ndefine R: A and true\n").substr(0, 7),
            "CQL0400");
  EXPECT_EQ(monotone("define A: Assessment.bladder is true\ndefine R: Assessment.bladder\n"), "");
  const std::string has =
      "define function Has(list List<String>, option String): "
      "list contains option\n";
  EXPECT_EQ(monotone(has + "define R: Has(Assessment.locations, 'leg')\n").substr(0, 7), "CQL0400");
  EXPECT_EQ(monotone(has + "define R: Has({'leg'}, 'leg')\n"), "");
}

TEST(Monotone, APathThroughAListMayLeaveNothingOut) {
  EXPECT_EQ(code_of("{Tuple{a: Assessment.age}}.a"), "CQL0411");
  EXPECT_EQ(code_of("{Tuple{a: {Tuple{b: Assessment.age}}}}.a.b"), "CQL0411");
  EXPECT_EQ(code_of("({Assessment.age}).select($this + 1)"), "CQL0411");
  EXPECT_EQ(code_of("{Tuple{a: 1}}.a"), "");
  EXPECT_EQ(code_of("({Tuple{a: Assessment.age}}) X return all X.a"), "");
  EXPECT_EQ(code_of("({Tuple{a: {Assessment.age}}}).a"), "CQL0411");
}

TEST(Monotone, TrustedFunctionsAreNotLookedInto) {
  const std::string_view palpate =
      "library Palpate\ndefine function Has(list List<String>, "
      "option String): if list is null then null "
      "else Coalesce(list contains option, false)\n";
  const std::string use = "define R: Palpate.Has(Assessment.locations, 'leg') is true\n";
  const std::string header =
      "library Test\nusing TestIntake\ninclude Palpate\n"
      "context Assessment\n";
  CompileInput input = library_input(header +
                                     "define R: Palpate.Has(Assessment.locations, 'leg')\n"
                                     "define S: R is true\n");
  input.schema = intake();
  input.libraries.push_back(source("palpate.cql", palpate));
  const Compilation compiled = compile(input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  Diagnostics diagnostics;
  const DefinitionId first[] = {0};
  check_monotone(*compiled.program, first, "Palpate", diagnostics);
  EXPECT_EQ(lines(diagnostics), "");
  const DefinitionId second[] = {1};
  check_monotone(*compiled.program, second, "Palpate", diagnostics);
  EXPECT_EQ(lines(diagnostics),
            "CQL0400 'is true' reads unanswered as false; help: write the "
            "condition itself, and 'not' before it for 'is not true' or 'is false'\n");
}

// Where an unanswered element stands, a list of several may turn out to stand.
TEST(Monotone, ElementsThatMayBeUnknownHaveNoFixedPlace) {
  EXPECT_NE(monotone("define R: Children(Tuple { a: Assessment.locations, b: 5 })[1] = 5\n"), "");
  EXPECT_EQ(monotone("define R: Children(Tuple { a: 4, b: 5 })[1] = 5 and Assessment.bladder\n"),
            "");
}

}  // namespace
}  // namespace palpate::cql::testing
