#include <gtest/gtest.h>

#include <array>

#include "program.hpp"
#include "support/count_allocations.hpp"

namespace palpate::cql::testing {
namespace {

TEST(Allocation, ScalarConditionsAllocateNothingOnceWarm) {
  Writer writer(2);
  const NodeId sum = writer.operation(add, {writer.slot(0), writer.slot(1)});
  const DefinitionId total = writer.define("T", sum);
  const NodeId use = writer.node(NodeKind::definition, total);
  const NodeId condition = writer.node(
      NodeKind::is, writer.builder().add_type(Type::simple(Type::Kind::long_integer)), {use});
  const DefinitionId id =
      writer.define("R", writer.node(NodeKind::conjunction, 0, {condition, condition}));
  Scratch scratch = writer.finish();
  const std::array<Value, 2> slots = {Value::long_integer(1), Value::long_integer(2)};
  scratch.begin({slots, test_time()});
  ASSERT_TRUE(scratch.definition(id).value().is_true());
  const std::size_t before = support::allocations;
  for (int i = 0; i < 100; ++i) {
    scratch.begin({slots, test_time()});
    if (!scratch.definition(id).value().is_true()) break;
  }
  EXPECT_EQ(support::allocations, before);
}

}  // namespace
}  // namespace palpate::cql::testing
