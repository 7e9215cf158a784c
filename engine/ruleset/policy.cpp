// policy.yaml → RuleSet::policy. External interface: read_policy.
#include "ruleset/policy.hpp"

#include <algorithm>
#include <set>

#include "ruleset/result_strings.hpp"
#include "ruleset/words.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::uint32_t most_pairs = 100;
constexpr std::uint32_t minutes_of_day = 24 * 60;

/// An exercise of one of `kinds`.
std::uint32_t exercise_of_kind(Build& build, const ObjectReader& reader, std::string_view key,
                               std::initializer_list<ExerciseKind> kinds) {
  const auto node = reader.get(key, Presence::required);
  const auto index = node ? build.exercises.use(*node) : std::nullopt;
  if (!index || *index >= build.set.exercises.size()) return 0;
  const auto kind = build.set.exercises[*index].kind;
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    node->error("RS0185", "'" + build.set.exercises[*index].id + "' is an exercise of kind " +
                              std::string(to_string(kind)) + "; it cannot be the " +
                              std::string(key) + " of a pair");
  }
  return *index;
}

void read_baseline(Build& build, const ObjectReader& policy) {
  for (const auto& node : policy.list("baseline", Presence::present)) {
    const ObjectReader reader(node, "a pair", {"stretch", "strengthening", "reason"});
    BaselinePair pair;
    pair.stretch =
        exercise_of_kind(build, reader, "stretch", {ExerciseKind::stretch, ExerciseKind::mobility});
    pair.strengthening =
        exercise_of_kind(build, reader, "strengthening", {ExerciseKind::strengthening});
    pair.reason = reader.text("reason");
    build.set.policy.baseline.push_back(std::move(pair));
  }
}

class PhaseReader {
 public:
  explicit PhaseReader(Build& build) : build_(build) {}

  void read(const ObjectReader& policy) {
    check_unique_ids(policy, "phases", "phase", build_.diagnostics);
    for (const auto& node : policy.list("phases", Presence::present)) read_phase(node);
    if (const auto node = policy.find("phases")) check_kinds(*node);
  }

 private:
  void read_phase(const DocumentNode& node) {
    const ObjectReader reader(node, "a phase", {"id", "title", "kinds"});
    Phase phase;
    phase.id = reader.identifier("id");
    phase.title = reader.text("title");
    for (const auto& word : reader.list("kinds", Presence::required)) {
      const auto index = word.word(exercise_kind_words);
      if (!index) continue;
      const auto kind = static_cast<ExerciseKind>(*index);
      phase.kinds.push_back(kind);
      if (seen_.insert(kind).second) continue;
      word.error("RS0186",
                 "exercises of kind " + std::string(to_string(kind)) + " already have their phase");
    }
    build_.set.policy.phases.push_back(std::move(phase));
  }

  /// Every exercise that may be offered needs its place in the session.
  void check_kinds(const DocumentNode& phases) {
    for (const auto& exercise : build_.set.exercises) {
      if (!seen_.insert(exercise.kind).second) continue;
      phases.error_at_key("RS0187", "no phase takes exercises of kind " +
                                        std::string(to_string(exercise.kind)) + ", such as '" +
                                        exercise.id + "'");
    }
  }

  Build& build_;
  std::set<ExerciseKind> seen_;
};

std::vector<Advice> read_advice(Build& build, const ObjectReader& policy, std::string_view key) {
  std::vector<Advice> out;
  for (const auto& node : policy.list(key, Presence::present)) {
    const ObjectReader reader(node, "advice", {"text", "sources"});
    out.push_back({reader.text("text"), build.sources_of(reader, Presence::optional)});
  }
  return out;
}

void read_exercise_level(Build& build, const ObjectReader& policy) {
  const auto node = policy.find("exercise_level");
  if (!node) return;
  build.set.policy.exercise_level = build.definitions.use(*node, Type::simple(Type::Kind::string));
  const auto& program = build.logic.checkable;
  if (program == nullptr || !build.set.policy.exercise_level) return;
  for (const auto& level : result_strings(*program, *build.set.policy.exercise_level)) {
    const auto known = std::find(exercise_level_words.begin(), exercise_level_words.end(), level);
    if (known != exercise_level_words.end()) continue;
    node->error("RS0188", "this definition may yield '" + level + "', which is no exercise level",
                "the levels are " + one_of(exercise_level_words));
  }
}

}  // namespace

void read_policy(Build& build) {
  const auto file = build.file(
      "policy.yaml", {"default_level", "floors", "programme", "baseline", "warm_up", "phases",
                      "max_pairs", "default_minutes", "minutes", "exercise_level", "frequency",
                      "progression", "reassess", "stop_rules", "safety_net"});
  if (!file) return;
  auto& policy = build.set.policy;
  const auto default_level = file->get("default_level", Presence::required);
  // Where it is not known, no floor can be said to be too low.
  policy.default_level =
      default_level ? build.levels.use(*default_level).value_or(UINT32_MAX) : UINT32_MAX;
  read_floors(build, *file);
  read_programme_rules(build, *file);
  read_baseline(build, *file);
  policy.warm_up = build.exercises.use_all(*file, "warm_up");
  PhaseReader(build).read(*file);
  policy.max_pairs = file->number("max_pairs", 1, most_pairs);
  policy.default_minutes = file->number("default_minutes", 1, minutes_of_day);
  policy.minutes = build.definitions.use(*file, "minutes", Type::simple(Type::Kind::integer),
                                         Presence::optional);
  read_exercise_level(build, *file);
  policy.frequency = read_advice(build, *file, "frequency");
  policy.progression = read_advice(build, *file, "progression");
  policy.reassess = read_advice(build, *file, "reassess");
  policy.stop_rules = read_advice(build, *file, "stop_rules");
  policy.safety_net = read_advice(build, *file, "safety_net");
}

}  // namespace palpate::ruleset
