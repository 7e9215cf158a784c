// Promotion and demotion of lists and intervals. External interface: reshape.hpp.
#include "cql/check/reshape.hpp"

#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

/// Operands of one operator are fewer than this, and their conversions cost less.
constexpr int cost_of_one_rank = 1'000;

bool has_shape(const Type& type) {
  return !is_null_type(type) && !type.is(Type::Kind::any) && !type.is(Type::Kind::choice) &&
         !type.is(Type::Kind::variable);
}

/// Types that an interval may be of: those with an order and a successor.
bool is_point(const Type& type) {
  switch (type.kind()) {
    case Type::Kind::integer:
    case Type::Kind::long_integer:
    case Type::Kind::decimal:
    case Type::Kind::quantity:
    case Type::Kind::date:
    case Type::Kind::date_time:
    case Type::Kind::time:
      return true;
    default:
      return false;
  }
}

Value run_to_list(const Invocation& call) {
  const Value& value = call.operands[0];
  return make_list(value.is_null() ? std::span<const Value>() : call.operands.first(1),
                   call.session.arena());
}

Value run_to_interval(const Invocation& call) {
  Value::IntervalData data;
  data.low = call.operands[0];
  data.high = call.operands[0];
  data.point = call.result.element().kind();
  return make_interval(data, call.session.arena());
}

constexpr OverloadDeclaration to_list = {"ToList",    "T -> List<T>", NullRule::reads_null,
                                         run_to_list, false,          "promotion-and-demotion"};
constexpr OverloadDeclaration to_interval = {
    "ToInterval", "T -> Interval<T>",      NullRule::propagates, run_to_interval,
    false,        "promotion-and-demotion"};

}  // namespace

Reshaping reshaping(const Type& actual, const Type& wanted, const Promotions& allowed) {
  if (!has_shape(actual) || !has_shape(wanted) || actual.kind() == wanted.kind()) {
    return Reshaping::none;
  }
  if (actual.is(Type::Kind::value_set)) return Reshaping::none;
  const auto if_allowed = [](bool yes, Reshaping how) { return yes ? how : Reshaping::none; };
  if (actual.is(Type::Kind::list)) {
    return if_allowed(allowed.list_demotion, Reshaping::list_demotion);
  }
  if (wanted.is(Type::Kind::list)) {
    return if_allowed(allowed.list_promotion, Reshaping::list_promotion);
  }
  if (wanted.is(Type::Kind::interval)) {
    return if_allowed(allowed.interval_promotion && is_point(actual),
                      Reshaping::interval_promotion);
  }
  return if_allowed(allowed.interval_demotion && actual.is(Type::Kind::interval),
                    Reshaping::interval_demotion);
}

Type reshaped_type(const Type& actual, Reshaping how) {
  switch (how) {
    case Reshaping::interval_promotion:
      return Type::interval(actual);
    case Reshaping::list_promotion:
      return Type::list(actual);
    case Reshaping::list_demotion:
    case Reshaping::interval_demotion:
      return actual.element();
    case Reshaping::none:
      break;
  }
  return actual;
}

int reshaping_cost(Reshaping how) { return cost_of_one_rank * static_cast<int>(how); }

const OverloadDeclaration& promotion_operation(Reshaping how) {
  return how == Reshaping::list_promotion ? to_list : to_interval;
}

}  // namespace palpate::cql::check
