#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <memory>
#include <optional>

#include "batch/append_file.hpp"
#include "batch/checkpoint.hpp"
#include "batch/target.hpp"
#include "batch/worker.hpp"

namespace palpate::batch {

/// Takes outcomes in the order of the input and writes them down: results, quarantine, counts, and
/// now and then a checkpoint. One thread at a time.
class Ledger {
 public:
  /// Everything behind `checkpoint` has been cut off already.
  Ledger(std::unique_ptr<Target> target, AppendFile quarantine, boost::json::object identity,
         std::shared_ptr<const ruleset::RuleSet> rules, Checkpoint checkpoint,
         std::uint64_t checkpoint_bytes);

  Result<void> accept(const Chunk& chunk, const Outcome& outcome);
  /// A checkpoint now.
  Result<void> commit(RunState state);
  const Tally& tally() const { return checkpoint_.tally; }
  const Position& position() const { return checkpoint_.position; }

 private:
  std::unique_ptr<Target> target_;
  AppendFile quarantine_;
  boost::json::object identity_;
  std::shared_ptr<const ruleset::RuleSet> rules_;
  Checkpoint checkpoint_;
  std::uint64_t checkpoint_bytes_;
  std::uint64_t since_commit_ = 0;  ///< bytes of input and output
  bool within_record_ = false;      ///< the last chunk was a piece, not the last
};

}  // namespace palpate::batch
