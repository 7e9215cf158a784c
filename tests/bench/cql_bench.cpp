// What a CQL condition costs. Without arguments for it, Google Benchmark measures nanoseconds;
// `cql_bench --instructions N` runs each N times under callgrind and lets it write down the
// instructions of each (see cql_table.py).
#include <benchmark/benchmark.h>
#include <valgrind/callgrind.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <memory_resource>
#include <string>
#include <utility>
#include <vector>

#include "bench/conditions.hpp"
#include "cql/check/compile.hpp"

namespace palpate::bench {
namespace {

SourcePtr source(std::string_view name, std::string_view text) {
  return std::make_shared<const SourceText>(std::string(name), std::string(text));
}

/// The record of all conditions.
class Desk {
 public:
  Desk() {
    Diagnostics diagnostics;
    input.schema =
        cql::read_model(parse_yaml(source("model", model_text), diagnostics), diagnostics);
    const auto record = parse_yaml(source("record", record_text), diagnostics);
    auto read = cql::read_record(input.schema, record, arena_);
    if (diagnostics.has_errors() || !read) std::exit(3);
    slots_ = std::move(*read);
    now_ = *parse_date_time("2026-01-15T09:00:00.000+00:00");
  }
  cql::Record record() const { return {slots_, now_}; }

  cql::CompileInput input;

 private:
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<Value> slots_;
  Temporal now_;
};

/// One condition, compiled.
class Runner {
 public:
  Runner(const Desk& desk, std::string_view text)
      : record_(desk.record()), scratch_(compile(desk, text)) {
    result_ = *scratch_.program().find("Expression", "Result");
  }
  Result<Value> run() {
    scratch_.begin(record_);
    return scratch_.definition(result_);
  }

 private:
  static std::shared_ptr<const cql::Program> compile(const Desk& desk, std::string_view text) {
    auto compiled = cql::compile_expression(source("expression", text), desk.input);
    if (!compiled.program) {
      std::fputs(render(compiled.diagnostics).c_str(), stderr);
      std::exit(3);
    }
    return compiled.program;
  }

  cql::Record record_;
  cql::Scratch scratch_;
  cql::DefinitionId result_ = 0;
};

std::string name_of(const Condition& condition) {
  return std::string(condition.chapter) + ": " + std::string(condition.text);
}

void measure_nanoseconds(const Desk& desk) {
  for (const auto& condition : conditions()) {
    benchmark::RegisterBenchmark(name_of(condition).c_str(),
                                 [&desk, &condition](benchmark::State& state) {
                                   Runner runner(desk, condition.text);
                                   for (auto _ : state) benchmark::DoNotOptimize(runner.run());
                                 });
    if (condition.by_hand == nullptr) continue;
    benchmark::RegisterBenchmark((name_of(condition) + " (by hand)").c_str(),
                                 [&condition](benchmark::State& state) {
                                   Plain plain;
                                   for (auto _ : state) {
                                     benchmark::DoNotOptimize(plain);
                                     benchmark::DoNotOptimize(condition.by_hand(plain));
                                   }
                                 });
  }
}

/// Everything once outside of the count: buffers grow the first time.
template <typename Work>
void count_instructions(const std::string& name, int times, const Work& work) {
  work();
  CALLGRIND_ZERO_STATS;
  for (int i = 0; i < times; ++i) work();
  CALLGRIND_DUMP_STATS_AT(name.c_str());
}

void count_all(const Desk& desk, int times) {
  count_instructions("loop", times, [] { benchmark::ClobberMemory(); });
  for (const auto& condition : conditions()) {
    Runner runner(desk, condition.text);
    count_instructions(name_of(condition), times,
                       [&runner] { benchmark::DoNotOptimize(runner.run()); });
    if (condition.by_hand == nullptr) continue;
    Plain plain;
    count_instructions(name_of(condition) + " (by hand)", times, [&condition, &plain] {
      benchmark::DoNotOptimize(plain);
      benchmark::DoNotOptimize(condition.by_hand(plain));
    });
  }
}

}  // namespace
}  // namespace palpate::bench

int main(int count, char** arguments) {
  const palpate::bench::Desk desk;
  if (count == 3 && std::string_view(arguments[1]) == "--instructions") {
    palpate::bench::count_all(desk, std::atoi(arguments[2]));
    return 0;
  }
  palpate::bench::measure_nanoseconds(desk);
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
