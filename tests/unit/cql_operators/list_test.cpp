#include <string>
#include <vector>

#include "base/limits.hpp"
#include "unit/cql_operators/literal_calls.hpp"

namespace palpate::cql {
namespace {

using Lists = test::LiteralCalls;

/// Of the list overload of `name`, whatever the operands are.
const OverloadDeclaration& on_lists(std::string_view name) {
  for (const Overload& one : OperatorTable::standard().find(name)) {
    for (const Type& operand : one.operands) {
      if (operand.is(Type::Kind::list)) return *one.declaration;
    }
  }
  ADD_FAILURE() << name;
  return *OperatorTable::standard().find("First").front().declaration;
}

TEST_F(Lists, ContainsReadsNullsAsElements) {
  EXPECT_EQ(call("Contains", {"{'a', 'b', null}", "null"}), "true");
  EXPECT_EQ(call("Contains", {"{null, 'b', 'c'}", "'a'"}), "false");
  EXPECT_EQ(call("Contains", {"{'a', 'b'}", "'b'"}), "true");
  EXPECT_EQ(call("In", {"3", "{1, 2}"}), "false");
  EXPECT_EQ(call("In", {"null", "{}"}), "false");
  EXPECT_EQ(call("In", {"null", "{1, null}"}), "true");
}

TEST_F(Lists, ANullListHoldsNothing) {
  const std::vector<Value> operands = {Value(), value("'a'")};
  for (const std::string_view name : {"Contains", "ProperContains"}) {
    EXPECT_EQ(on_lists(name).nulls, NullRule::reads_null);
    EXPECT_EQ(to_cql(on_lists(name).function({operands, Precision::none, session_, Type()})),
              "false");
  }
}

TEST_F(Lists, ImpreciseElementsMayBeTheSame) {
  EXPECT_EQ(call("In", {"@2012-05-10", "{@2012-05, @2011}"}), "null");
  EXPECT_EQ(call("In", {"@2012-05-10", "{@2012-05, @2012-05-10}"}), "true");
  EXPECT_EQ(call("In", {"@2012-05-10", "{@2012-06, @2011}"}), "false");
  EXPECT_EQ(call("IndexOf", {"{@2012-05, @2012-05-10}", "@2012-05-10"}), "null");
  EXPECT_EQ(call("Includes", {"{@2012-05, @2011}", "{@2012-05-10}"}), "null");
  EXPECT_EQ(call("Intersect", {"{@2012-05, @2011}", "{@2012-05-10}"}), "null");
  EXPECT_EQ(call("Except", {"{@2012-05, @2011}", "{@2012-05-10}"}), "null");
  EXPECT_EQ(call("Distinct", {"{@2012-05, @2012-05-10}"}), "{@2012-05, @2012-05-10}");
}

TEST_F(Lists, ProperContainsNeedsAnotherElement) {
  EXPECT_EQ(call("ProperContains", {"{'a'}", "'a'"}), "false");
  EXPECT_EQ(call("ProperContains", {"{'a', 'b'}", "'a'"}), "true");
  EXPECT_EQ(call("ProperContains", {"{'a', 'a'}", "'a'"}), "false");
  EXPECT_EQ(call("ProperContains", {"{'a', 'b'}", "'c'"}), "false");
  EXPECT_EQ(call("ProperContains", {"{'a', null}", "'a'"}), "null");
  EXPECT_EQ(call("ProperContains", {"{'a', 'b', null}", "'a'"}), "true");
  EXPECT_EQ(call("ProperIn", {"null", "{null, null}"}), "false");
  EXPECT_EQ(call("ProperIn", {"null", "{'s', null}"}), "true");
  EXPECT_EQ(call("ProperIn", {"@T15:59", "{@T15:59:59.999, @T20:59:59.999}"}), "null");
}

TEST_F(Lists, Includes) {
  EXPECT_EQ(call("Includes", {"{}", "{}"}), "true");
  EXPECT_EQ(call("Includes", {"{null}", "{null}"}), "true");
  EXPECT_EQ(call("Includes", {"{1, 2, 3}", "{2}"}), "true");
  EXPECT_EQ(call("Includes", {"{1, 2, 3}", "{4}"}), "false");
  EXPECT_EQ(call("IncludedIn", {"{2}", "{1, 2}"}), "true");
  EXPECT_EQ(call("IncludedIn", {"2", "{1, 2}"}), "true");
}

TEST_F(Lists, ProperIncludes) {
  const auto properly = [this](std::string_view left, std::string_view right) {
    const OverloadDeclaration* both = nullptr;
    for (const Overload& one : OperatorTable::standard().find("ProperIncludes")) {
      if (one.operands[0].is(Type::Kind::list) && one.operands[1].is(Type::Kind::list)) {
        both = one.declaration;
      }
    }
    const std::vector<Value> operands = {value(left), value(right)};
    return to_cql(both->function({operands, Precision::none, session_, Type()}));
  };
  EXPECT_EQ(properly("{}", "{}"), "false");
  EXPECT_EQ(properly("{null}", "{null}"), "false");
  EXPECT_EQ(properly("{1, 2, 3}", "{}"), "true");
  EXPECT_EQ(properly("{1, 2, 3}", "{2}"), "true");
  EXPECT_EQ(properly("{1, 2, 3}", "{1, 2, 3}"), "false");
  EXPECT_EQ(properly("{1, 2, 3}", "{4}"), "false");
  EXPECT_EQ(properly("null", "{2}"), "null");
}

TEST_F(Lists, SetOperatorsKeepOneOfEach) {
  EXPECT_EQ(call("Distinct", {"{'a', null, 'a', null}"}), "{'a', null}");
  EXPECT_EQ(call("Distinct", {"{1, 1L, 1.0, 2}"}), "{1, 2}");
  EXPECT_EQ(call("Union", {"{1, 2, 3}", "{4, 2}"}), "{1, 2, 3, 4}");
  EXPECT_EQ(call("Union", {"{null}", "{null}"}), "{null}");
  EXPECT_EQ(call("Intersect", {"{1, 2, 3, 3}", "{3, 2}"}), "{2, 3}");
  EXPECT_EQ(call("Except", {"{1, 2, 3, 4, null}", "{2, null}"}), "{1, 3, 4}");
  EXPECT_EQ(call("Except", {"{2, 3}", "{1, 2, 3}"}), "{}");
}

TEST_F(Lists, SetOperatorsOnNullLists) {
  const auto of = [this](std::string_view name, std::string_view left, std::string_view right) {
    const std::vector<Value> operands = {value(left), value(right)};
    EXPECT_EQ(on_lists(name).nulls, NullRule::reads_null) << name;
    return to_cql(on_lists(name).function({operands, Precision::none, session_, Type()}));
  };
  EXPECT_EQ(of("Union", "null", "{4}"), "{4}");
  EXPECT_EQ(of("Union", "null", "null"), "{}");
  EXPECT_EQ(of("Intersect", "{4}", "null"), "null");
  EXPECT_EQ(of("Except", "{1, 4}", "null"), "{1, 4}");
  EXPECT_EQ(of("Except", "null", "{1, 4}"), "null");
}

TEST_F(Lists, Exists) {
  EXPECT_EQ(call("Exists", {"{}"}), "false");
  EXPECT_EQ(call("Exists", {"{null}"}), "false");
  EXPECT_EQ(call("Exists", {"{null, 1}"}), "true");
  EXPECT_EQ(call("Exists", {"null"}), "false");
}

TEST_F(Lists, ByPosition) {
  EXPECT_EQ(call("First", {"{null, 1}"}), "null");
  EXPECT_EQ(call("First", {"{}"}), "null");
  EXPECT_EQ(call("Last", {"{1, 2}"}), "2");
  EXPECT_EQ(call("Indexer", {"{1, 2}", "1"}), "2");
  EXPECT_EQ(call("Indexer", {"{1, 2}", "2"}), "null");
  EXPECT_EQ(call("Indexer", {"{1, 2}", "-1"}), "null");
  EXPECT_EQ(call("IndexOf", {"{1, 2}", "2"}), "1");
  EXPECT_EQ(call("IndexOf", {"{1, 2}", "3"}), "-1");
  EXPECT_EQ(call("IndexOf", {"{1, null}", "null"}), "null");
  EXPECT_EQ(call("SingletonFrom", {"{1}"}), "1");
  EXPECT_EQ(call("SingletonFrom", {"{}"}), "null");
  EXPECT_EQ(call("SingletonFrom", {"{1, 2}"}), "error");
}

TEST_F(Lists, Parts) {
  EXPECT_EQ(call("Skip", {"{1, 2, 3}", "2"}), "{3}");
  EXPECT_EQ(call("Skip", {"{1, 2, 3}", "7"}), "{}");
  EXPECT_EQ(call("Skip", {"{1, 2, 3}", "-1"}), "{}");
  EXPECT_EQ(call("Skip", {"{1, 2, 3}", "null"}), "{1, 2, 3}");
  EXPECT_EQ(call("Take", {"{1, 2, 3}", "2"}), "{1, 2}");
  EXPECT_EQ(call("Take", {"{1, 2, 3}", "-2"}), "{}");
  EXPECT_EQ(call("Take", {"{1, 2, 3}", "null"}), "{}");
  EXPECT_EQ(call("Take", {"null", "3"}), "null");
  EXPECT_EQ(call("Tail", {"{1, 2, 3}"}), "{2, 3}");
  EXPECT_EQ(call("Tail", {"{}"}), "{}");
}

TEST_F(Lists, Slice) {
  EXPECT_EQ(call("Slice", {"{1, 2, 3, 4, 5}"}), "{1, 2, 3, 4, 5}");
  EXPECT_EQ(call("Slice", {"{1, 2, 3, 4, 5}", "1", "3"}), "{2, 3}");
  EXPECT_EQ(call("Slice", {"{1, 2, 3, 4, 5}", "null"}), "{1, 2, 3, 4, 5}");
  EXPECT_EQ(call("Slice", {"{1, 2, 3, 4, 5}", "1", "null"}), "{2, 3, 4, 5}");
  EXPECT_EQ(call("Slice", {"{1, 2, 3, 4, 5}", "-2"}), "{4, 5}");
  EXPECT_EQ(call("Slice", {"{1, 2, 3, 4, 5}", "1", "-1"}), "{2, 3, 4}");
  EXPECT_EQ(call("Slice", {"{1, 2, 3}", "-4"}), "{1, 2, 3}");
  EXPECT_EQ(call("Slice", {"{1, 2, 3}", "0", "-4"}), "{}");
  EXPECT_EQ(call("Slice", {"{1, 2, 3}", "4", "2"}), "{}");
}

TEST_F(Lists, FlattenAndLength) {
  EXPECT_EQ(call("Flatten", {"{{1, 2}, {3}, null, {}}"}), "{1, 2, 3}");
  EXPECT_EQ(call("Flatten", {"{{null}, {null}}"}), "{null, null}");
  EXPECT_EQ(call("Flatten", {"null"}), "null");
  EXPECT_EQ(call("Length", {"{null, 1}"}), "2");
  const std::vector<Value> nothing = {Value()};
  EXPECT_EQ(to_cql(on_lists("Length").function({nothing, Precision::none, session_, Type()})), "0");
}

TEST_F(Lists, ResultsStayWithinTheLimit) {
  std::vector<Value> numbers(limits::cql_list_length);
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    numbers[at] = Value::integer(static_cast<std::int32_t>(at));
  }
  const Value full = make_list(numbers, arena_);
  EXPECT_EQ(call_values("Union", {full, full}).items().size(), limits::cql_list_length);
  EXPECT_FALSE(session_.failed());
  call_values("Union", {full, value("{-1}")});
  EXPECT_TRUE(session_.failed());
}

TEST_F(Lists, FlattenStaysWithinTheLimit) {
  const std::vector<Value> nulls(limits::cql_list_length);
  const Value full = make_list(nulls, arena_);
  call_values("Flatten", {make_list(std::vector<Value>{full, full}, arena_)});
  EXPECT_TRUE(session_.failed());
}

TEST_F(Lists, SearchingStopsAtTheLimitOfComparisons) {
  std::vector<Value> grams;
  for (int count = 0; count < 3'000; ++count) {
    grams.push_back(
        Value::quantity(Decimal::from_integer(count), *parse_unit("g", arena_).value()));
  }
  EXPECT_EQ(
      call_values("Distinct", {make_list(std::span(grams).first(2'000), arena_)}).items().size(),
      2'000U);
  EXPECT_FALSE(session_.failed());
  call_values("Distinct", {make_list(grams, arena_)});
  EXPECT_TRUE(session_.failed());
}

TEST_F(Lists, InstantsAreTheSameInEveryTimeZone) {
  EXPECT_EQ(call("Distinct", {"{@2014-01-01T12:00:00.000+02:00, @2014-01-01T10:00:00.000+00:00, "
                              "@2014-01-01T12:00:00.000}"}),
            "{@2014-01-01T12:00:00.000+02:00}");
  EXPECT_EQ(call("Distinct", {"{@2014-01-01, @2014-01-02, @2014-01-01}"}),
            "{@2014-01-01, @2014-01-02}");
}

}  // namespace
}  // namespace palpate::cql
