#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "value/decimal.hpp"

namespace palpate::intake {

/// JSON for people: two spaces a level, members in their order, short lists of plain values in one
/// line, a line break at the end. Numbers do not depend on the locale.
std::string pretty_json(const boost::json::value& value);

/// An integer where it is one, else the nearest double.
boost::json::value json_number(const Decimal& number);

}  // namespace palpate::intake
