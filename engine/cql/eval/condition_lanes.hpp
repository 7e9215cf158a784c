#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cql/eval/conditions.hpp"
#include "cql/eval/lanes.hpp"

namespace palpate::cql {

/// Truths of conditions for up to 64 records at once: what reads a record is done record by record,
/// what combines truths for all of them in a few operations on words of bits. Gives the truths that
/// ConditionRun gives (tests/unit/cql/condition_lanes_test.cpp). One thread; views its
/// Conditions, which must outlive it.
class ConditionLanes {
 public:
  /// `wanted`: the conditions that will be asked for. `nulls`: slots for which is_null() will be.
  ConditionLanes(const Conditions& conditions, std::span<const ConditionId> wanted,
                 std::span<const std::uint32_t> nulls);

  /// Does add() ask the Machine about a record, so that its Scratch must have begun it?
  bool asks_machine() const { return !machine_leaves_.empty(); }

  /// Forgets all records.
  void begin();
  std::size_t size() const { return size_; }
  /// The next record, of at most lane_count.
  void add(std::span<const Value> slots, Scratch& scratch);
  /// The next record is none to be decided here.
  void skip();
  /// After the last record. What follows may be asked then.
  void settle();

  /// Records that cannot be decided here, because a rule failed or an answer is out of the
  /// ordinary: their lanes mean nothing.
  Lanes undecided() const { return undecided_; }
  TruthLanes truth(ConditionId condition) const { return truths_[conditions_->root(condition)]; }
  Lanes is_null(std::uint32_t slot) const { return nulls_[slot]; }

  /// Which slots unknown conditions wait for, as ConditionRun::waits_for() has it.
  void start_walk();
  /// Adds a condition, in those of `lanes` in which it is unknown. False: it has been passed in all
  /// of them.
  bool wait(ConditionId condition, Lanes lanes);
  /// Passes on what was added since start_walk().
  void walk();
  Lanes waits_for(std::uint32_t slot) const { return waits_[slot]; }
  /// Lanes that wait for a leaf of which only the program can say what it waits for.
  Lanes unexplained() const { return unexplained_; }

 private:
  using Column = std::uint32_t;
  /// A slot that is kept for all lanes.
  struct Read {
    std::uint32_t slot = 0;
    Column column = 0;  ///< in bytes_
    Column number = 0;  ///< in integers_, of an integer
    GateId gate = 0;    ///< of a Boolean
  };
  /// A gate whose truth is found record by record.
  struct GateRead {
    GateId gate = 0;
    Column column = 0;
  };
  /// A string, or a list of them, and the constant that it is compared with.
  struct TextRead {
    GateId gate = 0;
    Column column = 0;
    std::uint32_t slot = 0;
    Value constant;
  };
  /// An integer, or the difference of two, is in [low, high]; or is not, for `inverted`.
  struct Range {
    GateId gate = 0;
    std::int32_t low = 0;
    std::int32_t high = 0;
    bool inverted = false;
    bool absolute = false;
    Read of;
    std::optional<Read> less;  ///< what is subtracted
  };
  using IntegerLanes = std::array<std::int32_t, lane_count>;

  void plan(GateId id);
  void plan_null(std::uint32_t slot);
  void plan_range(GateId id, Gate::Relation relation, std::int64_t constant, Range range);
  const Read& integer(std::uint32_t slot);
  Column add_column();
  void read_slots(std::span<const Value> slots);
  void read_texts(std::span<const Value> slots);
  void read_gates(std::span<const Value> slots);
  void ask_machine(Scratch& scratch);
  void settle_integer(const Read& read);
  void settle_texts();
  void settle_range(const Range& range);
  TruthLanes combine(const Gate& gate) const;
  void wait_under(const Gate& gate, Lanes lanes);
  void wait_at_leaf(const Gate& gate, Lanes lanes);

  const Conditions* conditions_;
  std::vector<Read> booleans_;
  std::vector<Read> integers_read_;
  std::vector<Read> nulls_read_;
  std::vector<TextRead> texts_read_;
  std::vector<TextRead> lists_read_;
  std::vector<GateRead> gates_read_;  ///< others
  std::vector<GateRead> machine_leaves_;
  std::vector<Range> ranges_;
  std::vector<GateId> combining_;  ///< ascending: what they stand on comes first

  std::size_t size_ = 0;
  Lanes undecided_ = 0;
  std::vector<ByteLanes> bytes_;
  std::vector<IntegerLanes> integers_;
  std::vector<TruthLanes> truths_;  ///< one a gate
  std::vector<Lanes> nulls_;        ///< one a slot
  std::vector<Lanes> needed_;       ///< one a gate: where something unknown stands on it
  std::vector<Lanes> waits_;        ///< one a slot
  GateId highest_ = 0;              ///< gates from here on are not needed
  Lanes unexplained_ = 0;
};

}  // namespace palpate::cql
