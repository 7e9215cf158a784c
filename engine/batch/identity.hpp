#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "batch/inputs.hpp"
#include "batch/screen.hpp"

namespace palpate::batch {

/// What makes a run this run and no other: inputs, rules, engine, and the options that decide what
/// is written. Threads and the like are not among them.
boost::json::object run_identity(const Inputs& inputs, const ruleset::RuleSet& rules,
                                 const ScreenOptions& options);

/// SHA-256 of what decides the result of a single record: rules, engine and form.
std::string record_options_digest(const ruleset::RuleSet& rules, const ScreenOptions& options);

}  // namespace palpate::batch
