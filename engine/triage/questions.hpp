#pragma once

#include <vector>

#include "triage/explain.hpp"
#include "triage/triage.hpp"

namespace palpate::triage {

/// What an undetermined flag still waits for.
struct OpenFlag {
  std::uint32_t flag = 0;
  std::vector<std::uint32_t> slots;  ///< missing, and able to change it
};

/// The missing slots of `open` in the order in which to ask them: level at stake, tier, whether
/// one answer makes a flag present, how many flags it can settle, order in the dictionary.
std::vector<Question> rank_questions(const std::vector<OpenFlag>& open,
                                     const intake::Intake& intake, TriageScratch& scratch);

}  // namespace palpate::triage
