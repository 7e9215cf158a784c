// FHIRPath's functions that are no operator under another letter: one table of how each reads as
// CQL, after CQL's appendix on the translation of FHIRPath. External interface: Checker::method,
// Checker::function and their is_… tests.
#include <algorithm>
#include <array>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"
#include "cql/syntax/parser.hpp"

namespace palpate::cql::check {
namespace {

enum class Form : std::uint8_t {
  method,
  of_string,  ///< of other values the operator of that name is meant
  of_type,    ///< its argument is the name of a type
  function    ///< stands alone; as a method it sees the value before the dot as $this
};

struct Reading {
  std::string_view name;
  std::size_t arguments;
  Form form;
  std::string_view cql;  ///< a method: X before the dot, then Y, Z; a function: X, Y, Z. T a type
};

constexpr std::array readings = std::to_array<Reading>({
    {"allFalse", 0, Form::method, "AllTrue(X A return all not A)"},
    {"anyFalse", 0, Form::method, "AnyTrue(X A return all not A)"},
    {"as", 1, Form::of_type, "X as T"},
    {"combine", 1, Form::method, "flatten {X, Y}"},
    {"contains", 1, Form::of_string, "PositionOf(Y, X) >= 0"},
    {"empty", 0, Form::method, "not exists X"},
    {"exclude", 1, Form::method, "X except Y"},
    {"hasValue", 0, Form::method, "X is not null"},
    {"iif", 2, Form::function, "if X then Y else null"},
    {"iif", 3, Form::function, "if X then Y else Z"},
    {"indexOf", 1, Form::of_string, "PositionOf(Y, X)"},
    {"is", 1, Form::of_type, "X is T"},
    {"isDistinct", 0, Form::method, "Count(X) = Count(distinct X)"},
    {"lastIndexOf", 1, Form::method, "LastPositionOf(Y, X)"},
    {"memberOf", 1, Form::method, "InValueSet(X, Y)"},
    {"now", 0, Form::function, "Now()"},
    {"ofType", 1, Form::of_type, "X A where A is T return all A as T"},
    {"replace", 2, Form::method, "Replace(X, Y, Z)"},
    {"single", 0, Form::method, "singleton from X"},
    {"sqrt", 0, Form::method, "Power(X, 0.5)"},
    {"subsetOf", 1, Form::method, "X included in Y"},
    {"supersetOf", 1, Form::method, "X includes Y"},
    {"timeOfDay", 0, Form::function, "TimeOfDay()"},
    {"toChars", 0, Form::method, "ToChars(X)"},
    {"today", 0, Form::function, "Today()"},
    {"trace", 1, Form::method, "Message(X, true, Y, 'Trace', ToString(X))"},
});

struct Refusal {
  std::string_view name;
  std::string_view why;
};

constexpr std::array refusals = std::to_array<Refusal>({
    {"conformsTo", "there are no profiles here for a value to conform to"},
    {"repeat", "no type here holds values of its own type: write .select() once for each level"},
});

template <typename Table>
auto find_name(const Table& table, std::string_view name) {
  return std::find_if(table.begin(), table.end(),
                      [name](const auto& row) { return row.name == name; });
}

/// The row of that many arguments, else the first of the name; null when there is none.
const Reading* find_reading(std::string_view name, std::size_t arguments) {
  const auto first = find_name(readings, name);
  if (first == readings.end()) return nullptr;
  const auto fits = std::find_if(first, readings.end(), [&](const Reading& row) {
    return row.name == name && row.arguments == arguments;
  });
  return fits == readings.end() ? &*first : &*fits;
}

bool names_twice(std::string_view cql, char placeholder) {
  return std::count(cql.begin(), cql.end(), placeholder) > 1;
}

/// `Integer`, `System.Integer`: written as a name where FHIRPath has it so.
ast::TypeSpecifierPtr named_specifier(const ast::Expression& expression) {
  using Kind = ast::Expression::Kind;
  auto type = std::make_unique<ast::TypeSpecifier>();
  type->span = expression.span;
  type->name = {expression.text, expression.span};
  if (expression.kind == Kind::identifier) return type;
  if (expression.kind != Kind::property) return nullptr;
  const ast::Expression& qualifier = *expression.operands.front();
  if (qualifier.kind != Kind::identifier) return nullptr;
  type->qualifier = ast::Name{qualifier.text, qualifier.span};
  return type;
}

}  // namespace

bool Checker::is_method(std::string_view name) {
  return find_name(readings, name) != readings.end() || find_name(refusals, name) != refusals.end();
}

bool Checker::is_function(std::string_view name) {
  const auto found = find_name(readings, name);
  return found != readings.end() && found->form == Form::function;
}

std::vector<std::string_view> Checker::method_names() {
  std::vector<std::string_view> names = {"aggregate", "all", "exists", "select", "where"};
  for (const Reading& row : readings) names.push_back(row.name);
  return names;
}

Typed Checker::function(const ast::Expression& expression) {
  const Reading* reading = find_reading(expression.text, expression.operands.size());
  if (reading == nullptr || !takes(reading->arguments, expression)) return {};
  return read_as(reading->cql, check_each(expression.operands), expression.span);
}

Typed Checker::method(const ast::Expression& expression) {
  if (const auto refused = find_name(refusals, expression.text); refused != refusals.end()) {
    return fail("CQL0213", expression.name_span, "'." + expression.text + "()' is not supported",
                std::string(refused->why));
  }
  const Typed owner = check(*expression.source);
  const Reading* reading = find_reading(expression.text, expression.operands.size());
  if (!owner.ok() || reading == nullptr) return {};
  if (reading->form == Form::of_string && !owner.type.is(Type::Kind::string)) {
    std::vector<Typed> arguments = check_each(expression.operands);
    arguments.insert(arguments.begin(), owner);
    return call_operator(expression, std::move(arguments));
  }
  if (reading->form == Form::function) {
    return bind(owner, "$this", expression.span,
                [&](const Typed&) { return function(expression); });
  }
  if (!takes(reading->arguments, expression)) return {};
  return method_of(owner, reading->cql, reading->form == Form::of_type, expression);
}

Typed Checker::method_of(const Typed& owner, std::string_view cql, bool of_type,
                         const ast::Expression& expression) {
  std::optional<Type> type;
  std::vector<Typed> operands = {owner};
  if (of_type) {
    type = type_argument(expression);
    if (!type) return {};
  } else {
    for (const Typed& argument : check_each(expression.operands)) operands.push_back(argument);
  }
  const auto read = [&](const Typed& value) {
    operands.front() = value;
    return read_as(cql, operands, expression.span, type);
  };
  return names_twice(cql, 'X') ? bind_once(owner, expression.span, read) : read(owner);
}

bool Checker::takes(std::size_t count, const ast::Expression& expression) {
  if (expression.operands.size() == count) return true;
  fail("CQL0221", expression.span,
       "'" + expression.text + "' takes " + std::to_string(count) +
           (count == 1 ? " argument" : " arguments") + ", not " +
           std::to_string(expression.operands.size()));
  return false;
}

std::optional<Type> Checker::type_argument(const ast::Expression& expression) {
  const ast::Expression& written = *expression.operands.front();
  ast::TypeSpecifierPtr specifier;
  if (written.kind == ast::Expression::Kind::string_literal) {
    Diagnostics mistakes;
    specifier = parse_type(std::make_shared<const SourceText>("type", written.text), mistakes);
    if (mistakes.has_errors()) specifier = nullptr;
  } else {
    specifier = named_specifier(written);
  }
  if (specifier == nullptr) {
    fail("CQL0215", written.span, "'." + expression.text + "()' takes the name of a type",
         "write it as in ." + expression.text + "('Integer')");
    return std::nullopt;
  }
  const PlaceOfReading here{written.span, {}, std::nullopt};
  const auto* outer = std::exchange(reading_, &here);
  const auto type = type_of(*specifier);
  reading_ = outer;
  return type;
}

// What comes of it stands where the call stands.
Typed Checker::read_as(std::string_view cql, std::span<const Typed> operands, Span span,
                       std::optional<Type> type) {
  for (const Typed& operand : operands) {
    if (!operand.ok()) return {};
  }
  Diagnostics none;
  const auto tree =
      parse_expression(std::make_shared<const SourceText>("reading", std::string(cql)), none);
  const std::size_t outer_scope = scope_.size();
  constexpr std::array placeholders = {"X", "Y", "Z"};
  for (std::size_t i = 0; i < operands.size(); ++i) {
    scope_.push_back({placeholders[i], 0, operands[i].type, false, operands[i].node});
  }
  const PlaceOfReading here{span, cql, std::move(type)};
  const auto* outer = std::exchange(reading_, &here);
  const Typed result = check(*tree);
  reading_ = outer;
  scope_.resize(outer_scope);
  return result;
}

}  // namespace palpate::cql::check
