// The compiled program and its builder: plain storage. External interface: program.hpp.
#include "cql/program/program.hpp"

#include <algorithm>
#include <utility>

namespace palpate::cql {

const ContextElement* ContextSchema::find_element(std::string_view name) const {
  const auto found =
      std::find_if(elements.begin(), elements.end(),
                   [name](const ContextElement& element) { return element.name == name; });
  return found == elements.end() ? nullptr : &*found;
}

const ContextClass* ContextSchema::find_class(std::string_view name) const {
  const auto found = std::find_if(classes.begin(), classes.end(), [name](const ContextClass& each) {
    return each.type.name() == name;
  });
  return found == classes.end() ? nullptr : &*found;
}

Program::Program() = default;
Program::~Program() = default;

std::optional<DefinitionId> Program::find(std::string_view library, std::string_view name) const {
  const std::string_view first = library.empty() ? std::string_view(main_library_) : library;
  std::optional<DefinitionId> elsewhere;
  std::size_t matches = 0;
  for (std::size_t index = 0; index < definitions_.size(); ++index) {
    const Definition& candidate = definitions_[index];
    if (candidate.name != name) continue;
    if (candidate.library == first) return static_cast<DefinitionId>(index);
    elsewhere = static_cast<DefinitionId>(index);
    ++matches;
  }
  return library.empty() && matches == 1 ? elsewhere : std::nullopt;
}

ProgramBuilder::ProgramBuilder(ContextSchema schema, std::shared_ptr<const Terminology> terminology)
    : program_(std::make_shared<Program>()) {
  program_->schema_ = std::move(schema);
  program_->terminology_ = std::move(terminology);
}

NodeId ProgramBuilder::add(Node node, std::span<const NodeId> operands) {
  node.first_operand = static_cast<std::uint32_t>(program_->operand_ids_.size());
  node.operand_count = static_cast<std::uint32_t>(operands.size());
  program_->operand_ids_.insert(program_->operand_ids_.end(), operands.begin(), operands.end());
  program_->nodes_.push_back(node);
  return static_cast<NodeId>(program_->nodes_.size() - 1);
}

std::uint32_t ProgramBuilder::add_type(const Type& type) {
  std::vector<std::uint32_t>& candidates = types_[type.to_string()];
  for (const std::uint32_t index : candidates) {
    if (program_->types_[index] == type) return index;
  }
  program_->types_.push_back(type);
  candidates.push_back(static_cast<std::uint32_t>(program_->types_.size() - 1));
  return candidates.back();
}

std::uint32_t ProgramBuilder::add_constant(const Value& value) {
  program_->constants_.push_back(value);
  return static_cast<std::uint32_t>(program_->constants_.size() - 1);
}

std::uint32_t ProgramBuilder::add_overload(const OverloadDeclaration& overload) {
  const auto next = static_cast<std::uint32_t>(program_->overloads_.size());
  const auto [place, added] = overloads_.emplace(&overload, next);
  if (added) program_->overloads_.push_back(&overload);
  return place->second;
}

std::uint32_t ProgramBuilder::add_shape(const TupleShape& shape) {
  program_->shapes_.push_back(&shape);
  return static_cast<std::uint32_t>(program_->shapes_.size() - 1);
}

std::uint32_t ProgramBuilder::add_query(QueryPlan plan) {
  program_->queries_.push_back(std::move(plan));
  return static_cast<std::uint32_t>(program_->queries_.size() - 1);
}

std::uint32_t ProgramBuilder::add_source(SourcePtr source) {
  program_->sources_.push_back(std::move(source));
  return static_cast<std::uint32_t>(program_->sources_.size() - 1);
}

FunctionId ProgramBuilder::add_function(Function function) {
  program_->functions_.push_back(std::move(function));
  return static_cast<FunctionId>(program_->functions_.size() - 1);
}

DefinitionId ProgramBuilder::add_definition(Definition definition) {
  program_->definitions_.push_back(std::move(definition));
  return static_cast<DefinitionId>(program_->definitions_.size() - 1);
}

void ProgramBuilder::add_parameter(Parameter parameter) {
  program_->parameters_.push_back(std::move(parameter));
}

void ProgramBuilder::set_pattern(NodeId operation, std::shared_ptr<const re2::RE2> pattern) {
  program_->patterns_[operation] = std::move(pattern);
  program_->nodes_[operation].flags = operation_has_pattern;
}

void ProgramBuilder::set_main_library(std::string name) {
  program_->main_library_ = std::move(name);
}

std::shared_ptr<const Program> ProgramBuilder::finish() && { return std::move(program_); }

}  // namespace palpate::cql
