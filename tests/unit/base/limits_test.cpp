#include "base/limits.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/document.hpp"

namespace palpate {
namespace {

/// The code of the only diagnostic of reading `yaml`; empty when it reads.
std::string refusal(std::string yaml) {
  Diagnostics diagnostics;
  const auto document = parse_yaml(std::make_shared<SourceText>("f", std::move(yaml)), diagnostics);
  if (diagnostics.empty()) return {};
  EXPECT_EQ(diagnostics.all().size(), 1U);
  EXPECT_TRUE(document.root.is_null());
  return diagnostics.all().front().code;
}

std::string repeat(std::string_view piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out.append(piece);
  return out;
}

TEST(YamlLimits, Nesting) {
  const auto nested = [](std::size_t depth) { return repeat("[", depth) + repeat("]", depth); };
  EXPECT_EQ(refusal(nested(limits::yaml_nesting)), "");
  EXPECT_EQ(refusal(nested(limits::yaml_nesting + 1)), "YAML0009");
  EXPECT_EQ(refusal(nested(1'000'000)), "YAML0009");
  EXPECT_FALSE(refusal(repeat("[", 1'000'000)).empty());
  EXPECT_EQ(refusal(repeat("- ", 100'000)), "YAML0009");
  EXPECT_FALSE(refusal(repeat("{a: ", 100'000)).empty());
}

TEST(YamlLimits, ExplicitKeysNestToo) {
  EXPECT_FALSE(refusal(repeat("? ", 100'000)).empty());
  EXPECT_FALSE(refusal(repeat("[a: ", 100'000)).empty());
}

TEST(YamlLimits, Nodes) {
  const auto list = [](std::size_t nodes) { return "[" + repeat("1,", nodes - 1) + "]"; };
  EXPECT_EQ(refusal(list(limits::yaml_nodes)), "");
  EXPECT_EQ(refusal(list(limits::yaml_nodes + 1)), "YAML0010");
}

TEST(YamlLimits, Bytes) {
  const auto comment = [](std::size_t bytes) { return std::string(bytes, '#'); };
  EXPECT_EQ(refusal(comment(limits::ruleset_file_bytes)), "");
  EXPECT_EQ(refusal(comment(limits::ruleset_file_bytes + 1)), "YAML0003");
}

TEST(YamlLimits, KeyLength) {
  EXPECT_EQ(refusal(std::string(limits::name_length, 'k') + ": 1"), "");
  EXPECT_EQ(refusal(std::string(limits::name_length + 1, 'k') + ": 1"), "YAML0013");
}

TEST(YamlLimits, PointerBytes) {
  std::string yaml;
  for (int i = 0; i < 20; ++i) yaml += "{" + std::string(limits::name_length, 'k') + ": ";
  EXPECT_EQ(refusal(yaml + "[" + repeat("1,", 100'000) + "]" + repeat("}", 20)), "YAML0014");
  EXPECT_EQ(refusal(yaml + "[" + repeat("1,", 1'000) + "]" + repeat("}", 20)), "");
}

TEST(DiagnosticLimits, Count) {
  Diagnostics diagnostics;
  for (std::uint32_t i = 0; i < 2 * limits::diagnostics; ++i) {
    diagnostics.error("X", nullptr, {i, i}, "one of many");
  }
  EXPECT_EQ(diagnostics.all().size(), limits::diagnostics);
  EXPECT_EQ(diagnostics.error_count(), limits::diagnostics);
}

TEST(DiagnosticLimits, ALongNameHasNoNeighbours) {
  const std::string name(limits::name_length + 1, 'x');
  EXPECT_EQ(nearest(name, {name}), "");
}

}  // namespace
}  // namespace palpate
