#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "batch/screen.hpp"
#include "support/folder.hpp"
#include "support/rules.hpp"

namespace palpate::support {

inline std::string read_all(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// An assessment for the knee rule set on one line, without its line break.
inline std::string knee_record(const std::string& id, const std::string& answers) {
  return R"({"id":")" + id + R"(","subject":"s","dictionary":"knee-intake@1.0.0",)" +
         R"("recordedAt":"2026-01-15T09:00:00Z","answers":{)" + answers + "}}";
}

inline std::shared_ptr<const Engine> knee_engine() {
  static const auto engine = make_engine(rule_set(knee));
  return engine;
}

inline batch::ScreenOptions knee_options(const std::string& input, const std::string& out) {
  batch::ScreenOptions options;
  options.inputs = {input};
  options.out = out;
  options.form = batch::Form::brief_json;
  options.red_flags_only = true;
  options.chunk_records = 16;  // many chunks of few records
  options.format.adapter = [](std::string_view) -> Result<std::unique_ptr<intake::IntakeAdapter>> {
    return intake::make_json_adapter();
  };
  return options;
}

/// `count` records of every kind that a registry holds: answered, in part, not at all, damaged.
inline std::string knee_records(std::size_t count) {
  const std::vector<std::string> answers = {
      R"("twistInjury":true,"cannotBearWeight":true)",
      R"("twistInjury":false,"cannotBearWeight":false,"feltFeverish":false,"ageYears":40,)"
      R"("hadSurgery":false,"temperature":{"value":37,"unit":"Cel"})",
      R"("feltFeverish":true,"twistInjury":false)",
      R"("ageYears":{"unknown":"declined"})",
      "",
      R"("runsNow":true,"cannotBearWeight":true,"twistInjury":false)",
      R"("twistInjury":true,"cannotBearWeight":true,"nope":1)"};
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    auto record = knee_record("r" + std::to_string(i), answers[i % answers.size()]);
    if (i % 11 == 10) record.resize(record.size() / 2);
    out += record + (i % 5 == 4 ? "\r\n" : "\n") + (i % 17 == 16 ? "\n" : "");
  }
  return out;
}

}  // namespace palpate::support
