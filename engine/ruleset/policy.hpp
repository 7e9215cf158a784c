#pragma once

#include "ruleset/build.hpp"

namespace palpate::ruleset {

/// `floors` and `programme` of policy.yaml; codes RS0180–RS0184.
void read_floors(Build& build, const ObjectReader& policy);
void read_programme_rules(Build& build, const ObjectReader& policy);

}  // namespace palpate::ruleset
