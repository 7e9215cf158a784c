#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/assess.hpp"
#include "assess/group.hpp"
#include "batch/borders.hpp"
#include "batch/chunk.hpp"
#include "batch/condition.hpp"
#include "batch/quarantine.hpp"
#include "batch/tally.hpp"
#include "render/brief.hpp"
#include "render/render.hpp"
#include "store/screening.hpp"

namespace palpate::batch {

/// Makes the adapter for an input; `header` is the first row of CSV, empty for other formats.
/// Called by every worker: any number of threads.
using AdapterFactory =
    std::function<Result<std::unique_ptr<intake::IntakeAdapter>>(std::string_view header)>;
/// Opens the look-up of what was screened before; called once by every worker.
using BeforeFactory = std::function<Result<store::ScreenedBefore>()>;

enum class Form { report, brief_json, brief_csv };

/// What to do with each record. Immutable while a run lasts; shared by its workers.
struct Job {
  std::shared_ptr<const Engine> engine;
  AdapterFactory adapter;
  std::shared_ptr<const RecordBorders> borders;
  std::vector<std::string> inputs;  ///< names, as results tell them
  std::optional<Temporal> now;
  Form form = Form::report;
  bool red_flags_only = false;
  bool for_database = false;
  std::optional<Condition> where;
  std::uint64_t sample_one_in = 1;
  std::uint64_t sample_seed = 0;
  BeforeFactory before;  ///< empty: nothing is passed over
};

/// What has come of one chunk. Reused, so that steady running allocates little.
struct Outcome {
  explicit Outcome(const ruleset::RuleSet& rules) : tally(rules) {}
  void clear();
  std::size_t bytes() const;  ///< that it takes, nearly

  std::string results;                         ///< lines of the results file
  std::string quarantine;                      ///< lines, or a part of one, of the quarantine file
  std::vector<store::ScreenedRecord> records;  ///< for a database, instead of `results`
  std::vector<store::QuarantinedRecord> quarantined;
  Tally tally;
};

/// Chunk → Outcome, with the working memory of one thread.
class Worker {
 public:
  explicit Worker(const Job& job);

  /// Errors end the run: an input whose header does not fit, a database that cannot be read. A bad
  /// record is no error: it goes to quarantine.
  Result<void> work(const Chunk& chunk, Outcome& outcome);

 private:
  Result<void> open_adapter(const Chunk& chunk);
  Result<bool> is_passed_over(const RecordOrigin& origin, std::string_view bytes, Tally& tally);
  Result<void> screen_record(const RecordOrigin& origin, std::string_view bytes, Outcome& outcome);
  void finish_group(Outcome& outcome);
  void finish(const RecordOrigin& origin, std::string_view bytes, const Result<void>& assessed,
              Outcome& outcome);
  bool is_wanted(const RecordOrigin& origin, const Report& report, std::string_view bytes,
                 Outcome& outcome);
  void write_result(const RecordOrigin& origin, const Report& report, Outcome& outcome);
  void add_row(const RecordOrigin& origin, const Report& report,
               const std::vector<intake::ItemIndex>& waits_for, Outcome& outcome);
  void quarantine(const RecordOrigin& origin, std::string_view code, const Report* report,
                  Outcome& outcome);
  void work_on_piece(const Chunk& chunk, Outcome& outcome);

  const Job& job_;
  const ruleset::RuleSet& rules_;
  AssessOptions options_;
  AssessScratch scratch_;
  std::unique_ptr<AssessGroup> group_;  ///< where records can be assessed together
  std::vector<std::pair<RecordOrigin, std::string_view>> grouped_;
  Report report_;
  std::unique_ptr<intake::IntakeAdapter> adapter_;
  std::shared_ptr<const std::string> header_;  ///< that the adapter was made for
  std::optional<cql::Scratch> where_scratch_;
  std::optional<store::ScreenedBefore> before_;
  std::unique_ptr<rendering::Renderer> report_renderer_;
  rendering::BriefRenderer brief_;
  rendering::WaitsFor waits_for_;
};

}  // namespace palpate::batch
