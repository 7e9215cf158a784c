#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

CompileInput two(std::string_view main, std::string_view other) {
  CompileInput input = library_input(main);
  input.libraries.push_back(source("other.cql", other));
  return input;
}

constexpr std::string_view tools =
    "library Tools version '1.2.0'\n"
    "codesystem \"CS\": 'http://cs'\n"
    "code \"Pain\": '22253000' from \"CS\" display 'Pain'\n"
    "parameter Factor Integer default 3\n"
    "define \"Answer\": 42\n"
    "define private \"Secret\": 1\n"
    "define function Twice(x Integer): x * 2\n"
    "define function Twice(x String): x + x\n"
    "define fluent function plus(x Integer, y Integer): x + y\n";

TEST(Libraries, IncludedNames) {
  const std::string main =
      "library Main\ninclude Tools version '1.2.0' called T\n"
      "define A: T.Answer\ndefine B: T.Twice(4)\ndefine C: T.Twice('ab')\n"
      "define D: 3.plus(4)\ndefine E: T.Factor * 2\n"
      "define F: T.\"Pain\".code\n";
  EXPECT_EQ(evaluate_in(two(main, tools), "A"), "42");
  EXPECT_EQ(evaluate_in(two(main, tools), "B"), "8");
  EXPECT_EQ(evaluate_in(two(main, tools), "C"), "'abab'");
  EXPECT_EQ(evaluate_in(two(main, tools), "D"), "7");
  EXPECT_EQ(evaluate_in(two(main, tools), "E"), "6");
  EXPECT_EQ(evaluate_in(two(main, tools), "F"), "'22253000'");
}

TEST(Libraries, WhatIsMissing) {
  EXPECT_EQ(lines(compile(two("library M\ninclude Tolls\n", tools)).diagnostics),
            "CQL0202 there is no library 'Tolls'; help: did you mean 'Tools'?\n");
  EXPECT_EQ(lines(compile(two("library M\ninclude Tools version '2'\n", tools)).diagnostics),
            "CQL0203 library 'Tools' is not there in version '2'; help: its version is '1.2.0'\n");
  EXPECT_EQ(
      lines(compile(two("library M\ninclude Tools\ndefine A: Tools.Anser\n", tools)).diagnostics),
      "CQL0210 library 'Tools' has nothing named 'Anser'; help: did you mean 'Answer'?\n");
  EXPECT_EQ(
      lines(compile(two("library M\ninclude Tools\ndefine A: Tools.Secret\n", tools)).diagnostics),
      "CQL0214 'Secret' is private to library 'Tools'\n");
}

TEST(Libraries, FunctionsAreChosenByTheirTypes) {
  EXPECT_EQ(lines(compile(two("library M\ninclude Tools\ndefine A: Tools.Twice(true)\n", tools))
                      .diagnostics),
            "CQL0221 'Twice' does not take (Boolean); help: it takes (Integer), (String)\n");
  const std::string overloads =
      "library M\n"
      "define function F(x Integer): 'integer'\n"
      "define function F(x Decimal): 'decimal'\n"
      "define A: F(1)\ndefine B: F(1.0)\ndefine C: F(1L)\n";
  EXPECT_EQ(evaluate_in(library_input(overloads), "A"), "'integer'");
  EXPECT_EQ(evaluate_in(library_input(overloads), "B"), "'decimal'");
  EXPECT_EQ(evaluate_in(library_input(overloads), "C"), "'decimal'");
}

TEST(Libraries, ReferencesInAnyOrder) {
  EXPECT_EQ(evaluate_in(library_input("library M\ndefine A: B + F(1)\ndefine B: 2\n"
                                      "define function F(x Integer): x + B\n"),
                        "A"),
            "5");
}

TEST(Libraries, NothingRefersToItself) {
  EXPECT_EQ(lines(compile(library_input("library M\ndefine A: B\ndefine B: C + 1\ndefine C: A\n"))
                      .diagnostics),
            "CQL0230 'A' refers to itself: A → B → C → A\n");
  EXPECT_EQ(lines(compile(library_input("library M\ndefine function F(x Integer): F(x - 1)\n"))
                      .diagnostics),
            "CQL0230 'F' refers to itself: F → F\n");
}

TEST(Libraries, NamesAreUnique) {
  EXPECT_EQ(lines(compile(library_input("library M\ndefine A: 1\ndefine A: 2\n")).diagnostics),
            "CQL0200 'A' is already defined in line 2\n");
}

TEST(Libraries, Parameters) {
  const std::string text =
      "library M\nparameter P Integer default 5\n"
      "parameter Q Interval<DateTime> default "
      "Interval[@2014-01-01T00:00, @2015-01-01T00:00)\n"
      "parameter R Decimal\ndefine A: P + 1\ndefine B: Q contains "
      "@2014-06-01T00:00+00:00\ndefine C: R\n";
  EXPECT_EQ(evaluate_in(library_input(text), "A"), "6");
  EXPECT_EQ(evaluate_in(library_input(text), "B"), "true");
  EXPECT_EQ(evaluate_in(library_input(text), "C"), "null");
  CompileInput input = library_input(text);
  input.parameters = {{"P", "7"}, {"M.R", "2"}};
  EXPECT_EQ(evaluate_in(input, "A"), "8");
  EXPECT_EQ(evaluate_in(input, "C"), "2.0");
  const Compilation compiled = compile(input);
  ASSERT_EQ(compiled.program->parameters().size(), 3U);
  EXPECT_TRUE(compiled.program->parameters()[0].overridden);
  EXPECT_FALSE(compiled.program->parameters()[1].overridden);
}

TEST(Libraries, DefaultsAreConvertedToTheTypeOfTheParameter) {
  const std::string text =
      "library M\nparameter P DateTime default @2014-02-03\n"
      "parameter Q Interval<DateTime> default Interval[@2014-02-02, @2014-02-04]\n"
      "parameter C List<Code> default ValueSet { id: 'http://none' }\n"
      "define A: year from P\ndefine B: Q contains @2014-02-03T12:00:00.0+00:00\n";
  EXPECT_EQ(lines(compile(library_input(text)).diagnostics),
            "CQL0242 the value of a parameter must be a constant\n"
            "CQL0290 value set 'http://none' is not there; help: give it with all its codes; none "
            "is ever taken for empty\n");
  const std::string dates =
      text.substr(0, text.find("parameter C")) + text.substr(text.find("define A"));
  EXPECT_EQ(evaluate_in(library_input(dates), "A"), "2014");
  EXPECT_EQ(evaluate_in(library_input(dates), "B"), "true");
}

TEST(Libraries, ParametersAreChecked) {
  CompileInput input = library_input("library M\nparameter Days Integer default 5\n");
  input.parameters = {{"Days", "'x'"}};
  EXPECT_EQ(lines(compile(input).diagnostics),
            "CQL0224 the value of 'Days' must be Integer, not String\n");
  input.parameters = {{"Dayz", "4"}};
  EXPECT_EQ(lines(compile(input).diagnostics),
            "CQL0241 there is no parameter 'Dayz'; help: did you mean 'Days'?\n");
  EXPECT_EQ(lines(compile(library_input("library M\nparameter T default Today()\n")).diagnostics),
            "CQL0242 the value of a parameter must be a constant\n");
  EXPECT_EQ(
      lines(compile(library_input("library M\nparameter P Integer default 'a'\n")).diagnostics),
      "CQL0224 the default of 'P' must be Integer, not String\n");
}

TEST(Libraries, Terminology) {
  const std::string text =
      "library M\ncodesystem \"CS\": 'http://cs'\n"
      "valueset \"VS\": 'http://vs'\n"
      "code \"A\": 'a' from \"CS\" display 'Aye'\n"
      "concept \"C\": { \"A\" } display 'Sea'\n"
      "define X: \"A\" ~ Code { code: 'a', system: 'http://cs' }\n"
      "define Y: \"C\" ~ \"A\"\n";
  EXPECT_EQ(evaluate_in(library_input(text), "X"), "true");
  EXPECT_EQ(evaluate_in(library_input(text), "Y"), "true");
  EXPECT_EQ(
      lines(compile(library_input(text + "define Z: \"A\" in \"VS\"\n")).diagnostics).substr(0, 7),
      "CQL0290");
  EXPECT_EQ(lines(compile(library_input("library M\ncodesystem \"CS\": 'x'\n"
                                        "code \"A\": 'a' from \"CT\"\n"))
                      .diagnostics),
            "CQL0207 there is no code system 'CT'; help: did you mean 'CS'?\n");
}

TEST(Libraries, UnusedDefinitionsOnRequest) {
  CompileInput input = library_input("library M\ndefine A: 1\ndefine B: A\n");
  EXPECT_EQ(lines(compile(input).diagnostics), "");
  input.warn_unused = true;
  EXPECT_EQ(lines(compile(input).diagnostics), "CQL0285 definition 'B' is never used\n");
}

TEST(Libraries, AnExpressionNamesTheirDefinitions) {
  CompileInput input = library_input(tools);
  const auto compiled = compile_expression(source("e", "Tools.Answer + Tools.Twice(1)"), input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  Scratch scratch(compiled.program);
  scratch.begin({{}, test_time()});
  EXPECT_EQ(run(scratch, "Expression", "Result"), "44");
}

}  // namespace
}  // namespace palpate::cql::testing
