#include "bench/in_process.hpp"

#include <cstdio>
#include <cstdlib>

namespace bench {

namespace {

palpate::AssessOptions brief_options() {
  palpate::AssessOptions options;
  options.explain = options.questions = options.programme = false;
  options.findings = options.each_flag = options.digest = false;
  return options;
}

}  // namespace

InProcess::InProcess(const palpate::Engine& engine)
    : engine_(engine),
      adapter_(palpate::intake::make_json_adapter()),
      renderer_(palpate::rendering::make_json_renderer({}, engine.rule_set)),
      brief_(engine.rule_set),
      scratch_(engine) {}

const palpate::Report& InProcess::assess(std::string_view record,
                                         const palpate::AssessOptions& options) {
  const auto done = palpate::assess(engine_, *adapter_, record, options, scratch_, report_);
  if (!done) {
    std::fprintf(stderr, "the engine gave up: %s\n", done.error().message.c_str());
    std::exit(1);
  }
  return report_;
}

const palpate::Report& InProcess::brief(std::string_view record) {
  return assess(record, brief_options());
}

void InProcess::append_brief(std::string_view record, std::string& out) {
  brief_.append(brief(record), out);
}

void InProcess::append_full(std::string_view record, std::string& out) {
  renderer_->append(assess(record, {}), out);
}

}  // namespace bench
