// Types as a model writes them. External interface: model_type.hpp.
#include "cql/front/model_type.hpp"

#include <utility>

#include "cql/syntax/parser.hpp"

namespace palpate::cql {
namespace {

std::optional<Type> resolve(const ast::TypeSpecifier& specifier, const ContextSchema& schema,
                            std::string& unknown) {
  using Kind = ast::TypeSpecifier::Kind;
  std::vector<Type> arguments;
  for (const auto& argument : specifier.arguments) {
    const auto type = resolve(*argument, schema, unknown);
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
        const auto type = resolve(*element.second, schema, unknown);
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
  if (const ContextClass* found = schema.find_class(specifier.name.text)) return found->type;
  unknown = specifier.name.text;
  return std::nullopt;
}

std::vector<std::string_view> type_names(const ContextSchema& schema) {
  std::vector<std::string_view> names = {"Boolean",  "Integer", "Long",     "Decimal",
                                         "String",   "Date",    "DateTime", "Time",
                                         "Quantity", "Ratio",   "Code",     "Concept"};
  for (const ContextClass& each : schema.classes) names.push_back(each.type.name());
  return names;
}

}  // namespace

std::optional<Type> read_type(const DocumentNode& node, const ContextSchema& schema) {
  const auto text = node.text();
  if (!text) return std::nullopt;
  Diagnostics problems;
  const auto tree =
      parse_expression(std::make_shared<const SourceText>("type", "null as " + *text), problems);
  std::string unknown;
  const bool one_type = !problems.has_errors() && tree->kind == ast::Expression::Kind::as &&
                        tree->operands.front()->kind == ast::Expression::Kind::null_literal;
  const auto type = one_type ? resolve(*tree->type, schema, unknown) : std::nullopt;
  if (type) return type;
  if (problems.has_errors()) {
    node.error("CQL0600", "this is no CQL type: " + problems.all().front().message);
    return std::nullopt;
  }
  std::string help = did_you_mean(unknown.empty() ? *text : unknown, type_names(schema));
  const bool in_class = node.pointer().starts_with("/classes/");
  if (in_class && help.empty() && !unknown.empty()) help = "a class may use those above it";
  node.error(
      "CQL0600",
      unknown.empty() ? "this is no CQL type" : "a record has no elements of type " + unknown,
      help);
  return std::nullopt;
}

const Type& innermost(const Type& type) {
  const bool holds = type.is(Type::Kind::list) || type.is(Type::Kind::interval);
  return holds ? innermost(type.element()) : type;
}

}  // namespace palpate::cql
