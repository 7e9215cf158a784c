#pragma once

#include <string>

#include "ruleset/rule_set.hpp"

namespace palpate::cli {

/// What a rule set claims and what each claim rests on, as a page of Markdown for clinicians:
/// every flag, finding, contraindication, adaptation, floor, decision and dose, its condition in
/// words, its thresholds, and its sources with what was read of them. The same bytes every time.
std::string evidence_page(const ruleset::RuleSet& rules);

}  // namespace palpate::cli
