// Value sets and code systems that libraries declare or ask, against those that are given.
// External interface: Build::check_value_set and Build::check_terminology_uses.
#include <algorithm>
#include <array>
#include <set>

#include "cql/check/build.hpp"

namespace palpate::cql::check {
namespace {

constexpr std::string_view code = "CQL0290";

bool asks_for_codes(std::string_view name) {
  constexpr std::array<std::string_view, 5> names = {
      "AnyInCodeSystem", "AnyInValueSet", "ExpandValueSet", "InCodeSystem", "InValueSet"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view text_of(const Value& value) {
  return value.is(Value::Kind::string) ? value.as_string() : std::string_view();
}

/// What is wrong with asking for it; empty when nothing.
std::string problem(const Terminology* terminology, const Value& reference) {
  const bool value_set = reference.shape().type_name == "ValueSet";
  const std::string_view id = text_of(reference.field("id"));
  if (terminology == nullptr) {
    return (value_set ? "value set '" : "code system '") + std::string(id) + "' is not there";
  }
  const auto found =
      terminology->find(value_set ? Terminology::Kind::value_set : Terminology::Kind::code_system,
                        id, text_of(reference.field("version")));
  return found ? std::string() : found.error().message;
}

std::string advice(const std::string& wrong) {
  return wrong.find("several versions") != std::string::npos
             ? "say which: version '…'"
             : "give it with all its codes; none is ever taken for empty";
}

}  // namespace

void Build::check_value_set(TerminologyEntry& entry) {
  for (const ast::Name& system : entry.tree->references) {
    const bool known = find_terminology(entry, system, ast::Terminology::Kind::code_system,
                                        "code system") != nullptr;
    entry.broken = entry.broken || !known;
  }
  if (entry.broken || input_->terminology == nullptr) return;
  const std::string wrong = problem(input_->terminology.get(), entry.value);
  if (wrong.empty()) return;
  entry.broken = true;
  error(*entry.unit, std::string(code), entry.tree->span, wrong, advice(wrong));
}

void Build::check_terminology_uses() {
  const Program& program = builder_.program();
  std::set<std::pair<std::uint32_t, std::uint32_t>> reported;
  for (const Node& node : program.nodes()) {
    if (node.kind != NodeKind::operation || !asks_for_codes(program.overload(node).name)) continue;
    const Node& asked = program.node(program.operands(node).back());
    if (asked.kind != NodeKind::constant) continue;
    const Value& reference = program.constant(asked);
    if (!reference.is(Value::Kind::tuple)) continue;
    const std::string wrong = problem(input_->terminology.get(), reference);
    if (wrong.empty() || !reported.emplace(node.library, node.span.begin).second) continue;
    diagnostics_->error(std::string(code), program.source(node), node.span, wrong, advice(wrong));
  }
}

}  // namespace palpate::cql::check
