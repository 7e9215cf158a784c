/// Nullological operators: https://cql.hl7.org/09-b-cqlreference.html#nullological-operators-3
#include <array>

#include "cql/operators/table.hpp"

namespace palpate::cql {
namespace {

Value is_null(const Invocation& call) { return Value::boolean(call.operands[0].is_null()); }
Value is_true(const Invocation& call) { return Value::boolean(call.operands[0].is_true()); }
Value is_false(const Invocation& call) { return Value::boolean(call.operands[0].is_false()); }

// Coalesce has no function: the evaluator stops at the first operand that is not null.
constexpr auto reads = NullRule::reads_null;
constexpr std::array<OverloadDeclaration, 8> declarations = {{
    {"Coalesce", "List<T> -> T", reads, nullptr, true, "coalesce"},
    {"Coalesce", "T, T -> T", reads, nullptr, true, "coalesce"},
    {"Coalesce", "T, T, T -> T", reads, nullptr, true, "coalesce"},
    {"Coalesce", "T, T, T, T -> T", reads, nullptr, true, "coalesce"},
    {"Coalesce", "T, T, T, T, T -> T", reads, nullptr, true, "coalesce"},
    {"IsNull", "Any -> Boolean", reads, is_null, true, "isnull"},
    {"IsTrue", "Boolean -> Boolean", reads, is_true, true, "istrue"},
    {"IsFalse", "Boolean -> Boolean", reads, is_false, true, "isfalse"},
}};

}  // namespace

std::span<const OverloadDeclaration> nullological_operators() { return declarations; }

}  // namespace palpate::cql
