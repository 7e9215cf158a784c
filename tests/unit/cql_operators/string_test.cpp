#include "base/limits.hpp"
#include "invoke.hpp"

namespace palpate::cql {
namespace {

constexpr const char* to_string2 = "String, String -> String";
constexpr const char* to_boolean2 = "String, String -> Boolean";

class StringOperators : public OperatorTest {
 protected:
  Value replaced(std::string_view text, std::string_view pattern, std::string_view with) {
    return call("ReplaceMatches", "String, String, String -> String",
                {s(text), s(pattern), s(with)});
  }
  Value matches(std::string_view text, std::string_view pattern) {
    return call("Matches", to_boolean2, {s(text), s(pattern)});
  }
  Value split_on(std::string_view text, std::string_view pattern) {
    return call("SplitOnMatches", "String, String -> List<String>", {s(text), s(pattern)});
  }
  Value from(std::string_view text, std::int32_t start) {
    return call("Substring", "String, Integer -> String", {s(text), i(start)});
  }
  Value part(std::string_view text, std::int32_t start, const Value& length) {
    return call("Substring", "String, Integer, Integer -> String", {s(text), i(start), length});
  }
};

TEST_F(StringOperators, Combine) {
  const char* plain = "List<String> -> String";
  const char* separated = "List<String>, String -> String";
  EXPECT_TRUE(is(call("Combine", plain, {null()}), null()));
  EXPECT_TRUE(is(call("Combine", plain, {list({})}), null()));
  EXPECT_TRUE(is(call("Combine", plain, {list({null()})}), null()));
  EXPECT_TRUE(is(call("Combine", plain, {strings({"a", "b", "c"})}), s("abc")));
  EXPECT_TRUE(is(call("Combine", plain, {list({s("A"), null(), s("C")})}), s("AC")));
  EXPECT_TRUE(is(call("Combine", separated, {strings({"a", "b", "c"}), s("-")}), s("a-b-c")));
  EXPECT_TRUE(is(call("Combine", separated, {list({null(), s("B"), s("C")}), s("-")}), s("B-C")));
  EXPECT_TRUE(is(call("Combine", separated, {strings({"a", "b"}), null()}), s("ab")));
}

TEST_F(StringOperators, ConcatenationKeepsNullOnlyWithPlus) {
  for (const char* name : {"Add", "Concatenate"}) {
    EXPECT_TRUE(is(call(name, to_string2, {s("a"), s("b")}), s("ab")));
    EXPECT_TRUE(is(call(name, to_string2, {s("a"), null()}), null()));
    EXPECT_TRUE(is(call(name, to_string2, {null(), s("b")}), null()));
  }
  EXPECT_TRUE(is(call("ConcatenateOrEmpty", to_string2, {s("a"), null()}), s("a")));
  EXPECT_TRUE(is(call("ConcatenateOrEmpty", to_string2, {null(), s("b")}), s("b")));
  EXPECT_TRUE(is(call("ConcatenateOrEmpty", to_string2, {null(), null()}), s("")));
}

TEST_F(StringOperators, AStringBeyondTheLimitFails) {
  const Value half = s(std::string(limits::cql_string_bytes / 2 + 1, 'x'));
  EXPECT_TRUE(is(call("Add", to_string2, {half, half}), null()));
  EXPECT_FALSE(failure().empty());
  EXPECT_TRUE(is(call("Combine", "List<String> -> String", {list({half, half})}), null()));
  EXPECT_FALSE(failure().empty());
  EXPECT_TRUE(
      is(call("ReplaceMatches", "String, String, String -> String", {half, s("x+"), s("$0$0")}),
         null()));
  EXPECT_FALSE(failure().empty());
}

TEST_F(StringOperators, StartAndEnd) {
  EXPECT_TRUE(is(call("EndsWith", to_boolean2, {s("the man!!"), s("n!!")}), yes()));
  EXPECT_TRUE(is(call("EndsWith", to_boolean2, {s("the man!!"), s("n!")}), no()));
  EXPECT_TRUE(is(call("EndsWith", to_boolean2, {s("a"), s("")}), yes()));
  EXPECT_TRUE(is(call("EndsWith", to_boolean2, {s("a"), s("ba")}), no()));
  EXPECT_TRUE(is(call("StartsWith", to_boolean2, {s("Breathe"), s("Bre")}), yes()));
  EXPECT_TRUE(is(call("StartsWith", to_boolean2, {s("Breathe"), s("bre")}), no()));
  EXPECT_TRUE(is(call("StartsWith", to_boolean2, {s("B"), s("Br")}), no()));
  EXPECT_TRUE(is(call("StartsWith", to_boolean2, {s("hi"), null()}), null()));
}

TEST_F(StringOperators, IndexesCountCodePoints) {
  const char* indexer = "String, Integer -> String";
  EXPECT_TRUE(is(call("Indexer", indexer, {s("ab"), i(0)}), s("a")));
  EXPECT_TRUE(is(call("Indexer", indexer, {s("aüb"), i(2)}), s("b")));
  EXPECT_TRUE(is(call("Indexer", indexer, {s("a😀b"), i(1)}), s("😀")));
  EXPECT_TRUE(is(call("Indexer", indexer, {s("ab"), i(2)}), null()));
  EXPECT_TRUE(is(call("Indexer", indexer, {s("ab"), i(-1)}), null()));
  EXPECT_TRUE(is(call("Length", "String -> Integer", {s("")}), i(0)));
  EXPECT_TRUE(is(call("Length", "String -> Integer", {s("Rücken😀")}), i(7)));
}

TEST_F(StringOperators, Positions) {
  const char* types = "String, String -> Integer";
  EXPECT_TRUE(is(call("PositionOf", types, {s("b"), s("ab")}), i(1)));
  EXPECT_TRUE(is(call("PositionOf", types, {s("c"), s("ab")}), i(-1)));
  EXPECT_TRUE(is(call("PositionOf", types, {s("c"), s("üüc")}), i(2)));
  EXPECT_TRUE(is(call("LastPositionOf", types, {s("hi"), s("Ohio is the place to be!")}), i(1)));
  EXPECT_TRUE(is(call("LastPositionOf", types, {s("hi"), s("Say hi to Ohio!")}), i(11)));
  EXPECT_TRUE(is(call("LastPositionOf", types, {s("x"), s("abc")}), i(-1)));
}

TEST_F(StringOperators, Substring) {
  EXPECT_TRUE(is(from("ab", 0), s("ab")));
  EXPECT_TRUE(is(from("ab", 1), s("b")));
  EXPECT_TRUE(is(from("ab", 2), null()));
  EXPECT_TRUE(is(from("ab", -1), null()));
  EXPECT_TRUE(is(from("", 0), s("")));
  EXPECT_TRUE(is(from("", 1), null()));
  EXPECT_TRUE(is(part("ab", 0, i(1)), s("a")));
  EXPECT_TRUE(is(part("äöü", 1, i(1)), s("ö")));
  EXPECT_TRUE(is(part("ab", 0, i(3)), s("ab")));
  EXPECT_TRUE(is(part("ab", 0, i(0)), s("")));
  EXPECT_TRUE(is(part("ab", 0, i(-1)), null()));
  EXPECT_TRUE(is(part("ab", 0, null()), null()));
}

TEST_F(StringOperators, Split) {
  const char* types = "String, String -> List<String>";
  EXPECT_TRUE(is(call("Split", types, {null(), s(",")}), null()));
  EXPECT_TRUE(is(call("Split", types, {s("a,b"), null()}), strings({"a,b"})));
  EXPECT_TRUE(is(call("Split", types, {s("a,b"), s("-")}), strings({"a,b"})));
  EXPECT_TRUE(is(call("Split", types, {s("a,b"), s(",")}), strings({"a", "b"})));
  EXPECT_TRUE(is(call("Split", types, {s(",a,,"), s(",")}), strings({"", "a", "", ""})));
  EXPECT_TRUE(is(call("Split", types, {s("ab"), s("")}), strings({"ab"})));
  EXPECT_TRUE(is(split_on("a1b22c", "\\d+"), strings({"a", "b", "c"})));
  EXPECT_TRUE(is(split_on("abc", "\\d+"), strings({"abc"})));
  EXPECT_TRUE(is(split_on("abc", "x*"), strings({"abc"})));
}

TEST_F(StringOperators, AListBeyondTheLimitFails) {
  const std::string commas(limits::cql_list_length, ',');
  const Value whole =
      call("Split", "String, String -> List<String>", {s(commas.substr(1)), s(",")});
  EXPECT_EQ(whole.items().size(), limits::cql_list_length);
  EXPECT_FALSE(session_.failed());
  EXPECT_TRUE(is(call("Split", "String, String -> List<String>", {s(commas), s(",")}), null()));
  EXPECT_FALSE(failure().empty());
  EXPECT_TRUE(is(split_on(commas, ","), null()));
  EXPECT_FALSE(failure().empty());
}

TEST_F(StringOperators, Case) {
  EXPECT_TRUE(is(call("Upper", "String -> String", {s("aB1")}), s("AB1")));
  EXPECT_TRUE(is(call("Lower", "String -> String", {s("Ab1")}), s("ab1")));
  EXPECT_TRUE(is(call("Upper", "String -> String", {s("äÿßőžέωйёҗ÷😀")}), s("ÄŸßŐŽΈΩЙЁҖ÷😀")));
  EXPECT_TRUE(is(call("Lower", "String -> String", {s("ÄŸŐŽΈΩЙЁҖ×😀")}), s("äÿőžέωйёҗ×😀")));
}

TEST_F(StringOperators, MatchesPartOfTheText) {
  EXPECT_TRUE(is(matches("Not all who wander are lost", ".*\\d+"), no()));
  EXPECT_TRUE(is(matches("Not all who wander are lost - circa 2017", ".*\\d+"), yes()));
  EXPECT_TRUE(is(matches("Not all who wander are lost - circa 2017", "^[\\w\\s]+$"), no()));
  EXPECT_TRUE(is(matches(" \n\t", "\\s+"), yes()));
  EXPECT_TRUE(is(matches("1,2three", "^\\w+$"), no()));
  EXPECT_TRUE(is(matches("http://fhir.org/Library/x", "Library"), yes()));
  EXPECT_TRUE(is(matches("a\nb", "a.b"), yes()));
  EXPECT_TRUE(is(matches("LIBRARY", "Library"), no()));
  EXPECT_TRUE(is(matches("ü", "^.$"), yes()));
  EXPECT_TRUE(is(matches("", ""), yes()));
}

TEST_F(StringOperators, ReplaceMatches) {
  EXPECT_TRUE(is(replaced("who put the bop in the bop?", "bop", "bang"),
                 s("who put the bang in the bang?")));
  EXPECT_TRUE(is(replaced("All that glitters", "\\s", "\\$"), s("All$that$glitters")));
  EXPECT_TRUE(is(replaced("ABCDE", "XYZ", "123"), s("ABCDE")));
  EXPECT_TRUE(is(replaced("2014-01", "(\\d+)-(\\d+)", "$2/$1"), s("01/2014")));
  EXPECT_TRUE(is(replaced("ab", "(a)", "$12"), s("a2b")));
  EXPECT_TRUE(is(replaced("ab", "b", "[$0]"), s("a[b]")));
  EXPECT_TRUE(is(replaced("ab", "b", "$"), s("a$")));
  EXPECT_TRUE(is(replaced("äb", "x*", "-"), s("-ä-b-")));
}

TEST_F(StringOperators, BadPatternsFail) {
  EXPECT_TRUE(is(matches("a", "("), null()));
  EXPECT_FALSE(failure().empty());
  EXPECT_TRUE(is(matches("aa", "(a)\\1"), null()));
  EXPECT_FALSE(failure().empty());
  EXPECT_TRUE(is(replaced("a", "a", "$1"), null()));
  EXPECT_FALSE(failure().empty());
  EXPECT_TRUE(is(split_on("a", "[a"), null()));
  EXPECT_FALSE(failure().empty());
  EXPECT_TRUE(is(matches("a", std::string(limits::cql_pattern_bytes + 1, 'a')), null()));
  EXPECT_FALSE(failure().empty());
  EXPECT_TRUE(is(matches("a", "((a{100}){100}){100}"), null()));
  EXPECT_FALSE(failure().empty());
}

}  // namespace
}  // namespace palpate::cql
