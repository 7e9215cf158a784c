#pragma once

#include <string>
#include <vector>

#include "ruleset/rule_set.hpp"

namespace palpate::cli {

/// Conditions of a rule set in words, for people who do not read CQL. Markdown.
class ConditionWords {
 public:
  explicit ConditionWords(const ruleset::RuleSet& rules)
      : rules_(rules), program_(*rules.program) {}

  /// The condition as a list: "Any of:" with what it is made of. Other named conditions become
  /// links. One side of a sided condition stands for both.
  std::string list(cql::DefinitionId definition) const;
  /// On one line, where the condition is simple.
  std::string line(cql::NodeId node) const;
  /// Link to a named condition.
  std::string link(cql::DefinitionId definition) const;
  /// Named conditions that `list` links to, directly or through others, without `definitions`
  /// themselves; in the program's order.
  std::vector<cql::DefinitionId> linked(const std::vector<cql::DefinitionId>& definitions) const;

 private:
  struct Joined {
    std::string head;  // "Any of"; empty: not made of others
    std::vector<cql::NodeId> parts;
  };
  Joined joined(cql::NodeId id) const;
  void flatten(cql::NodeId id, cql::NodeKind kind, std::vector<cql::NodeId>& out) const;
  std::vector<cql::NodeId> elements(cql::NodeId id) const;
  void bullets(cql::NodeId id, std::size_t depth, std::string& out) const;
  std::string answer(const cql::Node& node) const;
  std::string constant(const cql::Node& node, cql::NodeId compared_with) const;
  std::string comparison(const cql::Node& node) const;
  std::string call(const cql::Node& node) const;
  std::string operand(cql::NodeId id, cql::NodeId compared_with) const;
  const intake::Item* item_of(cql::NodeId id) const;

  const ruleset::RuleSet& rules_;
  const cql::Program& program_;
};

/// "Cauda equina suspected" → "cauda-equina-suspected", as Markdown viewers make anchors.
std::string anchor(std::string_view title);

}  // namespace palpate::cli
