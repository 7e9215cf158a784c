// `is`, `as`, `cast` and `convert`. External interface: Checker::type_operator, Checker::convert.
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

std::string_view conversion_function(Type::Kind to) {
  switch (to) {
    case Type::Kind::boolean:
      return "ToBoolean";
    case Type::Kind::integer:
      return "ToInteger";
    case Type::Kind::long_integer:
      return "ToLong";
    case Type::Kind::decimal:
      return "ToDecimal";
    case Type::Kind::string:
      return "ToString";
    case Type::Kind::date:
      return "ToDate";
    case Type::Kind::date_time:
      return "ToDateTime";
    case Type::Kind::time:
      return "ToTime";
    case Type::Kind::quantity:
      return "ToQuantity";
    case Type::Kind::ratio:
      return "ToRatio";
    case Type::Kind::concept_:
      return "ToConcept";
    default:
      return {};
  }
}

}  // namespace

Typed Checker::type_operator(const ast::Expression& expression) {
  const Typed operand = check(*expression.operands.front());
  const auto type = expression.type ? type_of(*expression.type) : std::nullopt;
  if (!operand.ok() || !type) return {};
  NodeKind kind = NodeKind::is;
  if (expression.kind == ast::Expression::Kind::as) kind = NodeKind::as;
  if (expression.kind == ast::Expression::Kind::cast) kind = NodeKind::cast;
  if (kind != NodeKind::is && !may_be(operand.type, *type)) {
    return fail("CQL0225", expression.span,
                erase_null_type(operand.type).to_string() + " is never " + type->to_string(),
                "convert it: convert … to " + type->to_string());
  }
  // To a supertype nothing has to be tested, and the elements of a list stay what they are.
  const auto cost = conversion_cost(operand.type, *type);
  if (kind != NodeKind::is && cost && *cost <= 2) {
    const Typed converted = emitter().convert(operand, *type, place(expression.span));
    return {converted.node, *type};
  }
  return emitter().type_test(kind, operand, *type, place(expression.span));
}

Typed Checker::convert(const ast::Expression& expression) {
  const Typed operand = check(*expression.operands.front());
  const Place here = place(expression.span);
  if (!operand.ok()) return {};
  if (!expression.type) {
    const Typed unit = emitter().constant(make_string(expression.unit, arena()),
                                          Type::simple(Type::Kind::string), here);
    return apply("ConvertQuantity", {operand, unit}, expression);
  }
  const auto type = type_of(*expression.type);
  if (!type) return {};
  if (conversion_cost(operand.type, *type)) return emitter().convert(operand, *type, here);
  const bool to_codes = *type == Type::list(Type::simple(Type::Kind::code));
  if (to_codes && operand.type.is(Type::Kind::concept_)) {
    return property_of(operand, "codes", expression.span, expression.span);
  }
  const Typed operands[] = {operand};
  const auto resolution = resolve(conversion_function(type->kind()), operands);
  if (!resolution || resolution->result != *type) {
    return fail(
        "CQL0225", expression.span,
        erase_null_type(operand.type).to_string() + " does not convert to " + type->to_string());
  }
  return emit(*resolution, operands, expression);
}

}  // namespace palpate::cql::check
