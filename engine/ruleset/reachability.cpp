#include "ruleset/reachability.hpp"

#include <algorithm>

#include "cql/program/reach.hpp"

namespace palpate::ruleset {

std::vector<std::uint32_t> reachable_slots(const cql::Program& program,
                                           cql::DefinitionId definition) {
  return cql::reachable_slots(program, program.definition(definition).root);
}

std::vector<cql::DefinitionId> reachable_definitions(const cql::Program& program,
                                                     cql::DefinitionId definition) {
  auto found = cql::reachable_definitions(program, program.definition(definition).root);
  const auto place = std::lower_bound(found.begin(), found.end(), definition);
  if (place == found.end() || *place != definition) found.insert(place, definition);
  return found;
}

}  // namespace palpate::ruleset
