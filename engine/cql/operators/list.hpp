#pragma once

#include "cql/program/operation.hpp"

/// The functions behind the list chapter's table (list.cpp), by file.
namespace palpate::cql::list {

// list_membership.cpp: which elements lists hold; all see nulls
Value contains(const Invocation& call);           ///< (list, element)
Value in(const Invocation& call);                 ///< (element, list)
Value properly_contains(const Invocation& call);  ///< (list, element)
Value properly_in(const Invocation& call);        ///< (element, list)
Value includes(const Invocation& call);
Value included_in(const Invocation& call);
Value properly_includes(const Invocation& call);
Value properly_included_in(const Invocation& call);
Value distinct(const Invocation& call);
Value united(const Invocation& call);
Value intersected(const Invocation& call);
Value excepted(const Invocation& call);

}  // namespace palpate::cql::list
