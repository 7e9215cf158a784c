#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cql/cql.hpp"
#include "ruleset/rule_set.hpp"

namespace palpate::batch {

/// A Boolean CQL expression over a record and the rule set's definitions. Immutable; any number of
/// threads, each with a Scratch of its own.
class Condition {
 public:
  /// bad_input with rendered diagnostics; usage when the expression is not Boolean.
  static Result<Condition> compile(const std::string& text, const ruleset::RuleSet& rules);

  cql::Scratch make_scratch() const { return cql::Scratch(program_); }
  /// True, false or unknown. Errors: of the evaluation.
  Result<std::optional<bool>> holds(const cql::Record& record, cql::Scratch& scratch) const;

 private:
  Condition(std::shared_ptr<const cql::Program> program, cql::DefinitionId definition)
      : program_(std::move(program)), definition_(definition) {}

  std::shared_ptr<const cql::Program> program_;
  cql::DefinitionId definition_;
};

}  // namespace palpate::batch
