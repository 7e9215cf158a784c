#include "base/source_text.hpp"

#include <gtest/gtest.h>

namespace palpate {
namespace {

TEST(SourceText, CountsColumnsInCodePoints) {
  const SourceText source("f", "ab\né😀x\n\nend");
  EXPECT_EQ(source.position(0), (LineColumn{1, 1}));
  EXPECT_EQ(source.position(2), (LineColumn{1, 3}));
  EXPECT_EQ(source.position(3), (LineColumn{2, 1}));
  EXPECT_EQ(source.position(5), (LineColumn{2, 2}));
  EXPECT_EQ(source.position(9), (LineColumn{2, 3}));
  EXPECT_EQ(source.position(11), (LineColumn{3, 1}));
  EXPECT_EQ(source.position(15), (LineColumn{4, 4}));
  EXPECT_EQ(source.position(1000), (LineColumn{4, 4}));
}

TEST(SourceText, GivesLinesWithoutTheirBreaks) {
  const SourceText source("f", "one\r\ntwo\n");
  EXPECT_EQ(source.line_at(0), "one");
  EXPECT_EQ(source.line_at(4), "one");
  EXPECT_EQ(source.line_at(5), "two");
  EXPECT_EQ(source.line_at(9), "");
  EXPECT_EQ(SourceText("f", "").line_at(0), "");
}

TEST(SourceText, OffsetUndoesPosition) {
  const SourceText source("f", "ab\né😀x\n\nend");
  for (const std::uint32_t offset : {0U, 1U, 2U, 3U, 5U, 9U, 10U, 11U, 12U, 15U}) {
    EXPECT_EQ(source.offset(source.position(offset)), offset);
  }
  EXPECT_EQ(source.offset({1, 99}), 2U);
  EXPECT_EQ(source.offset({99, 1}), 15U);
  EXPECT_EQ(source.offset({0, 1}), 15U);
}

TEST(SourceText, ClampsSpans) {
  const SourceText source("f", "abc");
  EXPECT_EQ(source.text({1, 2}), "b");
  EXPECT_EQ(source.text({1, 99}), "bc");
  EXPECT_EQ(source.text({2, 1}), "");
  EXPECT_EQ(source.text({9, 10}), "");
}

}  // namespace
}  // namespace palpate
