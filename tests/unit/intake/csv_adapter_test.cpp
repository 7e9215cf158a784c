#include "intake/csv_adapter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "unit/intake/csv_text.hpp"
#include "unit/intake/small_dictionary.hpp"
#include "value/temporal.hpp"

namespace palpate::intake {
namespace {

using testing::good_mapping;
using ::testing::HasSubstr;
using testing::load_mapping;
using testing::mapping_text;
using ::testing::Not;
using testing::ReadIntake;
using testing::small_dictionary;
using testing::whole_header;
using testing::whole_mapping;

std::unique_ptr<IntakeAdapter> open(std::string_view mapping, std::string_view header) {
  Diagnostics diagnostics;
  const auto loaded = load_mapping(mapping, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  auto adapter = make_csv_adapter(small_dictionary(), loaded, header);
  EXPECT_TRUE(adapter) << adapter.error().message;
  return std::move(*adapter);
}

/// A record by the whole mapping.
ReadIntake read(std::string_view record) {
  return ReadIntake(*open(whole_mapping(), whole_header()), record);
}

/// One cell of one column `a`.
ReadIntake read_cell(std::string_view column, std::string_view cell, std::string_view more = "") {
  const auto text =
      mapping_text("columns: {a: " + std::string(column) + "}\nignore: [z]\n" + std::string(more));
  return ReadIntake(*open(text, "z,a\n"), "," + std::string(cell) + "\n");
}

std::string refusal(std::string_view mapping, std::string_view header) {
  auto adapter = make_csv_adapter(small_dictionary(), good_mapping(mapping), header);
  return adapter ? "none" : adapter.error().message;
}

TEST(CsvAdapter, ReadsARecord) {
  const auto read_ = read(
      "7,p-1,15.01.2026 09:05,north,Y,worst,100.4,F,\"1,5\",2,back|saddle,03/04/1962,"
      "\" said \"\"no\"\"\",1.7,12,1,0\r\n");
  EXPECT_EQ(read_.codes(), "");
  EXPECT_EQ(read_.intake.id, "7");
  EXPECT_EQ(read_.intake.subject, "p-1");
  EXPECT_EQ(format_date_time(*read_.intake.recorded_at), "2026-01-15T09:05+01:00");
  EXPECT_EQ(read_.value("saddleNumbness"), "true");
  EXPECT_EQ(read_.value("painScore"), "10");
  EXPECT_EQ(read_.value("temperature"), "38.0 'Cel'");
  EXPECT_EQ(read_.value("ratio"), "1.5");
  EXPECT_EQ(read_.value("onset"), "'sudden'");
  EXPECT_EQ(read_.value("painSites"), "{'low-back', 'saddle'}");
  EXPECT_EQ(read_.value("birthDate"), "@1962-04-03");
  EXPECT_EQ(read_.value("note"), "' said \"no\"'");
  EXPECT_EQ(read_.value("height"), "170.0 'cm'");
  EXPECT_EQ(read_.value("thomasHip.left"), "12.0 'deg'");
  EXPECT_EQ(read_.state("thomasHip.right"), AnswerState::not_asked);
  EXPECT_EQ(read_.value("footDrop.left"), "true");
  EXPECT_EQ(read_.value("footDrop.right"), "false");
}

// An empty cell is a question that was not asked: never no, zero or none.
TEST(CsvAdapter, AnEmptyCellIsNotAsked) {
  const auto read_ = read(",,,,,,,,,,,,,,,,\n");
  EXPECT_EQ(read_.codes(), "");
  for (const auto state : read_.intake.states) EXPECT_EQ(state, AnswerState::not_asked);
  EXPECT_EQ(read_.intake.id, "");
  EXPECT_FALSE(read_.intake.recorded_at);
  EXPECT_EQ(read_cell("note", "\"  \"").state("note"), AnswerState::not_asked);
}

TEST(CsvAdapter, TellsWhyThereIsNoAnswer) {
  const auto read_ = read(",,,,?,refused,NA,,?,refused,?,refused, NA ,?,refused,?,refused\n");
  EXPECT_EQ(read_.codes(), "");
  EXPECT_EQ(read_.state("saddleNumbness"), AnswerState::asked_unknown);
  EXPECT_EQ(read_.state("painScore"), AnswerState::declined);
  EXPECT_EQ(read_.state("temperature"), AnswerState::not_asked);
  EXPECT_EQ(read_.state("painSites"), AnswerState::asked_unknown);
  EXPECT_EQ(read_.state("birthDate"), AnswerState::declined);
  EXPECT_EQ(read_.state("note"), AnswerState::not_asked);
  EXPECT_EQ(read_.state("footDrop.right"), AnswerState::declined);
}

// What the mapping does not know is an error and unreadable; above all it is never no.
TEST(CsvAdapter, WhatHasNoMeaningIsUnreadable) {
  struct Case {
    std::string_view column;
    std::string_view item;
    std::string_view cell;
    std::string_view code;
  };
  for (const auto& wrong : std::vector<Case>{
           {"saddleNumbness", "saddleNumbness", "Y", "IN0122"},
           {"saddleNumbness", "saddleNumbness", "0", "IN0122"},
           {"saddleNumbness", "saddleNumbness", "True", "IN0122"},
           {"painScore", "painScore", "7.5", "IN0124"},
           {"painScore", "painScore", "7/10", "IN0123"},
           {"painScore", "painScore", "NaN", "IN0123"},
           {"painScore", "painScore", "1e", "IN0123"},
           {"ratio", "ratio", "\"1,5\"", "IN0123"},
           {"{item: ratio, decimal_comma: true}", "ratio", "1.5", "IN0123"},
           {"{item: ratio, decimal_comma: true}", "ratio", "\"1.234,5\"", "IN0123"},
           {"ratio", "ratio", "1.123456789", "IN0125"},
           {"onset", "onset", "suddenly", "IN0127"},
           {"onset", "onset", "true", "IN0127"},
           {"painSites", "painSites", "low-back|buttock", "IN0127"},
           {"{item: painSites, separator: \"|\"}", "painSites", "low-back|", "IN0127"},
           {"{item: painSites, separator: \"|\"}", "painSites", "low-back|low-back", "IN0128"},
           {"birthDate", "birthDate", "03/04/1962", "IN0129"},
           {"{item: birthDate, format: DD/MM/YYYY}", "birthDate", "31/02/1962", "IN0129"},
           {"{item: birthDate, format: DD/MM/YYYY}", "birthDate", "1962-04-03", "IN0129"},
           {"note", "note", "\"a\xFF\"", "IN0106 IN0130"},
       }) {
    const auto read_ = read_cell(wrong.column, wrong.cell);
    if (wrong.code == "IN0128") {  // the rest of the list is sure
      EXPECT_EQ(read_.codes(), wrong.code);
      continue;
    }
    EXPECT_EQ(read_.codes(), wrong.code) << wrong.column << " " << wrong.cell;
    EXPECT_EQ(read_.state(wrong.item), AnswerState::unreadable) << wrong.column;
    EXPECT_EQ(read_.value(wrong.item), "null");
    EXPECT_TRUE(read_.intake.has_errors());
  }
}

TEST(CsvAdapter, NumbersMayHaveASignAndLeadingZeros) {
  EXPECT_EQ(read_cell("painScore", "07").value("painScore"), "7");
  EXPECT_EQ(read_cell("painScore", "+7").value("painScore"), "7");
  EXPECT_EQ(read_cell("painScore", " 0 ").value("painScore"), "0");
  EXPECT_EQ(read_cell("ratio", "-.5").value("ratio"), "-0.5");
  EXPECT_EQ(read_cell("ratio", "00").value("ratio"), "0.0");
  EXPECT_EQ(read_cell("ratio", "-007.25").value("ratio"), "-7.25");
  EXPECT_EQ(read_cell("{item: ratio, decimal_comma: true}", "\"-1,5\"").value("ratio"), "-1.5");
}

TEST(CsvAdapter, WhatIsNotPlausibleIsReportedAndUnanswered) {
  const auto read_ = read_cell("painScore", "11");
  EXPECT_EQ(read_.codes(), "IN0140");
  EXPECT_EQ(read_.state("painScore"), AnswerState::implausible);
  EXPECT_FALSE(read_.intake.has_errors());
}

TEST(CsvAdapter, IssuesNameTheColumnAndNeverTheCell) {
  const auto read_ = read("7,,,,secret1,secret2,3,secret3,,secret4,secret5,secret6,,,,,\n");
  EXPECT_EQ(read_.codes(), "IN0122 IN0123 IN0126 IN0127 IN0127 IN0129");
  EXPECT_EQ(read_.intake.issues[0].pointer, "column 'numb' (5)");
  EXPECT_EQ(read_.intake.issues[0].item, "saddleNumbness");
  EXPECT_EQ(read_.intake.issues[0].message,
            "this text has no meaning in the mapping; expected '?', 'N', 'NA', 'Y', 'false', "
            "'refused' or 'true'");
  EXPECT_THAT(read_.all_text(), Not(HasSubstr("secret")));
}

TEST(CsvAdapter, ANumberWithoutItsUnitIsUnreadable) {
  const auto read_ = read(",,,,,,100.4,,,,,,,,,,\n");
  EXPECT_EQ(read_.codes(), "IN0126");
  EXPECT_EQ(read_.state("temperature"), AnswerState::unreadable);
  EXPECT_EQ(read(",,,,,,,F,,,,,,,,,\n").codes(), "");
  EXPECT_EQ(read(",,,,,,310,K,,,,,,,,,\n").value("temperature"), "36.85 'Cel'");
}

TEST(CsvAdapter, TimesNeedAnOffset) {
  const auto time = [](std::string_view recorded_at, std::string_view cell) {
    const auto text = mapping_text("columns: {a: onset}\nrecorded_at: " + std::string(recorded_at));
    const ReadIntake read_(*open(text, "a,t\n"), "," + std::string(cell) + "\n");
    return read_.intake.recorded_at ? format_date_time(*read_.intake.recorded_at) : read_.codes();
  };
  EXPECT_EQ(time("t", "2026-01-15T09:00:00Z"), "2026-01-15T09:00:00+00:00");
  EXPECT_EQ(time("t", "2026-01-15T09:00:00"), "IN0115");
  EXPECT_EQ(time("t", "2026-01-15"), "IN0115");
  EXPECT_EQ(time("t", "yesterday"), "IN0115");
  EXPECT_EQ(time("t", ""), "");
  EXPECT_EQ(time("{column: t, offset: Z}", "2026-01-15T09:00"), "2026-01-15T09:00+00:00");
  EXPECT_EQ(time("{column: t, offset: Z}", "2026-01-15T09:00-05:00"), "2026-01-15T09:00-05:00");
  EXPECT_EQ(time("{column: t, offset: Z}", "2026-01-15"), "IN0115");
  EXPECT_EQ(time("{column: t, format: M/D/YYYY, time: \"12:00\", offset: \"-05:00\"}", "1/5/2026"),
            "2026-01-05T12:00-05:00");
}

constexpr std::string_view options_mapping =
    "texts: {\"yes\": [\"1\"], \"no\": [\"0\"], asked_unknown: [\"?\"]}\n"
    "columns:\n"
    "  b: {item: painSites, option: low-back}\n"
    "  u: {item: painSites, option: buttock}\n"
    "  s: {item: painSites, option: saddle}\n";

ReadIntake read_options(std::string_view record) {
  return ReadIntake(*open(mapping_text(options_mapping), "b,u,s\n"), record);
}

TEST(CsvOptions, OneColumnAnOption) {
  EXPECT_EQ(read_options("1,0,1\n").value("painSites"), "{'low-back', 'saddle'}");
  EXPECT_EQ(read_options("1,0,0\n").value("painSites"), "{'low-back'}");
  EXPECT_EQ(read_options("0,0,0\n").value("painSites"), "{'none'}");
  EXPECT_EQ(read_options("0,0,0\n").codes(), "");
}

// An option that nobody answered is not "no".
TEST(CsvOptions, AnUnansweredOptionLeavesTheQuestionOpen) {
  EXPECT_EQ(read_options(",,\n").state("painSites"), AnswerState::not_asked);
  EXPECT_EQ(read_options(",,\n").codes(), "");
  EXPECT_EQ(read_options("?,?,?\n").state("painSites"), AnswerState::asked_unknown);
  EXPECT_EQ(read_options("1,0,\n").state("painSites"), AnswerState::not_asked);
  EXPECT_EQ(read_options("1,0,\n").codes(), "IN0141");
  EXPECT_EQ(read_options("0,0,?\n").state("painSites"), AnswerState::asked_unknown);
  EXPECT_EQ(read_options("0,,?\n").state("painSites"), AnswerState::not_asked);
  // What must not be lost is kept: the saddle is a concerning site.
  EXPECT_EQ(read_options(",,1\n").value("painSites"), "{'saddle'}");
}

TEST(CsvOptions, AnUnreadableOptionSpoilsTheList) {
  EXPECT_EQ(read_options("1,x,0\n").state("painSites"), AnswerState::unreadable);
  EXPECT_EQ(read_options("1,x,0\n").pointer(), "column 'u' (2)");
  EXPECT_EQ(read_options("0,x,0\n").state("painSites"), AnswerState::unreadable);
  EXPECT_EQ(read_options("0,x,1\n").value("painSites"), "{'saddle'}");
  EXPECT_TRUE(read_options("0,x,1\n").intake.has_errors());
}

TEST(CsvOptions, NoneHasAColumnToo) {
  const auto text =
      mapping_text(std::string(options_mapping) + "  n: {item: painSites, option: none}\n");
  const auto adapter = open(text, "b,u,s,n\n");
  const auto value = [&](std::string_view record) {
    const ReadIntake read_(*adapter, record);
    return read_.value("painSites") + " " + read_.codes();
  };
  EXPECT_EQ(value(",,,1\n"), "{'none'} ");
  EXPECT_EQ(value("0,0,0,\n"), "{'none'} ");
  EXPECT_EQ(value("0,0,0,0\n"), "null IN0128");
  EXPECT_EQ(value("1,0,0,0\n"), "{'low-back'} ");
  EXPECT_EQ(value("1,0,0,1\n"), "null IN0128");
  EXPECT_EQ(value("0,0,1,1\n"), "{'saddle'} IN0128");
  EXPECT_EQ(value(",,,0\n"), "null IN0141");
}

TEST(CsvOptions, AnOptionWithoutAColumnIsNeverNo) {
  const auto adapter = open(mapping_text("texts: {\"yes\": [\"1\"], \"no\": [\"0\"]}\ncolumns:\n"
                                         "  b: {item: painSites, option: low-back}\n"
                                         "  s: {item: painSites, option: saddle}\n"),
                            "b,s\n");
  EXPECT_EQ(ReadIntake(*adapter, "0,0\n").state("painSites"), AnswerState::not_asked);
  EXPECT_EQ(ReadIntake(*adapter, "1,0\n").state("painSites"), AnswerState::not_asked);
  EXPECT_EQ(ReadIntake(*adapter, "0,1\n").value("painSites"), "{'saddle'}");
}

constexpr std::string_view shift_mapping =
    "id: i\ncolumns: {a: saddleNumbness, b: onset, c: painScore}\nignore: [z]";

ReadIntake read_shifted(std::string_view record) {
  return ReadIntake(*open(mapping_text(shift_mapping), "i,a,z,b,c\n"), record);
}

// With a cell too many or too few nobody knows whose a cell is: what worries is kept, no more.
TEST(CsvAdapter, AWrongNumberOfCellsKeepsOnlyWhatWorries) {
  const auto many = read_shifted("7,true,one,two,gradual,9\n");
  EXPECT_EQ(many.codes(), "IN0151");
  EXPECT_EQ(many.value("saddleNumbness"), "true");
  EXPECT_EQ(many.state("onset"), AnswerState::unreadable);
  EXPECT_EQ(many.state("painScore"), AnswerState::unreadable);
  EXPECT_EQ(many.intake.id, "");
  const auto few = read_shifted("7,false,,gradual\n");
  EXPECT_EQ(few.codes(), "IN0151");
  EXPECT_EQ(few.state("saddleNumbness"), AnswerState::unreadable);
  EXPECT_EQ(few.state("painScore"), AnswerState::unreadable);
}

TEST(CsvAdapter, ABrokenQuoteLeavesWhatIsBeforeIt) {
  const auto read_ = read_shifted("7,false,5'11\",gradual,9\n");
  EXPECT_EQ(read_.codes(), "IN0150");
  EXPECT_EQ(read_.intake.issues[0].pointer, "column 'z' (3)");
  EXPECT_EQ(read_.intake.id, "7");
  EXPECT_EQ(read_.value("saddleNumbness"), "false");
  EXPECT_EQ(read_.state("onset"), AnswerState::unreadable);
  EXPECT_EQ(read_.value("painScore"), "9");
}

TEST(CsvAdapter, TheHeaderIsNoRecord) {
  const auto read_ = read_shifted("i,a,z,b,c\r\n");
  EXPECT_EQ(read_.codes(), "IN0152");
}

TEST(CsvAdapter, ALongRecordIsRefusedUnread) {
  const auto read_ = read_shifted("7,true," + std::string(limits::assessment_bytes, 'x'));
  EXPECT_EQ(read_.codes(), "IN0101");
}

TEST(CsvAdapter, TheDigestCoversMappingHeaderAndRecord) {
  const auto digest = [](std::string_view rest, std::string_view header, std::string_view record) {
    return open(mapping_text(rest), header)->digest(record);
  };
  const auto one = digest("columns: {a: onset, b: note}", "a,b\n", "x,y\n");
  EXPECT_EQ(one.size(), 64U);
  EXPECT_EQ(one, digest("columns: {a: onset, b: note}",
                        "\xEF\xBB\xBF"
                        "a,b\r\n",
                        "x,y\n"));
  EXPECT_NE(one, digest("columns: {b: onset, a: note}", "a,b\n", "x,y\n"));
  EXPECT_NE(one, digest("columns: {a: onset, b: note}", "b,a\n", "x,y\n"));
  EXPECT_NE(one, digest("columns: {a: onset, b: note}", "a,b\n", "x,z\n"));
}

TEST(CsvHeader, MustFitTheMapping) {
  const auto mapping = mapping_text("id: i\ncolumns: {a: onset, b: note}\nignore: [z, \"\"]");
  EXPECT_EQ(refusal(mapping, "i,a,b\n"), "none");
  EXPECT_EQ(refusal(mapping, "\xEF\xBB\xBFz,\"b\", a ,i,,\r\n"), "none");
  EXPECT_EQ(refusal(mapping, "i,a\n"), "the header lacks what the mapping names: 'b'");
  EXPECT_THAT(refusal(mapping, "i,a,bb\n"), HasSubstr("'b' (did you mean 'bb'?)"));
  EXPECT_EQ(refusal(mapping, "i,a,b,extra,more\n"),
            "the mapping says nothing about column 'extra' (4), column 'more' (5); map it, or name "
            "it under 'ignore'");
  EXPECT_EQ(refusal(mapping, "i,a,b,a\n"), "the header has this twice: column 'a' (4)");
}

TEST(CsvHeader, WhatIsNoHeaderIsNotShown) {
  const auto mapping = mapping_text("columns: {a: onset, b: note}");
  for (const auto* text : {"Jane Secret,1962\n", "a;b\n", "\"Secret\nx\"\n"}) {
    EXPECT_THAT(refusal(mapping, text), HasSubstr("none of the columns"));
    EXPECT_THAT(refusal(mapping, text), Not(HasSubstr("Secret")));
  }
}

TEST(CsvHeader, OtherEncodingsAreRefusedWithAHint) {
  const auto mapping = mapping_text("columns: {a: onset}");
  EXPECT_THAT(refusal(mapping, std::string_view("\xFF\xFE"
                                                "a\0,\0",
                                                6)),
              HasSubstr("UTF-8"));
  EXPECT_THAT(refusal(mapping, std::string_view("a\0,\0b\0", 6)), HasSubstr("UTF-8"));
  EXPECT_THAT(refusal(mapping, "a,M\xFCnchen\n"), HasSubstr("UTF-8"));
  EXPECT_THAT(refusal(mapping, "a,b\rx,y\r"), HasSubstr("carriage return"));
  EXPECT_THAT(refusal(mapping, "\n"), HasSubstr("empty line"));
}

TEST(CsvHeader, GivesItsNames) {
  const auto names = csv_header("\xEF\xBB\xBF\"a\"; \tb c;\r\n", ';');
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (std::vector<std::string>{"a", "b c", ""}));
}

}  // namespace
}  // namespace palpate::intake
