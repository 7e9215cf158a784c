#include "value/type.hpp"

#include <gtest/gtest.h>

namespace palpate {
namespace {

const Type integer = Type::simple(Type::Kind::integer);
const Type text = Type::simple(Type::Kind::string);
const Type boolean = Type::simple(Type::Kind::boolean);

TEST(TypeEquality, IsStructural) {
  EXPECT_EQ(Type(), Type::simple(Type::Kind::any));
  EXPECT_EQ(Type::list(integer), Type::list(integer));
  EXPECT_FALSE(Type::list(integer) == Type::list(text));
  EXPECT_FALSE(Type::list(integer) == Type::interval(integer));
  EXPECT_FALSE(integer == Type::list(integer));
  EXPECT_EQ(Type::named("Assessment", {{"age", integer}}),
            Type::named("Assessment", {{"age", integer}}));
  EXPECT_FALSE(Type::named("Assessment", {{"age", integer}}) == Type::named("Assessment", {}));
  EXPECT_EQ(Type::variable("T"), Type::variable("T"));
  EXPECT_FALSE(Type::variable("T") == Type::variable("U"));
}

TEST(TypeTuple, SortsItsElements) {
  const Type tuple = Type::tuple({{"right", boolean}, {"left", boolean}});
  EXPECT_EQ(tuple, Type::tuple({{"left", boolean}, {"right", boolean}}));
  EXPECT_EQ(tuple.to_string(), "Tuple{left Boolean, right Boolean}");
  ASSERT_NE(tuple.find_element("right"), nullptr);
  EXPECT_EQ(*tuple.find_element("right"), boolean);
  EXPECT_EQ(tuple.find_element("middle"), nullptr);
}

TEST(TypeChoice, IsFlatWithoutDuplicatesAndOrder) {
  const Type choice = Type::choice({Type::choice({integer, text}), integer, text});
  EXPECT_EQ(choice.members().size(), 2U);
  EXPECT_EQ(choice, Type::choice({text, integer}));
  EXPECT_EQ(Type::choice({integer, integer}), integer);
  EXPECT_EQ(choice.to_string(), "Choice<Integer, String>");
}

TEST(TypeText, IsAsCqlWritesIt) {
  EXPECT_EQ(Type::list(Type::interval(Type::simple(Type::Kind::date_time))).to_string(),
            "List<Interval<DateTime>>");
  EXPECT_EQ(Type().to_string(), "Any");
  EXPECT_EQ(Type::simple(Type::Kind::long_integer).to_string(), "Long");
  EXPECT_EQ(Type::simple(Type::Kind::concept_).to_string(), "Concept");
  EXPECT_EQ(Type::named("Assessment", {}).to_string(), "Assessment");
}

TEST(TypeAccess, IsTotal) {
  EXPECT_EQ(integer.element(), Type());
  EXPECT_TRUE(integer.elements().empty());
  EXPECT_TRUE(Type::list(integer).members().empty());
  EXPECT_TRUE(integer.name().empty());
  EXPECT_EQ(Type::list(integer).element(), integer);
}

TEST(SystemType, KnowsTheNamesOfCql) {
  for (const char* name :
       {"Any", "Boolean", "Integer", "Long", "Decimal", "String", "Date", "DateTime", "Time",
        "Quantity", "Ratio", "Code", "Concept", "ValueSet", "CodeSystem", "Vocabulary"}) {
    const auto [type, found] = system_type(name);
    EXPECT_TRUE(found) << name;
    EXPECT_EQ(type.to_string(), name);
    EXPECT_EQ(system_type(std::string("System.") + name).first, type);
  }
  EXPECT_FALSE(system_type("integer").second);
  EXPECT_FALSE(system_type("List").second);
  EXPECT_FALSE(system_type("").second);
}

}  // namespace
}  // namespace palpate
