#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

TEST(Record, Elements) {
  Answers answers;
  EXPECT_EQ(evaluate("Assessment.saddleNumbness", answers.slots), "null");
  answers.slots[0] = Value::boolean(true);
  answers.slots[7] = Value::boolean(false);
  EXPECT_EQ(evaluate("Assessment.saddleNumbness", answers.slots), "true");
  EXPECT_EQ(evaluate("Assessment.thomasHip.left", answers.slots), "null");
  EXPECT_EQ(evaluate("Assessment.thomasHip.right", answers.slots), "false");
  EXPECT_EQ(evaluate("Assessment.thomasHip", answers.slots), "Tuple { left: null, right: false }");
  EXPECT_EQ(evaluate("Assessment.saddleNumbness or Assessment.bladder", answers.slots), "true");
  EXPECT_EQ(evaluate("Assessment.saddleNumbness and Assessment.bladder", answers.slots), "null");
}

TEST(Record, UnknownElementSuggestsTheNearest) {
  EXPECT_EQ(diagnose_expression("Assessment.sadleNumbness"),
            "CQL0211 'Assessment' has no element 'sadleNumbness'; help: did you mean "
            "'saddleNumbness'?\n");
  EXPECT_EQ(diagnose_expression("Assessment.thomasHip.lefd"),
            "CQL0212 Tuple{left Boolean, right Boolean} has no element 'lefd'; help: did you mean "
            "'left'?\n");
  EXPECT_EQ(diagnose_expression("saddleNumbness"),
            "CQL0210 there is nothing named 'saddleNumbness' here; help: write "
            "Assessment.saddleNumbness\n");
}

TEST(Record, OptionsAreCheckedWherePeopleCompareThem) {
  const std::string wrong = "CQL0250 'trauma' has no option 'mjor'; help: did you mean 'major'?\n";
  EXPECT_EQ(diagnose_expression("Assessment.trauma = 'major'"), "");
  EXPECT_EQ(diagnose_expression("Assessment.trauma = 'mjor'"), wrong);
  EXPECT_EQ(diagnose_expression("'mjor' != Assessment.trauma"), wrong);
  EXPECT_EQ(diagnose_expression("Assessment.trauma ~ 'mjor'"), wrong);
  EXPECT_EQ(diagnose_expression("Assessment.trauma in {'minor', 'mjor'}"), wrong);
  EXPECT_EQ(diagnose_expression("case Assessment.trauma when 'mjor' then 1 else 2 end"), wrong);
  EXPECT_EQ(diagnose_expression("Assessment.locations contains 'legg'"),
            "CQL0250 'locations' has no option 'legg'; help: did you mean 'leg'?\n");
  EXPECT_EQ(diagnose_expression("exists (Assessment.locations L where L = 'legg')"),
            "CQL0250 'locations' has no option 'legg'; help: did you mean 'leg'?\n");
}

TEST(Record, OptionsAreCheckedThroughDefinitionsAndFunctions) {
  EXPECT_EQ(diagnose("define \"T\": Assessment.trauma\ndefine \"R\": \"T\" = 'mjor'\n"),
            "CQL0250 'trauma' has no option 'mjor'; help: did you mean 'major'?\n");
  EXPECT_EQ(diagnose("define function Has(list List<String>, option String): list contains option\n"
                     "define \"R\": Has(Assessment.locations, 'legg')\n"),
            "CQL0250 'locations' has no option 'legg'; help: did you mean 'leg'?\n");
}

TEST(Record, OtherTextIsNotAnOption) {
  EXPECT_EQ(diagnose_expression("Assessment.trauma = Upper('x')").substr(0, 7), "CQL0250");
  EXPECT_EQ(diagnose_expression("Assessment.trauma + 'x' = 'minorx'"), "");
}

TEST(Record, DimensionsAreChecked) {
  EXPECT_EQ(diagnose_expression("Assessment.temperature >= 38 'kg'"),
            "CQL0260 these are of different dimensions: Assessment.temperature is a temperature, "
            "38 'kg' is a mass\n");
  EXPECT_EQ(diagnose_expression("Assessment.temperature >= 38"),
            "CQL0260 a number without unit is never a temperature; help: write the unit: 38 "
            "'Cel'\n");
  EXPECT_EQ(diagnose_expression("38 'Cel' + 3 'kg'").substr(0, 7), "CQL0260");
  EXPECT_EQ(diagnose_expression("Assessment.temperature + 1 'K' > 3 'kg'").substr(0, 7), "CQL0260");
  EXPECT_EQ(diagnose("define \"Fever from\": 38 'Cel'\n"
                     "define R: \"Fever from\" > 3 'kg'\n")
                .substr(0, 7),
            "CQL0260");
  EXPECT_EQ(diagnose("define \"Fever from\": 38 'Cel'\n"
                     "define R: Assessment.temperature - 1 'K' > \"Fever from\"\n"),
            "");
  EXPECT_EQ(
      diagnose_expression("Assessment.temperature in Interval[36 'kg', 38 'kg']").substr(0, 7),
      "CQL0260");
  EXPECT_EQ(diagnose_expression("Assessment.temperature >= 38 'Cel'"), "");
  EXPECT_EQ(diagnose_expression("Assessment.temperature - 1 'K' > 38 'Cel'"), "");
}

TEST(Record, ALiteralTakesTheElementsUnit) {
  Answers answers;
  answers.slots[4] = answers.quantity("38.0", "Cel");
  EXPECT_EQ(evaluate("Assessment.temperature >= 100.4 '[degF]'", answers.slots), "true");
  EXPECT_EQ(evaluate("Assessment.temperature > 100.4 '[degF]'", answers.slots), "false");
  CompileInput input;
  input.schema = intake();
  const auto compiled =
      compile_expression(source("e", "Assessment.temperature >= 100.4 '[degF]'"), input);
  ASSERT_TRUE(compiled.program);
  // A difference is not a temperature: it keeps its unit.
  EXPECT_EQ(evaluate("(Assessment.temperature - 0 'Cel') = 38 'Cel'", answers.slots), "true");
  const Node& root = compiled.program->node(compiled.program->definition(0).root);
  const Node& literal = compiled.program->node(compiled.program->operands(root)[1]);
  ASSERT_EQ(literal.kind, NodeKind::constant);
  EXPECT_EQ(compiled.program->constant(literal).unit().code, "Cel");
}

TEST(Record, OnlyInItsContext) {
  CompileInput input = library_input(
      "library T\nusing TestIntake\ncontext Unfiltered\n"
      "define \"R\": Assessment.age\n");
  input.schema = intake();
  EXPECT_EQ(lines(compile(input).diagnostics).substr(0, 7), "CQL0218");
}

TEST(Record, ModelAndContextMustBeThoseOfTheSchema) {
  CompileInput input = library_input("library T\nusing Other version '1'\ncontext Patient\n");
  input.schema = intake();
  EXPECT_EQ(lines(compile(input).diagnostics),
            "CQL0204 there is no data model 'Other'; help: the data model here is 'TestIntake'\n"
            "CQL0206 there is no context 'Patient'; help: the context here is 'Assessment'\n");
  input = library_input("library T\nusing TestIntake version '2'\n");
  input.schema = intake();
  EXPECT_EQ(lines(compile(input).diagnostics).substr(0, 7), "CQL0205");
}

TEST(Options, AreNotThoseOfAnAliasOfAnotherDefinition) {
  EXPECT_EQ(diagnose("define Other: ('zz') X let Y: X return Y\n"
                     "define R: (Assessment.locations) L where Other = 'zz' return L\n"),
            "");
}

TEST(Options, AreFollowedThroughWhatAQueryReturns) {
  EXPECT_EQ(diagnose("define R: ((Assessment.locations) L let Y: L return Y) X where X = 'leg'\n"),
            "");
  EXPECT_EQ(diagnose("define R: ((Assessment.locations) L let Y: L return Y) X where X = 'zz'\n")
                .substr(0, 7),
            "CQL0250");
}

}  // namespace
}  // namespace palpate::cql::testing
