// Checks one expression after the other by its kind. External interface: Checker::check.
#include "cql/check/checker.hpp"

#include <utility>

#include "base/limits.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {

Typed Checker::fail(std::string code, Span span, std::string message, std::string suggestion) {
  if (reading_ != nullptr && !reading_->cql.empty() && suggestion.empty()) {
    suggestion = "it reads as " + std::string(reading_->cql);
  }
  build_->error(*unit_, std::move(code), place(span).span, std::move(message),
                std::move(suggestion));
  return {};
}

Typed Checker::too_deep(Span span) {
  return fail("CQL0299", span,
              "expressions and definitions are nested too deeply (more than " +
                  std::to_string(limits::cql_depth) + " levels)",
              "give a part of it a name of its own");
}

Typed Checker::check(const ast::Expression& expression) {
  if (build_->nesting() >= limits::cql_depth) return too_deep(expression.span);
  ++build_->nesting();
  const Typed result = dispatch(expression);
  --build_->nesting();
  return result;
}

Typed Checker::dispatch(const ast::Expression& expression) {
  using Kind = ast::Expression::Kind;
  switch (expression.kind) {
    case Kind::error:
      return {};
    case Kind::null_literal:
    case Kind::boolean_literal:
    case Kind::integer_literal:
    case Kind::long_literal:
    case Kind::decimal_literal:
    case Kind::string_literal:
    case Kind::date_literal:
    case Kind::date_time_literal:
    case Kind::time_literal:
    case Kind::quantity:
    case Kind::ratio:
      return literal(expression);
    case Kind::identifier:
      return identifier(expression);
    case Kind::property:
      return property(expression);
    case Kind::call:
      return call(expression);
    case Kind::operation:
      return operation(expression);
    case Kind::interval:
      return interval_selector(expression);
    case Kind::list:
      return list_selector(expression);
    case Kind::tuple:
      return tuple_selector(expression);
    case Kind::instance:
      return instance(expression);
    case Kind::concept_:
      return concept_selector(expression);
    case Kind::code:
      return code_selector(expression);
    case Kind::is:
    case Kind::as:
    case Kind::cast:
      return type_operator(expression);
    case Kind::convert:
      return convert(expression);
    case Kind::if_:
      return if_then_else(expression);
    case Kind::case_:
      return case_of(expression);
    case Kind::query:
      return query(expression);
    case Kind::retrieve:
      return retrieve(expression);
  }
  return {};
}

std::vector<Typed> Checker::check_each(std::span<const ast::ExpressionPtr> expressions) {
  std::vector<Typed> results;
  results.reserve(expressions.size());
  for (const ast::ExpressionPtr& expression : expressions) results.push_back(check(*expression));
  return results;
}

Typed Checker::expect(const Typed& expression, const Type& wanted, Span span,
                      const std::string& what) {
  if (!expression.ok() || conversion_cost(expression.type, wanted)) {
    return emitter().convert(expression, wanted, place(span));
  }
  const Reshaping how = reshaping(expression.type, wanted, build_->promotions());
  const bool fits = how != Reshaping::none &&
                    conversion_cost(reshaped_type(expression.type, how), wanted).has_value();
  if (!fits) {
    return fail("CQL0224", span,
                what + " must be " + wanted.to_string() + ", not " +
                    erase_null_type(expression.type).to_string());
  }
  return emitter().convert(reshape(expression, how, span), wanted, place(span));
}

std::uint32_t Checker::add_local(const std::string& name, const Type& type) {
  const std::uint32_t index = frame_size();
  local_elements_.push_back(nullptr);
  scope_.push_back({name, index, type, false, no_id});
  return index;
}

std::optional<Type> Checker::type_of(const ast::TypeSpecifier& specifier) {
  using Kind = ast::TypeSpecifier::Kind;
  std::vector<Type> arguments;
  for (const auto& argument : specifier.arguments) {
    const auto type = type_of(*argument);
    if (!type) return std::nullopt;
    arguments.push_back(*type);
  }
  switch (specifier.kind) {
    case Kind::list:
      return Type::list(arguments.empty() ? Type() : arguments.front());
    case Kind::interval:
      return Type::interval(arguments.empty() ? Type() : arguments.front());
    case Kind::choice:
      return Type::choice(std::move(arguments));
    case Kind::tuple: {
      std::vector<Type::Element> elements;
      for (const auto& element : specifier.elements) {
        const auto type = type_of(*element.second);
        if (!type) return std::nullopt;
        elements.push_back({element.first.text, *type});
      }
      return Type::tuple(std::move(elements));
    }
    case Kind::named:
      break;
  }
  return named_type(specifier);
}

std::optional<Type> Checker::named_type(const ast::TypeSpecifier& specifier) {
  const std::string& name = specifier.name.text;
  const ContextSchema& schema = build_->schema();
  const bool bare = !specifier.qualifier;
  if (reading_ != nullptr && reading_->type && name == "T") return reading_->type;
  const auto [type, known] = system_type(name);
  if (known && (bare || specifier.qualifier->text == "System")) return type;
  const ContextClass* found = schema.find_class(name);
  if (found != nullptr && (bare || specifier.qualifier->text == schema.model)) return found->type;
  std::vector<std::string_view> names = {
      "Any",        "Boolean",    "Integer",  "Long",     "Decimal", "String",  "Date",
      "Time",       "DateTime",   "Quantity", "Ratio",    "Code",    "Concept", "ValueSet",
      "CodeSystem", "Vocabulary", "List",     "Interval", "Tuple",   "Choice"};
  for (const ContextClass& each : schema.classes) names.push_back(each.type.name());
  fail("CQL0215", specifier.span, "there is no type '" + name + "'", build_->suggest(name, names));
  return std::nullopt;
}

}  // namespace palpate::cql::check
