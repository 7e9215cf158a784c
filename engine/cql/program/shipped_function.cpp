#include "cql/program/shipped_function.hpp"

#include <array>
#include <utility>

namespace palpate::cql {

ShippedFunction shipped_function(const Function& function) {
  using Known = std::pair<std::string_view, ShippedFunction>;
  constexpr std::array<Known, 8> known = {
      Known{"AtLeast", ShippedFunction::at_least}, Known{"AllOf", ShippedFunction::all_of},
      Known{"AnyOf", ShippedFunction::any_of},     Known{"Has", ShippedFunction::has},
      Known{"HasAny", ShippedFunction::has_any},   Known{"Between", ShippedFunction::between},
      Known{"IfKnown", ShippedFunction::select},   Known{"Select", ShippedFunction::select}};
  if (function.library != shipped_library) return ShippedFunction::other;
  for (const auto& [name, meaning] : known) {
    if (function.name == name) return meaning;
  }
  return ShippedFunction::other;
}

}  // namespace palpate::cql
