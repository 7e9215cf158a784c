#pragma once

#include "value/compare.hpp"
#include "value/value.hpp"

namespace palpate::cql {

/// The order of `sort`: nulls first, then by value; an uncertain date order is settled by the
/// earliest instant and then the coarser precision first. Total, so that sorting is well defined:
/// values that CQL does not order go by kind and unit.
int sort_order(const Value& a, const Value& b, const CompareContext& context);

/// The sameness of `distinct`: equal, or both null.
bool same_when_distinct(const Value& a, const Value& b, const CompareContext& context);

}  // namespace palpate::cql
