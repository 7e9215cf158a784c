#include "cql/operators/table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "cql/operators/signature.hpp"

namespace palpate::cql {
namespace {

std::vector<OverloadDeclaration> all_declarations() {
  std::vector<OverloadDeclaration> all;
  for (const auto chapter :
       {logical_operators(), type_operators(), nullological_operators(), comparison_operators(),
        arithmetic_operators(), string_operators(), date_time_operators(), interval_operators(),
        list_operators(), aggregate_operators(), clinical_operators(), message_operators()}) {
    all.insert(all.end(), chapter.begin(), chapter.end());
  }
  return all;
}

TEST(Signature, ReadsTypes) {
  const auto signature = parse_signature("List<Interval<T>>, T , Concept->List<T>");
  ASSERT_TRUE(signature);
  ASSERT_EQ(signature->operands.size(), 3U);
  const Type t = Type::variable("T");
  EXPECT_EQ(signature->operands[0], Type::list(Type::interval(t)));
  EXPECT_EQ(signature->operands[1], t);
  EXPECT_EQ(signature->operands[2], Type::simple(Type::Kind::concept_));
  EXPECT_EQ(signature->result, Type::list(t));
}

TEST(Signature, MayHaveNoOperands) {
  const auto signature = parse_signature("-> Integer");
  ASSERT_TRUE(signature);
  EXPECT_TRUE(signature->operands.empty());
  EXPECT_EQ(signature->result, Type::simple(Type::Kind::integer));
}

TEST(Signature, RefusesWhatItCannotRead) {
  for (const char* text :
       {"", "Integer", "Integer ->", "-> ", "Integer Integer -> Integer", "List<Integer -> Integer",
        "List -> Integer", "Intger -> Integer", "Integer -> Integer,", ", Integer -> Integer"}) {
    EXPECT_FALSE(parse_signature(text)) << text;
  }
}

TEST(OperatorTable, HoldsEveryDeclaration) {
  for (const OverloadDeclaration& declaration : all_declarations()) {
    const auto signature = parse_signature(declaration.signature);
    ASSERT_TRUE(signature) << declaration.name << ": " << declaration.signature;
    const auto found = OperatorTable::standard().find(declaration.name);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const Overload& overload) {
      return overload.operands == signature->operands && overload.result == signature->result;
    })) << declaration.name;
  }
}

TEST(OperatorTable, DeclaresEachOverloadOnce) {
  std::set<std::string> seen;
  for (const OverloadDeclaration& declaration : all_declarations()) {
    const std::string key =
        std::string(declaration.name) + '(' + std::string(declaration.signature) + ')';
    EXPECT_TRUE(seen.insert(key).second) << key << " is declared twice";
    EXPECT_FALSE(declaration.anchor.empty()) << key;
  }
}

TEST(OperatorTable, OnlySpecialFormsHaveNoFunction) {
  const std::set<std::string_view> special = {"And", "Or", "Implies", "Coalesce"};
  for (const OverloadDeclaration& declaration : all_declarations()) {
    EXPECT_EQ(declaration.function == nullptr, special.count(declaration.name) == 1)
        << declaration.name;
  }
}

TEST(OperatorTable, FindsNothingUnderAnUnknownName) {
  EXPECT_TRUE(OperatorTable::standard().find("Abss").empty());
  EXPECT_TRUE(OperatorTable::standard().find("").empty());
}

TEST(OperatorTable, KeepsDeclarationOrderWithinAName) {
  const auto found = OperatorTable::standard().find("Abs");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].result, Type::simple(Type::Kind::integer));
  EXPECT_EQ(found[3].result, Type::simple(Type::Kind::quantity));
}

TEST(OperatorTable, CallableNamesAreSortedAndUnique) {
  const auto names = OperatorTable::standard().callable_names();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  EXPECT_TRUE(std::binary_search(names.begin(), names.end(), "Abs"));
  EXPECT_FALSE(std::binary_search(names.begin(), names.end(), "Add"));
}

TEST(Conversions, EachPairStandsOnceAndHasAFunction) {
  std::set<std::pair<Type::Kind, Type::Kind>> seen;
  for (const Conversion& conversion : conversions()) {
    EXPECT_NE(conversion.function, nullptr);
    EXPECT_TRUE(seen.insert({conversion.from, conversion.to}).second);
  }
}

}  // namespace
}  // namespace palpate::cql
