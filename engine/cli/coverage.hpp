#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/compound.hpp"
#include "triage/triage.hpp"

namespace palpate::cli {

/// How much of the logic of a rule set its cases have put to the test.
///
/// *Outcomes*: each part of a condition true, false and unknown at least once. Parts inside
/// functions and queries count through what calls them.
///
/// *Parts that matter* (masking MC/DC over three values): of two cases in which a part differs, the
/// outcome of the whole condition differs, and in both it is this part that decides: put the one
/// case's value in the other, and the other's outcome follows. Once for true against false, once
/// for unknown against either. Where no two cases do, a case and its variation by this one part
/// count, and are counted apart.
class Coverage {
 public:
  explicit Coverage(const ruleset::RuleSet& rules);

  /// Counts the record that `scratch` holds, of the same rule set with any parameters. Error: a
  /// condition whose value is not what its parts make of it, or that fails when run.
  Result<void> count(triage::TriageScratch& scratch);
  /// The figures, and everything that is not covered with its place and, where there is one, the
  /// reason why no case can.
  std::string report() const;

 private:
  using Parts = std::vector<Truth>;
  struct Condition {
    Compound compound;
    std::map<Parts, Truth> seen;
    std::vector<std::set<Truth>> outcomes;  // that were seen, one a part
  };
  enum class Shown { by_cases, by_variation, not_at_all, cannot_be };
  struct Figures;

  Result<Truth> outcome(triage::TriageScratch& scratch, cql::NodeId node) const;
  Shown shown(const Condition& condition, std::size_t part, bool with_unknown) const;
  bool varied(const Condition& condition, std::size_t part, bool with_unknown) const;
  bool can_matter(const Condition& condition, std::size_t part, bool with_unknown) const;
  bool is_fixed(const Condition& condition, std::size_t part) const;
  std::string reason(const Condition& condition, std::size_t part, bool with_unknown) const;
  std::vector<std::uint32_t> applicability(cql::NodeId part) const;
  std::string tie(const Condition& condition, std::size_t part) const;
  void report_outcomes(const Condition& condition, std::size_t part, Figures& figures) const;
  void report_part(const Condition& condition, std::size_t part, bool with_unknown,
                   Figures& figures) const;

  const ruleset::RuleSet& rules_;
  const cql::Program& program_;
  const cql::Program* counted_ = nullptr;  // whose compounds those are: cases may set parameters
  std::vector<Compound> compounds_;
  std::vector<Condition> conditions_;
};

}  // namespace palpate::cli
