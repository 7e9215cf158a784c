#pragma once

#include <cstddef>
#include <functional>

#include "batch/cutter.hpp"
#include "batch/ledger.hpp"
#include "batch/stop.hpp"
#include "batch/worker.hpp"

namespace palpate::batch {

/// How far a run has come, for those who wait for it.
struct Progress {
  std::uint64_t records = 0;  ///< read, since the inputs began
  std::uint64_t quarantined = 0;
  std::uint64_t bytes_done = 0;     ///< of the input files, compressed or not
  std::uint64_t bytes_total = 0;    ///< 0: not known
  std::uint64_t records_begin = 0;  ///< where this part of a resumed run began
  std::uint64_t bytes_begin = 0;    ///< as if the input were not compressed
};
/// Called after each chunk, by one thread at a time, not always the same.
using ProgressCallback = std::function<void(const Progress&)>;

struct PipelineOptions {
  std::size_t threads = 1;
  /// Stop once more records than this are in quarantine.
  std::optional<std::uint64_t> max_errors;
  ProgressCallback progress;  ///< may be empty
};

enum class PipelineEnd {
  input_ended,
  stopped,         ///< the stop flag was set
  too_many_errors  ///< see PipelineOptions::max_errors
};

/// Every thread does the same three things over and over: takes the next chunk (one thread at a
/// time), works on it (all at once), and hands in what came of it (one at a time, in the order of
/// the input). A thread that is ahead waits for its turn, so at most one chunk a thread is in
/// memory; and what is handed in, and in which order, is the same for any number of threads.
///
/// The calling thread is one of them. Errors: of reading, working or writing; what comes before
/// the place of the error in the input has been handed in, unless writing failed.
Result<PipelineEnd> run_pipeline(Cutter& cutter, const Job& job, Ledger& ledger,
                                 const PipelineOptions& options, const StopFlag& stop);

}  // namespace palpate::batch
