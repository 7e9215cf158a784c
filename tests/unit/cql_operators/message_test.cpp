#include "base/limits.hpp"
#include "invoke.hpp"

namespace palpate::cql {
namespace {

class MessageOperator : public OperatorTest {
 protected:
  Value message(const Value& source, const Value& condition, const Value& severity,
                std::string_view text = "text") {
    return call("Message", "T, Boolean, String, String, String -> T",
                {source, condition, s("100"), severity, s(text)});
  }
};

TEST_F(MessageOperator, HandsItsSourceOn) {
  EXPECT_TRUE(is(message(i(1), yes(), s("Message"), "Test Message"), i(1)));
  EXPECT_TRUE(is(message(i(2), yes(), s("Warning"), "You have been warned!"), i(2)));
  EXPECT_TRUE(is(message(list({i(3)}), yes(), s("Trace"), "a trace"), list({i(3)})));
  EXPECT_TRUE(is(message(null(), yes(), s("Trace")), null()));
  EXPECT_EQ(
      session_.messages(),
      (std::vector<std::string>{"Message 100: Test Message", "Warning 100: You have been warned!",
                                "Trace 100: a trace", "Trace 100: text"}));
  EXPECT_FALSE(session_.failed());
}

TEST_F(MessageOperator, StaysSilentUnlessTheConditionIsTrue) {
  EXPECT_TRUE(is(message(i(1), no(), s("Error")), i(1)));
  EXPECT_TRUE(is(message(i(1), null(), s("Error")), i(1)));
  EXPECT_TRUE(session_.messages().empty());
  EXPECT_FALSE(session_.failed());
}

TEST_F(MessageOperator, ErrorFailsTheEvaluation) {
  message(i(4), yes(), s("Error"), "This is an error!");
  message(i(4), yes(), s("Error"), "a later one");
  EXPECT_TRUE(session_.failed());
  EXPECT_EQ(failure(), "100: This is an error!");
}

TEST_F(MessageOperator, OtherSeveritiesAreMessages) {
  message(i(1), yes(), null());
  message(i(1), yes(), s("whatever"));
  EXPECT_EQ(session_.messages(),
            (std::vector<std::string>{"Message 100: text", "Message 100: text"}));
}

TEST_F(MessageOperator, KeepsAtMostTheLimit) {
  const std::string longer(limits::cql_message_bytes - 1, 'x');
  message(i(1), yes(), s("Message"), longer + "\u00e4");
  EXPECT_EQ(session_.messages()[0], "Message 100: " + longer);
  for (std::size_t n = 0; n < limits::cql_messages + 10; ++n) message(i(1), yes(), s("Trace"));
  EXPECT_EQ(session_.messages().size(), limits::cql_messages);
}

TEST_F(MessageOperator, ResetForgetsEverything) {
  message(i(1), yes(), s("Message"));
  message(i(1), yes(), s("Error"));
  session_.reset(now());
  EXPECT_FALSE(session_.failed());
  EXPECT_TRUE(session_.failure().empty());
  EXPECT_TRUE(session_.messages().empty());
}

}  // namespace
}  // namespace palpate::cql
