#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "cql/eval/evaluate.hpp"

namespace palpate::cql {

/// How a missing input is spoken of: "saddleNumbness" is "not answered". Names, never values.
struct MissingInput {
  std::string name;
  std::string state;
};
using DescribeSlot = std::function<MissingInput(std::uint32_t slot)>;

/// "temperature", "thomasHip.left".
std::string slot_name(const ContextSchema& schema, std::uint32_t slot);
/// Every missing input is "not given".
DescribeSlot describe_slots(const ContextSchema& schema);

/// Why a node is null for the current record of `scratch`, in words to follow "because":
/// "saddleNumbness is not answered", "division by zero". Goes down to the operands, missing
/// inputs and operators that made it so. `id` must be a node outside queries and functions whose
/// value is null; a query or function call names the missing inputs that it looks at.
std::string why_null(Scratch& scratch, NodeId id, const DescribeSlot& describe);

}  // namespace palpate::cql
