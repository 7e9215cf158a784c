#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "intake/intake.hpp"
#include "triage/triage.hpp"

namespace palpate::triage {

/// Triages up to 64 records at once, in brief: what hangs on every answer is done record by record,
/// the rules for all of them together. Gives what triage() gives without explanations, questions,
/// findings and each flag's own waits_for (tests/unit/triage/group_test.cpp). Records with anything
/// out of the ordinary are left to triage(). One thread; views the TriageScratch, in which no
/// single record may be triaged between begin() and settle().
class TriageGroup {
 public:
  static constexpr std::size_t capacity = 64;

  explicit TriageGroup(TriageScratch& scratch);
  ~TriageGroup();
  TriageGroup(const TriageGroup&) = delete;
  TriageGroup& operator=(const TriageGroup&) = delete;

  /// Forgets all records.
  void begin();
  std::size_t size() const;
  /// The next record, while there are fewer than `capacity`. The intake is not looked at later.
  /// Without an evaluation time it has to be triaged alone.
  void add(const intake::Intake& intake, const std::optional<Temporal>& now);
  /// After the last record.
  void settle();
  /// The i-th record, into `out`: disposition, `present`, `undetermined` and `waits_for`; `flags`
  /// and `open_must_ask` are left empty. False: it has to be triaged alone, because it has issues,
  /// answers contradict each other, or a rule fails or waits for more than single answers.
  [[nodiscard]] bool take(std::size_t i, Triage& out) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palpate::triage
