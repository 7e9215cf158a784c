#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <new>

#include "program.hpp"

// Counts what the whole test program allocates. Not inlined: g++ would see malloc beside delete.
namespace {
std::size_t allocations = 0;
}
__attribute__((noinline)) void* operator new(std::size_t size) {
  ++allocations;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
__attribute__((noinline)) void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
__attribute__((noinline)) void operator delete(void* memory) noexcept { std::free(memory); }
__attribute__((noinline)) void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

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
  const std::size_t before = allocations;
  for (int i = 0; i < 100; ++i) {
    scratch.begin({slots, test_time()});
    if (!scratch.definition(id).value().is_true()) break;
  }
  EXPECT_EQ(allocations, before);
}

}  // namespace
}  // namespace palpate::cql::testing
