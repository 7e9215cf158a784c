#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "cql/eval/evaluate.hpp"
#include "cql/program/program.hpp"

/// Boolean definitions as a network of three-valued gates: the fast way to ask many conditions of
/// many records. What the network has no gate for stays a leaf that the Machine evaluates, so that
/// every answer is the one that Scratch::definition() gives (tests/unit/cql/conditions_test.cpp,
/// conditions_kinds_test.cpp). One difference: a side of a tuple, or a function, is not kept from
/// its answer by the failure of another side, or of an argument, that the answer does not need.
namespace palpate::cql {

/// In bits that make Kleene's `and` and `or` those of the bits.
enum class Truth : std::uint8_t { no = 0, unknown = 1, yes = 3 };
inline Truth truth_of(const Value& value) {
  // Without a branch: answers cannot be guessed.
  return static_cast<Truth>(static_cast<int>(value.is_null()) +
                            3 * static_cast<int>(value.is_true()));
}

/// Kleene's `not`.
constexpr Truth opposite(Truth truth) {
  constexpr std::array<Truth, 4> opposites = {Truth::yes, Truth::unknown, Truth::unknown,
                                              Truth::no};
  return opposites[static_cast<std::size_t>(truth)];
}

using ConditionId = std::uint32_t;
using GateId = std::uint32_t;

/// One gate. Its operands stand before it in the network.
struct Gate {
  enum class Kind : std::uint8_t {
    constant,     ///< `index`: a Truth
    slot,         ///< a Boolean slot; `index`: slot
    integer,      ///< slot `index` against constant `operand`, by `relation`
    decimal,      ///< the same for decimals, and quantities in the unit of the slot
    text,         ///< the same for strings: equal or not_equal
    contains,     ///< the list in slot `index` holds the string constant `operand`
    conjunction,  ///< of `count` gates from `index` in the operand list
    disjunction,
    negation,    ///< of gate `index`
    at_least,    ///< `operand` of `count` gates from `index` hold
    choice,      ///< three gates from `index`: condition, then, else; unknown while the first is
    definition,  ///< a leaf: DefinitionId `index`
    node,        ///< a leaf: NodeId `index`
    difference   ///< a leaf: NodeId `index`, and a short way to its truth: difference `operand`
  };
  enum class Relation : std::uint8_t {
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    equal,
    not_equal
  };
  Kind kind = Kind::constant;
  Relation relation = Relation::equal;
  std::uint32_t count = 0;
  std::uint32_t index = 0;
  std::uint32_t operand = 0;

  friend bool operator==(const Gate&, const Gate&) = default;
};

/// `a - b`, or its absolute value, against a constant; all of them integers.
struct Difference {
  std::uint32_t a = 0;  ///< slot
  std::uint32_t b = 0;
  bool absolute = false;
  Gate::Relation relation = Gate::Relation::equal;
  std::int64_t constant = 0;
};

/// The network for a list of definitions. Immutable; shared by any number of threads.
class Conditions {
 public:
  /// `asked`: Boolean definitions, in the order in which they will be asked: gates of the first
  /// come first, and equal sub-conditions are one gate. A definition may stand there twice.
  Conditions(std::shared_ptr<const Program> program, std::span<const DefinitionId> asked);

  const Program& program() const { return *program_; }
  const std::shared_ptr<const Program>& program_ptr() const { return program_; }
  /// no_id when it was not among those asked.
  ConditionId find(DefinitionId definition) const { return by_definition_[definition]; }
  std::size_t size() const { return roots_.size(); }
  GateId root(ConditionId condition) const { return roots_[condition]; }
  DefinitionId definition(ConditionId condition) const { return definitions_[condition]; }

  std::span<const Gate> gates() const { return gates_; }
  /// Empty for a gate whose `index` counts in something else.
  std::span<const GateId> operands(const Gate& gate) const {
    if (gate.count == 0) return {};
    return std::span(operands_).subspan(gate.index, gate.count);
  }
  /// What Gate::index counts in.
  const GateId* operand_list() const { return operands_.data(); }
  const Value* constants() const { return constants_.data(); }
  const Value& constant(const Gate& gate) const { return constants_[gate.operand]; }
  const Difference& difference(const Gate& gate) const { return differences_[gate.operand]; }
  NodeId leaf_node(const Gate& gate) const;
  /// Slots of a leaf that is operators over slots and constants, and nothing else; empty for any
  /// other, of which the program has to be asked.
  std::span<const std::uint32_t> plain_leaf_slots(const Gate& gate) const;

 private:
  friend class ConditionsBuilder;
  std::shared_ptr<const Program> program_;
  std::vector<Gate> gates_;
  std::vector<GateId> operands_;
  std::vector<std::pair<NodeId, std::vector<std::uint32_t>>> plain_leaves_;
  std::vector<Value> constants_;  ///< view the program's arena
  std::vector<Difference> differences_;
  std::vector<GateId> roots_;
  std::vector<DefinitionId> definitions_;
  std::vector<ConditionId> by_definition_;
};

/// Truths of the conditions for one record at a time. One thread. Views its Conditions and the
/// Scratch that evaluates the leaves; both must outlive it.
class ConditionRun {
 public:
  ConditionRun(const Conditions& conditions, Scratch& scratch);

  /// A new record. `scratch` must have begun it, too. `slots` may be filled in further as long as
  /// no condition asked so far looks at what changes.
  void begin(std::span<const Value> slots);
  /// Computes all conditions up to and including `last`. False: a rule failed, and each of them is
  /// to be asked with of().
  bool settle(ConditionId last);
  /// Of a condition that settle() has reached.
  Truth truth(ConditionId condition) const { return truths_[conditions_->root(condition)]; }
  /// Error: the run-time error of a rule.
  Result<Truth> of(ConditionId condition);
  /// The caller has changed `slot`: what looks at it and was asked is computed again.
  void changed(std::uint32_t slot);
  /// What an unknown condition waits for. `slots`: answers that are missing, or not precise enough;
  /// one may be named twice. `leaves`: unknown leaves, as nodes of the program. Both are added to.
  /// Gates that have been passed since start_walk() are not passed again.
  void waits_for(ConditionId condition, std::vector<std::uint32_t>& slots,
                 std::vector<NodeId>& leaves);
  void start_walk() { ++walk_; }

 private:
  Truth leaf(const Gate& gate);
  std::optional<Truth> short_way(const Gate& gate) const;
  bool looks_at(const Gate& gate, std::uint32_t slot) const;
  const std::vector<GateId>& affected_by(std::uint32_t slot);
  void wait_at_leaf(const Gate& gate, std::vector<std::uint32_t>& slots,
                    std::vector<NodeId>& leaves) const;
  void wait(GateId id, std::vector<std::uint32_t>& slots, std::vector<NodeId>& leaves);
  void wait_for_unknown(const Gate& gate, std::vector<std::uint32_t>& slots,
                        std::vector<NodeId>& leaves);

  const Conditions* conditions_;
  Scratch* scratch_;
  std::span<const Value> slots_;
  std::vector<Truth> truths_;
  std::vector<std::optional<std::vector<GateId>>> affected_;  ///< by slot; made when first needed
  std::vector<std::uint64_t> passed_;                         ///< a gate's last walk
  std::uint64_t walk_ = 1;
  GateId done_ = 0;      ///< gates run
  bool failed_ = false;  ///< a leaf failed that a condition may not even need
};

}  // namespace palpate::cql
