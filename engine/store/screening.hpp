#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ruleset/rule_set.hpp"
#include "store/store.hpp"

namespace palpate::store {

/// The result of one record of a screening.
struct ScreenedRecord {
  std::uint64_t input = 0;  ///< index of the file
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::string digest;  ///< SHA-256 of the record's bytes
  std::string id;
  std::string subject;
  ruleset::LevelIndex level = 0;
  ruleset::LevelIndex at_least = 0;
  ruleset::LevelIndex at_most = 0;
  bool complete = false;
  bool contradictory = false;
  std::vector<std::uint32_t> present;       ///< flags
  std::vector<std::uint32_t> undetermined;  ///< flags; all others are absent
  std::vector<std::uint32_t> waits_for;     ///< items
  std::string report;                       ///< JSON; empty when only the above was asked for
};

/// A record in quarantine; its bytes are in the quarantine file.
struct QuarantinedRecord {
  std::uint64_t input = 0;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::string code;                    ///< of its first error
  std::vector<std::uint32_t> present;  ///< flags
};

/// What a screening is begun with.
struct ScreeningStart {
  std::string identity;        ///< JSON: inputs, rules, engine, options; equal for a resumed run
  std::string options_digest;  ///< of what decides the results, inputs aside
  std::vector<std::string> inputs;
  std::string started_at;  ///< ISO 8601, by the caller's clock; may be empty
};

/// An unfinished or finished screening that a database has.
struct ScreeningState {
  std::int64_t id = 0;
  std::string identity;
  std::string checkpoint;
  bool done = false;
};

/// One screening of a database. Results and checkpoint are written in the same transaction: after
/// a crash the database holds what the checkpoint says, no more and no less. One thread at a time;
/// several processes may screen into the same file.
class Screening {
 public:
  /// The latest screening with this identity, else the latest unfinished one of inputs with these
  /// names, if any.
  static Result<std::optional<ScreeningState>> latest(Store& store, const ScreeningStart& start);
  static Result<Screening> begin(Store store, const ruleset::RuleSet& rules,
                                 const ScreeningStart& start);
  static Result<Screening> resume(Store store, const ruleset::RuleSet& rules, std::int64_t id);

  std::int64_t id() const { return id_; }
  Result<void> add(const ScreenedRecord& record);
  Result<void> add(const QuarantinedRecord& record, const ruleset::RuleSet& rules);
  /// Makes all that was added, and the checkpoint, permanent together.
  Result<void> commit(std::string_view checkpoint, std::string_view state);

 private:
  Screening(Store store, std::int64_t id) : store_(std::move(store)), id_(id) {}
  Result<void> prepare(const ruleset::RuleSet& rules);
  Result<void> begin_transaction();

  Store store_;
  std::int64_t id_;
  bool in_transaction_ = false;
  std::vector<Statement> statements_;
  std::vector<std::int64_t> flag_names_;  ///< ids of the table screening_names
  std::vector<std::int64_t> item_names_;
  std::vector<std::string> levels_;
};

/// Which records were screened before, with the same rules and options. One thread.
class ScreenedBefore {
 public:
  /// Looks at the finished screenings that began at `since` (ISO 8601 in UTC) or later and before
  /// screening `id`.
  static Result<ScreenedBefore> open(const std::string& path, std::string_view rules_digest,
                                     std::string_view options_digest, std::string_view since,
                                     std::int64_t before_id);
  Result<bool> contains(std::string_view digest);

 private:
  ScreenedBefore(Store store, Statement select)
      : store_(std::move(store)), select_(std::move(select)) {}
  Store store_;
  Statement select_;
};

}  // namespace palpate::store
