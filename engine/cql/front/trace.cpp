// An evaluation as a tree of values. External interface: trace and render_trace.
#include "cql/front/trace.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/one_line.hpp"
#include "value/print.hpp"

namespace palpate::cql {
namespace {

/// Columns of an expression, and of a value: a line should fit a terminal.
constexpr std::size_t widest_text = 64;
constexpr std::size_t widest_value = 200;
constexpr std::size_t value_column = 72;

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

/// The first bytes of `text` that make at most `most` columns, with "…" where something is cut.
std::string shortened(const std::string& text, std::size_t most) {
  if (columns(text) <= most) return text;
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (starts && ++seen == most) break;
  }
  return text.substr(0, end) + "…";
}

class Tracer {
 public:
  Tracer(Scratch& scratch, const DescribeSlot& describe)
      : scratch_(scratch), program_(scratch.program()), describe_(describe) {}

  void visit(NodeId id, std::size_t depth) {
    id = as_written(id);
    if (lines_.size() >= trace_lines) return;
    const Node& node = program_.node(id);
    add(id, depth);
    if (node.kind != NodeKind::definition) return below(node, depth + 1);
    const NodeId body = program_.definition(node.payload).root;
    if (opened_.insert(node.payload).second) visit_body(body, depth + 1);
  }

  std::vector<TraceLine> take() {
    if (lines_.size() >= trace_lines) lines_.push_back({0, "…", "the rest is left out", {}});
    say_once();
    return std::move(lines_);
  }

 private:
  /// A reason that the line above a line gives already is not repeated on it.
  void say_once() {
    std::vector<std::string> above;  // by depth
    for (auto& line : lines_) {
      above.resize(line.depth + 1);
      above[line.depth] = line.because;
      if (line.depth > 0 && line.because == above[line.depth - 1]) line.because.clear();
    }
  }

  /// What was folded, and what the compiler put around it: a conversion stands where its operand
  /// stands and is not shown.
  NodeId as_written(NodeId id) const {
    id = program_.before_folding(id);
    for (;;) {
      const Node& node = program_.node(id);
      if (node.kind != NodeKind::operation || node.operand_count != 1) return id;
      const NodeId operand = program_.before_folding(program_.operands(node)[0]);
      const Node& inner = program_.node(operand);
      if (inner.library != node.library || !(inner.span == node.span)) return id;
      id = operand;
    }
  }

  void visit_body(NodeId id, std::size_t depth) {
    if (program_.node(as_written(id)).kind != NodeKind::constant) visit(id, depth);
  }

  void each(std::span<const NodeId> operands, std::size_t depth) {
    for (const NodeId operand : operands) visit_body(operand, depth);
  }

  void below(const Node& node, std::size_t depth) {
    const auto operands = program_.operands(node);
    switch (node.kind) {
      case NodeKind::conditional: {
        visit_body(operands[0], depth);
        return visit_body(operands[is_true(operands[0]) ? 1 : 2], depth);
      }
      case NodeKind::selection:
        return selection(operands, depth);
      case NodeKind::property:
        return property(operands[0], depth);
      case NodeKind::query:
        return sources(program_.query(node), depth);
      case NodeKind::tuple:
        return tuple(operands, depth);
      default:
        return each(operands, depth);
    }
  }

  void selection(std::span<const NodeId> operands, std::size_t depth) {
    for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
      visit_body(operands[i], depth);
      if (is_true(operands[i])) return visit_body(operands[i + 1], depth);
    }
    visit_body(operands.back(), depth);
  }

  /// `Assessment.thomasHip.left` says enough; what a side belongs to need not be opened.
  void property(NodeId owner, std::size_t depth) {
    if (program_.node(owner).kind != NodeKind::tuple) visit_body(owner, depth);
  }

  /// An element of the record that has sides stands where each of its slots stands.
  void tuple(std::span<const NodeId> operands, std::size_t depth) {
    for (const NodeId operand : operands) {
      if (program_.node(operand).kind != NodeKind::slot) visit_body(operand, depth);
    }
  }

  void sources(const QueryPlan& plan, std::size_t depth) {
    if (!plan.sources.empty()) visit_body(plan.sources.front().expression, depth);
  }

  /// A side is kept at the place of the whole element: "Patient.knee" is "Patient.knee.left".
  std::string side_of(std::uint32_t slot, const std::string& text) const {
    const auto name = slot_name(program_.schema(), slot);
    const auto dot = name.rfind('.');
    if (dot == std::string::npos || text.ends_with(name.substr(dot))) return {};
    return name.substr(dot);
  }

  bool is_true(NodeId id) {
    const auto value = scratch_.node(id);
    return value && value->is_true();
  }

  void add(NodeId id, std::size_t depth) {
    const Node& node = program_.node(id);
    TraceLine line;
    line.depth = depth;
    line.text = on_one_line(program_.source(node)->text(node.span));
    if (node.kind == NodeKind::slot) line.text += side_of(node.payload, line.text);
    const auto value = scratch_.node(id);
    line.value = value ? to_cql(*value) : "error: " + value.error().message;
    if (value && value->is_null() && node.kind != NodeKind::constant) {
      line.because = why_null(scratch_, id, describe_);
    }
    lines_.push_back(std::move(line));
  }

  Scratch& scratch_;
  const Program& program_;
  const DescribeSlot& describe_;
  std::set<DefinitionId> opened_;
  std::vector<TraceLine> lines_;
};

}  // namespace

std::vector<TraceLine> trace(Scratch& scratch, NodeId root, const DescribeSlot& describe) {
  Tracer tracer(scratch, describe);
  tracer.visit(root, 0);
  return tracer.take();
}

NodeId failing_node(Scratch& scratch, NodeId root) {
  const Program& program = scratch.program();
  const auto fails = [&scratch](NodeId id) { return !scratch.node(id).has_value(); };
  for (NodeId id = root;;) {
    const Node& node = program.node(id);
    if (node.kind == NodeKind::definition && fails(program.definition(node.payload).root)) {
      id = program.definition(node.payload).root;
      continue;
    }
    const auto operands = program.operands(node);
    const auto found = std::find_if(operands.begin(), operands.end(), fails);
    if (found == operands.end()) return id;
    id = *found;
  }
}

Diagnostic failure_at(Scratch& scratch, NodeId root, const std::string& message) {
  const Program& program = scratch.program();
  const Node& node = program.node(failing_node(scratch, root));
  Diagnostic diagnostic;
  diagnostic.code = "CQL0500";
  diagnostic.message = message;
  diagnostic.source = program.source(node);
  diagnostic.span = node.span;
  return diagnostic;
}

std::string render_trace(const std::vector<TraceLine>& lines, std::size_t indent) {
  std::vector<std::string> texts;
  std::size_t widest = 0;
  for (const auto& line : lines) {
    texts.push_back(std::string(indent + line.depth * 2, ' ') + shortened(line.text, widest_text));
    widest = std::min(std::max(widest, columns(texts.back())), value_column);
  }
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t width = columns(texts[i]);
    out += texts[i] + std::string(width < widest ? widest - width : 0, ' ') + "  =>  " +
           shortened(lines[i].value, widest_value);
    if (!lines[i].because.empty()) out += "  because " + lines[i].because;
    out += "\n";
  }
  return out;
}

}  // namespace palpate::cql
