// What the ledger does when a write fails: no checkpoint may follow.
#include "batch/ledger.hpp"

#include <gtest/gtest.h>

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

/// Counts, and fails when told to. As with a full disk that has room again a moment later.
class FragileTarget final : public Target {
 public:
  struct Script {
    int fail_at = -1;  ///< the how-many-eth call
    int calls = 0;
    std::vector<std::string> checkpoints;
  };
  explicit FragileTarget(Script& script) : script_(script) {}

  const std::string& saved_checkpoint() const override { return nothing_; }
  std::string quarantine_path() const override { return {}; }
  Result<void> rewind(const Checkpoint&) override { return {}; }
  Result<void> add(const Outcome&) override { return next(); }
  std::uint64_t size() const override { return 0; }
  Result<void> commit(std::string_view checkpoint, RunState) override {
    auto done = next();
    if (done) script_.checkpoints.emplace_back(checkpoint);
    return done;
  }
  bool commits_often() const override { return true; }

 private:
  Result<void> next() {
    if (script_.calls++ != script_.fail_at) return {};
    return Error{Error::Code::io, "no space", {}};
  }
  Script& script_;
  std::string nothing_;
};

TEST(LedgerTest, NoCheckpointFollowsAFailedWrite) {
  const auto rules = support::rule_set(support::knee);
  const support::Folder folder;
  for (int fail_at = 0; fail_at < 6; ++fail_at) {  // three chunks: an add and a commit each
    FragileTarget::Script script;
    script.fail_at = fail_at;
    Ledger ledger(std::make_unique<FragileTarget>(script),
                  std::move(*AppendFile::open(folder / "bad")), {}, rules, Checkpoint(*rules), 1);
    Outcome outcome(*rules);
    outcome.tally.read = 1;
    bool failed = false;
    for (std::uint64_t i = 0; i < 3 && !failed; ++i) {
      Chunk chunk;
      chunk.end = {0, i + 1, i + 2};
      failed = !ledger.accept(chunk, outcome).has_value();
    }
    EXPECT_TRUE(failed);
    EXPECT_FALSE(ledger.commit(RunState::stopped).has_value());
    // Only chunks whose rows were committed are counted as read.
    EXPECT_EQ(script.checkpoints.size(), static_cast<std::size_t>(fail_at / 2));
    for (std::size_t i = 0; i < script.checkpoints.size(); ++i) {
      const auto read = read_checkpoint(script.checkpoints[i], {}, *rules);
      ASSERT_TRUE(read.has_value());
      EXPECT_EQ(read->position.offset, i + 1);
      EXPECT_EQ(read->tally.read, i + 1);
    }
  }
}

/// A run that were resumed within a record would take the rest of it for another.
TEST(LedgerTest, NoCheckpointLiesWithinARecord) {
  const auto rules = support::rule_set(support::knee);
  const support::Folder folder;
  FragileTarget::Script script;
  Ledger ledger(std::make_unique<FragileTarget>(script),
                std::move(*AppendFile::open(folder / "bad")), {}, rules, Checkpoint(*rules), 1);
  Outcome outcome(*rules);
  outcome.quarantine = "piece";
  Chunk chunk;
  for (const auto kind : {Chunk::Kind::first_piece, Chunk::Kind::next_piece}) {
    chunk.kind = kind;
    chunk.end = {0, 10, 1};
    ASSERT_TRUE(ledger.accept(chunk, outcome).has_value());
    EXPECT_TRUE(script.checkpoints.empty());
    EXPECT_EQ(ledger.position(), Position{});
  }
  chunk.kind = Chunk::Kind::last_piece;
  chunk.end = {0, 20, 2};
  ASSERT_TRUE(ledger.accept(chunk, outcome).has_value());
  EXPECT_EQ(script.checkpoints.size(), 1U);
  EXPECT_EQ(ledger.position(), chunk.end);
}

}  // namespace
}  // namespace palpate::batch
