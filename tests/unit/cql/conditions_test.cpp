// The network of conditions must answer as the Machine does, on every record: it is only faster.
#include "cql/eval/conditions.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "random_conditions.hpp"
#include "value/print.hpp"

namespace palpate::cql {
namespace {

std::shared_ptr<const Program> compiled(const std::string& condition) {
  return compile(testing::library_with(condition)).program;
}

Temporal noon() { return *parse_date_time("2026-01-15T12:00:00.000Z"); }

/// The truth of a condition by the Machine, or "error".
std::string by_machine(Scratch& scratch, DefinitionId definition) {
  const auto value = scratch.definition(definition);
  return value ? to_cql(*value) : "error";
}

std::string by_network(ConditionRun& run, ConditionId condition) {
  const auto truth = run.of(condition);
  if (!truth) return "error";
  if (*truth == Truth::unknown) return "null";
  return *truth == Truth::yes ? "true" : "false";
}

class Network {
 public:
  explicit Network(const std::string& condition)
      : program_(compiled(condition)),
        definition_(*program_->find("Main", "C")),
        conditions_(program_, std::span(&definition_, 1)),
        scratch_(program_),
        run_(conditions_, scratch_) {}

  void begin(const std::vector<Value>& slots) {
    scratch_.begin({slots, noon()});
    run_.begin(slots);
  }
  std::string truth() { return by_network(run_, 0); }
  void changed(std::uint32_t slot) { run_.changed(slot); }
  std::string machine() { return by_machine(scratch_, definition_); }
  std::vector<std::uint32_t> waits_for() {
    std::vector<std::uint32_t> slots;
    std::vector<NodeId> leaves;
    run_.start_walk();
    run_.waits_for(0, slots, leaves);
    return slots;
  }
  /// How many gates are left to the Machine.
  std::size_t leaves() const {
    std::size_t count = 0;
    for (const auto& gate : conditions_.gates()) {
      const bool leaf = gate.kind == Gate::Kind::definition || gate.kind == Gate::Kind::node;
      count += leaf ? 1U : 0U;
    }
    return count;
  }
  std::size_t gates() const { return conditions_.gates().size(); }

 private:
  std::shared_ptr<const Program> program_;
  DefinitionId definition_;
  Conditions conditions_;
  Scratch scratch_;
  ConditionRun run_;
};

TEST(Conditions, AnswerAsTheMachineOnEveryPartialRecord) {
  const testing::Records records;
  testing::Generator generator(7);
  std::set<std::string> seen;
  std::size_t compared = 0;
  for (int n = 0; n < 400 && !HasFailure(); ++n) {
    const auto condition = generator.condition(1 + n % 3);
    if (!compiled(condition)) continue;
    Network network(condition);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto slots = records.record(i);
      network.begin(slots);
      const auto truth = network.truth();
      ASSERT_EQ(truth, network.machine()) << condition << " on record " << i;
      seen.insert(truth);
      ++compared;
    }
  }
  EXPECT_GT(compared, 50'000U);
  EXPECT_EQ(seen, (std::set<std::string>{"true", "false", "null"}));
}

/// Many conditions over one record, in one network, run in two ways that share nothing: what one
/// leaves behind from an earlier record must not help the other.
class ManyConditions {
 public:
  explicit ManyConditions(const std::vector<std::string>& conditions) {
    const testing::ManyConditions many(conditions);
    program_ = many.program;
    conditions_ = std::make_unique<Conditions>(program_, many.asked);
  }
  ConditionId last() const { return static_cast<ConditionId>(conditions_->size() - 1); }
  std::size_t gates() const { return conditions_->gates().size(); }

  /// All of them for every record, those from `first` on settled at once.
  void compare(ConditionId first) {
    Way at_once(*this);
    Way one_by_one(*this);
    const testing::Records records;
    constexpr std::size_t stride = 101;  // neighbours in this order differ in much
    for (std::size_t n = 0; n < records.size(); ++n) {
      const auto slots = records.record(n * stride % records.size());
      at_once.begin(slots);
      if (first > 0) at_once.run.settle(first - 1);
      at_once.run.settle(last());
      one_by_one.begin(slots);
      ASSERT_EQ(at_once.truths(last()), one_by_one.truths(last())) << "record " << n;
    }
  }

 private:
  struct Way {
    explicit Way(const ManyConditions& many)
        : scratch(many.program_), run(*many.conditions_, scratch) {}
    void begin(const std::vector<Value>& slots) {
      scratch.begin({slots, noon()});
      run.begin(slots);
    }
    std::string truths(ConditionId last) {
      std::string out;
      for (ConditionId id = 0; id <= last; ++id) out += by_network(run, id) + " ";
      return out;
    }
    Scratch scratch;
    ConditionRun run;
  };

  std::shared_ptr<const Program> program_;
  std::unique_ptr<Conditions> conditions_;
};

TEST(Conditions, SettledAtOnceAreWhatTheyAreOneByOne) {
  testing::Generator generator(11);
  for (int n = 0; n < 3 && !HasFailure(); ++n) {
    std::vector<std::string> conditions;
    for (int i = 0; i < 80; ++i) conditions.push_back(generator.condition(1 + i % 3));
    ManyConditions many(conditions);
    ASSERT_GT(many.gates(), 100U);
    many.compare(0);
    many.compare(many.last() / 4);
  }
}

TEST(Conditions, SettledAtOnceStandBehindWhatTheyStandOn) {
  const std::vector<std::string> atoms{"Assessment.a",      "Assessment.b",
                                       "Assessment.s.left", "Assessment.s.right",
                                       "Assessment.n >= 3", "Palpate.Has(Assessment.l, 'x')"};
  std::vector<std::string> conditions;
  for (const auto& x : atoms) {
    for (const auto& y : atoms) {
      if (x == y) continue;
      const auto both = "(" + x + " and " + y + ")";
      const auto either = "(" + x + " or not " + y + ")";
      conditions.push_back("not " + both);
      conditions.push_back("not (" + either + " and not (not " + both + " or " + x + "))");
      conditions.push_back("Palpate.IfKnown(not " + either + ", not " + both + ", " + y + ")");
      conditions.push_back("Palpate.AtLeast(2, {not " + both + ", " + either + ", " + x + "})");
    }
  }
  ManyConditions(conditions).compare(0);
}

struct Lowered {
  const char* condition;
  std::size_t gates;
};
void PrintTo(const Lowered& lowered, std::ostream* out) { *out << lowered.condition; }

class Lowering : public ::testing::TestWithParam<Lowered> {};

TEST_P(Lowering, NeedsNoMachine) {
  const Network network(GetParam().condition);
  EXPECT_EQ(network.leaves(), 0U);
  EXPECT_EQ(network.gates(), GetParam().gates);
}

INSTANTIATE_TEST_SUITE_P(
    Conditions, Lowering,
    ::testing::Values(
        Lowered{"Assessment.a or (Assessment.b or Assessment.s.left)", 4},
        Lowered{"Assessment.a implies Assessment.b", 4},
        Lowered{"Assessment.n >= 3 or 3 <= Assessment.n", 2},
        Lowered{"Palpate.Between(Assessment.n, 2, 4)", 3},
        Lowered{"Palpate.Has(Assessment.l, 'x')", 1},
        Lowered{"Palpate.HasAny(Assessment.l, {'x', 'y'})", 3},
        Lowered{"Palpate.AtLeast(2, {Assessment.a, Assessment.b, not Assessment.a})", 4},
        Lowered{"Palpate.IfKnown(Assessment.a, Assessment.b, Assessment.s.right)", 4}));

TEST(Conditions, WaitForWhatIsMissingAndCanStillMatter) {
  std::vector<Value> slots(6);
  Network network("Assessment.a or (Assessment.b and Assessment.n > 3)");
  network.begin(slots);
  EXPECT_EQ(network.truth(), "null");
  EXPECT_EQ(network.waits_for(), (std::vector<std::uint32_t>{0, 1, 2}));
  slots[1] = Value::boolean(false);
  network.begin(slots);
  EXPECT_EQ(network.truth(), "null");
  EXPECT_EQ(network.waits_for(), (std::vector<std::uint32_t>{0}));
}

TEST(Conditions, AChangedSlotIsSeen) {
  std::vector<Value> slots(6);
  // The tuple is a leaf that the Machine evaluates.
  Network network(
      "(Assessment.a and Assessment.b) or Assessment.s = Tuple{left: true, right: true}");
  network.begin(slots);
  EXPECT_EQ(network.truth(), "null");
  const auto change = [&](std::uint32_t slot, const Value& value) {
    slots[slot] = value;
    network.changed(slot);
    return network.truth();
  };
  EXPECT_EQ(change(0, Value::boolean(false)), "null");
  EXPECT_EQ(change(4, Value::boolean(false)), "false");
  EXPECT_EQ(change(4, Value::boolean(true)), "null");
  EXPECT_EQ(change(5, Value::boolean(true)), "true");
  EXPECT_EQ(change(5, Value()), "null");
  EXPECT_EQ(change(0, Value::boolean(true)), "null");
  EXPECT_EQ(change(1, Value::boolean(true)), "true");
}

TEST(Conditions, AnIntegerKnownWithinBoundsSettlesWhatBothEndsSettle) {
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"Assessment.n < 6", "true"},   {"Assessment.n < 5", "null"},  {"Assessment.n < 3", "false"},
      {"Assessment.n <= 5", "true"},  {"Assessment.n >= 3", "true"}, {"Assessment.n > 5", "false"},
      {"Assessment.n >= 4", "null"},  {"Assessment.n = 4", "null"},  {"Assessment.n = 6", "false"},
      {"Assessment.n != 2", "true"},  {"Assessment.n != 4", "null"}, {"Assessment.n = 3", "null"},
      {"Assessment.n <= 2", "false"}, {"Assessment.n > 2", "true"}};
  std::vector<Value> slots(6);
  slots[2] = Value::uncertain({3, 5});
  for (const auto& [condition, truth] : expected) {
    Network network(condition);
    network.begin(slots);
    EXPECT_EQ(network.truth(), truth) << condition;
    EXPECT_EQ(network.machine(), truth) << condition;
  }
}

TEST(Conditions, AFailureBehindADecidingOperandDoesNotMatter) {
  const std::string fails = "(Message(true, true, 'c', 'Error', 'stop'))";
  std::vector<Value> slots(6);
  slots[0] = Value::boolean(true);
  Network decided("Assessment.a or " + fails);
  decided.begin(slots);
  EXPECT_EQ(decided.truth(), "true");
  slots[0] = Value::boolean(false);
  decided.begin(slots);
  EXPECT_EQ(decided.truth(), "error");
}

}  // namespace
}  // namespace palpate::cql
