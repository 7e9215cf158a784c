#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/assess.hpp"
#include "base/diagnostic.hpp"
#include "base/document.hpp"

/// A rule set's own tests: cases/*.yaml (docs/rule-authoring.md, "cases").
namespace palpate::cli {

/// One case, ready to run: the assessment that it stands for and what it expects.
struct Case {
  std::string id;
  std::string title;
  std::string source;
  std::string notes;
  std::string file;
  std::string assessment;  ///< JSON
  std::optional<Temporal> now;
  std::map<std::string, std::string> parameters;      ///< of the rule set: name → CQL literal
  std::map<std::string, std::string> flags;           ///< id → present, absent, undetermined
  std::vector<std::string> level, at_least, at_most;  ///< any of these; empty: not checked
  std::optional<std::string> next_question;
  std::optional<std::vector<std::string>> findings;
  std::optional<std::vector<std::string>> floors;
  std::vector<std::string> has_findings;
  std::optional<std::string> programme;
  std::vector<std::string> includes, excludes;
};

/// Reads every case of a rule set; mistakes in them (unknown flags, levels, exercises, a case that
/// expects nothing) are diagnostics RS0400–RS0449.
std::vector<Case> load_cases(const ruleset::RuleSet& rules, Diagnostics& diagnostics);

/// What differs from what the case expects, one line each; empty when it passes.
std::vector<std::string> differences(const Case& expected, const Report& report);

}  // namespace palpate::cli
