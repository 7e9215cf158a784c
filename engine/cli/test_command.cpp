#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
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

enum class Table { none, text, markdown };

/// "emergency, or urgent": what is expected first, then what is accepted as well.
std::string expected_levels(const Case& expected) {
  std::string out;
  for (const auto& level : expected.level) out += (out.empty() ? "" : ", or ") + level;
  return out;
}

std::string markdown_row(const Case& expected, const std::string& level,
                         const std::string& at_least, const std::string& at_most, bool passes) {
  const bool as_expected = expected.level.empty() || expected.level.front() == level;
  return "| " + expected.id + " | " + expected.title + " | " + expected_levels(expected) + " | " +
         (as_expected && passes ? level : "**" + level + "**") + " | " + at_least + " | " +
         at_most + " | " + (passes ? "" : "FAILS. ") + (as_expected ? "" : expected.notes) + " |\n";
}

constexpr std::string_view markdown_head =
    "| case | about | expected level | got | at least | at most | why it differs |\n"
    "|---|---|---|---|---|---|---|\n";

/// A rule set with the parameters that some cases set, ready to run.
struct Bench {
  explicit Bench(std::shared_ptr<const ruleset::RuleSet> loaded)
      : engine(make_engine(std::move(loaded))), scratch(*engine) {}
  std::shared_ptr<const Engine> engine;
  AssessScratch scratch;
};

/// Runs cases and counts.
class Runner {
 public:
  Runner(std::shared_ptr<const ruleset::RuleSet> rules, Table table, bool coverage)
      : rules_(std::move(rules)), table_(table) {
    if (coverage) coverage_.emplace(*rules_);
  }

  Result<void> run(const Case& expected) {
    auto bench = bench_of(expected);
    if (!bench) return bench.error();
    auto& scratch = (*bench)->scratch;
    AssessOptions options;
    options.now = expected.now ? expected.now : parse_date_time(default_now);
    const auto report = assess(*(*bench)->engine, *adapter_, expected.assessment, options, scratch);
    if (!report) return report.error();
    if (coverage_) {
      if (auto counted = coverage_->count(scratch.triage); !counted) return counted.error();
    }
    tell(expected, *report);
    return {};
  }

  std::size_t passed() const { return passed_; }
  std::size_t failed() const { return failed_; }
  std::string coverage() const { return coverage_ ? coverage_->report() : std::string(); }

 private:
  Result<Bench*> bench_of(const Case& expected) {
    auto& bench = benches_[expected.parameters];
    if (bench) return bench.get();
    auto rules = rules_;
    if (!expected.parameters.empty()) {
      ruleset::LoadOptions options;
      options.parameters.assign(expected.parameters.begin(), expected.parameters.end());
      auto loaded = ruleset::load(rules_->directory, options);
      if (!loaded.rule_set) {
        return Error{Error::Code::bad_ruleset, render(loaded.diagnostics), expected.id};
      }
      rules = loaded.rule_set;
    }
    bench = std::make_unique<Bench>(std::move(rules));
    return bench.get();
  }

  void tell(const Case& expected, const Report& report) {
    const auto found = differences(expected, report);
    ++(found.empty() ? passed_ : failed_);
    const auto& levels = report.rule_set->levels;
    const auto& d = report.triage.disposition;
    if (table_ == Table::text) {
      print((found.empty() ? "ok   " : "FAIL ") + expected.id + "  level " + levels[d.level].id +
            ", at least " + levels[d.at_least].id + ", at most " + levels[d.at_most].id + "\n");
    } else if (table_ == Table::markdown) {
      print(markdown_row(expected, levels[d.level].id, levels[d.at_least].id, levels[d.at_most].id,
                         found.empty()));
    } else if (!found.empty()) {
      print("FAIL " + expected.id + ": " + expected.title + " (" + expected.file + ")\n");
    }
    for (const auto& difference : found) print("     " + difference + "\n");
  }

  std::shared_ptr<const ruleset::RuleSet> rules_;
  Table table_;
  std::optional<Coverage> coverage_;
  std::unique_ptr<intake::IntakeAdapter> adapter_ = intake::make_json_adapter();
  std::map<std::map<std::string, std::string>, std::unique_ptr<Bench>> benches_;
  std::size_t passed_ = 0;
  std::size_t failed_ = 0;
};

Command make_command() {
  Command command;
  command.synopsis = "palpate test RULESET [--coverage] [--filter TEXT] [--table=F]";
  command.summary =
      "Runs the cases of a rule set. Exit code 1 when one fails. --coverage lists every part of a\n"
      "condition that no case has seen true, false or unknown, and every part of a compound\n"
      "condition of which no two cases show that it matters.";
  command.examples =
      "  palpate test rules/lumbopelvic/1.0.0\n"
      "  palpate test lumbopelvic --filter vignettes --table\n";
  command.options.add_options()("ruleset", po::value<std::string>(), "")(
      "rules-root", po::value<std::string>()->value_name("DIR"), "where rule sets are (rules)")(
      "filter", po::value<std::string>()->value_name("TEXT"),
      "only cases whose id has TEXT, or of the file TEXT.yaml")(
      "table", po::value<std::string>()->value_name("F")->implicit_value("text", ""),
      "one line a case with its level and bounds, as text or markdown")(
      "coverage", "measure how much of the logic the cases put to the test");
  command.positional.add("ruleset", 1);
  return command;
}

Result<Table> table_of(const po::variables_map& values) {
  if (values.count("table") == 0) return Table::none;
  const auto form = values["table"].as<std::string>();
  if (form == "text") return Table::text;
  if (form == "markdown") return Table::markdown;
  return Error{Error::Code::usage, "expected text or markdown", "--table"};
}

Result<int> run_all(const std::vector<Case>& cases, const po::variables_map& values,
                    const std::shared_ptr<const ruleset::RuleSet>& rules) {
  const auto filter =
      values.count("filter") > 0 ? values["filter"].as<std::string>() : std::string();
  const auto table = table_of(values);
  if (!table) return table.error();
  Runner runner(rules, *table, values.count("coverage") > 0);
  if (*table == Table::markdown) print(markdown_head);
  for (const auto& entry : cases) {
    const auto file = std::filesystem::path(entry.file).stem().string();
    if (entry.id.find(filter) == std::string::npos && file != filter) continue;
    if (auto done = runner.run(entry); !done) return done.error();
  }
  if (runner.passed() + runner.failed() == 0) {
    return Error{Error::Code::not_found, "there is no case to run", rules->directory};
  }
  print(runner.coverage());
  print(std::to_string(runner.passed()) + " passed, " + std::to_string(runner.failed()) +
        " failed\n");
  return runner.failed() == 0 ? Exit::done : Exit::attention;
}

}  // namespace

int test_command(const Arguments& arguments) {
  auto command = make_command();
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  const auto rules = load_rules(parsed.values);
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
