#include <gtest/gtest.h>

#include <vector>

#include "parse_text.hpp"

namespace palpate::cql {
namespace {

void expect_trees(const std::vector<Row>& rows) {
  for (const auto& row : rows) EXPECT_EQ(tree(row.text), row.expected) << row.text;
}

TEST(Queries, Sources) {
  expect_trees({
      {"X A", "(query (A X))"},
      {"L.X.y A", "(query (A (. (. L X) y)))"},
      {"\"X Y\" \"A\"", "(query (A X Y))"},
      {"({1, 2}) A", "(query (A (list 1 2)))"},
      {"[Encounter] E", "(query (E (retrieve Encounter)))"},
      {"from X A, (Y) B", "(query (A X) (B Y))"},
      {"(X A) B", "(query (B (query (A X))))"},
      {"exists (X A where A)", "(Exists (query (A X) (where A)))"},
      {"exists X A where A", "(Exists (query (A X) (where A)))"},
      {"f(X A, Y B)", "(f (query (A X)) (query (B Y)))"},
      {"X A union Y B", "(Union (query (A X)) (query (B Y)))"},
  });
}

TEST(Queries, Clauses) {
  expect_trees({
      {"X A where A.v > 1", "(query (A X) (where (Greater (. A v) 1)))"},
      {"X A let b: 1, c: 2 return b", "(query (A X) (let b 1) (let c 2) (return b))"},
      {"X A return all A.v", "(query (A X) (return-all (. A v)))"},
      {"X A return distinct A", "(query (A X) (return-distinct A))"},
      {"X A with Y B such that A = B", "(query (A X) (with (B Y) (Equal A B)))"},
      {"X A without [Y] B such that A = B with Z C such that true where A",
       "(query (A X) (without (B (retrieve Y)) (Equal A B)) (with (C Z) true) (where A))"},
      {"X A aggregate R: R + A", "(query (A X) (aggregate R (Add R A)))"},
      {"X A aggregate R starting 1: R * A",
       "(query (A X) (aggregate R starting:1 (Multiply R A)))"},
      {"X A aggregate all R starting (a + b): R",
       "(query (A X) (aggregate-all R starting:(Add a b) R))"},
      {"X A aggregate distinct R starting 5 'mg': 2",
       "(query (A X) (aggregate-distinct R starting:(quantity 5 mg) 2))"},
  });
}

TEST(Queries, Sorting) {
  expect_trees({
      {"X A sort asc", "(query (A X) (sort-asc))"},
      {"X A sort ascending", "(query (A X) (sort-asc))"},
      {"X A sort desc", "(query (A X) (sort-desc))"},
      {"X A sort descending", "(query (A X) (sort-desc))"},
      {"X A sort by b, c.d desc, start of e asc",
       "(query (A X) (sort-asc b) (sort-desc (. c d)) (sort-asc (Start e)))"},
      {"X A where a return b sort by $this", "(query (A X) (where a) (return b) (sort-asc $this))"},
  });
}

// Only a path can be compared; what looks like a comparison otherwise is the terminology.
TEST(Retrieves, HaveAPathOnlyWhereOneIsWritten) {
  expect_trees({
      {"[Condition: (code in X)]", "(retrieve Condition (In code X))"},
      {"[Condition: First(a) ~ b]", "(retrieve Condition (Equivalent (First a) b))"},
  });
  const auto source = std::make_shared<const SourceText>("t", "[C: (code in X)]");
  Diagnostics diagnostics;
  EXPECT_EQ(parse_expression(source, diagnostics)->source, nullptr);
}

TEST(Retrieves, AreKept) {
  expect_trees({
      {"[Condition]", "(retrieve Condition)"},
      {"[FHIR.Condition: code in \"VS\"]", "(retrieve FHIR.Condition (In code VS))"},
      {"[Condition: \"VS\"]", "(retrieve Condition VS)"},
      {"[Condition: code ~ \"C\"]", "(retrieve Condition (Equivalent code C))"},
      {"[Condition: code = A.\"C\"]", "(retrieve Condition (Equal code (. A C)))"},
      {"[Condition: a.b in X]", "(retrieve Condition (In (. a b) X))"},
      {"[Condition: X union Y]", "(retrieve Condition (Union X Y))"},
      {"[Patient -> Condition]", "(retrieve ->Patient Condition)"},
      {"[M.Patient -> M.Condition: \"VS\"]", "(retrieve ->M.Patient M.Condition VS)"},
      {"exists [Condition]", "(Exists (retrieve Condition))"},
  });
}

TEST(Aliases, DoNotTakeWordsThatBeginAPhrase) {
  expect_trees({
      {"A included in B", "(IncludedIn A B)"},
      {"A on or before B", "(SameOrBefore A B)"},
      {"A less than 3 days before B",
       "(And (In A (interval() (Subtract B (quantity 3 days)) B)) (Not (IsNull B)))"},
      {"X more where more", "(query (more X) (where more))"},
      {"X A included in Y B", "(IncludedIn (query (A X)) (query (B Y)))"},
  });
}

}  // namespace
}  // namespace palpate::cql
