// Operators: operands, overload, conversions, one node. External interface: Checker::operation.
#include <algorithm>
#include <array>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

const Type& boolean_type() {
  static const Type type = Type::simple(Type::Kind::boolean);
  return type;
}

bool is_point(const Type& type) {
  return !type.is(Type::Kind::list) && !type.is(Type::Kind::interval) &&
         !type.is(Type::Kind::any) && !is_null_type(type);
}

bool is_vocabulary(const Type& type) {
  return type.is(Type::Kind::value_set) || type.is(Type::Kind::code_system) ||
         type.is(Type::Kind::vocabulary);
}

/// `X includes 5` is `X contains 5`, and so on: the interval and list relations also take points.
std::string_view with_point(std::string_view name, std::span<const Typed> operands) {
  if (operands.size() != 2) return name;
  const Type& left = operands[0].type;
  const Type& right = operands[1].type;
  if (name == "Includes" && is_point(right)) return "Contains";
  if (name == "IncludedIn" && is_point(left)) return "In";
  const bool right_is_element = is_point(right) || is_null_type(right);
  const bool left_is_element = is_point(left) || is_null_type(left);
  if (name == "ProperIncludes" && right_is_element && !is_null_type(left)) return "ProperContains";
  if (name == "ProperIncludedIn" && left_is_element && !is_null_type(right)) return "ProperIn";
  return name;
}

/// `X in "value set"` asks for codes, and so does `"value set" contains X`.
std::string_view with_vocabulary(std::string_view name, std::vector<Typed>& operands) {
  if (operands.size() != 2) return name;
  if (name == "Contains" && is_vocabulary(operands[0].type)) {
    std::swap(operands[0], operands[1]);
    name = "In";
  }
  if (name != "In" || !is_vocabulary(operands[1].type)) return name;
  const bool value_set = operands[1].type.is(Type::Kind::value_set);
  if (operands[0].type.is(Type::Kind::list)) return value_set ? "AnyInValueSet" : "AnyInCodeSystem";
  return value_set ? "InValueSet" : "InCodeSystem";
}

/// Operators that the table knows under another name than the syntax tree.
std::string_view table_name(std::string_view name) {
  return name == "Concatenate" ? "ConcatenateOrEmpty" : name;
}

bool is_literal(const ast::Expression& expression) {
  using Kind = ast::Expression::Kind;
  switch (expression.kind) {
    case Kind::boolean_literal:
    case Kind::integer_literal:
    case Kind::long_literal:
    case Kind::decimal_literal:
    case Kind::string_literal:
    case Kind::quantity:
      return true;
    default:
      return false;
  }
}

bool is_comparison(std::string_view name) {
  constexpr std::array<std::string_view, 8> names = {"Equal",         "NotEqual",      "Equivalent",
                                                     "NotEquivalent", "Less",          "Greater",
                                                     "LessOrEqual",   "GreaterOrEqual"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Operators that ask whether a value is one of some others.
bool compares_options(std::string_view name) {
  constexpr std::array<std::string_view, 15> names = {
      "Equal",          "NotEqual",         "Equivalent", "NotEquivalent", "In",
      "Contains",       "ProperContains",   "ProperIn",   "Includes",      "IncludedIn",
      "ProperIncludes", "ProperIncludedIn", "Except",     "Intersect",     "IndexOf"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_number(const Type& type) {
  return type.is(Type::Kind::integer) || type.is(Type::Kind::long_integer) ||
         type.is(Type::Kind::decimal) || type.is(Type::Kind::quantity);
}

std::string mismatch_hint(std::span<const Typed> operands) {
  if (operands.size() != 2) return {};
  const bool text_left = operands[0].type.is(Type::Kind::string);
  const bool text_right = operands[1].type.is(Type::Kind::string);
  if ((text_left && is_number(operands[1].type)) || (text_right && is_number(operands[0].type))) {
    return "a number takes no quotes; or convert one side";
  }
  return {};
}

}  // namespace

Typed Checker::operation(const ast::Expression& expression) {
  const std::string_view name = expression.text;
  if (name == "And" || name == "Or") return logical_chain(expression);
  if (name == "Implies") return implication(expression);
  if (name == "Between") return between(expression);
  if (name == "Negate") return negation(expression);
  if (name == "MinValue" || name == "MaxValue") return range_end(expression);
  if (name == "Coalesce") return coalesce(check_each(expression.operands), expression);
  return apply(table_name(name), check_each(expression.operands), expression);
}

Typed Checker::apply(std::string_view name, std::vector<Typed> operands,
                     const ast::Expression& expression) {
  for (const Typed& operand : operands) {
    if (!operand.ok()) return {};
  }
  if (!check_units(name, operands, expression)) return {};
  const std::string_view actual = with_vocabulary(with_point(name, operands), operands);
  std::vector<Span> spans;
  for (const auto& operand : expression.operands) spans.push_back(operand->span);
  if (compares_options(actual)) check_options(operands, spans);
  const auto resolution = resolve(actual, operands, build_->promotions());
  if (!resolution) return no_overload(actual, operands, expression);
  if (resolution->ambiguous) {
    return fail("CQL0222", expression.span,
                "'" + std::string(spelling(actual).symbol) + "' fits " + list_types(operands) +
                    " in several ways",
                "convert the operands: X as Integer, ToDecimal(X)");
  }
  const Typed result = emit(*resolution, operands, expression);
  note_comparison(actual, result, expression);
  return result;
}

Typed Checker::emit(const Resolution& resolution, std::span<const Typed> operands,
                    const ast::Expression& expression) {
  std::vector<Typed> converted;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool written = i < expression.operands.size() && !expression.source;
    const Span span = written ? expression.operands[i]->span : expression.span;
    const Reshaping how = resolution.reshaped.empty() ? Reshaping::none : resolution.reshaped[i];
    converted.push_back(
        emitter().convert(reshape(operands[i], how, span), resolution.operands[i], place(span)));
  }
  const auto precision =
      expression.precision.empty() ? Precision::none : parse_precision(expression.precision);
  return emitter().operation(*resolution.overload, converted, resolution.result,
                             place(expression.span), precision.value_or(Precision::none));
}

Typed Checker::reshape(const Typed& operand, Reshaping how, Span span) {
  if (how == Reshaping::none) return operand;
  const Type type = reshaped_type(operand.type, how);
  const bool demotes = how == Reshaping::list_demotion || how == Reshaping::interval_demotion;
  if (!demotes) {
    return emitter().operation(promotion_operation(how), {&operand, 1}, type, place(span));
  }
  const auto demotion =
      resolve(how == Reshaping::list_demotion ? "SingletonFrom" : "PointFrom", {&operand, 1});
  if (!demotion) return {};
  return emitter().operation(*demotion->overload, {&operand, 1}, type, place(span));
}

Typed Checker::no_overload(std::string_view name, std::span<const Typed> operands,
                           const ast::Expression& expression) {
  if (OperatorTable::standard().find(name).empty()) {
    return fail("CQL0219", expression.span,
                "the operator '" + std::string(spelling(name).symbol) + "' is not supported");
  }
  const Spelling as_written = spelling(expression.text == "Between" ? expression.text : name);
  const std::string symbol = "'" + std::string(as_written.symbol) + "'";
  std::string message = symbol + " does not take " + list_types(operands);
  if (as_written.verb == "compare" && operands.size() == 2) {
    const std::string left = list_types(operands.first(1));
    const std::string right = list_types(operands.last(1));
    message = left == right ? symbol + " cannot compare values of type " + left
                            : symbol + " cannot compare " + left + " with " + right;
  } else if (!as_written.verb.empty()) {
    message = symbol + " cannot " + std::string(as_written.verb) + " " + list_types(operands);
  }
  return fail("CQL0220", expression.span, message, mismatch_hint(operands));
}

void Checker::note_comparison(std::string_view name, const Typed& result,
                              const ast::Expression& expression) {
  if (!is_comparison(name) || !emitter().is_constant(result)) return;
  const bool literals =
      std::all_of(expression.operands.begin(), expression.operands.end(),
                  [](const ast::ExpressionPtr& operand) { return is_literal(*operand); });
  if (literals) build_->note_comparison_of_literals(result.node);
}

// A chain `a or b or c` arrives nested to the left, as deep as it is long: it is walked in a loop.
Typed Checker::logical_chain(const ast::Expression& expression) {
  std::vector<const ast::Expression*> links;
  const ast::Expression* left = &expression;
  while (left->kind == ast::Expression::Kind::operation && left->text == expression.text &&
         left->operands.size() == 2) {
    links.push_back(left->operands[1].get());
    left = left->operands[0].get();
  }
  links.push_back(left);
  std::reverse(links.begin(), links.end());
  const std::string what = "each side of '" + std::string(spelling(expression.text).symbol) + "'";
  std::vector<Typed> operands;
  bool broken = false;
  for (const ast::Expression* link : links) {
    operands.push_back(expect(check(*link), boolean_type(), link->span, what));
    broken = broken || !operands.back().ok();
  }
  if (broken) return {};
  const auto kind = expression.text == "And" ? NodeKind::conjunction : NodeKind::disjunction;
  return emitter().node(kind, 0, operands, boolean_type(), place(expression.span));
}

Typed Checker::implication(const ast::Expression& expression) {
  std::vector<Typed> operands;
  for (const auto& operand : expression.operands) {
    operands.push_back(
        expect(check(*operand), boolean_type(), operand->span, "each side of 'implies'"));
  }
  return emitter().node(NodeKind::implication, 0, operands, boolean_type(), place(expression.span));
}

// `x between a and b` on points is two comparisons; on an interval x, being included.
Typed Checker::between(const ast::Expression& expression) {
  const std::vector<Typed> parts = check_each(expression.operands);
  if (parts.size() != 3 || !parts[0].ok() || !parts[1].ok() || !parts[2].ok()) return {};
  if (parts[0].type.is(Type::Kind::interval)) {
    const auto point = common_type(parts[1].type, parts[2].type);
    if (!point) return no_overload("LessOrEqual", std::span(parts).last(2), expression);
    const Typed range =
        emitter().interval(emitter().convert(parts[1], *point, place(expression.span)),
                           emitter().convert(parts[2], *point, place(expression.span)), *point,
                           interval_low_closed | interval_high_closed, place(expression.span));
    return apply(expression.value ? "ProperIncludedIn" : "IncludedIn", {parts[0], range},
                 expression);
  }
  return bind_once(parts[0], expression.span, [&](const Typed& point) {
    return between_points(point, parts[1], parts[2], expression);
  });
}

Typed Checker::between_points(const Typed& point, const Typed& low, const Typed& high,
                              const ast::Expression& expression) {
  const std::array<Typed, 2> ends = {
      apply(expression.value ? "Greater" : "GreaterOrEqual", {point, low}, expression),
      apply(expression.value ? "Less" : "LessOrEqual", {point, high}, expression)};
  return emitter().node(NodeKind::conjunction, 0, ends, boolean_type(), place(expression.span));
}

// The smallest Integer has no positive counterpart, so its sign is read with its digits.
Typed Checker::negation(const ast::Expression& expression) {
  using Kind = ast::Expression::Kind;
  const ast::Expression& operand = *expression.operands.front();
  if (operand.kind == Kind::integer_literal) return integer_literal(operand, true);
  if (operand.kind == Kind::long_literal) return long_literal(operand, true);
  return apply("Negate", check_each(expression.operands), expression);
}

Typed Checker::range_end(const ast::Expression& expression) {
  if (!expression.type) return {};
  const auto type = type_of(*expression.type);
  if (!type) return {};
  for (const Overload& overload : OperatorTable::standard().find(expression.text)) {
    if (overload.result != *type) continue;
    return emitter().operation(*overload.declaration, {}, *type, place(expression.span));
  }
  return fail("CQL0220", expression.span, type->to_string() + " has no least or greatest value");
}

}  // namespace palpate::cql::check
