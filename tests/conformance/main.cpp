// cql_conformance [--disputed FILE] [--failures] [--json FILE] FOLDER
//
// Runs the public CQL suite and prints counts per file and in all. Exit codes: 0 as expected;
// 1 a case failed that the list of disputes does not name, a disputed one passes, or none was
// found; 2 usage; 77 the suite is not there (ctest shows the test as skipped).
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "report.hpp"

namespace {

namespace conformance = palpate::conformance;

constexpr int exit_unexpected = 1;
constexpr int exit_usage = 2;
constexpr int exit_skipped = 77;

struct Options {
  std::string folder;
  std::string disputed;
  std::string json;
  bool failures = false;
};

bool read_options(int count, char** arguments, Options& options) {
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--failures") {
      options.failures = true;
    } else if (argument == "--disputed" && i + 1 < count) {
      options.disputed = arguments[++i];
    } else if (argument == "--json" && i + 1 < count) {
      options.json = arguments[++i];
    } else if (options.folder.empty() && !argument.empty() && argument.front() != '-') {
      options.folder = argument;
    } else {
      return false;
    }
  }
  return !options.folder.empty();
}

/// False when there is no such file, which was said.
bool read_list(const std::string& path, conformance::Disputes& disputes) {
  if (path.empty()) return true;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::printf("%s cannot be read\n", path.c_str());
    return false;
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  disputes = conformance::read_disputes(text);
  for (const std::string& problem : disputes.problems) {
    std::printf("%s: %s\n", path.c_str(), problem.c_str());
  }
  return disputes.problems.empty();
}

std::string time_of_run() {
  const std::time_t now = std::time(nullptr);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&now));
  return text;
}

bool write_json(const std::string& path, const conformance::Results& results) {
  if (path.empty()) return true;
  std::ofstream file(path, std::ios::binary);
  file << conformance::results_json(results, {PALPATE_VERSION, time_of_run()});
  file.flush();
  if (!file) std::printf("%s cannot be written\n", path.c_str());
  return static_cast<bool>(file);
}

}  // namespace

int main(int argument_count, char** arguments) {
  Options options;
  if (!read_options(argument_count, arguments, options)) {
    std::fprintf(stderr,
                 "usage: cql_conformance [--disputed FILE] [--failures] [--json FILE] FOLDER\n");
    return exit_usage;
  }
  std::vector<std::string> problems;
  const auto cases = conformance::read_suite(options.folder, problems);
  if (!cases) {
    std::printf("skipped: there is no folder %s\n", options.folder.c_str());
    return exit_skipped;
  }
  for (const std::string& problem : problems) std::printf("%s\n", problem.c_str());
  conformance::Disputes disputes;
  bool good = read_list(options.disputed, disputes) && problems.empty();
  conformance::Results results;
  for (const conformance::Case& test : *cases) {
    results.emplace_back(test, conformance::run(test));
    const auto& outcome = results.back().second;
    if (options.failures && outcome.verdict != conformance::Verdict::pass) {
      std::printf("%s\n", conformance::describe(test, outcome).c_str());
    }
  }
  const auto report = conformance::make_report(results, disputes);
  std::printf("%s", conformance::table(report).c_str());
  good = write_json(options.json, results) && good;
  if (results.empty()) std::printf("no cases\n");
  if (!options.disputed.empty()) {
    for (const std::string& each : report.unexpected) std::printf("%s\n", each.c_str());
    good = good && report.unexpected.empty();
  }
  return good && !results.empty() ? 0 : exit_unexpected;
}
