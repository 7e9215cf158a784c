// The conditions of a rule set in the order in which they are asked.
#include "cql/eval/conditions.hpp"

#include <optional>
#include <vector>

#include "ruleset/build.hpp"

namespace palpate::ruleset {

namespace {

class Asked {
 public:
  explicit Asked(const cql::Program& program) : program_(program) {}

  void add(const std::optional<cql::DefinitionId>& definition) {
    if (!definition) return;
    const bool is_condition = program_.definition(*definition).type.is(Type::Kind::boolean);
    if (is_condition) list_.push_back(*definition);
  }

  const std::vector<cql::DefinitionId>& list() const { return list_; }

 private:
  const cql::Program& program_;
  std::vector<cql::DefinitionId> list_;
};

}  // namespace

void build_conditions(RuleSet& set) {
  Asked asked(*set.program);
  for (const auto item : set.derivation_order) asked.add(set.item_logic[item].applies);
  for (const auto& rule : set.contradictions) asked.add(rule.definition);
  for (const auto& flag : set.red_flags) asked.add(flag.definition);
  for (const auto& floor : set.policy.floors) asked.add(floor.definition);
  for (const auto& rule : set.policy.programme) asked.add(rule.definition);
  for (const auto& rule : set.contraindications) asked.add(rule.definition);
  for (const auto& adaptation : set.adaptations) asked.add(adaptation.when);
  set.conditions = std::make_shared<const cql::Conditions>(set.program, asked.list());
}

}  // namespace palpate::ruleset
