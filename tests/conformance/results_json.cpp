// The public runner's result file. External interface: results_json in report.hpp.
#include <boost/json.hpp>

#include "report.hpp"

namespace palpate::conformance {
namespace {

namespace json = boost::json;

std::string_view status_of(Verdict verdict) {
  if (verdict == Verdict::pass) return "pass";
  return verdict == Verdict::fail ? "fail" : "error";
}

json::array capabilities_of(const Case& test) {
  json::array all;
  for (const Capability& capability : test.capabilities) {
    json::object one{{"code", capability.code}};
    if (!capability.value.empty()) one["value"] = capability.value;
    all.push_back(std::move(one));
  }
  return all;
}

json::object result_of(const Case& test, const Outcome& outcome) {
  json::object result{{"testsName", test.file},
                      {"groupName", test.group},
                      {"testName", test.name},
                      {"expression", test.expression},
                      {"testStatus", status_of(outcome.verdict)},
                      {"actual", outcome.got}};
  if (!test.outputs.empty()) result["expected"] = test.outputs.front();
  result["invalid"] = !test.invalid ? "false" : test.semantic ? "semantic" : "true";
  if (outcome.verdict == Verdict::error) {
    result["error"] = json::object{{"name", "EvaluationError"}, {"message", outcome.got}};
  }
  result["capabilities"] = capabilities_of(test);
  return result;
}

}  // namespace

std::string results_json(const Results& results, const Engine& engine) {
  int passed = 0;
  int failed = 0;
  int errors = 0;
  json::array all;
  for (const auto& [test, outcome] : results) {
    passed += outcome.verdict == Verdict::pass ? 1 : 0;
    failed += outcome.verdict == Verdict::fail ? 1 : 0;
    errors += outcome.verdict == Verdict::error ? 1 : 0;
    all.push_back(result_of(test, outcome));
  }
  const json::object file{
      {"cqlengine",
       {{"apiUrl", ""},
        {"description", "palpate, native C++"},
        {"cqlVersion", "1.5.3"},
        {"cqlTranslator", "palpate"},
        {"cqlTranslatorVersion", engine.version},
        {"cqlEngine", "palpate"},
        {"cqlEngineVersion", engine.version}}},
      {"testsRunDateTime", engine.run_at},
      {"testResultsSummary",
       {{"passCount", passed}, {"skipCount", 0}, {"failCount", failed}, {"errorCount", errors}}},
      {"results", std::move(all)}};
  return json::serialize(file) + "\n";
}

}  // namespace palpate::conformance
