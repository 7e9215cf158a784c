#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cql/eval/conditions.hpp"
#include "cql/program/program.hpp"

/// Conditions that are made of others, as a coverage measure sees them.
namespace palpate::cli {

using cql::Truth;
inline constexpr Truth all_outcomes[] = {Truth::no, Truth::yes, Truth::unknown};

/// A condition made of parts by and, or, implies, not and the counting functions of the shipped
/// library (AtLeast, AnyOf, AllOf). A part is what is none of these: a comparison, an answer, a
/// named condition. Parts of a list that has a name count where the list is used.
class Compound {
 public:
  /// The condition at `root`; one part only when it is not made of others.
  Compound(const cql::Program& program, cql::NodeId root);

  cql::NodeId root() const { return root_; }
  const std::vector<cql::NodeId>& parts() const { return parts_; }
  /// What comes of these outcomes, one a part: three-valued logic.
  Truth combine(std::span<const Truth> parts) const;

 private:
  enum class Joint : std::uint8_t { part, both, either, implies, negated, at_least, all_of };
  struct Step {
    Joint joint = Joint::part;
    std::uint32_t number = 0;  // of the part, or of AtLeast
    std::vector<std::size_t> operands;
  };
  std::size_t add(const cql::Program& program, cql::NodeId id);
  std::size_t add_part(cql::NodeId id);
  std::size_t add_step(const cql::Program& program, Joint joint, std::uint32_t number,
                       std::span<const cql::NodeId> operands);
  Truth combine(std::size_t step, std::span<const Truth> parts) const;
  Truth count(const Step& step, std::span<const Truth> parts) const;

  cql::NodeId root_;
  std::vector<cql::NodeId> parts_;
  std::vector<Step> steps_;  // operands before what they make
};

/// Every Boolean expression of the rule set that is not itself part of a larger one: the
/// definitions, and the sides of a sided finding.
std::vector<Compound> compounds_of(const cql::Program& program);

/// The written condition on one line.
std::string text_of(const cql::Program& program, cql::NodeId id);
/// "file:line:column".
std::string place_of(const cql::Program& program, cql::NodeId id);

}  // namespace palpate::cli
