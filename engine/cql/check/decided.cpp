// Conditions that no answer changes, and branches that no answer reaches. External interface:
// warn_decided.
#include "cql/check/decided.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/one_line.hpp"
#include "cql/program/reach.hpp"

namespace palpate::cql::check {
namespace {

/// Steps over all conditions of a compilation; a hostile one is then no longer looked into.
constexpr std::size_t largest_effort = 2'000'000;
/// Characters of a condition that are quoted in a message.
constexpr std::size_t longest_quote = 70;

bool is_ordering(std::string_view name) {
  return name == "Less" || name == "LessOrEqual" || name == "Greater" || name == "GreaterOrEqual";
}

class DecidedCheck {
 public:
  DecidedCheck(const Program& program, const Written& written, Diagnostics& diagnostics)
      : program_(program),
        written_(written),
        diagnostics_(diagnostics),
        congruence_(program, written.is_written),
        silent_(program.nodes().size()) {}

  /// `ids` so that every node comes before its operands.
  void check(std::span<const NodeId> ids) {
    for (const NodeId id : ids) {
      const Node& node = program_.node(id);
      if (!silent_[id] && look_at(id, node)) silent_[id] = true;
      if (!silent_[id]) continue;
      for (const NodeId operand : program_.operands(node)) silent_[operand] = true;
    }
  }

 private:
  struct Assumption {
    NodeId condition = no_id;
    bool holds = true;
  };

  /// Reports what is decided at this node itself; true when it has.
  bool look_at(NodeId id, const Node& node) {
    const auto operands = program_.operands(node);
    switch (node.kind) {
      case NodeKind::constant:
        return literal_comparison(id, node);
      case NodeKind::conjunction:
        return joined(node, assume_all(operands, true), "and");
      case NodeKind::disjunction:
        return joined(node, assume_all(operands, false), "or");
      case NodeKind::implication:
        return joined(node, {{operands[0], true}, {operands[1], false}}, "implies");
      case NodeKind::operation:
        return with_itself(node);
      case NodeKind::conditional:
      case NodeKind::selection:
        branches(node);
        return false;
      default:
        return false;
    }
  }

  static std::vector<Assumption> assume_all(std::span<const NodeId> conditions, bool holds) {
    std::vector<Assumption> all;
    for (const NodeId condition : conditions) all.push_back({condition, holds});
    return all;
  }

  void warn(const Node& node, std::string code, std::string message, std::string suggestion = {}) {
    diagnostics_.warning(std::move(code), program_.source(node), node.span, std::move(message),
                         std::move(suggestion));
  }

  /// The condition as its author wrote it, on one line.
  std::string quote(NodeId id) const {
    const Node& node = program_.node(id);
    auto text = on_one_line(program_.source(node)->text(node.span));
    if (text.size() > longest_quote) {
      std::size_t end = longest_quote;
      while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
      text = text.substr(0, end) + "…";
    }
    const bool quoted = text.size() > 1 && (text[0] == '\'' || text[0] == '"') &&
                        text.find(text[0], 1) == text.size() - 1;
    return quoted ? text : "'" + text + "'";
  }

  bool literal_comparison(NodeId id, const Node& node) {
    if (!written_.compares_literals(id)) return false;
    const Value& value = program_.constant(node);
    if (value.is_null()) return false;
    warn(node, "CQL0280",
         value.is_true() ? "this comparison is always true" : "this comparison is never true");
    return true;
  }

  /// Conditions joined so that all of `assumptions` decide: for `and` that all are true, for `or`
  /// that all are false.
  bool joined(const Node& node, const std::vector<Assumption>& assumptions, std::string_view word) {
    const bool never = word == "and";
    for (const Assumption& assumption : assumptions) {
      const Node& operand = program_.node(assumption.condition);
      if (!written_.compares_literals(assumption.condition) || word == "implies") continue;
      const Value& value = program_.constant(operand);
      if (value.is_null() || value.is_true() == assumption.holds) continue;
      warn(node, "CQL0280",
           (never ? "this condition never holds: " : "this condition always holds: ") +
               quote(assumption.condition) + (never ? " is false" : " is true"));
      return true;
    }
    const auto conflict = find_conflict(assumptions);
    if (!conflict) return false;
    const NodeId first = assumptions[conflict->first].condition;
    const NodeId second = assumptions[conflict->second].condition;
    if (program_.node(first).span == program_.node(second).span) return false;  // of one phrase
    report_conflict(node, first, second, word);
    return true;
  }

  void report_conflict(const Node& node, NodeId first, NodeId second, std::string_view word) {
    const std::string a = quote(first);
    const std::string b = quote(second);
    if (word == "and") {
      warn(node, "CQL0282",
           "this condition never holds: " + a + " and " + b + " exclude each other",
           compare_options(first, second)
               ? "one of several is asked for with 'or', or with: X in { 'a', 'b' }"
               : "");
      return;
    }
    const std::string whatever = "this condition holds whatever the answer: ";
    warn(node, "CQL0283",
         word == "or" ? whatever + a + " or " + b + " always does"
                      : whatever + a + " always implies " + b);
  }

  bool compare_options(NodeId first, NodeId second) const {
    return is_equality_of_text(first) && is_equality_of_text(second);
  }

  bool is_equality_of_text(NodeId id) const {
    const Node& node = program_.node(id);
    if (node.kind != NodeKind::operation || program_.overload(node).name != "Equal") return false;
    return program_.type(program_.node(program_.operands(node)[0])).is(Type::Kind::string);
  }

  std::optional<Facts::Conflict> find_conflict(const std::vector<Assumption>& assumptions) {
    Facts facts(program_, congruence_, written_.is_written, effort_);
    for (std::size_t i = 0; i < assumptions.size(); ++i) {
      facts.assume(assumptions[i].condition, assumptions[i].holds, i);
    }
    return facts.conflict();
  }

  bool with_itself(const Node& node) {
    const auto operands = program_.operands(node);
    const std::string_view name = program_.overload(node).name;
    if (operands.size() != 2 || !is_ordering(name)) return false;
    const Node& left = program_.node(operands[0]);
    const bool same = congruence_.of(operands[0]) == congruence_.of(operands[1]);
    if (!same || left.kind == NodeKind::constant || left.span == program_.node(operands[1]).span) {
      return false;
    }
    warn(node, "CQL0284", "this compares " + quote(operands[0]) + " with itself");
    return true;
  }

  /// Branches are read from the top: one is taken when its condition is true.
  void branches(const Node& node) {
    const auto operands = program_.operands(node);
    for (std::size_t later = 2; later + 1 < operands.size(); later += 2) {
      for (std::size_t above = 0; above < later && effort_ > 0; above += 2) {
        if (!covers(operands[above], operands[later])) continue;
        never_reached(node, operands[above], operands[later]);
        break;
      }
    }
  }

  bool covers(NodeId above, NodeId later) {
    if (congruence_.of(above) == congruence_.of(later)) {
      return program_.node(above).kind != NodeKind::constant;
    }
    Facts facts(program_, congruence_, written_.is_written, effort_);
    facts.assume(later, true, 0);
    if (facts.conflict() || !facts.settles(above)) return false;
    facts.assume(above, false, 1);
    return facts.conflict().has_value();
  }

  void never_reached(const Node& node, NodeId above, NodeId later) {
    const Node& place = program_.node(later);
    const bool repeated = congruence_.of(above) == congruence_.of(later);
    const std::string suggestion =
        repeated || node.kind != NodeKind::selection ? "" : "put the narrower condition first";
    warn(place, "CQL0281",
         "this branch is never reached: whenever it holds, " + quote(above) + " above does",
         suggestion);
    silent_[later] = true;
  }

  const Program& program_;
  const Written& written_;
  Diagnostics& diagnostics_;
  Congruence congruence_;
  std::vector<bool> silent_;
  std::size_t effort_ = largest_effort;
};

}  // namespace

void warn_decided(const Program& program, std::span<const NodeId> roots, const Written& written,
                  Diagnostics& diagnostics) {
  std::vector<NodeId> reached;
  for_each_reachable(program, roots, [&reached](NodeId id) { reached.push_back(id); });
  // Operands are older than what is made of them.
  std::sort(reached.rbegin(), reached.rend());
  DecidedCheck(program, written, diagnostics).check(reached);
}

}  // namespace palpate::cql::check
