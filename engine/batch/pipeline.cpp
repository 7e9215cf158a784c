#include "batch/pipeline.hpp"

#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "batch/reorder_buffer.hpp"

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
        bytes_begin_(bytes_before(ledger.position().input) + ledger.position().offset),
        buffer_(*job.engine->rule_set, options.threads) {}

  Result<PipelineEnd> run() {
    if (options_.threads == 1) {
      guarded([this] { work_alone(); });
    } else {
      std::vector<std::jthread> workers;
      guarded([&] {
        for (std::size_t i = 0; i < options_.threads; ++i) {
          workers.emplace_back([this] { work(); });
        }
        write();
      });
    }
    if (error_) return *error_;
    if (read_error_) return *read_error_;
    return end_;
  }

 private:
  /// What a library throws (memory has run out) must not leave the other threads waiting.
  template <typename Do>
  void guarded(Do what) {
    try {
      what();
    } catch (const std::exception& e) {
      fail({Error::Code::internal, e.what(), {}});
    }
  }

  void work_alone() {
    Worker worker(job_);
    Parcel parcel(*job_.engine->rule_set);
    do {
      if (!cut(parcel.chunk)) return;
      parcel.worked = worker.work(parcel.chunk, parcel.outcome);
    } while (accept(parcel));
  }

  void work() {
    guarded([this] {
      Worker worker(job_);
      while (auto parcel = buffer_.take_empty()) {
        if (!cut(parcel->chunk)) return;
        parcel->worked = worker.work(parcel->chunk, parcel->outcome);
        buffer_.put(std::move(parcel));
      }
    });
    buffer_.worker_left();
  }

  void write() {
    std::unique_ptr<Parcel> parcel;
    while ((parcel = buffer_.next(std::move(parcel)))) {
      if (!accept(*parcel)) return;
    }
  }

  /// False: there is nothing more to do.
  bool cut(Chunk& chunk) {
    const std::lock_guard lock(cut_mutex_);
    if (cutting_ended_) return false;
    const auto taken = cutter_.next(chunk);
    // What a stopped input gave may be half a record: it is left for the resumed run.
    if (stop_.load(std::memory_order_relaxed)) return end_cutting(PipelineEnd::stopped);
    if (!taken) read_error_ = taken.error();
    if (!taken || !*taken) return end_cutting(PipelineEnd::input_ended);
    return true;
  }

  /// What has been cut is still worked on and written.
  bool end_cutting(PipelineEnd end) {
    cutting_ended_ = true;
    const std::lock_guard lock(end_mutex_);
    if (!ended_) end_ = end;
    return false;
  }

  /// False: nothing more is to be written.
  bool accept(const Parcel& parcel) {
    if (!parcel.worked) return fail(parcel.worked.error());
    if (auto done = ledger_.accept(parcel.chunk, parcel.outcome); !done) return fail(done.error());
    report_progress(parcel.chunk);
    if (!options_.max_errors || ledger_.tally().quarantined <= *options_.max_errors) return true;
    return end_now(PipelineEnd::too_many_errors);
  }

  bool end_now(PipelineEnd end) {
    {
      const std::lock_guard lock(end_mutex_);
      end_ = end;
      ended_ = true;
    }
    buffer_.end();
    return false;
  }

  /// Only the first counts.
  bool fail(Error error) {
    {
      const std::lock_guard lock(end_mutex_);
      if (!error_) error_ = std::move(error);
      ended_ = true;
    }
    buffer_.end();
    return false;
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
  Ledger& ledger_;  ///< the calling thread's alone
  const PipelineOptions& options_;
  const StopFlag& stop_;
  std::uint64_t records_begin_;
  std::uint64_t bytes_begin_;  ///< as if nothing were compressed
  ReorderBuffer buffer_;

  std::mutex cut_mutex_;  ///< guards the cutter and these two; taken before the other
  bool cutting_ended_ = false;
  std::optional<Error> read_error_;

  std::mutex end_mutex_;  ///< guards the rest
  bool ended_ = false;    ///< nothing more is written
  PipelineEnd end_ = PipelineEnd::input_ended;
  std::optional<Error> error_;
};

}  // namespace

Result<PipelineEnd> run_pipeline(Cutter& cutter, const Job& job, Ledger& ledger,
                                 const PipelineOptions& options, const StopFlag& stop) {
  return Pipeline(cutter, job, ledger, options, stop).run();
}

}  // namespace palpate::batch
