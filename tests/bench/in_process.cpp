#include "bench/in_process.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace bench {

namespace {

palpate::AssessOptions brief_options() {
  palpate::AssessOptions options;
  options.explain = options.questions = options.programme = false;
  options.findings = options.digest = false;
  return options;
}

void append_flags(const palpate::Report& report, palpate::triage::FlagStatus status,
                  std::string& out) {
  std::string_view before;
  for (const auto& flag : report.triage.flags) {
    if (flag.status != status) continue;
    const auto& id = report.rule_set->red_flags[flag.flag].id;
    out.append(before).append("\"").append(id).append("\"");
    before = ",";
  }
}

void append_line(const palpate::Report& report, std::string& out) {
  const auto& disposition = report.triage.disposition;
  const auto& levels = report.rule_set->levels;
  out.append(R"({"id":")").append(report.assessment_id);
  out.append(R"(","level":")").append(levels[disposition.level].id);
  out.append(R"(","atLeast":")").append(levels[disposition.at_least].id);
  out.append(R"(","atMost":")").append(levels[disposition.at_most].id);
  out.append(R"(","complete":)").append(disposition.complete ? "true" : "false");
  out.append(R"(,"present":[)");
  append_flags(report, palpate::triage::FlagStatus::present, out);
  out.append(R"(],"undetermined":[)");
  append_flags(report, palpate::triage::FlagStatus::undetermined, out);
  out.append("]}\n");
}

}  // namespace

InProcess::InProcess(const palpate::Engine& engine)
    : engine_(engine),
      adapter_(palpate::intake::make_json_adapter()),
      renderer_(palpate::rendering::make_json_renderer()),
      scratch_(engine) {}

const palpate::Report& InProcess::assess(std::string_view record,
                                         const palpate::AssessOptions& options) {
  auto report = palpate::assess(engine_, *adapter_, record, options, scratch_);
  if (!report) {
    std::fprintf(stderr, "the engine gave up: %s\n", report.error().message.c_str());
    std::exit(1);
  }
  return report_ = std::move(*report);
}

const palpate::Report& InProcess::brief(std::string_view record) {
  return assess(record, brief_options());
}

void InProcess::append_brief(std::string_view record, std::string& out) {
  append_line(brief(record), out);
}

void InProcess::append_full(std::string_view record, std::string& out) {
  out += renderer_->render(assess(record, {}));
}

}  // namespace bench
