#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assess/assess.hpp"
#include "base/file.hpp"
#include "ruleset/rule_set.hpp"

/// Shipped and fixture rule sets for tests, loaded once a process.
namespace palpate::support {

inline std::string source_path(const std::string& relative) {
  return std::string(PALPATE_SOURCE_DIR) + "/" + relative;
}

inline std::shared_ptr<const ruleset::RuleSet> rule_set(const std::string& relative) {
  static std::map<std::string, std::shared_ptr<const ruleset::RuleSet>> loaded;
  auto& slot = loaded[relative];
  if (!slot) {
    auto result = ruleset::load(source_path(relative));
    if (!result.rule_set) ADD_FAILURE() << render(result.diagnostics);
    slot = result.rule_set;
  }
  return slot;
}

inline constexpr const char* lumbopelvic = "rules/lumbopelvic/1.0.0";
inline constexpr const char* knee = "tests/unit/ruleset/fixtures/knee/1.0.0";

inline Temporal noon() { return *parse_date_time("2026-01-15T12:00:00.000Z"); }

/// The shipped examples: path and bytes.
inline std::vector<std::pair<std::string, std::string>> examples() {
  std::vector<std::pair<std::string, std::string>> out;
  const auto directory = source_path(std::string(lumbopelvic) + "/examples");
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() != ".json") continue;
    auto bytes = read_file(entry.path().string(), 1U << 20U);
    if (bytes) out.emplace_back(entry.path().string(), std::move(*bytes));
  }
  return out;
}

}  // namespace palpate::support
