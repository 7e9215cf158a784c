#pragma once

#include "cql/program/operation.hpp"

/// The functions behind the arithmetic chapter's table (arithmetic.cpp), by file.
namespace palpate::cql::arithmetic {

// arithmetic_decimal.cpp: rounding, and what runs over floating point
Value ceiling(const Invocation& call);
Value floor(const Invocation& call);
Value truncate(const Invocation& call);
Value round(const Invocation& call);
Value exponential(const Invocation& call);
Value natural_logarithm(const Invocation& call);
Value logarithm(const Invocation& call);
Value power(const Invocation& call);

// arithmetic_range.cpp: ends of types, neighbours, and what precision leaves open
Value minimum_integer(const Invocation& call);
Value minimum_long(const Invocation& call);
Value minimum_decimal(const Invocation& call);
Value minimum_quantity(const Invocation& call);
Value minimum_date(const Invocation& call);
Value minimum_date_time(const Invocation& call);
Value minimum_time(const Invocation& call);
Value maximum_integer(const Invocation& call);
Value maximum_long(const Invocation& call);
Value maximum_decimal(const Invocation& call);
Value maximum_quantity(const Invocation& call);
Value maximum_date(const Invocation& call);
Value maximum_date_time(const Invocation& call);
Value maximum_time(const Invocation& call);
Value next(const Invocation& call);
Value previous(const Invocation& call);
Value precision(const Invocation& call);
Value low_boundary(const Invocation& call);
Value high_boundary(const Invocation& call);

}  // namespace palpate::cql::arithmetic
