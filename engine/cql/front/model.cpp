// A model document → ContextSchema. External interface: read_model and evaluate_library.
#include "cql/front/model.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/document_reader.hpp"
#include "cql/syntax/parser.hpp"

namespace palpate::cql {
namespace {

std::optional<Type> resolve(const ast::TypeSpecifier& specifier, std::string& unknown) {
  using Kind = ast::TypeSpecifier::Kind;
  std::vector<Type> arguments;
  for (const auto& argument : specifier.arguments) {
    const auto type = resolve(*argument, unknown);
    if (!type) return std::nullopt;
    arguments.push_back(*type);
  }
  switch (specifier.kind) {
    case Kind::list:
      return arguments.empty() ? std::nullopt : std::optional(Type::list(arguments.front()));
    case Kind::interval:
      return arguments.empty() ? std::nullopt : std::optional(Type::interval(arguments.front()));
    case Kind::tuple: {
      std::vector<Type::Element> elements;
      for (const auto& element : specifier.elements) {
        const auto type = resolve(*element.second, unknown);
        if (!type) return std::nullopt;
        elements.push_back({element.first.text, *type});
      }
      return Type::tuple(std::move(elements));
    }
    case Kind::choice:
      unknown = "Choice";
      return std::nullopt;
    case Kind::named:
      break;
  }
  const auto [type, known] = system_type(specifier.name.text);
  if (known && !type.is(Type::Kind::any)) return type;
  unknown = specifier.name.text;
  return std::nullopt;
}

/// A type as CQL writes it. Choices and Any are refused: a JSON value would not say which it is.
std::optional<Type> read_type(const DocumentNode& node) {
  const auto text = node.text();
  if (!text) return std::nullopt;
  Diagnostics problems;
  const auto tree =
      parse_expression(std::make_shared<const SourceText>("type", "null as " + *text), problems);
  std::string unknown;
  const bool one_type = !problems.has_errors() && tree->kind == ast::Expression::Kind::as &&
                        tree->operands.front()->kind == ast::Expression::Kind::null_literal;
  const auto type = one_type ? resolve(*tree->type, unknown) : std::nullopt;
  if (type) return type;
  if (problems.has_errors()) {
    node.error("CQL0600", "this is no CQL type: " + problems.all().front().message);
    return std::nullopt;
  }
  node.error(
      "CQL0600",
      unknown.empty() ? "this is no CQL type" : "a record has no elements of type " + unknown,
      did_you_mean(unknown.empty() ? *text : unknown,
                   {"Boolean", "Integer", "Long", "Decimal", "String", "Date", "DateTime", "Time",
                    "Quantity", "Ratio", "Code", "Concept"}));
  return std::nullopt;
}

const Type& innermost(const Type& type) {
  const bool holds = type.is(Type::Kind::list) || type.is(Type::Kind::interval);
  return holds ? innermost(type.element()) : type;
}

void read_unit(const ObjectReader& reader, ContextElement& element) {
  if (!reader.has("unit")) return;
  element.unit = reader.text("unit");
  const auto node = reader.find("unit");
  if (!innermost(element.type).is(Type::Kind::quantity)) {
    node->error("CQL0601", "only a Quantity has a unit");
    return;
  }
  std::pmr::monotonic_buffer_resource arena;
  const auto unit = parse_unit(element.unit, arena);
  if (!unit && !element.unit.empty()) node->error("CQL0602", unit.error().message);
}

void read_options(const ObjectReader& reader, ContextElement& element) {
  if (!reader.has("options")) return;
  element.options = reader.texts("options", Presence::required);
  if (!innermost(element.type).is(Type::Kind::string)) {
    reader.find("options")->error("CQL0603", "only a String has options");
  }
}

std::optional<ContextElement> read_element(const DocumentNode& node, const std::string& name) {
  ContextElement element;
  element.name = name;
  if (node.value().is_string()) {
    const auto type = read_type(node);
    if (!type) return std::nullopt;
    element.type = *type;
    return element;
  }
  const ObjectReader reader(node, "an element", {"type", "unit", "options"});
  const auto written = reader.get("type", Presence::required);
  const auto type = written ? read_type(*written) : std::nullopt;
  if (!type) return std::nullopt;
  element.type = *type;
  read_unit(reader, element);
  read_options(reader, element);
  return element;
}

void read_elements(const DocumentNode& node, ContextSchema& schema) {
  const auto* object = node.value().if_object();
  if (object == nullptr) return node.wrong_type("an object: name → type");
  if (object->size() > model_elements) {
    return node.error("CQL0604",
                      "a model has " + std::to_string(model_elements) + " elements at most");
  }
  for (const auto& member : *object) {
    const std::string name(member.key());
    auto element = read_element(node.at(node.pointer() + "/" + pointer_escape(name)), name);
    if (!element) continue;
    element->slot = schema.slot_count;
    schema.slot_count += element->type.is(Type::Kind::tuple)
                             ? static_cast<std::uint32_t>(element->type.elements().size())
                             : 1U;
    schema.elements.push_back(std::move(*element));
  }
}

}  // namespace

ContextSchema read_model(const Document& document, Diagnostics& diagnostics) {
  ContextSchema schema;
  const ObjectReader reader(DocumentNode(document, diagnostics), "a model",
                            {"model", "version", "context", "elements"});
  schema.context = reader.text("context");
  schema.model = reader.text("model", Presence::optional);
  schema.version = reader.text("version", Presence::optional);
  if (const auto elements = reader.get("elements", Presence::required)) {
    read_elements(*elements, schema);
  }
  return schema;
}

std::vector<NamedResult> evaluate_library(Scratch& scratch) {
  std::vector<NamedResult> results;
  const Program& program = scratch.program();
  const auto definitions = program.definitions();
  for (DefinitionId id = 0; id < definitions.size(); ++id) {
    const Definition& definition = definitions[id];
    if (definition.library != program.main_library() || definition.is_private) continue;
    results.push_back({definition.name, scratch.definition(id)});
  }
  return results;
}

}  // namespace palpate::cql
