#include "batch/screen.hpp"

#include <boost/json/serialize.hpp>
#include <filesystem>
#include <utility>

#include "batch/identity.hpp"
#include "render/brief.hpp"

namespace palpate::batch {

namespace {

namespace fs = std::filesystem;

std::string_view head_of(Form form) {
  if (form != Form::brief_csv) return {};
  return rendering::BriefRenderer::head(rendering::BriefRenderer::Format::csv);
}

/// Nothing may be written over what is being read.
Result<void> keep_apart(const Inputs& inputs, const std::string& output) {
  for (const auto& input : inputs.identities()) {
    std::error_code ignored;
    if (input.path == "-" || !fs::equivalent(input.path, output, ignored)) continue;
    return Error{Error::Code::usage, "this is one of the inputs; write the results elsewhere",
                 output};
  }
  return {};
}

/// A run that begins leaves alone what is there. The path of a database's own quarantine is not
/// known yet, and is always new.
Result<void> keep_quarantine(const ScreenOptions& options) {
  if (options.begin != Begin::fresh) return {};
  auto path = options.quarantine;
  if (path.empty() && options.database.empty()) path = default_quarantine_path(options.out);
  std::error_code ignored;
  if (path.empty() || !fs::exists(path, ignored)) return {};
  return Error{Error::Code::usage,
               "this exists already; --force begins anew and overwrites it, --quarantine names "
               "another file",
               path};
}

Result<DatabaseTarget> open_target(const ScreenOptions& options, const ScreenResult& run,
                                   const std::shared_ptr<const Engine>& engine) {
  if (options.database.empty()) {
    auto target = open_file_target(options.out, options.begin, head_of(options.form));
    if (!target) return target.error();
    return DatabaseTarget{std::move(*target), 0};
  }
  return open_database_target(
      {options.database, boost::json::serialize(run.identity),
       record_options_digest(*engine->rule_set, options), options.inputs, options.started_at},
      options.begin, engine->rule_set);
}

Result<Checkpoint> begin_or_resume(const Target& target, const ScreenResult& run,
                                   const ruleset::RuleSet& rules) {
  if (target.saved_checkpoint().empty()) return Checkpoint(rules);
  return read_checkpoint(target.saved_checkpoint(), run.identity, rules);
}

std::shared_ptr<const RecordBorders> borders_of(const InputFormat& format) {
  if (format.csv) return std::make_shared<const CsvBorders>(format.delimiter);
  return std::make_shared<const LineBorders>();
}

Result<Job> make_job(const std::shared_ptr<const Engine>& engine, const ScreenOptions& options) {
  Job job;
  job.engine = engine;
  job.adapter = options.format.adapter;
  job.borders = borders_of(options.format);
  job.inputs = options.inputs;
  job.now = options.now;
  job.form = options.form;
  job.red_flags_only = options.red_flags_only;
  job.for_database = !options.database.empty();
  job.sample_one_in = options.sample_one_in;
  job.sample_seed = options.sample_seed;
  if (options.where.empty()) return job;
  auto where = Condition::compile(options.where, *engine->rule_set);
  if (!where) return where.error();
  job.where = std::move(*where);
  return job;
}

BeforeFactory look_up_before(const ScreenOptions& options, const ruleset::RuleSet& rules,
                             std::int64_t screening) {
  if (options.since.empty()) return {};
  return [=, digest = rules.digest, wanted = record_options_digest(rules, options),
          path = options.database, since = options.since] {
    return store::ScreenedBefore::open(path, digest, wanted, since, screening);
  };
}

std::size_t chunk_records(const ScreenOptions& options) {
  if (options.chunk_records > 0) return options.chunk_records;
  return options.form == Form::report ? limits::report_chunk_records : limits::chunk_records;
}

/// Everything that is open while a run lasts.
struct Run {
  Job job;
  Cutter cutter;
  Ledger ledger;
};

void finish(Run& run, const Result<PipelineEnd>& end, ScreenResult& result) {
  if (!end) result.error = end.error();
  result.too_many_errors = end && *end == PipelineEnd::too_many_errors;
  const bool done = end && *end == PipelineEnd::input_ended;
  result.state = done ? RunState::done : RunState::stopped;
  const auto committed = run.ledger.commit(result.state);
  if (!committed) {
    result.state = RunState::stopped;
    if (!result.error) result.error = committed.error();
  }
  result.tally = run.ledger.tally();
  // A quarantine file is there when something is in it.
  std::error_code ignored;
  const bool clean = result.state == RunState::done && result.tally.quarantined == 0;
  if (clean) fs::remove(result.quarantine, ignored);
}

}  // namespace

Result<ScreenResult> screen(const std::shared_ptr<const Engine>& engine,
                            const ScreenOptions& options, const StopFlag& stop) {
  const auto& rules = *engine->rule_set;
  auto inputs = Inputs::open(options.inputs, stop);
  if (!inputs) return inputs.error();
  auto job = make_job(engine, options);
  if (!job) return job.error();
  if (auto apart = keep_apart(*inputs, options.out); !apart) return apart.error();
  if (auto kept = keep_quarantine(options); !kept) return kept.error();

  ScreenResult result(rules);
  result.identity = run_identity(*inputs, rules, options);
  auto target = open_target(options, result, engine);
  if (!target) return target.error();
  auto checkpoint = begin_or_resume(*target->target, result, rules);
  if (!checkpoint) return checkpoint.error();
  result.screening = target->screening;
  result.quarantine =
      options.quarantine.empty() ? target->target->quarantine_path() : options.quarantine;
  if (checkpoint->state == RunState::done) {
    result.was_done = true;
    result.tally = checkpoint->tally;
    return result;
  }

  if (auto apart = keep_apart(*inputs, result.quarantine); !apart) return apart.error();
  auto quarantine = AppendFile::open(result.quarantine);
  if (!quarantine) return quarantine.error();
  if (auto done = quarantine->cut_to(checkpoint->quarantine_bytes); !done) return done.error();
  if (auto done = target->target->rewind(*checkpoint); !done) return done.error();
  checkpoint->results_bytes = target->target->size();
  job->before = look_up_before(options, rules, target->screening);

  const auto borders = job->borders;
  Run run{std::move(*job),
          Cutter(std::move(*inputs), borders, options.format.csv, checkpoint->position,
                 chunk_records(options)),
          Ledger(std::move(target->target), std::move(*quarantine), result.identity,
                 engine->rule_set, std::move(*checkpoint), options.checkpoint_bytes)};
  if (auto begun = run.ledger.commit(RunState::running); !begun) return begun.error();
  const auto end = run_pipeline(run.cutter, run.job, run.ledger,
                                {options.threads, options.max_errors, options.progress}, stop);
  finish(run, end, result);
  return result;
}

boost::json::object summary_json(const ScreenResult& result, const ruleset::RuleSet& rules) {
  const auto state = to_string(result.state);
  boost::json::object out;
  out["format"] = "palpate-screen-summary/1";
  out["state"] = boost::json::string_view(state.data(), state.size());
  out["run"] = result.identity;
  out["quarantine"] = result.tally.quarantined > 0 ? boost::json::value(result.quarantine)
                                                   : boost::json::value(nullptr);
  for (auto& [name, counts] : to_json(result.tally, rules)) out[name] = counts;
  return out;
}

}  // namespace palpate::batch
