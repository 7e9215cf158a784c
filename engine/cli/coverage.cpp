#include "cli/coverage.hpp"

#include <algorithm>

namespace palpate::cli {

namespace {

bool combines(const cql::Program& program, const cql::Node& node) {
  switch (node.kind) {
    case cql::NodeKind::conjunction:
    case cql::NodeKind::disjunction:
    case cql::NodeKind::implication:
    case cql::NodeKind::definition:
    case cql::NodeKind::constant:
      return true;
    case cql::NodeKind::operation:
      return program.overload(node).name == "Not";
    default:
      return false;
  }
}

/// Boolean leaves under `root`, without entering functions and queries.
void collect(const cql::Program& program, cql::NodeId id, std::vector<cql::NodeId>& out) {
  const auto& node = program.node(id);
  if (node.kind == cql::NodeKind::local || node.kind == cql::NodeKind::query) return;
  const bool is_boolean = program.type(node).is(Type::Kind::boolean);
  if (is_boolean && !combines(program, node)) out.push_back(id);
  for (const auto operand : program.operands(node)) collect(program, operand, out);
}

}  // namespace

Coverage::Coverage(const ruleset::RuleSet& rules) : program_(*rules.program) {
  std::vector<cql::NodeId> nodes;
  for (const auto& definition : program_.definitions()) {
    if (definition.library != "Palpate") collect(program_, definition.root, nodes);
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  for (const auto node : nodes) conditions_.push_back({node, {}});
}

void Coverage::count(triage::TriageScratch& scratch) {
  for (auto& condition : conditions_) {
    const auto value = scratch.cql().node(condition.node);
    if (!value) continue;
    const auto outcome = value->is_null() ? unknown : value->is_true() ? yes : no;
    ++condition.seen[outcome];
  }
}

std::size_t Coverage::outcomes_seen() const {
  std::size_t seen = 0;
  for (const auto& condition : conditions_) {
    seen += static_cast<std::size_t>(std::count_if(condition.seen.begin(), condition.seen.end(),
                                                   [](std::size_t n) { return n > 0; }));
  }
  return seen;
}

std::string Coverage::report() const {
  std::string out;
  for (const auto& condition : conditions_) {
    std::string missing;
    if (condition.seen[yes] == 0) missing += " true";
    if (condition.seen[no] == 0) missing += " false";
    if (condition.seen[unknown] == 0) missing += " unknown";
    if (missing.empty()) continue;
    const auto& node = program_.node(condition.node);
    const auto& source = program_.source(node);
    const auto place = source->position(node.span.begin);
    auto text = std::string(source->text(node.span));
    std::replace(text.begin(), text.end(), '\n', ' ');
    out += source->name() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) +
           ": never" + missing + ": " + text + "\n";
  }
  return out;
}

}  // namespace palpate::cli
