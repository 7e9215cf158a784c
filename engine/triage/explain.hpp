#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
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

/// Finds what decided values of the current record of a Scratch, which must outlive it. One thread;
/// looks at each condition once a record, whatever number of explanations it is part of.
class Explainer {
 public:
  explicit Explainer(cql::Scratch& scratch);

  /// A new record, or other slots in it. `slots`: those that the Scratch has begun with.
  void begin(std::span<const Value> slots);
  /// Walks from a definition to the leaf conditions that decided its value: of a true `or` the
  /// true operands, of an unknown one the unknown operands, and so on. Slots of a leaf are the
  /// answered ones, or where its value is null, the missing ones. `side` picks a field of a
  /// tuple-valued definition.
  std::vector<Deciding> deciding(cql::DefinitionId definition, Side side);
  /// The same from a node of the program on.
  std::vector<Deciding> deciding(cql::NodeId node);

 private:
  friend class Walker;
  /// What a walk has to know of a value. Values that are no truths are like nothing else.
  enum class Truth : std::uint8_t { not_asked, unknown, no, yes, other };
  static Truth truth_of(const Value& value);

  Truth truth(cql::NodeId node);
  Truth find_truth(cql::NodeId id);
  Truth junction(const cql::Node& node, Truth deciding);
  const std::vector<std::uint32_t>& slots_of(cql::NodeId node);

  cql::Scratch& scratch_;
  const cql::Program& program_;
  std::span<const Value> slots_;
  std::vector<Truth> truths_;       ///< one a node
  std::vector<cql::NodeId> asked_;  ///< nodes whose truth is known for this record
  std::unordered_map<cql::NodeId, std::vector<std::uint32_t>> slots_of_;  ///< of leaves met so far
};

}  // namespace palpate::triage
