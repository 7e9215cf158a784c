#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cql/eval/conditions.hpp"
#include "cql/eval/gates.hpp"

namespace palpate::cql {

/// A stretch of a network in another order: gates of one kind follow each other as far as what they
/// stand on allows, and so run in loops without a branch on the kind. Gives each gate the truth
/// that it has in the order of the network. Immutable. Views its Conditions.
class ConditionPlan {
 public:
  /// For gates `first` up to but not including `end`.
  ConditionPlan(const Conditions& conditions, GateId first, GateId end);

  bool is_for(GateId first, GateId end) const { return first == first_ && end == end_; }
  /// Those to be evaluated before run(): they stand on no gate.
  std::span<const GateId> leaves() const { return leaves_; }
  void run(gates::View view) const;

 private:
  static constexpr std::size_t few = 4;
  struct Step {
    Gate gate;
    GateId id = 0;
    std::array<GateId, few> operands{};  ///< of a gate of at most so many
    std::int64_t integer = 0;            ///< that an answer is compared with
    std::array<Truth, 4> outcomes{};     ///< as gates::outcomes
  };
  /// Steps that differ in what they look at only.
  struct Batch {
    Gate::Kind kind = Gate::Kind::constant;
    std::uint32_t count = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  static Step step(const Conditions& conditions, GateId id);
  void run_integers(const Batch& batch, gates::View view) const;
  template <Gate::Kind kind>
  void run_kind(const Batch& batch, gates::View view) const;
  template <Gate::Kind kind, std::uint32_t count>
  void run_counted(const Batch& batch, gates::View view) const;
  template <Gate::Kind kind>
  void run_junctions(const Batch& batch, gates::View view) const;

  GateId first_;
  GateId end_;
  std::vector<GateId> leaves_;
  std::vector<Step> steps_;
  std::vector<Batch> batches_;
};

}  // namespace palpate::cql
