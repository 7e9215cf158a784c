// Proves by trying every input what the information-monotone check takes on trust: the functions of
// the library Palpate never answer differently once more is known.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>

#include "cql/cql.hpp"
#include "ruleset/rule_set.hpp"
#include "value/print.hpp"

namespace palpate::ruleset {
namespace {

using Truth = std::optional<bool>;
using Truths = std::vector<Truth>;
constexpr std::array<Truth, 3> all_truths = {Truth(true), Truth(false), Truth()};

std::string literal(Truth truth) { return !truth ? "null" : *truth ? "true" : "false"; }

std::string typed(Truth truth) { return !truth ? "(null as Boolean)" : literal(truth); }

std::string list(const Truths& truths) {
  std::string out = "List<Boolean>{";
  for (std::size_t i = 0; i < truths.size(); ++i) out += (i == 0 ? "" : ", ") + literal(truths[i]);
  return out + "}";
}

/// Values of many expressions that may use the library, compiled in one go.
std::vector<std::string> evaluate(const std::vector<std::string>& expressions) {
  std::string text = "library Test version '1.0.0'\ninclude Palpate version '1.0.0'\n";
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    text += "define \"" + std::to_string(i) + "\": " + expressions[i] + "\n";
  }
  cql::CompileInput input;
  input.libraries = {std::make_shared<const SourceText>("test.cql", text), palpate_library()};
  const auto compiled = cql::compile(input);
  EXPECT_NE(compiled.program, nullptr) << render(compiled.diagnostics);
  std::vector<std::string> out(expressions.size());
  if (compiled.program == nullptr) return out;
  cql::Scratch scratch(compiled.program);
  scratch.begin({{}, *parse_date_time("2026-01-15T09:00:00.000Z")});
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    const auto id = compiled.program->find("Test", std::to_string(i));
    const auto value = scratch.definition(*id);
    EXPECT_TRUE(value) << value.error().message;
    if (value) out[i] = to_cql(*value);
  }
  return out;
}

std::string value_of(const std::string& expression) { return evaluate({expression}).front(); }

/// Every list of `length` truths.
std::vector<Truths> all_lists(std::size_t length) {
  std::vector<Truths> out = {{}};
  for (std::size_t i = 0; i < length; ++i) {
    std::vector<Truths> longer;
    for (const auto& shorter : out) {
      for (const auto truth : all_truths) {
        longer.push_back(shorter);
        longer.back().push_back(truth);
      }
    }
    out = std::move(longer);
  }
  return out;
}

/// What holds whatever the unknown conditions turn out to be: true or false in every completion.
template <typename Function>
Truth in_every_completion(const Truths& truths, Function function) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (!truths[i]) open.push_back(i);
  }
  Truth result;
  for (std::size_t bits = 0; bits < (std::size_t{1} << open.size()); ++bits) {
    std::vector<bool> completion;
    for (const auto truth : truths) completion.push_back(truth.value_or(false));
    for (std::size_t i = 0; i < open.size(); ++i) completion[open[i]] = ((bits >> i) & 1U) != 0;
    const bool value = function(completion);
    if (bits > 0 && result != Truth(value)) return std::nullopt;
    result = value;
  }
  return result;
}

std::size_t count_true(const std::vector<bool>& truths) {
  return static_cast<std::size_t>(std::count(truths.begin(), truths.end(), true));
}

/// The value in every completion is the most that can be known, and it is monotone: what holds in
/// all completions holds in all completions of any refinement.
template <typename Function>
void expect_exact(const std::string& call_begin, std::size_t length, Function function) {
  const auto lists = all_lists(length);
  std::vector<std::string> calls;
  for (const auto& truths : lists) calls.push_back(call_begin + list(truths) + ")");
  const auto values = evaluate(calls);
  for (std::size_t i = 0; i < lists.size(); ++i) {
    EXPECT_EQ(values[i], literal(in_every_completion(lists[i], function))) << calls[i];
  }
}

TEST(PalpateLibrary, AtLeastIsExactForEveryInput) {
  for (std::size_t length = 0; length <= 5; ++length) {
    for (int n = -1; n <= static_cast<int>(length) + 1; ++n) {
      expect_exact("Palpate.AtLeast(" + std::to_string(n) + ", ", length,
                   [n](const std::vector<bool>& truths) {
                     return static_cast<int>(count_true(truths)) >= n;
                   });
    }
  }
}

TEST(PalpateLibrary, AllOfIsExactForEveryInput) {
  for (std::size_t length = 0; length <= 5; ++length) {
    expect_exact("Palpate.AllOf(", length, [](const std::vector<bool>& truths) {
      return count_true(truths) == truths.size();
    });
  }
}

TEST(PalpateLibrary, AnyOfIsExactForEveryInput) {
  for (std::size_t length = 0; length <= 5; ++length) {
    expect_exact("Palpate.AnyOf(", length,
                 [](const std::vector<bool>& truths) { return count_true(truths) > 0; });
  }
}

/// Said once more without completions, as the invariant puts it: where one unknown is filled in, a
/// definite value stays.
TEST(PalpateLibrary, AnotherAnswerNeverChangesADefiniteValue) {
  for (const std::string call : {"Palpate.AtLeast(2, ", "Palpate.AllOf(", "Palpate.AnyOf("}) {
    const auto lists = all_lists(4);
    std::vector<std::string> calls;
    for (const auto& truths : lists) calls.push_back(call + list(truths) + ")");
    const auto values = evaluate(calls);
    for (std::size_t a = 0; a < lists.size(); ++a) {
      for (std::size_t b = 0; b < lists.size(); ++b) {
        bool refines = true;
        for (std::size_t i = 0; i < lists[a].size(); ++i) {
          refines = refines && (!lists[a][i] || lists[a][i] == lists[b][i]);
        }
        if (!refines || values[a] == "null") continue;
        EXPECT_EQ(values[b], values[a]) << calls[a] << calls[b];
      }
    }
  }
}

TEST(PalpateLibrary, UnknownCountsAndListsAreUnknown) {
  EXPECT_EQ(value_of("Palpate.AtLeast(null, {true})"), "null");
  EXPECT_EQ(value_of("Palpate.AtLeast(1, null as List<Boolean>)"), "null");
  EXPECT_EQ(value_of("Palpate.AllOf(null as List<Boolean>)"), "null");
  EXPECT_EQ(value_of("Palpate.AnyOf(null as List<Boolean>)"), "null");
}

TEST(PalpateLibrary, HasKeepsUnknown) {
  EXPECT_EQ(value_of("Palpate.Has({'a', 'b'}, 'b')"), "true");
  EXPECT_EQ(value_of("Palpate.Has({'a', 'b'}, 'c')"), "false");
  EXPECT_EQ(value_of("Palpate.Has(null as List<String>, 'c')"), "null");
  EXPECT_EQ(value_of("Palpate.Has({'a', null}, 'a')"), "true");
  EXPECT_EQ(value_of("Palpate.Has({'a', null}, 'c')"), "null");
  EXPECT_EQ(value_of("Palpate.Has({'a'}, null as String)"), "null");
}

TEST(PalpateLibrary, HasAnyKeepsUnknown) {
  EXPECT_EQ(value_of("Palpate.HasAny({'a', 'b'}, {'c', 'b'})"), "true");
  EXPECT_EQ(value_of("Palpate.HasAny({'a', 'b'}, {'c', 'd'})"), "false");
  EXPECT_EQ(value_of("Palpate.HasAny(null as List<String>, {'c'})"), "null");
  EXPECT_EQ(value_of("Palpate.HasAny({'a'}, null as List<String>)"), "null");
  EXPECT_EQ(value_of("Palpate.HasAny({'a', null}, {'a', 'c'})"), "true");
  EXPECT_EQ(value_of("Palpate.HasAny({'a', null}, {'c'})"), "null");
}

TEST(PalpateLibrary, BetweenIncludesItsBounds) {
  EXPECT_EQ(value_of("Palpate.Between(1, 1, 3)"), "true");
  EXPECT_EQ(value_of("Palpate.Between(3, 1, 3)"), "true");
  EXPECT_EQ(value_of("Palpate.Between(4, 1, 3)"), "false");
  EXPECT_EQ(value_of("Palpate.Between(1.5, 1.0, 1.4)"), "false");
  EXPECT_EQ(value_of("Palpate.Between(50 'cm', 0.4 'm', 0.5 'm')"), "true");
  EXPECT_EQ(value_of("Palpate.Between(null as Integer, 1, 3)"), "null");
  EXPECT_EQ(value_of("Palpate.Between(0, 1, null as Integer)"), "false");
  EXPECT_EQ(value_of("Palpate.Between(2, 1, null as Integer)"), "null");
}

TEST(PalpateLibrary, IfKnownWaitsForItsCondition) {
  for (const auto condition : all_truths) {
    for (const auto a : all_truths) {
      for (const auto b : all_truths) {
        const auto call =
            "Palpate.IfKnown(" + typed(condition) + ", " + typed(a) + ", " + typed(b) + ")";
        EXPECT_EQ(value_of(call), !condition ? "null" : literal(*condition ? a : b)) << call;
      }
    }
  }
  EXPECT_EQ(value_of("Palpate.IfKnown(true, 1, 2)"), "1");
  EXPECT_EQ(value_of("Palpate.IfKnown(false, 1.5, 2.5)"), "2.5");
  EXPECT_EQ(value_of("Palpate.IfKnown(null as Boolean, 1 'cm', 2 'cm')"), "null");
}

TEST(PalpateLibrary, SelectWaitsForItsCondition) {
  EXPECT_EQ(value_of("Palpate.Select(true, 'a', 'b')"), "'a'");
  EXPECT_EQ(value_of("Palpate.Select(false, 'a', 'b')"), "'b'");
  EXPECT_EQ(value_of("Palpate.Select(null as Boolean, 'a', 'a')"), "null");
}

}  // namespace
}  // namespace palpate::ruleset
