#include "cql/check/emitter.hpp"

#include <gtest/gtest.h>

#include "cql/check/conversion.hpp"
#include "cql/check/overload.hpp"

namespace palpate::cql::check {
namespace {

class EmitterTest : public ::testing::Test {
 protected:
  Typed integer(std::int32_t value) {
    return emitter.constant(Value::integer(value), Type::simple(Type::Kind::integer), {});
  }
  Typed slot() {
    return emitter.node(NodeKind::slot, 0, {}, Type::simple(Type::Kind::integer), {});
  }
  Typed apply(std::string_view name, std::vector<Typed> operands) {
    const auto resolution = resolve(name, operands);
    for (std::size_t i = 0; i < operands.size(); ++i) {
      operands[i] = emitter.convert(operands[i], resolution->operands[i], {});
    }
    return emitter.operation(*resolution->overload, operands, resolution->result, {});
  }
  const Node& node(const Typed& typed) { return builder.node(typed.node); }

  ProgramBuilder builder{ContextSchema{}};
  Emitter emitter{builder};
};

TEST_F(EmitterTest, ConstantOperationsFold) {
  const Typed sum = apply("Add", {integer(2), integer(3)});
  ASSERT_TRUE(emitter.is_constant(sum));
  EXPECT_EQ(emitter.value_of(sum).as_integer(), 5);
  EXPECT_FALSE(emitter.is_constant(apply("Add", {integer(2), slot()})));
}

TEST_F(EmitterTest, WhatDependsOnTheTimeDoesNotFold) {
  EXPECT_FALSE(emitter.is_constant(apply("Now", {})));
  EXPECT_FALSE(emitter.is_constant(apply("Today", {})));
  const Typed birth =
      emitter.constant(Value::date(*parse_date("1980-01-01")), Type::simple(Type::Kind::date), {});
  EXPECT_FALSE(emitter.is_constant(apply("CalculateAgeInYears", {birth})));
  const Typed year = apply("DateTimeComponentFrom", {birth});
  EXPECT_EQ(node(year).kind == NodeKind::constant, emitter.is_constant(year));
}

TEST_F(EmitterTest, ADateTimeWithoutOffsetIsMarked) {
  const Typed without = emitter.constant(Value::date_time(*parse_date_time("2014-01-01T10:00")),
                                         Type::simple(Type::Kind::date_time), {});
  EXPECT_EQ(node(without).flags, constant_needs_offset);
  const Typed with = emitter.constant(Value::date_time(*parse_date_time("2014-01-01T10:00Z")),
                                      Type::simple(Type::Kind::date_time), {});
  EXPECT_EQ(node(with).flags, 0);
}

TEST_F(EmitterTest, LiteralListsConvertNow) {
  const Typed items[] = {integer(1), integer(2)};
  const Typed list = emitter.list(items, Type::simple(Type::Kind::integer), {});
  const Typed decimals = emitter.convert(list, Type::list(Type::simple(Type::Kind::decimal)), {});
  ASSERT_TRUE(emitter.is_constant(decimals));
  EXPECT_TRUE(emitter.value_of(decimals).items()[1].is(Value::Kind::decimal));
}

TEST_F(EmitterTest, OtherListsConvertWhenRunning) {
  const Typed items[] = {integer(1), slot()};
  const Typed list = emitter.list(items, Type::simple(Type::Kind::integer), {});
  const Typed decimals = emitter.convert(list, Type::list(Type::simple(Type::Kind::decimal)), {});
  EXPECT_EQ(node(decimals).kind, NodeKind::operation);
  EXPECT_EQ(builder.program().overload(node(decimals)).name, "Promote");
}

TEST_F(EmitterTest, MistakesAreSilent) {
  EXPECT_FALSE(emitter.convert({}, Type::simple(Type::Kind::integer), {}).ok());
  const Typed operands[] = {integer(1), Typed{}};
  EXPECT_FALSE(emitter.list(operands, Type::simple(Type::Kind::integer), {}).ok());
}

TEST_F(EmitterTest, DepthCountsDefinitionsAndFunctions) {
  const Typed inner = apply("Add", {slot(), integer(1)});
  EXPECT_EQ(emitter.depth(inner.node), 2U);
  Definition definition;
  definition.root = inner.node;
  const DefinitionId id = builder.add_definition(definition);
  const Typed use = emitter.node(NodeKind::definition, id, {}, inner.type, {});
  EXPECT_EQ(emitter.depth(use.node), 3U);
}

}  // namespace
}  // namespace palpate::cql::check
