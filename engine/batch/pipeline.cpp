#include "batch/pipeline.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace palpate::batch {

namespace {

class Pipeline {
 public:
  Pipeline(Cutter& cutter, const Job& job, Ledger& ledger, const PipelineOptions& options,
           const StopFlag& stop)
      : cutter_(cutter),
        job_(job),
        ledger_(ledger),
        options_(options),
        stop_(stop),
        records_begin_(ledger.tally().read),
        bytes_begin_(bytes_before(ledger.position().input) + ledger.position().offset) {}

  Result<PipelineEnd> run() {
    {
      std::vector<std::jthread> helpers;
      for (std::size_t i = 1; i < options_.threads; ++i) {
        helpers.emplace_back([this] { work_guarded(); });
      }
      work_guarded();
    }
    if (error_) return *error_;
    if (read_error_) return *read_error_;
    return end_;
  }

 private:
  /// What a library throws (memory has run out) must not leave the other threads waiting.
  void work_guarded() {
    try {
      work();
    } catch (const std::exception& e) {
      const std::lock_guard lock(turn_mutex_);
      fail({Error::Code::internal, e.what(), {}});
      turn_changed_.notify_all();
    }
  }

  void work() {
    Worker worker(job_);
    Outcome outcome(*job_.engine->rule_set);
    Chunk chunk;
    while (take(chunk)) {
      const auto worked = worker.work(chunk, outcome);
      if (!hand_in(chunk, worked, outcome)) return;
    }
  }

  /// False: there is nothing more to do.
  bool take(Chunk& chunk) {
    const std::lock_guard lock(take_mutex_);
    if (taking_ended_) return false;
    const auto taken = cutter_.next(chunk);
    // What a stopped input gave may be half a record: it is left for the resumed run.
    if (stop_.load(std::memory_order_relaxed)) return end_taking(PipelineEnd::stopped);
    if (!taken) read_error_ = taken.error();
    if (!taken || !*taken) return end_taking(PipelineEnd::input_ended);
    return true;
  }

  bool end_taking(PipelineEnd end) {
    taking_ended_ = true;
    const std::lock_guard lock(turn_mutex_);
    if (!ended_) end_ = end;  // what has been taken is still handed in
    return false;
  }

  /// False: the run has ended, and what is in the chunk is not wanted.
  bool hand_in(const Chunk& chunk, const Result<void>& worked, const Outcome& outcome) {
    std::unique_lock lock(turn_mutex_);
    turn_changed_.wait(lock, [&] { return ended_ || turn_ == chunk.sequence; });
    if (ended_) return false;
    if (!worked) {
      fail(worked.error());
    } else if (auto accepted = ledger_.accept(chunk, outcome); !accepted) {
      fail(accepted.error());
    } else {
      report_progress(chunk);
      if (options_.max_errors && ledger_.tally().quarantined > *options_.max_errors) {
        end_ = PipelineEnd::too_many_errors;
        ended_ = true;
      }
    }
    ++turn_;
    turn_changed_.notify_all();
    return !ended_;
  }

  /// Only the first counts.
  void fail(Error error) {
    if (!error_) error_ = std::move(error);
    ended_ = true;
  }

  void report_progress(const Chunk& chunk) {
    if (!options_.progress) return;
    const auto& tally = ledger_.tally();
    options_.progress({tally.read, tally.quarantined,
                       bytes_before(chunk.end.input) + chunk.raw_bytes,
                       cutter_.inputs().total_bytes(), records_begin_, bytes_begin_});
  }

  std::uint64_t bytes_before(std::size_t input) const {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < input; ++i) bytes += cutter_.inputs().identities()[i].size;
    return bytes;
  }

  Cutter& cutter_;
  const Job& job_;
  Ledger& ledger_;
  const PipelineOptions& options_;
  const StopFlag& stop_;
  std::uint64_t records_begin_;
  std::uint64_t bytes_begin_;  ///< as if nothing were compressed

  std::mutex take_mutex_;  ///< guards the cutter and these two; taken before turn_mutex_
  bool taking_ended_ = false;
  std::optional<Error> read_error_;

  std::mutex turn_mutex_;  ///< guards the ledger and the rest
  std::condition_variable turn_changed_;
  std::uint64_t turn_ = 0;  ///< sequence of the chunk to be handed in next
  bool ended_ = false;      ///< nothing more is handed in
  PipelineEnd end_ = PipelineEnd::input_ended;
  std::optional<Error> error_;
};

}  // namespace

Result<PipelineEnd> run_pipeline(Cutter& cutter, const Job& job, Ledger& ledger,
                                 const PipelineOptions& options, const StopFlag& stop) {
  return Pipeline(cutter, job, ledger, options, stop).run();
}

}  // namespace palpate::batch
