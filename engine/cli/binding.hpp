#pragma once

#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cql/front/model.hpp"
#include "cql/front/trace.hpp"
#include "cql/front/workspace.hpp"
#include "triage/triage.hpp"

namespace palpate::cli {

/// What expressions are evaluated against: nothing, a model and a record, or a rule set and an
/// assessment.
struct Binding {
  cql::Workspace workspace;
  std::vector<Value> slots;
  std::optional<Temporal> now;
  std::string title;  ///< of what is bound: "rules lumbopelvic@1.0.0"; empty for nothing

  // What the values live in.
  std::shared_ptr<const ruleset::RuleSet> rules;
  std::unique_ptr<intake::Intake> intake;
  std::unique_ptr<triage::TriageScratch> scratch;
  std::unique_ptr<std::pmr::monotonic_buffer_resource> arena;

  cql::Record record() const;
  /// How the inputs of `program` that are missing here are spoken of. Views both.
  cql::DescribeSlot describe(const cql::Program& program) const;
};

/// From --now, --model, --rules, --rules-root and --data.
Result<Binding> make_binding(const boost::program_options::variables_map& values);

/// Takes a library file in ("-": standard input) and what it includes from beside it.
Result<cql::Compilation> load_library(Binding& binding, const std::string& path);

struct Evaluated {
  std::string literal;
  std::string type;
  std::string trace;  ///< empty unless asked for
  std::vector<std::string> messages;
};
/// One expression. Errors: bad_input with rendered diagnostics or the run-time error.
Result<Evaluated> evaluate(const std::string& text, const Binding& binding, bool trace,
                           bool colour);

}  // namespace palpate::cli
