#include <gtest/gtest.h>

#include <vector>

#include "cql/syntax/tree.hpp"
#include "parse_text.hpp"

namespace palpate::cql {
namespace {

void expect_trees(const std::vector<Row>& rows) {
  for (const auto& row : rows) EXPECT_EQ(tree(row.text), row.expected) << row.text;
}

TEST(Operators, HaveElmNames) {
  expect_trees({
      {"a = b", "(Equal a b)"},
      {"a != b", "(NotEqual a b)"},
      {"a ~ b", "(Equivalent a b)"},
      {"a !~ b", "(NotEquivalent a b)"},
      {"a < b", "(Less a b)"},
      {"a <= b", "(LessOrEqual a b)"},
      {"a > b", "(Greater a b)"},
      {"a >= b", "(GreaterOrEqual a b)"},
      {"a and b", "(And a b)"},
      {"a or b", "(Or a b)"},
      {"a xor b", "(Xor a b)"},
      {"a implies b", "(Implies a b)"},
      {"not a", "(Not a)"},
      {"a + b", "(Add a b)"},
      {"a - b", "(Subtract a b)"},
      {"a & b", "(Concatenate a b)"},
      {"a * b", "(Multiply a b)"},
      {"a / b", "(Divide a b)"},
      {"a div b", "(TruncatedDivide a b)"},
      {"a mod b", "(Modulo a b)"},
      {"a ^ b", "(Power a b)"},
      {"-a", "(Negate a)"},
      {"+a", "a"},
      {"a | b", "(Union a b)"},
      {"a union b", "(Union a b)"},
      {"a intersect b", "(Intersect a b)"},
      {"a except b", "(Except a b)"},
      {"a in b", "(In a b)"},
      {"a contains b", "(Contains a b)"},
      {"a in day of b", "(In/day a b)"},
      {"a contains month of b", "(Contains/month a b)"},
      {"exists a", "(Exists a)"},
      {"distinct a", "(Distinct a)"},
      {"flatten a", "(Flatten a)"},
      {"a[0]", "(Indexer a 0)"},
  });
}

// The order of CQL's grammar: earlier alternatives bind tighter.
TEST(Operators, BindAsTheGrammarOrdersThem) {
  expect_trees({
      {"a + b * c ^ d", "(Add a (Multiply b (Power c d)))"},
      {"a ^ b ^ c", "(Power (Power a b) c)"},
      {"-a ^ b", "(Power (Negate a) b)"},
      {"-a.b[0]", "(Negate (Indexer (. a b) 0))"},
      {"a - b - c", "(Subtract (Subtract a b) c)"},
      {"(a - (b - c))", "(Subtract a (Subtract b c))"},
      {"a < b = c", "(Equal (Less a b) c)"},
      {"a = b in c", "(In (Equal a b) c)"},
      {"a in b and c", "(And (In a b) c)"},
      {"a or b and c", "(Or a (And b c))"},
      {"a or b xor c", "(Xor (Or a b) c)"},
      {"a implies b or c", "(Implies a (Or b c))"},
      {"a union b implies c", "(Union a (Implies b c))"},
      {"a before b < c", "(Before a (Less b c))"},
      {"a before b = c", "(Equal (Before a b) c)"},
      {"a between 1 and 2 and b", "(And (Between a 1 2) b)"},
      {"a < b between 1 and 2", "(Less a (Between b 1 2))"},
      {"not a = b", "(Equal (Not a) b)"},
      {"not a is null", "(Not (IsNull a))"},
      {"a = not b", "(Equal a (Not b))"},
      {"exists a and b", "(And (Exists a) b)"},
      {"exists a union b", "(Union (Exists a) b)"},
      {"not exists a", "(Not (Exists a))"},
      {"distinct a union b", "(Distinct (Union a b))"},
      {"start of a + b", "(Add (Start a) b)"},
      {"year from a = b", "(Equal (DateTimeComponentFrom/year a) b)"},
      {"a + b is Integer", "(is (Add a b) Integer)"},
      {"if a then b else c + d", "(if a b (Add c d))"},
      {"1 + if a then b else c", "(Add 1 (if a b c))"},
      {"days between a and b > 5", "(Greater (DurationBetween/day a b) 5)"},
  });
}

TEST(TypeOperators, TestCastAndConvert) {
  expect_trees({
      {"a is null", "(IsNull a)"},
      {"a is not null", "(Not (IsNull a))"},
      {"a is true", "(IsTrue a)"},
      {"a is not false", "(Not (IsFalse a))"},
      {"a is System.Integer", "(is a System.Integer)"},
      {"a as List<Interval<Date>>", "(as a List<Interval<Date>>)"},
      {"a is Choice<Integer, String>", "(is a Choice<Integer,String>)"},
      {"a as Tuple { x Integer, y List<Code> }", "(as a Tuple<x:Integer,y:List<Code>>)"},
      {"cast a as Integer", "(cast a Integer)"},
      {"cast a + 1 as Integer is null", "(IsNull (cast (Add a 1) Integer))"},
      {"convert a to Quantity", "(convert a Quantity)"},
      {"convert a to 'mg'", "(convert a unit=mg)"},
      {"convert 5 'd' to days", "(convert (quantity 5 d) unit=days)"},
      {"minimum Integer", "(MinValue Integer)"},
      {"maximum System.DateTime", "(MaxValue System.DateTime)"},
  });
}

TEST(Terms, PrefixPhrases) {
  expect_trees({
      {"end of a", "(End a)"},
      {"width of a", "(Width a)"},
      {"successor of 1", "(Successor 1)"},
      {"predecessor of 1", "(Predecessor 1)"},
      {"singleton from a", "(SingletonFrom a)"},
      {"point from a", "(PointFrom a)"},
      {"time from a", "(TimeFrom a)"},
      {"timezoneoffset from a", "(TimezoneOffsetFrom a)"},
      {"millisecond from a", "(DateTimeComponentFrom/millisecond a)"},
      {"start of end of a", "(Start (End a))"},
      {"difference in hours between a and b", "(DifferenceBetween/hour a b)"},
      {"duration in weeks between a and b", "(DurationBetween/week a b)"},
      {"duration in days of a", "(DurationBetween/day (Start a) (End a))"},
      {"difference in years of a", "(DifferenceBetween/year (Start a) (End a))"},
      {"expand a", "(Expand a)"},
      {"expand a per day", "(Expand a (quantity 1 day))"},
      {"collapse a per 2 days", "(Collapse a (quantity 2 days))"},
      {"expand a per 0.1", "(Expand a 0.1)"},
      {"collapse a per day from b", "(Collapse a (DateTimeComponentFrom/day b))"},
  });
}

TEST(Terms, CallsAndProperties) {
  expect_trees({
      {"f()", "(f)"},
      {"f(a, b + 1)", "(f a (Add b 1))"},
      {"Lib.f(x)", "(.f Lib x)"},
      {"Lib.X.y", "(. (. Lib X) y)"},
      {"x.first().y[2]", "(Indexer (. (.first x) y) 2)"},
      {"(a + b).c", "(. (Add a b) c)"},
      {"Slice(a, 1, 2)", "(Slice a 1 2)"},
      {"\"F\"(1)", "(F 1)"},
  });
}

TEST(Conditionals, IfAndCase) {
  expect_trees({
      {"if a then b else if c then d else e", "(if a b (if c d e))"},
      {"case when a then b when c then d else e end", "(case (when a b) (when c d) e)"},
      {"case x when 1 then 'a' else 'b' end", "(case x (when 1 'a') 'b')"},
      {"case when a then case when b then 1 else 2 end else 3 end",
       "(case (when a (case (when b 1) 2)) 3)"},
      {"case when a then end of b else start of c end", "(case (when a (End b)) (Start c))"},
  });
}

TEST(Selectors, WriteValuesOut) {
  expect_trees({
      {"Interval[1, 2]", "(interval[] 1 2)"},
      {"Interval(1, 2)", "(interval() 1 2)"},
      {"Interval[1, null)", "(interval[) 1 null)"},
      {"Interval(a, b]", "(interval(] a b)"},
      {"{}", "(list)"},
      {"{1, {2}}", "(list 1 (list 2))"},
      {"List{1}", "(list 1)"},
      {"List<List<Integer>>{}", "(list List<Integer>)"},
      {"{a: 1, \"b c\": 2}", "(tuple a:1 b c:2)"},
      {"Tuple{:}", "(tuple)"},
      {"{:}", "(tuple)"},
      {"{1:2}", "(list (ratio (quantity 1) (quantity 2)))"},
      {"Quantity{value: 1, unit: 'mg'}", "(instance Quantity value:1 unit:'mg')"},
      {"FHIR.Observation{:}", "(instance FHIR.Observation)"},
      {"Code{code: 'x'}", "(instance Code code:'x')"},
      {"Concept{codes: a}", "(instance Concept codes:a)"},
      {"Code 'x' from \"CS\"", "(code x CS)"},
      {"Code 'x' from L.CS display 'd'", "(code x L.CS display=d)"},
      {"Concept{Code 'x' from A, Code 'y' from B} display 'd'",
       "(concept (code x A) (code y B) display=d)"},
  });
}

TEST(Places, CoverTheWholeConstruct) {
  const auto text = std::string("f(x) and (a + b) * c > start of d");
  Diagnostics diagnostics;
  const auto root = parse_expression(source_of(text), diagnostics);
  const auto covered = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  EXPECT_EQ(covered(root->span), text);
  EXPECT_EQ(covered(root->name_span), "and");
  EXPECT_EQ(covered(root->operands[0]->span), "f(x)");
  const auto& comparison = *root->operands[1];
  EXPECT_EQ(covered(comparison.span), "(a + b) * c > start of d");
  EXPECT_EQ(covered(comparison.operands[0]->span), "(a + b) * c");
  EXPECT_EQ(covered(comparison.operands[0]->operands[0]->span), "a + b");
  EXPECT_EQ(covered(comparison.operands[1]->name_span), "start of");
}

TEST(Copies, KeepEverything) {
  const std::string text =
      "case Code 'c' from S display 'd' when Interval(1, 2.5) = Interval[@2012, @T10) then "
      "from X x, [Y: code in Z] y let a: 1 'mg' : 2 with W w such that x same day as y "
      "where x properly between 1L and b return distinct Tuple { c: L.f(%e), d: null } "
      "sort by g desc, h "
      "when (X x aggregate all A starting 0: A + x) is List<Choice<Integer, M.N>> then "
      "convert 1 to 'g' "
      "else if true then FHIR.Q { v: 's' } else cast z as Tuple { t Integer } end";
  Diagnostics diagnostics;
  const auto original = parse_expression(source_of(text), diagnostics);
  ASSERT_TRUE(diagnostics.empty()) << render(diagnostics);
  const auto copy = ast::clone(*original);
  EXPECT_EQ(ast::print(*copy), ast::print(*original));
  EXPECT_EQ(copy->span, original->span);
  EXPECT_EQ(copy->name_span, original->name_span);
  EXPECT_EQ(copy->height, original->height);
  EXPECT_EQ(ast::count_nodes(*copy), ast::count_nodes(*original));
}

TEST(Places, HeightIsThatOfTheTree) {
  Diagnostics diagnostics;
  EXPECT_EQ(parse_expression(source_of("a"), diagnostics)->height, 1U);
  EXPECT_EQ(parse_expression(source_of("(((a)))"), diagnostics)->height, 1U);
  EXPECT_EQ(parse_expression(source_of("a or b or c"), diagnostics)->height, 3U);
  EXPECT_EQ(parse_expression(source_of("X x where x.y = 1 sort by z"), diagnostics)->height, 4U);
}

}  // namespace
}  // namespace palpate::cql
