#include "invoke.hpp"

namespace palpate::cql {
namespace {

class Nullological : public OperatorTest {};

TEST_F(Nullological, IsNullOfValues) {
  EXPECT_TRUE(is(call("IsNull", "Any -> Boolean", {null()}), yes()));
  EXPECT_TRUE(is(call("IsNull", "Any -> Boolean", {s("")}), no()));
  EXPECT_TRUE(is(call("IsNull", "Any -> Boolean", {i(0)}), no()));
  EXPECT_TRUE(is(call("IsNull", "Any -> Boolean", {list({})}), no()));
}

TEST_F(Nullological, CoalesceTakesTwoToFiveOperandsOrAList) {
  const auto found = OperatorTable::standard().find("Coalesce");
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(found[0].operands, std::vector<Type>{Type::list(Type::variable("T"))});
  for (std::size_t arity = 2; arity <= 5; ++arity) {
    EXPECT_EQ(found[arity - 1].operands, std::vector<Type>(arity, Type::variable("T")));
  }
}

TEST_F(Nullological, AllReadNull) {
  for (const OverloadDeclaration& declaration : nullological_operators()) {
    EXPECT_EQ(declaration.nulls, NullRule::reads_null) << declaration.name;
    EXPECT_TRUE(declaration.callable) << declaration.name;
  }
}

}  // namespace
}  // namespace palpate::cql
