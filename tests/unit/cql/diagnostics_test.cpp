#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

TEST(CheckDiagnostics, OperatorsAsAuthorsWriteThem) {
  EXPECT_EQ(diagnose_expression("5 > 'a'"),
            "CQL0220 '>' cannot compare Integer with String; help: a number takes no quotes; or "
            "convert one side\n");
  EXPECT_EQ(diagnose_expression("true + 1"), "CQL0220 '+' cannot add Boolean and Integer\n");
  EXPECT_EQ(diagnose_expression("Assessment.age and true"),
            "CQL0224 each side of 'and' must be Boolean, not Integer\n");
  EXPECT_EQ(diagnose_expression("if 5 then 1 else 2"),
            "CQL0224 the condition of 'if' must be Boolean, not Integer\n");
}

TEST(CheckDiagnostics, OneMessageACause) {
  EXPECT_EQ(diagnose_expression("(nonsense + 1) * 2 > 5 and Abs(nonsense) = 3"),
            "CQL0210 there is nothing named 'nonsense' here\n"
            "CQL0210 there is nothing named 'nonsense' here\n");
  EXPECT_EQ(diagnose("define A: nonsense\ndefine B: A + 1\ndefine C: if B > 2 then A else B\n"),
            "CQL0210 there is nothing named 'nonsense' here\n");
}

TEST(CheckDiagnostics, NamesSuggestTheNearest) {
  EXPECT_EQ(diagnose("define \"Severe pain\": true\ndefine R: \"Sever pain\"\n"),
            "CQL0210 there is nothing named 'Sever pain' here; help: did you mean 'Severe "
            "pain'?\n");
  EXPECT_EQ(diagnose_expression("Assessment.trauma = \"major\""),
            "CQL0210 there is nothing named 'major' here; help: a string takes single quotes: "
            "'major'\n");
  EXPECT_EQ(diagnose_expression("Abss(1)"),
            "CQL0213 there is no function 'Abss'; help: did you mean 'Abs'?\n");
  EXPECT_EQ(diagnose_expression("5 as Integr"),
            "CQL0215 there is no type 'Integr'; help: did you mean 'Integer'?\n");
  EXPECT_EQ(diagnose_expression("5 'mgg'").substr(0, 7), "CQL0261");
}

TEST(CheckDiagnostics, WhatCanNeverHold) {
  EXPECT_EQ(diagnose_expression("5 > 6"), "CQL0280 this comparison is never true\n");
  EXPECT_EQ(diagnose_expression("6 > 5"), "CQL0280 this comparison is always true\n");
  EXPECT_EQ(diagnose_expression("Assessment.age > 6"), "");
  EXPECT_EQ(diagnose_expression("case when true then 1 when Assessment.bladder then 2 else 3 end"),
            "CQL0281 this branch is never reached: the one above is always taken\n");
}

TEST(CheckDiagnostics, ARecordOfElementsHasNothingToRetrieve) {
  EXPECT_EQ(diagnose_expression("[Observation]"),
            "CQL0291 the data model here has nothing to retrieve with [...]; help: what the record "
            "holds are elements of 'Assessment': write Assessment.…\n");
}

TEST(CheckDiagnostics, PlacesAreThoseOfTheMistake) {
  const auto compiled = compile_expression(source("e", "1 + (2 > 'a')"));
  ASSERT_EQ(compiled.diagnostics.all().size(), 1U);
  EXPECT_EQ(compiled.diagnostics.all()[0].span, (Span{5, 12}));
}

TEST(CheckDiagnostics, DepthIsLimited) {
  std::string text = "library M\ndefine D0: 1\n";
  for (int i = 1; i < 700; ++i) {
    text += "define D" + std::to_string(i) + ": D" + std::to_string(i - 1) + " + 1\n";
  }
  EXPECT_NE(lines(compile(library_input(text)).diagnostics).find("CQL0299"), std::string::npos);
  EXPECT_EQ(evaluate_in(library_input(text.substr(0, text.find("define D295:"))), "D294"), "295");
  std::string forward = "library M\n";
  for (int i = 0; i < 3000; ++i) {
    forward += "define D" + std::to_string(i) + ": D" + std::to_string(i + 1) + "\n";
  }
  EXPECT_NE(
      lines(compile(library_input(forward + "define D3000: 1\n")).diagnostics).find("CQL0299"),
      std::string::npos);
}

TEST(CheckDiagnostics, LongChainsOfOneOperatorAreFlat) {
  std::string text = "true";
  for (int i = 0; i < 150; ++i) text += " and Assessment.bladder";
  Answers answers;
  answers.slots[8] = Value::boolean(true);
  EXPECT_EQ(evaluate(text, answers.slots), "true");
}

}  // namespace
}  // namespace palpate::cql::testing
