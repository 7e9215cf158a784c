// The seeds of the fuzz targets say something: nearly all compile and give a value, else fuzzing
// would only ever meet the first mistake.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "fuzz/record.hpp"
#include "support.hpp"

namespace palpate::cql::testing {
namespace {

TEST(FuzzSeeds, CompileAndRun) {
  std::ifstream file(std::string(PALPATE_SOURCE_DIR) + "/tests/fuzz/expressions.txt");
  std::size_t all = 0;
  std::size_t refused = 0;
  std::size_t failed = 0;
  CompileInput input;
  input.schema = fuzz::record_schema();
  const std::vector<Value> unanswered(input.schema.slot_count);
  for (std::string line; std::getline(file, line);) {
    ++all;
    const auto compiled = compile_expression(source("seed", line), input);
    if (!compiled.program) {
      ++refused;
      std::cout << render(compiled.diagnostics);
      continue;
    }
    Scratch scratch(compiled.program);
    scratch.begin({unanswered, fuzz::evaluation_time()});
    failed += scratch.definition(0) ? 0U : 1U;
  }
  EXPECT_GE(all, 80U);
  EXPECT_LE(refused, all / 20);
  EXPECT_LE(failed, all / 20);
}

}  // namespace
}  // namespace palpate::cql::testing
