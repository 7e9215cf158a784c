// Rule set → the JSON that its reports share. One function a kind of thing.
#include "render/json_fragments.hpp"

#include <string_view>

#include "render/json_writer.hpp"
#include "value/print.hpp"

namespace palpate::rendering {

namespace {

using ruleset::RuleSet;

/// One fragment for each element of `list`.
template <typename List, typename Write>
std::vector<std::string> each(const List& list, Write write) {
  std::vector<std::string> out;
  out.reserve(list.size());
  for (const auto& element : list) {
    out.push_back(json_of([&](JsonWriter& json) { write(json, element); }));
  }
  return out;
}

/// The id of each element of `list`, as a value.
template <typename List>
std::vector<std::string> ids(const List& list) {
  return each(list, [](JsonWriter& json, const auto& element) { json.text(element.id); });
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const auto& text : texts) json.text(text);
  json.end_array();
}

/// Writes for one rule set.
class Maker {
 public:
  explicit Maker(const RuleSet& rules) : rules_(rules) {}

  std::string rule_set() const {
    return json_of([&](JsonWriter& json) {
      json.key("ruleSet").begin_object();
      json.key("id").text(rules_.id);
      json.key("version").text(rules_.version);
      json.key("digest").text(rules_.digest);
      json.key("status").text(ruleset::to_string(rules_.status));
      json.end_object();
      json.key("parameters").begin_array();
      for (const auto& parameter : rules_.program->parameters()) {
        json.begin_object();
        json.key("name").text(parameter.library + "." + parameter.name);
        json.key("value").text(to_cql(parameter.value));
        json.key("overridden").boolean(parameter.overridden);
        json.end_object();
      }
      json.end_array();
    });
  }

  std::vector<std::string> acted() const {
    return each(rules_.levels, [](JsonWriter& json, const ruleset::Level& level) {
      json.key("level").text(level.id);
      json.key("title").text(level.title);
      json.key("timeframe").text(level.timeframe);
    });
  }

  std::vector<std::string> floors() const {
    return each(rules_.policy.floors, [&](JsonWriter& json, const ruleset::Floor& floor) {
      json.begin_object();
      json.key("id").text(floor.id);
      json.key("raisesTo").text(rules_.levels[floor.raises_to].id);
      json.key("reason").text(floor.reason);
      write_sources(json, floor.sources);
      json.end_object();
    });
  }

  JsonFragments::Flag flag(const ruleset::RedFlag& flag) const {
    return {id(flag.id), json_of([&](JsonWriter& json) {
              json.key("level").text(rules_.levels[flag.level].id);
              json.key("title").text(flag.title);
              json.key("action").text(flag.action);
              json.key("safetyNet").text(flag.safety_net);
            }),
            sources_of(flag)};
  }

  std::vector<std::string> slots() const {
    const auto& dictionary = *rules_.dictionary;
    std::vector<std::string> out;
    for (std::uint32_t slot = 0; slot < dictionary.slot_count; ++slot) {
      out.push_back(json_of([&](JsonWriter& json) {
        json.key("item").text(dictionary.items[dictionary.item_of_slot(slot)].id);
        const auto side = dictionary.side_of_slot(slot);
        if (!side.empty()) json.key("side").text(side);
      }));
    }
    return out;
  }

  std::vector<std::string> questions() const {
    return each(rules_.dictionary->items, [](JsonWriter& json, const intake::Item& item) {
      json.key("question").text(item.question);
      json.key("tier").text(intake::to_string(item.tier));
      json.key("askedOf").text(intake::to_string(item.asked_of));
    });
  }

  JsonFragments::Finding finding(const ruleset::Finding& finding) const {
    return {id(finding.id), json_of([&](JsonWriter& json) {
              json.key("kind").text(ruleset::to_string(finding.kind));
              json.key("title").text(finding.title);
            }),
            json_of([&](JsonWriter& json) { json.key("explanation").text(finding.explanation); }),
            sources_of(finding)};
  }

  JsonFragments::Exercise exercise(const ruleset::Exercise& exercise) const {
    return {json_of([&](JsonWriter& json) { json.text(exercise.id); }),
            json_of([&](JsonWriter& json) {
              json.key("exercise").text(exercise.id);
              json.key("name").text(exercise.name);
            }),
            json_of([&](JsonWriter& json) {
              json.key("kind").text(ruleset::to_string(exercise.kind));
            }),
            json_of([&](JsonWriter& json) {
              json.key("position").text(rules_.positions[exercise.position].id);
            }),
            json_of([&](JsonWriter& json) {
              write_texts(json, "instructions", exercise.steps);
              write_texts(json, "cautions", exercise.cautions);
              write_texts(json, "equipment", exercise.equipment);
            }),
            sources_of(exercise)};
  }

  std::string advice() const {
    return json_of([&](JsonWriter& json) {
      write_advice(json, "frequency", rules_.policy.frequency);
      write_advice(json, "progression", rules_.policy.progression);
      write_advice(json, "reassess", rules_.policy.reassess);
      write_advice(json, "stopRules", rules_.policy.stop_rules);
    });
  }

  std::string safety_net() const {
    return json_of(
        [&](JsonWriter& json) { write_advice(json, "safetyNet", rules_.policy.safety_net); });
  }

  std::vector<std::string> sources() const {
    return each(rules_.sources, [](JsonWriter& json, const ruleset::Source& source) {
      json.begin_object();
      json.key("id").text(source.id);
      json.key("citation").text(source.citation);
      json.key("url").text(source.url);
      json.key("strength").text(source.strength);
      json.key("verified").boolean(source.verified);
      json.end_object();
    });
  }

 private:
  static std::string id(std::string_view id) {
    return json_of([&](JsonWriter& json) { json.key("id").text(id); });
  }

  template <typename Cites>
  std::string sources_of(const Cites& cites) const {
    return json_of([&](JsonWriter& json) { write_sources(json, cites.sources); });
  }

  void write_sources(JsonWriter& json, const std::vector<std::uint32_t>& sources) const {
    json.key("sources").begin_array();
    for (const auto index : sources) json.text(rules_.sources[index].id);
    json.end_array();
  }

  void write_advice(JsonWriter& json, std::string_view name,
                    const std::vector<ruleset::Advice>& list) const {
    json.key(name).begin_array();
    for (const auto& entry : list) {
      json.begin_object();
      json.key("text").text(entry.text);
      write_sources(json, entry.sources);
      json.end_object();
    }
    json.end_array();
  }

  const RuleSet& rules_;
};

}  // namespace

JsonFragments::JsonFragments(const RuleSet& rules)
    : levels(ids(rules.levels)),
      phases(ids(rules.policy.phases)),
      adaptations(ids(rules.adaptations)),
      contraindications(ids(rules.contraindications)),
      programme_rules(ids(rules.policy.programme)),
      source_ids(ids(rules.sources)) {
  const Maker make(rules);
  rule_set = make.rule_set();
  acted = make.acted();
  floors = make.floors();
  for (const auto& flag : rules.red_flags) flags.push_back(make.flag(flag));
  slots = make.slots();
  questions = make.questions();
  for (const auto& finding : rules.findings) findings.push_back(make.finding(finding));
  for (const auto& exercise : rules.exercises) exercises.push_back(make.exercise(exercise));
  advice = make.advice();
  safety_net = make.safety_net();
  sources = make.sources();
}

}  // namespace palpate::rendering
