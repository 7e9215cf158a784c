// Promotion and demotion of lists and intervals: what the developer's guide defines, and that
// nothing of it happens unless it is switched on; and of paths through lists, which are on.
#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

constexpr Promotions all_of_them = {true, true, true, true};

std::string promoted(std::string_view expression, const Promotions& allowed = all_of_them,
                     std::string_view declarations = "") {
  CompileInput input = library_input("library M\n" + std::string(declarations) +
                                     "\ndefine R: " + std::string(expression) + "\n");
  input.promotions = allowed;
  return evaluate_in(input, "R");
}

std::string code(const std::string& answer) { return answer.substr(0, 7); }

TEST(Promotions, AreOff) {
  for (const std::string_view expression :
       {"First(5)", "{5} + 1", "5 overlaps Interval[1, 9]", "Interval[5, 5] + 1"}) {
    EXPECT_EQ(code(promoted(expression, {})).substr(0, 5), "CQL02") << expression;
  }
}

TEST(Promotions, EachIsSwitchedOnByItself) {
  Promotions only;
  only.list_promotion = true;
  EXPECT_EQ(promoted("First(5)", only), "5");
  EXPECT_EQ(code(promoted("{5} + 1", only)), "CQL0220");
  only = {};
  only.list_demotion = true;
  EXPECT_EQ(promoted("{5} + 1", only), "6");
  EXPECT_EQ(code(promoted("First(5)", only)), "CQL0221");
  only = {};
  only.interval_promotion = true;
  EXPECT_EQ(promoted("5 overlaps Interval[1, 9]", only), "true");
  EXPECT_EQ(code(promoted("Interval[5, 5] + 1", only)), "CQL0220");
  only = {};
  only.interval_demotion = true;
  EXPECT_EQ(promoted("Interval[5, 5] + 1", only), "6");
  EXPECT_EQ(code(promoted("5 overlaps Interval[1, 9]", only)), "CQL0220");
}

TEST(Promotions, OfListsAreOfOneElementOrNone) {
  EXPECT_EQ(promoted("Count(5 union {6})"), "2");
  EXPECT_EQ(promoted("{1, 2} union 3"), "{1, 2, 3}");
  EXPECT_EQ(promoted("First(null as Integer)"), "null");
  EXPECT_EQ(promoted("(null as Integer) union {6}"), "{6}");  // null becomes an empty list
  EXPECT_EQ(promoted("Length({'abc'})"), "1");                // it fits as it is
  EXPECT_EQ(promoted("Upper({'abc'})"), "'ABC'");
  EXPECT_EQ(promoted("Upper({} as List<String>)"), "null");
  EXPECT_EQ(promoted("Upper({'a', 'b'})").substr(0, 6), "error:");
}

TEST(Promotions, OfIntervalsAreOfOnePoint) {
  EXPECT_EQ(promoted("5 during Interval[1, 9]"), "true");
  EXPECT_EQ(promoted("Interval[1, 4] meets before 5"), "true");
  EXPECT_EQ(promoted("Width(5)"), "0");
  EXPECT_EQ(promoted("Width(null as Integer)"), "null");
  EXPECT_EQ(promoted("Interval[2, 2] * 3"), "6");
  EXPECT_EQ(promoted("Interval[2, 3] * 3").substr(0, 6), "error:");
  EXPECT_EQ(code(promoted("true overlaps Interval[1, 2]")), "CQL0220");  // no interval of those
}

TEST(Promotions, ComeAfterAllOtherConversions) {
  EXPECT_EQ(promoted("{1, 2} = {1, 2}"), "true");
  EXPECT_EQ(promoted("5 in {5, 6}"), "true");
  EXPECT_EQ(promoted("{1} = 1"), "true");
  EXPECT_EQ(promoted("1 = {1, 2}").substr(0, 6), "error:");  // demoted, and there are two
  EXPECT_EQ(promoted("{1} + 1.5"), "2.5");
  // An interval of a point is preferred to a list of it.
  EXPECT_EQ(promoted("F(5)", all_of_them,
                     "define function F(x List<Integer>): 'list'\n"
                     "define function F(x Interval<Integer>): 'interval'"),
            "'interval'");
  EXPECT_EQ(promoted("F(5)", all_of_them,
                     "define function F(x List<Integer>): 'list'\n"
                     "define function F(x Decimal): 'decimal'"),
            "'decimal'");
}

TEST(Promotions, HappenWhereATypeIsWanted) {
  EXPECT_EQ(promoted("F({5})", all_of_them, "define function F(x Integer): x + 1"), "6");
  EXPECT_EQ(promoted("F(5)", all_of_them, "define function F(x List<Integer>): Count(x)"), "1");
  EXPECT_EQ(
      promoted("F(1.0)", all_of_them, "define function F(x List<Integer>): Count(x)").substr(0, 7),
      "CQL0221");
  EXPECT_EQ(promoted("if {true} then 1 else 2"), "1");
  EXPECT_EQ(promoted("if F({7}) > 6 then 1 else 2", all_of_them,
                     "define function F(x Integer) returns Integer: {x}"),
            "1");
  EXPECT_EQ(promoted("P + 1", all_of_them, "parameter P Integer default {4}"), "5");
}

TEST(Promotions, AreSeenByTheMonotoneCheck) {
  CompileInput input = library_input(std::string(intake_header) +
                                     "define R: Count(Assessment.age) > 0\n"
                                     "define S: Assessment.age overlaps Interval[1, 9]\n");
  input.schema = intake();
  input.promotions = all_of_them;
  const auto compiled = compile(input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  const auto check = [&compiled](std::string_view name) {
    const DefinitionId root = *compiled.program->find({}, name);
    Diagnostics diagnostics;
    check_monotone(*compiled.program, {&root, 1}, {}, diagnostics);
    return lines(diagnostics).substr(0, 7);
  };
  EXPECT_EQ(check("R"), "CQL0400");
}

TEST(ListTraversal, IsOnAsTheLanguageHasIt) {
  const CompileInput input = library_input("library M\ndefine R: {Tuple{a: 1}, Tuple{a: 2}}.a\n");
  EXPECT_EQ(evaluate_in(input, "R"), "{1, 2}");
}

TEST(ListTraversal, CanBeSwitchedOff) {
  CompileInput input = library_input("library M\ndefine R: {Tuple{a: 1}}.a\n");
  input.list_traversal = false;
  EXPECT_EQ(
      evaluate_in(input, "R"),
      "CQL0212 List<Tuple{a Integer}> has no element 'a'; help: paths through lists are switched "
      "off: write X.select(a)\n");
}

}  // namespace
}  // namespace palpate::cql::testing
