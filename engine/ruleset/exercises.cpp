// exercises.yaml → positions, tags, exercises. External interface: read_exercises.
#include <algorithm>
#include <utility>

#include "ruleset/build.hpp"
#include "ruleset/dependency_order.hpp"
#include "ruleset/dose_reader.hpp"
#include "ruleset/words.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::uint32_t minutes_of_day = 24 * 60;

std::vector<Tag> read_vocabulary(const ObjectReader& file, std::string_view key,
                                 const std::string& what) {
  std::vector<Tag> out;
  for (const auto& node : file.list(key, Presence::present)) {
    const ObjectReader reader(node, what, {"id", "meaning"});
    out.push_back({reader.identifier("id"), reader.text("meaning")});
  }
  return out;
}

Dose to_dose(const DoseFields& fields) {
  const Range none;
  return {fields.hold_seconds.value_or(none), fields.repetitions.value_or(none),
          fields.sets.value_or(none), fields.minutes.value_or(none),
          fields.per_week.value_or(none)};
}

class ExerciseReader {
 public:
  ExerciseReader(Build& build, const DocumentNode& node)
      : build_(build),
        reader_(node, "an exercise",
                {"id", "name", "kind", "position", "tags", "targets", "sided", "steps", "dose",
                 "minutes", "equipment", "regressions", "progressions", "cautions", "sources"}) {}

  Exercise read() {
    exercise_.id = reader_.identifier("id");
    exercise_.name = reader_.text("name");
    const auto kind = reader_.word<ExerciseKind>("kind", exercise_kind_words);
    exercise_.kind = kind.value_or(ExerciseKind::stretch);
    if (const auto position = reader_.get("position", Presence::required)) {
      exercise_.position = build_.positions.use(*position).value_or(0);
    }
    exercise_.tags = build_.tags.use_all(reader_, "tags", Presence::required);
    read_targets(kind);
    exercise_.sided = reader_.boolean("sided", false);
    exercise_.steps = reader_.texts("steps", Presence::required);
    read_doses();
    exercise_.minutes = reader_.number("minutes", 1, minutes_of_day);
    exercise_.equipment = reader_.texts("equipment", Presence::optional);
    exercise_.regressions = neighbours("regressions");
    exercise_.progressions = neighbours("progressions");
    exercise_.cautions = reader_.texts("cautions", Presence::optional);
    exercise_.sources = build_.sources_of(reader_, Presence::required);
    return std::move(exercise_);
  }

 private:
  /// The planner finds stretches and strengtheners by what they act on.
  void read_targets(std::optional<ExerciseKind> kind) {
    const bool needed = kind == ExerciseKind::stretch || kind == ExerciseKind::strengthening;
    for (const auto& node :
         reader_.list("targets", needed ? Presence::required : Presence::optional)) {
      const ObjectReader target(node, "a target", {"entity", "effect", "primary"});
      const auto entity = target.get("entity", Presence::required);
      exercise_.targets.push_back(
          {entity ? build_.entities.use(*entity).value_or(0) : 0,
           target.word<Effect>("effect", effect_words).value_or(Effect::lengthen),
           target.boolean("primary", true)});
    }
  }

  void read_doses() {
    std::fill(std::begin(exercise_.offered), std::end(exercise_.offered), false);
    const auto node = reader_.get("dose", Presence::required);
    if (!node) return;
    const ObjectReader levels(
        *node, "the doses by level",
        {exercise_level_words[0], exercise_level_words[1], exercise_level_words[2]});
    for (std::size_t i = 0; i < exercise_level_words.size(); ++i) {
      const auto dose = levels.find(exercise_level_words[i]);
      if (!dose) continue;
      exercise_.dose[i] = to_dose(read_dose(*dose));
      exercise_.offered[i] = true;
    }
    if (levels.valid() && node->value().get_object().empty()) {
      node->error("RS0106", "'dose' must not be empty",
                  "give one for " + one_of(exercise_level_words));
    }
  }

  std::vector<std::string> neighbours(std::string_view key) {
    std::vector<std::string> out;
    for (const auto& node : reader_.list(key, Presence::optional)) {
      const auto index = build_.exercises.use(node);
      if (!index) continue;
      out.emplace_back(build_.exercises.name(*index));
      if (out.back() == exercise_.id) {
        node.error("RS0161", "an exercise cannot stand among its own " + std::string(key));
      }
    }
    return out;
  }

  Build& build_;
  ObjectReader reader_;
  Exercise exercise_;
};

/// Regressions lead to easier exercises and progressions to harder ones: going on cannot lead back.
void check_difficulty(const Build& build, const ObjectReader& file) {
  const auto& exercises = build.set.exercises;
  std::vector<std::vector<std::uint32_t>> harder(exercises.size());
  const auto add = [&](std::uint32_t easy, std::optional<std::uint32_t> hard) {
    if (hard && easy != *hard) harder[easy].push_back(*hard);
  };
  for (std::uint32_t i = 0; i < exercises.size(); ++i) {
    for (const auto& id : exercises[i].progressions) add(i, build.set.find_exercise(id));
    for (const auto& id : exercises[i].regressions) {
      if (const auto easier = build.set.find_exercise(id)) add(*easier, i);
    }
  }
  for (const auto& cycle : dependency_order(harder).cycles) {
    std::string chain;
    for (const auto index : cycle) chain.append(exercises[index].id).append(" → ");
    file.node()
        .at("/exercises/" + std::to_string(cycle.front()) + "/id")
        .error("RS0162",
               "progressions and regressions go round in a circle: " + chain +
                   exercises[cycle.front()].id,
               "each '→' leads to a harder exercise; turn one of them round");
  }
}

}  // namespace

void read_exercises(Build& build) {
  const auto file = build.file("exercises.yaml", {"positions", "tags", "exercises"});
  if (!file) return;
  build.set.positions = read_vocabulary(*file, "positions", "a position");
  build.set.tags = read_vocabulary(*file, "tags", "a tag");
  for (const auto& node : file->list("exercises", Presence::present)) {
    build.set.exercises.push_back(ExerciseReader(build, node).read());
  }
  check_difficulty(build, *file);
}

}  // namespace palpate::ruleset
