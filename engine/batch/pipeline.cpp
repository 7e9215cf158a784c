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
    {
      std::vector<std::jthread> others;
      guarded([&] {
        for (std::size_t i = 1; i < options_.threads; ++i) {
          others.emplace_back([this] { work(); });
        }
        work_and_write();
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

  void work() {
    guarded([this] {
      Worker worker(job_);
      while (auto parcel = buffer_.take_empty()) {
        if (!work_on(std::move(parcel), worker)) return;
      }
    });
    buffer_.worker_left();
  }

  /// The calling thread: what can be written first, else a chunk like the others, and at the end
  /// all that is left.
  void work_and_write() {
    Worker worker(job_);
    std::unique_ptr<Parcel> written;
    for (bool more = true; more;) {
      auto task = buffer_.next_task(std::move(written));
      if (task.to_write) {
        accept(*task.to_write);
        written = std::move(task.to_write);
      } else {
        more = task.to_fill && work_on(std::move(task.to_fill), worker);
      }
    }
    buffer_.worker_left();
    while ((written = buffer_.next(std::move(written)))) accept(*written);
  }

  /// False: there is no chunk left.
  bool work_on(std::unique_ptr<Parcel> parcel, Worker& worker) {
    if (!cut(parcel->chunk)) return false;
    parcel->worked = worker.work(parcel->chunk, parcel->outcome);
    buffer_.put(std::move(parcel));
    return true;
  }

  /// False: there is nothing more to do.
  bool cut(Chunk& chunk) {
    const auto lock = lock_cutter();
    if (cutting_ended_) return false;
    const auto taken = cutter_.next(chunk);
    // What a stopped input gave may be half a record: it is left for the resumed run.
    if (stop_.load(std::memory_order_relaxed)) return end_cutting(PipelineEnd::stopped);
    if (!taken) read_error_ = taken.error();
    if (!taken || !*taken) return end_cutting(PipelineEnd::input_ended);
    return true;
  }

  /// Whoever has it reads a block, which takes less time than being put to sleep and woken; but a
  /// pipe may have nothing to read for long.
  std::unique_lock<std::mutex> lock_cutter() {
    std::unique_lock lock(cut_mutex_, std::try_to_lock);
    for (int i = 0; !lock && i < limits::tries_before_sleep; ++i) {
      std::this_thread::yield();
      lock.try_lock();
    }
    if (!lock) lock.lock();
    return lock;
  }

  /// What has been cut is still worked on and written.
  bool end_cutting(PipelineEnd end) {
    cutting_ended_ = true;
    const std::lock_guard lock(end_mutex_);
    if (!ended_) end_ = end;
    return false;
  }

  /// Writes it, unless the run ends here: then the buffer gives out nothing more.
  void accept(const Parcel& parcel) {
    if (!parcel.worked) return fail(parcel.worked.error());
    if (auto done = ledger_.accept(parcel.chunk, parcel.outcome); !done) return fail(done.error());
    report_progress(parcel.chunk);
    const bool too_many = options_.max_errors && ledger_.tally().quarantined > *options_.max_errors;
    if (too_many) end_now(PipelineEnd::too_many_errors);
  }

  void end_now(PipelineEnd end) {
    {
      const std::lock_guard lock(end_mutex_);
      end_ = end;
      ended_ = true;
    }
    buffer_.end();
  }

  /// Only the first counts.
  void fail(Error error) {
    {
      const std::lock_guard lock(end_mutex_);
      if (!error_) error_ = std::move(error);
      ended_ = true;
    }
    buffer_.end();
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
