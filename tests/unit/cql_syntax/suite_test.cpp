#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "cql/syntax/parser.hpp"

/// Every expression of the public CQL suite (github.com/cqframework/cql-tests) parses. The suite
/// lies beside the source tree; what the expressions mean is the conformance test's business.
namespace palpate::cql {
namespace {

std::filesystem::path suite() {
  return std::filesystem::path(PALPATE_SOURCE_DIR) / ".." / "shared" / "cql-tests";
}

std::string decode(std::string text) {
  const std::vector<std::pair<std::string, std::string>> entities = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, character] : entities) {
    for (auto at = text.find(entity); at != std::string::npos;
         at = text.find(entity, at + character.size())) {
      text.replace(at, entity.size(), character);
    }
  }
  return text;
}

std::string without_comments(std::string text) {
  for (auto at = text.find("<!--"); at != std::string::npos; at = text.find("<!--", at)) {
    text.erase(at, text.find("-->", at) + 3 - at);
  }
  return text;
}

/// The text of all <expression> elements that are not marked invalid.
std::vector<std::string> expressions(const std::string& raw) {
  const auto xml = without_comments(raw);
  std::vector<std::string> found;
  for (auto at = xml.find("<expression"); at != std::string::npos;
       at = xml.find("<expression", at + 1)) {
    const auto content = xml.find('>', at) + 1;
    if (xml.substr(at, content - at).find("invalid=") != std::string::npos) continue;
    found.push_back(decode(xml.substr(content, xml.find("</expression>", content) - content)));
  }
  return found;
}

TEST(CqlSuite, EveryExpressionParses) {
  if (!std::filesystem::is_directory(suite())) {
    GTEST_SKIP() << "the CQL suite is not at " << suite();
  }
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(suite())) {
    if (entry.path().extension() != ".xml") continue;
    const auto text = read_file(entry.path().string(), 4U << 20U);
    ASSERT_TRUE(text.has_value());
    for (const auto& expression : expressions(*text)) {
      Diagnostics diagnostics;
      const auto name = entry.path().filename().string();
      const auto tree =
          parse_expression(std::make_shared<SourceText>(name, expression), diagnostics);
      EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
      EXPECT_NE(tree->kind, ast::Expression::Kind::error) << expression;
      ++count;
    }
  }
  EXPECT_GT(count, 1700U);
}

}  // namespace
}  // namespace palpate::cql
