#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "cql/operators/table.hpp"
#include "value/print.hpp"

namespace palpate::cql::test {

/// Calls operators by name on values written as CQL literals and gives the result as CQL text,
/// "null" or "error". Finds the overload by the operands' kinds, in table order, and keeps the
/// evaluator's promise not to call a null-propagating operator with null.
///
/// Literals: null, true, 1, 1L, 1.5, 1.5 'g', 2 days, 'text', @2014-05, @2014-05T, @T10:30,
/// {1, 2}, Interval[1, 5), and Interval<Integer>[null, null] to give a point type.
class LiteralCalls : public testing::Test {
 protected:
  LiteralCalls();

  Value value(std::string_view literal);
  std::string call(std::string_view name, std::initializer_list<std::string_view> operands,
                   std::string_view precision = "");
  Value call_values(std::string_view name, const std::vector<Value>& operands,
                    Precision precision = Precision::none);
  /// The overload that such a call takes; null when there is none.
  static const Overload* overload(std::string_view name, const std::vector<Value>& operands);

  std::pmr::monotonic_buffer_resource arena_;
  Session session_;
};

}  // namespace palpate::cql::test
