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
/// Called after each chunk, by the thread that runs the pipeline.
using ProgressCallback = std::function<void(const Progress&)>;

struct PipelineOptions {
  std::size_t threads = 1;  ///< that work
  /// Stop once more records than this are in quarantine.
  std::optional<std::uint64_t> max_errors;
  ProgressCallback progress;  ///< may be empty
};

enum class PipelineEnd {
  input_ended,
  stopped,         ///< the stop flag was set
  too_many_errors  ///< see PipelineOptions::max_errors
};

/// Chunk by chunk: cut (one thread at a time), work (all at once), write (in the order of the
/// input). The calling thread is one of the workers, and the one that writes: so there are no more
/// threads than were asked for, and none is taken off its processor to let another write. The
/// others never wait for a disk, unless it is the slowest of all (see ReorderBuffer). What is
/// written, and in which order, is the same for any number.
///
/// Errors: of reading, working or writing; what comes before the place of the error in the input
/// has been written, unless writing failed or memory ran out.
Result<PipelineEnd> run_pipeline(Cutter& cutter, const Job& job, Ledger& ledger,
                                 const PipelineOptions& options, const StopFlag& stop);

}  // namespace palpate::batch
