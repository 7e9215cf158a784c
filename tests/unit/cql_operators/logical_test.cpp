#include <array>
#include <optional>

#include "invoke.hpp"

namespace palpate::cql {
namespace {

using Truth = std::optional<bool>;
constexpr std::array<Truth, 3> truths = {Truth(true), Truth(false), Truth()};

Value value_of(Truth truth) { return truth ? Value::boolean(*truth) : Value(); }

class Logical : public OperatorTest {};

// The truth table of the reference, written out: rows true, false, null; columns the same.
constexpr Truth T = true;
constexpr Truth F = false;
constexpr Truth N = std::nullopt;
constexpr Truth exclusive_or[3][3] = {{F, T, N}, {T, F, N}, {N, N, N}};
constexpr Truth negation[3] = {F, T, N};

TEST_F(Logical, XorOverAllTruthValues) {
  for (std::size_t a = 0; a < truths.size(); ++a) {
    for (std::size_t b = 0; b < truths.size(); ++b) {
      EXPECT_TRUE(
          is(call("Xor", "Boolean, Boolean -> Boolean", {value_of(truths[a]), value_of(truths[b])}),
             value_of(exclusive_or[a][b])))
          << a << ", " << b;
    }
  }
}

TEST_F(Logical, NotOverAllTruthValues) {
  for (std::size_t a = 0; a < truths.size(); ++a) {
    EXPECT_TRUE(
        is(call("Not", "Boolean -> Boolean", {value_of(truths[a])}), value_of(negation[a])));
  }
}

/// A more informed operand may turn null into an answer, and never an answer into another one.
TEST_F(Logical, XorAndNotNeverChangeAnAnswerWhenMoreIsKnown) {
  for (const Truth other : truths) {
    const Value unknown = call("Xor", "Boolean, Boolean -> Boolean", {null(), value_of(other)});
    if (unknown.is_null()) continue;
    for (const bool known : {true, false}) {
      EXPECT_TRUE(
          is(call("Xor", "Boolean, Boolean -> Boolean", {Value::boolean(known), value_of(other)}),
             unknown));
    }
  }
  EXPECT_TRUE(call("Not", "Boolean -> Boolean", {null()}).is_null());
}

TEST_F(Logical, TheEvaluatorRunsAndOrImplies) {
  for (const char* name : {"And", "Or", "Implies"}) {
    const Overload& found = overload(name, "Boolean, Boolean -> Boolean");
    EXPECT_EQ(found.declaration->function, nullptr);
    EXPECT_EQ(found.declaration->nulls, NullRule::kleene);
  }
}

TEST_F(Logical, NullologicalTestsOverAllTruthValues) {
  const bool true_only[3] = {true, false, false};
  const bool false_only[3] = {false, true, false};
  const bool null_only[3] = {false, false, true};
  for (std::size_t a = 0; a < truths.size(); ++a) {
    const Value value = value_of(truths[a]);
    EXPECT_TRUE(is(call("IsTrue", "Boolean -> Boolean", {value}), Value::boolean(true_only[a])));
    EXPECT_TRUE(is(call("IsFalse", "Boolean -> Boolean", {value}), Value::boolean(false_only[a])));
    EXPECT_TRUE(is(call("IsNull", "Any -> Boolean", {value}), Value::boolean(null_only[a])));
  }
}

}  // namespace
}  // namespace palpate::cql
