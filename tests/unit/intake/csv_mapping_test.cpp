#include "intake/csv_mapping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/intake/csv_text.hpp"
#include "unit/intake/small_dictionary.hpp"

namespace palpate::intake {
namespace {

using ::testing::ElementsAre;
using testing::good_mapping;
using ::testing::HasSubstr;
using testing::load_mapping;
using testing::mapping_text;
using testing::whole_mapping;

TEST(CsvMapping, ReadsTheWhole) {
  const auto mapping = good_mapping(whole_mapping());
  ASSERT_TRUE(mapping);
  EXPECT_EQ(mapping->delimiter, ',');
  EXPECT_EQ(mapping->id, "no");
  EXPECT_EQ(mapping->subject, "who");
  EXPECT_EQ(mapping->recorded_at->offset, "+01:00");
  EXPECT_EQ(mapping->columns.size(), 12U);
  EXPECT_EQ(mapping->ignore, std::vector<std::string>{"clinic"});
  EXPECT_THAT(unmapped_items(*mapping), ElementsAre("thomasHip.right"));
}

/// One mistake, its code and the line and column where it is shown.
struct Mistake {
  std::string_view text;
  std::string_view code;
  std::string_view place;
};

TEST(CsvMapping, EveryMistakeHasItsCodeAndPlace) {
  for (const auto& mistake : std::vector<Mistake>{
           {"columns: {a: saddleNumbnes}", "MP0109", "2:14"},
           {"columns: {a: thomasHip}", "MP0110", "2:14"},
           {"columns: {a: thomasHip.up}", "MP0110", "2:14"},
           {"columns: {a: onset.left}", "MP0110", "2:14"},
           {"columns: {a: onset}\nid: a", "MP0101", "2:14"},
           {"columns: {a: onset}\nignore: [a]", "MP0101", "2:14"},
           {"columns: {a: onset, b: onset}", "MP0102", "2:24"},
           {"columns: {a: painSites, b: {item: painSites, option: saddle}}", "MP0102", "2:28"},
           {"columns: {a: {item: onset, values: {\"\": sudden}}}", "MP0105", "2:37"},
           {"columns: {a: onset}\ntexts: {declined: [\"\"]}", "MP0105", "3:20"},
           {"columns: {a: {item: birthDate, format: DD/MM/YY}}", "MP0106", "2:40"},
           {"columns: {a: {item: birthDate, format: [DD/MM/YYYY, MM/DD/YYYY]}}", "MP0107", "2:53"},
           {"columns: {a: onset}\nrecorded_at: {column: t, offset: CET}", "MP0108", "3:34"},
           {"columns: {a: onset}\nrecorded_at: {column: t, time: noon}", "MP0108", "3:32"},
           {"columns: {a: {item: onset, unit: m}}", "MP0111", "2:28"},
           {"columns: {a: {item: onset, separator: x}}", "MP0111", "2:28"},
           {"columns: {a: {item: height, format: ISO}}", "MP0111", "2:29"},
           {"columns: {a: {item: onset, texts: {\"yes\": [Y]}}}", "MP0111", "2:44"},
           {"columns: {a: {item: onset, values: {x: suden}}}", "MP0112", "2:40"},
           {"columns: {a: {item: painSites, option: sadle}}", "MP0112", "2:40"},
           {"columns: {a: {item: height, unit: m, unit_column: u}}", "MP0113", "2:29"},
           {"columns: {a: {item: height, unit: kg}}", "MP0114", "2:35"},
           {"columns: {a: {item: height, unit_column: u, units: {x: meter}}}", "MP0114", "2:56"},
           {"columns: {a: {item: painScore, values: {x: ten}}}", "MP0115", "2:44"},
           {"columns: {a: {item: saddleNumbness, values: {x: maybe}}}", "RS0103", "2:49"},
           {"columns: {a: {item: onset, texts: {missing: [x], declined: [x]}}}", "MP0116", "2:61"},
           {"columns: {a: painScore}\ntexts: {missing: [\"9\"]}", "MP0117", "2:14"},
           {"columns: {a: onset}\ntexts: {missing: [trauma]}", "MP0117", "2:14"},
           {"columns: {a: {item: onset, valuess: {x: sudden}}}", "RS0101", "2:28"},
           {"columns: {}", "RS0106", "2:10"},
           {"delimiter: colon\ncolumns: {a: onset}", "RS0104", "2:12"},
           {"id: x", "RS0102", "1:1"},
       }) {
    Diagnostics diagnostics;
    EXPECT_EQ(load_mapping(mapping_text(mistake.text), diagnostics), nullptr) << mistake.text;
    EXPECT_THAT(render(diagnostics), HasSubstr("[" + std::string(mistake.code) + "]"))
        << mistake.text;
    EXPECT_THAT(render(diagnostics),
                HasSubstr("map.yaml:" + std::string(mistake.place) + ": error"))
        << mistake.text;
    EXPECT_EQ(diagnostics.error_count(), 1U) << render(diagnostics);
  }
}

TEST(CsvMapping, IsForOneDictionary) {
  Diagnostics diagnostics;
  EXPECT_EQ(load_mapping("dictionary: small-intake@1.0.0\ncolumns: {a: onset}", diagnostics),
            nullptr);
  EXPECT_THAT(render(diagnostics), HasSubstr("[MP0104]"));
}

// Outside of the plausible range a number is no answer, so that nothing can be swallowed.
TEST(CsvMapping, AMissingCodeOutsideOfTheRangeIsFine) {
  good_mapping(mapping_text("texts: {missing: [\"-9\", \"99\"]}\ncolumns: {a: painScore}"));
  good_mapping(
      mapping_text("texts: {missing: [\"9\"]}\n"
                   "columns: {a: {item: painScore, texts: {missing: []}}}"));
}

TEST(CsvMapping, WarnsOfAnOptionWithoutAColumn) {
  Diagnostics diagnostics;
  EXPECT_TRUE(load_mapping(mapping_text("columns:\n  a: {item: painSites, option: low-back}\n"
                                        "  b: {item: painSites, option: saddle}\n"),
                           diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("option buttock of 'painSites'"));
  EXPECT_EQ(diagnostics.warning_count(), 1U);
}

TEST(CsvMapping, NamesItsDictionaryBeforeItIsLoaded) {
  Diagnostics diagnostics;
  const auto parse = [&](std::string text) {
    return parse_yaml(std::make_shared<SourceText>("m", std::move(text)), diagnostics);
  };
  EXPECT_EQ(mapping_dictionary(parse("dictionary: a@1.0.0")), "a@1.0.0");
  EXPECT_EQ(mapping_dictionary(parse("dictionary: [a]")), "");
  EXPECT_EQ(mapping_dictionary(parse("[]")), "");
}

TEST(MappingTemplate, LoadsAsItIsWithoutAHeader) {
  const auto mapping = good_mapping(mapping_template(*testing::small_dictionary(), {}, ','));
  ASSERT_TRUE(mapping);
  EXPECT_THAT(unmapped_items(*mapping), ElementsAre());
}

TEST(MappingTemplate, AGuessMustBeConfirmed) {
  const auto text = mapping_template(*testing::small_dictionary(),
                                     {"id", "Pain_Score", "onset", "site", "thomasHip.left"}, '\t');
  EXPECT_THAT(text, HasSubstr("\ndelimiter: tab\nid: id\n# subject: subject\n"));
  EXPECT_THAT(text, HasSubstr("\n  # a guess, to be confirmed:\n  # \"Pain_Score\": painScore\n"));
  EXPECT_THAT(text, HasSubstr("\n  onset: onset  # gradual, sudden, trauma\n"));
  EXPECT_THAT(text, HasSubstr("\n  # site:   # no guess"));
  EXPECT_THAT(text, HasSubstr("\n  \"thomasHip.left\": {item: thomasHip.left, unit: deg}\n"));
  const auto mapping = good_mapping(text);
  ASSERT_TRUE(mapping);
  EXPECT_EQ(mapping->columns.size(), 2U);
}

}  // namespace
}  // namespace palpate::intake
