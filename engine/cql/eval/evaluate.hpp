#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "base/result.hpp"
#include "cql/program/program.hpp"

namespace palpate::cql {

/// What one evaluation looks at. Views; must outlive the evaluation.
struct Record {
  std::span<const Value> slots;  ///< one a slot of the program's schema; null = unknown
  Temporal now;                  ///< evaluation time, with offset
};

/// Working memory of one thread for one program: an arena and the values of definitions already
/// computed for the current record. Reused from record to record, so that steady running
/// allocates nothing for scalar conditions.
class Scratch {
 public:
  explicit Scratch(std::shared_ptr<const Program> program);
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;

  const Program& program() const;
  /// Starts a new record: forgets all values of the last one and frees their memory.
  void begin(const Record& record);
  /// Forgets the values computed so far: for a caller that has changed a slot of the record
  /// ("what if this were answered").
  void forget();
  /// Value of a definition for the current record; computed once. Error: limit or bad_input with
  /// the run-time error's message. The value lives until the next begin() or forget().
  Result<Value> definition(DefinitionId id);
  /// Value of a node outside queries and functions (no locals), for explanations.
  Result<Value> node(NodeId id);
  std::span<const std::string> messages() const;
  std::uint64_t steps() const;  ///< operator applications since begin()

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palpate::cql
