#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "generate/generate.hpp"
#include "support/rules.hpp"

namespace palpate::generate {

inline constexpr const char* intake40 = "tests/bench/rules/intake40/1.0.0";

struct LoadedProfile {
  std::optional<Profile> profile;
  Diagnostics diagnostics;
};

inline LoadedProfile load(const std::string& text, const ruleset::RuleSet& rules) {
  LoadedProfile out;
  const auto document =
      parse_yaml(std::make_shared<const SourceText>("profile.yaml", text), out.diagnostics);
  if (!out.diagnostics.has_errors()) {
    out.profile = load_profile(document, rules, out.diagnostics);
  }
  return out;
}

/// A profile for the knee fixture from its `items` and what stands above them.
inline Profile knee_profile(const std::string& text) {
  auto loaded = load("dictionary: knee-intake\n" + text, *support::rule_set(support::knee));
  EXPECT_TRUE(loaded.profile) << render(loaded.diagnostics);
  return loaded.profile ? *std::move(loaded.profile) : Profile();
}

inline Profile shipped_profile(const std::string& path, const ruleset::RuleSet& rules) {
  const auto bytes = read_file(support::source_path(path), 1U << 22U);
  EXPECT_TRUE(bytes) << path;
  auto loaded = load(*bytes, rules);
  EXPECT_TRUE(loaded.profile) << render(loaded.diagnostics);
  return *std::move(loaded.profile);
}

inline std::string line(Generator& generator, std::uint64_t index) {
  std::string out;
  EXPECT_TRUE(generator.append(index, out));
  return out;
}

/// The answers of the first `count` records.
inline std::vector<boost::json::object> answers(const std::string& rules, Profile profile,
                                                std::uint64_t count, const Options& options = {}) {
  Generator generator(support::rule_set(rules), std::move(profile), options);
  std::vector<boost::json::object> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    out.push_back(boost::json::parse(line(generator, i)).at("answers").as_object());
  }
  return out;
}

/// The share of `records` for which `holds`.
template <typename Holds>
double share(const std::vector<boost::json::object>& records, Holds holds) {
  std::size_t count = 0;
  for (const auto& record : records) count += holds(record) ? 1U : 0U;
  return static_cast<double>(count) / static_cast<double>(records.size());
}

inline bool is_true(const boost::json::object& record, std::string_view item) {
  const auto* value = record.if_contains(item);
  return value != nullptr && value->is_bool() && value->get_bool();
}

}  // namespace palpate::generate
