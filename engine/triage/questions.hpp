#pragma once

#include <vector>

#include "triage/explain.hpp"
#include "triage/triage.hpp"

namespace palpate::triage {

/// What the undetermined of `flags` wait for, in the order in which to ask them: level at stake,
/// tier, whether one answer makes a flag present, how many flags it can settle, order in the
/// dictionary.
std::vector<Question> rank_questions(const std::vector<FlagResult>& flags,
                                     const intake::Intake& intake, TriageScratch& scratch);

}  // namespace palpate::triage
