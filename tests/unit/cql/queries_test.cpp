#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

TEST(Queries, WhereReturnSort) {
  EXPECT_EQ(evaluate("({3, 1, 2}) X where X > 1 sort asc"), "{2, 3}");
  EXPECT_EQ(evaluate("({3, 1, 2}) X return X * 2 sort desc"), "{6, 4, 2}");
  EXPECT_EQ(evaluate("({1, 1, 2}) X return X"), "{1, 2}");
  EXPECT_EQ(evaluate("({1, 1, 2}) X return all X"), "{1, 1, 2}");
  EXPECT_EQ(evaluate("({1, 1, 2}) X"), "{1, 1, 2}");
  EXPECT_EQ(evaluate("({2, null, 1}) X sort asc"), "{null, 1, 2}");
}

TEST(Queries, SortByFieldAndExpression) {
  const std::string people =
      "({ Tuple { n: 'b', a: 1 }, Tuple { n: 'a', a: 1 }, "
      "Tuple { n: 'c', a: 0 } }) P ";
  EXPECT_EQ(evaluate("(" + people + "sort by a, n desc) Q return all Q.n"), "{'c', 'b', 'a'}");
  EXPECT_EQ(evaluate("(" + people + "sort by a + 1 desc) Q return all Q.a"), "{1, 1, 0}");
}

TEST(Queries, LetWithWithout) {
  EXPECT_EQ(evaluate("({1, 2}) X let Y: X + 1, Z: Y + 1 return all X + Y + Z"), "{6, 9}");
  EXPECT_EQ(evaluate("({1, 2, 3}) X with ({2, 3, 4}) Y such that X = Y"), "{2, 3}");
  EXPECT_EQ(evaluate("({1, 2, 3}) X without ({2, 3, 4}) Y such that X = Y"), "{1}");
}

TEST(Queries, SeveralSources) {
  EXPECT_EQ(evaluate("from ({1, 2}) X, ({10, 20}) Y return all X + Y"), "{11, 21, 12, 22}");
  EXPECT_EQ(evaluate("from ({1, 2}) X, ({}) Y return all X"), "{}");
  EXPECT_EQ(evaluate("from ({1, 2}) X, (null as List<Integer>) Y return all X"), "null");
}

TEST(Queries, OfOneValue) {
  EXPECT_EQ(evaluate("(4) X return X + 1"), "5");
  EXPECT_EQ(evaluate("(4) X where X > 5 return X"), "null");
  EXPECT_EQ(evaluate("(null as Integer) X return 5"), "null");
}

TEST(Queries, Aggregate) {
  EXPECT_EQ(evaluate("({1, 2, 3}) X aggregate T starting 0: T + X"), "6");
  EXPECT_EQ(evaluate("({1, 2, 2}) X aggregate distinct T starting 0: T + X"), "3");
  EXPECT_EQ(evaluate("({'a', 'b'}) X aggregate T starting '': T + X"), "'ab'");
}

TEST(Queries, Nested) {
  EXPECT_EQ(evaluate("({1, 2}) X return all (({10, 20}) Y return all X + Y)"),
            "{{11, 21}, {12, 22}}");
  EXPECT_EQ(evaluate("({1, 2}) X where exists (({2, 3}) Y where Y = X)"), "{2}");
}

TEST(Queries, NullSourceIsNull) {
  EXPECT_EQ(evaluate("(null as List<Integer>) X return X"), "null");
}

}  // namespace
}  // namespace palpate::cql::testing
