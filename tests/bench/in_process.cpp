#include "bench/in_process.hpp"

#include <cstdio>
#include <cstdlib>

namespace bench {

namespace {

palpate::AssessOptions without_digest() {
  palpate::AssessOptions options;
  options.digest = false;
  return options;
}

}  // namespace

InProcess::InProcess(const palpate::Engine& engine)
    : engine_(engine),
      adapter_(palpate::intake::make_json_adapter()),
      renderer_(palpate::rendering::make_json_renderer({}, engine.rule_set)),
      brief_(engine.rule_set),
      scratch_(engine),
      group_(engine, without_digest()) {}

const palpate::Report& InProcess::checked(const palpate::Result<void>& done) {
  if (!done) {
    std::fprintf(stderr, "the engine gave up: %s\n", done.error().message.c_str());
    std::exit(1);
  }
  return report_;
}

std::size_t InProcess::assess_group(std::span<const std::string_view> records) {
  group_.begin();
  for (std::size_t i = 0; i < records.size() && !group_.full(); ++i) {
    group_.add_in_block(*adapter_, records[i]);
  }
  group_.settle();
  return group_.size();
}

const palpate::Report& InProcess::report_of(std::size_t i) {
  return checked(group_.report(i, *adapter_, report_));
}

void InProcess::append_full(std::string_view record, std::string& out) {
  renderer_->append(checked(palpate::assess(engine_, *adapter_, record, {}, scratch_, report_)),
                    out);
}

}  // namespace bench
