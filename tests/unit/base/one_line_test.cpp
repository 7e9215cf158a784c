#include "base/one_line.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace palpate {
namespace {

TEST(OneLine, ARunOfWhiteSpaceIsOneSpaceAndNoneStandsAtTheEnds) {
  EXPECT_EQ(on_one_line("  a\n\t b \r\n c  "), "a b c");
  EXPECT_EQ(on_one_line(" \n "), "");
  EXPECT_EQ(on_one_line("a b"), "a b");
}

TEST(OneLine, ATextIsOnOneLineWhenNothingChangesIt) {
  for (const auto* text : {"", "a", "a b", "a b c"}) EXPECT_TRUE(is_on_one_line(text)) << text;
  for (const auto* text : {" ", " a", "a ", "a  b", "a\nb", "a\tb", "a\rb", "\n"}) {
    EXPECT_FALSE(is_on_one_line(text)) << text;
  }
  const bool held = rc::check("as on_one_line() leaves it", [] {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::element('a', ' ', '\n', '\t', '\r'));
    RC_ASSERT(is_on_one_line(text) == (on_one_line(text) == text));
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace palpate
