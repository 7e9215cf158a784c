#pragma once

#include <array>
#include <boost/json/object.hpp>
#include <cstdint>
#include <vector>

#include "assess/assess.hpp"
#include "base/result.hpp"

namespace palpate::batch {

/// Counts over records; what became of each record is counted once:
/// read = screened + quarantined + where_false + where_unknown + not_sampled + unchanged.
struct Tally {
  explicit Tally(const ruleset::RuleSet& rules);

  std::uint64_t read = 0;
  std::uint64_t screened = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t where_false = 0;
  std::uint64_t where_unknown = 0;
  std::uint64_t not_sampled = 0;
  std::uint64_t unchanged = 0;  ///< the store has their result already

  // Of the screened ones.
  std::uint64_t complete = 0;
  std::uint64_t contradictory = 0;
  std::vector<std::uint64_t> levels;
  std::vector<std::uint64_t> present;       ///< one a flag
  std::vector<std::uint64_t> undetermined;  ///< likewise
  std::vector<std::uint64_t> missing;       ///< records with a flag that waits for the item

  /// Quarantined ones by the most urgent flag that is present in what could be read.
  std::vector<std::uint64_t> quarantined_levels;

  /// Screened records in which a flag has that status.
  std::uint64_t with(std::size_t flag, triage::FlagStatus status) const;

  void clear();
  void add(const Tally& other);
  void count_screened(const triage::Triage& triage,
                      const std::vector<intake::ItemIndex>& waits_for);
  void count_quarantined(const ruleset::RuleSet& rules, const triage::Triage& triage);

  friend bool operator==(const Tally&, const Tally&) = default;
};

/// The counts by name, as the summary and the checkpoint have them
/// (schemas/screen-summary.schema.json).
boost::json::object to_json(const Tally& tally, const ruleset::RuleSet& rules);
/// bad_input when a count is missing or is none.
Result<Tally> tally_from_json(const boost::json::object& json, const ruleset::RuleSet& rules);

}  // namespace palpate::batch
