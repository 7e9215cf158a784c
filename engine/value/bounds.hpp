#pragma once

#include "value/value.hpp"

namespace palpate {

/// The next and the previous value of an ordered type, as CQL's successor and predecessor define
/// them: 1 for Integer and Long, 0.00000001 for Decimal and Quantity, one step of its own
/// precision for Date, DateTime and Time. Null for null, for other kinds, and past the end.
Value successor_of(const Value& value);
Value predecessor_of(const Value& value);

/// The least and the greatest value of a type; null for types without. DateTimes have no offset,
/// which counts as the default one. A Quantity has the unit of `like`, or '1'.
Value minimum_of(Type::Kind type, const Value& like = {});
Value maximum_of(Type::Kind type, const Value& like = {});

/// Where an interval starts and ends, as CQL's `start of` and `end of`: the value next to an open
/// bound; null for an open bound that is null (unknown); the end of the type's range for a closed
/// bound that is null.
Value start_of(const Value::IntervalData& interval);
Value end_of(const Value::IntervalData& interval);

}  // namespace palpate
