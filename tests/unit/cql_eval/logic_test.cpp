#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "program.hpp"

namespace palpate::cql::testing {
namespace {

/// -1 false, 0 unknown, 1 true: Kleene's and is the minimum, his or the maximum.
Value truth(int value) { return value == 0 ? Value() : Value::boolean(value > 0); }
int level(const Value& value) { return value.is_true() ? 1 : (value.is_false() ? -1 : 0); }

int run(NodeKind kind, const std::vector<int>& truths) {
  Writer writer(static_cast<std::uint32_t>(truths.size()));
  std::vector<NodeId> operands;
  std::vector<Value> slots;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    operands.push_back(writer.slot(static_cast<std::uint32_t>(i)));
    slots.push_back(truth(truths[i]));
  }
  const DefinitionId id = writer.define("R", writer.node(kind, 0, operands));
  Scratch scratch = writer.finish();
  scratch.begin({slots, test_time()});
  return level(scratch.definition(id).value());
}

std::vector<int> some_truths() {
  return *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-1, 2)));
}

RC_GTEST_PROP(Logic, ConjunctionIsTheLeastOperand, ()) {
  const auto truths = some_truths();
  RC_ASSERT(run(NodeKind::conjunction, truths) == *std::min_element(truths.begin(), truths.end()));
}

RC_GTEST_PROP(Logic, DisjunctionIsTheGreatestOperand, ()) {
  const auto truths = some_truths();
  RC_ASSERT(run(NodeKind::disjunction, truths) == *std::max_element(truths.begin(), truths.end()));
}

TEST(Logic, Implication) {
  for (int premise = -1; premise <= 1; ++premise) {
    for (int conclusion = -1; conclusion <= 1; ++conclusion) {
      EXPECT_EQ(run(NodeKind::implication, {premise, conclusion}), std::max(-premise, conclusion))
          << premise << " implies " << conclusion;
    }
  }
}

TEST(Logic, TheFirstDecidingOperandEndsIt) {
  Writer writer(0);
  const NodeId sure = writer.constant(Value::boolean(true));
  const NodeId fails = writer.operation(failing, {});
  const DefinitionId either =
      writer.define("A", writer.node(NodeKind::disjunction, 0, {sure, fails}));
  const DefinitionId both =
      writer.define("B", writer.node(NodeKind::conjunction, 0, {sure, fails}));
  Scratch scratch = writer.finish();
  scratch.begin({{}, test_time()});
  EXPECT_TRUE(scratch.definition(either).value().is_true());
  EXPECT_FALSE(scratch.definition(both).has_value());
}

}  // namespace
}  // namespace palpate::cql::testing
