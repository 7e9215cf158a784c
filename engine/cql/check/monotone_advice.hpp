#pragma once

#include <string>
#include <string_view>

namespace palpate::cql::monotone {

/// What is said of an expression that reads unknown as an answer, and how to write it instead.
struct Advice {
  std::string code;
  std::string message;
  std::string suggestion;
};

Advice operation(std::string_view name);
/// The same of a list that is given, whose elements may be unknown.
Advice elements(std::string_view name);
Advice condition();
Advice coalesce();
Advice filter();
Advice relationship();
Advice distinct();
Advice sort();
Advice type_test();
Advice closed_end();
Advice open_end();
Advice structure();
Advice timing();
Advice left_out();

}  // namespace palpate::cql::monotone
