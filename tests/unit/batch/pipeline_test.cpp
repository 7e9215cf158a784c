// How runs end: for any number of threads at the same place, and never by waiting for ever.
#include "batch/pipeline.hpp"

#include <new>
#include <thread>

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

/// Keeps what is written in memory, and fails when told to.
class MemoryTarget final : public Target {
 public:
  struct Kept {
    std::string results;
    int writes = 0;
    int fail_at = -1;  ///< the how-many-eth write
  };
  explicit MemoryTarget(Kept& kept) : kept_(kept) {}

  const std::string& saved_checkpoint() const override { return nothing_; }
  std::string quarantine_path() const override { return {}; }
  Result<void> rewind(const Checkpoint&) override { return {}; }
  Result<void> add(const Outcome& outcome) override {
    if (kept_.writes++ == kept_.fail_at) return Error{Error::Code::io, "no space", {}};
    kept_.results += outcome.results;
    return {};
  }
  std::uint64_t size() const override { return kept_.results.size(); }
  Result<void> commit(std::string_view, RunState) override { return {}; }
  bool commits_often() const override { return false; }

 private:
  Kept& kept_;
  std::string nothing_;
};

class PipelineTest : public ::testing::Test {
 protected:
  static constexpr std::size_t records = 1000;

  struct Ran {
    Result<PipelineEnd> end;
    std::size_t lines = 0;
    std::uint64_t read = 0;
  };

  /// One record a chunk, so that the threads get in each other's way as much as they can.
  Ran run(std::size_t threads) {
    auto inputs = Inputs::open(inputs_, stop_);
    if (!vanishes_.empty()) std::filesystem::remove(vanishes_);
    Cutter cutter(std::move(*inputs), job_.borders, has_header_, {}, 1);
    const auto rules = job_.engine->rule_set;
    Ledger ledger(std::make_unique<MemoryTarget>(kept_),
                  std::move(*AppendFile::open(folder_ / "bad")), {}, rules, Checkpoint(*rules), 1);
    options_.threads = threads;
    auto end = run_pipeline(cutter, job_, ledger, options_, stop_);
    return {std::move(end), support::lines_of(kept_.results).size(), ledger.tally().read};
  }

  static Job knee_job() {
    Job job;
    job.engine = support::knee_engine();
    job.adapter = support::knee_options({}, {}).format.adapter;
    job.borders = std::make_shared<const LineBorders>();
    job.form = Form::brief_json;
    job.red_flags_only = true;
    job.inputs = {"a", "b"};
    return job;
  }
  static std::string many() {
    std::string out;
    for (std::size_t i = 0; i < records; ++i) out += support::knee_record("r", "") + "\n";
    return out;
  }

  support::Folder folder_;
  std::vector<std::string> inputs_ = {folder_.write("a", many()), folder_.write("b", many())};
  std::string vanishes_;  ///< an input that is gone when it is to be read
  bool has_header_ = false;
  Job job_ = knee_job();
  MemoryTarget::Kept kept_;
  PipelineOptions options_;
  StopFlag stop_{false};
};

class PipelineEndTest : public PipelineTest, public ::testing::WithParamInterface<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Threads, PipelineEndTest, ::testing::Values(1U, 2U, 3U, 200U));

TEST_P(PipelineEndTest, EverythingIsWritten) {
  const auto ran = run(GetParam());
  ASSERT_TRUE(ran.end.has_value());
  EXPECT_EQ(*ran.end, PipelineEnd::input_ended);
  EXPECT_EQ(ran.lines, 2 * records);
  EXPECT_EQ(ran.read, 2 * records);
}

TEST_P(PipelineEndTest, AFailedWriteEndsTheRunWithWorkersAhead) {
  kept_.fail_at = 5;
  const auto ran = run(GetParam());
  ASSERT_FALSE(ran.end.has_value());
  EXPECT_EQ(ran.end.error().message, "no space");
  EXPECT_EQ(kept_.writes, 6);
  EXPECT_EQ(ran.lines, 5U);
}

TEST_P(PipelineEndTest, AnErrorOfAWorkerEndsTheRunAtItsPlace) {
  has_header_ = true;
  inputs_[0] = folder_.write("a", "good\n" + many());
  inputs_[1] = folder_.write("b", "bad\n" + many());
  job_.adapter = [](std::string_view header) -> Result<std::unique_ptr<intake::IntakeAdapter>> {
    if (header == "bad") return Error{Error::Code::bad_input, "no column", {}};
    return intake::make_json_adapter();
  };
  const auto ran = run(GetParam());
  ASSERT_FALSE(ran.end.has_value());
  EXPECT_EQ(ran.end.error().message, "no column");
  EXPECT_EQ(ran.end.error().place, "b");
  EXPECT_EQ(ran.lines, records);
}

TEST_P(PipelineEndTest, WhatALibraryThrowsEndsTheRun) {
  auto calls = std::make_shared<std::atomic<int>>(0);
  job_.adapter = [calls](std::string_view) -> Result<std::unique_ptr<intake::IntakeAdapter>> {
    if (calls->fetch_add(1) == 0) throw std::bad_alloc();
    return intake::make_json_adapter();
  };
  const auto ran = run(GetParam());
  ASSERT_FALSE(ran.end.has_value());
  EXPECT_EQ(ran.end.error().code, Error::Code::internal);
}

TEST_P(PipelineEndTest, AnInputThatFailsEndsTheRunBehindWhatItGave) {
  vanishes_ = inputs_[1];
  const auto ran = run(GetParam());
  ASSERT_FALSE(ran.end.has_value());
  EXPECT_EQ(ran.end.error().code, Error::Code::not_found);
  EXPECT_EQ(ran.lines, records);
}

TEST_P(PipelineEndTest, AStopIsSeenBeforeTheNextChunk) {
  stop_ = true;
  const auto ran = run(GetParam());
  ASSERT_TRUE(ran.end.has_value());
  EXPECT_EQ(*ran.end, PipelineEnd::stopped);
  EXPECT_EQ(ran.lines, 0U);
}

TEST_P(PipelineEndTest, WhatHasBeenCutBeforeAStopIsWritten) {
  std::uint64_t last = 0;
  options_.progress = [&](const Progress& progress) {
    if (progress.records == 10) stop_ = true;
    last = progress.records;
  };
  const auto ran = run(GetParam());
  ASSERT_TRUE(ran.end.has_value());
  EXPECT_EQ(*ran.end, PipelineEnd::stopped);
  EXPECT_EQ(ran.lines, last);
  EXPECT_GE(ran.lines, 10U);
  EXPECT_LE(ran.lines, 10 + GetParam() + limits::waiting_chunks);
}

TEST_P(PipelineEndTest, ProgressIsToldByTheCallingThread) {
  const auto caller = std::this_thread::get_id();
  std::uint64_t told = 0;
  options_.progress = [&](const Progress& progress) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_EQ(progress.records, ++told);
  };
  run(GetParam());
  EXPECT_EQ(told, 2 * records);
}

}  // namespace
}  // namespace palpate::batch
