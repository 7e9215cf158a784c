#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/intake.hpp"
#include "pairing/programme.hpp"
#include "ruleset/rule_set.hpp"
#include "triage/triage.hpp"

/// The spine: bytes → Intake → Triage → Programme → Report.
namespace palpate {

/// Version of the engine, as reports name it.
std::string_view engine_version();

/// Everything that assessing needs, built once: immutable, shared by any number of threads.
struct Engine {
  std::shared_ptr<const ruleset::RuleSet> rule_set;
  std::unique_ptr<pairing::PairingPlanner> planner;
};
std::shared_ptr<const Engine> make_engine(std::shared_ptr<const ruleset::RuleSet> rule_set);

struct AssessOptions {
  /// Evaluation time (DateTime with offset). Else the intake's recordedAt; without either, the
  /// assessment is invalid: the clock is never read.
  std::optional<Temporal> now;
  bool explain = true;
  bool questions = true;
  bool programme = true;  ///< needs the findings
  bool findings = true;
  bool each_flag = true;  ///< what each open flag waits for, beside what all wait for
  bool digest = true;     ///< SHA-256 of the bytes: most of the time of a record with few rules
};

/// What came out, with all that made it. Self-contained: keeps its rule set alive.
struct Report {
  std::shared_ptr<const ruleset::RuleSet> rule_set;
  std::string engine_version;
  std::string assessment_id;
  std::string subject;
  std::string assessment_digest;
  std::optional<Temporal> evaluated_at;
  bool valid = true;  ///< false: input errors; flags that are present, the errors, nothing else
  triage::Triage triage;
  pairing::Programme programme;
};

/// What is said of every record: by whose rules, by which engine, and no programme yet.
void begin_report(const Engine& engine, Report& report);

/// Working memory of one thread for one engine.
class AssessScratch {
 public:
  explicit AssessScratch(const Engine& engine);
  intake::Intake intake;
  triage::TriageScratch triage;
};

/// Assesses one record into `report`, which is overwritten; its memory is used again, so that
/// steady running without explanations allocates next to nothing. Errors are the engine's (limit,
/// internal); whatever is wrong with the input is in the report.
Result<void> assess(const Engine& engine, intake::IntakeAdapter& adapter, std::string_view bytes,
                    const AssessOptions& options, AssessScratch& scratch, Report& report);
/// The same, into memory of its own.
Result<Report> assess(const Engine& engine, intake::IntakeAdapter& adapter, std::string_view bytes,
                      const AssessOptions& options, AssessScratch& scratch);

}  // namespace palpate
