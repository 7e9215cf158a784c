#include "cql/check/conversion.hpp"

#include <gtest/gtest.h>

#include "cql/operators/signature.hpp"

namespace palpate::cql::check {
namespace {

/// A type as signatures spell it; "?" is the type of the literal null.
Type type(std::string_view text) {
  if (text == "?") return null_type();
  if (text == "List<?>") return Type::list(null_type());
  return parse_signature("-> " + std::string(text))->result;
}

std::string common(std::string_view a, std::string_view b) {
  const auto found = common_type(type(a), type(b));
  return found ? erase_null_type(*found).to_string() : "none";
}

TEST(CommonType, NumbersWiden) {
  EXPECT_EQ(common("Integer", "Decimal"), "Decimal");
  EXPECT_EQ(common("Quantity", "Integer"), "Quantity");
  EXPECT_EQ(common("Long", "Integer"), "Long");
  EXPECT_EQ(common("Integer", "String"), "none");
}

TEST(CommonType, NullTakesTheOthersType) {
  EXPECT_EQ(common("?", "Integer"), "Integer");
  EXPECT_EQ(common("List<Integer>", "List<?>"), "List<Integer>");
  EXPECT_EQ(common("?", "?"), "Any");
}

TEST(CommonType, InsideListsAndIntervals) {
  EXPECT_EQ(common("List<Integer>", "List<Decimal>"), "List<Decimal>");
  EXPECT_EQ(common("Interval<Date>", "Interval<DateTime>"), "Interval<DateTime>");
  EXPECT_EQ(common("List<Integer>", "Interval<Integer>"), "none");
}

TEST(CommonType, AnyLosesNothing) {
  EXPECT_EQ(common("Any", "Integer"), "Any");
  EXPECT_EQ(common("List<Any>", "List<Integer>"), "List<Any>");
}

TEST(CommonType, AChoiceKeepsItsMembers) {
  const Type choice = Type::choice({type("Integer"), type("String")});
  EXPECT_EQ(*common_type(choice, type("Integer")), choice);
  EXPECT_EQ(*common_type(type("String"), choice), choice);
  EXPECT_FALSE(common_type(choice, type("Boolean")).has_value());
  EXPECT_EQ(common_or_choice(type("Integer"), type("String")), choice);
}

TEST(ConversionCost, NearerIsCheaper) {
  const auto cost = [](std::string_view from, std::string_view to) {
    return conversion_cost(type(from), type(to)).value_or(-1);
  };
  EXPECT_EQ(cost("Integer", "Integer"), 0);
  EXPECT_EQ(cost("Integer", "Any"), 1);
  EXPECT_EQ(cost("?", "Integer"), 2);
  EXPECT_EQ(cost("Any", "Integer"), 3);
  EXPECT_LT(cost("Integer", "Long"), cost("Integer", "Decimal"));
  EXPECT_LT(cost("Integer", "Decimal"), cost("Integer", "Quantity"));
  EXPECT_EQ(cost("Decimal", "Integer"), -1);
  EXPECT_EQ(cost("String", "Integer"), -1);
  EXPECT_EQ(cost("List<Integer>", "Integer"), -1);
  EXPECT_EQ(cost("Integer", "List<Integer>"), -1);
  EXPECT_EQ(cost("ValueSet", "Vocabulary"), 1);
}

TEST(MayBe, TypesThatShareValues) {
  EXPECT_TRUE(may_be(type("Any"), type("Integer")));
  EXPECT_TRUE(may_be(Type::choice({type("Integer"), type("String")}), type("String")));
  EXPECT_FALSE(may_be(type("Integer"), type("String")));
  EXPECT_FALSE(may_be(type("List<Integer>"), type("List<String>")));
  EXPECT_TRUE(may_be(type("Vocabulary"), type("ValueSet")));
}

TEST(Bindings, VariablesTakeTheCommonType) {
  Bindings bindings;
  EXPECT_TRUE(bindings.match(type("List<T>"), type("List<Integer>")));
  EXPECT_TRUE(bindings.match(type("T"), type("Decimal")));
  EXPECT_EQ(bindings.substitute(type("List<T>")).to_string(), "List<Decimal>");
}

TEST(Bindings, ClashesAndShapes) {
  Bindings clash;
  EXPECT_TRUE(clash.match(type("T"), type("Integer")));
  EXPECT_FALSE(clash.match(type("T"), type("String")));
  Bindings shape;
  EXPECT_FALSE(shape.match(type("List<T>"), type("Interval<Integer>")));
  EXPECT_TRUE(shape.match(type("List<T>"), null_type()));
  EXPECT_TRUE(is_null_type(shape.substitute(type("T"))));
}

}  // namespace
}  // namespace palpate::cql::check
