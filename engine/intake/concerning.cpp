#include "intake/concerning.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace palpate::intake {

namespace {

using Order = Threshold::Order;

/// The longer signs first, so that ">=" is not read as ">".
constexpr std::array<std::pair<std::string_view, Order>, 5> signs = {
    {{">=", Order::greater_or_equal},
     {"<=", Order::less_or_equal},
     {">", Order::greater},
     {"<", Order::less},
     {"=", Order::equal}}};

bool is_listed(const Item& item, std::string_view text) {
  return std::find(item.concerning.begin(), item.concerning.end(), text) != item.concerning.end();
}

bool is_past_threshold(const Item& item, const Decimal& number) {
  return std::any_of(item.concerning.begin(), item.concerning.end(), [&](const std::string& text) {
    const auto threshold = parse_threshold(text);
    return threshold && threshold->holds(number);
  });
}

}  // namespace

bool Threshold::holds(const Decimal& value) const {
  switch (order) {
    case Order::less:
      return value < number;
    case Order::less_or_equal:
      return value <= number;
    case Order::equal:
      return value == number;
    case Order::greater_or_equal:
      return value >= number;
    case Order::greater:
      return value > number;
  }
  return false;
}

std::optional<Threshold> parse_threshold(std::string_view text) {
  Threshold threshold;
  for (const auto& [sign, order] : signs) {
    if (text.substr(0, sign.size()) != sign) continue;
    threshold.order = order;
    text.remove_prefix(sign.size());
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    break;
  }
  const auto number = Decimal::parse(text);
  if (!number) return std::nullopt;
  threshold.number = *number;
  return threshold;
}

bool is_concerning(const Item& item, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean:
      return is_listed(item, value.as_boolean() ? "true" : "false");
    case Value::Kind::string:
      return item.type == ItemType::choice && is_listed(item, value.as_string());
    case Value::Kind::integer:
      return is_past_threshold(item, Decimal::from_integer(value.as_integer()));
    case Value::Kind::decimal:
    case Value::Kind::quantity:
      return is_past_threshold(item, value.as_decimal());
    case Value::Kind::list: {
      const auto items = value.items();
      return std::any_of(items.begin(), items.end(),
                         [&](const Value& each) { return is_listed(item, each.as_string()); });
    }
    case Value::Kind::null:
    case Value::Kind::long_integer:
    case Value::Kind::date:
    case Value::Kind::date_time:
    case Value::Kind::time:
    case Value::Kind::uncertain:
    case Value::Kind::interval:
    case Value::Kind::tuple:
      return false;
  }
  return false;
}

}  // namespace palpate::intake
