#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.hpp"
#include "ruleset/rule_set.hpp"

/// Intake → status of every red flag, both bounds of the disposition, findings, questions, reasons.
namespace palpate::triage {

enum class FlagStatus : std::uint8_t { absent, undetermined, present };
std::string_view to_string(FlagStatus status);

/// One answer, or one missing answer, that decided something.
struct Evidence {
  std::uint32_t slot = 0;
  intake::AnswerState state = intake::AnswerState::not_asked;
  std::string value;  ///< the answer as a CQL literal; empty when there is none
  /// The rule's own text that looked at it, as it stands in the source, line breaks included:
  /// "Assessment.temperature >= 38.0 'Cel'". Lives in the rule set, as does `rule`.
  std::string_view condition;
  std::string_view rule;  ///< innermost definition that holds that text

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct FlagResult {
  std::uint32_t flag = 0;  ///< index into RuleSet::red_flags
  FlagStatus status = FlagStatus::undetermined;
  /// Of an undetermined flag: the slots that it waits for, ascending (TriageOptions::each_flag).
  std::vector<std::uint32_t> waits_for;
  /// present: the answers that made it true; absent: those that ruled it out; undetermined: the
  /// missing ones.
  std::vector<Evidence> evidence;
};

enum class Side : std::uint8_t { none, left, right };
std::string_view to_string(Side side);  ///< "", "left", "right"

enum class FindingStatus : std::uint8_t { absent, undetermined, borderline, present };
struct FindingResult {
  std::uint32_t finding = 0;  ///< index into RuleSet::findings
  Side side = Side::none;
  FindingStatus status = FindingStatus::undetermined;
  ruleset::Confidence confidence = ruleset::Confidence::moderate;
  std::vector<Evidence> evidence;
};

struct Disposition {
  ruleset::LevelIndex level = 0;      ///< what people act on
  ruleset::LevelIndex at_least = 0;   ///< most urgent present flag, else the policy's default
  ruleset::LevelIndex at_most = 0;    ///< most urgent flag that is not absent
  bool complete = false;              ///< no flag is undetermined and no applicable must-ask open
  std::vector<std::uint32_t> floors;  ///< policy floors that raised the level
};

/// What to ask next, most useful first.
struct Question {
  std::uint32_t slot = 0;
  intake::AnswerState state = intake::AnswerState::not_asked;
  bool ask_again = true;  ///< false: asked and unknown, or declined: examine or look it up instead
  bool decisive = false;  ///< one answer alone can make the flag at stake present
  ruleset::LevelIndex stake = 0;     ///< most urgent level that hangs on it
  std::vector<std::uint32_t> flags;  ///< undetermined flags that it can still change
};

struct Triage {
  bool valid = true;  ///< false: the input had errors; only `flags` that are present count
  Disposition disposition;
  std::vector<FlagResult> flags;            ///< one a red flag, in rule-set order
  std::vector<std::uint32_t> present;       ///< of `flags`: indices, ascending
  std::vector<std::uint32_t> undetermined;  ///< likewise
  bool detailed = false;                    ///< some of `flags` have more than a status
  std::vector<FindingResult> findings;      ///< one a finding and side, in rule-set order
  std::vector<Question> questions;
  /// Slots that undetermined flags wait for; one may stand here more than once.
  std::vector<std::uint32_t> waits_for;
  std::vector<std::uint32_t> open_must_ask;   ///< slots: applicable, must-ask, unanswered
  bool contradictory = false;                 ///< some answers contradict each other
  std::vector<std::uint32_t> contradictions;  ///< indices into RuleSet::contradictions
  std::vector<intake::Issue> issues;          ///< of the intake, and found here
};

class Regions;

/// Working memory of one thread for one rule set.
class TriageScratch {
 public:
  explicit TriageScratch(std::shared_ptr<const ruleset::RuleSet> rule_set);
  ~TriageScratch();
  TriageScratch(TriageScratch&&) noexcept;
  TriageScratch& operator=(TriageScratch&&) noexcept;

  const ruleset::RuleSet& rule_set() const;
  cql::Scratch& cql();
  /// Slots with derived and inapplicable items filled in; valid after assess().
  std::vector<Value>& slots();
  /// Changes a slot after triage(); what follows from it by applicability or derivation stays.
  void suppose(std::uint32_t slot, const Value& value);
  std::vector<bool>& applicable();  ///< one an item; unknown applicability counts as applicable
  const Regions& regions();         ///< made on first use: only ranking questions needs them

 private:
  friend Result<void> triage(const intake::Intake&, const Temporal&, TriageScratch&,
                             const struct TriageOptions&, struct Triage&);
  friend Result<std::optional<bool>> status(TriageScratch&, cql::DefinitionId);
  friend std::vector<Evidence> explain(TriageScratch&, const intake::Intake&, cql::DefinitionId,
                                       Side);
  friend struct Run;
  friend class TriageGroup;
  struct State;
  std::unique_ptr<State> state_;
};

struct TriageOptions {
  bool explain = true;    ///< fill in evidence
  bool questions = true;  ///< fill in questions
  bool findings = true;
  bool each_flag = true;  ///< fill in waits_for of each flag; questions and planning need it
};

/// `now`: evaluation time with offset. `out` is overwritten; its memory is used again. Errors: a
/// run-time error of a rule (limit, bad_ruleset); `out` is then of no use. After it returns,
/// `scratch` holds the record, so that contraindications, adaptations and the policy can be
/// evaluated on it (status()).
Result<void> triage(const intake::Intake& intake, const Temporal& now, TriageScratch& scratch,
                    const TriageOptions& options, Triage& out);
/// The same, into memory of its own.
Result<Triage> triage(const intake::Intake& intake, const Temporal& now, TriageScratch& scratch,
                      const TriageOptions& options = {});

/// true, false, or nullopt (unknown) of a Boolean definition for the current record.
Result<std::optional<bool>> status(TriageScratch& scratch, cql::DefinitionId definition);
/// The answers that made `definition` what it is (see FlagResult::evidence).
std::vector<Evidence> explain(TriageScratch& scratch, const intake::Intake& intake,
                              cql::DefinitionId definition, Side side = Side::none);
/// "saddleNumbness", "thomasHip.left".
std::string slot_name(const intake::Dictionary& dictionary, std::uint32_t slot);

}  // namespace palpate::triage
