#include "cql/check/overload.hpp"

#include <gtest/gtest.h>

#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

Typed of(Type::Kind kind) { return {0, Type::simple(kind)}; }

std::string chosen(std::string_view name, std::vector<Typed> operands) {
  const auto resolution = resolve(name, operands);
  if (!resolution) return "none";
  std::string text = resolution->ambiguous ? "ambiguous " : "";
  for (const Type& type : resolution->operands) text += erase_null_type(type).to_string() + " ";
  return text + "-> " + erase_null_type(resolution->result).to_string();
}

TEST(Resolve, ExactBeforeConversions) {
  EXPECT_EQ(chosen("Add", {of(Type::Kind::integer), of(Type::Kind::integer)}),
            "Integer Integer -> Integer");
  EXPECT_EQ(chosen("Add", {of(Type::Kind::integer), of(Type::Kind::decimal)}),
            "Decimal Decimal -> Decimal");
  EXPECT_EQ(chosen("Add", {of(Type::Kind::date), of(Type::Kind::quantity)}),
            "Date Quantity -> Date");
  EXPECT_EQ(chosen("Divide", {of(Type::Kind::integer), of(Type::Kind::integer)}),
            "Decimal Decimal -> Decimal");
}

TEST(Resolve, NullTakesTheOtherOperandsType) {
  EXPECT_EQ(chosen("Add", {{0, null_type()}, of(Type::Kind::decimal)}),
            "Decimal Decimal -> Decimal");
  EXPECT_EQ(chosen("Add", {{0, null_type()}, {0, null_type()}}), "Integer Integer -> Integer");
}

TEST(Resolve, TypeVariables) {
  EXPECT_EQ(chosen("First", {{0, Type::list(Type::simple(Type::Kind::string))}}),
            "List<String> -> String");
  EXPECT_EQ(chosen("Equal", {of(Type::Kind::integer), of(Type::Kind::decimal)}),
            "Decimal Decimal -> Boolean");
  EXPECT_EQ(chosen("Equal", {of(Type::Kind::integer), of(Type::Kind::string)}), "none");
}

TEST(Resolve, NoOverloadOfThatArity) {
  EXPECT_EQ(chosen("Abs", {of(Type::Kind::integer), of(Type::Kind::integer)}), "none");
  EXPECT_EQ(chosen("Nonsense", {}), "none");
}

TEST(Spelling, AsAuthorsWriteOperators) {
  EXPECT_EQ(spelling("Greater").symbol, ">");
  EXPECT_EQ(spelling("Concatenate").symbol, "&");
  EXPECT_EQ(spelling("Abs").symbol, "Abs");
}

}  // namespace
}  // namespace palpate::cql::check
