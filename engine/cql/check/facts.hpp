#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cql/program/program.hpp"

namespace palpate::cql::check {

/// Is this constant node's value what the source says, and not a parameter's, which a site may
/// override?
using IsWritten = std::function<bool(NodeId)>;

/// Which nodes of a program have the same value wherever they are evaluated together: the same
/// operators over the same slots, locals, definitions and written constants. Worked out for the
/// nodes that are asked about, and what they are made of.
class Congruence {
 public:
  Congruence(const Program& program, const IsWritten& is_written)
      : program_(program), is_written_(is_written) {}
  /// The same number for two nodes of the same value.
  NodeId of(NodeId node);

 private:
  std::vector<std::uint32_t> key_of(NodeId id);

  const Program& program_;
  const IsWritten& is_written_;
  std::unordered_map<NodeId, NodeId> classes_;
  std::map<std::vector<std::uint32_t>, NodeId> known_;
  std::map<std::string, std::uint32_t> texts_;
};

/// What must be so when conditions are true or false, as bounds of single values. Finds two
/// conditions that cannot be so at once. Sound, and not complete: what it cannot read, it leaves
/// out.
class Facts {
 public:
  /// Two conditions, as numbered by the caller, that exclude each other.
  using Conflict = std::pair<std::size_t, std::size_t>;

  Facts(const Program& program, Congruence& congruence, const IsWritten& is_written,
        std::size_t& budget)
      : program_(program), congruence_(congruence), is_written_(is_written), budget_(budget) {}

  /// Assumes that `condition` has the value `holds`; `origin` names it in a Conflict.
  void assume(NodeId condition, bool holds, std::size_t origin);
  /// The first conflict between conditions of different origins.
  std::optional<Conflict> conflict() const { return conflict_; }
  /// Is `condition` not null whenever the assumptions are so? For conditions made of comparisons
  /// of values that are compared with whole constants of one unit.
  bool settles(NodeId condition) const;

 private:
  enum class Kind : std::uint8_t {
    null,
    known,
    is,        ///< equal to one of `values`
    is_not,    ///< equal to none of them, or null
    at_least,  ///< values[0]
    above,
    at_most,
    below
  };
  struct Fact {
    Kind kind = Kind::known;
    std::vector<Value> values;
    std::size_t origin = 0;
  };
  struct Subject {
    NodeId node = no_id;
    bool whole = false;  ///< an Integer or Long: nothing lies between two neighbours
  };

  void collect(NodeId id, bool holds, std::size_t origin);
  void operation(const Node& node, bool holds, std::size_t origin);
  bool comparison(const Node& node, bool holds, std::size_t origin);
  bool equality(const Node& node, bool holds, std::size_t origin);
  bool membership(const Node& node, bool holds, std::size_t origin);
  void known(NodeId id, std::size_t origin);
  void add(const Subject& subject, Kind kind, std::vector<Value> values, std::size_t origin);
  Subject subject_of(NodeId id) const;
  const Value* written_constant(NodeId id) const;
  static bool exclude(const Fact& a, const Fact& b);

  const Program& program_;
  Congruence& congruence_;
  const IsWritten& is_written_;
  std::size_t& budget_;
  std::set<std::pair<NodeId, bool>> seen_;
  std::map<std::uint32_t, std::vector<Fact>> facts_;  ///< by class of the subject
  std::optional<Conflict> conflict_;
};

}  // namespace palpate::cql::check
