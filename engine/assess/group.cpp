#include "assess/group.hpp"

namespace palpate {

namespace {

AssessOptions brief(const AssessOptions& options) {
  auto out = options;
  out.explain = out.questions = out.programme = out.findings = out.each_flag = false;
  return out;
}

}  // namespace

AssessGroup::AssessGroup(const Engine& engine, const AssessOptions& options)
    : engine_(engine), options_(brief(options)), scratch_(engine), triage_(scratch_.triage) {}

void AssessGroup::add(intake::IntakeAdapter& adapter, std::string_view bytes) {
  adapter.read(bytes, scratch_.intake);
  add_read(bytes);
}

void AssessGroup::add_in_block(intake::IntakeAdapter& adapter, std::string_view bytes) {
  adapter.read_in_block(bytes, scratch_.intake);
  add_read(bytes);
}

void AssessGroup::add_read(std::string_view bytes) {
  auto& known = known_[triage_.size()];
  const auto& intake = scratch_.intake;
  known.bytes = bytes;
  known.id = intake.id;
  known.subject = intake.subject;
  known.evaluated_at = options_.now ? options_.now : intake.recorded_at;
  triage_.add(intake, known.evaluated_at);
}

Result<void> AssessGroup::report(std::size_t i, intake::IntakeAdapter& adapter, Report& report) {
  const auto& known = known_[i];
  if (!triage_.take(i, report.triage)) {
    return assess(engine_, adapter, known.bytes, options_, scratch_, report);
  }
  begin_report(engine_, report);
  report.assessment_id = known.id;
  report.subject = known.subject;
  report.evaluated_at = known.evaluated_at;
  report.assessment_digest = options_.digest ? adapter.digest(known.bytes) : std::string();
  report.valid = true;
  return {};
}

}  // namespace palpate
