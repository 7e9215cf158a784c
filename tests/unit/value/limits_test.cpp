// Every limit of base/limits.hpp that this module enforces or relies on.
#include "base/limits.hpp"

#include <gtest/gtest.h>

#include <string>

#include "value/compare.hpp"
#include "value/print.hpp"
#include "value/unit.hpp"
#include "value_builder.hpp"

namespace palpate {
namespace {

class ValueLimits : public testing::Test {
 protected:
  Error::Code refusal(const std::string& code) {
    const Result<const Unit*> unit = parse_unit(code, arena_);
    EXPECT_FALSE(unit) << code;
    return unit ? Error::Code::internal : unit.error().code;
  }

  bool accepted(const std::string& code) { return parse_unit(code, arena_).has_value(); }

  std::pmr::monotonic_buffer_resource arena_;
};

TEST_F(ValueLimits, UnitBytes) {
  const std::string longest = "{" + std::string(limits::unit_bytes - 2, 'x') + "}";
  EXPECT_TRUE(accepted(longest));
  EXPECT_EQ(refusal(longest + "m"), Error::Code::limit);
}

TEST_F(ValueLimits, UnitNesting) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "m" + std::string(depth, ')');
  };
  EXPECT_TRUE(accepted(nested(limits::unit_nesting)));
  EXPECT_EQ(refusal(nested(limits::unit_nesting + 1)), Error::Code::limit);
}

TEST_F(ValueLimits, UnitExponent) {
  EXPECT_TRUE(accepted("10*" + std::to_string(limits::unit_exponent)));
  EXPECT_TRUE(accepted("m-" + std::to_string(limits::unit_exponent)));
  EXPECT_EQ(refusal("10*" + std::to_string(limits::unit_exponent + 1)), Error::Code::bad_input);
}

// Comparing, printing and cloning recurse as deep as values are built.
TEST_F(ValueLimits, CqlNesting) {
  Builder make;
  const auto nested = [&make](const Value& inner) {
    Value value = inner;
    for (std::size_t i = 0; i < limits::cql_nesting; ++i) value = make.list({value});
    return value;
  };
  const Value one = nested(make.number(1));
  const Value two = nested(make.number(2));
  EXPECT_EQ(equal(one, one, {}), true);
  EXPECT_EQ(equal(one, two, {}), false);
  EXPECT_FALSE(equivalent(one, two, {}));
  const Value copied = clone(one, arena_);
  EXPECT_EQ(to_cql(copied).size(), 2 * limits::cql_nesting + 1);
  EXPECT_EQ(equal(copied, one, {}), true);
}

TEST_F(ValueLimits, CqlListLength) {
  const std::vector<Value> items(limits::cql_list_length, Value::integer(7));
  const Value list = make_list(items, arena_);
  EXPECT_EQ(list.items().size(), limits::cql_list_length);
  EXPECT_EQ(equal(list, list, {}), true);
}

TEST_F(ValueLimits, CqlStringBytes) {
  const std::string text(limits::cql_string_bytes, 'x');
  EXPECT_EQ(make_string(text, arena_).as_string().size(), limits::cql_string_bytes);
}

}  // namespace
}  // namespace palpate
