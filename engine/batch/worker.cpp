#include "batch/worker.hpp"

#include <utility>

#include "batch/borders.hpp"
#include "batch/limits.hpp"
#include "batch/sampling.hpp"
#include "intake/issue_codes.hpp"
#include "render/view.hpp"

namespace palpate::batch {

namespace {

AssessOptions options_for(const Job& job) {
  AssessOptions options;
  options.now = job.now;
  options.explain = options.each_flag = job.form == Form::report;
  options.findings = options.questions = options.programme =
      job.form == Form::report && !job.red_flags_only;
  options.digest = job.form == Form::report || job.for_database;
  return options;
}

rendering::BriefRenderer::Format format_of(Form form) {
  return form == Form::brief_csv ? rendering::BriefRenderer::Format::csv
                                 : rendering::BriefRenderer::Format::json;
}

std::unique_ptr<rendering::Renderer> report_renderer(const Job& job) {
  rendering::RenderOptions options;
  options.red_flags_only = job.red_flags_only;
  return rendering::make_json_renderer(options, job.engine->rule_set);
}

std::string_view first_error(const Report& report) {
  for (const auto& issue : report.triage.issues) {
    if (issue.kind == intake::Issue::Kind::error) return issue.code;
  }
  return {};
}

}  // namespace

void Outcome::clear() {
  for (auto* text : {&results, &quarantine}) {
    text->clear();
    if (text->capacity() > limits::kept_outcome_bytes) text->shrink_to_fit();
  }
  records.clear();
  quarantined.clear();
  tally.clear();
}

std::size_t Outcome::bytes() const {
  auto sum = results.size() + quarantine.size();
  for (const auto& row : records) {
    const auto indexes = row.present.size() + row.undetermined.size() + row.waits_for.size();
    sum += sizeof(row) + row.report.size() + indexes * sizeof(row.present[0]);
  }
  return sum + quarantined.size() * sizeof(store::QuarantinedRecord);
}

Worker::Worker(const Job& job)
    : job_(job),
      rules_(*job.engine->rule_set),
      options_(options_for(job)),
      scratch_(*job.engine),
      report_renderer_(report_renderer(job)),
      brief_(job.engine->rule_set, format_of(job.form)),
      waits_for_(rules_) {
  if (job_.where) where_scratch_.emplace(job_.where->make_scratch());
  // A condition of the caller's looks at each record while it lies in the scratch.
  const bool alone = job.form == Form::report || job.where;
  if (!alone) group_ = std::make_unique<AssessGroup>(*job.engine, options_);
}

Result<void> Worker::work(const Chunk& chunk, Outcome& outcome) {
  outcome.clear();
  if (chunk.kind != Chunk::Kind::records) {
    work_on_piece(chunk, outcome);
    return {};
  }
  if (auto opened = open_adapter(chunk); !opened) return opened;
  RecordOrigin origin{job_.inputs[chunk.begin.input], chunk.begin};
  std::size_t begin = 0;
  for (const auto end : chunk.ends) {
    const auto line = chunk.bytes.substr(begin, end - begin);
    if (!job_.borders->is_blank(line)) {
      const auto record = without_line_break(line);
      if (auto done = screen_record(origin, record, outcome); !done) return done;
    }
    origin.begin.offset += line.size();
    origin.begin.line += job_.borders->line_breaks(line);
    begin = end;
  }
  finish_group(outcome);
  return {};
}

/// Another input may have another header, hence another adapter.
Result<void> Worker::open_adapter(const Chunk& chunk) {
  if (job_.before && !before_) {
    auto before = job_.before();
    if (!before) return before.error();
    before_.emplace(std::move(*before));
  }
  if (adapter_ && header_ == chunk.header) return {};
  auto adapter = job_.adapter(chunk.header ? *chunk.header : std::string_view());
  if (!adapter) {
    auto error = adapter.error();
    if (error.place.empty()) error.place = job_.inputs[chunk.begin.input];
    return error;
  }
  adapter_ = std::move(*adapter);
  header_ = chunk.header;
  return {};
}

Result<bool> Worker::is_passed_over(const RecordOrigin& origin, std::string_view bytes,
                                    Tally& tally) {
  if (!is_sampled(origin.begin, job_.sample_one_in, job_.sample_seed)) {
    ++tally.not_sampled;
    return true;
  }
  if (!before_) return false;
  const auto known = before_->contains(adapter_->digest(bytes));
  if (!known) return known.error();
  if (*known) ++tally.unchanged;
  return *known;
}

Result<void> Worker::screen_record(const RecordOrigin& origin, std::string_view bytes,
                                   Outcome& outcome) {
  ++outcome.tally.read;
  const auto passed_over = is_passed_over(origin, bytes, outcome.tally);
  if (!passed_over) return passed_over.error();
  if (*passed_over) return {};

  if (group_) {
    if (group_->full()) finish_group(outcome);
    grouped_.push_back({origin, bytes});
    group_->add_in_block(*adapter_, bytes);
  } else {
    finish(origin, bytes, assess(*job_.engine, *adapter_, bytes, options_, scratch_, report_),
           outcome);
  }
  return {};
}

void Worker::finish_group(Outcome& outcome) {
  if (grouped_.empty()) return;
  group_->settle();
  for (std::size_t i = 0; i < grouped_.size(); ++i) {
    const auto& [origin, bytes] = grouped_[i];
    finish(origin, bytes, group_->report(i, *adapter_, report_), outcome);
  }
  grouped_.clear();
  group_->begin();
}

/// What becomes of a record for which there is a report, or an error instead.
void Worker::finish(const RecordOrigin& origin, std::string_view bytes,
                    const Result<void>& assessed, Outcome& outcome) {
  if (!assessed) {
    quarantine_failed(origin, quarantine_code::rules_failed, assessed.error(), nullptr, bytes,
                      outcome.quarantine);
    quarantine(origin, quarantine_code::rules_failed, nullptr, outcome);
  } else if (!report_.valid) {
    quarantine_invalid(origin, report_, bytes, outcome.quarantine);
    quarantine(origin, first_error(report_), &report_, outcome);
  } else if (is_wanted(origin, report_, bytes, outcome)) {
    write_result(origin, report_, outcome);
  }
}

/// Of a record for which the condition is unknown nobody can say that it is not wanted, so it is
/// counted apart.
bool Worker::is_wanted(const RecordOrigin& origin, const Report& report, std::string_view bytes,
                       Outcome& outcome) {
  if (!job_.where) return true;
  const auto holds =
      job_.where->holds({scratch_.triage.slots(), *report.evaluated_at}, *where_scratch_);
  if (!holds) {
    quarantine_failed(origin, quarantine_code::where_failed, holds.error(), &report, bytes,
                      outcome.quarantine);
    quarantine(origin, quarantine_code::where_failed, &report, outcome);
    return false;
  }
  if (!holds->has_value()) ++outcome.tally.where_unknown;
  if (holds->has_value() && !**holds) ++outcome.tally.where_false;
  return holds->value_or(false);
}

void Worker::write_result(const RecordOrigin& origin, const Report& report, Outcome& outcome) {
  if (!job_.for_database && job_.form != Form::report) {
    brief_.append(report, {origin.file, origin.begin.line}, outcome.results);
    outcome.tally.count_screened(report.triage, brief_.waits_for());
    return;
  }
  const auto& waits_for = waits_for_.of(report.triage);
  if (job_.for_database) {
    add_row(origin, report, waits_for, outcome);
  } else {
    report_renderer_->append(report, outcome.results);
  }
  outcome.tally.count_screened(report.triage, waits_for);
}

void Worker::add_row(const RecordOrigin& origin, const Report& report,
                     const std::vector<intake::ItemIndex>& waits_for, Outcome& outcome) {
  auto& row = outcome.records.emplace_back();
  row.input = origin.begin.input;
  row.line = origin.begin.line;
  row.offset = origin.begin.offset;
  row.digest = report.assessment_digest;
  row.id = report.assessment_id;
  row.subject = report.subject;
  row.level = report.triage.disposition.level;
  row.at_least = report.triage.disposition.at_least;
  row.at_most = rendering::upper_bound(report);
  row.complete = report.triage.disposition.complete;
  row.contradictory = report.triage.contradictory;
  row.present = report.triage.present;
  row.undetermined = report.triage.undetermined;
  row.waits_for = waits_for;
  if (job_.form == Form::report) row.report = report_renderer_->render(report);
}

/// Counts a record that has been written to the quarantine, and notes it for a database.
void Worker::quarantine(const RecordOrigin& origin, std::string_view code, const Report* report,
                        Outcome& outcome) {
  static const triage::Triage nothing_known;
  const auto& triage = report != nullptr ? report->triage : nothing_known;
  outcome.tally.count_quarantined(rules_, triage);
  if (!job_.for_database) return;
  auto& row = outcome.quarantined.emplace_back();
  row.input = origin.begin.input;
  row.line = origin.begin.line;
  row.offset = origin.begin.offset;
  row.code = code;
  row.present = triage.present;
}

/// The record is counted with its last piece, so that a run that stops within it has not seen it.
void Worker::work_on_piece(const Chunk& chunk, Outcome& outcome) {
  const RecordOrigin origin{job_.inputs[chunk.begin.input], chunk.begin};
  switch (chunk.kind) {
    case Chunk::Kind::records:
      return;
    case Chunk::Kind::first_piece:
      return quarantine_first_piece(origin, chunk.bytes, outcome.quarantine);
    case Chunk::Kind::next_piece:
      return quarantine_next_piece(chunk.bytes, outcome.quarantine);
    case Chunk::Kind::last_piece:
      quarantine_last_piece(without_line_break(chunk.bytes), outcome.quarantine);
      ++outcome.tally.read;
      return quarantine(origin, intake::issue_code::too_large, nullptr, outcome);
  }
}

}  // namespace palpate::batch
