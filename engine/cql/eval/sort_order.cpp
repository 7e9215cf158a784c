// Orders and sameness that queries need. External interface: sort_order.hpp.
#include "cql/eval/sort_order.hpp"

namespace palpate::cql {
namespace {

int sign(bool less, bool greater) { return greater ? 1 : (less ? -1 : 0); }

bool is_temporal(const Value& value) {
  return value.is(Value::Kind::date) || value.is(Value::Kind::date_time) ||
         value.is(Value::Kind::time);
}

int temporal_order(const Temporal& a, const Temporal& b, std::int16_t default_offset) {
  const auto instants = compare(earliest(a), earliest(b), Precision::none, default_offset);
  if (instants && *instants != 0) return *instants;
  return sign(a.precision < b.precision, b.precision < a.precision);
}

int unit_order(const Value& a, const Value& b) {
  const int relation = a.unit().code.compare(b.unit().code);
  return sign(relation<0, relation> 0);
}

}  // namespace

int sort_order(const Value& a, const Value& b, const CompareContext& context) {
  if (a.is_null() || b.is_null()) return sign(a.is_null() && !b.is_null(), !a.is_null());
  if (const auto relation = order(a, b, context)) return *relation;
  if (a.kind() != b.kind()) return sign(a.kind() < b.kind(), b.kind() < a.kind());
  if (is_temporal(a)) {
    return temporal_order(a.as_temporal(), b.as_temporal(), context.default_offset);
  }
  return a.is(Value::Kind::quantity) ? unit_order(a, b) : 0;
}

bool same_when_distinct(const Value& a, const Value& b, const CompareContext& context) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  return equal(a, b, context).value_or(false);
}

}  // namespace palpate::cql
