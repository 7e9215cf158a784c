// Every kind of answer and every function that the network puts in place of its text: the Machine's
// answer, whatever the slots hold.
#include <gtest/gtest.h>

#include <limits>
#include <memory_resource>
#include <string>
#include <vector>

#include "cql/eval/condition_lanes.hpp"
#include "cql/eval/conditions.hpp"
#include "random_conditions.hpp"
#include "value/print.hpp"

namespace palpate::cql {
namespace {

constexpr std::size_t decimal_slot = 0, quantity_slot = 1, text_slot = 2, list_slot = 3, a_slot = 4,
                      b_slot = 5, integer_slot = 6, other_integer_slot = 7, slot_count = 8;

ContextSchema schema() {
  ContextSchema out;
  out.model = "Record";
  out.version = "1.0.0";
  out.context = "Assessment";
  const auto add = [&](std::string name, Type type, std::string unit = {}) {
    ContextElement element;
    element.name = std::move(name);
    element.type = std::move(type);
    element.slot = out.slot_count++;
    element.unit = std::move(unit);
    out.elements.push_back(std::move(element));
  };
  add("d", Type::simple(Type::Kind::decimal));
  add("q", Type::simple(Type::Kind::quantity), "Cel");
  add("t", Type::simple(Type::Kind::string));
  add("l", Type::list(Type::simple(Type::Kind::string)));
  add("a", Type::simple(Type::Kind::boolean));
  add("b", Type::simple(Type::Kind::boolean));
  add("n", Type::simple(Type::Kind::integer));
  add("m", Type::simple(Type::Kind::integer));
  return out;
}

constexpr const char* functions = R"(
define function Swap(x Boolean, y Boolean): Imply(y, x) and not x
define function Imply(x Boolean, y Boolean): x or (y implies x)
define function Among(x Boolean, l List<String>): x and exists (l V where V = 'x' and x)
define function Sides(p Tuple{left Boolean, right Boolean}): p.left and not p.right
define function Crossed(p Tuple{left Boolean, right Boolean}):
  Sides(Tuple{left: p.right, right: p.left})
define function AtLeast(n Integer, conditions List<Boolean>): not First(conditions)
define function Warmer(x Quantity, than Quantity): x > than
define function Same(x String, y String): y = x
define function Twice(x Boolean): x and x
define function Or3(x Boolean, y Boolean): (x or y) or (y or (x and y))
define "Pair": Tuple{left: Assessment.a, right: Assessment.b}
)";

/// One condition, asked of the network and of the Machine.
class Twin {
 public:
  explicit Twin(const std::string& condition) {
    auto input = testing::library_with(condition + functions);
    input.schema = schema();
    auto compiled = compile(input);
    program_ = compiled.program;
    if (program_ == nullptr) {
      ADD_FAILURE() << condition << "\n" << render(compiled.diagnostics);
      return;
    }
    definition_ = *program_->find("Main", "C");
    conditions_ = std::make_unique<Conditions>(program_, std::span(&definition_, 1));
    scratch_ = std::make_unique<Scratch>(program_);
    run_ = std::make_unique<ConditionRun>(*conditions_, *scratch_);
    const ConditionId all = 0;
    lanes_ = std::make_unique<ConditionLanes>(*conditions_, std::span(&all, 1),
                                              std::span<const std::uint32_t>());
  }
  bool usable() const { return run_ != nullptr; }

  void begin(const std::vector<Value>& slots) {
    scratch_->begin({slots, *parse_date_time("2026-01-15T12:00:00.000Z")});
    run_->begin(slots);
    lanes_->begin();
    lanes_->add(slots, *scratch_);
    lanes_->settle();
  }
  /// As a lane has it; what is left to the network, as the network has it.
  std::string lane() {
    if ((lanes_->undecided() & 1U) != 0) return network();
    const auto truth = lanes_->truth(0);
    if ((truth.unknown() & 1U) != 0) return "null";
    return (truth.yes & 1U) != 0 ? "true" : "false";
  }
  std::string network() {
    const auto truth = run_->of(0);
    if (!truth) return "error";
    if (*truth == Truth::unknown) return "null";
    return *truth == Truth::yes ? "true" : "false";
  }
  std::string machine() {
    const auto value = scratch_->definition(definition_);
    return value ? to_cql(*value) : "error";
  }
  std::size_t gates() const { return conditions_->gates().size(); }
  std::vector<std::uint32_t> waits_for() {
    std::vector<std::uint32_t> slots;
    std::vector<NodeId> leaves;
    run_->waits_for(0, slots, leaves);
    return slots;
  }

 private:
  std::shared_ptr<const Program> program_;
  DefinitionId definition_ = 0;
  std::unique_ptr<Conditions> conditions_;
  std::unique_ptr<Scratch> scratch_;
  std::unique_ptr<ConditionRun> run_;
  std::unique_ptr<ConditionLanes> lanes_;
};

/// What each slot may hold, among it what an intake never gives but a derivation can.
class Kinds {
 public:
  Kinds() {
    const auto text = [this](std::string_view t) { return make_string(t, arena_); };
    const auto list = [this](std::vector<Value> items) { return make_list(items, arena_); };
    const auto decimal = [](std::string_view t) { return Value::decimal(*Decimal::parse(t)); };
    const auto celsius = [this](std::string_view t) {
      return Value::quantity(*Decimal::parse(t), **parse_unit("Cel", arena_));
    };
    of_.resize(slot_count);
    of_[decimal_slot] = {Value(),
                         decimal("2"),
                         decimal("2.50"),
                         decimal("2.49999999"),
                         decimal("-2.5"),
                         decimal("99999999999999999999"),
                         decimal("-99999999999999999999"),
                         Value::integer(2),
                         Value::uncertain({1, 2}),
                         Value::uncertain({2, 3}),
                         Value::uncertain({3, 4})};
    of_[quantity_slot] = {Value(), celsius("38"), celsius("38.00"), celsius("37.99999999"),
                          celsius("-300")};
    of_[text_slot] = {Value(), text("x"), text("y"), text("X"), text(""), text("x ")};
    of_[list_slot] = {Value(),
                      list({}),
                      list({text("x")}),
                      list({text("y")}),
                      list({Value()}),
                      list({Value(), text("x")}),
                      list({text("y"), Value()}),
                      list({text("")})};
    of_[a_slot] = of_[b_slot] = {Value(), Value::boolean(false), Value::boolean(true)};
    of_[integer_slot] = {Value(),
                         Value::integer(2),
                         Value::integer(3),
                         Value::integer(-3),
                         Value::uncertain({1, 3}),
                         Value::uncertain({3, 5})};
    of_[other_integer_slot] = of_[integer_slot];
    for (const auto end :
         {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()}) {
      of_[other_integer_slot].push_back(Value::integer(end));
    }
  }
  const std::vector<Value>& of(std::size_t slot) const { return of_[slot]; }

 private:
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<std::vector<Value>> of_;
};

void compare(const std::string& condition, std::size_t slot, std::size_t other) {
  static const Kinds kinds;
  Twin twin(condition);
  if (!twin.usable()) return;
  std::vector<Value> slots(slot_count);
  for (const auto& value : kinds.of(slot)) {
    slots[slot] = value;
    for (const auto& second : kinds.of(other)) {
      slots[other] = second;
      twin.begin(slots);
      ASSERT_EQ(twin.network(), twin.machine())
          << condition << " of " << to_cql(slots[slot]) << ", " << to_cql(slots[other]);
      ASSERT_EQ(twin.lane(), twin.machine())
          << condition << " of " << to_cql(slots[slot]) << ", " << to_cql(slots[other]);
    }
  }
}

TEST(ConditionKinds, ComparisonsAreTheMachinesForEveryKindOfValue) {
  for (const std::string relation : {"<", "<=", ">", ">=", "=", "!="}) {
    for (const std::string constant : {"2.5", "2.0", "3.0", "-2.5", "99999999999999999999.0"}) {
      compare("Assessment.d " + relation + " " + constant, decimal_slot, a_slot);
      compare(constant + " " + relation + " Assessment.d", decimal_slot, a_slot);
    }
    for (const std::string constant : {"38 'Cel'", "38.00 'Cel'", "311.15 'K'", "100 '[degF]'"}) {
      compare("Assessment.q " + relation + " " + constant, quantity_slot, a_slot);
      compare(constant + " " + relation + " Assessment.q", quantity_slot, a_slot);
    }
    for (const std::string constant : {"3", "1", "-3", "3.0"}) {
      compare("Assessment.n " + relation + " " + constant, integer_slot, a_slot);
    }
    compare("Assessment.t " + relation + " 'x'", text_slot, a_slot);
    compare("'x' " + relation + " Assessment.t", text_slot, a_slot);
  }
  compare("Assessment.t ~ 'x'", text_slot, a_slot);
  compare("Assessment.t = '' or Assessment.t = 'x'", text_slot, a_slot);
  compare("Warmer(Assessment.q, 38 'Cel')", quantity_slot, a_slot);
  compare("Warmer(38 'Cel', Assessment.q)", quantity_slot, a_slot);
  compare("Same('x', Assessment.t)", text_slot, a_slot);
  compare("Palpate.Between(Assessment.d, 2.0, 2.5)", decimal_slot, a_slot);
  compare("Palpate.Between(Assessment.q, 38 'Cel', 310 'K')", quantity_slot, a_slot);
}

TEST(ConditionKinds, DifferencesAreTheMachinesToTheEndsOfTheirRange) {
  for (const std::string relation : {"<", "<=", ">", ">=", "=", "!="}) {
    for (const std::string constant : {"1", "0", "-5", "6", "2147483647", "2147483645"}) {
      for (const std::string difference :
           {"Assessment.n - Assessment.m", "Abs(Assessment.n - Assessment.m)",
            "Assessment.m - Assessment.n", "Abs(Assessment.m - Assessment.n)"}) {
        compare(difference + " " + relation + " " + constant, integer_slot, other_integer_slot);
      }
    }
    compare("2 " + relation + " Abs(Assessment.n - Assessment.m)", integer_slot,
            other_integer_slot);
    compare("Abs(Assessment.n - 1) " + relation + " 2", integer_slot, a_slot);
    compare("Assessment.n + Assessment.m " + relation + " 2", integer_slot, other_integer_slot);
  }
}

TEST(ConditionKinds, ADifferenceWaitsForTheMissingSide) {
  Twin twin("Abs(Assessment.n - Assessment.m) >= 2");
  std::vector<Value> slots(slot_count);
  slots[integer_slot] = Value::integer(4);
  twin.begin(slots);
  EXPECT_EQ(twin.network(), "null");
  EXPECT_EQ(twin.waits_for(), std::vector<std::uint32_t>{other_integer_slot});
}

TEST(ConditionKinds, ListsAreTheMachinesWhateverTheyHold) {
  for (const std::string condition :
       {"Palpate.Has(Assessment.l, 'x')", "Palpate.Has(Assessment.l, '')",
        "Palpate.Has(Assessment.l, null)", "Palpate.HasAny(Assessment.l, {'x', 'y'})",
        "Palpate.HasAny(Assessment.l, {'x', null})", "Palpate.HasAny(Assessment.l, {'x'})",
        "Palpate.HasAny(Assessment.l, {} as List<String>)", "not Palpate.Has(Assessment.l, 'y')",
        "Palpate.Has(Assessment.l, Assessment.t)"}) {
    compare(condition, list_slot, text_slot);
  }
}

TEST(ConditionKinds, AnElementThatIsNotKnownMayBeTheOption) {
  std::pmr::monotonic_buffer_resource arena;
  const std::vector<Value> items{make_string("y", arena), Value()};
  std::vector<Value> slots(slot_count);
  slots[list_slot] = make_list(items, arena);
  Twin twin("Palpate.Has(Assessment.l, 'x')");
  ASSERT_TRUE(twin.usable());
  twin.begin(slots);
  EXPECT_EQ(twin.network(), "null");
}

TEST(ConditionKinds, CountsAreTheMachines) {
  for (const std::string list :
       {"{Assessment.a, Assessment.b}", "{Assessment.a, Assessment.a}", "{Assessment.a, null}",
        "{Assessment.a, Assessment.b, Assessment.a, not Assessment.a}", "{true, Assessment.a}",
        "{} as List<Boolean>", "{true, false, null}", "null as List<Boolean>"}) {
    for (const std::string least : {"0", "1", "2", "3", "5", "-1", "null", "Assessment.n"}) {
      compare("Palpate.AtLeast(" + least + ", " + list + ")", a_slot, b_slot);
    }
    compare("Palpate.AllOf(" + list + ")", a_slot, b_slot);
    compare("Palpate.AnyOf(" + list + ")", a_slot, b_slot);
  }
}

TEST(ConditionKinds, FunctionsAreTheMachinesWhateverTheirOperandsAreCalled) {
  for (const std::string condition :
       {"Swap(Assessment.a, Assessment.b)", "Swap(Swap(Assessment.b, Assessment.a), Assessment.b)",
        "Crossed(Tuple{left: Assessment.a, right: Assessment.b})", "Crossed(\"Pair\")",
        "Sides(\"Pair\") or \"Pair\".right", "AtLeast(1, {Assessment.a, Assessment.b})",
        "Or3(Assessment.a, Swap(Assessment.b, Assessment.a))",
        "Or3(Or3(Assessment.a, null), Or3(Assessment.b, false))",
        "Palpate.IfKnown(Swap(Assessment.a, Assessment.b), Assessment.b, null)",
        "Palpate.IfKnown(null, true, true)", "Twice(Twice(Twice(Twice(Twice(Assessment.a)))))"}) {
    compare(condition, a_slot, b_slot);
  }
  compare("Among(Assessment.a, Assessment.l)", a_slot, list_slot);
  compare("Or3(Among(Assessment.a, Assessment.l), Assessment.a)", a_slot, list_slot);
  compare("Swap(Among(Assessment.a, Assessment.l), Among(not Assessment.a, {'x'}))", a_slot,
          list_slot);
}

TEST(ConditionKinds, ManyCallsWithinCallsAreLoweredOnce) {
  std::string condition = "Assessment.a";
  for (int n = 0; n < 40; ++n) condition = "Twice(" + condition + ")";
  Twin twin(condition);
  ASSERT_TRUE(twin.usable());
  EXPECT_LT(twin.gates(), 100U);
}

TEST(ConditionKinds, AFailureOfAnOperandIsAFailure) {
  const std::string fails = "Message(true, true, 'c', 'Error', 'stop')";
  compare("Palpate.IfKnown(Assessment.a, Assessment.b, " + fails + ")", a_slot, b_slot);
  compare("Palpate.AtLeast(1, {Assessment.a, " + fails + "})", a_slot, b_slot);
  compare("Imply(Assessment.a, " + fails + ")", a_slot, b_slot);
}

TEST(ConditionKinds, AFailureThatNoAnswerNeedsIsNone) {
  Twin twin("Tuple{left: Assessment.a, right: Message(true, true, 'c', 'Error', 'stop')}.left");
  ASSERT_TRUE(twin.usable());
  std::vector<Value> slots(slot_count);
  slots[a_slot] = Value::boolean(true);
  twin.begin(slots);
  EXPECT_EQ(twin.network(), "true");
}

}  // namespace
}  // namespace palpate::cql
