#pragma once

#include <string>
#include <string_view>

#include "assess/assess.hpp"

/// What every renderer must say in the same way.
namespace palpate::rendering {

/// An invalid report gives away no disposition unless a red flag is present.
bool has_disposition(const Report& report);
/// `at_most`; what could not be read may be anything, so of an invalid report the most urgent.
ruleset::LevelIndex upper_bound(const Report& report);

std::string_view to_string(triage::FindingStatus status);
std::string_view to_string(pairing::LeftOut::Why why);
std::string_view to_string(intake::Issue::Kind kind);

/// An answer as a person would say it: "yes", "12 deg", an option's label.
std::string answer_text(const intake::Dictionary& dictionary, const triage::Evidence& evidence);

}  // namespace palpate::rendering
