// Parameters: their defaults and the values that override them, all constants. External
// interface: Build::check_parameter.
#include <algorithm>
#include <optional>
#include <utility>

#include "cql/check/build.hpp"
#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"
#include "cql/syntax/parser.hpp"

namespace palpate::cql::check {

const std::string* Build::find_override(const ParameterEntry& entry) {
  const std::string& name = entry.tree->name.text;
  const std::string qualified = entry.unit->name + "." + name;
  for (const auto& [key, literal] : input_->parameters) {
    if (key == qualified || key == name) return &literal;
  }
  return nullptr;
}

void Build::check_overrides_known() {
  std::vector<std::string> known;
  for (const auto& unit : units_) {
    for (const auto& entry : unit->parameter_entries) {
      known.push_back(entry->tree->name.text);
      known.push_back(unit->name + "." + entry->tree->name.text);
    }
  }
  for (const auto& [key, literal] : input_->parameters) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    diagnostics_->error("CQL0241", nullptr, {}, "there is no parameter '" + key + "'",
                        did_you_mean(key, {known.begin(), known.end()}));
  }
}

Typed Build::constant_of(LibraryUnit& unit, const ast::Expression& expression,
                         const std::optional<Type>& wanted, const std::string& what) {
  const bool before = emitter_.fold_date_times(true);
  Checker checker(*this, unit, {});
  Typed typed = checker.check(expression);
  if (wanted) typed = checker.expect(typed, *wanted, expression.span, what);
  emitter_.fold_date_times(before);
  if (!typed.ok() || emitter_.is_constant(typed)) return typed;
  error(unit, "CQL0242", expression.span, "the value of a parameter must be a constant");
  return {};
}

void Build::check_parameter(ParameterEntry& entry) {
  const ast::Parameter& tree = *entry.tree;
  Checker checker(*this, *entry.unit, {});
  const std::string what = "the default of '" + tree.name.text + "'";
  entry.type = null_type();
  if (tree.type) {
    const auto type = checker.type_of(*tree.type);
    entry.broken = !type;
    entry.type = type.value_or(Type());
  }
  if (tree.default_ && !entry.broken) {
    const auto wanted = tree.type ? std::optional(entry.type) : std::nullopt;
    const Typed value = constant_of(*entry.unit, *tree.default_, wanted, what);
    entry.broken = !value.ok();
    if (value.ok()) entry.value = emitter_.value_of(value);
    if (value.ok()) entry.type = value.type;
  }
  const std::string* literal = find_override(entry);
  if (literal != nullptr && !entry.broken) check_override(entry, *literal);
  if (entry.broken) return;
  Parameter parameter;
  parameter.library = entry.unit->name;
  parameter.name = tree.name.text;
  parameter.type = erase_null_type(entry.type);
  parameter.value = entry.value;
  parameter.overridden = literal != nullptr;
  parameter.source = entry.unit->source();
  parameter.span = tree.span;
  builder_.add_parameter(std::move(parameter));
}

void Build::check_override(ParameterEntry& entry, const std::string& literal) {
  const std::string title = "parameter " + entry.tree->name.text;
  ast::Library tree;
  tree.source = std::make_shared<SourceText>(title, literal);
  const SourcePtr source = tree.source;
  LibraryUnit unit;
  unit.index = builder_.add_source(source);
  unit.tree = std::move(tree);
  const ast::ExpressionPtr expression = parse_expression(source, *diagnostics_);
  const auto wanted = is_null_type(entry.type) ? std::nullopt : std::optional(entry.type);
  const std::string what = "the value of '" + entry.tree->name.text + "'";
  const Typed value = expression ? constant_of(unit, *expression, wanted, what) : Typed{};
  entry.broken = !value.ok();
  if (entry.broken) return;
  entry.value = emitter_.value_of(value);
  entry.type = value.type;
}

}  // namespace palpate::cql::check
