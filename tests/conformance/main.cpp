// cql_conformance [--known FILE] [--failures] FOLDER
//
// Runs the public CQL suite and prints counts per file and in all. Exit codes: 0 as expected;
// 1 a case failed that known.txt does not list, or a listed one passes, or none was found;
// 2 usage; 77 the suite is not there (ctest shows the test as skipped).
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runner.hpp"
#include "suite.hpp"

namespace {

using palpate::conformance::Case;
using palpate::conformance::Outcome;
using palpate::conformance::Verdict;

constexpr int exit_unexpected = 1;
constexpr int exit_usage = 2;
constexpr int exit_skipped = 77;

struct Options {
  std::string folder;
  std::string known;
  bool failures = false;
};

struct Counts {
  int passed = 0;
  int failed = 0;
  int errors = 0;
};

bool read_options(int count, char** arguments, Options& options) {
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--failures") {
      options.failures = true;
    } else if (argument == "--known" && i + 1 < count) {
      options.known = arguments[++i];
    } else if (options.folder.empty() && argument.front() != '-') {
      options.folder = argument;
    } else {
      return false;
    }
  }
  return !options.folder.empty();
}

/// Lines "File/Group/Test  reason"; '#' begins a comment. Two spaces end the name, because names
/// of groups hold single ones.
std::map<std::string, std::string> read_known(const std::string& path) {
  std::map<std::string, std::string> known;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t gap = line.find("  ");
    const std::string reason =
        gap == std::string::npos ? std::string() : line.substr(line.find_first_not_of(' ', gap));
    known[line.substr(0, gap)] = reason;
  }
  return known;
}

void count(Counts& counts, Verdict verdict) {
  if (verdict == Verdict::pass) ++counts.passed;
  if (verdict == Verdict::fail) ++counts.failed;
  if (verdict == Verdict::error) ++counts.errors;
}

void print_failure(const Case& test, const Outcome& outcome) {
  std::printf("%s\n  expression %s\n", test.path().c_str(), test.expression.c_str());
  std::printf("  expected   %s\n",
              test.invalid || test.outputs.empty() ? "an error" : test.outputs.front().c_str());
  std::printf("  got        %s\n", outcome.got.c_str());
}

void print_counts(const char* name, const Counts& counts) {
  std::printf("%-40s %5d pass %5d fail %5d error\n", name, counts.passed, counts.failed,
              counts.errors);
}

/// Prints what known.txt does not foresee; true when there is nothing.
bool compare_with_known(const std::vector<std::pair<Case, Outcome>>& results,
                        std::map<std::string, std::string> known) {
  bool as_expected = true;
  for (const auto& [test, outcome] : results) {
    const bool listed = known.erase(test.path()) > 0;
    const bool passed = outcome.verdict == Verdict::pass;
    if (listed && passed) std::printf("listed, but passes: %s\n", test.path().c_str());
    if (!listed && !passed) {
      std::printf("unexpected: ");
      print_failure(test, outcome);
    }
    as_expected = as_expected && listed != passed;
  }
  for (const auto& [path, reason] : known) {
    std::printf("listed, but not in the suite: %s\n", path.c_str());
    as_expected = false;
  }
  return as_expected;
}

}  // namespace

int main(int argument_count, char** arguments) {
  Options options;
  if (!read_options(argument_count, arguments, options)) {
    std::fprintf(stderr, "usage: cql_conformance [--known FILE] [--failures] FOLDER\n");
    return exit_usage;
  }
  std::vector<std::string> problems;
  const auto cases = palpate::conformance::read_suite(options.folder, problems);
  if (!cases) {
    std::printf("skipped: there is no folder %s\n", options.folder.c_str());
    return exit_skipped;
  }
  for (const std::string& problem : problems) std::printf("%s\n", problem.c_str());
  std::map<std::string, Counts> by_file;
  Counts total;
  std::vector<std::pair<Case, Outcome>> results;
  for (const Case& test : *cases) {
    const Outcome outcome = palpate::conformance::run(test);
    count(by_file[test.file], outcome.verdict);
    count(total, outcome.verdict);
    if (options.failures && outcome.verdict != Verdict::pass) print_failure(test, outcome);
    results.emplace_back(test, outcome);
  }
  for (const auto& [file, counts] : by_file) print_counts(file.c_str(), counts);
  print_counts("total", total);
  if (results.empty() || !problems.empty()) {
    std::printf("no cases, or files that could not be read\n");
    return exit_unexpected;
  }
  if (options.known.empty()) return 0;
  return compare_with_known(results, read_known(options.known)) ? 0 : exit_unexpected;
}
