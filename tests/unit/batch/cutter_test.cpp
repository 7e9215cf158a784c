// Where the cutter cuts, and what it says of the places.
#include "batch/cutter.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

struct Cut {
  std::vector<Chunk> chunks;
  std::string error;
};

Cutter make_cutter(const std::vector<std::string>& paths, const Position& from = {}) {
  static const StopFlag never{false};
  auto inputs = Inputs::open(paths, never);
  EXPECT_TRUE(inputs.has_value()) << (inputs ? "" : inputs.error().message);
  return {std::move(*inputs), std::make_unique<LineBorders>(), false, from, limits::chunk_records};
}

Cut cut(Cutter cutter) {
  Cut out;
  for (;;) {
    Chunk chunk;
    const auto more = cutter.next(chunk);
    if (!more) {
      out.error = more.error().message;
      return out;
    }
    if (!*more) return out;
    out.chunks.push_back(chunk);
  }
}

struct Record {
  std::string bytes;
  Position begin;
  friend bool operator==(const Record&, const Record&) = default;
};

std::vector<Record> records(const Cut& cut, const RecordBorders& borders = LineBorders()) {
  std::vector<Record> out;
  for (const auto& chunk : cut.chunks) {
    if (chunk.kind != Chunk::Kind::records) continue;
    auto at = chunk.begin;
    std::size_t begin = 0;
    for (const auto end : chunk.ends) {
      const auto line = chunk.bytes.substr(begin, end - begin);
      if (!borders.is_blank(line)) out.push_back({std::string(without_line_break(line)), at});
      at.offset += line.size();
      at.line += count_line_breaks(line);
      begin = end;
    }
    EXPECT_EQ(at, chunk.end);
  }
  return out;
}

class CutterTest : public ::testing::Test {
 protected:
  std::vector<Record> of(const std::string& bytes) {
    return records(cut(make_cutter({folder_.write("a", bytes)})));
  }
  support::Folder folder_;
};

TEST_F(CutterTest, ARecordKnowsItsLineAndItsFirstByte) {
  EXPECT_EQ(of("a\nbb\nccc\n"),
            (std::vector<Record>{{"a", {0, 0, 1}}, {"bb", {0, 2, 2}}, {"ccc", {0, 5, 3}}}));
}

TEST_F(CutterTest, TheLastLineMayLackItsBreak) {
  EXPECT_EQ(of("a\nb"), (std::vector<Record>{{"a", {0, 0, 1}}, {"b", {0, 2, 2}}}));
}

TEST_F(CutterTest, BlankLinesCountAsLinesOnly) {
  EXPECT_EQ(of("\n \t\r\na\n\n\nb\n"), (std::vector<Record>{{"a", {0, 5, 3}}, {"b", {0, 9, 6}}}));
}

TEST_F(CutterTest, CarriageReturnsBelongToTheLineBreak) {
  EXPECT_EQ(of("a\r\nb\r\n"), (std::vector<Record>{{"a", {0, 0, 1}}, {"b", {0, 3, 2}}}));
}

TEST_F(CutterTest, AByteOrderMarkIsPassedOverAtTheBeginningOnly) {
  EXPECT_EQ(of("\xEF\xBB\xBFx\n\xEF\xBB\xBFy\n"),
            (std::vector<Record>{{"x", {0, 3, 1}}, {"\xEF\xBB\xBFy", {0, 5, 2}}}));
}

TEST_F(CutterTest, AnEmptyFileHasNoRecords) {
  EXPECT_TRUE(of("").empty());
  EXPECT_TRUE(of("\xEF\xBB\xBF").empty());
}

TEST_F(CutterTest, FilesFollowEachOther) {
  const auto cutter = {folder_.write("a", "1\n2"), folder_.write("b", ""),
                       folder_.write("c", "3\n")};
  EXPECT_EQ(records(cut(make_cutter(cutter))),
            (std::vector<Record>{{"1", {0, 0, 1}}, {"2", {0, 2, 2}}, {"3", {2, 0, 1}}}));
}

TEST_F(CutterTest, AChunkHasABoundedNumberOfRecords) {
  std::string bytes;
  for (std::size_t i = 0; i < 3 * limits::chunk_records + 1; ++i) bytes += "x\n";
  const auto out = cut(make_cutter({folder_.write("a", bytes)}));
  ASSERT_EQ(out.chunks.size(), 4U);
  EXPECT_EQ(out.chunks[0].ends.size(), limits::chunk_records);
  EXPECT_EQ(out.chunks[3].ends.size(), 1U);
  for (std::size_t i = 0; i < out.chunks.size(); ++i) EXPECT_EQ(out.chunks[i].sequence, i);
}

TEST_F(CutterTest, ALineThatFillsMoreThanABlockIsWhole) {
  const std::string line(3 * limits::block_bytes + 7, 'x');
  EXPECT_EQ(
      of("a\n" + line + "\nb\n"),
      (std::vector<Record>{{"a", {0, 0, 1}}, {line, {0, 2, 2}}, {"b", {0, 3 + line.size(), 3}}}));
}

TEST_F(CutterTest, ALineThatIsTooLongComesInPieces) {
  const std::string line(palpate::limits::assessment_bytes * 3 + 2, 'x');
  const auto out = cut(make_cutter({folder_.write("a", "a\n" + line + "\nb\n")}));
  std::string joined;
  std::size_t largest = 0;
  std::vector<Chunk::Kind> ends;
  for (const auto& chunk : out.chunks) {
    if (chunk.kind == Chunk::Kind::records) continue;
    joined += chunk.bytes;
    EXPECT_EQ(chunk.size, chunk.bytes.size());
    largest = std::max(largest, chunk.bytes.size());
    EXPECT_EQ(chunk.begin, (Position{0, 2, 2}));
    if (chunk.kind != Chunk::Kind::last_piece) {
      EXPECT_EQ(chunk.bytes.size() % 3, 0U);
    }
    if (chunk.kind != Chunk::Kind::next_piece) ends.push_back(chunk.kind);
  }
  EXPECT_EQ(ends, (std::vector{Chunk::Kind::first_piece, Chunk::Kind::last_piece}));
  EXPECT_EQ(joined, line + "\n");
  EXPECT_LE(largest, 2 * palpate::limits::assessment_bytes + limits::block_bytes);
  EXPECT_EQ(records(out), (std::vector<Record>{{"a", {0, 0, 1}}, {"b", {0, 3 + line.size(), 3}}}));
}

TEST_F(CutterTest, ALineThatIsTooLongMayEndTheFile) {
  const std::string line(palpate::limits::assessment_bytes * 2, 'x');
  const auto out = cut(make_cutter({folder_.write("a", line), folder_.write("b", "b\n")}));
  ASSERT_GE(out.chunks.size(), 3U);
  EXPECT_EQ(out.chunks[out.chunks.size() - 2].kind, Chunk::Kind::last_piece);
  EXPECT_EQ(records(out), (std::vector<Record>{{"b", {1, 0, 1}}}));
}

TEST_F(CutterTest, ALineOfExactlyTheLimitIsARecord) {
  const std::string line(palpate::limits::assessment_bytes, 'x');
  EXPECT_EQ(of(line + "\nb\n").size(), 2U);
  EXPECT_EQ(of(line).size(), 1U);
}

/// Blocks grow while a long line is read, so what stands before it decides whether it is seen whole
/// at once, or where its pieces end.
TEST_F(CutterTest, WhatIsTooLongDoesNotDependOnWhereBlocksEnd) {
  constexpr auto limit = palpate::limits::assessment_bytes;
  for (const std::size_t before : {0U, 1U, 2U, 100'000U, 262'143U, 3'000'000U}) {
    for (const std::size_t size : {limit - 1, limit, limit + 1, limit + 2, limit + 3}) {
      for (const std::string line_break : {"", "\n", "\r\n"}) {
        SCOPED_TRACE(std::to_string(before) + "+" + std::to_string(size) + "+" +
                     std::to_string(line_break.size()));
        const auto line = std::string(size, 'x');
        const auto out = cut(
            make_cutter({folder_.write("a", std::string(before, 'y') + "\n" + line + line_break)}));
        const auto whole = records(out);
        if (size <= limit) {
          ASSERT_EQ(whole.size(), before > 0 ? 2U : 1U);
          EXPECT_EQ(whole.back(), (Record{line, {0, before + 1, 2}}));
          continue;
        }
        EXPECT_EQ(whole.size(), before > 0 ? 1U : 0U);
        std::string joined;
        for (const auto& chunk : out.chunks) {
          if (chunk.kind == Chunk::Kind::records) continue;
          EXPECT_EQ(chunk.begin, (Position{0, before + 1, 2}));
          const bool last = chunk.kind == Chunk::Kind::last_piece;
          EXPECT_TRUE(last || chunk.bytes.size() % 3 == 0);
          joined += last ? without_line_break(chunk.bytes) : chunk.bytes;
        }
        EXPECT_TRUE(joined == line) << joined.size();
        EXPECT_EQ(out.chunks.back().end.line, line_break.empty() ? 2U : 3U);
      }
    }
  }
}

TEST_F(CutterTest, AHeaderThatIsTooLongIsSaid) {
  constexpr auto limit = palpate::limits::assessment_bytes;
  static const StopFlag never{false};
  for (const std::size_t size : {limit, limit + 1, limit * 3}) {
    auto inputs = Inputs::open({folder_.write("a", std::string(size, 'x') + "\r\n1\n")}, never);
    const auto out = cut(Cutter(std::move(*inputs), std::make_unique<CsvBorders>(','), true,
                                Position{}, limits::chunk_records));
    EXPECT_EQ(out.error, size > limit ? "the header is too long" : "");
    EXPECT_EQ(records(out).size(), size > limit ? 0U : 1U);
  }
}

/// Bytes of short and long lines, blank ones, both kinds of line break.
rc::Gen<std::string> content() {
  const auto line = rc::gen::oneOf(rc::gen::just(std::string("x")), rc::gen::just(std::string()),
                                   rc::gen::just(std::string("long").append(2000, 'y')),
                                   rc::gen::just(std::string("\r")));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(line),
                      [](const std::vector<std::string>& lines) {
                        std::string out;
                        for (int copies = 0; copies < 8; ++copies) {
                          for (const auto& each : lines) out += each + "\n";
                        }
                        if (!out.empty() && lines.size() % 2 == 1) out.pop_back();
                        return out;
                      });
}

RC_GTEST_FIXTURE_PROP(CutterTest, CuttingCanGoOnFromTheEndOfAnyChunk, ()) {
  const auto paths =
      std::vector<std::string>{folder_.write("a", *content()), folder_.write("b", *content())};
  const auto whole = cut(make_cutter(paths));
  const auto all = records(whole);
  std::size_t passed = 0;
  for (const auto& chunk : whole.chunks) {
    for (std::size_t i = passed; i < all.size(); ++i) {
      const auto& begin = all[i].begin;
      const bool before = begin.input < chunk.end.input ||
                          (begin.input == chunk.end.input && begin.offset < chunk.end.offset);
      if (!before) break;
      ++passed;
    }
    const auto rest = records(cut(make_cutter(paths, chunk.end)));
    RC_ASSERT(rest ==
              std::vector<Record>(all.begin() + static_cast<std::ptrdiff_t>(passed), all.end()));
  }
}

RC_GTEST_FIXTURE_PROP(CutterTest, ChunksTogetherAreTheInput, ()) {
  const auto bytes = *content();
  std::string joined;
  for (const auto& chunk : cut(make_cutter({folder_.write("a", bytes)})).chunks) {
    joined += chunk.bytes;
  }
  RC_ASSERT(joined == bytes);
}

TEST_F(CutterTest, WhatAnInputGaveBeforeItFailedIsCut) {
  std::string bytes;
  while (bytes.size() < 3 * limits::block_bytes) bytes += std::string(99, 'x') + "\n";
  const auto path = folder_.write("a", bytes);
  auto cutter = make_cutter({path});
  Cut out;
  out.chunks.emplace_back();
  ASSERT_TRUE(*cutter.next(out.chunks.back()));  // the first block has been read
  const std::size_t left = limits::block_bytes + 1234;
  std::filesystem::resize_file(path, left);
  const auto more = cut(std::move(cutter));
  EXPECT_NE(more.error.find("changed"), std::string::npos);
  out.chunks.insert(out.chunks.end(), more.chunks.begin(), more.chunks.end());
  EXPECT_EQ(records(out).size(), left / 100);  // what is whole, and not the rest of a line
}

TEST_F(CutterTest, ARowOfCsvMayHoldLineBreaks) {
  static const StopFlag never{false};
  auto inputs = Inputs::open({folder_.write("a", "id,text\r\n1,\"two\nlines\"\n2,b\n"),
                              folder_.write("b", "text,id\nc,3")},
                             never);
  ASSERT_TRUE(inputs.has_value());
  const auto out = cut(Cutter(std::move(*inputs), std::make_unique<CsvBorders>(','), true,
                              Position{}, limits::chunk_records));
  EXPECT_EQ(records(out),
            (std::vector<Record>{
                {"1,\"two\nlines\"", {0, 9, 2}}, {"2,b", {0, 23, 4}}, {"c,3", {1, 8, 2}}}));
  ASSERT_EQ(out.chunks.size(), 2U);
  EXPECT_EQ(*out.chunks[0].header, "id,text");
  EXPECT_EQ(*out.chunks[1].header, "text,id");
}

TEST_F(CutterTest, CsvCanGoOnBehindItsHeader) {
  static const StopFlag never{false};
  auto inputs = Inputs::open({folder_.write("a", "id\n1\n2\n3\n")}, never);
  const auto out = cut(Cutter(std::move(*inputs), std::make_unique<CsvBorders>(','), true,
                              Position{0, 5, 3}, limits::chunk_records));
  ASSERT_EQ(out.chunks.size(), 1U);
  EXPECT_EQ(*out.chunks[0].header, "id");
  EXPECT_EQ(records(out), (std::vector<Record>{{"2", {0, 5, 3}}, {"3", {0, 7, 4}}}));
}

TEST_F(CutterTest, TheHeaderOfCsvIsItsFirstRowThatIsNotBlank) {
  static const StopFlag never{false};
  auto inputs =
      Inputs::open({folder_.write("a", "\n\r\nid\n1\n"), folder_.write("b", "\n\n")}, never);
  const auto out = cut(Cutter(std::move(*inputs), std::make_unique<CsvBorders>(','), true,
                              Position{}, limits::chunk_records));
  EXPECT_EQ(out.error, "");
  ASSERT_EQ(out.chunks.size(), 1U);
  EXPECT_EQ(*out.chunks[0].header, "id");
  EXPECT_EQ(records(out, CsvBorders(',')), (std::vector<Record>{{"1", {0, 6, 4}}}));
}

TEST_F(CutterTest, ARowOfEmptyCellsIsARecord) {
  static const StopFlag never{false};
  auto inputs = Inputs::open({folder_.write("a", "a\tb\n\t\n\n1\t2\n")}, never);
  const auto out = cut(Cutter(std::move(*inputs), std::make_unique<CsvBorders>('\t'), true,
                              Position{}, limits::chunk_records));
  EXPECT_EQ(records(out, CsvBorders('\t')),
            (std::vector<Record>{{"\t", {0, 4, 2}}, {"1\t2", {0, 7, 4}}}));
}

}  // namespace
}  // namespace palpate::batch
