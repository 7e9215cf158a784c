#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "cql/eval/evaluate.hpp"
#include "cql/front/model.hpp"

/// What is measured: conditions by chapter of the CQL reference, over one record, and beside some
/// of them the same written by hand in C++.
namespace palpate::bench {

/// The record as a C++ program would hold it.
struct Plain {
  std::optional<bool> yes = true;
  std::optional<bool> no = false;
  std::optional<bool> unasked;
  std::optional<std::int32_t> age = 62;
  std::optional<std::int32_t> days = 20;
  std::optional<double> celsius = 38.5;
  std::optional<std::string_view> pain = "severe";
};

/// 1 true, 0 false, -1 unknown.
using ByHand = int (*)(const Plain&);

struct Condition {
  std::string_view chapter;
  std::string_view text;
  ByHand by_hand = nullptr;
};
std::span<const Condition> conditions();

extern const std::string_view model_text;
extern const std::string_view record_text;

}  // namespace palpate::bench
