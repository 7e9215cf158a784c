// What the shipped rule set costs: loading it, compiling its CQL, and its conditions. Counts under
// callgrind (cql_table.py); alone it prints milliseconds and nanoseconds.
// usage: bench_rules RULESET ASSESSMENT...
#include <valgrind/callgrind.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "cql/cql.hpp"
#include "triage/triage.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_bytes = 4U << 20U;

std::size_t touched = 0;  // keeps the optimiser honest

double nanoseconds(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::nano>(Clock::now() - start).count();
}

/// Counts one run, and measures the best of some.
double measure(const char* name, int rounds, const std::function<void()>& work) {
  work();
  CALLGRIND_ZERO_STATS;
  work();
  CALLGRIND_DUMP_STATS_AT(name);
  double best = 1e300;
  for (int i = 0; i < (RUNNING_ON_VALGRIND != 0 ? 1 : rounds); ++i) {
    best = std::min(best, nanoseconds(work));
  }
  return best;
}

palpate::cql::CompileInput logic_of(const palpate::ruleset::RuleSet& rules) {
  palpate::cql::CompileInput input;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(rules.directory + "/logic")) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    auto text = palpate::read_file(path.string(), most_bytes);
    if (!text) continue;
    input.libraries.push_back(
        std::make_shared<const palpate::SourceText>(path.string(), std::move(*text)));
  }
  input.libraries.push_back(palpate::ruleset::palpate_library());
  input.schema = palpate::ruleset::context_schema(*rules.dictionary);
  return input;
}

std::vector<palpate::cql::DefinitionId> flags_of(const palpate::ruleset::RuleSet& rules) {
  std::vector<palpate::cql::DefinitionId> ids;
  for (const auto& flag : rules.red_flags) ids.push_back(flag.definition);
  return ids;
}

bool measure_conditions(const std::shared_ptr<const palpate::ruleset::RuleSet>& rules,
                        const std::string& path) {
  const auto bytes = palpate::read_file(path, most_bytes);
  if (!bytes) return false;
  palpate::intake::Intake intake(rules->dictionary);
  palpate::intake::make_json_adapter()->read(*bytes, intake);
  if (!intake.recorded_at) return false;
  palpate::triage::TriageScratch scratch(rules);
  if (!palpate::triage::triage(intake, *intake.recorded_at, scratch, {false, false})) return false;
  const auto slots = scratch.slots();
  const auto ids = flags_of(*rules);
  palpate::cql::Scratch own(rules->program);
  const auto all = [&] {
    own.begin({slots, *intake.recorded_at});
    for (const auto id : ids) touched += own.definition(id)->is_null() ? 1U : 2U;
  };
  const auto name = "all red flags of " + std::filesystem::path(path).stem().string();
  const double spent = measure(name.c_str(), 200, all);
  std::printf("  %-45s %8.0f ns, %zu flags, %llu operators\n", name.c_str(), spent, ids.size(),
              static_cast<unsigned long long>(own.steps()));
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const auto loaded = palpate::ruleset::load(arguments[1]);
  if (!loaded.rule_set) return 3;
  std::printf("the shipped rule set, best of several runs\n");
  const double load = measure("load the rule set", 10, [&] {
    touched += palpate::ruleset::load(arguments[1]).diagnostics.all().size() + 1;
  });
  std::printf("  %-45s %8.2f ms\n", "load the rule set", load / 1e6);
  const auto input = logic_of(*loaded.rule_set);
  const double compile = measure("compile its CQL", 20, [&input] {
    touched += palpate::cql::compile(input).diagnostics.all().size() + 1;
  });
  std::printf("  %-45s %8.2f ms\n", "compile its CQL", compile / 1e6);
  for (int i = 2; i < count; ++i) {
    if (!measure_conditions(loaded.rule_set, arguments[i])) return 3;
  }
  return touched == 0 ? 4 : 0;
}
