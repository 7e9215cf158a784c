#pragma once

#include <string>

#include "assess/assess.hpp"

namespace palpate::cli {

/// Asks on the terminal (standard error and standard input) what the triage wants to know next,
/// must-ask and should-ask items only, says why, and stops as soon as an emergency is certain or
/// nothing is left to ask. Returns the assessment as JSON.
Result<std::string> interview(const Engine& engine, const AssessOptions& options);

}  // namespace palpate::cli
