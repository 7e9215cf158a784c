// Literals become constants. External interface: Checker::literal.
#include <charconv>
#include <limits>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

/// Digits with optional sign in front.
std::optional<std::int64_t> parse_whole(std::string_view text, bool negative) {
  const std::string signed_text = (negative ? "-" : "") + std::string(text);
  std::int64_t value = 0;
  const char* const end = signed_text.data() + signed_text.size();
  const auto [stop, problem] = std::from_chars(signed_text.data(), end, value);
  if (problem != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::string_view without_suffix(std::string_view text) {
  while (!text.empty() && (text.back() == 'L' || text.back() == 'l')) text.remove_suffix(1);
  return text;
}

std::string_view without_prefix(std::string_view text) {
  while (!text.empty() && text.front() == '@') text.remove_prefix(1);
  return text;
}

}  // namespace

Typed Checker::literal(const ast::Expression& expression) {
  using Kind = ast::Expression::Kind;
  const Place here = place(expression.span);
  switch (expression.kind) {
    case Kind::null_literal:
      return emitter().constant(Value(), null_type(), here);
    case Kind::boolean_literal:
      return emitter().constant(Value::boolean(expression.value), Type::simple(Type::Kind::boolean),
                                here);
    case Kind::integer_literal:
      return integer_literal(expression, false);
    case Kind::long_literal:
      return long_literal(expression, false);
    case Kind::decimal_literal:
      return decimal_literal(expression);
    case Kind::string_literal:
      return emitter().constant(make_string(expression.text, arena()),
                                Type::simple(Type::Kind::string), here);
    case Kind::quantity:
      return quantity_literal(expression);
    case Kind::ratio:
      return ratio_literal(expression);
    default:
      return temporal_literal(expression);
  }
}

Typed Checker::integer_literal(const ast::Expression& expression, bool negative) {
  const auto value = parse_whole(expression.text, negative);
  if (!value || *value > std::numeric_limits<std::int32_t>::max() ||
      *value < std::numeric_limits<std::int32_t>::min()) {
    return fail("CQL0270", expression.span, "an Integer lies between -2147483648 and 2147483647",
                "write " + expression.text + "L for a Long");
  }
  return emitter().constant(Value::integer(static_cast<std::int32_t>(*value)),
                            Type::simple(Type::Kind::integer), place(expression.span));
}

Typed Checker::long_literal(const ast::Expression& expression, bool negative) {
  const auto value = parse_whole(without_suffix(expression.text), negative);
  if (!value) {
    return fail("CQL0270", expression.span,
                "a Long lies between -9223372036854775808 and 9223372036854775807");
  }
  return emitter().constant(Value::long_integer(*value), Type::simple(Type::Kind::long_integer),
                            place(expression.span));
}

Typed Checker::decimal_literal(const ast::Expression& expression) {
  const auto value = Decimal::parse(expression.text);
  if (!value) {
    return fail("CQL0270", expression.span,
                "a Decimal has at most 28 digits, of which 8 after the point");
  }
  return emitter().constant(Value::decimal(*value), Type::simple(Type::Kind::decimal),
                            place(expression.span));
}

Typed Checker::temporal_literal(const ast::Expression& expression) {
  using Kind = ast::Expression::Kind;
  const std::string_view text = without_prefix(expression.text);
  const Place here = place(expression.span);
  std::optional<Temporal> value;
  if (expression.kind == Kind::date_literal) {
    value = parse_date(text);
    if (value) return emitter().constant(Value::date(*value), Type::simple(Type::Kind::date), here);
  } else if (expression.kind == Kind::time_literal) {
    value = parse_time(text);
    if (value) return emitter().constant(Value::time(*value), Type::simple(Type::Kind::time), here);
  } else {
    value = parse_date_time(text);
    if (value) {
      return emitter().constant(Value::date_time(*value), Type::simple(Type::Kind::date_time),
                                here);
    }
  }
  return fail("CQL0271", expression.span, "this is no date or time of the calendar",
              "write @2014-01-25, @2014-01-25T14:30 or @T14:30");
}

Typed Checker::quantity_literal(const ast::Expression& expression) {
  const auto value = Decimal::parse(expression.text);
  if (!value) {
    return fail("CQL0270", expression.span,
                "the number of a Quantity has at most 28 digits, of which 8 after the point");
  }
  const Unit* unit = &unit_one();
  if (!expression.unit.empty()) {
    const Result<const Unit*> parsed = parse_unit(expression.unit, arena());
    if (!parsed) return unknown_unit(parsed.error().message, expression.name_span);
    unit = parsed.value();
  }
  return emitter().constant(Value::quantity(*value, *unit), Type::simple(Type::Kind::quantity),
                            place(expression.span));
}

// Unit errors carry their suggestion in brackets at the end; here it has a line of its own.
Typed Checker::unknown_unit(std::string message, Span span) {
  constexpr std::string_view opening = " (did you mean ";
  const auto place = message.rfind(opening);
  if (place == std::string::npos || message.back() != ')') {
    return fail("CQL0261", span, std::move(message));
  }
  const std::string suggestion = message.substr(place + 2, message.size() - place - 3);
  return fail("CQL0261", span, message.substr(0, place), suggestion);
}

Typed Checker::ratio_literal(const ast::Expression& expression) {
  const std::vector<Typed> parts = check_each(expression.operands);
  if (parts.size() != 2 || !parts[0].ok() || !parts[1].ok()) return {};
  const std::pair<std::string_view, Typed> fields[] = {{"numerator", parts[0]},
                                                       {"denominator", parts[1]}};
  return structured(Type::simple(Type::Kind::ratio), fields, expression.span);
}

}  // namespace palpate::cql::check
