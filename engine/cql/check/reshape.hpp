#pragma once

#include <cstdint>

#include "cql/check/compile.hpp"

namespace palpate::cql::check {

/// How a value is made to fit where a list or an interval of it is wanted, or the reverse; in the
/// order in which CQL prefers them.
enum class Reshaping : std::uint8_t {
  none,
  interval_promotion,
  list_demotion,
  interval_demotion,
  list_promotion
};

/// What makes an operand of type `actual` fit the shape of `wanted`, as far as that is allowed.
/// What is inside is not looked at.
Reshaping reshaping(const Type& actual, const Type& wanted, const Promotions& allowed);
Type reshaped_type(const Type& actual, Reshaping how);
/// Costs of more than any sum of other conversions.
int reshaping_cost(Reshaping how);

/// The operation that a promotion runs as: "ToList" or "ToInterval". (A demotion is CQL's
/// SingletonFrom or PointFrom.)
const OverloadDeclaration& promotion_operation(Reshaping how);

}  // namespace palpate::cql::check
