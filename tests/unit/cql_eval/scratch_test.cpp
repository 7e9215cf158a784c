#include <gtest/gtest.h>

#include <array>

#include "cql/eval/arena.hpp"
#include "cql/eval/machine.hpp"
#include "program.hpp"

namespace palpate::cql::testing {
namespace {

/// A: slot 0 + slot 1; B: A + A.
struct Sums {
  Writer writer{2};
  DefinitionId a;
  DefinitionId b;
  Sums() {
    a = writer.define("A", writer.operation(add, {writer.slot(0), writer.slot(1)}));
    const NodeId use = writer.node(NodeKind::definition, a);
    b = writer.define("B", writer.operation(add, {use, use}));
  }
};

std::array<Value, 2> longs(std::int64_t a, std::int64_t b) {
  return {Value::long_integer(a), Value::long_integer(b)};
}

TEST(Scratch, ADefinitionIsComputedOnceARecord) {
  Sums sums;
  Scratch scratch = sums.writer.finish();
  const auto first = longs(1, 2);
  calls() = 0;
  scratch.begin({first, test_time()});
  EXPECT_EQ(scratch.definition(sums.b).value().as_long(), 6);
  EXPECT_EQ(scratch.definition(sums.a).value().as_long(), 3);
  EXPECT_EQ(calls(), 2);
  EXPECT_EQ(scratch.steps(), 2U);
  const auto second = longs(10, 20);
  scratch.begin({second, test_time()});
  EXPECT_EQ(scratch.definition(sums.b).value().as_long(), 60);
  EXPECT_EQ(scratch.steps(), 2U);
}

TEST(Scratch, NullPropagatesWithoutACall) {
  Sums sums;
  Scratch scratch = sums.writer.finish();
  const std::array<Value, 2> slots = {Value::long_integer(1), Value()};
  calls() = 0;
  scratch.begin({slots, test_time()});
  EXPECT_TRUE(scratch.definition(sums.b).value().is_null());
  EXPECT_EQ(calls(), 0);
}

TEST(Scratch, AChangedSlotCountsOnceTheValuesAreForgotten) {
  Sums sums;
  Scratch scratch = sums.writer.finish();
  auto slots = longs(1, 2);
  scratch.begin({slots, test_time()});
  EXPECT_EQ(scratch.definition(sums.b).value().as_long(), 6);
  slots[1] = Value::long_integer(5);
  EXPECT_EQ(scratch.definition(sums.b).value().as_long(), 6);
  scratch.forget();
  EXPECT_EQ(scratch.definition(sums.b).value().as_long(), 12);
  slots[0] = Value();
  scratch.forget();
  EXPECT_TRUE(scratch.definition(sums.b).value().is_null());
}

TEST(Scratch, AFailureIsOfOneEvaluation) {
  Writer writer(0);
  const DefinitionId bad = writer.define("Bad", writer.operation(failing, {}));
  const DefinitionId good = writer.define("Good", writer.constant(Value::long_integer(1)));
  Scratch scratch = writer.finish();
  scratch.begin({{}, test_time()});
  const auto failed = scratch.definition(bad);
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().message, "it went wrong");
  EXPECT_TRUE(scratch.definition(good).has_value());
  EXPECT_FALSE(scratch.definition(bad).has_value());
}

// Each definition names the one before it twice: without stopping this would take 2^60 steps.
TEST(Scratch, AFailureStopsTheEvaluation) {
  Writer writer(0);
  DefinitionId last = writer.define("D0", writer.operation(failing, {}));
  for (int i = 1; i < 60; ++i) {
    const NodeId use = writer.node(NodeKind::definition, last);
    last = writer.define("D", writer.node(NodeKind::disjunction, 0, {use, use}));
  }
  Scratch scratch = writer.finish();
  scratch.begin({{}, test_time()});
  EXPECT_FALSE(scratch.definition(last).has_value());
}

TEST(Scratch, SlotsThatTheRecordLacksAreNull) {
  Writer writer(3);
  const DefinitionId id = writer.define("R", writer.slot(2));
  Scratch scratch = writer.finish();
  scratch.begin({{}, test_time()});
  EXPECT_TRUE(scratch.definition(id).value().is_null());
}

TEST(Scratch, ANodeByItself) {
  Writer writer(1);
  const NodeId slot = writer.slot(0);
  writer.define("R", writer.node(NodeKind::conjunction, 0, {slot, slot}));
  Scratch scratch = writer.finish();
  const std::array<Value, 1> slots = {Value::boolean(false)};
  scratch.begin({slots, test_time()});
  EXPECT_TRUE(scratch.node(slot).value().is_false());
}

// f(n) calls f(n - 1) twice; at depth 40 that would be 2^40 calls.
TEST(Scratch, StepsAreLimited) {
  Writer writer(0);
  NodeId body = writer.constant(Value::boolean(false));
  for (int i = 0; i < 40; ++i) {
    Function function;
    function.root = body;
    const FunctionId id = writer.builder().add_function(function);
    const NodeId first = writer.node(NodeKind::call, id);
    const NodeId second = writer.node(NodeKind::call, id);
    body = writer.node(NodeKind::disjunction, 0, {first, second});
  }
  const DefinitionId id = writer.define("R", body);
  constexpr std::uint64_t limit = 10'000;
  Machine machine(std::move(writer.builder()).finish(), limit);
  machine.begin({}, test_time());
  machine.start();
  (void)machine.definition(id);
  ASSERT_TRUE(machine.session().failed());
  EXPECT_EQ(machine.session().failure(), "the evaluation takes too many steps");
  EXPECT_LE(machine.steps(), limit + 100);
}

Value take_memory(const Invocation& call) {
  constexpr std::size_t megabyte = 1U << 20U;
  (void)call.session.arena().allocate(megabyte, 8);
  return Value::long_integer(0);
}
constexpr OverloadDeclaration hungry = {"Hungry",    "-> Long", NullRule::propagates,
                                        take_memory, false,     ""};

TEST(Scratch, MemoryIsLimited) {
  Writer writer(0);
  std::vector<NodeId> items;
  const std::size_t megabytes = limits::cql_arena_bytes / (1U << 20U);
  for (std::size_t i = 0; i < megabytes + 2; ++i) items.push_back(writer.operation(hungry, {}));
  const DefinitionId id = writer.define("R", writer.node(NodeKind::list, 0, items));
  const DefinitionId one = writer.define("One", items.front());
  Scratch scratch = writer.finish();
  scratch.begin({{}, test_time()});
  const auto result = scratch.definition(id);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().message, "the evaluation takes too much memory");
  scratch.begin({{}, test_time()});
  EXPECT_TRUE(scratch.definition(one).has_value());
}

TEST(EvaluationArena, MemoryIsAlignedAndSeparate) {
  EvaluationArena arena;
  const auto* bytes = static_cast<std::byte*>(arena.allocate(3, 1));
  const auto* values = static_cast<std::byte*>(arena.allocate(64, 32));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(values) % 32, 0U);
  EXPECT_TRUE(values >= bytes + 3 || values + 64 <= bytes);
  EXPECT_NE(arena.allocate(1U << 22U, 8), nullptr);
  EXPECT_EQ(arena.used(), 67U + (1U << 22U));
  arena.reset();
  EXPECT_EQ(arena.used(), 0U);
}

}  // namespace
}  // namespace palpate::cql::testing
