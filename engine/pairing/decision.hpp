#pragma once

#include <cstdint>
#include <optional>

#include "pairing/programme.hpp"

namespace palpate::pairing {

/// Whether there is a programme at all: the policy's first rule that applies. Contradictory
/// answers withhold it whatever the policy says.
struct Verdict {
  ruleset::Decision decision = ruleset::Decision::full;
  std::optional<std::uint32_t> rule;  ///< index into Policy::programme
  std::string reason;
  bool provisional = false;
};
Result<Verdict> decide(const triage::Triage& triage, triage::TriageScratch& scratch);

}  // namespace palpate::pairing
