#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "disputed.hpp"
#include "runner.hpp"
#include "suite.hpp"

namespace palpate::conformance {

using Results = std::vector<std::pair<Case, Outcome>>;

struct Counts {
  int passed = 0;
  int failed = 0;
  int errors = 0;
  int disputed = 0;  ///< listed, and not passed
};

struct Report {
  std::map<std::string, Counts> by_file;
  Counts total;
  /// What the list of disputes does not foresee, a case each: a failure that is not listed, a
  /// listed case that passes, a listed one that the suite does not have. Empty: as expected.
  std::vector<std::string> unexpected;
};

Report make_report(const Results& results, const Disputes& disputes);
/// The name of a case, its expression, what was expected and what came.
std::string describe(const Case& test, const Outcome& outcome);
/// One line a file and one for all.
std::string table(const Report& report);

struct Engine {
  std::string version;
  std::string run_at;  ///< ISO 8601
};
/// The result file of the public runner: cql-test-results.schema.json of cql-tests-runner. It has
/// no word for a dispute: disputed cases count as what they are, failures and errors.
std::string results_json(const Results& results, const Engine& engine);

}  // namespace palpate::conformance
