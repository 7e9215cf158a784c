#pragma once

#include <set>
#include <string>

#include "cql/cql.hpp"

namespace palpate::ruleset {

/// The strings that a definition of type String may yield, as far as they are written in it or
/// are options of an item, through conditions and functions. Strings that operators put together
/// when running are not seen.
std::set<std::string> result_strings(const cql::Program& program, cql::DefinitionId definition);

}  // namespace palpate::ruleset
