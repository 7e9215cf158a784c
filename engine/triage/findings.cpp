// Slots → findings.
#include <array>
#include <utility>

#include "triage/run.hpp"

namespace palpate::triage {

namespace {

ruleset::Confidence one_step_less(ruleset::Confidence confidence) {
  return confidence == ruleset::Confidence::high ? ruleset::Confidence::moderate
                                                 : ruleset::Confidence::low;
}

Value of_side(const Value& value, Side side) {
  if (side == Side::none || value.is_null()) return value;
  return value.field(to_string(side));
}

FindingStatus finding_status(const Value& value, const Value& grey) {
  if (value.is_null()) return FindingStatus::undetermined;
  if (value.is_true()) return FindingStatus::present;
  return grey.is_true() ? FindingStatus::borderline : FindingStatus::absent;
}

Result<void> evaluate_finding(Run& run, std::uint32_t index) {
  const auto& finding = run.rules.findings[index];
  const auto value = run.scratch.cql().definition(finding.definition);
  if (!value) return value.error();
  Value grey;
  if (finding.grey_zone) {
    const auto zone = run.scratch.cql().definition(*finding.grey_zone);
    if (!zone) return zone.error();
    grey = *zone;
  }
  auto confidence = finding.confidence;
  if (finding.lowered_by) {
    const auto lowered = status(run.scratch, *finding.lowered_by);
    if (!lowered) return lowered.error();
    if (lowered->value_or(true)) confidence = one_step_less(confidence);
  }
  const auto sides =
      finding.sided ? std::vector<Side>{Side::left, Side::right} : std::vector<Side>{Side::none};
  for (const auto side : sides) {
    FindingResult result;
    result.finding = index;
    result.side = side;
    const auto near_cut_off = of_side(grey, side);
    result.status = finding_status(of_side(*value, side), near_cut_off);
    result.confidence = near_cut_off.is_true() ? one_step_less(confidence) : confidence;
    run.out.findings.push_back(std::move(result));
  }
  return {};
}

}  // namespace

Result<void> evaluate_findings(Run& run) {
  for (std::uint32_t i = 0; i < run.rules.findings.size(); ++i) {
    if (auto done = evaluate_finding(run, i); !done) return done;
  }
  return {};
}

}  // namespace palpate::triage
