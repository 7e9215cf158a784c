#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "cql/front/why_null.hpp"

namespace palpate::cql {

/// Lines of one trace: more would not be read, and a definition named many times over would make
/// it long.
inline constexpr std::size_t trace_lines = 1000;

/// One sub-expression with its value.
struct TraceLine {
  std::size_t depth = 0;
  std::string text;     ///< as written, on one line
  std::string value;    ///< a literal, or "error: …"
  std::string because;  ///< of a null: why; empty otherwise and where the line below says it
};

/// The tree under `root` for the current record of `scratch`, outermost first: operands below
/// their operation, of a conditional only the branch that is taken, a definition's body below the
/// first place that names it. Constants are left out; queries and functions are not opened.
/// Compile with CompileInput::keep_folded to see operations of constants, too.
std::vector<TraceLine> trace(Scratch& scratch, NodeId root, const DescribeSlot& describe);

/// Where evaluating `root`, which fails, goes wrong: the innermost node outside queries and
/// functions that fails.
NodeId failing_node(Scratch& scratch, NodeId root);
/// A run-time error (CQL0500) at that node, as a diagnostic.
Diagnostic failure_at(Scratch& scratch, NodeId root, const std::string& message);

/// Lines as text, values in one column, `indent` columns from the left.
std::string render_trace(const std::vector<TraceLine>& lines, std::size_t indent = 0);

}  // namespace palpate::cql
