#include <gtest/gtest.h>

#include <vector>

#include "parse_text.hpp"

/// What authors read when they make a mistake. These texts are the interface: change them on
/// purpose only.
namespace palpate::cql {
namespace {

void expect_messages(const std::vector<Row>& rows) {
  for (const auto& row : rows) EXPECT_EQ(mistakes(row.text), row.expected + "\n") << row.text;
}

TEST(Messages, AreRenderedWithLineAndCaret) {
  Diagnostics diagnostics;
  parse_library(source_of("define A:\n  case when true then 1 else 2\n"), diagnostics);
  EXPECT_EQ(render(diagnostics),
            "t:2:3: error: this case expression has no 'end' [CQL0105]\n"
            " 2 |   case when true then 1 else 2\n"
            "   |   ^~~~\n"
            " help: add 'end' after its 'else'\n");
}

TEST(Messages, Conditionals) {
  expect_messages({
      {"if c then a", "1:1 CQL0103 this 'if' has no 'else' | add 'else null'"},
      {"(if c then a) + 1", "1:2 CQL0103 this 'if' has no 'else' | add 'else null'"},
      {"if c else b", "1:1 CQL0103 this 'if' has no 'then' | add 'then' and a value"},
      {"if c then a 5 else b", "1:13 CQL0100 expected 'else', not '5'"},
      {"case when c then a end",
       "1:1 CQL0105 this case expression has no 'else' | add 'else null'"},
      {"case x else 1 end", "1:8 CQL0100 expected 'when', not 'else'"},
      {"case when a then else b end",
       "1:18 CQL0100 expected an expression after 'then', not 'else'"},
      {"case when a then b else end",
       "1:25 CQL0100 expected an expression after 'else', not 'end'"},
      {"a else b", "1:3 CQL0103 this 'else' belongs to no 'if'"},
      {"a when b", "1:3 CQL0105 this 'when' belongs to no 'case'"},
  });
}

TEST(Messages, MissingOperands) {
  expect_messages({
      {"a +", "1:3 CQL0101 there is no expression after '+'"},
      {"a and", "1:3 CQL0101 there is no expression after 'and'"},
      {"not", "1:1 CQL0101 there is no expression after 'not'"},
      {"", "1:1 CQL0100 expected an expression, not the end of the text"},
      {"* 5", "1:1 CQL0100 expected an expression, not '*'"},
      {"f(a, , b)", "1:6 CQL0100 expected an expression after ',', not ','"},
      {"a.", "1:3 CQL0100 expected a name after '.', not the end of the text"},
      {"x is", "1:5 CQL0100 expected a type, not the end of the text"},
      {"a between 1 or 2", "1:13 CQL0100 expected 'and' between the bounds, not 'or'"},
      {".5 + 2", "1:1 CQL0100 a number may not begin with '.' | write 0.5"},
  });
}

TEST(Messages, Brackets) {
  expect_messages({
      {"f(a, b", "1:2 CQL0102 this '(' is never closed | add ')'"},
      {"if (a then b else c", "1:4 CQL0102 this '(' is never closed | add ')'"},
      {"f({1, 2)", "1:3 CQL0102 this '{' is never closed | add '}'"},
      {"(a]", "1:3 CQL0102 this ']' does not close '(' | write ')'"},
      {"a) + b", "1:2 CQL0102 this ')' closes nothing | leave it out"},
      {"{1 2, 3}", "1:4 CQL0100 expected ',' or '}', not '2'"},
      {"Interval{1, 2}",
       "1:9 CQL0100 expected '[' or '(' after 'Interval' | write Interval[low, "
       "high], with '(' or ')' where a bound is left out"},
  });
}

TEST(Messages, HabitsFromOtherLanguages) {
  expect_messages({
      {"a == b", "1:3 CQL0009 CQL has no '==' | write '='"},
      {"a <> b", "1:3 CQL0009 CQL has no '<>' | write '!='"},
      {"a && b", "1:3 CQL0009 CQL has no '&&' | write 'and'"},
      {"a || b", "1:3 CQL0009 CQL has no '||' | write 'or'"},
      {"!a", "1:1 CQL0009 CQL has no '!' | write 'not'"},
      {"a =< b", "1:3 CQL0009 CQL has no '=<' | write '<='"},
      {"a ≥ b", "1:3 CQL0009 CQL has no '≥' | write '>='"},
      {"3 – 2", "1:3 CQL0009 CQL has no '–' | write '-'"},
      {"5 % 2", "1:3 CQL0009 CQL does not write a remainder as '%' | write 'mod'"},
      {"a and also b", "1:3 CQL0104 CQL has no 'and also' | write 'and'"},
      {"a AND b", "1:3 CQL0104 'AND' is no operator of CQL | did you mean 'and'?"},
      {"a adn b", "1:3 CQL0104 'adn' is no operator of CQL | did you mean 'and'?"},
      {"a;", "1:2 CQL0003 CQL has no ';' | leave it out"},
      {"'it''s'",
       "1:5 CQL0100 expected an operator or the end of the expression, not the string "
       "'s' | write \\' for a quotation mark in a string"},
      {"{'a': 1}", "1:2 CQL0100 the name of an element is not a string | write it without quotes"},
      {"“a b” in c", "1:1 CQL0003 CQL does not know this quotation mark | write \""},
      {"größe",
       "1:1 CQL0003 a name without quotes may hold only the letters a to z, digits and "
       "'_' | write \"größe\""},
      {"a\xC2\xA0= b", "1:2 CQL0003 this is a no-break space | write plain spaces, here and below"},
      {"a # b", "1:3 CQL0003 this character has no meaning in CQL"},
      {"$thiss", "1:1 CQL0003 there is no '$thiss' in CQL | did you mean '$this'?"},
  });
}

TEST(Messages, Quotes) {
  expect_messages({
      {"'abc", "1:1 CQL0004 this string is never closed | add '"},
      {"\"abc\n", "1:1 CQL0004 this quoted name is not closed in its line | add \""},
      {"a /* b", "1:3 CQL0005 this comment is never closed | add '*/'"},
      {R"('a\qb')",
       "1:3 CQL0006 this is not an escape sequence of CQL | write '\\\\' for a "
       "backslash"},
      {R"('\uD800')",
       "1:2 CQL0006 this is not an escape sequence of CQL | write '\\\\' for a "
       "backslash"},
      {R"('\u12G4')",
       "1:2 CQL0006 this is not an escape sequence of CQL | write '\\\\' for a "
       "backslash"},
      {"\"\"", "1:1 CQL0008 a name may not be empty | write '' for an empty string"},
      {"a \xFF", "1:3 CQL0002 this byte is not valid UTF-8 | save the file as UTF-8"},
  });
}

TEST(Messages, Queries) {
  expect_messages({
      {"First(X) a where a",
       "1:10 CQL0100 expected an operator or the end of the expression, not "
       "'a' | the source of a query needs parentheses unless it is a name"},
      {"from First(X) a",
       "1:6 CQL0109 the source of a query must be a name, a retrieve, or stand "
       "in parentheses | put it in parentheses"},
      {"from X where a", "1:8 CQL0100 expected an alias for the source of the query, not 'where'"},
      {"X a return a where a", "1:14 CQL0109 'where' must stand before 'return'"},
      {"X a where a where b",
       "1:13 CQL0109 a query has one 'where' only | join the conditions with 'and'"},
      {"X a wher a.b",
       "1:5 CQL0100 expected an operator or the end of the expression, not 'wher' "
       "| did you mean 'where'?"},
      {"X a with Y b suhc that c",
       "1:14 CQL0100 expected 'such that' and a condition, not 'suhc' "
       "| did you mean 'such'?"},
      {"X a sort",
       "1:9 CQL0100 expected 'asc', 'desc' or 'by' after 'sort', not the end of the "
       "text"},
      {"1 + not a", "1:5 CQL0100 'not' needs parentheses here | write '(not …)'"},
  });
}

TEST(Messages, TimingPhrases) {
  expect_messages({
      {"day between a and b",
       "1:1 CQL0111 a duration is counted in 'days', not 'day' | write "
       "'days'"},
      {"A same days as B", "1:8 CQL0111 'same' takes one 'day', not several | write 'same day as'"},
      {"A before days of B",
       "1:10 CQL0111 a precision is written in the singular | write 'day of'"},
      {"A within days of B", "1:10 CQL0100 expected a quantity, not 'days'"},
      {"A properly before B",
       "1:3 CQL0111 'properly' goes with includes, included in, during or "
       "within"},
      {"x is not Integer",
       "1:3 CQL0100 only null, true or false may follow 'is not' | write 'not "
       "(… is …)'"},
  });
}

TEST(Messages, Declarations) {
  const std::vector<Row> rows = {
      {"inculde A", "1:1 CQL0106 'inculde' begins no declaration | did you mean 'include'?"},
      {"Define A: 1", "1:1 CQL0106 'Define' begins no declaration | did you mean 'define'?"},
      {"define A: b\ndefin B: 1",
       "2:1 CQL0106 'defin' begins no declaration | did you mean 'define'?"},
      {"define A = 1", "1:10 CQL0100 a definition is written with ':', not '=' | write ':'"},
      {"define A 1", "1:10 CQL0100 expected ':' after the name of the definition, not '1'"},
      {"define A\ndefine B: 1", "1:8 CQL0101 the definition 'A' has no ':' and no expression"},
      {"define A:\ndefine B: 1", "1:9 CQL0101 there is no expression after ':'"},
      {"define day: 1", "1:8 CQL0108 'day' is a keyword and no name | write \"day\""},
      {"define A: 1\nparameter B Integer",
       "2:1 CQL0107 'parameter' must stand before the first 'define' or 'context'"},
      {"using A\nlibrary B", "2:1 CQL0107 'library' must be the first declaration"},
      {"parameter A",
       "1:11 CQL0110 this parameter has neither a type nor a default | add a type, "
       "such as 'Integer'"},
      {"private define A: 1",
       "1:9 CQL0100 expected 'parameter' or a terminology declaration after "
       "'private' | write 'define private'"},
      {"codesystem A: \"http://x\"",
       "1:15 CQL0100 expected a string after ':' | strings stand in "
       "single quotation marks"},
      {"define function F(a): a",
       "1:19 CQL0110 the parameter 'a' has no type | write its type "
       "after the name: 'a Integer'"},
      {"define A: 'b\ndefine C: 'd'", "1:11 CQL0004 this string is never closed | add '"},
      {"5", "1:1 CQL0100 expected a declaration, such as 'define', not '5'"},
      {"define A: b c d", "1:13 CQL0104 'c' is no operator of CQL"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(library_mistakes(row.text), row.expected + "\n") << row.text;
  }
}

TEST(Recovery, EveryMistakeOnceAndNoMore) {
  EXPECT_EQ(library_mistakes("define A: f(a +, b c d) and (d = )\n"
                             "define B: X x where x.a = return x.b +\n"
                             "define C: {1, (2, 3}\n"
                             "define D: case when a then + when b then * else c end and d\n"
                             "define E: Tuple { a 1, b: 2, c: }\n"
                             "define F: true\n"),
            "1:16 CQL0100 expected an expression after '+', not ','\n"
            "1:20 CQL0104 'c' is no operator of CQL\n"
            "1:34 CQL0100 expected an expression after '=', not ')'\n"
            "2:27 CQL0100 expected an expression after '=', not 'return'\n"
            "2:38 CQL0101 there is no expression after '+'\n"
            "3:17 CQL0100 expected ')', not ','\n"
            "4:30 CQL0100 expected an expression after '+', not 'when'\n"
            "4:42 CQL0100 expected an expression after 'then', not '*'\n"
            "5:21 CQL0100 expected ':' after the name of the element, not '1'\n"
            "5:33 CQL0100 expected an expression after ':', not '}'\n");
}

TEST(Recovery, StopsAtTheBracketOfAnOuterLevel) {
  EXPECT_EQ(mistakes("f({a b c) +"),
            "1:6 CQL0104 'b' is no operator of CQL\n"
            "1:11 CQL0101 there is no expression after '+'\n");
}

TEST(Recovery, WhatIsSoundIsKept) {
  Diagnostics diagnostics;
  const auto library = parse_library(source_of("define A: (1 + ) * 2\n"
                                               "defin B: A\n"
                                               "define C 5\n"
                                               "define D: B\n"),
                                     diagnostics);
  EXPECT_EQ(ast::print(library),
            "(define A (Multiply (Add 1 <error>) 2))\n"
            "(define B A)\n"
            "(define C <error>)\n"
            "(define D B)\n");
}

}  // namespace
}  // namespace palpate::cql
