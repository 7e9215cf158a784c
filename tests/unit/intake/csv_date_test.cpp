#include "intake/csv_date.hpp"

#include <gtest/gtest.h>

namespace palpate::intake {
namespace {

std::string iso(std::string_view pattern, std::string_view text) {
  const auto parsed = DatePattern::parse(pattern);
  if (!parsed) return "no pattern";
  return parsed->iso(text).value_or("no");
}

bool clash(std::string_view a, std::string_view b) {
  const auto first = DatePattern::parse(a);
  const auto second = DatePattern::parse(b);
  EXPECT_TRUE(first && second) << a << " " << b;
  EXPECT_EQ(first->clashes_with(*second), second->clashes_with(*first));
  return first->clashes_with(*second);
}

TEST(DatePattern, TurnsShapesIntoIso) {
  EXPECT_EQ(iso("DD/MM/YYYY", "03/04/1962"), "1962-04-03");
  EXPECT_EQ(iso("MM/DD/YYYY", "03/04/1962"), "1962-03-04");
  EXPECT_EQ(iso("D.M.YYYY", "3.12.1962"), "1962-12-03");
  EXPECT_EQ(iso("D.M.YYYY", "03.4.1962"), "1962-04-03");
  EXPECT_EQ(iso("MM/YYYY", "04/1962"), "1962-04");
  EXPECT_EQ(iso("YYYY", "1962"), "1962");
  EXPECT_EQ(iso("YYYYMMDD", "19620403"), "1962-04-03");
  EXPECT_EQ(iso("YYYY-MM-DD hh:mm:ss", "2026-01-15 09:05:07"), "2026-01-15T09:05:07");
  EXPECT_EQ(iso("ISO", "1962-04"), "1962-04");
}

TEST(DatePattern, RefusesOtherShapes) {
  EXPECT_EQ(iso("DD/MM/YYYY", "3/4/1962"), "no");
  EXPECT_EQ(iso("DD/MM/YYYY", "03/04/62"), "no");
  EXPECT_EQ(iso("DD/MM/YYYY", "03-04-1962"), "no");
  EXPECT_EQ(iso("DD/MM/YYYY", "03/04/1962 "), "no");
  EXPECT_EQ(iso("DD/MM/YYYY", "03/04/1962x"), "no");
  EXPECT_EQ(iso("DD/MM/YYYY", ""), "no");
}

TEST(DatePattern, NeedsAYearAndNoGaps) {
  for (const auto* wrong : {"DD/MM", "DD/YYYY", "DD/MM/YY", "", "YYYY-MM-DD hh", "MM hh:mm YYYY",
                            "DMYYYY", "YYYY-MM-MM", "DD MMM YYYY", "YYYY-MM-DD ss", "12/YYYY"}) {
    EXPECT_FALSE(DatePattern::parse(wrong)) << wrong;
  }
}

TEST(DatePattern, KnowsWhichShapesOneTextCanHave) {
  EXPECT_TRUE(clash("DD/MM/YYYY", "MM/DD/YYYY"));
  EXPECT_TRUE(clash("DD/MM/YYYY", "M/D/YYYY"));
  EXPECT_TRUE(clash("YYYYMMDD", "DDMMYYYY"));
  EXPECT_TRUE(clash("ISO", "YYYY-DD-MM"));
  EXPECT_FALSE(clash("DD/MM/YYYY", "D/M/YYYY"));
  EXPECT_FALSE(clash("DD/MM/YYYY", "DD.MM.YYYY"));
  EXPECT_FALSE(clash("DD/MM/YYYY", "MM/YYYY"));
  EXPECT_FALSE(clash("DD-MM-YYYY", "YYYY-MM-DD"));
}

}  // namespace
}  // namespace palpate::intake
