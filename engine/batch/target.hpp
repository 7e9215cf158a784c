#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "batch/checkpoint.hpp"
#include "batch/worker.hpp"

namespace palpate::batch {

/// How to treat what an earlier run left behind.
enum class Begin {
  fresh,   ///< refuse to touch it
  resume,  ///< go on from its checkpoint; where there is none and nothing else, begin
  force    ///< throw it away
};

/// Port: where results and the checkpoint are kept. One thread at a time.
class Target {
 public:
  virtual ~Target() = default;

  /// The checkpoint of the run to go on with; empty: the run begins.
  virtual const std::string& saved_checkpoint() const = 0;
  /// Where records that cannot be screened go, unless the caller names a file.
  virtual std::string quarantine_path() const = 0;
  /// Throws away what was written behind the checkpoint.
  virtual Result<void> rewind(const Checkpoint& checkpoint) = 0;
  virtual Result<void> add(const Outcome& outcome) = 0;
  /// Bytes of results so far; 0 where results are no bytes.
  virtual std::uint64_t size() const = 0;
  /// Makes all that was added, and the checkpoint, permanent. After a crash both are there or
  /// neither, but for bytes behind the checkpoint.
  virtual Result<void> commit(std::string_view checkpoint, RunState state) = 0;
  /// Whether to commit after every chunk: a transaction should not wait for others' work.
  virtual bool commits_often() const = 0;
};

/// Beside a file of results.
std::string default_quarantine_path(const std::string& results);

/// A file of lines and, beside it, PATH.checkpoint.
Result<std::unique_ptr<Target>> open_file_target(const std::string& path, Begin begin,
                                                 std::string_view head);

/// A screening in an SQLite database, with its checkpoint.
struct DatabaseRun {
  std::string path;
  std::string identity;        ///< JSON
  std::string options_digest;  ///< of rules, engine and options without inputs
  std::vector<std::string> inputs;
  std::string started_at;
};
struct DatabaseTarget {
  std::unique_ptr<Target> target;
  std::int64_t screening = 0;  ///< its id
};
Result<DatabaseTarget> open_database_target(const DatabaseRun& run, Begin begin,
                                            std::shared_ptr<const ruleset::RuleSet> rules);

}  // namespace palpate::batch
