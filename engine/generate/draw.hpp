#pragma once

#include <memory>
#include <memory_resource>
#include <vector>

#include "base/result.hpp"
#include "generate/profile.hpp"

namespace palpate::generate {

/// What random numbers of a record are for: each purpose has a stream of its own, so that another
/// profile for one item changes no other.
enum class Purpose : std::uint64_t { left, right, sides, missing, record, shuffle, selected, form };

/// A random stream of one record; `item` tells those of one purpose apart.
Random stream(std::uint64_t seed, std::uint64_t record, std::uint32_t attempt, Purpose purpose,
              std::uint32_t item = 0);

/// A made-up person: all answers that he would give, were he asked everything. Reusable.
class Person {
 public:
  Person(std::shared_ptr<const ruleset::RuleSet> rules, const Profile& profile);

  /// Draws again until the answers contradict each other in nothing and there is a red flag, or
  /// none, as the profile's share wants it. Returns the attempt that it kept.
  Result<std::uint32_t> draw(std::uint64_t seed, std::uint64_t record, const Temporal& now);

  /// One a slot; null where there is nothing to answer. Valid until the next draw.
  const std::vector<Value>& slots() const { return slots_; }
  /// False where the question does not apply to him.
  bool asked(intake::ItemIndex item) const { return asked_[item]; }

 private:
  Result<void> draw_all(std::uint64_t seed, std::uint64_t record, std::uint32_t attempt);
  Result<void> draw_item(intake::ItemIndex index, std::uint64_t seed, std::uint64_t record,
                         std::uint32_t attempt);
  Value draw_value(const intake::Item& item, const Distribution& from, Random& random);
  Value draw_choices(const intake::Item& item, const Distribution& from, Random& random);
  Value draw_text(const Text& text, Random& random);
  const Distribution& distribution(intake::ItemIndex index, std::uint32_t side) const;
  bool holds(const Condition& condition, bool sided, std::uint32_t side) const;
  void set(std::uint32_t slot, const Value& value);
  Result<Value> evaluate(cql::DefinitionId definition);
  Result<bool> contradicts();
  Result<bool> flagged();

  std::shared_ptr<const ruleset::RuleSet> rules_;
  const Profile& profile_;
  cql::Scratch cql_;
  bool current_ = false;  ///< cql_ has seen all slots
  Temporal now_;
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<Value> slots_;
  std::vector<bool> asked_;
  std::vector<Value> chosen_;
  std::string text_;
};

}  // namespace palpate::generate
