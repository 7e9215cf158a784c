#pragma once

#include "base/diagnostic.hpp"
#include "ruleset/content.hpp"

namespace palpate::ruleset {

/// RS0020 when the file DIGEST names another digest than the content has.
void check_digest(const Content& content, Diagnostics& diagnostics);

}  // namespace palpate::ruleset
