#include "batch/ledger.hpp"

#include <utility>

namespace palpate::batch {

Ledger::Ledger(std::unique_ptr<Target> target, AppendFile quarantine, boost::json::object identity,
               std::shared_ptr<const ruleset::RuleSet> rules, Checkpoint checkpoint,
               std::uint64_t checkpoint_bytes)
    : target_(std::move(target)),
      quarantine_(std::move(quarantine)),
      identity_(std::move(identity)),
      rules_(std::move(rules)),
      checkpoint_(std::move(checkpoint)),
      checkpoint_bytes_(checkpoint_bytes) {}

Result<void> Ledger::accept(const Chunk& chunk, const Outcome& outcome) {
  auto done = write(chunk, outcome);
  failed_ = failed_ || !done;
  return done;
}

Result<void> Ledger::write(const Chunk& chunk, const Outcome& outcome) {
  if (auto done = target_->add(outcome); !done) return done;
  if (auto done = quarantine_.append(outcome.quarantine); !done) return done;
  since_commit_ += chunk.size + outcome.results.size() + outcome.quarantine.size();
  within_record_ = chunk.kind == Chunk::Kind::first_piece || chunk.kind == Chunk::Kind::next_piece;
  if (within_record_) return {};
  // A checkpoint must lie between two records: these three belong together.
  checkpoint_.tally.add(outcome.tally);
  checkpoint_.position = chunk.end;
  checkpoint_.results_bytes = target_->size();
  checkpoint_.quarantine_bytes = quarantine_.size();
  const bool due = target_->commits_often() || since_commit_ >= checkpoint_bytes_;
  return due ? write_checkpoint_now(RunState::running) : Result<void>();
}

Result<void> Ledger::commit(RunState state) {
  if (failed_) return Error{Error::Code::io, "an earlier write failed", {}};
  auto done = write_checkpoint_now(state);
  failed_ = !done;
  return done;
}

Result<void> Ledger::write_checkpoint_now(RunState state) {
  checkpoint_.state = state;
  if (within_record_ && state == RunState::stopped) {
    if (auto done = quarantine_.cut_to(checkpoint_.quarantine_bytes); !done) return done;
  }
  if (auto done = quarantine_.sync(); !done) return done;
  since_commit_ = 0;
  return target_->commit(write_checkpoint(checkpoint_, identity_, *rules_), state);
}

}  // namespace palpate::batch
