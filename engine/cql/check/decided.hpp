#pragma once

#include <functional>
#include <span>

#include "base/diagnostic.hpp"
#include "cql/check/facts.hpp"
#include "cql/program/program.hpp"

namespace palpate::cql::check {

/// What the checker knows of a program's nodes beyond the program.
struct Written {
  IsWritten is_written;                           ///< of constants
  std::function<bool(NodeId)> compares_literals;  ///< a comparison of literals, folded
};

/// Warns of conditions that are decided whatever the record holds (CQL0280, CQL0282, CQL0283,
/// CQL0284) and of branches that are never taken (CQL0281), in all that `roots` reach. Never
/// warns falsely: unknown counts as neither true nor false, and a parameter's value counts as
/// open, since a site may override it.
void warn_decided(const Program& program, std::span<const NodeId> roots, const Written& written,
                  Diagnostics& diagnostics);

}  // namespace palpate::cql::check
