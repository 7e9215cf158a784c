// The information-monotone check: follows "may be unknown" through a Program from its roots.
// External interface: check_monotone.
#include "cql/check/monotone.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "cql/check/monotone_advice.hpp"

namespace palpate::cql {
namespace {

/// What one more answer may still fill in: a value itself, or something inside it (an element of
/// a list, a field of a tuple).
using Unknown = std::uint8_t;
constexpr Unknown settled = 0;
constexpr Unknown whole = 1;
constexpr Unknown parts = 2;

bool has_parts(const Type& type) {
  switch (type.kind()) {
    case Type::Kind::list:
    case Type::Kind::tuple:
    case Type::Kind::named:
    case Type::Kind::interval:
    case Type::Kind::choice:
    case Type::Kind::any:
    case Type::Kind::ratio:
    case Type::Kind::code:
    case Type::Kind::concept_:
      return true;
    default:
      return false;
  }
}

class MonotoneCheck {
 public:
  MonotoneCheck(const Program& program, std::string_view trusted, Diagnostics& diagnostics)
      : program_(program), trusted_(trusted), diagnostics_(diagnostics) {}

  Unknown definition(DefinitionId id) {
    const auto [place, added] = definitions_.emplace(id, settled);
    if (!added) return place->second;
    const Definition& definition = program_.definition(id);
    const Unknown result = in_frame(definition.frame_size, {}, definition.root);
    definitions_[id] = result;
    return result;
  }

 private:
  struct Frame {
    std::vector<Unknown> locals;
    std::vector<NodeId> known;  ///< nodes that a guard has shown not to be null
  };

  Unknown in_frame(std::uint32_t size, std::span<const Unknown> arguments, NodeId body) {
    Frame frame;
    frame.locals.assign(std::max<std::size_t>(size, arguments.size()), settled);
    std::copy(arguments.begin(), arguments.end(), frame.locals.begin());
    std::swap(frame, frame_);
    const Unknown result = check(body);
    std::swap(frame, frame_);
    return result;
  }

  Unknown check(NodeId id) {
    const Node& node = program_.node(id);
    const Unknown found = by_kind(node);
    return is_known(node) ? static_cast<Unknown>(found & parts) : found;
  }

  Unknown by_kind(const Node& node) {
    switch (node.kind) {
      case NodeKind::constant:
        return settled;
      case NodeKind::slot:
        return slot(node);
      case NodeKind::definition:
        return definition(node.payload);
      case NodeKind::local:
        return frame_.locals[node.payload];
      case NodeKind::operation:
        return operation(node);
      case NodeKind::conjunction:
        return conjunction(node);
      case NodeKind::disjunction:
      case NodeKind::implication:
      case NodeKind::cast:
      case NodeKind::as:
      case NodeKind::property:
        return spread(all_operands(node), node);
      case NodeKind::conditional:
      case NodeKind::selection:
        return branches(node);
      case NodeKind::coalesce:
        return coalesce(node);
      case NodeKind::call:
        return call(node);
      case NodeKind::list:
      case NodeKind::tuple:
        return all_operands(node) == settled ? settled : parts;
      case NodeKind::interval:
        return interval(node);
      case NodeKind::query:
        return query(node);
      case NodeKind::is:
        return type_test(node);
    }
    return whole;
  }

  /// Of what has an inside a record may hold some parts and leave others open; the fields of a
  /// tuple have slots of their own.
  Unknown slot(const Node& node) const {
    const Type& type = program_.type(node);
    const bool open_inside = has_parts(type) && !known_inside(node.payload);
    return open_inside ? static_cast<Unknown>(whole | parts) : whole;
  }

  bool known_inside(std::uint32_t slot) const {
    const auto& elements = program_.schema().elements;
    return std::any_of(elements.begin(), elements.end(), [slot](const ContextElement& element) {
      return element.slot == slot && element.known_inside;
    });
  }

  Unknown all_operands(const Node& node) {
    Unknown all = settled;
    for (const NodeId operand : program_.operands(node)) all |= check(operand);
    return all;
  }

  /// Unknown operands make the result unknown, and what is inside it where it has an inside.
  Unknown spread(Unknown operands, const Node& node) const {
    if (operands == settled) return settled;
    return has_parts(program_.type(node)) ? static_cast<Unknown>(whole | parts) : whole;
  }

  /// Reports, and answers settled: what builds on a mistake is silent.
  Unknown refuse(const Node& node, const monotone::Advice& advice) {
    diagnostics_.error(advice.code, program_.source(node), node.span, advice.message,
                       advice.suggestion);
    return settled;
  }

  /// The point of `A within 3 days of B` and of its relatives, which stand in the program as
  /// membership in an interval around B, and a question whether B is null: with B unanswered they
  /// are false. `id` is that question when it belongs to the operand before it.
  std::optional<NodeId> point_of_phrase(NodeId before, NodeId id) const {
    const Node& node = program_.node(id);
    const bool one_phrase = node.span == program_.node(before).span;
    if (!one_phrase || node.kind != NodeKind::operation || program_.overload(node).name != "Not") {
      return std::nullopt;
    }
    const Node& question = program_.node(program_.operands(node)[0]);
    const bool asks = question.kind == NodeKind::operation && question.span == node.span &&
                      program_.overload(question).name == "IsNull";
    return asks ? std::optional<NodeId>(program_.operands(question)[0]) : std::nullopt;
  }

  Unknown conjunction(const Node& node) {
    const auto operands = program_.operands(node);
    Unknown all = settled;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const auto point = i + 1 < operands.size() ? point_of_phrase(operands[i], operands[i + 1])
                                                 : std::optional<NodeId>();
      if (!point) {
        all |= check(operands[i]);
      } else if (check(*point) == settled) {
        all |= check(operands[i++]);
      } else {
        all |= refuse(program_.node(operands[i++]), monotone::timing());
      }
    }
    return spread(all, node);
  }

  Unknown operation(const Node& node) {
    const OverloadDeclaration& overload = program_.overload(node);
    const Unknown operands = all_operands(node);
    // Two nulls inside lists or tuples are taken for equal.
    const bool compares_parts =
        (operands & parts) != 0 && (overload.name == "Equal" || overload.name == "NotEqual");
    if (compares_parts) return refuse(node, monotone::structure());
    if (operands == settled || overload.nulls != NullRule::reads_null) {
      return spread(operands, node);
    }
    if (const auto range = range_asked(node)) {
      const Unknown known = check(*range);
      if (known == settled) return spread(operands, node);
      if (known == parts) return refuse(node, monotone::open_end());
    }
    const bool given = (operands & whole) == 0;
    if (given && overload.name == "Length") return settled;  // nulls count
    return refuse(node,
                  given ? monotone::elements(overload.name) : monotone::operation(overload.name));
  }

  /// The interval that a point may be in. That asks whether the interval is null, and nothing else
  /// that may be unknown; an interval made of an open end that is not known yet may turn out to be
  /// none.
  std::optional<NodeId> range_asked(const Node& node) const {
    const std::string_view name = program_.overload(node).name;
    const bool contains = name == "Contains" || name == "ProperContains";
    if (!contains && name != "In" && name != "ProperIn") return std::nullopt;
    const NodeId range = program_.operands(node)[contains ? 0 : 1];
    const bool is_range = program_.type(program_.node(range)).is(Type::Kind::interval);
    return is_range ? std::optional<NodeId>(range) : std::nullopt;
  }

  /// A null bound of a closed end is the end of the range: it must not stand for unknown.
  Unknown interval(const Node& node) {
    const auto operands = program_.operands(node);
    const Unknown low = check(operands[0]);
    const Unknown high = check(operands[1]);
    const bool low_read = low != settled && (node.flags & interval_low_closed) != 0;
    const bool high_read = high != settled && (node.flags & interval_high_closed) != 0;
    if (low_read || high_read) return refuse(node, monotone::closed_end());
    return (low | high) == settled ? settled : parts;
  }

  Unknown type_test(const Node& node) {
    return all_operands(node) == settled ? settled : refuse(node, monotone::type_test());
  }

  Unknown coalesce(const Node& node) {
    const auto operands = program_.operands(node);
    Unknown all = settled;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const Unknown one = check(operands[i]);
      const bool last = i + 1 == operands.size() && node.flags != coalesce_elements;
      if (one != settled && !last) return refuse(node, monotone::coalesce());
      all |= one;
    }
    return spread(all, node);
  }

  Unknown call(const Node& node) {
    const Function& function = program_.function(node.payload);
    std::vector<Unknown> arguments;
    Unknown all = settled;
    for (const NodeId operand : program_.operands(node)) {
      arguments.push_back(check(operand));
      all |= arguments.back();
    }
    if (!trusted_.empty() && function.library == trusted_) return spread(all, node);
    const auto key = std::make_pair(node.payload, arguments);
    const auto [place, added] = calls_.emplace(key, settled);
    if (!added) return place->second;
    const Unknown result = in_frame(function.frame_size, arguments, function.root);
    calls_[key] = result;
    return result;
  }

  // guards

  bool is_null_constant(NodeId id) const {
    const Node& node = program_.node(id);
    return node.kind == NodeKind::constant && program_.constant(node).is_null();
  }

  /// The operand of `X is null`, when it is something that a guard can speak about.
  std::optional<NodeId> asked_for_null(const Node& node) const {
    if (node.kind != NodeKind::operation || program_.overload(node).name != "IsNull") {
      return std::nullopt;
    }
    const NodeId subject = program_.operands(node)[0];
    switch (program_.node(subject).kind) {
      case NodeKind::slot:
      case NodeKind::local:
      case NodeKind::definition:
      case NodeKind::property:
        return subject;
      default:
        return std::nullopt;
    }
  }

  bool same(NodeId a, NodeId b) const {
    if (a == b) return true;
    const Node& left = program_.node(a);
    const Node& right = program_.node(b);
    if (left.kind != right.kind) return false;
    if (left.kind == NodeKind::property) {
      const bool same_part =
          left.flags == right.flags &&
          (left.flags == static_cast<std::uint8_t>(PropertyKind::named)
               ? program_.constant(left).as_string() == program_.constant(right).as_string()
               : left.payload == right.payload);
      return same_part && same(program_.operands(left)[0], program_.operands(right)[0]);
    }
    return (left.kind == NodeKind::slot || left.kind == NodeKind::local ||
            left.kind == NodeKind::definition) &&
           left.payload == right.payload;
  }

  bool is_known(const Node& node) const {
    const auto id = static_cast<NodeId>(&node - program_.nodes().data());
    return std::any_of(frame_.known.begin(), frame_.known.end(),
                       [this, id](NodeId known) { return same(known, id); });
  }

  /// The condition of a branch whose other side is null. Adds what is known on that other side:
  /// for `X is null or …` when the condition is not true, for `X is not null and …` when it is.
  Unknown guard(NodeId id, bool when_true) {
    const Node& node = program_.node(id);
    const auto chain = when_true ? NodeKind::conjunction : NodeKind::disjunction;
    if (node.kind == chain) {
      Unknown all = settled;
      for (const NodeId operand : program_.operands(node)) all |= guard(operand, when_true);
      return all;
    }
    const bool negated = node.kind == NodeKind::operation && program_.overload(node).name == "Not";
    const Node& question = negated ? program_.node(program_.operands(node)[0]) : node;
    const auto subject = negated == when_true ? asked_for_null(question) : std::nullopt;
    if (!subject) return check(id);
    frame_.known.push_back(*subject);
    return settled;
  }

  // `case` is read as nested `if`s: operands are condition, result, condition, result …, else.
  Unknown branches(const Node& node) {
    const auto operands = program_.operands(node);
    const std::vector<NodeId> outer = frame_.known;
    Unknown result = settled;
    for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
      const bool null_if_true = is_null_constant(operands[i + 1]);
      const bool null_otherwise = i + 3 == operands.size() && is_null_constant(operands.back());
      const std::vector<NodeId> before = frame_.known;
      const bool guards = null_if_true || null_otherwise;
      const Unknown condition = guards ? guard(operands[i], !null_if_true) : check(operands[i]);
      if (condition != settled) {
        refuse(program_.node(operands[i]), monotone::condition());
      }
      if (guards && frame_.known.size() > before.size()) result |= whole;
      result |= check(operands[i + 1]);
      if (!null_if_true) frame_.known = before;
    }
    result |= check(operands.back());
    frame_.known = outer;
    return result == settled ? settled : static_cast<Unknown>(result);
  }

  // queries

  struct SourceKnowledge {
    Unknown list = settled;
    Unknown element = settled;
  };

  SourceKnowledge open(const QueryPlan::Source& source) {
    SourceKnowledge found;
    found.list = check(source.expression);
    if (source.is_list) {
      found.element = (found.list & parts) != 0 ? static_cast<Unknown>(whole | parts) : settled;
    } else {
      found.element = static_cast<Unknown>(found.list & parts);
    }
    frame_.locals[source.local] = found.element;
    return found;
  }

  void must_be_settled(NodeId id, const monotone::Advice& advice) {
    if (id == no_id || check(id) == settled) return;
    refuse(program_.node(id), advice);
  }

  void relationship(const QueryPlan::Relationship& clause) {
    if (open(clause.source).list != settled) {
      refuse(program_.node(clause.source.expression), monotone::relationship());
      frame_.locals[clause.source.local] = settled;
    }
    must_be_settled(clause.such_that, monotone::filter());
  }

  /// A path through a list, or .select(): nobody wrote the condition that leaves nulls out.
  bool leaves_nulls_out(const Node& query, const QueryPlan& plan) const {
    if (plan.where == no_id || plan.lets.empty()) return false;
    const Node& where = program_.node(plan.where);
    if (where.span != query.span || where.kind != NodeKind::operation) return false;
    const auto operands = program_.operands(where);
    const auto subject =
        operands.empty() ? std::nullopt : asked_for_null(program_.node(operands[0]));
    return subject && program_.node(*subject).kind == NodeKind::local;
  }

  Unknown query(const Node& node) {
    const QueryPlan& plan = program_.query(node);
    Unknown sources = settled;
    for (const QueryPlan::Source& source : plan.sources) sources |= open(source).list;
    for (const QueryPlan::Let& let : plan.lets) frame_.locals[let.local] = check(let.expression);
    for (const QueryPlan::Relationship& clause : plan.relationships) relationship(clause);
    if (leaves_nulls_out(node, plan) && frame_.locals[plan.lets.back().local] != settled) {
      return refuse(node, monotone::left_out());
    }
    must_be_settled(plan.where, monotone::filter());
    const Unknown element = plan.aggregate ? aggregate(plan) : check(plan.returns);
    if ((plan.distinct && element != settled) || (plan.aggregate_distinct && sources != settled)) {
      return refuse(node, monotone::distinct());
    }
    frame_.locals[plan.sort_local] = plan.sort.empty() ? frame_.locals[plan.sort_local] : element;
    for (const QueryPlan::SortItem& item : plan.sort) must_be_settled(item.by, monotone::sort());
    const auto from_sources = static_cast<Unknown>(sources & whole);
    if (plan.aggregate || plan.singleton) return static_cast<Unknown>(from_sources | element);
    return static_cast<Unknown>(from_sources | (element == settled ? settled : parts));
  }

  /// The total depends on itself: what is unknown of it can only grow, so twice is enough.
  Unknown aggregate(const QueryPlan& plan) {
    Unknown total = plan.starting == no_id ? settled : check(plan.starting);
    for (int round = 0; round < 3; ++round) {
      frame_.locals[plan.total_local] = total;
      total |= check(plan.step);
    }
    return total;
  }

  const Program& program_;
  std::string_view trusted_;
  Diagnostics& diagnostics_;
  Frame frame_;
  std::map<DefinitionId, Unknown> definitions_;
  std::map<std::pair<FunctionId, std::vector<Unknown>>, Unknown> calls_;
};

}  // namespace

void check_monotone(const Program& program, std::span<const DefinitionId> roots,
                    std::string_view trusted, Diagnostics& diagnostics) {
  MonotoneCheck check(program, trusted, diagnostics);
  for (const DefinitionId root : roots) check.definition(root);
}

}  // namespace palpate::cql
