#pragma once

#include <cstddef>
#include <memory>
#include <memory_resource>
#include <vector>

namespace palpate::cql {

/// Memory of one evaluation: hands out bytes by moving a pointer and takes them all back at once.
/// The first block is kept from record to record, so that steady running allocates nothing.
/// `exceeded` says that limits::cql_arena_bytes has been passed: memory is still handed out (an
/// operator cannot fail half-way), and the evaluator stops at the next operator.
class EvaluationArena final : public std::pmr::memory_resource {
 public:
  void reset();
  bool exceeded() const;
  std::size_t used() const { return used_; }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void*, std::size_t, std::size_t) override {}
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
    return this == &other;
  }
  void add_block(std::size_t at_least);

  std::vector<Block> blocks_;
  std::size_t offset_ = 0;  ///< in the last block
  std::size_t used_ = 0;
};

}  // namespace palpate::cql
