#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/assess.hpp"
#include "base/result.hpp"
#include "batch/limits.hpp"
#include "batch/pipeline.hpp"
#include "batch/stop.hpp"
#include "batch/tally.hpp"
#include "batch/target.hpp"

/// Screening: files of assessments → a line or row of results each, with nothing lost, nothing
/// written twice, and the same bytes for any number of threads and interruptions.
///
/// Inputs ─► Cutter ─► Chunk ─► Worker ─► Outcome ─► Ledger ─► Target, quarantine, checkpoint
namespace palpate::batch {

/// How the inputs are written.
struct InputFormat {
  bool csv = false;  ///< else one JSON assessment a line
  char delimiter = ',';
  std::string mapping_digest;  ///< of CSV: what decides how it is read
  AdapterFactory adapter;
};

struct ScreenOptions {
  std::vector<std::string> inputs;  ///< paths; "-" is standard input
  InputFormat format;
  std::string out;         ///< results file; empty: `database`
  std::string database;    ///< SQLite file; empty: `out`
  std::string quarantine;  ///< empty: beside the results
  Begin begin = Begin::fresh;

  std::optional<Temporal> now;
  Form form = Form::report;
  bool red_flags_only = false;
  std::string where;  ///< CQL; empty: every record
  std::uint64_t sample_one_in = 1;
  std::uint64_t sample_seed = 0;
  /// ISO 8601 in UTC; records that a finished screening begun since then has results for, in the
  /// same database with the same rules and options, are passed over. Empty: none are.
  std::string since;

  std::size_t threads = 1;
  std::size_t chunk_records = 0;  ///< at most, worked on at a time; 0: as many as suit the form
  std::optional<std::uint64_t> max_errors;
  std::uint64_t checkpoint_bytes = limits::checkpoint_bytes;
  std::string started_at;  ///< by the caller's clock, ISO 8601 in UTC; kept in a database
  ProgressCallback progress;
};

struct ScreenResult {
  explicit ScreenResult(const ruleset::RuleSet& rules) : tally(rules) {}

  RunState state = RunState::done;  ///< stopped: the run can be resumed
  bool was_done = false;            ///< the run to resume had been finished already
  bool too_many_errors = false;
  std::optional<Error> error;  ///< why it stopped early, if not because it was asked to
  Tally tally;                 ///< of the whole run, parts before a resume included
  boost::json::object identity;
  std::string quarantine;      ///< path
  std::int64_t screening = 0;  ///< id in the database
};

/// Errors: the run could not begin, and nothing has been changed. An error later on is in the
/// result: what had come before it is kept, and can be resumed.
Result<ScreenResult> screen(const std::shared_ptr<const Engine>& engine,
                            const ScreenOptions& options, const StopFlag& stop);

/// As schemas/screen-summary.schema.json describes it, without what a clock measures.
boost::json::object summary_json(const ScreenResult& result, const ruleset::RuleSet& rules);

}  // namespace palpate::batch
