#include <gtest/gtest.h>

#include "cql/program/shipped_function.hpp"
#include "ruleset/rule_set.hpp"
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

/// What the check says of `condition` over a record with a list whose elements may be null, as a
/// model of cql/front has them, and an interval that may be open.
std::string over_open_lists(const std::string& condition) {
  const Type integer = Type::simple(Type::Kind::integer);
  const Type boolean = Type::simple(Type::Kind::boolean);
  CompileInput input = library_input(
      "library Test\nusing Ward\ninclude Palpate\ncontext Record\ndefine R: " + condition + "\n");
  input.libraries.push_back(ruleset::palpate_library());
  input.schema.model = "Ward";
  input.schema.context = "Record";
  const auto add = [&input](std::string name, Type type) {
    ContextElement element;
    element.name = std::move(name);
    element.type = std::move(type);
    element.slot = input.schema.slot_count++;
    input.schema.elements.push_back(std::move(element));
  };
  add("scores", Type::list(integer));
  add("more", Type::list(integer));
  add("signs", Type::list(boolean));
  add("words", Type::list(Type::simple(Type::Kind::string)));
  add("nested", Type::list(Type::list(integer)));
  add("spells", Type::list(Type::interval(integer)));
  add("range", Type::interval(integer));
  const Compilation compiled = compile(input);
  if (!compiled.program) return lines(compiled.diagnostics);
  const DefinitionId roots[] = {0};
  Diagnostics diagnostics;
  check_monotone(*compiled.program, roots, shipped_library, diagnostics);
  return lines(diagnostics);
}

/// `condition` where the lists are given, so that only their elements may still be unknown.
std::string where_given(const std::string& condition) {
  return over_open_lists(
      "if Record.scores is null or Record.more is null or Record.signs is null or "
      "Record.words is null or Record.nested is null or Record.spells is null or "
      "Record.range is null then null else " +
      condition);
}

// {1, null} holds one element that nobody knows: what leaves it out, or takes it for another one,
// says now what its value may deny.
TEST(Monotone, AnUnknownElementOfAGivenListIsNotAnAbsentOne) {
  for (const std::string condition : {
           "Record.scores contains 3",
           "3 in Record.scores",
           "Record.scores includes {3}",
           "{3} included in Record.scores",
           "Record.scores properly includes {3}",
           "{3} properly included in Record.scores",
           "Record.scores properly includes 3",
           "3 properly included in Record.scores",
           "exists Record.scores",
           "exists (Record.scores X where X > 2)",
           "exists ({3} Y with Record.scores X such that X = Y)",
           "exists ({3} Y without Record.scores X such that X = Y)",
           "exists (Record.scores union {3})",
           "exists (Record.scores except {3})",
           "exists (Record.scores intersect {3})",
           "First(distinct Record.scores) = 3",
           "First(flatten Record.nested) = 3",
           "exists First(Record.nested)",
           "First(Record.scores X return X + 1) = 3",
           "First(Record.scores X sort desc) = 3",
           "IndexOf(Record.scores, 3) = 1",
           "(Record.scores X aggregate T starting 0: Coalesce(X, T)) = 3",
           "(Record.scores X aggregate distinct T starting 0: T + X) = 3",
           "Count(Record.scores) > 1",
           "Sum(Record.scores) > 3",
           "Product(Record.scores) > 3",
           "Min(Record.scores) > 3",
           "Max(Record.scores) > 3",
           "Avg(Record.scores) > 3",
           "Median(Record.scores) > 3",
           "Mode(Record.scores) = 3",
           "GeometricMean(Record.scores) > 3",
           "StdDev(Record.scores) > 3",
           "Variance(Record.scores) > 3",
           "PopulationStdDev(Record.scores) > 3",
           "PopulationVariance(Record.scores) > 3",
           "AllTrue(Record.signs)",
           "AnyTrue(Record.signs)",
           "Combine(Record.words) = 'a'",
           "Coalesce(Record.scores) = 3",
           "Record.scores = Record.more",
           "Record.scores != Record.more",
           "Record.scores ~ Record.more",
           "exists collapse Record.spells",
           "exists expand Record.spells per 1",
           "3 in Record.range",
           "Record.range contains 3",
           "Record.range ~ Interval[1, 3]",
           "Record.range = Interval[1, 3]",
       }) {
    EXPECT_NE(where_given(condition), "") << condition << " was let pass";
  }
}

TEST(Monotone, WhatKeepsAnUnknownElementUnknownIsAllowed) {
  for (const std::string condition : {
           "First(Record.scores) > 2",
           "Last(Record.scores) > 2",
           "Record.scores[1] > 2",
           "Length(Record.scores) > 2",
           "(singleton from Record.scores) > 2",
           "First(Tail(Record.scores)) > 2",
           "First(Record.scores X return all X + 1) = 3",
           "(Record.scores X aggregate T starting 0: T + X) = 3",
           "Palpate.AnyOf(Record.scores X return all X > 2)",
           "Palpate.AllOf(Record.scores X return all X > 2)",
           "Palpate.AtLeast(2, Record.signs)",
           "Palpate.Has(Record.words, 'leg')",
           "Palpate.HasAny(Record.words, {'leg', 'back'})",
           "start of Record.range > 2",
       }) {
    EXPECT_EQ(where_given(condition), "") << condition;
  }
}

TEST(Monotone, SaysThatAnElementMayBeUnknown) {
  EXPECT_EQ(where_given("Record.scores contains 3"),
            "CQL0400 'contains' takes an unanswered element for another one; help: ask each "
            "element: Palpate.AnyOf(list X return all X = …)\n");
  EXPECT_EQ(where_given("exists Record.scores"),
            "CQL0400 'exists' takes an unanswered element for none; help: ask each element: "
            "Palpate.AnyOf(list X return all …)\n");
  EXPECT_EQ(where_given("3 in Record.range"),
            "CQL0408 an end of this interval may be unknown; help: compare instead: X >= low and X "
            "<= high\n");
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
