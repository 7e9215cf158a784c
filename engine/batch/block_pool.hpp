#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "batch/chunk.hpp"

namespace palpate::batch {

/// Blocks to read into. One comes back when the last chunk that shares it is gone, on whatever
/// thread, and is given out again; ones that had to grow are freed. Blocks may outlive the pool.
class BlockPool {
 public:
  BlockPool() : free_(std::make_shared<Free>()) {}
  /// An empty block with room for `size` bytes.
  std::shared_ptr<Block> take(std::size_t size);

 private:
  struct Free {
    std::mutex mutex;
    std::vector<std::unique_ptr<Block>> blocks;
  };
  std::shared_ptr<Free> free_;
};

}  // namespace palpate::batch
