#include "render/csv_field.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "intake/csv_record.hpp"

namespace palpate::rendering {
namespace {

std::string field(std::string_view text, char delimiter = ',') {
  std::string out;
  append_csv_field(out, text, delimiter);
  return out;
}

TEST(CsvField, IsQuotedWhereItMustBe) {
  EXPECT_EQ(field(""), "");
  EXPECT_EQ(field("emergency"), "emergency");
  EXPECT_EQ(field("a;b"), "a;b");
  EXPECT_EQ(field("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(field("a,b"), "\"a,b\"");
  EXPECT_EQ(field("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(field("a\nb"), "\"a\nb\"");
  EXPECT_EQ(field(" a"), "\" a\"");
}

TEST(CsvField, NeverBecomesAFormula) {
  EXPECT_EQ(field("=1+1"), "\"'=1+1\"");
  EXPECT_EQ(field("+cmd|'/c calc'!A1"), "\"'+cmd|'/c calc'!A1\"");
  EXPECT_EQ(field("-2+3"), "\"'-2+3\"");
  EXPECT_EQ(field("@SUM(A1)"), "\"'@SUM(A1)\"");
  EXPECT_EQ(field("\t=1"), "\"'\t=1\"");
  EXPECT_EQ(field("\xEF\xBC\x9D"
                  "1"),
            "\"'\xEF\xBC\x9D"
            "1\"");
}

TEST(CsvField, NumbersStayNumbers) {
  for (const auto* number : {"0", "-5", "+5", "-36.5", "1000"}) EXPECT_EQ(field(number), number);
  EXPECT_EQ(field("-"), "\"'-\"");
  EXPECT_EQ(field("-5e3"), "\"'-5e3\"");
}

RC_GTEST_PROP(CsvField, IsReadBackAsOneCell, (const std::string& text)) {
  const auto delimiter = *rc::gen::element(',', ';', '\t');
  std::string record;
  append_csv_field(record, text, delimiter);
  record += delimiter;
  append_csv_field(record, "end", delimiter);
  record += "\r\n";
  RC_ASSERT(intake::csv_record_end(record, delimiter, true) == record.size());
  intake::CsvCells cells;
  cells.split(record, delimiter);
  RC_ASSERT(cells.size() == 2U);
  RC_ASSERT(!cells.damage());
  const auto cell = std::string(cells[0]);
  RC_ASSERT(cell == text || cell == "'" + text);
}

}  // namespace
}  // namespace palpate::rendering
