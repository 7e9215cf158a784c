#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ruleset/rule_set.hpp"

namespace palpate::rendering {

/// What a rule set says in the same words in every report, as JSON: made once, so that a report
/// only copies it. Members stand without the braces of their object, in the order of
/// schemas/report.schema.json. Every list is indexed as the rule set's own. Immutable.
struct JsonFragments {
  explicit JsonFragments(const ruleset::RuleSet& rules);

  struct Flag {
    std::string id;       ///< member
    std::string about;    ///< members level to safetyNet
    std::string sources;  ///< member
  };
  struct Finding {
    std::string id;           ///< member
    std::string about;        ///< members kind and title
    std::string explanation;  ///< member
    std::string sources;      ///< member
  };
  struct Exercise {
    std::string id;            ///< value
    std::string name;          ///< members exercise and name
    std::string kind;          ///< member
    std::string position;      ///< member
    std::string instructions;  ///< members instructions to equipment
    std::string sources;       ///< member
  };

  std::string rule_set;             ///< members ruleSet and parameters
  std::vector<std::string> levels;  ///< values: ids
  std::vector<std::string> acted;   ///< by level: members level to timeframe of a disposition
  std::vector<std::string> floors;  ///< values
  std::vector<Flag> flags;
  std::vector<std::string> slots;      ///< by slot: members item and side
  std::vector<std::string> questions;  ///< by item: members question to askedOf
  std::vector<Finding> findings;
  std::vector<Exercise> exercises;
  std::vector<std::string> phases;             ///< values: ids
  std::vector<std::string> adaptations;        ///< values: ids
  std::vector<std::string> contraindications;  ///< values: ids
  std::vector<std::string> programme_rules;    ///< values: ids
  std::string advice;                          ///< members frequency to stopRules of a programme
  std::string safety_net;                      ///< member
  std::vector<std::string> source_ids;         ///< values
  std::vector<std::string> sources;            ///< values
};

}  // namespace palpate::rendering
