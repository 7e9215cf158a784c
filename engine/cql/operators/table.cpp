#include "cql/operators/table.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "cql/operators/signature.hpp"

namespace palpate::cql {
namespace {

using Chapter = std::span<const OverloadDeclaration> (*)();
constexpr std::array<Chapter, 12> chapters = {
    logical_operators,    type_operators,      nullological_operators, comparison_operators,
    arithmetic_operators, string_operators,    date_time_operators,    interval_operators,
    list_operators,       aggregate_operators, clinical_operators,     message_operators};

struct ByName {
  bool operator()(const Overload& a, const Overload& b) const {
    return a.declaration->name < b.declaration->name;
  }
  bool operator()(const Overload& a, std::string_view b) const { return a.declaration->name < b; }
  bool operator()(std::string_view a, const Overload& b) const { return a < b.declaration->name; }
};

}  // namespace

OperatorTable::OperatorTable() {
  for (const Chapter chapter : chapters) {
    for (const OverloadDeclaration& declaration : chapter()) {
      std::optional<Signature> signature = parse_signature(declaration.signature);
      assert(signature && "an operator is declared with a malformed signature");
      if (!signature) continue;
      overloads_.push_back(
          {&declaration, std::move(signature->operands), std::move(signature->result)});
      if (declaration.callable) callable_.push_back(declaration.name);
    }
  }
  std::stable_sort(overloads_.begin(), overloads_.end(), ByName{});
  std::sort(callable_.begin(), callable_.end());
  callable_.erase(std::unique(callable_.begin(), callable_.end()), callable_.end());
}

const OperatorTable& OperatorTable::standard() {
  static const OperatorTable table;
  return table;
}

std::span<const Overload> OperatorTable::find(std::string_view name) const {
  const auto range = std::equal_range(overloads_.begin(), overloads_.end(), name, ByName{});
  return {range.first, range.second};
}

std::span<const std::string_view> OperatorTable::callable_names() const { return callable_; }

}  // namespace palpate::cql
