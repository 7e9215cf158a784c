#include "assess/assess.hpp"

#include <utility>

namespace palpate {

std::string_view engine_version() { return PALPATE_VERSION; }

std::shared_ptr<const Engine> make_engine(std::shared_ptr<const ruleset::RuleSet> rule_set) {
  auto planner = pairing::make_graph_planner(rule_set);
  return std::make_shared<const Engine>(Engine{std::move(rule_set), std::move(planner)});
}

AssessScratch::AssessScratch(const Engine& engine)
    : intake(engine.rule_set->dictionary), triage(engine.rule_set) {}

namespace {

/// A date says nothing without a time to compare it with.
void forget_dates(intake::Intake& intake) {
  const auto& dictionary = intake.dictionary();
  for (std::uint32_t slot = 0; slot < dictionary.slot_count; ++slot) {
    const auto& item = dictionary.items[dictionary.item_of_slot(slot)];
    const bool answered = intake.states[slot] == intake::AnswerState::answered;
    if (answered && item.type == intake::ItemType::date) {
      intake.set(slot, intake::AnswerState::unreadable);
    }
  }
}

/// Evaluation time is an input: what the caller says, else when the intake was recorded. Without
/// either the rules still run, on all but the dates, so that a present emergency is seen; the
/// missing time is an error and the report is invalid.
Temporal evaluation_time(const AssessOptions& options, intake::Intake& intake,
                         std::optional<Temporal>& evaluated_at) {
  evaluated_at = options.now ? options.now : intake.recorded_at;
  if (evaluated_at) return *evaluated_at;
  intake::Issue issue;
  issue.code = "AS0101";
  issue.pointer = "/recordedAt";
  issue.message = "there is no evaluation time: 'recordedAt' is missing";
  issue.suggestion = "add \"recordedAt\" with a time zone, or give the evaluation time (--now)";
  intake.add_issue(std::move(issue));
  forget_dates(intake);
  Temporal epoch;
  epoch.year = 1970;
  epoch.precision = Precision::millisecond;
  epoch.offset_minutes = 0;
  return epoch;
}

}  // namespace

void begin_report(const Engine& engine, Report& report) {
  // Threads share the count of owners: it is left alone where nothing changes.
  if (report.rule_set != engine.rule_set) {
    report.rule_set = engine.rule_set;
    report.engine_version = engine_version();
  }
  report.programme = {};
}

Result<void> assess(const Engine& engine, intake::IntakeAdapter& adapter, std::string_view bytes,
                    const AssessOptions& options, AssessScratch& scratch, Report& report) {
  adapter.read(bytes, scratch.intake);
  const auto now = evaluation_time(options, scratch.intake, report.evaluated_at);
  const triage::TriageOptions stages{options.explain, options.questions,
                                     options.findings || options.programme,
                                     options.each_flag || options.programme || options.questions};
  if (auto done = triage::triage(scratch.intake, now, scratch.triage, stages, report.triage);
      !done) {
    return done;
  }
  begin_report(engine, report);
  report.assessment_id = scratch.intake.id;
  report.subject = scratch.intake.subject;
  report.assessment_digest = options.digest ? adapter.digest(bytes) : std::string();
  report.valid = report.triage.valid;
  if (report.valid && options.programme) {
    auto programme = engine.planner->plan(report.triage, scratch.intake, scratch.triage);
    if (!programme) return programme.error();
    report.programme = std::move(*programme);
  }
  return {};
}

Result<Report> assess(const Engine& engine, intake::IntakeAdapter& adapter, std::string_view bytes,
                      const AssessOptions& options, AssessScratch& scratch) {
  Report report;
  if (auto done = assess(engine, adapter, bytes, options, scratch, report); !done) {
    return done.error();
  }
  return report;
}

}  // namespace palpate
