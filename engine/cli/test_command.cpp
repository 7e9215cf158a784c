#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "cli/cases.hpp"
#include "cli/command.hpp"
#include "cli/coverage.hpp"

namespace palpate::cli {

namespace {

namespace po = boost::program_options;

/// Evaluation time of cases that name none: any fixed one does, and a fixed one it must be.
constexpr std::string_view default_now = "2026-01-15T09:00:00Z";

struct Tally {
  std::size_t passed = 0;
  std::size_t failed = 0;
};

Result<void> run_case(const Case& expected, const Engine& engine, AssessScratch& scratch,
                      Coverage* coverage, bool table, Tally& tally) {
  AssessOptions options;
  options.now = expected.now ? expected.now : parse_date_time(default_now);
  const auto adapter = intake::make_json_adapter();
  const auto report = assess(engine, *adapter, expected.assessment, options, scratch);
  if (!report) return report.error();
  if (coverage != nullptr) {
    if (auto counted = coverage->count(scratch.triage); !counted) return counted.error();
  }
  const auto found = differences(expected, *report);
  ++(found.empty() ? tally.passed : tally.failed);
  if (table) {
    const auto& levels = report->rule_set->levels;
    const auto& d = report->triage.disposition;
    print((found.empty() ? "ok   " : "FAIL ") + expected.id + "  level " + levels[d.level].id +
          ", at least " + levels[d.at_least].id + ", at most " + levels[d.at_most].id + "\n");
  } else if (!found.empty()) {
    print("FAIL " + expected.id + ": " + expected.title + " (" + expected.file + ")\n");
  }
  for (const auto& difference : found) print("     " + difference + "\n");
  return {};
}

Command make_command() {
  Command command;
  command.synopsis = "palpate test RULESET [--coverage] [--filter TEXT] [--table]";
  command.summary =
      "Runs the cases of a rule set. Exit code 1 when one fails. --coverage lists every part of a\n"
      "condition that no case has seen true, false or unknown, and every part of a compound\n"
      "condition of which no two cases show that it matters.";
  command.examples =
      "  palpate test rules/lumbopelvic/1.0.0\n"
      "  palpate test lumbopelvic --filter vignette --table\n";
  command.options.add_options()("ruleset", po::value<std::string>(), "")(
      "rules-root", po::value<std::string>()->value_name("DIR"), "where rule sets are (rules)")(
      "filter", po::value<std::string>()->value_name("TEXT"), "only cases whose id has TEXT")(
      "table", "one line a case with its level and bounds")(
      "coverage", "measure how much of the logic the cases put to the test");
  command.positional.add("ruleset", 1);
  return command;
}

Result<int> run_all(const std::vector<Case>& cases, const po::variables_map& values,
                    const std::shared_ptr<const ruleset::RuleSet>& rules) {
  const auto filter =
      values.count("filter") > 0 ? values["filter"].as<std::string>() : std::string();
  const auto engine = make_engine(rules);
  AssessScratch scratch(*engine);
  std::optional<Coverage> coverage;
  if (values.count("coverage") > 0) coverage.emplace(*rules);
  Tally tally;
  for (const auto& entry : cases) {
    if (entry.id.find(filter) == std::string::npos) continue;
    auto done = run_case(entry, *engine, scratch, coverage ? &*coverage : nullptr,
                         values.count("table") > 0, tally);
    if (!done) return done.error();
  }
  if (tally.passed + tally.failed == 0) {
    return Error{Error::Code::not_found, "there is no case to run", rules->directory};
  }
  if (coverage) print(coverage->report());
  print(std::to_string(tally.passed) + " passed, " + std::to_string(tally.failed) + " failed\n");
  return tally.failed == 0 ? Exit::done : Exit::attention;
}

}  // namespace

int test_command(const Arguments& arguments) {
  auto command = make_command();
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  if (parsed.values.count("ruleset") == 0) {
    return fail({Error::Code::usage, "which rule set? give a directory or id@version", {}});
  }
  const auto rules =
      load_rules(rules_root(parsed.values), parsed.values["ruleset"].as<std::string>());
  if (!rules) return fail(rules.error());
  Diagnostics diagnostics;
  const auto cases = load_cases(**rules, diagnostics);
  const auto shown = render(diagnostics, stderr_is_terminal());
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  if (diagnostics.has_errors()) {
    return fail({Error::Code::bad_ruleset, "the cases do not load", (*rules)->directory});
  }
  const auto code = run_all(cases, parsed.values, *rules);
  return code ? *code : fail(code.error());
}

}  // namespace palpate::cli
