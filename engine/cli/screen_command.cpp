#include <cstdio>
#include <string>

#include "batch/screen.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/screen_options.hpp"
#include "cli/screen_progress.hpp"
#include "cli/screen_summary.hpp"

namespace palpate::cli {

namespace {

void say(const std::string& text) { std::fputs(text.c_str(), stderr); }

/// Why the run is not done, and how to go on with it.
int report_stop(const batch::ScreenResult& result, const Arguments& arguments) {
  int code = Exit::attention;
  if (result.error) {
    code = fail(*result.error);
  } else if (result.too_many_errors) {
    say("palpate: stopped: more records are in quarantine than --max-errors allows\n");
    code = Exit::bad_input;
  } else {
    say("palpate: stopped\n");
  }
  say("what has been written is kept; to go on:\n  " + resume_command(arguments) + "\n");
  return code;
}

int run(const ScreenRequest& request, const Arguments& arguments) {
  ScreenProgress progress(request.progress);
  auto options = request.options;
  options.progress = [&](const batch::Progress& now) { progress.show(now); };
  const auto result = batch::screen(request.engine, options, stop_on_interrupt());
  progress.finish();
  if (!result) return fail(result.error());

  const auto& rules = *request.engine->rule_set;
  const Throughput throughput{progress.seconds(), progress.records(), progress.bytes()};
  if (result->was_done && !request.quiet) say("palpate: this run was finished already\n");
  if (!request.quiet) say(summary_text(*result, rules, throughput));
  if (!request.summary.empty()) {
    const auto written = write_summary(request.summary, *result, rules, throughput);
    if (!written) return fail(written.error());
  }
  if (result->state == batch::RunState::stopped) return report_stop(*result, arguments);
  return result->tally.quarantined > 0 ? Exit::attention : Exit::done;
}

}  // namespace

int screen_command(const Arguments& arguments) {
  auto command = screen_usage();
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  const auto request = read_screen_request(parsed.values);
  if (!request) return fail(request.error());
  return run(*request, arguments);
}

}  // namespace palpate::cli
