#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "cql/operators/kleene.hpp"
#include "cql/program/operation.hpp"

namespace palpate::cql {

/// Equality of list elements: `=`, except that nulls equal each other and nothing else.
Truth same_element(const Value& a, const Value& b, const CompareContext& context);

/// Elements to look others up in. Numbers, strings, Booleans and full dates are hashed; the
/// rest is searched, at most limits::cql_element_comparisons, after which the session fails. Views
/// its values, whose arena must outlive it.
class ElementSet {
 public:
  explicit ElementSet(Session& session) : session_(session) {}
  ElementSet(Session& session, std::span<const Value> items);

  void add(const Value& element);
  /// Unknown where an element may be the same (dates of different precision).
  Truth find(const Value& element);

 private:
  Truth find_hashed(const Value& element) const;
  Truth search(const std::vector<Value>& among, const Value& element);

  Session& session_;
  bool has_null_ = false;
  std::unordered_multimap<std::uint64_t, Value> hashed_;
  std::vector<Value> plain_;  ///< what is hashed, in order
  std::vector<Value> other_;
  std::uint64_t comparisons_ = 0;
};

}  // namespace palpate::cql
