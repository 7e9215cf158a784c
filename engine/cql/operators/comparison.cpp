/// Comparison operators: https://cql.hl7.org/09-b-cqlreference.html#comparison-operators-4
#include <array>

#include "cql/operators/kleene.hpp"
#include "cql/operators/table.hpp"
#include "value/compare.hpp"

namespace palpate::cql {
namespace {

Value is_equal(const Invocation& call) {
  return truth_value(equal(call.operands[0], call.operands[1], call.session.compare_context()));
}

Value is_not_equal(const Invocation& call) {
  return truth_value(
      opposite(equal(call.operands[0], call.operands[1], call.session.compare_context())));
}

Value is_equivalent(const Invocation& call) {
  return Value::boolean(
      equivalent(call.operands[0], call.operands[1], call.session.compare_context()));
}

Value is_not_equivalent(const Invocation& call) {
  return Value::boolean(
      !equivalent(call.operands[0], call.operands[1], call.session.compare_context()));
}

Value is_less(const Invocation& call) {
  return truth_value(less(call.operands[0], call.operands[1], call.session.compare_context()));
}

Value is_less_or_equal(const Invocation& call) {
  return truth_value(
      less_or_equal(call.operands[0], call.operands[1], call.session.compare_context()));
}

Value is_greater(const Invocation& call) {
  return truth_value(less(call.operands[1], call.operands[0], call.session.compare_context()));
}

Value is_greater_or_equal(const Invocation& call) {
  return truth_value(
      less_or_equal(call.operands[1], call.operands[0], call.session.compare_context()));
}

constexpr std::array<std::string_view, 8> ordered = {
    "Integer, Integer -> Boolean",   "Long, Long -> Boolean",    "Decimal, Decimal -> Boolean",
    "Quantity, Quantity -> Boolean", "Date, Date -> Boolean",    "DateTime, DateTime -> Boolean",
    "Time, Time -> Boolean",         "String, String -> Boolean"};

constexpr auto declare() {
  constexpr std::string_view any = "T, T -> Boolean";
  constexpr auto reads = NullRule::reads_null;
  std::array<OverloadDeclaration, 4 + 4 * ordered.size()> all = {{
      {"Equal", any, NullRule::propagates, is_equal, false, "equal"},
      {"NotEqual", any, NullRule::propagates, is_not_equal, false, "not-equal"},
      {"Equivalent", any, reads, is_equivalent, false, "equivalent"},
      {"NotEquivalent", any, reads, is_not_equivalent, false, "not-equivalent"},
  }};
  std::size_t at = 4;
  for (const std::string_view types : ordered) {
    all[at++] = {"Less", types, NullRule::propagates, is_less, false, "less"};
    all[at++] = {"LessOrEqual",    types, NullRule::propagates,
                 is_less_or_equal, false, "less-or-equal"};
    all[at++] = {"Greater", types, NullRule::propagates, is_greater, false, "greater"};
    all[at++] = {"GreaterOrEqual",    types, NullRule::propagates,
                 is_greater_or_equal, false, "greater-or-equal"};
  }
  return all;
}
constexpr auto declarations = declare();

}  // namespace

std::span<const OverloadDeclaration> comparison_operators() { return declarations; }

}  // namespace palpate::cql
