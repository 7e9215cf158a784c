// Loads a rule set and assesses one file N times: what callgrind counts instructions of.
// usage: bench_once RULESET ASSESSMENT N
#include <cstdio>
#include <cstdlib>

#include "assess/assess.hpp"
#include "base/file.hpp"
#include "render/render.hpp"

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto loaded = palpate::ruleset::load(arguments[1]);
  const auto bytes = palpate::read_file(arguments[2], 1U << 20U);
  if (!loaded.rule_set || !bytes) return 3;
  const auto engine = palpate::make_engine(loaded.rule_set);
  const auto adapter = palpate::intake::make_json_adapter();
  const auto renderer = palpate::rendering::make_json_renderer({}, loaded.rule_set);
  palpate::AssessScratch scratch(*engine);
  std::size_t size = 0;
  for (int i = 0; i < std::atoi(arguments[3]); ++i) {
    const auto report = palpate::assess(*engine, *adapter, *bytes, {}, scratch);
    if (report) size += renderer->render(*report).size();
  }
  std::printf("%zu bytes\n", size);
  return size == 0 ? 3 : 0;
}
