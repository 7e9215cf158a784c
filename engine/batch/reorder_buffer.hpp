#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "batch/chunk.hpp"
#include "batch/limits.hpp"
#include "batch/worker.hpp"

namespace palpate::batch {

/// A chunk on its way through a run, and what has come of it.
struct Parcel {
  explicit Parcel(const ruleset::RuleSet& rules) : outcome(rules) {}

  Chunk chunk;
  Outcome outcome;
  Result<void> worked;  ///< an error ends the run when it is this parcel's turn
};

/// Lies between workers, who finish chunks in any order, and one writer, who wants them in the
/// order of the input. A worker goes on at once with another chunk; it waits only while too much is
/// unwritten. It does so before it takes a chunk, never with one in its hands: what the writer
/// waits for is always being worked on, so nobody waits for ever. The writer may be one of the
/// workers: it takes its chunks by next_task(), which does not wait for room that only it can make.
///
/// Parcels are used again, the last one back first, so that no more memory is held than was needed
/// at one time. Any number of threads, but for next() and next_task(): one.
class ReorderBuffer {
 public:
  /// `workers` will each call worker_left() once. `rules` must outlive this.
  ReorderBuffer(const ruleset::RuleSet& rules, std::size_t workers)
      : rules_(rules), workers_(workers), most_(workers + limits::waiting_chunks) {}

  /// A parcel to fill. Null once the run has ended.
  std::unique_ptr<Parcel> take_empty();
  /// Lets go of the chunk's bytes. Each sequence number from 0 on must come, once.
  void put(std::unique_ptr<Parcel> finished);
  /// Takes back the parcel given before (null at first), and waits for the next one. Null when the
  /// run has ended or every worker has left and nothing is unwritten.
  std::unique_ptr<Parcel> next(std::unique_ptr<Parcel> written);
  /// What one who writes and works is to do next: both null once the run has ended.
  struct Task {
    std::unique_ptr<Parcel> to_write;  ///< the next one, if it has come
    std::unique_ptr<Parcel> to_fill;   ///< else one to fill
  };
  /// Takes back the parcel written before (null at first). Waits only while there is neither a
  /// parcel to write nor room for another, and so some other worker has the next one.
  Task next_task(std::unique_ptr<Parcel> written);
  void worker_left();
  /// Wakes all who wait; nothing more is given out.
  void end();

 private:
  bool has_room() const;
  bool is_next_ready() const;
  std::unique_ptr<Parcel> hand_out();
  std::unique_ptr<Parcel> give_next();
  void take_back(std::unique_ptr<Parcel> written);

  const ruleset::RuleSet& rules_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  std::size_t workers_;  ///< who have not left
  std::vector<std::unique_ptr<Parcel>> empty_;
  std::size_t out_ = 0;  ///< parcels that are not in empty_, those of who left included
  std::size_t most_;     ///< that many may be out: one a worker, and the unwritten ones
  std::map<std::uint64_t, std::unique_ptr<Parcel>> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::uint64_t turn_ = 0;  ///< sequence number of the chunk to be written next
  bool ended_ = false;
};

}  // namespace palpate::batch
