#include "base/limits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "parse_text.hpp"

namespace palpate::cql {
namespace {

std::string repeat(std::string_view piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out.append(piece);
  return out;
}

std::vector<std::string> codes(const std::string& text) {
  Diagnostics diagnostics;
  parse_expression(source_of(text), diagnostics);
  std::vector<std::string> list;
  for (const auto& d : diagnostics.all()) list.push_back(d.code);
  return list;
}

std::string chain(std::string_view operand, std::string_view op, std::size_t count) {
  return repeat(std::string(operand) + std::string(op), count - 1) + std::string(operand);
}

const std::vector<std::string> none;
const std::vector<std::string> too_deep = {"CQL0150"};

TEST(CqlLimits, ParenthesesNestUpToTheLimit) {
  const auto nested = [](std::size_t n) { return repeat("(", n) + "1" + repeat(")", n); };
  EXPECT_EQ(codes(nested(limits::cql_nesting - 1)), none);
  EXPECT_EQ(codes(nested(limits::cql_nesting)), too_deep);
  EXPECT_EQ(codes(nested(100'000)), too_deep);
}

TEST(CqlLimits, ChainsCountAsNesting) {
  EXPECT_EQ(codes(chain("a", " or ", limits::cql_nesting)), none);
  EXPECT_EQ(codes(chain("a", " or ", limits::cql_nesting + 1)), too_deep);
  EXPECT_EQ(codes(chain("1", "+", 10'000)), too_deep);
  EXPECT_EQ(codes(chain("a", ".", 10'000)), too_deep);
  EXPECT_EQ(codes("a" + repeat(" is null", 10'000)), too_deep);
  EXPECT_EQ(codes("a" + repeat("[0]", 10'000)), too_deep);
  EXPECT_EQ(codes("a" + repeat(".f()", 10'000)), too_deep);
}

TEST(CqlLimits, EveryConstructThatNestsIsCounted) {
  for (const auto* piece : {"not ",
                            "-",
                            "exists ",
                            "if ",
                            "if a then b else ",
                            "case when ",
                            "case ",
                            "{",
                            "Tuple{a: ",
                            "f(",
                            "Interval[",
                            "[X: ",
                            "cast ",
                            "convert ",
                            "start of ",
                            "year from ",
                            "distinct ",
                            "expand a per ",
                            "a within 1 day of (",
                            "(X x where ",
                            "duration in days of "}) {
    EXPECT_EQ(codes(repeat(piece, 5'000)), too_deep) << piece;
  }
  EXPECT_EQ(codes("a is " + repeat("List<", 5'000)), too_deep);
  EXPECT_EQ(codes("a is " + repeat("Tuple{b ", 5'000)), too_deep);
}

// What makes no sense may be reported more than once, but overflows nothing.
TEST(CqlLimits, NonsenseDoesNotOverflowTheStack) {
  for (const auto* piece : {"from ", "(X where ", "1 + not ", "1 + from ", "1 + days between ",
                            "X x let a: ", "X x aggregate a starting ", "a starts ", "([{", ")",
                            "define ", "end ", "Concept{", "a between ", "@", "$", "% "}) {
    EXPECT_FALSE(codes(repeat(piece, 5'000)).empty()) << piece;
  }
}

TEST(CqlLimits, TheNextDefinitionIsReadAfterOneThatIsTooDeep) {
  Diagnostics diagnostics;
  const auto library =
      parse_library(source_of("define A: " + repeat("not ", 10'000) +
                              "x\ndefine B: 1\ndefine C: " + repeat("(", 10'000) + "\ndefine D: 2"),
                    diagnostics);
  EXPECT_EQ(library.definitions.size(), 4U);
  EXPECT_EQ(diagnostics.error_count(), 2U);
}

TEST(CqlLimits, CopiesOfTimingPhrasesAreCounted) {
  // Each level copies the next one twice.
  EXPECT_EQ(codes(repeat("a within 1 day of (", 60) + "b" + repeat(")", 60)),
            std::vector<std::string>{"CQL0151"});
}

TEST(CqlLimits, Nodes) {
  const auto list = [](std::size_t n) { return "{" + repeat("1,", n - 1) + "1}"; };
  EXPECT_EQ(codes(list(limits::cql_nodes - 1)), none);
  EXPECT_EQ(codes(list(limits::cql_nodes)), std::vector<std::string>{"CQL0151"});
}

TEST(CqlLimits, SourceBytes) {
  const auto padded = [](std::size_t bytes) { return "1" + std::string(bytes - 1, ' '); };
  EXPECT_EQ(codes(padded(limits::cql_source_bytes)), none);
  EXPECT_EQ(codes(padded(limits::cql_source_bytes + 1)), std::vector<std::string>{"CQL0001"});
}

TEST(CqlLimits, NameLength) {
  EXPECT_EQ(codes(std::string(limits::name_length, 'a')), none);
  EXPECT_EQ(codes(std::string(limits::name_length + 1, 'a')), std::vector<std::string>{"CQL0008"});
  EXPECT_EQ(codes("\"" + std::string(limits::name_length, 'a') + "\""), none);
  EXPECT_EQ(codes("\"" + std::string(limits::name_length + 1, 'a') + "\""),
            std::vector<std::string>{"CQL0008"});
}

TEST(CqlLimits, MistakesStopBeingCollected) {
  EXPECT_EQ(codes(repeat("# ", 100'000)).size(), limits::diagnostics);
  Diagnostics diagnostics;
  parse_library(source_of(repeat("define A: +\n", 100'000)), diagnostics);
  EXPECT_EQ(diagnostics.all().size(), limits::diagnostics);
}

}  // namespace
}  // namespace palpate::cql
