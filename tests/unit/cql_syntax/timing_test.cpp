#include <gtest/gtest.h>

#include <vector>

#include "parse_text.hpp"

namespace palpate::cql {
namespace {

void expect_trees(const std::vector<Row>& rows) {
  for (const auto& row : rows) EXPECT_EQ(tree(row.text), row.expected) << row.text;
}

TEST(Timing, SameAs) {
  expect_trees({
      {"A same as B", "(SameAs A B)"},
      {"A same day as B", "(SameAs/day A B)"},
      {"A same hour or before B", "(SameOrBefore/hour A B)"},
      {"A same or after B", "(SameOrAfter A B)"},
      {"A starts same day as start B", "(SameAs/day (Start A) (Start B))"},
      {"A ends same year or after end of B", "(SameOrAfter/year (End A) (End B))"},
      {"A occurs same day as B", "(SameAs/day A B)"},
  });
}

TEST(Timing, Inclusion) {
  expect_trees({
      {"A includes B", "(Includes A B)"},
      {"A properly includes day of B", "(ProperIncludes/day A B)"},
      {"A includes start B", "(Includes A (Start B))"},
      {"A during B", "(IncludedIn A B)"},
      {"A included in day of B", "(IncludedIn/day A B)"},
      {"A properly during B", "(ProperIncludedIn A B)"},
      {"A properly included in second of B", "(ProperIncludedIn/second A B)"},
      {"A starts during B", "(IncludedIn (Start A) B)"},
      {"A ends included in month of B", "(IncludedIn/month (End A) B)"},
      {"A occurs properly during B", "(ProperIncludedIn A B)"},
  });
}

TEST(Timing, BeforeAndAfter) {
  expect_trees({
      {"A before B", "(Before A B)"},
      {"A after day of B", "(After/day A B)"},
      {"A starts before start B", "(Before (Start A) (Start B))"},
      {"A ends after end B", "(After (End A) (End B))"},
      {"A on or before B", "(SameOrBefore A B)"},
      {"A on or after month of B", "(SameOrAfter/month A B)"},
      {"A before or on B", "(SameOrBefore A B)"},
      {"A after or on day of start B", "(SameOrAfter/day A (Start B))"},
      {"A before start of B + 1 day", "(Before A (Add (Start B) (quantity 1 day)))"},
      {"A occurs after (B)", "(After A B)"},
  });
}

TEST(Timing, MeetsAndOverlaps) {
  expect_trees({
      {"A meets B", "(Meets A B)"},
      {"A meets before B", "(MeetsBefore A B)"},
      {"A meets after day of B", "(MeetsAfter/day A B)"},
      {"A overlaps day of B", "(Overlaps/day A B)"},
      {"A overlaps before B", "(OverlapsBefore A B)"},
      {"A overlaps after B", "(OverlapsAfter A B)"},
      {"A starts B", "(Starts A B)"},
      {"A starts day of B", "(Starts/day A B)"},
      {"A ends B", "(Ends A B)"},
  });
}

// CQL 1.5.3, Language Semantics, "Timing Phrases": "Before/After" and "Within".
TEST(Timing, OffsetsAreRewrittenAsTheSpecificationSays) {
  expect_trees({
      {"A starts 3 days before start B",
       "(SameAs (Start A) (Subtract (Start B) (quantity 3 days)))"},
      {"A starts 3 days after start B", "(SameAs (Start A) (Add (Start B) (quantity 3 days)))"},
      {"A starts 3 days or more before start B",
       "(SameOrBefore (Start A) (Subtract (Start B) (quantity 3 days)))"},
      {"A starts more than 3 days before start B",
       "(Before (Start A) (Subtract (Start B) (quantity 3 days)))"},
      {"A starts 3 days or more after start B",
       "(SameOrAfter (Start A) (Add (Start B) (quantity 3 days)))"},
      {"A starts more than 3 days after start B",
       "(After (Start A) (Add (Start B) (quantity 3 days)))"},
      {"A starts 3 days or less after start B",
       "(And (In (Start A) (interval(] (Start B) (Add (Start B) (quantity 3 days))))"
       " (Not (IsNull (Start B))))"},
      {"A starts less than 3 days after start B",
       "(And (In (Start A) (interval() (Start B) (Add (Start B) (quantity 3 days))))"
       " (Not (IsNull (Start B))))"},
      {"A starts 3 days or less before start B",
       "(And (In (Start A) (interval[) (Subtract (Start B) (quantity 3 days)) (Start B)))"
       " (Not (IsNull (Start B))))"},
      {"A starts within 3 days of start B",
       "(And (In (Start A) (interval[] (Subtract (Start B) (quantity 3 days))"
       " (Add (Start B) (quantity 3 days)))) (Not (IsNull (Start B))))"},
  });
}

TEST(Timing, OffsetsWithInclusiveBoundsAndPrecision) {
  expect_trees({
      {"A 3 days or less on or before B",
       "(And (In A (interval[] (Subtract B (quantity 3 days)) B)) (Not (IsNull B)))"},
      {"A 3 days or less after or on day of B",
       "(And (In/day A (interval[] B (Add B (quantity 3 days)))) (Not (IsNull B)))"},
      {"A less than 3 'h' on or after B",
       "(And (In A (interval[) B (Add B (quantity 3 h)))) (Not (IsNull B)))"},
      {"A properly within 1 day of B",
       "(And (In A (interval() (Subtract B (quantity 1 day)) (Add B (quantity 1 day))))"
       " (Not (IsNull B)))"},
      {"A 1 month or more before day of B", "(SameOrBefore/day A (Subtract B (quantity 1 month)))"},
      {"A 2 days after day of B", "(SameAs/day A (Add B (quantity 2 days)))"},
      {"5 3 or more after 1", "(SameOrAfter 5 (Add 1 3))"},
      {"A occurs within 3 days of B and C",
       "(And (And (In A (interval[] (Subtract B (quantity 3 days)) (Add B (quantity 3 days))))"
       " (Not (IsNull B))) C)"},
  });
}

TEST(Timing, ACopiedPartKeepsItsPlace) {
  const std::string text = "A within 3 days of start of B";
  Diagnostics diagnostics;
  const auto root = parse_expression(source_of(text), diagnostics);
  const auto& interval = *root->operands[0]->operands[1];
  const Span point{19, 29};
  EXPECT_EQ(interval.operands[0]->operands[0]->span, point);
  EXPECT_EQ(interval.operands[1]->operands[0]->span, point);
  EXPECT_EQ(root->operands[1]->operands[0]->operands[0]->span, point);
  EXPECT_EQ(root->name_span, (Span{2, 18}));
}

}  // namespace
}  // namespace palpate::cql
