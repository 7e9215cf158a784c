// adaptations.yaml → RuleSet::adaptations.
#include <algorithm>

#include "ruleset/build.hpp"
#include "ruleset/dose_reader.hpp"
#include "ruleset/words.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::array<std::string_view, 4> acts = {"set", "limit", "withhold", "replace"};

class ChangeReader {
 public:
  ChangeReader(Build& build, const DocumentNode& node)
      : build_(build),
        reader_(
            node, "a change",
            {"kinds", "tags", "positions", "exercises", "set", "limit", "withhold", "replace"}) {}

  Change read() {
    for (const auto& kind : reader_.list("kinds", Presence::optional)) {
      const auto index = kind.word(exercise_kind_words);
      if (index) change_.kinds.push_back(static_cast<ExerciseKind>(*index));
    }
    change_.tags = build_.tags.use_all(reader_, "tags");
    change_.positions = build_.positions.use_all(reader_, "positions");
    change_.exercises = build_.exercises.use_all(reader_, "exercises");
    check_selectors();
    read_act();
    return std::move(change_);
  }

 private:
  /// An empty list could be read as "none" as well as "all".
  void check_selectors() const {
    for (const auto* key : {"kinds", "tags", "positions", "exercises"}) {
      const auto node = reader_.find(key);
      const auto* list = node ? node->value().if_array() : nullptr;
      if (list != nullptr && list->empty()) {
        node->error("RS0106", node->name() + " must not be empty",
                    "leave it out to select every exercise");
      }
    }
  }

  void read_act() {
    std::size_t found = 0;
    for (std::size_t i = 0; i < acts.size(); ++i) {
      const auto node = reader_.find(acts[i]);
      if (!node) continue;
      if (++found > 1) {
        node->error_at_key("RS0170", "a change does one thing: " + one_of(acts),
                           "make a second change of it");
        continue;
      }
      change_.act = static_cast<Change::Act>(i);
      read_act(*node);
    }
    if (found == 0 && reader_.valid()) {
      reader_.node().error("RS0170", "a change needs one of " + one_of(acts));
    }
  }

  void read_act(const DocumentNode& node) {
    switch (change_.act) {
      case Change::Act::set:
      case Change::Act::limit: {
        const auto fields = read_dose(node);
        change_.hold_seconds = fields.hold_seconds;
        change_.repetitions = fields.repetitions;
        change_.sets = fields.sets;
        change_.minutes = fields.minutes;
        change_.per_week = fields.per_week;
        return;
      }
      case Change::Act::withhold:
        if (!node.boolean().value_or(true)) {
          node.error("RS0171", "'withhold: false' says nothing", "leave the change out");
        }
        return;
      case Change::Act::replace:
        return read_replacement(node);
    }
  }

  void read_replacement(const DocumentNode& node) {
    change_.replacement = build_.exercises.use(node);
    const auto& selected = change_.exercises;
    if (change_.replacement &&
        std::find(selected.begin(), selected.end(), *change_.replacement) != selected.end()) {
      node.error("RS0172", "an exercise cannot be replaced by itself");
    }
  }

  Build& build_;
  ObjectReader reader_;
  Change change_;
};

}  // namespace

void read_adaptations(Build& build) {
  const auto file = build.file("adaptations.yaml", {"adaptations"});
  if (!file) return;
  check_unique_ids(*file, "adaptations", "adaptation", build.diagnostics);
  for (const auto& node : file->list("adaptations", Presence::present)) {
    const ObjectReader reader(node, "an adaptation",
                              {"id", "when", "reason", "sources", "changes"});
    Adaptation adaptation;
    adaptation.id = reader.identifier("id");
    adaptation.when =
        build.definitions.use(reader, "when", boolean_type(), Presence::required).value_or(0);
    adaptation.reason = reader.text("reason");
    adaptation.sources = build.sources_of(reader, Presence::required);
    for (const auto& change : reader.list("changes", Presence::required)) {
      adaptation.changes.push_back(ChangeReader(build, change).read());
    }
    build.set.adaptations.push_back(std::move(adaptation));
  }
}

}  // namespace palpate::ruleset
