#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "value/value.hpp"

namespace palpate {

/// Values from text, in an arena of its own.
class Builder {
 public:
  Value number(std::int32_t value) { return Value::integer(value); }
  Value decimal(std::string_view text) { return Value::decimal(parsed(text)); }
  Value text(std::string_view text) { return make_string(text, arena_); }
  Value date(std::string_view text) { return Value::date(known(parse_date(text), text)); }
  Value date_time(std::string_view text) {
    return Value::date_time(known(parse_date_time(text), text));
  }
  Value time(std::string_view text) { return Value::time(known(parse_time(text), text)); }

  Value quantity(std::string_view number, std::string_view code) {
    const Result<const Unit*> unit = parse_unit(code, arena_);
    EXPECT_TRUE(unit) << code;
    return Value::quantity(parsed(number), unit ? **unit : unit_one());
  }

  Value list(std::vector<Value> items) { return make_list(items, arena_); }
  Value interval(const Value::IntervalData& data) { return make_interval(data, arena_); }

  Value tuple(std::initializer_list<std::pair<std::string_view, Value>> fields) {
    std::vector<std::string_view> names;
    std::vector<Value> values;
    for (const auto& field : fields) {
      names.push_back(field.first);
      values.push_back(field.second);
    }
    return palpate::make_tuple(make_shape("", names, arena_), values, arena_);
  }

  Value code(std::string_view code, std::string_view system, std::string_view display) {
    const std::vector<Value> fields{text(code), text(display), text(system), Value()};
    return palpate::make_tuple(code_shape(), fields, arena_);
  }

  Value concept_of(std::vector<Value> codes) {
    const std::vector<Value> fields{list(std::move(codes)), Value()};
    return palpate::make_tuple(concept_shape(), fields, arena_);
  }

  Value ratio(const Value& numerator, const Value& denominator) {
    const std::vector<Value> fields{denominator, numerator};
    return palpate::make_tuple(ratio_shape(), fields, arena_);
  }

 private:
  static Decimal parsed(std::string_view text) {
    const std::optional<Decimal> value = Decimal::parse(text);
    EXPECT_TRUE(value) << text;
    return value.value_or(Decimal());
  }

  static Temporal known(const std::optional<Temporal>& value, std::string_view text) {
    EXPECT_TRUE(value) << text;
    return value.value_or(Temporal());
  }

  std::pmr::monotonic_buffer_resource arena_;
};

}  // namespace palpate
