#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "batch/chunk.hpp"
#include "batch/tally.hpp"

namespace palpate::batch {

enum class RunState : std::uint8_t { running, stopped, done };
std::string_view to_string(RunState state);

/// How far a run has come: all before `position` is in the outputs, in their first bytes.
struct Checkpoint {
  explicit Checkpoint(const ruleset::RuleSet& rules) : tally(rules) {}

  RunState state = RunState::running;
  Position position;
  std::uint64_t results_bytes = 0;
  std::uint64_t quarantine_bytes = 0;
  Tally tally;
};

/// As JSON (schemas/screen-checkpoint.schema.json). `identity` is what makes a run this run and no
/// other: inputs, rules, engine, options.
std::string write_checkpoint(const Checkpoint& checkpoint, const boost::json::object& identity,
                             const ruleset::RuleSet& rules);
/// Errors: bad_input when it is damaged; usage when it belongs to a run with another identity, and
/// then names the first difference.
Result<Checkpoint> read_checkpoint(std::string_view text, const boost::json::object& identity,
                                   const ruleset::RuleSet& rules);

}  // namespace palpate::batch
