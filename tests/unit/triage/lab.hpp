#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "intake/intake.hpp"
#include "ruleset/rule_set.hpp"
#include "support/folder.hpp"
#include "triage/triage.hpp"

/// Small rule sets made for one question. A test writes only the parts that it is about.
namespace palpate::support {

inline std::string item(const std::string& id, const std::string& tier = "optional",
                        const std::string& more = "type: boolean, asked_of: patient") {
  return "  - {id: " + id + ", group: all, question: \"Is it " + id + "?\", tier: " + tier + ", " +
         more + "}\n";
}

inline std::string flag(const std::string& id, const std::string& definition,
                        const std::string& level) {
  return "  - {id: " + id + ", definition: " + definition + ", level: " + level + ", title: " + id +
         ", action: Act on " + id + "., sources: [made-up]}\n";
}

/// An exercise without sides; `more` adds or names further keys.
inline std::string exercise(const std::string& id, const std::string& kind,
                            const std::string& targets, const std::string& more = {},
                            const std::string& tags = "plain",
                            const std::string& dose =
                                "{beginner: {repetitions: [8, 12], sets: "
                                "[2, 4]}}",
                            int minutes = 4) {
  return "  - {id: " + id + ", name: Do " + id + ", kind: " + kind + ", position: lying, tags: [" +
         tags + "]" + (targets.empty() ? "" : ", targets: [" + targets + "]") +
         ", steps: [Do it.], dose: " + dose + ", minutes: " + std::to_string(minutes) +
         ", sources: [made-up]" + (more.empty() ? "" : ", " + more) + "}\n";
}

struct Lab {
  std::string items = item("a");
  std::string contradictions;
  std::string cql = "define \"A\": Assessment.a\n";
  std::string flags = flag("flag-a", "A", "emergency");
  std::string findings;
  std::string exercises = exercise("walk", "warm-up", "") +
                          exercise("reach", "stretch", "{entity: front, effect: lengthen}") +
                          exercise("push", "strengthening", "{entity: back, effect: strengthen}");
  std::string tags = "  - {id: plain, meaning: Nothing special}\n";
  std::string contraindications;
  std::string adaptations;
  std::string entities =
      "  - {id: front, name: Front, kind: muscle}\n  - {id: back, name: Back, kind: muscle}\n";
  std::string relations = "  - {from: front, relation: inhibits, to: back, weight: 6}\n";
  std::string default_level = "self_care";
  std::string floors;
  std::string programme;
  std::string baseline = "  - {stretch: reach, strengthening: push, reason: Good for most.}\n";
  std::string warm_up = "[walk]";
  std::string more_sources;
  std::string more_policy = "max_pairs: 4\ndefault_minutes: 60\n";

  std::shared_ptr<const ruleset::RuleSet> load() const {
    const support::Folder folder;
    write(folder.path() / "lab/1.0.0");
    auto loaded = ruleset::load((folder.path() / "lab/1.0.0").string());
    if (!loaded.rule_set) ADD_FAILURE() << render(loaded.diagnostics);
    return loaded.rule_set;
  }

 private:
  static void put(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
  }
  static std::string list(const std::string& key, const std::string& entries) {
    return key + (entries.empty() ? ": []\n" : ":\n" + entries);
  }
  static std::string optional(const std::string& key, const std::string& entries) {
    return entries.empty() ? std::string() : key + ":\n" + entries;
  }

  void write(const std::filesystem::path& to) const {
    std::filesystem::create_directories(to / "logic");
    put(to / "ruleset.yaml",
        "id: lab\nversion: 1.0.0\ntitle: Lab\ndescription: Made for one test.\n"
        "effective_from: 2026-12-01\nauthors: [palpate contributors]\nlibraries: [Lab]\nlevels:\n"
        "  - {id: emergency, title: Emergency, timeframe: now}\n"
        "  - {id: urgent, title: Urgent, timeframe: within 72 hours}\n"
        "  - {id: soon, title: Soon, timeframe: within two weeks}\n"
        "  - {id: routine, title: Routine, timeframe: planned}\n"
        "  - {id: self_care, title: Self-care, timeframe: no appointment}\n");
    put(to / "intake.yaml",
        "id: lab-intake\nversion: 1.0.0\nmodel: LabIntake\ncontext: Assessment\n"
        "groups: [{id: all, title: All}]\n" +
            list("items", items) + optional("contradictions", contradictions));
    put(to / "logic/Lab.cql",
        "library Lab version '1.0.0'\nusing LabIntake version '1.0.0'\n"
        "include Palpate version '1.0.0'\ncontext Assessment\n" +
            cql);
    put(to / "red-flags.yaml", list("red_flags", flags));
    put(to / "findings.yaml", list("findings", findings));
    put(to / "exercises.yaml",
        "positions: [{id: lying, meaning: Lying}]\ntags:\n" + tags + list("exercises", exercises));
    put(to / "contraindications.yaml", list("contraindications", contraindications));
    put(to / "adaptations.yaml", list("adaptations", adaptations));
    put(to / "knowledge.yaml", list("entities", entities) + list("relations", relations));
    put(to / "policy.yaml", policy());
    put(to / "sources.yaml",
        "sources:\n  - {id: made-up, citation: Made up for a test, supports: All of it., read: "
        "Nothing, strength: unverified, verified: false}\n" +
            more_sources);
  }

  std::string policy() const {
    return "default_level: " + default_level + "\n" + list("floors", floors) +
           list("programme", programme) + list("baseline", baseline) + "warm_up: " + warm_up +
           "\nphases:\n"
           "  - {id: warm-up, title: Warm-up, kinds: [warm-up]}\n"
           "  - {id: release, title: Release, kinds: [release, mobility]}\n"
           "  - {id: strength, title: Strength, kinds: [strengthening, technique]}\n"
           "  - {id: stretch, title: Stretch, kinds: [stretch, relaxation]}\n" +
           more_policy +
           "frequency: [{text: Often.}]\nprogression: [{text: Slowly.}]\n"
           "reassess: [{text: Later.}]\nstop_rules: [{text: At pain.}]\n"
           "safety_net: [{text: Come back.}]\n";
  }
};

/// One rule set, and what comes of answers to it. `answers` is the JSON object of an assessment.
class Bench {
 public:
  explicit Bench(const Lab& lab) : Bench(lab.load()) {}
  explicit Bench(std::shared_ptr<const ruleset::RuleSet> loaded)
      : rules(std::move(loaded)),
        intake(rules->dictionary),
        scratch(rules),
        adapter_(intake::make_json_adapter()) {}

  triage::Triage triage(const std::string& answers) {
    adapter_->read("{\"id\": \"a-1\", \"subject\": \"p-1\", \"dictionary\": \"" +
                       rules->dictionary->reference() +
                       "\", \"recordedAt\": \"2026-01-15T12:00:00Z\", \"answers\": " + answers +
                       "}",
                   intake);
    auto result = triage::triage(intake, *parse_date_time("2026-01-15T12:00:00.000Z"), scratch);
    EXPECT_TRUE(result.has_value());
    return *result;
  }

  triage::FlagResult flag(const triage::Triage& triage, const std::string& id) const {
    return triage.flags.at(*rules->find_red_flag(id));
  }
  triage::FlagStatus status(const std::string& answers, const std::string& id) {
    return flag(triage(answers), id).status;
  }
  std::string level(ruleset::LevelIndex index) const { return rules->levels.at(index).id; }
  std::string slot(std::uint32_t index) const {
    return triage::slot_name(*rules->dictionary, index);
  }
  std::vector<std::string> slots(const std::vector<std::uint32_t>& indices) const {
    std::vector<std::string> names;
    for (const auto index : indices) names.push_back(slot(index));
    return names;
  }
  std::vector<std::string> questions(const triage::Triage& triage) const {
    std::vector<std::string> names;
    for (const auto& question : triage.questions) names.push_back(slot(question.slot));
    return names;
  }
  std::vector<std::string> evidence(const std::vector<triage::Evidence>& list) const {
    std::vector<std::string> names;
    for (const auto& e : list) names.push_back(slot(e.slot));
    return names;
  }

  std::shared_ptr<const ruleset::RuleSet> rules;
  intake::Intake intake;
  triage::TriageScratch scratch;

 private:
  std::unique_ptr<intake::IntakeAdapter> adapter_;
};

}  // namespace palpate::support
