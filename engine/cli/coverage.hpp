#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "triage/triage.hpp"

namespace palpate::cli {

/// Which conditions of a rule set its cases have seen true, false and unknown. A condition is a
/// Boolean sub-expression that is not itself made of others by and, or, not, implies; those inside
/// functions and queries count through what calls them.
class Coverage {
 public:
  explicit Coverage(const ruleset::RuleSet& rules);

  /// Counts the record that `scratch` holds.
  void count(triage::TriageScratch& scratch);
  std::size_t conditions() const { return conditions_.size(); }
  std::size_t outcomes_seen() const;  ///< of 3 × conditions()
  /// What has not been seen, one line a condition: place, text, missing outcomes.
  std::string report() const;

 private:
  enum Outcome : std::size_t { no = 0, yes = 1, unknown = 2 };
  struct Condition {
    cql::NodeId node = 0;
    std::array<std::size_t, 3> seen{};
  };
  const cql::Program& program_;
  std::vector<Condition> conditions_;
};

}  // namespace palpate::cli
