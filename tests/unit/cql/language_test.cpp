// tests/language/*.cqlt: expressions and their values, written from the specification.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "cql/operators/table.hpp"
#include "support.hpp"
#include "value/compare.hpp"

namespace palpate::cql::testing {
namespace {

struct LanguageCase {
  std::string place;
  std::string expression;
  std::string expected;
};

constexpr std::string_view arrow = " => ";

std::vector<LanguageCase> cases_of(const std::filesystem::path& path) {
  std::vector<LanguageCase> cases;
  std::ifstream file(path, std::ios::binary);
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t at = line.rfind(arrow);
    const std::string place = path.filename().string() + ":" + std::to_string(number);
    if (at == std::string::npos) {
      ADD_FAILURE() << place << " has no =>";
      continue;
    }
    cases.push_back({place, line.substr(0, at), line.substr(at + arrow.size())});
  }
  return cases;
}

std::vector<LanguageCase> all_cases() {
  std::vector<LanguageCase> all;
  const std::filesystem::path folder = PALPATE_SOURCE_DIR "/tests/language";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cqlt") continue;
    const auto some = cases_of(entry.path());
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

struct Answer {
  std::string code;  ///< of the first diagnostic when it does not compile
  std::unique_ptr<Scratch> scratch;
  std::optional<Value> value;  ///< empty when evaluation fails
};

Answer answer_to(const std::string& expression) {
  Answer answer;
  const auto compiled = compile_expression(source("case", expression));
  if (!compiled.program) {
    for (const auto& diagnostic : compiled.diagnostics.all()) {
      if (diagnostic.severity != Severity::error) continue;
      answer.code = diagnostic.code;
      break;
    }
    return answer;
  }
  answer.scratch = std::make_unique<Scratch>(compiled.program);
  answer.scratch->begin({{}, test_time()});
  const auto value = answer.scratch->definition(*compiled.program->find("Expression", "Result"));
  if (value) answer.value = *value;
  return answer;
}

std::string shown(const Answer& answer) {
  if (!answer.code.empty()) return "error " + answer.code;
  return answer.value ? to_cql(*answer.value) : "error";
}

/// The same literal, or an equivalent value of the same kind (1.50 and 1.5).
bool as_expected(const Answer& actual, const std::string& expected) {
  if (expected.substr(0, 5) == "error" || !actual.value) return shown(actual) == expected;
  const Answer wanted = answer_to(expected);
  if (!wanted.value) return false;
  return to_cql(*actual.value) == to_cql(*wanted.value) ||
         (actual.value->kind() == wanted.value->kind() &&
          equivalent(*actual.value, *wanted.value, {}));
}

TEST(Language, EveryCaseIsAsTheSpecificationSays) {
  const auto cases = all_cases();
  EXPECT_GT(cases.size(), 500U);
  for (const LanguageCase& test : cases) {
    const Answer actual = answer_to(test.expression);
    EXPECT_TRUE(as_expected(actual, test.expected))
        << test.place << ": " << test.expression << "\n  expected " << test.expected
        << "\n  got      " << shown(actual);
  }
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Language, TheTableOfTheDocumentationNamesEveryOperator) {
  const std::string table = read(PALPATE_SOURCE_DIR "/docs/language.md");
  for (const auto chapter :
       {logical_operators, type_operators, nullological_operators, comparison_operators,
        arithmetic_operators, string_operators, date_time_operators, interval_operators,
        list_operators, aggregate_operators, clinical_operators, message_operators}) {
    for (const OverloadDeclaration& declaration : chapter()) {
      EXPECT_NE(table.find("`" + std::string(declaration.name) + "`"), std::string::npos)
          << declaration.name << " is not in docs/language.md";
    }
  }
}

TEST(Language, EveryFunctionHasACase) {
  std::string text;
  for (const LanguageCase& test : all_cases()) text += test.expression + "\n";
  for (const std::string_view name : OperatorTable::standard().callable_names()) {
    // Operators that are written between or before their operands may be called as well.
    static const std::set<std::string_view> written_otherwise = {"After",
                                                                 "Before",
                                                                 "Collapse",
                                                                 "Contains",
                                                                 "Distinct",
                                                                 "End",
                                                                 "Ends",
                                                                 "Except",
                                                                 "Exists",
                                                                 "Expand",
                                                                 "Flatten",
                                                                 "In",
                                                                 "IncludedIn",
                                                                 "Includes",
                                                                 "Indexer",
                                                                 "Intersect",
                                                                 "Meets",
                                                                 "MeetsAfter",
                                                                 "MeetsBefore",
                                                                 "Not",
                                                                 "Overlaps",
                                                                 "OverlapsAfter",
                                                                 "OverlapsBefore",
                                                                 "PointFrom",
                                                                 "ProperContains",
                                                                 "ProperIn",
                                                                 "ProperIncludedIn",
                                                                 "ProperIncludes",
                                                                 "SameAs",
                                                                 "SameOrAfter",
                                                                 "SameOrBefore",
                                                                 "SingletonFrom",
                                                                 "Start",
                                                                 "Starts",
                                                                 "Union",
                                                                 "Width",
                                                                 "ExpandValueSet"};
    if (written_otherwise.count(name) != 0) continue;
    EXPECT_NE(text.find(std::string(name) + "("), std::string::npos) << name << " has no case";
  }
}

}  // namespace
}  // namespace palpate::cql::testing
