// Regular expressions that are constants are compiled with the library. External interface:
// Build::prepare_patterns.
#include <map>
#include <utility>

#include "cql/check/build.hpp"
#include "cql/operators/text.hpp"

namespace palpate::cql::check {
namespace {

/// Different regular expressions that a Program holds, each of which may take
/// limits::cql_pattern_memory; those after them are compiled at each use.
constexpr std::size_t most_patterns = 32;

const Value* constant_pattern(const Program& program, const Node& node) {
  if (node.kind != NodeKind::operation || program.overload(node).pattern == 0) return nullptr;
  const Node& operand = program.node(program.operands(node)[program.overload(node).pattern]);
  if (operand.kind != NodeKind::constant) return nullptr;
  const Value& value = program.constant(operand);
  return value.is(Value::Kind::string) ? &value : nullptr;
}

}  // namespace

// A mistake in one is a warning: CQL lets it fail where it is used, and it may never be.
void Build::prepare_patterns() {
  std::map<std::string_view, Result<std::shared_ptr<const re2::RE2>>> patterns;
  const Program& program = builder_.program();
  for (NodeId id = 0; id < builder_.node_count(); ++id) {
    const Node& node = program.node(id);
    const Value* source = constant_pattern(program, node);
    if (source == nullptr) continue;
    auto found = patterns.find(source->as_string());
    if (found == patterns.end()) {
      if (patterns.size() == most_patterns) continue;
      found = patterns.emplace(source->as_string(), pattern::compile(source->as_string())).first;
    }
    const auto& compiled = found->second;
    if (compiled) {
      builder_.set_pattern(id, *compiled);
    } else {
      warning(*units_[node.library], "CQL0286", node.span, compiled.error().message,
              "where this is evaluated, evaluation ends with an error");
    }
  }
}

}  // namespace palpate::cql::check
