#pragma once

#include <cstdint>
#include <vector>

#include "cql/cql.hpp"
#include "triage/triage.hpp"

namespace palpate::triage {

/// A place in the rules that decided a value: a leaf condition and the slots that it looked at.
struct Deciding {
  cql::NodeId condition = 0;
  cql::DefinitionId rule = 0;
  std::uint32_t slot = 0;
};

/// Walks from a definition to the leaf conditions that decided its value for the current record
/// of `scratch`: of a true `or` the true operands, of an unknown one the unknown operands, and so
/// on. Slots of a leaf are the answered ones, or where its value is null, the missing ones.
/// `side` picks a field of a tuple-valued definition.
std::vector<Deciding> deciding(cql::Scratch& scratch, std::span<const Value> slots,
                               cql::DefinitionId definition, Side side);

/// The same from a node of the program on.
std::vector<Deciding> deciding(cql::Scratch& scratch, std::span<const Value> slots,
                               cql::NodeId node);

}  // namespace palpate::triage
