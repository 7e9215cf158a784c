#pragma once

#include "cql/program/operation.hpp"

/// Operators over the value sets and code systems of the session, declared in clinical.cpp.
namespace palpate::cql::terminology {

Value in(const Invocation& call);      ///< String, Code or Concept in ValueSet or CodeSystem
Value any_in(const Invocation& call);  ///< the same of a list
Value expand(const Invocation& call);  ///< ValueSet → List<Code>
Value subsumes(const Invocation& call);
Value subsumed_by(const Invocation& call);

}  // namespace palpate::cql::terminology
