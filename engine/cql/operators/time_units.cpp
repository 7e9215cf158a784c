#include "cql/operators/time_units.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "cql/operators/numbers.hpp"

namespace palpate::cql {
namespace {

constexpr std::array<std::pair<std::string_view, Precision>, 6> ucum_units = {
    {{"wk", Precision::week},
     {"d", Precision::day},
     {"h", Precision::hour},
     {"min", Precision::minute},
     {"s", Precision::second},
     {"ms", Precision::millisecond}}};

std::optional<Period> multiplied(const Decimal& number, std::int64_t factor, Precision unit) {
  const auto product = Decimal::multiply(number, Decimal::from_integer(factor));
  const auto count = product ? product->truncate().to_int64() : std::nullopt;
  if (!count) return std::nullopt;
  return Period{*count, unit};
}

}  // namespace

std::optional<Precision> time_unit(const Unit& unit) {
  if (unit.calendar) return parse_precision(unit.code);
  for (const auto& [code, precision] : ucum_units) {
    if (unit.code == code) return precision;
  }
  return std::nullopt;
}

std::optional<Period> whole_period(const Decimal& number, Precision unit) {
  switch (unit) {
    case Precision::week:
      return multiplied(number.truncate(), 7, Precision::day);
    case Precision::second:
      if (number.is_integer()) return multiplied(number, 1, unit);
      return multiplied(number, 1000, Precision::millisecond);
    default:
      return multiplied(number.truncate(), 1, unit);
  }
}

bool has_unit(Type::Kind kind, Precision unit) {
  const bool clock = unit >= Precision::hour && unit <= Precision::millisecond;
  if (unit == Precision::none) return false;
  if (kind == Type::Kind::date) return !clock;
  return kind == Type::Kind::time ? clock : true;
}

std::optional<Temporal> moved(const Temporal& value, Type::Kind kind, const Period& period) {
  return kind == Type::Kind::time ? add_time(value, period.count, period.unit)
                                  : add(value, period.count, period.unit);
}

std::optional<Uncertain> elapsed(const Value& from, const Value& to, Precision unit,
                                 std::int16_t default_offset) {
  const bool dates = from.is(Value::Kind::date) && to.is(Value::Kind::date);
  return duration_between(from.as_temporal(), to.as_temporal(), unit, default_offset,
                          dates ? Points::days : Points::instants);
}

Value whole_periods(std::optional<Uncertain> count) {
  return whole_value(count, Type::Kind::integer);
}

}  // namespace palpate::cql
