// Timing phrases: `A starts 3 days or less before start of B` and its kin. Quantity offsets are
// rewritten here as CQL's language semantics define them (chapter "Timing Phrases"):
//   3 days before B              SameAs(A, B - 3 days)
//   3 days or more before B      SameOrBefore(A, B - 3 days)
//   more than 3 days before B    Before(A, B - 3 days)
//   3 days or less before B      In(A, [B - 3 days, B)) and B is not null
//   less than 3 days before B    In(A, (B - 3 days, B)) and B is not null
//   within 3 days of B           In(A, [B - 3 days, B + 3 days]) and B is not null
// and the same with `after`; `on or` closes the bound at B.

#include <utility>

#include "cql/syntax/keywords.hpp"
#include "cql/syntax/parse.hpp"

namespace palpate::cql {

using ast::ExpressionPtr;

namespace {

constexpr auto right_of_timing = Level::inequality;  // one tighter than timing

}  // namespace

/// What stands between the operands of `before` and `after`.
struct Parser::Offset {
  enum class Relation { exactly, or_more, or_less, more_than, less_than };
  ExpressionPtr quantity;
  Relation relation = Relation::exactly;
  bool before = false;
  bool inclusive = false;  ///< `on or before`
  std::string precision;
  Span phrase;
  Span span;
};

bool Parser::at_timing() const {
  if (lost()) return false;
  if (at_any({"starts", "ends", "occurs", "meets", "overlaps"})) return true;
  return continues_timing(0);
}

bool Parser::continues_timing(std::size_t ahead) const {
  if (at_any({"same", "includes", "during", "before", "after", "within"}, ahead)) return true;
  if (at("properly", ahead)) return !at("between", ahead + 1);
  if (at("included", ahead)) return at("in", ahead + 1);
  if (at("on", ahead)) return at("or", ahead + 1);
  if (at_any({"less", "more"}, ahead)) return at("than", ahead + 1);
  return at_offset(ahead);
}

/// `3 days or more before`: the quantity alone would be no operator.
bool Parser::at_offset(std::size_t ahead) const {
  if (!at_number(ahead)) return false;
  auto i = ahead + 1;
  if (at_unit(i)) ++i;
  if (at("or", i) && at_any({"more", "less"}, i + 1)) i += 2;
  return at_any({"before", "after"}, i) || (at("on", i) && at("or", i + 1));
}

ExpressionPtr Parser::timing(ExpressionPtr left, std::uint32_t begin) {
  const auto phrase = here();
  if (at_any({"meets", "overlaps"})) {
    const bool meets = at("meets");
    next();
    const bool before = accept("before");
    const bool after = !before && accept("after");
    const std::string_view side = before ? "Before" : after ? "After" : "";
    const auto name = std::string(meets ? "Meets" : "Overlaps").append(side);
    return interval_relation(std::move(left), begin, name);
  }
  if (at_any({"starts", "ends"})) {
    const bool starts = at("starts");
    const auto keyword = next().span;
    if (!continues_timing(0)) {
      return interval_relation(std::move(left), begin, starts ? "Starts" : "Ends");
    }
    const auto span = since(begin);
    left = operation(starts ? "Start" : "End", keyword, span, std::move(left));
  } else {
    accept("occurs");
  }
  return timing_phrase(std::move(left), begin, phrase);
}

ExpressionPtr Parser::interval_relation(ExpressionPtr left, std::uint32_t begin,
                                        std::string_view name) {
  const auto keyword = previous().span;
  auto precision = precision_specifier();
  auto right = operators(right_of_timing);
  auto node = operation(name, keyword, since(begin), std::move(left), std::move(right));
  node->precision = std::move(precision);
  return node;
}

ExpressionPtr Parser::timing_phrase(ExpressionPtr left, std::uint32_t begin, Span phrase) {
  if (at("same")) return same_as(std::move(left), begin, phrase);
  const bool properly = accept("properly");
  if (at_any({"includes", "during", "included"})) {
    return inclusion(std::move(left), begin, phrase, properly);
  }
  if (at("within")) return within(std::move(left), begin, phrase, properly);
  if (properly) {
    fail("CQL0111", since(phrase), "'properly' goes with includes, included in, during or within");
    return left;
  }
  return before_or_after(std::move(left), begin, phrase);
}

ExpressionPtr Parser::same_as(ExpressionPtr left, std::uint32_t begin, Span phrase) {
  next();  // same
  std::string precision;
  if (at_kind(TokenKind::word)) precision = precision_of(peek().text);
  if (!precision.empty()) {
    const auto& token = next();
    if (token.text != precision) {
      remark("CQL0111", token.span, "'same' takes one '" + precision + "', not several",
             "write 'same " + precision + " as'");
    }
  }
  std::string_view name = "SameAs";
  if (at("or") && at_any({"before", "after"}, 1)) {
    name = at("before", 1) ? "SameOrBefore" : "SameOrAfter";
    next();
    next();
  } else {
    expect("as", "or 'or before' or 'or after' after 'same'");
  }
  const auto name_span = since(phrase);
  auto right = boundary_operand();
  auto node = operation(name, name_span, since(begin), std::move(left), std::move(right));
  node->precision = std::move(precision);
  return node;
}

ExpressionPtr Parser::inclusion(ExpressionPtr left, std::uint32_t begin, Span phrase,
                                bool properly) {
  const bool includes = at("includes");
  if (at("included")) next();
  next();
  const auto name_span = since(phrase);
  auto precision = precision_specifier();
  auto right = includes ? boundary_operand() : operators(right_of_timing);
  const std::string_view name = includes   ? (properly ? "ProperIncludes" : "Includes")
                                : properly ? "ProperIncludedIn"
                                           : "IncludedIn";
  auto node = operation(name, name_span, since(begin), std::move(left), std::move(right));
  node->precision = std::move(precision);
  return node;
}

ExpressionPtr Parser::within(ExpressionPtr left, std::uint32_t begin, Span phrase, bool properly) {
  next();  // within
  auto distance = quantity();
  expect("of", "after 'within' and a quantity");
  const auto name_span = since(phrase);
  auto point = boundary_operand();
  const auto span = since(begin);
  auto interval = ast::make_expression(Kind::interval, span);
  interval->name_span = name_span;
  interval->low_closed = interval->high_closed = !properly;
  interval->operands.push_back(
      operation("Subtract", name_span, span, copy(*point), copy(*distance)));
  interval->operands.push_back(
      operation("Add", name_span, span, copy(*point), std::move(distance)));
  return guarded_in(std::move(left), finish(std::move(interval)), std::move(point), name_span, span,
                    {});
}

ExpressionPtr Parser::before_or_after(ExpressionPtr left, std::uint32_t begin, Span phrase) {
  using Relation = Offset::Relation;
  Offset offset;
  if (at_any({"less", "more"})) {
    offset.relation = at("less") ? Relation::less_than : Relation::more_than;
    next();
    next();
    offset.quantity = quantity();
  } else if (at_number()) {
    offset.quantity = quantity();
    if (at("or") && at_any({"more", "less"}, 1)) {
      offset.relation = at("less", 1) ? Relation::or_less : Relation::or_more;
      next();
      next();
    }
  }
  if (at("on") && at("or", 1)) {
    next();
    next();
    offset.inclusive = true;
  }
  offset.before = at("before");
  if (!accept("before") && !accept("after")) fail_expecting("'before' or 'after'");
  if (!offset.inclusive && at("or") && at("on", 1)) {
    next();
    next();
    offset.inclusive = true;
  }
  offset.phrase = since(phrase);
  offset.precision = precision_specifier();
  auto right = boundary_operand();
  offset.span = since(begin);
  return offset_before_or_after(std::move(left), std::move(right), std::move(offset));
}

ExpressionPtr Parser::offset_before_or_after(ExpressionPtr left, ExpressionPtr right,
                                             Offset offset) {
  using Relation = Offset::Relation;
  const auto compare = [&](std::string_view name, ExpressionPtr point) {
    auto node = operation(name, offset.phrase, offset.span, std::move(left), std::move(point));
    node->precision = offset.precision;
    return node;
  };
  const std::string_view same_or = offset.before ? "SameOrBefore" : "SameOrAfter";
  const std::string_view strictly = offset.before ? "Before" : "After";
  if (!offset.quantity) return compare(offset.inclusive ? same_or : strictly, std::move(right));

  const auto shift = [&](ExpressionPtr point) {
    return operation(offset.before ? "Subtract" : "Add", offset.phrase, offset.span,
                     std::move(point), std::move(offset.quantity));
  };
  if (offset.relation == Relation::exactly) return compare("SameAs", shift(std::move(right)));
  if (offset.relation == Relation::or_more) return compare(same_or, shift(std::move(right)));
  if (offset.relation == Relation::more_than) return compare(strictly, shift(std::move(right)));

  const bool far_closed = offset.relation == Relation::or_less;
  auto far = shift(copy(*right));
  auto near = copy(*right);
  auto interval = ast::make_expression(Kind::interval, offset.span);
  interval->name_span = offset.phrase;
  interval->low_closed = offset.before ? far_closed : offset.inclusive;
  interval->high_closed = offset.before ? offset.inclusive : far_closed;
  interval->operands.push_back(offset.before ? std::move(far) : std::move(near));
  interval->operands.push_back(offset.before ? std::move(near) : std::move(far));
  return guarded_in(std::move(left), finish(std::move(interval)), std::move(right), offset.phrase,
                    offset.span, std::move(offset.precision));
}

ExpressionPtr Parser::guarded_in(ExpressionPtr left, ExpressionPtr interval, ExpressionPtr point,
                                 Span phrase, Span span, std::string precision) {
  auto in = operation("In", phrase, span, std::move(left), std::move(interval));
  in->precision = std::move(precision);
  auto known = operation("Not", phrase, span, operation("IsNull", phrase, span, std::move(point)));
  return operation("And", phrase, span, std::move(in), std::move(known));
}

/// The right operand, after `start` or `end` of the phrase: `before start B`. With `of` these
/// are an operator of the operand itself, and with nothing or an operator behind them, names.
ExpressionPtr Parser::boundary_operand() {
  const bool boundary = at_any({"start", "end"}) && starts_operand(1) && !at_any({"-", "+"}, 1);
  if (!boundary) return operators(right_of_timing);
  const std::string_view name = at("start") ? "Start" : "End";
  const auto keyword = next().span;
  auto operand = operators(right_of_timing);
  return operation(name, keyword, since(keyword), std::move(operand));
}

/// `day of`, or nothing.
std::string Parser::precision_specifier() {
  if (!at_kind(TokenKind::word) || !at("of", 1)) return {};
  const auto precision = precision_of(peek().text);
  if (precision.empty()) return {};
  const auto& token = next();
  if (token.text != precision) {
    remark("CQL0111", token.span, "a precision is written in the singular",
           "write '" + std::string(precision) + " of'");
  }
  next();
  return std::string(precision);
}

}  // namespace palpate::cql
