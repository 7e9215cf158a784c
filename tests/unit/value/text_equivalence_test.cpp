#include "value/text_equivalence.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace palpate {
namespace {

TEST(EquivalentText, PairsCasesOfEuropeanScripts) {
  EXPECT_TRUE(equivalent_text("R\u00dcCKEN", "r\u00fccken"));
  EXPECT_TRUE(equivalent_text("\u0141ODYGA", "\u0142odyga"));
  EXPECT_TRUE(equivalent_text("\u017d\u0160", "\u017e\u0161"));
  EXPECT_TRUE(equivalent_text("\u0391\u0398\u0397\u039d\u0391", "\u03b1\u03b8\u03b7\u03bd\u03b1"));
  EXPECT_TRUE(equivalent_text("\u0391\u03a3", "\u03b1\u03c2"));
  EXPECT_TRUE(
      equivalent_text("\u0411\u041e\u041b\u042c \u0401", "\u0431\u043e\u043b\u044c \u0451"));
  EXPECT_TRUE(equivalent_text("\u0178", "\u00ff"));
  EXPECT_TRUE(equivalent_text("\u1ea0", "\u1ea1"));
}

TEST(EquivalentText, KeepsWhatHasNoCaseApart) {
  EXPECT_FALSE(equivalent_text("\u00d7", "\u00f7"));
  EXPECT_FALSE(equivalent_text("a", "\u00e4"));
  EXPECT_FALSE(equivalent_text("\u0130", "\u0131"));
  EXPECT_FALSE(equivalent_text("[", "{"));
  EXPECT_FALSE(equivalent_text("@", "`"));
  EXPECT_TRUE(equivalent_text("\u8170", "\u8170"));
  EXPECT_FALSE(equivalent_text("\u8170", "\u8171"));
}

TEST(EquivalentText, TakesEveryWhiteSpaceForOne) {
  for (const char* space : {" ", "\t", "\n", "\r", "\u00a0", "\u2003", "\u3000"}) {
    EXPECT_TRUE(equivalent_text(std::string("a") + space + "b", "A B"));
  }
  EXPECT_FALSE(equivalent_text("a b", "ab"));
  EXPECT_FALSE(equivalent_text("a\r\nb", "a b"));
}

TEST(EquivalentText, ComparesStrayBytesAsTheyAre) {
  EXPECT_TRUE(equivalent_text("a\xff", "A\xff"));
  EXPECT_FALSE(equivalent_text("a\xff", "a\xfe"));
  EXPECT_FALSE(equivalent_text("\xc3", "\xc3\xa4"));
  EXPECT_FALSE(equivalent_text("\x80\x80\x80\xc1", "\x80\x80\x80\x81"));
  EXPECT_FALSE(equivalent_text("\xc0\x80", std::string_view("\0", 1)));
}

RC_GTEST_PROP(EquivalentText, IsReflexiveAndSymmetricForAnyBytes, ()) {
  const auto a = *rc::gen::arbitrary<std::string>();
  const auto b = *rc::gen::arbitrary<std::string>();
  RC_ASSERT(equivalent_text(a, a));
  RC_ASSERT(equivalent_text(a, b) == equivalent_text(b, a));
}

}  // namespace
}  // namespace palpate
