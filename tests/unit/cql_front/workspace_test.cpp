#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

SourcePtr library(std::string_view text) {
  return std::make_shared<const SourceText>("lib.cql", std::string(text));
}

TEST(Workspace, DefinitionsAreNamedWithoutQualifier) {
  Desk desk(R"({"age": 40})");
  ASSERT_TRUE(desk.workspace.define("define Limit: 30").program);
  ASSERT_TRUE(desk.workspace.define("define Over: Patient.age > Limit").program);
  EXPECT_EQ(desk.value("Over"), "true");
  EXPECT_EQ(desk.workspace.defined(), (std::vector<std::string>{"Limit", "Over"}));
}

TEST(Workspace, ALaterDefinitionReplacesAnEarlierOneEverywhere) {
  Desk desk(R"({"age": 40})");
  ASSERT_TRUE(desk.workspace.define("define Limit: 30 define Over: Patient.age > Limit").program);
  ASSERT_TRUE(desk.workspace.define("define Limit: 50").program);
  EXPECT_EQ(desk.value("Over"), "false");
  EXPECT_EQ(desk.workspace.defined().size(), 2U);
}

TEST(Workspace, AMistakeChangesNothing) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.define("define Limit: 30").program);
  EXPECT_FALSE(desk.workspace.define("define Limit: nowhere").program);
  EXPECT_FALSE(desk.workspace.define("define Twice: Limit * 2 define Bad: 1 +").program);
  EXPECT_EQ(desk.value("Limit"), "30");
  EXPECT_EQ(desk.workspace.defined().size(), 1U);
}

TEST(Workspace, AReplacementThatBreaksAnotherDefinitionIsRefusedAndShownThere) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.define("define Limit: 30").program);
  ASSERT_TRUE(desk.workspace.define("define Half: Limit / 2").program);
  const auto refused = desk.workspace.define("define Limit: 'thirty'");
  ASSERT_FALSE(refused.program);
  const auto& mistake = refused.diagnostics.all().front();
  EXPECT_EQ(mistake.source->text(), "define Half: Limit / 2");
  EXPECT_EQ(desk.value("Half"), "15.0");
}

TEST(Workspace, PlacesOfMistakesAreThoseOfWhatWasTyped) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.define("define Limit: 30").program);
  const auto wrong = desk.workspace.compile("Limit +\n  Limt");
  ASSERT_FALSE(wrong.program);
  const auto& mistake = wrong.diagnostics.all().front();
  EXPECT_EQ(mistake.source->position(mistake.span.begin), (LineColumn{2, 3}));
  EXPECT_EQ(mistake.source->text(mistake.span), "Limt");
  EXPECT_EQ(mistake.suggestion, "did you mean 'Limit'?");
}

TEST(Workspace, AnExpressionCannotSmuggleInADeclaration) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.define("define Limit: 30").program);
  EXPECT_FALSE(desk.workspace.compile("1 define Limit: 5").program);
  EXPECT_EQ(desk.value("Limit"), "30");
}

TEST(Workspace, FunctionsOverloadAndAreReplacedByTheirTypes) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.define("define function f(a Integer): a + 1").program);
  ASSERT_TRUE(desk.workspace.define("define function f(a String): a & '!'").program);
  EXPECT_EQ(desk.value("f(1)"), "2");
  EXPECT_EQ(desk.value("f('a')"), "'a!'");
  ASSERT_TRUE(desk.workspace.define("define function f(a Integer): a + 100").program);
  EXPECT_EQ(desk.value("f(1)"), "101");
  EXPECT_EQ(desk.value("f('a')"), "'a!'");
}

TEST(Workspace, TakesTerminologyAndParametersInAnyOrder) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.define("define Limit: 30").program);
  ASSERT_TRUE(desk.workspace.define("parameter Add default 5").program);
  ASSERT_TRUE(desk.workspace.define("codesystem CS: 'urn:cs'").program);
  ASSERT_TRUE(desk.workspace.define("code C: 'c' from CS").program);
  EXPECT_EQ(desk.value("Limit + Add"), "35");
  EXPECT_EQ(desk.value("C.code"), "'c'");
}

TEST(Workspace, TellsDeclarationsFromExpressions) {
  for (const auto* text : {"define x: 1", "define function f(a Integer): a", "parameter P Integer",
                           "codesystem CS: 'u'", "valueset V: 'u'", "code C: 'c' from CS",
                           "private define a_name_that_is_long_enough: 1"}) {
    EXPECT_TRUE(Workspace::is_declaration(text)) << text;
  }
  for (const auto* text : {"1", "code", "code + 1", "'define x: 1'", "\"define\"", ""}) {
    EXPECT_FALSE(Workspace::is_declaration(text)) << text;
  }
}

TEST(Workspace, LibrariesAreNamedByTheirNames) {
  Desk desk(R"({"age": 40})");
  const auto loaded = desk.workspace.load(
      library("library Ages version '1'\nusing Clinic version '1.0.0'\ncontext Patient\n"
              "define \"Is adult\": Patient.age >= 18"));
  ASSERT_TRUE(loaded.program) << lines(loaded.diagnostics);
  EXPECT_EQ(desk.value("Ages.\"Is adult\""), "true");
  ASSERT_TRUE(desk.workspace.define("define Child: not Ages.\"Is adult\"").program);
  EXPECT_EQ(desk.value("Child"), "false");
}

TEST(Workspace, LoadingAgainReplaces) {
  Desk desk;
  ASSERT_TRUE(desk.workspace.load(library("library L define x: 1")).program);
  ASSERT_TRUE(desk.workspace.load(library("library L define x: 2")).program);
  EXPECT_EQ(desk.value("L.x"), "2");
  EXPECT_FALSE(desk.workspace.load(library("library L define x: y")).program);
  EXPECT_EQ(desk.value("L.x"), "2");
}

TEST(Workspace, KnowsWhatAsksForTheTime) {
  const auto asks = [](std::string_view expression) {
    Desk desk;
    const auto compiled = desk.workspace.compile(expression);
    EXPECT_TRUE(compiled.program) << expression;
    const auto id = Workspace::result_of(*compiled.program);
    return asks_for_time(*compiled.program, compiled.program->definition(id).root);
  };
  EXPECT_TRUE(asks("Today() > @2020-01-01"));
  EXPECT_TRUE(asks("CalculateAgeInYears(@1980-01-01)"));
  EXPECT_FALSE(asks("CalculateAgeInYearsAt(@1980-01-01, @2020-01-01)"));
  EXPECT_FALSE(asks("1 + 1"));
}

TEST(Incomplete, WhereMoreMustCome) {
  for (const auto* text : {"1 +", "(1 + 2", "{1,", "if true then 1", "case when true then 1 else 2",
                           "'open text", "/* open", "define x:", "true and", "Interval[1, ",
                           "X where", "if true then case when true then 1 else 2 end", "not"}) {
    EXPECT_TRUE(is_incomplete(text)) << text;
  }
}

TEST(Incomplete, NotWhereItIsWholeOrWrong) {
  for (const auto* text :
       {"1", "1 + 2", "(1 + 2)", "1)", "if true then 1 else 2", "case when true then 1 else 2 end",
        "Interval[1, 2)", "Interval(1, 2]", "end of Interval[1, 2]", "'text'", "", "  ", "{1, 2}",
        "'(' & 'if'", "1 // if (", "end"}) {
    EXPECT_FALSE(is_incomplete(text)) << text;
  }
}

}  // namespace
}  // namespace palpate::cql::testing
