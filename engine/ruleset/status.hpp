#pragma once

#include <map>
#include <string>

#include "base/diagnostic.hpp"
#include "ruleset/rule_set.hpp"

namespace palpate::ruleset {

/// What rules/<id>/STATUS.yaml says of each version. It lies outside of the content, so that a
/// version can be retired without changing it. Codes RS0021.
std::map<std::string, Status> read_statuses(const std::string& rule_set_directory,
                                            Diagnostics& diagnostics);

/// Of the version in `directory`; draft where nothing is said.
Status read_status(const std::string& directory, const std::string& version,
                   Diagnostics& diagnostics);

}  // namespace palpate::ruleset
