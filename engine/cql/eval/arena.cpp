// A bump allocator that can be reset. External interface: EvaluationArena.
#include "cql/eval/arena.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/limits.hpp"

namespace palpate::cql {
namespace {

constexpr std::size_t first_block_bytes = 16U << 10U;
constexpr std::size_t kept_block_bytes = 1U << 20U;
constexpr std::size_t largest_step_bytes = 8U << 20U;

std::size_t aligned(const std::byte* base, std::size_t offset, std::size_t alignment) {
  const auto address = reinterpret_cast<std::uintptr_t>(base) + offset;
  const std::uintptr_t up = (address + alignment - 1) & ~(std::uintptr_t{alignment} - 1);
  return offset + static_cast<std::size_t>(up - address);
}

}  // namespace

void EvaluationArena::reset() {
  // The largest block is the last; of the usual sizes it is kept, so that a second record like
  // this one finds room at once.
  if (blocks_.size() > 1) {
    if (blocks_.back().size <= kept_block_bytes) std::swap(blocks_.front(), blocks_.back());
    blocks_.resize(1);
  }
  offset_ = 0;
  used_ = 0;
}

bool EvaluationArena::exceeded() const { return used_ > limits::cql_arena_bytes; }

void EvaluationArena::add_block(std::size_t at_least) {
  const std::size_t next =
      blocks_.empty() ? first_block_bytes : std::min(blocks_.back().size * 2, largest_step_bytes);
  const std::size_t size = std::max(next, at_least);
  blocks_.push_back({std::make_unique<std::byte[]>(size), size});
  offset_ = 0;
}

void* EvaluationArena::do_allocate(std::size_t bytes, std::size_t alignment) {
  if (blocks_.empty()) add_block(bytes + alignment);
  std::size_t start = aligned(blocks_.back().bytes.get(), offset_, alignment);
  if (start > blocks_.back().size || bytes > blocks_.back().size - start) {
    add_block(bytes + alignment);
    start = aligned(blocks_.back().bytes.get(), 0, alignment);
  }
  offset_ = start + bytes;
  used_ += bytes;
  return blocks_.back().bytes.get() + start;
}

}  // namespace palpate::cql
