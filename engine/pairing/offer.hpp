#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pairing/decision.hpp"
#include "pairing/programme.hpp"

namespace palpate::pairing {

/// What may be done with one exercise for this record.
struct Offer {
  bool available = false;
  ruleset::ExerciseLevel level = ruleset::ExerciseLevel::beginner;
  ruleset::Dose dose;
  std::vector<std::uint32_t> adaptations;    ///< that shaped the dose
  std::optional<LeftOut> left_out;           ///< why it is not available
  std::optional<std::uint32_t> replacement;  ///< exercise that an adaptation puts in its place
};

/// One offer an exercise: contraindications first (true *or undetermined* rules out), then the
/// verdict's restriction, then the level's form, then the adaptations.
Result<std::vector<Offer>> make_offers(const Verdict& verdict, ruleset::ExerciseLevel level,
                                       const intake::Intake& intake,
                                       triage::TriageScratch& scratch);

}  // namespace palpate::pairing
