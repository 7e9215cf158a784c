// Three-valued logic, all of it: the result is known exactly where it is the same whatever the
// unknown operands turn out to be.
#include <gtest/gtest.h>

#include <functional>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

using Truth = std::optional<bool>;
constexpr Truth all[] = {false, true, std::nullopt};

std::string text(Truth truth) { return !truth ? "null" : *truth ? "true" : "false"; }

std::vector<bool> completions(Truth truth) {
  return truth ? std::vector<bool>{*truth} : std::vector<bool>{false, true};
}

Truth known(Truth a, Truth b, const std::function<bool(bool, bool)>& of) {
  Truth found;
  for (const bool x : completions(a)) {
    for (const bool y : completions(b)) {
      if (found && *found != of(x, y)) return std::nullopt;
      found = of(x, y);
    }
  }
  return found;
}

struct Connective {
  const char* word;
  std::function<bool(bool, bool)> of;
};

const Connective connectives[] = {{"and", [](bool a, bool b) { return a && b; }},
                                  {"or", [](bool a, bool b) { return a || b; }},
                                  {"xor", [](bool a, bool b) { return a != b; }},
                                  {"implies", [](bool a, bool b) { return !a || b; }}};

Value value_of(Truth truth) { return truth ? Value::boolean(*truth) : Value(); }

TEST(LogicTables, OfConstants) {
  for (const Connective& connective : connectives) {
    for (const Truth a : all) {
      for (const Truth b : all) {
        const std::string expression = text(a) + " " + connective.word + " " + text(b);
        EXPECT_EQ(evaluate(expression), text(known(a, b, connective.of))) << expression;
      }
    }
  }
  for (const Truth a : all) {
    EXPECT_EQ(evaluate("not " + text(a)), text(known(a, true, [](bool x, bool) { return !x; })));
  }
}

TEST(LogicTables, OfAnswers) {
  for (const Connective& connective : connectives) {
    for (const Truth a : all) {
      for (const Truth b : all) {
        Answers answers;
        answers.slots[0] = value_of(a);
        answers.slots[8] = value_of(b);
        const std::string expression =
            std::string("Assessment.saddleNumbness ") + connective.word + " Assessment.bladder";
        EXPECT_EQ(evaluate(expression, answers.slots), text(known(a, b, connective.of)))
            << text(a) << ' ' << connective.word << ' ' << text(b);
      }
    }
  }
}

}  // namespace
}  // namespace palpate::cql::testing
