#pragma once

#include "base/result.hpp"
#include "cql/cql.hpp"
#include "ruleset/rule_set.hpp"

namespace palpate::ruleset {

/// What an expression that is compiled beside a rule set may use: its libraries, the library
/// Palpate and its data model. Reads the libraries from the rule set's directory again; errors: of
/// reading them.
Result<cql::CompileInput> compile_input(const RuleSet& rules);

}  // namespace palpate::ruleset
