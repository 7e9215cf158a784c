#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "value/unit.hpp"

namespace palpate {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value_or(Decimal()); }

class UnitConvert : public testing::Test {
 protected:
  const Unit& unit(std::string_view code) {
    const Result<const Unit*> result = parse_unit(code, arena_);
    EXPECT_TRUE(result) << code;
    return result ? **result : unit_one();
  }

  std::string converted(std::string_view value, std::string_view from, std::string_view to,
                        bool for_equivalence = false) {
    const auto result = convert(decimal(value), unit(from), unit(to), for_equivalence);
    return result ? result->to_string() : "null";
  }

  std::optional<int> compared(std::string_view a, std::string_view a_unit, std::string_view b,
                              std::string_view b_unit) {
    return compare_quantities(decimal(a), unit(a_unit), decimal(b), unit(b_unit));
  }

  std::string product(std::string_view a, std::string_view b) {
    const auto result = multiply(unit(a), unit(b), arena_);
    return result ? std::string((*result)->code) : "null";
  }

  std::string quotient(std::string_view a, std::string_view b) {
    const auto result = divide(unit(a), unit(b), arena_);
    return result ? std::string((*result)->code) : "null";
  }

  std::pmr::monotonic_buffer_resource arena_;
};

TEST_F(UnitConvert, IsExact) {
  EXPECT_EQ(converted("1", "m", "cm"), "100.0");
  EXPECT_EQ(converted("1", "[lb_av]", "g"), "453.59237");
  EXPECT_EQ(converted("5.5", "[ft_i]", "cm"), "167.64");
  EXPECT_EQ(converted("120", "mm[Hg]", "kPa"), "15.99864");
  EXPECT_EQ(converted("1", "wk", "d"), "7.0");
  EXPECT_EQ(converted("1", "kcal", "kJ"), "4.184");
  EXPECT_EQ(converted("1", "a", "d"), "365.25");
  EXPECT_EQ(converted("1", "g/dL", "mg/mL"), "10.0");
  EXPECT_EQ(converted("50", "%", "1"), "0.5");
}

TEST_F(UnitConvert, RoundsOnceHalfAwayFromZero) {
  EXPECT_EQ(converted("1", "s", "h"), "0.00027778");
  EXPECT_EQ(converted("-1", "s", "h"), "-0.00027778");
  EXPECT_EQ(converted("0.00000005", "g", "dag"), "0.00000001");
}

TEST_F(UnitConvert, MovesBetweenTemperatureScales) {
  EXPECT_EQ(converted("38", "Cel", "[degF]"), "100.4");
  EXPECT_EQ(converted("100.4", "[degF]", "Cel"), "38.0");
  EXPECT_EQ(converted("98.6", "[degF]", "Cel"), "37.0");
  EXPECT_EQ(converted("-40", "Cel", "[degF]"), "-40.0");
  EXPECT_EQ(converted("0", "Cel", "K"), "273.15");
  EXPECT_EQ(converted("0", "K", "[degF]"), "-459.67");
  EXPECT_EQ(converted("37", "Cel", "Cel"), "37.0");
  EXPECT_EQ(converted("491.67", "[degR]", "Cel"), "0.0");
}

TEST_F(UnitConvert, UsesPiWhereItMust) {
  EXPECT_EQ(converted("180", "deg", "rad"), "3.14159265");
  EXPECT_EQ(converted("1", "deg", "'"), "60.0");
  EXPECT_EQ(converted("90", "'", "deg"), "1.5");
}

TEST_F(UnitConvert, KeepsMoles) {
  EXPECT_EQ(converted("5", "mmol/L", "umol/mL"), "5.0");
  EXPECT_EQ(converted("1", "meq", "mmol"), "1.0");
}

TEST_F(UnitConvert, GivesNothingAcrossDimensionsOrPastTheRange) {
  EXPECT_EQ(converted("1", "g", "cm"), "null");
  EXPECT_EQ(converted("1", "[IU]", "mg"), "null");
  EXPECT_EQ(converted("1", "cm2", "cm"), "null");
  EXPECT_EQ(converted("99999999999999999999", "km", "mm"), "null");
  EXPECT_EQ(converted("1", "Ym10", "ym10"), "null");
}

// The tables of CQL 1.5.3, Equal and Equivalent.
TEST_F(UnitConvert, CalendarUnitsFollowCql) {
  EXPECT_EQ(converted("1", "year", "months"), "12.0");
  EXPECT_EQ(converted("18", "months", "years"), "1.5");
  EXPECT_EQ(converted("1", "week", "days"), "7.0");
  EXPECT_EQ(converted("1", "day", "hours"), "24.0");
  EXPECT_EQ(converted("1", "hour", "min"), "60.0");
  EXPECT_EQ(converted("1", "second", "ms"), "1000.0");
  EXPECT_EQ(converted("1", "year", "a"), "null");
  EXPECT_EQ(converted("1", "mo", "month"), "null");
  EXPECT_EQ(converted("1", "year", "days"), "null");
  EXPECT_EQ(converted("30", "d", "months"), "null");
}

TEST_F(UnitConvert, EquivalenceConvertsYearsAndMonths) {
  EXPECT_EQ(converted("1", "year", "a", true), "1.0");
  EXPECT_EQ(converted("1", "months", "mo", true), "1.0");
  EXPECT_EQ(converted("2", "a", "months", true), "24.0");
  EXPECT_EQ(converted("1", "year", "days", true), "365.0");
  EXPECT_EQ(converted("1", "month", "d", true), "30.0");
}

TEST_F(UnitConvert, SameUnitIsMeaningNotSpelling) {
  EXPECT_TRUE(same_unit(unit("day"), unit("d")));
  EXPECT_TRUE(same_unit(unit("days"), unit("day")));
  EXPECT_TRUE(same_unit(unit("weeks"), unit("wk")));
  EXPECT_TRUE(same_unit(unit("milliseconds"), unit("ms")));
  EXPECT_FALSE(same_unit(unit("year"), unit("a")));
  EXPECT_FALSE(same_unit(unit("year"), unit("month")));
  EXPECT_TRUE(same_unit(unit("years"), unit("year")));
  EXPECT_FALSE(same_unit(unit("Cel"), unit("K")));
  EXPECT_FALSE(same_unit(unit("Cel"), unit("[degF]")));
  EXPECT_FALSE(same_unit(unit("g"), unit("kg")));
}

TEST_F(UnitConvert, ComparesWithoutRounding) {
  EXPECT_EQ(compared("38", "Cel", "100.4", "[degF]"), 0);
  EXPECT_EQ(compared("38.5", "Cel", "100.4", "[degF]"), 1);
  EXPECT_EQ(compared("38", "Cel", "100.40000001", "[degF]"), -1);
  EXPECT_EQ(compared("37.99999999", "Cel", "100.4", "[degF]"), -1);
  EXPECT_EQ(compared("1", "m", "1", "cm"), 1);
  EXPECT_EQ(compared("-1", "m", "-1", "cm"), -1);
  EXPECT_EQ(compared("1", "cm", "0.01", "m"), 0);
  EXPECT_EQ(compared("3600", "s", "1", "h"), 0);
  EXPECT_EQ(compared("0.00027778", "h", "1", "s"), 1);
  EXPECT_EQ(compared("0", "Cel", "273.15", "K"), 0);
  EXPECT_EQ(compared("60", "'", "1", "deg"), 0);
  EXPECT_EQ(compared("1", "Ym9", "1", "ym9"), 1);
  EXPECT_EQ(compared("99999999999999999999", "mg", "0.00000001", "kg"), 1);
}

TEST_F(UnitConvert, ComparesNothingAcrossDimensions) {
  EXPECT_EQ(compared("1", "g", "1", "cm"), std::nullopt);
  EXPECT_EQ(compared("1", "year", "1", "a"), std::nullopt);
  EXPECT_EQ(compared("1", "month", "300", "d"), std::nullopt);
  EXPECT_EQ(compared("1", "year", "12", "months"), 0);
  EXPECT_EQ(compared("13", "months", "1", "year"), 1);
  EXPECT_EQ(compared("1", "day", "24", "h"), 0);
}

TEST_F(UnitConvert, ProductsJoinLikeTerms) {
  EXPECT_EQ(product("cm", "cm"), "cm2");
  EXPECT_EQ(product("1", "mg"), "mg");
  EXPECT_EQ(product("mg", "1"), "mg");
  EXPECT_EQ(product("mL/min", "min"), "mL");
  EXPECT_EQ(product("m/s2", "kg"), "m.kg/s2");
  EXPECT_EQ(product("10*3", "10*-5"), "/10*2");
  EXPECT_EQ(product("100", "100"), "100.100");
  EXPECT_EQ(product("mg", "day"), "mg.d");
  EXPECT_EQ(product("m[H2O]", "m"), "m[H2O].m");
  EXPECT_EQ(product("{beats}", "{beats}"), "{beats}");
}

TEST_F(UnitConvert, QuotientsCancel) {
  EXPECT_EQ(quotient("g/cm3", "g/cm3"), "1");
  EXPECT_EQ(quotient("g", "L"), "g/L");
  EXPECT_EQ(quotient("mg", "kg/h"), "mg.h/kg");
  EXPECT_EQ(quotient("1", "min"), "/min");
  EXPECT_EQ(quotient("{beats}", "minute"), "{beats}/min");
  EXPECT_EQ(quotient("m", "year"), "m/a");
  EXPECT_EQ(quotient("kg", "(m.m)"), "kg/m2");
  EXPECT_EQ(quotient("m", "100"), "m/100");
  EXPECT_EQ(quotient("m", "s-1"), "m.s");
}

TEST_F(UnitConvert, ProductsMeanWhatTheirFactorsMean) {
  const Unit& newton = **multiply(unit("kg"), **divide(unit("m"), unit("s2"), arena_), arena_);
  EXPECT_TRUE(same_unit(newton, unit("N")));
  const Unit& density = **divide(unit("[lb_av]"), unit("[cft_i]"), arena_);
  EXPECT_TRUE(same_unit(density, unit("[lb_av]/[ft_i]3")));
  const Unit& count = **divide(unit("100"), unit("100.uL"), arena_);
  EXPECT_TRUE(same_unit(count, unit("/uL")));
}

TEST_F(UnitConvert, ProductsOfScalesAndOfTooMuchAreNothing) {
  EXPECT_EQ(product("Cel", "m"), "null");
  EXPECT_EQ(product("Cel", "1"), "null");
  EXPECT_EQ(quotient("m", "[degF]"), "null");
  EXPECT_EQ(product("m30", "m"), "null");
  const std::string long_note = "{" + std::string(100, 'x') + "}";
  const std::string other_note = "{" + std::string(100, 'y') + "}";
  EXPECT_EQ(product(long_note, other_note), "null");
}

const char* const lengths[] = {"m", "cm", "km", "[in_i]", "[ft_us]", "[mi_i]", "um", "[ly]"};
const char* const scales[] = {"Cel", "[degF]", "K", "[degR]", "mK"};

RC_GTEST_PROP(UnitConvertProperty, ComparisonIsAntisymmetricAndAgreesWithConversion, ()) {
  std::pmr::monotonic_buffer_resource arena;
  const bool temperature = *rc::gen::arbitrary<bool>();
  const auto pick = [&] {
    return temperature
               ? *rc::gen::elementOf(std::vector<std::string>(std::begin(scales), std::end(scales)))
               : *rc::gen::elementOf(
                     std::vector<std::string>(std::begin(lengths), std::end(lengths)));
  };
  const Unit& from = **parse_unit(pick(), arena);
  const Unit& to = **parse_unit(pick(), arena);
  const Decimal a = Decimal::from_integer(*rc::gen::inRange<std::int64_t>(-100000, 100000));
  const Decimal b = Decimal::from_integer(*rc::gen::inRange<std::int64_t>(-100000, 100000));
  const int order = *compare_quantities(a, from, b, to);
  RC_ASSERT(*compare_quantities(b, to, a, from) == -order);
  const std::optional<Decimal> converted = convert(a, from, to);
  RC_PRE(converted.has_value());
  const bool agrees =
      (*converted < b && order <= 0) || (*converted > b && order >= 0) || *converted == b;
  RC_ASSERT(agrees);
}

}  // namespace
}  // namespace palpate
