#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "cql/program/program.hpp"

namespace palpate::cql::check {

/// An expression that has been checked: its node and its type, in which the literal null still
/// has null_type(). Without a node it stands for a mistake that has been reported; whatever is
/// built from it is silent.
struct Typed {
  NodeId node = no_id;
  Type type;
  bool ok() const { return node != no_id; }
};

/// Where an expression stands.
struct Place {
  std::uint32_t library = 0;
  Span span;
};

/// Parts of one type. Where each of a chain of tuples holds the one before it twice, the type
/// doubles with each, and so does all that is done with it.
inline constexpr std::size_t largest_type = 10'000;

/// Writes typed nodes, folds what is constant and puts in implicit conversions. Every operand
/// that is not ok makes a result that is not ok.
class Emitter {
 public:
  explicit Emitter(ProgramBuilder& builder, bool keep_folded = false);

  /// By value: what it is made from may lie among the constants, which move when one is added.
  Typed constant(Value value, const Type& type, Place place);
  Typed node(NodeKind kind, std::uint32_t payload, std::span<const Typed> operands,
             const Type& type, Place place, std::uint8_t flags = 0);
  /// Operands are already of the overload's types.
  Typed operation(const OverloadDeclaration& overload, std::span<const Typed> operands,
                  const Type& result, Place place, Precision precision = Precision::none);
  /// A function of the embedding program: never run while compiling.
  Typed external(const OverloadDeclaration& function, std::span<const Typed> operands,
                 const Type& result, Place place) {
    return unfolded(function, operands, result, place, Precision::none);
  }
  Typed list(std::span<const Typed> items, const Type& element, Place place);
  Typed tuple(const Type& type, const TupleShape& shape, std::span<const Typed> items, Place place);
  Typed interval(const Typed& low, const Typed& high, const Type& point, std::uint8_t closed,
                 Place place);
  Typed type_test(NodeKind kind, const Typed& operand, const Type& type, Place place);
  Typed query(QueryPlan plan, const Type& type, Place place);
  /// The expression as type `to`; conversion_cost must allow it.
  Typed convert(const Typed& from, const Type& to, Place place);

  bool is_constant(const Typed& expression) const;
  /// Value of a constant expression.
  Value value_of(const Typed& expression) const;
  /// Nesting below a node, definitions and functions that it refers to included.
  std::uint32_t depth(NodeId id) const { return depth_[id]; }
  /// limits::cql_nodes was reached: nothing is ok any more.
  bool full() const { return full_; }
  /// The first expression whose type has more than largest_type parts; it was not ok.
  const std::optional<Place>& oversized() const { return oversized_; }
  /// While set, DateTime(…) of constants folds to a value without offset (parameter defaults).
  /// Returns what was set before.
  bool fold_date_times(bool on) { return std::exchange(fold_date_times_, on); }

  ProgramBuilder& builder() { return *builder_; }

 private:
  bool all_constant(std::span<const Typed> operands) const;
  bool may_fold(const OverloadDeclaration& overload, std::span<const Typed> operands,
                const Type& result) const;
  std::optional<Value> fold(const OverloadDeclaration& overload, std::span<const Typed> operands,
                            const Type& result, Precision precision);
  Typed unfolded(const OverloadDeclaration& overload, std::span<const Typed> operands,
                 const Type& result, Place place, Precision precision);
  void keep(const Typed& folded, const Typed& operation);
  std::uint32_t depth_below(const Node& node, std::span<const NodeId> operands) const;
  std::uint32_t depth_of_plan(const QueryPlan& plan) const;
  Typed convert_structure(const Typed& from, const Type& to, Place place);

  ProgramBuilder* builder_;
  Session session_;
  std::vector<std::uint32_t> depth_;
  bool full_ = false;
  bool keep_folded_ = false;
  std::optional<Place> oversized_;
  bool fold_date_times_ = false;
};

}  // namespace palpate::cql::check
