// What an assessment costs, as multiples of simdjson parsing the same bytes to a DOM and nothing
// else, in one run. usage: bench_assess RULESET ASSESSMENT...
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "assess/assess.hpp"
#include "base/file.hpp"
#include "render/render.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr int rounds = 7;
constexpr int repeats = 400;

/// Nanoseconds a record, the best of the rounds: noise only ever adds.
double best(const std::vector<std::string>& records,
            const std::function<void(const std::string&)>& work) {
  double fastest = 1e300;
  for (int round = 0; round < rounds; ++round) {
    const auto start = Clock::now();
    for (int i = 0; i < repeats; ++i) {
      for (const auto& record : records) work(record);
    }
    const auto spent = std::chrono::duration<double, std::nano>(Clock::now() - start).count();
    fastest = std::min(fastest, spent / (repeats * static_cast<double>(records.size())));
  }
  return fastest;
}

std::size_t touched = 0;  // keeps the optimiser honest

double parse_only(const std::vector<std::string>& records) {
  simdjson::dom::parser parser;
  return best(records, [&](const std::string& record) {
    simdjson::dom::element document;
    if (parser.parse(record).get(document) == simdjson::SUCCESS) {
      touched += static_cast<std::size_t>(document.type());
    }
  });
}

double assess_with(const palpate::Engine& engine, const std::vector<std::string>& records,
                   const palpate::AssessOptions& options) {
  palpate::AssessScratch scratch(engine);
  const auto adapter = palpate::intake::make_json_adapter();
  return best(records, [&](const std::string& record) {
    const auto report = palpate::assess(engine, *adapter, record, options, scratch);
    touched += report ? report->triage.flags.size() : 0;
  });
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const auto loaded = palpate::ruleset::load(arguments[1]);
  if (!loaded.rule_set) return 3;
  const auto engine = palpate::make_engine(loaded.rule_set);
  std::vector<std::string> records;
  for (int i = 2; i < count; ++i) {
    auto bytes = palpate::read_file(arguments[i], 1U << 20U);
    if (bytes) records.push_back(std::move(*bytes));
  }
  if (records.empty()) return 3;
  palpate::AssessOptions flags_only;
  flags_only.explain = flags_only.questions = flags_only.programme = false;
  const auto yardstick = parse_only(records);
  const auto brief = assess_with(*engine, records, flags_only);
  const auto full = assess_with(*engine, records, {});
  std::printf("records %zu, best of %d rounds, as multiples of simdjson's DOM parse\n",
              records.size(), rounds);
  std::printf("  simdjson DOM parse           1.00\n");
  std::printf("  flags, bounds, findings   %7.2f\n", brief / yardstick);
  std::printf("  full report               %7.2f\n", full / yardstick);
  return touched == 0 ? 4 : 0;
}
