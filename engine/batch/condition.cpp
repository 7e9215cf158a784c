#include "batch/condition.hpp"

#include <utility>

#include "ruleset/compile_input.hpp"

namespace palpate::batch {

Result<Condition> Condition::compile(const std::string& text, const ruleset::RuleSet& rules) {
  const auto input = ruleset::compile_input(rules);
  if (!input) return input.error();
  auto compiled =
      cql::compile_expression(std::make_shared<const SourceText>("--where", text), *input);
  if (!compiled.program) {
    return Error{Error::Code::bad_input, "\n" + render(compiled.diagnostics), "--where"};
  }
  const auto definition = compiled.program->find("Expression", "Result");
  if (!definition) return Error{Error::Code::internal, "the expression has no result", "--where"};
  const auto& root = compiled.program->node(compiled.program->definition(*definition).root);
  const auto& type = compiled.program->type(root);
  if (type.kind() != Type::Kind::boolean) {
    return Error{
        Error::Code::usage,
        "the expression must be true or false of a record; it is of type " + type.to_string(),
        "--where"};
  }
  return Condition(std::move(compiled.program), *definition);
}

Result<std::optional<bool>> Condition::holds(const cql::Record& record,
                                             cql::Scratch& scratch) const {
  scratch.begin(record);
  const auto value = scratch.definition(definition_);
  if (!value) return value.error();
  if (value->is_null()) return std::optional<bool>();
  return std::optional<bool>(value->is_true());
}

}  // namespace palpate::batch
