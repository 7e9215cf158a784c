#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "cql/eval/conditions.hpp"
#include "value/compare.hpp"

/// Internal to cql/eval: the truth of one gate that is no leaf.
namespace palpate::cql::gates {

/// A derived list may hold an element that is not known, which may be the option.
inline Truth contains(const Value& list, const Value& option) {
  auto otherwise = Truth::no;
  for (const auto& item : list.items()) {
    if (item.is_null()) {
      otherwise = Truth::unknown;
    } else if (same_string(item, option)) {
      return Truth::yes;
    }
  }
  return otherwise;
}

/// By relation, for a value below, at, and above the constant, and for none. A table, because the
/// answers of a record come as they like: a branch on them would be guessed wrong half of the time.
constexpr std::array<std::array<Truth, 4>, 6> outcomes = {{
    {Truth::yes, Truth::no, Truth::no, Truth::unknown},   // less
    {Truth::yes, Truth::yes, Truth::no, Truth::unknown},  // less_or_equal
    {Truth::no, Truth::no, Truth::yes, Truth::unknown},   // greater
    {Truth::no, Truth::yes, Truth::yes, Truth::unknown},  // greater_or_equal
    {Truth::no, Truth::yes, Truth::no, Truth::unknown},   // equal
    {Truth::yes, Truth::no, Truth::yes, Truth::unknown},  // not_equal
}};
constexpr std::size_t no_value = 3;

constexpr unsigned bits(Truth truth) { return static_cast<unsigned>(truth); }

template <typename T>
std::size_t position(const T& value, const T& constant) {
  return static_cast<std::size_t>(1 + (value > constant) - (value < constant));
}

inline std::size_t position(const Decimal& value, const Decimal& constant) {
  const int high = (value.high() > constant.high()) - (value.high() < constant.high());
  const int low = (value.low() > constant.low()) - (value.low() < constant.low());
  return static_cast<std::size_t>(1 + (high != 0 ? high : low));
}

inline Truth outcome(Gate::Relation relation, std::size_t position) {
  return outcomes[static_cast<std::size_t>(relation)][position];
}

/// For a value of another kind than the constant, as an integer known within bounds is.
[[gnu::noinline]] inline Truth compare_kinds(Gate::Relation relation, const Value& value,
                                             const Value& constant) {
  const CompareContext context;
  const auto truth = [](std::optional<bool> holds) {
    if (!holds) return Truth::unknown;
    return *holds ? Truth::yes : Truth::no;
  };
  switch (relation) {
    case Gate::Relation::less:
      return truth(less(value, constant, context));
    case Gate::Relation::less_or_equal:
      return truth(less_or_equal(value, constant, context));
    case Gate::Relation::greater:
      return truth(less(constant, value, context));
    case Gate::Relation::greater_or_equal:
      return truth(less_or_equal(constant, value, context));
    case Gate::Relation::equal:
      return truth(equal(value, constant, context));
    case Gate::Relation::not_equal:
      return opposite(truth(equal(value, constant, context)));
  }
  return Truth::unknown;
}

/// Neither null nor of `kind`. Without a branch: whether a question was answered cannot be guessed.
inline bool is_of_other_kind(const Value& value, Value::Kind kind) {
  return (static_cast<int>(value.is(kind)) | static_cast<int>(value.is_null())) == 0;
}

/// What a gate looks at. Passed by value: a store of a truth may alias anything that lies in
/// memory, so that members would be read again for every gate.
struct View {
  const Value* slots;
  const Value* constants;
  const GateId* operands;
  Truth* truths;
};

inline bool is_leaf(const Gate& gate) { return gate.kind >= Gate::Kind::definition; }

[[gnu::always_inline]] inline Truth compare(const Gate& gate, View view) {
  const auto& value = view.slots[gate.index];
  const auto& constant = view.constants[gate.operand];
  if (gate.kind != Gate::Kind::contains && is_of_other_kind(value, constant.kind())) {
    return compare_kinds(gate.relation, value, constant);
  }
  switch (gate.kind) {
    case Gate::Kind::integer: {
      const auto at = position(value.as_long(), constant.as_long());
      return outcome(gate.relation, value.is_null() ? no_value : at);
    }
    case Gate::Kind::decimal: {
      const auto at = position(value.as_decimal(), constant.as_decimal());
      return outcome(gate.relation, value.is_null() ? no_value : at);
    }
    case Gate::Kind::text: {
      const bool same = same_string(value, constant);
      return outcome(gate.relation, value.is_null() ? no_value : same ? 1 : 0);
    }
    default:
      return value.is_null() ? Truth::unknown : contains(value, constant);
  }
}

inline Truth count(const Gate& gate, View view) {
  std::uint32_t hold = 0;
  std::uint32_t may_hold = 0;
  for (std::uint32_t i = 0; i < gate.count; ++i) {
    const auto operand = view.truths[view.operands[gate.index + i]];
    hold += operand == Truth::yes ? 1U : 0U;
    may_hold += operand != Truth::no ? 1U : 0U;
  }
  if (hold >= gate.operand) return Truth::yes;
  return may_hold < gate.operand ? Truth::no : Truth::unknown;
}

/// Of a gate that is no leaf. In its two callers, or its view would go through memory.
[[gnu::always_inline]] inline Truth run(const Gate& gate, View view) {
  switch (gate.kind) {
    case Gate::Kind::constant:
      return static_cast<Truth>(gate.index);
    case Gate::Kind::slot:
      return truth_of(view.slots[gate.index]);
    case Gate::Kind::conjunction: {
      const auto* const operand = view.operands + gate.index;
      auto all = bits(Truth::yes);
      for (std::uint32_t i = 0; i < gate.count; ++i) all &= bits(view.truths[operand[i]]);
      return static_cast<Truth>(all);
    }
    case Gate::Kind::disjunction: {
      const auto* const operand = view.operands + gate.index;
      auto any = bits(Truth::no);
      for (std::uint32_t i = 0; i < gate.count; ++i) any |= bits(view.truths[operand[i]]);
      return static_cast<Truth>(any);
    }
    case Gate::Kind::negation:
      return opposite(view.truths[gate.index]);
    case Gate::Kind::at_least:
      return count(gate, view);
    case Gate::Kind::choice: {
      const auto* const operand = view.operands + gate.index;
      const auto condition = view.truths[operand[0]];
      if (condition == Truth::unknown) return Truth::unknown;
      return view.truths[operand[condition == Truth::yes ? 1 : 2]];
    }
    default:
      return compare(gate, view);
  }
}

}  // namespace palpate::cql::gates
