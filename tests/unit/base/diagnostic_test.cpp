#include "base/diagnostic.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace palpate {
namespace {

SourcePtr source(std::string name, std::string text) {
  return std::make_shared<SourceText>(std::move(name), std::move(text));
}

TEST(Diagnostic, RendersTheLineWithACaret) {
  const auto text = source("logic/a.cql", "define X:\n\tsadleNumbness is true\n");
  Diagnostics diagnostics;
  diagnostics.error("CQL0201", text, {11, 24}, "there is no 'sadleNumbness'",
                    "did you mean 'saddleNumbness'?");
  EXPECT_EQ(render(diagnostics),
            "logic/a.cql:2:2: error: there is no 'sadleNumbness' [CQL0201]\n"
            " 2 |  sadleNumbness is true\n"
            "   |  ^~~~~~~~~~~~~\n"
            " help: did you mean 'saddleNumbness'?\n");
}

TEST(Diagnostic, UnderlinesTheFirstLineOnly) {
  Diagnostics diagnostics;
  diagnostics.warning("W", source("f", "ab é\ncd"), {3, 8}, "wide");
  EXPECT_EQ(render(diagnostics),
            "f:1:4: warning: wide [W]\n"
            " 1 | ab é\n"
            "   |    ^\n");
}

TEST(Diagnostic, RendersWithoutASource) {
  EXPECT_EQ(render({Severity::error, "RS0001", "ruleset.yaml is missing", "", nullptr, {}}),
            "error: ruleset.yaml is missing [RS0001]\n");
}

TEST(Diagnostic, ShowsAPartOfAVeryLongLine) {
  const auto rendered = render({Severity::error,
                                "X",
                                "here",
                                "",
                                source("f", std::string(5000, 'a') + "B" + std::string(5000, 'c')),
                                {5000, 5001}});
  EXPECT_LT(rendered.size(), 600U);
  EXPECT_NE(rendered.find("aBc"), std::string::npos);
}

TEST(Diagnostic, ColoursOnRequest) {
  const Diagnostic diagnostic{Severity::error, "X", "m", "", source("f", "a"), {0, 1}};
  EXPECT_EQ(render(diagnostic).find('\x1b'), std::string::npos);
  EXPECT_NE(render(diagnostic, true).find('\x1b'), std::string::npos);
}

TEST(Diagnostics, KeepOneOfAKindAtAPlace) {
  const auto text = source("f", "abc");
  Diagnostics diagnostics;
  diagnostics.error("X", text, {0, 1}, "m");
  diagnostics.error("X", text, {0, 1}, "m");
  diagnostics.error("X", text, {1, 2}, "m");
  diagnostics.warning("W", text, {1, 2}, "m");
  EXPECT_EQ(diagnostics.error_count(), 2U);
  EXPECT_EQ(diagnostics.warning_count(), 1U);
}

TEST(Diagnostics, SortByPlace) {
  const auto a = source("a", "xxxx");
  const auto b = source("b", "xxxx");
  Diagnostics diagnostics;
  diagnostics.error("4", b, {0, 1}, "m");
  diagnostics.warning("3", a, {2, 3}, "m");
  diagnostics.error("2", a, {2, 3}, "m");
  diagnostics.error("1", a, {0, 1}, "m");
  diagnostics.sort();
  std::string order;
  for (const auto& diagnostic : diagnostics.all()) order += diagnostic.code;
  EXPECT_EQ(order, "1234");
}

TEST(Nearest, FindsLikelyMisspellings) {
  EXPECT_EQ(nearest("sadleNumbness", {"age", "saddleNumbness"}), "saddleNumbness");
  EXPECT_EQ(nearest("defien", {"define", "default"}), "define");
  EXPECT_EQ(nearest("AGE", {"age"}), "age");
  EXPECT_EQ(nearest("weight", {"age", "name"}), "");
  EXPECT_EQ(did_you_mean("weigth", {"weight"}), "did you mean 'weight'?");
  EXPECT_EQ(did_you_mean("x", {}), "");
}

}  // namespace
}  // namespace palpate
