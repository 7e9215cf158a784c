// Assesses the first N records of a file, in brief or in full: what callgrind counts instructions
// of. usage: bench_records RULESET FILE brief|full N
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "bench/in_process.hpp"
#include "bench/lines.hpp"

namespace {

/// Apart from main, so that a profile can begin here.
[[gnu::noinline]] std::size_t in_brief(bench::InProcess& palpate,
                                       const std::vector<std::string_view>& records) {
  std::string out;
  std::size_t size = 0;
  palpate.in_brief(records, [&](std::size_t, const palpate::Report& report) {
    palpate.append_brief(report, out);
    size += out.size();
    out.clear();
  });
  return size;
}

[[gnu::noinline]] std::size_t in_full(bench::InProcess& palpate,
                                      const std::vector<std::string_view>& records) {
  std::string out;
  std::size_t size = 0;
  for (const auto record : records) {
    palpate.append_full(record, out);
    size += out.size();
    out.clear();
  }
  return size;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) return 2;
  const auto loaded = palpate::ruleset::load(arguments[1]);
  auto bytes = palpate::read_file(arguments[2], std::size_t{1} << 30U);
  if (!loaded.rule_set || !bytes) return 3;
  const auto engine = palpate::make_engine(loaded.rule_set);
  bench::InProcess palpate(*engine);
  const bench::Lines lines(std::move(*bytes));
  auto records = lines.all();
  const auto wanted = static_cast<std::size_t>(std::atoi(arguments[4]));
  records.resize(std::min(records.size(), wanted));
  const bool full = std::string_view(arguments[3]) == "full";
  const auto size = full ? in_full(palpate, records) : in_brief(palpate, records);
  std::printf("%zu bytes\n", size);
  return size == 0 ? 3 : 0;
}
