// Sixty-four records at once must have the truths, and wait for the answers, that each has alone.
#include "cql/eval/condition_lanes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "random_conditions.hpp"

namespace palpate::cql {
namespace {

Temporal noon() { return *parse_date_time("2026-01-15T12:00:00.000Z"); }

TEST(Lanes, ATransposedMatrixHasItsBitsTheOtherWayRound) {
  for (std::size_t row = 0; row < lane_count; ++row) {
    for (std::size_t column = 0; column < lane_count; ++column) {
      std::array<std::uint64_t, lane_count> rows{};
      rows[row] = std::uint64_t{1} << column;
      transpose(rows);
      std::array<std::uint64_t, lane_count> expected{};
      expected[column] = std::uint64_t{1} << row;
      ASSERT_EQ(rows, expected) << row << ", " << column;
    }
  }
}

TEST(Lanes, GatheringTakesOneBitOfEachByte) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      ByteLanes bytes{};
      bytes[lane] = static_cast<std::uint8_t>(1U << bit);
      for (unsigned asked = 0; asked < 8; ++asked) {
        ASSERT_EQ(gather(bytes, asked), asked == bit ? Lanes{1} << lane : 0) << lane;
      }
      bytes.fill(0xFF);
      bytes[lane] = static_cast<std::uint8_t>(~(1U << bit));
      ASSERT_EQ(gather(bytes, bit), ~(Lanes{1} << lane)) << lane;
    }
  }
}

TEST(Lanes, OperatorsAreKleenes) {
  constexpr std::array all = {Truth::no, Truth::unknown, Truth::yes};
  const auto lanes_of = [](Truth truth) {
    ByteLanes bytes;
    bytes.fill(static_cast<std::uint8_t>(truth));
    return gather_truths(bytes);
  };
  const auto same = [](TruthLanes a, TruthLanes b) { return a.yes == b.yes && a.may == b.may; };
  for (const auto a : all) {
    EXPECT_TRUE(same(!lanes_of(a), lanes_of(opposite(a))));
    EXPECT_EQ(lanes_of(a).no(), a == Truth::no ? ~Lanes{0} : 0);
    EXPECT_EQ(lanes_of(a).unknown(), a == Truth::unknown ? ~Lanes{0} : 0);
    for (const auto b : all) {
      const auto order = [](Truth truth) { return static_cast<int>(truth); };
      const auto least = order(a) < order(b) ? a : b;
      const auto most = order(a) < order(b) ? b : a;
      EXPECT_TRUE(same(lanes_of(a) & lanes_of(b), lanes_of(least)));
      EXPECT_TRUE(same(lanes_of(a) | lanes_of(b), lanes_of(most)));
    }
  }
}

std::shared_ptr<const Program> compiled(const std::string& text) {
  return compile(testing::library_with(text)).program;
}

/// A network of random conditions, asked of lanes and record by record.
class Both {
 public:
  explicit Both(const testing::ManyConditions& many)
      : program_(many.program), conditions_(std::make_unique<Conditions>(program_, many.asked)) {
    for (ConditionId id = 0; id < conditions_->size(); ++id) wanted_.push_back(id);
    lanes_ = std::make_unique<ConditionLanes>(*conditions_, wanted_, std::vector<std::uint32_t>{});
  }

  void compare(const std::vector<std::vector<Value>>& records) {
    Scratch scratch(program_);
    ConditionRun run(*conditions_, scratch);
    lanes_->begin();
    for (const auto& record : records) {
      scratch.begin({record, noon()});
      lanes_->add(record, scratch);
    }
    lanes_->settle();
    for (std::size_t i = 0; i < records.size(); ++i) {
      if ((lanes_->undecided() >> i & 1U) != 0) continue;
      scratch.begin({records[i], noon()});
      run.begin(records[i]);
      for (const auto id : wanted_) compare(id, i, run);
    }
  }
  std::size_t compared() const { return compared_; }
  std::size_t waiting() const { return waiting_; }

 private:
  void compare(ConditionId id, std::size_t lane, ConditionRun& run) {
    const auto expected = run.of(id);
    ASSERT_TRUE(expected);
    const auto truth = lanes_->truth(id);
    const auto bit = [&](Lanes lanes) { return (lanes >> lane & 1U) != 0; };
    ASSERT_EQ(bit(truth.yes), *expected == Truth::yes);
    ASSERT_EQ(bit(truth.unknown()), *expected == Truth::unknown);
    ++compared_;
    if (*expected == Truth::unknown) compare_waits(id, lane, run);
  }
  void compare_waits(ConditionId id, std::size_t lane, ConditionRun& run) {
    std::vector<std::uint32_t> slots;
    std::vector<NodeId> leaves;
    run.start_walk();
    run.waits_for(id, slots, leaves);
    lanes_->start_walk();
    lanes_->wait(id, Lanes{1} << lane);
    lanes_->walk();
    ASSERT_EQ(lanes_->unexplained() != 0, !leaves.empty());
    const std::set<std::uint32_t> expected(slots.begin(), slots.end());
    for (std::uint32_t slot = 0; slot < program_->schema().slot_count; ++slot) {
      ASSERT_EQ(lanes_->waits_for(slot), expected.count(slot) != 0 ? Lanes{1} << lane : 0) << slot;
    }
    ++waiting_;
  }

  std::shared_ptr<const Program> program_;
  std::unique_ptr<Conditions> conditions_;
  std::vector<ConditionId> wanted_;
  std::unique_ptr<ConditionLanes> lanes_;
  std::size_t compared_ = 0;
  std::size_t waiting_ = 0;
};

TEST(ConditionLanes, AnswerAsTheNetworkOnEveryPartialRecord) {
  const testing::Records records;
  testing::Generator generator(11);
  std::mt19937 random(3);
  std::size_t compared = 0;
  std::size_t waiting = 0;
  for (int n = 0; n < 12 && !HasFatalFailure(); ++n) {
    std::vector<std::string> conditions;
    for (int i = 0; i < 40; ++i) conditions.push_back(generator.condition(1 + i % 3));
    Both both{testing::ManyConditions(conditions)};
    for (int group = 0; group < 12; ++group) {
      std::vector<std::vector<Value>> some(1 + random() % lane_count);
      for (auto& record : some) record = records.record(random() % records.size());
      both.compare(some);
    }
    compared += both.compared();
    waiting += both.waiting();
  }
  EXPECT_GT(compared, 50'000U);
  EXPECT_GT(waiting, 5'000U);
}

/// One condition over records that answer Assessment.n, and nothing else.
class OneCondition {
 public:
  explicit OneCondition(const std::string& condition) : program_(compiled(condition)) {
    const auto definition = *program_->find("Main", "C");
    conditions_ = std::make_unique<Conditions>(program_, std::span(&definition, 1));
    const ConditionId wanted = 0;
    lanes_ = std::make_unique<ConditionLanes>(*conditions_, std::span(&wanted, 1),
                                              std::span<const std::uint32_t>());
  }
  ConditionLanes& lanes_of(const std::vector<Value>& values) {
    Scratch scratch(program_);
    std::vector<Value> slots(program_->schema().slot_count);
    lanes_->begin();
    for (const auto& value : values) {
      slots[slot] = value;
      scratch.begin({slots, noon()});
      lanes_->add(slots, scratch);
    }
    lanes_->settle();
    return *lanes_;
  }
  static constexpr std::size_t slot = 2;

 private:
  std::shared_ptr<const Program> program_;
  std::unique_ptr<Conditions> conditions_;
  std::unique_ptr<ConditionLanes> lanes_;
};

TEST(ConditionLanes, AnIntegerThatIsNotCertainIsLeftToTheNetwork) {
  using Limits = std::numeric_limits<std::int32_t>;
  OneCondition condition("Assessment.n >= 3");
  const auto& lanes = condition.lanes_of(
      {Value(), Value::uncertain({1, 5}), Value::integer(3), Value::integer(Limits::max()),
       Value::integer(Limits::min()), Value::decimal(Decimal::from_integer(4)), Value::integer(2)});
  EXPECT_EQ(lanes.undecided() & 0b1111111U, 0b0111010U);
  EXPECT_EQ(lanes.truth(0).yes & 0b1000101U, 0b0000100U);
  EXPECT_EQ(lanes.truth(0).unknown() & 0b1000101U, 0b0000001U);
}

TEST(ConditionLanes, ALeafWaitsForAnAnswerThatIsNotPreciseEnough) {
  OneCondition condition("(Assessment.n + 1) * 1 >= 4");
  auto& lanes = condition.lanes_of({Value(), Value::uncertain({1, 5}), Value::integer(3)});
  ASSERT_TRUE(lanes.asks_machine());
  ASSERT_EQ(lanes.undecided() & 0b111U, 0U);
  ASSERT_EQ(lanes.truth(0).unknown() & 0b111U, 0b011U);
  lanes.start_walk();
  lanes.wait(0, 0b011U);
  lanes.walk();
  EXPECT_EQ(lanes.waits_for(OneCondition::slot), 0b011U);
}

// Too many values for the evaluator's limit, where n says so.
TEST(ConditionLanes, ARuleThatFailsIsLeftToTheNetwork) {
  OneCondition condition("Count(expand { Interval[1, Assessment.n * 100000] }) > 3");
  const auto& lanes = condition.lanes_of({Value(), Value::integer(20000)});
  ASSERT_TRUE(lanes.asks_machine());
  EXPECT_EQ(lanes.undecided() & 0b11U, 0b10U);
}

}  // namespace
}  // namespace palpate::cql
