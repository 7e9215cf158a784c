#include "intake/csv_record.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"

namespace palpate::intake {
namespace {

constexpr auto npos = std::string_view::npos;

std::vector<std::string> records_of(std::string_view bytes, char delimiter = ',') {
  std::vector<std::string> records;
  while (!bytes.empty()) {
    const auto end = csv_record_end(bytes, delimiter, true);
    if (end == npos || end == 0 || end > bytes.size()) {
      ADD_FAILURE() << "no end for " << bytes.size() << " bytes";
      break;
    }
    records.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end);
  }
  return records;
}

std::vector<std::string> cells_of(std::string_view record, char delimiter = ',') {
  CsvCells cells;
  cells.split(record, delimiter);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < cells.size(); ++i) found.emplace_back(cells[i]);
  return found;
}

std::optional<CsvDamage> damage_of(std::string_view record) {
  CsvCells cells;
  cells.split(record, ',');
  return cells.damage();
}

using Strings = std::vector<std::string>;

TEST(CsvRecordEnd, LinesEndInLfOrCrlf) {
  EXPECT_EQ(records_of("a,b\nc,d\r\n\r\ne"), (Strings{"a,b\n", "c,d\r\n", "\r\n", "e"}));
  EXPECT_EQ(csv_record_end("", ',', true), npos);
  EXPECT_EQ(csv_record_end("a,b", ',', false), npos);
  EXPECT_EQ(csv_record_end("a,b\r", ',', false), npos);
}

TEST(CsvRecordEnd, ALineBreakInQuotesEndsNothing) {
  EXPECT_EQ(records_of("1,\"a\nb\",2\n3\n"), (Strings{"1,\"a\nb\",2\n", "3\n"}));
  EXPECT_EQ(records_of("1,\"a\r\n\"\"b\n\"\r\n3\n"), (Strings{"1,\"a\r\n\"\"b\n\"\r\n", "3\n"}));
  EXPECT_EQ(records_of("\"a\n\";2\n3", ';'), (Strings{"\"a\n\";2\n", "3"}));
}

TEST(CsvRecordEnd, WaitsForTheByteBehindAQuote) {
  EXPECT_EQ(csv_record_end("\"a\n\"", ',', false), npos);
  EXPECT_EQ(csv_record_end("\"a\n\"\r", ',', false), npos);
  EXPECT_EQ(csv_record_end("\"a\n\"", ',', true), 4U);
  EXPECT_EQ(csv_record_end("\"a\n\"\n", ',', false), 5U);
}

TEST(CsvRecordEnd, AMarkBeforeAQuoteIsNoText) {
  EXPECT_EQ(records_of("\xEF\xBB\xBF\"i\nd\",b\n1,2\n"),
            (Strings{"\xEF\xBB\xBF\"i\nd\",b\n", "1,2\n"}));
}

TEST(CsvRecordEnd, AQuoteInsideACellOpensNothing) {
  EXPECT_EQ(records_of("1,5'11\",x\n2,6'\n"), (Strings{"1,5'11\",x\n", "2,6'\n"}));
  EXPECT_EQ(records_of("1, \"a\n2,b\n"), (Strings{"1, \"a\n", "2,b\n"}));
}

// Nothing behind a forgotten quote may be lost: only its own line is.
TEST(CsvRecordEnd, AForgottenQuoteTakesNoOtherRecordWithIt) {
  EXPECT_EQ(records_of("1,\"open,true\n2,ok,true\n3,\"fine\",false\n4,x,y\n"),
            (Strings{"1,\"open,true\n", "2,ok,true\n", "3,\"fine\",false\n", "4,x,y\n"}));
  EXPECT_EQ(records_of("1,\"open,true\n2,ok,true\n3,x,y"),
            (Strings{"1,\"open,true\n", "2,ok,true\n", "3,x,y"}));
  EXPECT_EQ(records_of("1,\"said \"hi\" twice\",x\n2,y,z\n"),
            (Strings{"1,\"said \"hi\" twice\",x\n", "2,y,z\n"}));
  EXPECT_EQ(records_of("1,\"a\nb\",\"open\n2,\"x\"\n"),
            (Strings{"1,\"a\nb\",\"open\n", "2,\"x\"\n"}));
}

TEST(CsvRecordEnd, AQuoteIsSoughtOverTheBytesOfOneAssessmentOnly) {
  std::string text = "1,\"open\n";
  const auto first = text.size();
  while (text.size() <= limits::assessment_bytes) text += "2,ok,true\n";
  EXPECT_EQ(csv_record_end(text, ',', false), first);
  EXPECT_EQ(csv_record_end(text.substr(0, limits::assessment_bytes), ',', false), npos);
  text += "\"\n";
  EXPECT_EQ(csv_record_end(text, ',', true), first);
}

TEST(CsvRecordEnd, ARecordMayBeLongerThanAnAssessment) {
  const std::string text = std::string(limits::assessment_bytes + 10, 'x') + ",\"a\"\nnext\n";
  EXPECT_EQ(csv_record_end(text, ',', false), text.size() - 5);
}

TEST(CsvRecord, KnowsBlankOnes) {
  EXPECT_TRUE(csv_is_blank("\r\n"));
  EXPECT_TRUE(csv_is_blank("\n"));
  EXPECT_TRUE(csv_is_blank(""));
  EXPECT_FALSE(csv_is_blank(" \n"));
  EXPECT_FALSE(csv_is_blank(",\n"));
}

TEST(CsvCells, SplitsAtTheDelimiter) {
  EXPECT_EQ(cells_of("a,,c\r\n"), (Strings{"a", "", "c"}));
  EXPECT_EQ(cells_of("a;b,c;", ';'), (Strings{"a", "b,c", ""}));
  EXPECT_EQ(cells_of("a\tb\n", '\t'), (Strings{"a", "b"}));
  EXPECT_EQ(cells_of("\n"), (Strings{""}));
}

TEST(CsvCells, TakesQuotesAway) {
  EXPECT_EQ(cells_of("\"a,b\",\"\",\"c\"\n"), (Strings{"a,b", "", "c"}));
  EXPECT_EQ(cells_of("\"\"\"x\"\" \"\"\",\"l1\r\nl2\"\n"), (Strings{"\"x\" \"", "l1\r\nl2"}));
}

TEST(CsvCells, TellsWhatIsWrongAndWhere) {
  struct Case {
    std::string_view record;
    CsvDamage::Kind kind;
    std::size_t cell;
    std::size_t offset;
  };
  for (const auto& wrong : std::vector<Case>{
           {"a,5'11\",c\n", CsvDamage::Kind::stray_quote, 1, 6},
           {"a, \"b\",c\n", CsvDamage::Kind::stray_quote, 1, 3},
           {"\"a\" ,b\n", CsvDamage::Kind::text_after_quote, 0, 3},
           {"a,\"b,c\n", CsvDamage::Kind::unclosed_quote, 1, 2},
           {"a,\"b\"\"\n", CsvDamage::Kind::unclosed_quote, 1, 2},
           {"a,b\rc,d\n", CsvDamage::Kind::carriage_return, 1, 3},
       }) {
    const auto damage = damage_of(wrong.record);
    ASSERT_TRUE(damage) << wrong.record;
    EXPECT_EQ(damage->kind, wrong.kind) << wrong.record;
    EXPECT_EQ(damage->cell, wrong.cell) << wrong.record;
    EXPECT_EQ(damage->offset, wrong.offset) << wrong.record;
  }
  EXPECT_FALSE(damage_of("a,\"b\"\"\",c\n"));
  EXPECT_EQ(cells_of("\"a\"x,b,c\n"), (Strings{"a", "b", "c"}));
}

std::string written(const Strings& cells, char delimiter, bool always) {
  std::string record;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) record += delimiter;
    const bool quote = always || cells[i].find_first_of("\"\r\n,;\t") != npos;
    if (!quote) {
      record += cells[i];
      continue;
    }
    record += '"';
    for (const char c : cells[i]) record += c == '"' ? std::string("\"\"") : std::string(1, c);
    record += '"';
  }
  return record;
}

TEST(CsvRecordProperties, WhatWasWrittenIsRead) {
  rc::check("cells survive writing, cutting and splitting", [] {
    const auto delimiter = *rc::gen::element(',', ';', '\t');
    const auto cell = rc::gen::container<std::string>(
        rc::gen::element('a', '"', ',', ';', '\t', '\n', '\r', ' '));
    const auto rows =
        *rc::gen::resize(12, rc::gen::container<std::vector<Strings>>(
                                 rc::gen::nonEmpty(rc::gen::container<Strings>(cell))));
    std::string text;
    for (const auto& row : rows) {
      text += written(row, delimiter, *rc::gen::arbitrary<bool>());
      text += *rc::gen::element<std::string>("\n", "\r\n");
    }
    const auto records = records_of(text, delimiter);
    RC_ASSERT(records.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      RC_ASSERT(cells_of(records[i], delimiter) == rows[i]);
    }
  });
}

TEST(CsvRecordProperties, TheCutDependsOnTheFileOnly) {
  rc::check("a piece of the file gives the same end or none", [] {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::element('a', '"', '"', ',', '\n', '\r'));
    const auto whole = csv_record_end(text, ',', true);
    RC_ASSERT((whole == npos) == text.empty());
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const auto end = csv_record_end(std::string_view(text).substr(0, size), ',', false);
      RC_ASSERT(end == npos || end == whole);
    }
    std::string again;
    for (const auto& record : records_of(text)) again += record;
    RC_ASSERT(again == text);
  });
}

}  // namespace
}  // namespace palpate::intake
