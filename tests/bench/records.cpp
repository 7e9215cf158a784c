// Assesses the first N records of a file, in brief or in full: what callgrind counts instructions
// of. usage: bench_records RULESET FILE brief|full N
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/file.hpp"
#include "bench/in_process.hpp"

int main(int count, char** arguments) {
  if (count != 5) return 2;
  const auto loaded = palpate::ruleset::load(arguments[1]);
  const auto bytes = palpate::read_file(arguments[2], std::size_t{1} << 30U);
  if (!loaded.rule_set || !bytes) return 3;
  const auto engine = palpate::make_engine(loaded.rule_set);
  bench::InProcess palpate(*engine);
  const bool full = std::string_view(arguments[3]) == "full";
  std::string_view rest = *bytes;
  std::string out;
  std::size_t size = 0;
  for (int left = std::atoi(arguments[4]); left > 0 && !rest.empty(); --left) {
    const auto end = std::min(rest.find('\n'), rest.size() - 1);
    const auto record = rest.substr(0, end);
    full ? palpate.append_full(record, out) : palpate.append_brief(record, out);
    rest.remove_prefix(end + 1);
    size += out.size();
    out.clear();
  }
  std::printf("%zu bytes\n", size);
  return size == 0 ? 3 : 0;
}
