/// Logical operators: https://cql.hl7.org/09-b-cqlreference.html#logical-operators-3
#include <array>

#include "cql/operators/table.hpp"

namespace palpate::cql {
namespace {

//         xor   | true   false  null
//         true  | false  true   null
//         false | true   false  null
//         null  | null   null   null
Value exclusive_or(const Invocation& call) {
  const Value& a = call.operands[0];
  const Value& b = call.operands[1];
  if (a.is_null() || b.is_null()) return Value();
  return Value::boolean(a.as_boolean() != b.as_boolean());
}

//         not true = false, not false = true, not null = null
Value negation(const Invocation& call) {
  const Value& a = call.operands[0];
  return a.is_null() ? Value() : Value::boolean(!a.as_boolean());
}

// And, Or and Implies have no function: they stop at the first deciding operand, so the
// evaluator runs them itself.
constexpr std::string_view binary = "Boolean, Boolean -> Boolean";
constexpr std::array<OverloadDeclaration, 5> declarations = {{
    {"And", binary, NullRule::kleene, nullptr, false, "and"},
    {"Or", binary, NullRule::kleene, nullptr, false, "or"},
    {"Implies", binary, NullRule::kleene, nullptr, false, "implies"},
    {"Xor", binary, NullRule::kleene, exclusive_or, false, "xor"},
    {"Not", "Boolean -> Boolean", NullRule::kleene, negation, true, "not"},
}};

}  // namespace

std::span<const OverloadDeclaration> logical_operators() { return declarations; }

}  // namespace palpate::cql
