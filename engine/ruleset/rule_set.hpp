#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/result.hpp"
#include "cql/cql.hpp"
#include "intake/dictionary.hpp"
#include "knowledge/graph.hpp"

/// A rule set as loaded from rules/<id>/<version>/: docs/rule-authoring.md describes the files.
/// Everything is resolved: definitions to ids, items to indices, references to positions.
namespace palpate::ruleset {

using LevelIndex = std::uint32_t;  ///< 0 is the most urgent; larger is less urgent

struct Level {
  std::string id;         ///< "emergency"
  std::string title;      ///< "Emergency"
  std::string timeframe;  ///< "now, same day"
};

struct Source {
  std::string id;
  std::string citation;  ///< authors, year, title, journal as one line
  std::string url;       ///< DOI or URL
  std::string supports;
  std::string read;      ///< what of it was read, where and when
  std::string strength;  ///< "guideline", "systematic review", "cohort", "expert opinion", "seed" …
  bool verified = false;
};

struct RedFlag {
  std::string id;
  cql::DefinitionId definition = 0;
  LevelIndex level = 0;
  std::string title;
  std::string action;      ///< what to do, one sentence
  std::string safety_net;  ///< for the patient
  std::vector<std::uint32_t> sources;
};

enum class FindingKind : std::uint8_t { short_muscle, weak_muscle, pattern, pain, modifier };
std::string_view to_string(FindingKind kind);  ///< "short", "weak", "pattern", "pain", "modifier"
enum class Confidence : std::uint8_t { low, moderate, high };
std::string_view to_string(Confidence confidence);

struct Finding {
  std::string id;
  cql::DefinitionId definition = 0;  ///< Boolean, or a tuple of left and right
  bool sided = false;
  std::optional<cql::DefinitionId> grey_zone;  ///< of the same shape: near the cut-off
  FindingKind kind = FindingKind::modifier;
  std::string title;
  std::string explanation;
  std::optional<std::uint32_t> entity;  ///< muscle or pattern in the knowledge graph
  Confidence confidence = Confidence::moderate;
  std::optional<cql::DefinitionId> lowered_by;  ///< true or unknown: one step less confidence
  std::vector<std::uint32_t> sources;
};

enum class ExerciseKind : std::uint8_t {
  warm_up,
  release,
  mobility,
  strengthening,
  stretch,
  technique,
  relaxation
};
std::string_view to_string(ExerciseKind kind);  ///< "warm-up" …

/// Inclusive range; both 0 when not applicable.
struct Range {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  bool empty() const { return low > high; }
  friend bool operator==(const Range&, const Range&) = default;
};
struct Dose {
  Range hold_seconds;
  Range repetitions;
  Range sets;
  Range minutes;   ///< of continuous forms (walking)
  Range per_week;  ///< days a week
  friend bool operator==(const Dose&, const Dose&) = default;
};
enum class ExerciseLevel : std::uint8_t { beginner, intermediate, advanced };
std::string_view to_string(ExerciseLevel level);

enum class Effect : std::uint8_t { lengthen, strengthen, mobilise, release };
std::string_view to_string(Effect effect);
struct Target {
  std::uint32_t entity = 0;  ///< in the knowledge graph
  Effect effect = Effect::lengthen;
  bool primary = true;
};

struct Exercise {
  std::string id;
  std::string name;
  ExerciseKind kind = ExerciseKind::stretch;
  std::uint32_t position = 0;       ///< index into RuleSet::positions
  std::vector<std::uint32_t> tags;  ///< indices into RuleSet::tags; never empty
  std::vector<Target> targets;
  bool sided = false;
  std::vector<std::string> steps;
  Dose dose[3];                          ///< by ExerciseLevel
  bool offered[3] = {true, true, true};  ///< false: this level has no form of it
  std::uint32_t minutes = 0;             ///< time budget for one round as dosed for a beginner
  std::vector<std::string> equipment;
  std::vector<std::string> regressions;
  std::vector<std::string> progressions;
  std::vector<std::string> cautions;
  std::vector<std::uint32_t> sources;
};

struct Tag {
  std::string id;
  std::string meaning;
};

struct Contraindication {
  std::string id;
  cql::DefinitionId definition = 0;
  std::vector<std::uint32_t> excludes;  ///< tags
  bool excludes_all = false;            ///< written `excludes: ["*"]`
  std::string reason;
  std::vector<std::uint32_t> sources;
};

/// What an adaptation does to the exercises it selects. `set` replaces a dose field when the
/// condition is true; `limit` narrows it, `withhold` and `replace` act when it is true *or
/// undetermined*: not knowing takes the stricter way. A replacement that begins at a higher
/// level acts only when it is true and the replacement may be offered.
struct Change {
  std::vector<ExerciseKind> kinds;       ///< empty selectors select everything
  std::vector<std::uint32_t> tags;       ///< any of these
  std::vector<std::uint32_t> positions;  ///< any of these
  std::vector<std::uint32_t> exercises;  ///< any of these
  std::optional<Range> hold_seconds, repetitions, sets, minutes, per_week;
  enum class Act : std::uint8_t { set, limit, withhold, replace } act = Act::set;
  std::optional<std::uint32_t> replacement;  ///< exercise
};
struct Adaptation {
  std::string id;
  cql::DefinitionId when = 0;
  std::vector<Change> changes;
  std::string reason;
  std::vector<std::uint32_t> sources;
};

/// Raises the level: acts when `definition` (if any) is true and any of `flags` is undetermined
/// through an unanswered item of tier `through` or a more important one (any item when absent).
/// Without flags, the definition alone decides.
struct Floor {
  std::string id;
  std::optional<cql::DefinitionId> definition;
  std::vector<std::uint32_t> flags;
  std::optional<intake::Tier> through;
  LevelIndex raises_to = 0;
  std::string reason;
  std::vector<std::uint32_t> sources;
};

enum class Decision : std::uint8_t { full, restricted, withheld };
std::string_view to_string(Decision decision);
/// The first whose condition holds decides whether there is a programme.
struct ProgrammeRule {
  std::string id;
  Decision decision = Decision::full;
  // Exactly one of these five is the condition:
  std::optional<LevelIndex> level;              ///< the level, floors included, is that or above
  std::optional<LevelIndex> flag_present;       ///< a present flag of that level or above
  std::optional<LevelIndex> flag_undetermined;  ///< an undetermined one, open through `through`
  std::optional<intake::Tier> unanswered;       ///< an applicable item of that tier is open
  std::optional<cql::DefinitionId> definition;  ///< true (or unknown, when unknown_counts)
  bool unknown_counts = false;
  std::optional<intake::Tier> through;
  std::vector<std::uint32_t> allow_tags;  ///< restricted: only exercises with one of these tags
  bool provisional = false;
  std::string reason;
  std::vector<std::uint32_t> sources;
};

struct BaselinePair {
  std::uint32_t stretch = 0;
  std::uint32_t strengthening = 0;
  std::string reason;
};
struct Phase {
  std::string id;
  std::string title;
  std::vector<ExerciseKind> kinds;
};
struct Advice {  ///< a sentence with its sources
  std::string text;
  std::vector<std::uint32_t> sources;
};

struct Policy {
  LevelIndex default_level = 0;
  std::vector<Floor> floors;
  std::vector<ProgrammeRule> programme;
  std::vector<BaselinePair> baseline;
  std::vector<Phase> phases;  ///< in the order of a session
  std::uint32_t max_pairs = 4;
  std::uint32_t default_minutes = 30;               ///< session budget when unknown
  std::optional<cql::DefinitionId> minutes;         ///< Integer: minutes available
  std::optional<cql::DefinitionId> exercise_level;  ///< String: beginner, intermediate, advanced
  std::vector<std::uint32_t> warm_up;               ///< exercises, first offered one is used
  std::vector<Advice> frequency;
  std::vector<Advice> progression;
  std::vector<Advice> reassess;
  std::vector<Advice> stop_rules;
  std::vector<Advice> safety_net;  ///< always shown
};

/// A definition's answers that contradict each other (Dictionary::contradictions, resolved).
struct ContradictionRule {
  cql::DefinitionId definition = 0;
  std::vector<intake::ItemIndex> items;
  std::uint32_t contradiction = 0;  ///< index in the dictionary
};
struct ItemLogic {
  std::optional<cql::DefinitionId> applies;
  Value otherwise;  ///< lives in the RuleSet; one value for each slot
  std::optional<cql::DefinitionId> derived;
};

enum class Status : std::uint8_t { draft, active, retired };
std::string_view to_string(Status status);

/// Immutable once loaded; thread-safe to share.
struct RuleSet {
  std::string id;
  std::string version;
  std::string title;
  std::string description;
  std::string effective_from;  ///< ISO date
  std::vector<std::string> authors;
  Status status = Status::draft;
  std::string digest;     ///< SHA-256 of the content
  std::string directory;  ///< where it was loaded from

  std::vector<Level> levels;  ///< most urgent first
  std::shared_ptr<const intake::Dictionary> dictionary;
  std::shared_ptr<const cql::Terminology> terminology;  ///< of terminology/; never null
  std::shared_ptr<const cql::Program> program;
  /// The Boolean definitions below, in the order in which triage and planner ask them.
  std::shared_ptr<const cql::Conditions> conditions;
  std::shared_ptr<const knowledge::KnowledgeGraph> graph;
  std::vector<ItemLogic> item_logic;                ///< one an item
  std::vector<intake::ItemIndex> derivation_order;  ///< items with applies or derived, in order
  std::vector<ContradictionRule> contradictions;
  std::vector<RedFlag> red_flags;
  std::vector<Finding> findings;
  std::vector<Tag> tags;
  std::vector<Tag> positions;
  std::vector<Exercise> exercises;
  std::vector<Contraindication> contraindications;
  std::vector<Adaptation> adaptations;
  Policy policy;
  std::vector<Source> sources;

  std::string reference() const { return id + "@" + version; }
  std::optional<LevelIndex> find_level(std::string_view id) const;
  std::optional<std::uint32_t> find_red_flag(std::string_view id) const;
  std::optional<std::uint32_t> find_finding(std::string_view id) const;
  std::optional<std::uint32_t> find_exercise(std::string_view id) const;

  std::pmr::monotonic_buffer_resource arena;  ///< of the values above
};

struct LoadOptions {
  std::vector<std::pair<std::string, std::string>> parameters;  ///< name → CQL literal
};
struct Loaded {
  std::shared_ptr<const RuleSet> rule_set;  ///< null when there are errors
  Diagnostics diagnostics;
};

/// Loads, compiles and cross-checks the rule set in `directory`; all mistakes of all files at
/// once. Codes RS0001–RS0399 besides the compiler's CQL codes.
Loaded load(const std::string& directory, const LoadOptions& options = {});

/// Directory of the rule set that `reference` names under `root` (rules/): a path, "id",
/// "id@1" or "id@1.0.0". `id` and `id@1` resolve to the highest active match, else, said in
/// `Loaded`'s status, to the highest draft. not_found names what there is.
Result<std::string> resolve(const std::string& root, const std::string& reference);
/// The rule set under `root` whose dictionary is `dictionary` ("id@version").
Result<std::string> resolve_dictionary(const std::string& root, const std::string& dictionary);

/// SHA-256 over sorted relative paths and raw bytes, without the DIGEST file itself.
Result<std::string> content_digest(const std::string& directory);

/// The CQL data model of a dictionary.
cql::ContextSchema context_schema(const intake::Dictionary& dictionary);

/// The shipped library `Palpate` (plain CQL).
SourcePtr palpate_library();

}  // namespace palpate::ruleset
