#pragma once

#include <memory>
#include <string>
#include <vector>

#include "render/render.hpp"
#include "support/rules.hpp"
#include "unit/triage/lab.hpp"

namespace palpate::support {

/// Assesses and keeps what is needed for it.
class Desk {
 public:
  explicit Desk(std::shared_ptr<const ruleset::RuleSet> rules)
      : engine(make_engine(std::move(rules))), scratch(*engine) {}

  Report report(const std::string& bytes) {
    auto result = assess(*engine, *adapter, bytes, {}, scratch);
    EXPECT_TRUE(result.has_value());
    return std::move(*result);
  }

  std::shared_ptr<const Engine> engine;
  AssessScratch scratch;
  std::unique_ptr<intake::IntakeAdapter> adapter = intake::make_json_adapter();
};

inline std::string replace_once(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

/// The shipped examples, and what else a renderer meets: cut off, misspelt, without a time, empty,
/// contradictory, nothing but an emergency.
inline std::vector<std::pair<std::string, std::string>> inputs() {
  auto all = examples();
  const auto shipped = all;
  for (const auto& [path, bytes] : shipped) {
    all.emplace_back(path + " cut off", bytes.substr(0, bytes.size() / 2));
    all.emplace_back(path + " without a time", replace_once(bytes, "\"recordedAt\"", "\"note\""));
    all.emplace_back(
        path + " with a misspelt item",
        replace_once(bytes, "\"answers\": {", "\"answers\": {\"sadleNumbness\": true, "));
    all.emplace_back(
        path + " with an emergency",
        replace_once(bytes, "\"answers\": {", "\"answers\": {\"saddleNumbness\": true, "));
  }
  all.emplace_back("nothing", "");
  all.emplace_back("an empty object", "{}");
  all.emplace_back("no answers",
                   R"({"id": "a", "subject": "p", "dictionary": "lumbopelvic-intake@1.0.0",
                       "recordedAt": "2026-01-15T09:00:00Z", "answers": {}})");
  all.emplace_back("contradictory",
                   R"({"id": "a", "subject": "p", "dictionary": "lumbopelvic-intake@1.0.0",
                       "recordedAt": "2026-01-15T09:00:00Z",
                       "answers": {"bladderBowelNormal": true, "urinaryRetention": true}})");
  return all;
}

}  // namespace palpate::support
