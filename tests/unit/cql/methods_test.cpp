// FHIRPath's functions as methods: whose names they are, what is in scope, and where mistakes
// stand. Their values are in tests/language/query.cqlt.
#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

std::string value_of(std::string_view definitions) {
  return evaluate_in(library_input("library M\n" + std::string(definitions)), "R");
}

TEST(Methods, GiveWayToFluentFunctionsOfTheirName) {
  EXPECT_EQ(value_of("define fluent function single(x List<Integer>): x[1]\n"
                     "define R: ({7, 8}).single()"),
            "8");
  EXPECT_EQ(value_of("define function iif(x Boolean, y Integer): 0\ndefine R: iif(true, 5)"), "0");
}

TEST(Methods, AreNotChangedByNamesOfTheLibrary) {
  EXPECT_EQ(value_of("define function AllTrue(x List<Boolean>): 'mine'\n"
                     "define function Count(x List<Integer>): 5\n"
                     "define Y: 9\n"
                     "define R: Tuple{a: ({true}).allFalse(), b: ({1, 2}).isDistinct()}"),
            "Tuple { a: false, b: true }");
  EXPECT_EQ(value_of("define R: ({3, 4}) X where ({X}).subsetOf({4, 5}) return X"), "{4}");
  EXPECT_EQ(value_of("define R: ({3, 4}) Y return all ({1, 2, 3}).exclude({Y})"),
            "{{1, 2}, {1, 2, 3}}");
  EXPECT_EQ(value_of("define R: ({1, 'a'}) A return all ({A}).ofType(Integer)"), "{{1}, {}}");
}

TEST(Methods, SeeWhatStandsAroundThem) {
  EXPECT_EQ(value_of("define R: ({{1, 1}, {1, 2}}).where($this.isDistinct())"), "{{1, 2}}");
  EXPECT_EQ(value_of("define R: ({Tuple{a: {1, 2}}}).select(a.subsetOf({1, 2, 3}))"), "{true}");
  EXPECT_EQ(value_of("define function F(x List<Integer>): x.isDistinct()\ndefine R: F({1, 1})"),
            "false");
  EXPECT_EQ(value_of("define R: (5).iif($this > 4, ({1}).iif($this.empty(), 'a', 'b'), 'c')"),
            "'b'");
}

TEST(Methods, EvaluateWhatStandsBeforeTheDotOnce) {
  const auto input = library_input(
      "library M\ndefine R: (Message({1, 2}, true, 'once', 'Trace', "
      "'x')).isDistinct()");
  const auto compiled = compile(input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  Scratch scratch(compiled.program);
  scratch.begin({{}, test_time()});
  EXPECT_EQ(run(scratch, {}, "R"), "true");
  EXPECT_EQ(scratch.messages().size(), 1U);
}

TEST(Methods, EvaluateOnlyTheBranchOfIif) {
  EXPECT_EQ(value_of("define R: iif(true, 1, singleton from {1, 2})"), "1");
  EXPECT_EQ(value_of("define R: iif(false, singleton from {1, 2}, 1)"), "1");
}

TEST(Methods, SayWhereAMistakeIs) {
  const auto place = [](std::string_view expression) {
    const auto compiled = compile_expression(source("e", expression));
    const auto& all = compiled.diagnostics.all();
    if (all.size() != 1) return std::to_string(all.size()) + " mistakes";
    return all[0].code + " " +
           std::string(expression.substr(all[0].span.begin, all[0].span.end - all[0].span.begin));
  };
  EXPECT_EQ(place("({1}).exclude({x})"), "CQL0210 x");
  EXPECT_EQ(place("({1}).exclude(2)"), "CQL0220 ({1}).exclude(2)");
  EXPECT_EQ(place("({1}).ofType('Lst<Integer>')"), "CQL0215 'Lst<Integer>'");
  EXPECT_EQ(place("({1}).ofType(Sytem.Integer)"), "CQL0215 Sytem.Integer");
  EXPECT_EQ(place("({1}).ofType(String)"), "CQL0225 ({1}).ofType(String)");
  EXPECT_EQ(place("x.isDistinct()"), "CQL0210 x");
  EXPECT_EQ(place("({1}).conformsTo(x)"), "CQL0213 conformsTo");
}

TEST(Index, CountsTheElementsBeforeThisOne) {
  EXPECT_EQ(value_of("define R: ({7, null, 7}).select($index)"), "{0, 1, 2}");
  EXPECT_EQ(value_of("define R: ({5, 6, 7}).where($this > 5).select($index)"), "{0, 1}");
  EXPECT_EQ(value_of("define R: ({{1, 2}, {3}}).select($this.select($index * 10))"), "{0, 10, 0}");
  EXPECT_EQ(value_of("define R: ({5, 6}).select(({1}) X return X + $index)"), "{1, 2}");
}

}  // namespace
}  // namespace palpate::cql::testing
