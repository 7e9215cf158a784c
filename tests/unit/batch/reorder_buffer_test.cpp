// The buffer between workers and the writer: the order, the bounds, and that nobody waits for ever.
#include "batch/reorder_buffer.hpp"

#include <chrono>
#include <future>

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

using std::chrono_literals::operator""ms;

class ReorderBufferTest : public ::testing::Test {
 protected:
  static constexpr std::size_t workers = 2;

  /// As a worker that is done with the chunk `sequence`.
  void put(std::uint64_t sequence, const std::string& results = {}) {
    auto parcel = buffer_.take_empty();
    ASSERT_NE(parcel, nullptr);
    parcel->chunk.sequence = sequence;
    parcel->outcome.results = results;
    buffer_.put(std::move(parcel));
  }
  std::future<bool> take_on_another_thread() {
    return std::async(std::launch::async, [this] { return buffer_.take_empty() != nullptr; });
  }

  std::shared_ptr<const ruleset::RuleSet> rules_ = support::rule_set(support::knee);
  ReorderBuffer buffer_{*rules_, workers};
};

TEST_F(ReorderBufferTest, GivesInTheOrderOfTheInput) {
  for (const std::uint64_t sequence : {3U, 0U, 2U, 1U}) put(sequence, std::to_string(sequence));
  for (std::size_t i = 0; i < workers; ++i) buffer_.worker_left();
  std::unique_ptr<Parcel> parcel;
  for (std::uint64_t i = 0; i < 4; ++i) {
    parcel = buffer_.next(std::move(parcel));
    ASSERT_NE(parcel, nullptr);
    EXPECT_EQ(parcel->chunk.sequence, i);
    EXPECT_EQ(parcel->outcome.results, std::to_string(i));
  }
  EXPECT_EQ(buffer_.next(std::move(parcel)), nullptr);
}

TEST_F(ReorderBufferTest, TheWriterWaitsForTheChunkWhoseTurnItIs) {
  put(1);
  auto first = std::async(std::launch::async, [this] { return buffer_.next(nullptr); });
  EXPECT_EQ(first.wait_for(50ms), std::future_status::timeout);
  put(0);
  EXPECT_EQ(first.get()->chunk.sequence, 0U);
}

TEST_F(ReorderBufferTest, TheWriterWaitsUntilTheLastWorkerHasLeft) {
  auto next = std::async(std::launch::async, [this] { return buffer_.next(nullptr); });
  buffer_.worker_left();
  EXPECT_EQ(next.wait_for(50ms), std::future_status::timeout);
  buffer_.worker_left();
  EXPECT_EQ(next.get(), nullptr);
}

TEST_F(ReorderBufferTest, OneWhoWritesAndWorksWritesFirst) {
  put(1);
  auto task = buffer_.next_task(nullptr);  // it is not the turn of 1
  EXPECT_EQ(task.to_write, nullptr);
  ASSERT_NE(task.to_fill, nullptr);
  task.to_fill->chunk.sequence = 0;
  buffer_.put(std::move(task.to_fill));
  for (std::uint64_t i = 0; i < 2; ++i) {
    task = buffer_.next_task(std::move(task.to_write));
    EXPECT_EQ(task.to_fill, nullptr);
    ASSERT_NE(task.to_write, nullptr);
    EXPECT_EQ(task.to_write->chunk.sequence, i);
  }
  task = buffer_.next_task(std::move(task.to_write));
  EXPECT_NE(task.to_fill, nullptr);
}

TEST_F(ReorderBufferTest, OneWhoWritesAndWorksWaitsForTheNextChunkWhereThereIsNoRoom) {
  auto first = buffer_.take_empty();
  first->chunk.sequence = 0;
  put(1, std::string(limits::waiting_bytes, 'x'));
  auto task = std::async(std::launch::async, [this] { return buffer_.next_task(nullptr); });
  EXPECT_EQ(task.wait_for(50ms), std::future_status::timeout);
  buffer_.put(std::move(first));
  const auto given = task.get();
  ASSERT_NE(given.to_write, nullptr);
  EXPECT_EQ(given.to_write->chunk.sequence, 0U);
  EXPECT_EQ(given.to_fill, nullptr);
}

TEST_F(ReorderBufferTest, WhatOneWhoWorksHasWrittenMakesRoomForOthers) {
  put(0, std::string(limits::waiting_bytes, 'x'));
  auto taken = take_on_another_thread();
  EXPECT_EQ(taken.wait_for(50ms), std::future_status::timeout);
  auto task = buffer_.next_task(nullptr);
  ASSERT_NE(task.to_write, nullptr);
  task = buffer_.next_task(std::move(task.to_write));
  EXPECT_NE(task.to_fill, nullptr);
  EXPECT_TRUE(taken.get());
}

TEST_F(ReorderBufferTest, AWorkerWaitsWhileTooManyChunksAreUnwritten) {
  for (std::uint64_t i = workers + limits::waiting_chunks; i-- > 0;) put(i);
  auto taken = take_on_another_thread();
  EXPECT_EQ(taken.wait_for(50ms), std::future_status::timeout);
  auto parcel = buffer_.next(nullptr);
  EXPECT_EQ(taken.wait_for(50ms), std::future_status::timeout);  // it is not written yet
  parcel = buffer_.next(std::move(parcel));
  EXPECT_TRUE(taken.get());
}

TEST_F(ReorderBufferTest, AWorkerWaitsWhileTooManyBytesAreUnwritten) {
  put(1, std::string(limits::waiting_bytes, 'x'));
  auto taken = take_on_another_thread();
  EXPECT_EQ(taken.wait_for(50ms), std::future_status::timeout);
  buffer_.end();
  EXPECT_FALSE(taken.get());
}

TEST_F(ReorderBufferTest, AllThatAnOutcomeHoldsIsCounted) {
  Outcome outcome(*rules_);
  EXPECT_EQ(outcome.bytes(), 0U);
  outcome.results.assign(1'000, 'x');
  outcome.quarantine.assign(20'000, 'x');
  outcome.records.emplace_back().report.assign(300'000, 'x');
  EXPECT_GE(outcome.bytes(), 321'000U);
  EXPECT_LT(outcome.bytes(), 322'000U);
}

TEST_F(ReorderBufferTest, BytesThatHaveBeenWrittenMakeRoom) {
  put(0, std::string(limits::waiting_bytes, 'x'));
  auto taken = take_on_another_thread();
  EXPECT_EQ(taken.wait_for(50ms), std::future_status::timeout);
  auto parcel = buffer_.next(nullptr);
  for (std::size_t i = 0; i < workers; ++i) buffer_.worker_left();
  EXPECT_EQ(buffer_.next(std::move(parcel)), nullptr);
  EXPECT_TRUE(taken.get());
}

TEST_F(ReorderBufferTest, AfterTheEndNothingIsGivenOut) {
  put(0);
  buffer_.end();
  EXPECT_EQ(buffer_.next(nullptr), nullptr);
  EXPECT_EQ(buffer_.take_empty(), nullptr);
  const auto task = buffer_.next_task(nullptr);
  EXPECT_EQ(task.to_write, nullptr);
  EXPECT_EQ(task.to_fill, nullptr);
}

TEST_F(ReorderBufferTest, TheEndWakesOneWhoWritesAndWorks) {
  auto first = buffer_.take_empty();
  put(1, std::string(limits::waiting_bytes, 'x'));
  auto task = std::async(std::launch::async, [this] { return buffer_.next_task(nullptr); });
  EXPECT_EQ(task.wait_for(50ms), std::future_status::timeout);
  buffer_.end();
  const auto given = task.get();
  EXPECT_EQ(given.to_write, nullptr);
  EXPECT_EQ(given.to_fill, nullptr);
}

TEST_F(ReorderBufferTest, AnUnwrittenChunkDoesNotHoldItsBytes) {
  auto block = std::make_shared<Block>();
  auto parcel = buffer_.take_empty();
  parcel->chunk.block = block;
  buffer_.put(std::move(parcel));
  EXPECT_EQ(block.use_count(), 1);
}

TEST_F(ReorderBufferTest, ParcelsAreUsedAgain) {
  put(0);
  auto parcel = buffer_.next(nullptr);
  const auto* used = parcel.get();
  for (std::size_t i = 0; i < workers; ++i) buffer_.worker_left();
  EXPECT_EQ(buffer_.next(std::move(parcel)), nullptr);
  EXPECT_EQ(buffer_.take_empty().get(), used);
}

}  // namespace
}  // namespace palpate::batch
