// The information-monotone check must be sound: of hundreds of random conditions over a small
// record, every one that it lets pass is evaluated on all partial records, and answering one more
// question must never change a definite answer. Conditions that it refuses are counted too: were it
// to refuse everything, or nothing, this would prove nothing.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "random_conditions.hpp"
#include "value/print.hpp"

namespace palpate::cql {
namespace {

enum class Outcome { does_not_compile, refused, accepted };

Outcome check(const std::string& condition, const testing::Records& records) {
  const auto compilation = compile(testing::library_with(condition));
  if (!compilation.program) return Outcome::does_not_compile;
  const auto root = *compilation.program->find("Main", "C");
  Diagnostics diagnostics;
  check_monotone(*compilation.program, std::span(&root, 1), "Palpate", diagnostics);
  if (diagnostics.has_errors()) return Outcome::refused;

  Scratch scratch(compilation.program);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto slots = records.record(i);
    scratch.begin({slots, *parse_date_time("2026-01-15T12:00:00.000Z")});
    const auto value = scratch.definition(root);
    values.push_back(value ? to_cql(*value) : "error");
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (values[i] == "null") continue;
    for (const auto refined : records.refinements(i)) {
      if (values[refined] == values[i]) continue;
      ADD_FAILURE() << condition << "\n  was let pass, but turns " << values[i] << " into "
                    << values[refined] << " when one more question is answered";
      return Outcome::accepted;
    }
  }
  return Outcome::accepted;
}

TEST(MonotoneSoundness, WhatIsLetPassNeverChangesADefiniteAnswer) {
  const testing::Records records(testing::Records::OpenList::given);
  testing::Generator generator(20261121);
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (int n = 0; n < 1500 && !HasFailure(); ++n) {
    const auto outcome = check(generator.condition(1 + n % 3), records);
    accepted += outcome == Outcome::accepted ? 1 : 0;
    refused += outcome == Outcome::refused ? 1 : 0;
  }
  EXPECT_GT(accepted, 60U);
  EXPECT_GT(refused, 100U);
}

}  // namespace
}  // namespace palpate::cql
