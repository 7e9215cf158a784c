#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "cql/syntax/tree.hpp"
#include "parse_text.hpp"

/// What must hold of every text, however senseless.
namespace palpate::cql {
namespace {

const std::vector<std::string>& pieces() {
  static const std::vector<std::string> list = {
      "a",       "B",        "\"q q\"",  "'s'",       "1",        "2.5",       "3L",
      "@2012",   "@T10",     "%x",       "$this",     "(",        ")",         "[",
      "]",       "{",        "}",        ",",         ":",        ".",         "+",
      "-",       "*",        "^",        "&",         "|",        "=",         "!=",
      "~",       "<",        ">=",       "->",        "==",       "!",         "and",
      "or",      "xor",      "implies",  "not",       "exists",   "is",        "as",
      "null",    "true",     "cast",     "convert",   "to",       "if",        "then",
      "else",    "case",     "when",     "end",       "from",     "with",      "such that",
      "where",   "return",   "all",      "distinct",  "flatten",  "aggregate", "starting",
      "sort",    "by",       "desc",     "let",       "in",       "contains",  "union",
      "between", "properly", "starts",   "ends",      "occurs",   "same",      "day",
      "days",    "of",       "start",    "before",    "after",    "on or",     "or before",
      "within",  "3 days",   "or less",  "less than", "includes", "during",    "included in",
      "meets",   "overlaps", "duration", "expand",    "per",      "minimum",   "Interval",
      "List",    "Tuple",    "Code",     "Concept",   "define",   "define X:", "function",
      "context", "\n",       "private",  "parameter", "default",  "x y",       "“"};
  return list;
}

std::string any_text() {
  const auto indices = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, pieces().size()));
  std::string text;
  for (const auto index : indices) text += pieces()[index] + " ";
  return text;
}

struct Findings {
  std::size_t errors = 0;
  bool sound = true;
};

void walk(const ast::Expression& node, std::size_t size, Findings& findings) {
  if (node.kind == ast::Expression::Kind::error) ++findings.errors;
  if (node.span.begin > node.span.end || node.span.end > size) findings.sound = false;
  if (node.height > limits::cql_nesting) findings.sound = false;
  ast::for_each_child(node, [&](const ast::Expression& child) {
    if (child.height >= node.height) findings.sound = false;
    walk(child, size, findings);
  });
}

RC_GTEST_PROP(Parser, ReportsWhatItCouldNotRead, ()) {
  const auto text = any_text();
  Diagnostics diagnostics;
  const auto tree = parse_expression(source_of(text), diagnostics);
  RC_ASSERT(tree != nullptr);
  Findings findings;
  walk(*tree, text.size(), findings);
  RC_ASSERT(findings.sound);
  if (diagnostics.empty()) RC_ASSERT(findings.errors == 0U);
}

RC_GTEST_PROP(Parser, KeepsEveryDefinitionThatFollows, ()) {
  // Brackets or quotes left open must not swallow what comes after.
  const auto text = "define First: " + any_text() + "\ndefine Last: 5";
  Diagnostics diagnostics;
  const auto library = parse_library(source_of(text), diagnostics);
  RC_ASSERT(!library.definitions.empty());
  const auto& last = library.definitions.back();
  RC_ASSERT(last.name.text == "Last");
  RC_ASSERT(last.body->text == "5");
}

RC_GTEST_PROP(Parser, ACopyPrintsTheSame, ()) {
  Diagnostics diagnostics;
  const auto tree = parse_expression(source_of(any_text()), diagnostics);
  const auto copy = ast::clone(*tree);
  RC_ASSERT(ast::print(*copy) == ast::print(*tree));
  RC_ASSERT(ast::count_nodes(*copy) == ast::count_nodes(*tree));
}

}  // namespace
}  // namespace palpate::cql
