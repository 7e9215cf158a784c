#include "cli/condition_words.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cli/compound.hpp"
#include "cql/program/reach.hpp"
#include "cql/program/shipped_function.hpp"
#include "value/print.hpp"

namespace palpate::cli {

namespace {

using cql::NodeId;
using cql::NodeKind;
using cql::ShippedFunction;

struct Word {
  std::string_view operation;
  std::string_view words;
};
constexpr std::array comparisons = {
    Word{"Greater", " more than "}, Word{"GreaterOrEqual", " at least "},
    Word{"Less", " less than "},    Word{"LessOrEqual", " at most "},
    Word{"Equal", " is "},          Word{"Multiply", " × "},
};

std::string quoted(const std::string& text) { return "“" + text + "”"; }

/// A quantity as people write it.
std::string plain(const std::string& literal) {
  std::string out;
  for (const char c : literal) {
    if (c != '\'') out += c;
  }
  const auto whole = out.find(".0 ");
  if (whole != std::string::npos) out.erase(whole, 2);
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> units = {
      {{" Cel", " °C"}, {" deg", "°"}, {" mL", " ml"}}};
  for (const auto& [code, written] : units) {
    const auto at = out.find(code);
    if (at != std::string::npos && at + code.size() == out.size()) out.replace(at, 9, written);
  }
  return out;
}

}  // namespace

std::string anchor(std::string_view title) {
  std::string out;
  for (const char c : title) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '_' || static_cast<unsigned char>(c) >= 0x80;
    if (kept) out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    if (c == ' ') out += '-';
  }
  return out;
}

const intake::Item* ConditionWords::item_of(NodeId id) const {
  const auto& node = program_.node(id);
  if (node.kind == NodeKind::slot) {
    return &rules_.dictionary->items[rules_.dictionary->item_of_slot(node.payload)];
  }
  for (const auto operand : program_.operands(node)) {
    if (const auto* item = item_of(operand)) return item;
  }
  return nullptr;
}

std::vector<NodeId> ConditionWords::elements(NodeId id) const {
  const auto& node = program_.node(id);
  if (node.kind == NodeKind::list) {
    const auto operands = program_.operands(node);
    return {operands.begin(), operands.end()};
  }
  if (node.kind != NodeKind::definition) return {};
  return elements(program_.definition(node.payload).root);
}

void ConditionWords::flatten(NodeId id, NodeKind kind, std::vector<NodeId>& out) const {
  const auto& node = program_.node(id);
  if (node.kind != kind) return out.push_back(id);
  for (const auto operand : program_.operands(node)) flatten(operand, kind, out);
}

ConditionWords::Joined ConditionWords::joined(NodeId id) const {
  const auto& node = program_.node(id);
  Joined out;
  if (node.kind == NodeKind::conjunction || node.kind == NodeKind::disjunction) {
    out.head = node.kind == NodeKind::conjunction ? "All of" : "Any of";
    flatten(id, node.kind, out.parts);
  } else if (node.kind == NodeKind::call) {
    const auto& function = program_.function(node.payload);
    const auto arguments = program_.operands(node);
    const auto meaning = cql::shipped_function(function);
    if (meaning == ShippedFunction::at_least) {
      out.head = "At least " + line(arguments.front()) + " of";
    }
    if (meaning == ShippedFunction::any_of) out.head = "Any of";
    if (meaning == ShippedFunction::all_of) out.head = "All of";
    if (!out.head.empty()) out.parts = elements(arguments.back());
    if (out.parts.empty()) out.head.clear();
  }
  return out;
}

void ConditionWords::bullets(NodeId id, std::size_t depth, std::string& out) const {
  const std::string indent(2 * depth, ' ');
  const auto made_of = joined(id);
  if (made_of.head.empty()) {
    out += indent + "- " + line(id) + "\n";
    return;
  }
  out += indent + "- " + made_of.head + ":\n";
  for (const auto part : made_of.parts) bullets(part, depth + 1, out);
}

std::string ConditionWords::list(cql::DefinitionId definition) const {
  auto root = program_.definition(definition).root;
  const auto& node = program_.node(root);
  if (node.kind == NodeKind::tuple) root = program_.operands(node).front();
  const auto made_of = joined(root);
  if (made_of.head.empty()) return "- " + line(root) + "\n";
  auto out = made_of.head + ":\n\n";
  for (const auto part : made_of.parts) bullets(part, 0, out);
  return out;
}

std::string ConditionWords::link(cql::DefinitionId definition) const {
  const auto& name = program_.definition(definition).name;
  return "[" + name + "](#" + anchor("Condition: " + name) + ")";
}

std::vector<cql::DefinitionId> ConditionWords::linked(
    const std::vector<cql::DefinitionId>& definitions) const {
  std::set<cql::DefinitionId> out;
  for (const auto definition : definitions) {
    for (const auto d :
         cql::reachable_definitions(program_, program_.definition(definition).root)) {
      const auto& found = program_.definition(d);
      if (found.library != cql::shipped_library &&
          !program_.type(program_.node(found.root)).is(Type::Kind::list)) {
        out.insert(d);
      }
    }
  }
  return {out.begin(), out.end()};
}

/// An answer, with its side where the item has two: a sided condition is told for one of them.
std::string ConditionWords::answer(const cql::Node& node) const {
  const auto& dictionary = *rules_.dictionary;
  const auto& item = dictionary.items[dictionary.item_of_slot(node.payload)];
  const auto side = dictionary.side_of_slot(node.payload);
  return quoted(item.question) + (side.empty() ? "" : " (" + std::string(side) + ")");
}

std::string ConditionWords::constant(const cql::Node& node, NodeId compared_with) const {
  const auto& value = program_.constant(node);
  const auto literal = to_cql(value);
  if (const auto* item = item_of(compared_with); item != nullptr) {
    for (const auto& option : item->options) {
      if (literal == quote_cql(option.id)) return quoted(option.label);
    }
  }
  return plain(literal);
}

std::string ConditionWords::operand(NodeId id, NodeId compared_with) const {
  const auto& node = program_.node(id);
  if (node.kind == NodeKind::constant) return constant(node, compared_with);
  if (node.kind == NodeKind::slot) return answer(node);
  return line(id);
}

std::string ConditionWords::comparison(const cql::Node& node) const {
  const auto operands = program_.operands(node);
  const auto& name = program_.overload(node).name;
  if (name == "Not") {
    const auto& inner = program_.node(operands[0]);
    const auto parts = program_.operands(inner);
    if (inner.kind == NodeKind::operation && program_.overload(inner).name == "Equal") {
      return operand(parts[0], parts[1]) + " is not " + operand(parts[1], parts[0]);
    }
    if (inner.kind == NodeKind::slot) return answer(inner) + ": no";
    return "not: " + line(operands[0]);
  }
  for (const auto& word : comparisons) {
    if (word.operation != name || operands.size() != 2) continue;
    return operand(operands[0], operands[1]) + std::string(word.words) +
           operand(operands[1], operands[0]);
  }
  if (operands.size() == 1) return operand(operands[0], operands[0]);  // a conversion
  return "`" + std::string(program_.source(node)->text(node.span)) + "`";
}

std::string ConditionWords::call(const cql::Node& node) const {
  const auto& function = program_.function(node.payload);
  const auto arguments = program_.operands(node);
  const auto meaning = cql::shipped_function(function);
  if (meaning == ShippedFunction::between) {
    return operand(arguments[0], arguments[0]) + " from " + operand(arguments[1], arguments[0]) +
           " to " + operand(arguments[2], arguments[0]);
  }
  if (meaning == ShippedFunction::has || meaning == ShippedFunction::has_any) {
    auto options = elements(arguments[1]);
    if (options.empty()) options = {arguments[1]};
    std::string out = operand(arguments[0], arguments[0]) + " includes ";
    for (std::size_t i = 0; i < options.size(); ++i) {
      out += (i == 0 ? "" : " or ") + operand(options[i], arguments[0]);
    }
    return out;
  }
  return "`" + std::string(program_.source(node)->text(node.span)) + "`";
}

std::string ConditionWords::line(NodeId id) const {
  const auto& node = program_.node(id);
  switch (node.kind) {
    case NodeKind::slot:
      return answer(node) + (program_.type(node).is(Type::Kind::boolean) ? ": yes" : "");
    case NodeKind::definition:
      return link(node.payload);
    case NodeKind::constant: {
      const auto written = text_of(program_, id);
      const auto value = plain(to_cql(program_.constant(node)));
      if (written.empty() || written.front() != '"') return value;
      return "the site's setting " + quoted(written.substr(1, written.size() - 2)) + " (default: " +
             (value == "true"    ? "yes"
              : value == "false" ? "no"
                                 : value) +
             ")";
    }
    case NodeKind::operation:
      return comparison(node);
    case NodeKind::call:
      return call(node);
    default:
      break;
  }
  const auto made_of = joined(id);
  if (made_of.head.empty()) return "`" + text_of(program_, id) + "`";
  std::string out = made_of.head == "Any of" ? "any of (" : "all of (";
  for (const auto part : made_of.parts) out += (out.back() == '(' ? "" : "; ") + line(part);
  return out + ")";
}

}  // namespace palpate::cli
