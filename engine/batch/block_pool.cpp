#include "batch/block_pool.hpp"

#include <utility>

#include "batch/limits.hpp"

namespace palpate::batch {

std::shared_ptr<Block> BlockPool::take(std::size_t size) {
  std::unique_ptr<Block> block;
  {
    const std::lock_guard lock(free_->mutex);
    if (!free_->blocks.empty()) {
      block = std::move(free_->blocks.back());
      free_->blocks.pop_back();
    }
  }
  if (!block) block = std::make_unique<Block>();
  const auto padded = size + intake::IntakeAdapter::block_padding;
  if (block->bytes.size() < padded) block->bytes.resize(padded);
  block->filled = 0;
  return {block.release(), [free = free_](Block* used) {
            std::unique_ptr<Block> owned(used);
            if (owned->room() > limits::block_bytes) return;
            const std::lock_guard lock(free->mutex);
            free->blocks.push_back(std::move(owned));
          }};
}

}  // namespace palpate::batch
