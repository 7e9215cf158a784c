// Every limit of the compiler and the evaluator: what stays below it works, and what reaches it
// gets a message. Those of the lexer and parser are in tests/unit/cql_syntax/limits_test.cpp, those
// of single operators with the operators.
#include "base/limits.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "cql/eval/machine.hpp"
#include "support.hpp"

namespace palpate::cql::testing {
namespace {

/// "D0 … Dn", each defined by `next` of the one before it.
std::string chain(std::size_t length, const std::string& first,
                  const std::function<std::string(const std::string&)>& next) {
  std::string text = "library M\ndefine D0: " + first + "\n";
  for (std::size_t i = 1; i <= length; ++i) {
    text += "define D" + std::to_string(i) + ": " + next("D" + std::to_string(i - 1)) + "\n";
  }
  return text;
}

std::string value_of(const std::string& library, const std::string& name) {
  return evaluate_in(library_input(library), name);
}

TEST(CqlLimits, DepthOfAProgram) {
  const auto same = [](const std::string& before) { return before; };
  // D0 is one level, and each name of it one more.
  const std::size_t last = limits::cql_depth - 1;
  EXPECT_EQ(value_of(chain(last, "7", same), "D" + std::to_string(last)), "7");
  EXPECT_EQ(lines(compile(library_input(chain(last + 1, "7", same))).diagnostics),
            "CQL0299 'D600' and what it refers to are nested too deeply (more than 600 levels)\n");
}

TEST(CqlLimits, DepthThroughFunctions) {
  const auto functions = [](std::size_t count) {
    std::string text = "library M\ndefine function F0(x Integer): x\n";
    for (std::size_t i = 1; i <= count; ++i) {
      text += "define function F" + std::to_string(i) + "(x Integer): F" + std::to_string(i - 1) +
              "(x)\n";
    }
    return text + "define R: F" + std::to_string(count) + "(7)\n";
  };
  EXPECT_EQ(value_of(functions(590), "R"), "7");
  EXPECT_NE(lines(compile(library_input(functions(620))).diagnostics).find("CQL0299"),
            std::string::npos);
}

// Half as many expressions as that, but each number becomes a Decimal in a node of its own.
TEST(CqlLimits, NodesOfAProgram) {
  std::string text = "library M\ndefine L: {1.0";
  for (std::size_t i = 0; i < limits::cql_nodes / 2; ++i) text += ",1";
  EXPECT_EQ(lines(compile(library_input(text + "}\n")).diagnostics),
            "CQL0298 the libraries are too large to be compiled\n");
}

TEST(CqlLimits, PartsOfAType) {
  const auto twice = [](const std::string& before) {
    return "Tuple{a: " + before + ", b: " + before + "}";
  };
  // 2^(n+2) - 1 parts, and one for each Integer.
  EXPECT_EQ(lines(compile(library_input(chain(11, "Tuple{a: 1}", twice))).diagnostics), "");
  EXPECT_EQ(lines(compile(library_input(chain(400, "Tuple{a: 1}", twice))).diagnostics),
            "CQL0297 the type of this has more than 10000 parts\n");
}

TEST(CqlLimits, OverloadsOfOneFunction) {
  const auto overloads = [](std::size_t count) {
    std::string text = "library M\n";
    std::string type = "Integer";
    for (std::size_t i = 0; i < count; ++i) {
      text += "define function F(x " + type + "): 1\n";
      type = "List<" + type + ">";
    }
    return lines(compile(library_input(text)).diagnostics);
  };
  EXPECT_EQ(overloads(64), "");
  EXPECT_EQ(overloads(65), "CQL0232 function 'F' has too many overloads\n");
}

TEST(CqlLimits, DiagnosticsThatAreKept) {
  std::string text = "library M\n";
  for (std::size_t i = 0; i < limits::diagnostics + 50; ++i) {
    text += "define D" + std::to_string(i) + ": nonsense\n";
  }
  EXPECT_EQ(compile(library_input(text)).diagnostics.all().size(), limits::diagnostics);
}

TEST(CqlLimits, RowsOfAQuery) {
  const auto rows = [](std::size_t by) {
    return evaluate("Count(from (expand Interval[1, 1024]) A, (expand Interval[1, " +
                    std::to_string(by) + "]) B return all 1)");
  };
  EXPECT_EQ(rows(limits::cql_list_length / 1024), std::to_string(limits::cql_list_length));
  EXPECT_EQ(rows(limits::cql_list_length / 1024 + 1), "error: a query makes too long a list");
}

/// Evaluates "R" with few steps allowed.
std::string with_steps(const std::string& library, std::uint64_t limit) {
  const Compilation compiled = compile(library_input(library));
  if (!compiled.program) return lines(compiled.diagnostics);
  Machine machine(compiled.program, limit);
  machine.begin({}, test_time());
  machine.start();
  const Value value = machine.definition(*compiled.program->find({}, "R"));
  return machine.session().failed() ? machine.session().failure() : to_cql(value);
}

TEST(CqlLimits, Steps) {
  const std::string sum =
      "library M\ndefine R: (expand Interval[1, 1000]) X aggregate T starting 0: T + X\n";
  EXPECT_EQ(with_steps(sum, 4000), "500500");
  EXPECT_EQ(with_steps(sum, 2000), "the evaluation takes too many steps");
}

// An operator over a long list or text is more than one step, however often it is applied.
TEST(CqlLimits, StepsOverLongLists) {
  const auto counted = [](const std::string& list) {
    return with_steps("library M\ndefine L: " + list +
                          "\ndefine R: Count(({1, 2, 3, 4, 5}) X where Length(L) > X)\n",
                      2000);
  };
  EXPECT_EQ(counted("expand Interval[1, 1000]"), "5");
  EXPECT_EQ(counted("expand Interval[1, 100000]"), "the evaluation takes too many steps");
  const std::string text =
      "Combine((expand Interval[1, 50]) X return all '" + std::string(10'000, 'x') + "')";
  EXPECT_EQ(counted(text), "the evaluation takes too many steps");
}

TEST(CqlLimits, NestingOfAValue) {
  const auto nested = [](std::size_t depth) {
    return evaluate("Length(({ (expand Interval[1, " + std::to_string(depth) +
                    "]) X aggregate R starting (null as Any): {R} }) Y return all 1)");
  };
  EXPECT_EQ(nested(limits::cql_nesting - 1), "1");
  EXPECT_EQ(nested(limits::cql_nesting + 1), "error: a value is nested more than 200 deep");
  EXPECT_EQ(nested(10'000), "error: a value is nested more than 200 deep");
  EXPECT_EQ(evaluate("(expand Interval[1, 10000]) X aggregate R starting (null as Any): "
                     "Tuple{a: R}"),
            "error: a value is nested more than 200 deep");
}

TEST(CqlLimits, AValueAsDeepAsAllowedCanBeUsed) {
  const std::string deep = "((expand Interval[1, 199]) X aggregate R starting (null as Any): {R})";
  EXPECT_EQ(evaluate(deep + " ~ " + deep), "true");
  EXPECT_EQ(evaluate(deep).size(), 2 * 199 + 4U);
  EXPECT_EQ(evaluate(deep + " is List<Any>"), "true");
  EXPECT_EQ(evaluate("Length(distinct { " + deep + ", " + deep + " })"), "1");
}

// Each definition names the one before it twice: little memory, and no end of walking.
TEST(CqlLimits, WeightOfAValue) {
  const auto doubled = [](const std::string& before) { return "{" + before + ", " + before + "}"; };
  const std::string library = chain(30, "{1}", doubled);
  EXPECT_EQ(value_of(library + "define R: D18 = D18\n", "R"), "true");
  EXPECT_EQ(value_of(library + "define R: D30 = D30\n", "R"),
            "error: a value holds too many values");
}

TEST(CqlLimits, ComparisonsOfElements) {
  const auto distinct = [](int count) {
    return evaluate("Length(distinct ((expand Interval[1, " + std::to_string(count) +
                    "]) X return all X * 1 'mg'))");
  };
  EXPECT_EQ(distinct(2890), "2890");
  EXPECT_EQ(distinct(2910), "error: a list operator needs too many comparisons");
}

TEST(CqlLimits, ComparisonsOfMode) {
  const auto mode = [](int count) {
    return evaluate("Mode(expand Interval[1, " + std::to_string(count) + "])");
  };
  EXPECT_EQ(mode(4470), "1");
  EXPECT_EQ(mode(4475), "error: Mode: the list has too many different elements");
}

TEST(CqlLimits, MemoryOfAPattern) {
  EXPECT_EQ(evaluate("Matches('a', '(a{100}){10}')"), "false");
  EXPECT_EQ(evaluate("Matches('a', '((a{100}){100}){100}')").substr(0, 43),
            "error: a regular expression cannot be read:");
}

}  // namespace
}  // namespace palpate::cql::testing
