// Counts, and what the list of disputes does not foresee. External interface: report.hpp.
#include "report.hpp"

#include <cstdio>

namespace palpate::conformance {
namespace {

void count(Counts& counts, Verdict verdict, bool listed) {
  if (verdict == Verdict::pass) {
    ++counts.passed;
  } else if (listed) {
    ++counts.disputed;
  } else if (verdict == Verdict::fail) {
    ++counts.failed;
  } else {
    ++counts.errors;
  }
}

std::string line(const std::string& name, const Counts& counts) {
  char text[160];
  std::snprintf(text, sizeof text, "%-40s %5d pass %5d fail %5d error %5d disputed\n", name.c_str(),
                counts.passed, counts.failed, counts.errors, counts.disputed);
  return text;
}

}  // namespace

Report make_report(const Results& results, const Disputes& disputes) {
  Report report;
  auto not_met = disputes.cases;
  for (const auto& [test, outcome] : results) {
    const bool listed = not_met.erase(test.path()) > 0;
    const bool passed = outcome.verdict == Verdict::pass;
    count(report.by_file[test.file], outcome.verdict, listed);
    count(report.total, outcome.verdict, listed);
    if (listed && passed) report.unexpected.push_back("disputed, but passes: " + test.path());
    if (!listed && !passed) report.unexpected.push_back(describe(test, outcome));
  }
  for (const auto& [path, dispute] : not_met) {
    report.unexpected.push_back("disputed, but not in the suite: " + path);
  }
  return report;
}

std::string describe(const Case& test, const Outcome& outcome) {
  const std::string expected =
      test.invalid || test.outputs.empty() ? "an error" : test.outputs.front();
  return test.path() + "\n  expression " + test.expression + "\n  expected   " + expected +
         "\n  got        " + outcome.got;
}

std::string table(const Report& report) {
  std::string text;
  for (const auto& [file, counts] : report.by_file) text += line(file, counts);
  return text + line("total", report.total);
}

}  // namespace palpate::conformance
