#include "intake/dictionary.hpp"

#include <gtest/gtest.h>

#include "unit/intake/small_dictionary.hpp"

namespace palpate::intake {
namespace {

using testing::load;
using testing::small_dictionary;
using testing::small_dictionary_text;

TEST(Dictionary, HoldsWhatTheFileSays) {
  const auto dictionary = small_dictionary();
  EXPECT_EQ(dictionary->reference(), "small-intake@1.2.0");
  EXPECT_EQ(dictionary->model, "SmallIntake");
  EXPECT_EQ(dictionary->context, "Assessment");
  ASSERT_EQ(dictionary->groups.size(), 3u);
  EXPECT_EQ(dictionary->groups[2].title, "Tests");
  ASSERT_EQ(dictionary->items.size(), 11u);
  const auto& hip = dictionary->items[*dictionary->find("thomasHip")];
  EXPECT_TRUE(hip.sided);
  EXPECT_EQ(hip.unit, "deg");
  ASSERT_NE(hip.parsed_unit, nullptr);
  EXPECT_EQ(hip.parsed_unit->code, "deg");
  EXPECT_EQ(hip.group, 2u);
  EXPECT_EQ(hip.asked_of, AskedOf::clinician);
  EXPECT_EQ(hip.method, "Modified Thomas test, supine");
  EXPECT_EQ(hip.examiner, "physiotherapist");
  EXPECT_EQ(hip.pointer, "/items/9");
  const auto& sites = dictionary->items[*dictionary->find("painSites")];
  EXPECT_EQ(sites.none_option, "none");
  EXPECT_EQ(sites.options[2].label, "Saddle area");
  EXPECT_EQ(sites.tier, Tier::should_ask);
  const auto& temperature = dictionary->items[*dictionary->find("temperature")];
  EXPECT_EQ(temperature.plausible_min, Decimal::parse("30"));
  EXPECT_EQ(temperature.plausible_max, Decimal::parse("45"));
  EXPECT_EQ(temperature.concerning, std::vector<std::string>{">= 38.0"});
  EXPECT_EQ(dictionary->items[0].concerning, std::vector<std::string>{"true"});
}

TEST(Dictionary, SlotsFollowTheItemsAndASidedItemHasTwo) {
  const auto dictionary = small_dictionary();
  EXPECT_EQ(dictionary->slot_count, 13u);
  const auto hip = *dictionary->find("thomasHip");
  const auto slot = dictionary->items[hip].slot;
  EXPECT_EQ(slot, 9u);
  EXPECT_EQ(dictionary->item_of_slot(slot), hip);
  EXPECT_EQ(dictionary->item_of_slot(slot + 1), hip);
  EXPECT_EQ(dictionary->side_of_slot(slot), "left");
  EXPECT_EQ(dictionary->side_of_slot(slot + 1), "right");
  EXPECT_EQ(dictionary->side_of_slot(0), "");
  EXPECT_EQ(dictionary->item_of_slot(12), *dictionary->find("footDrop"));
  EXPECT_FALSE(dictionary->find("saddlenumbness"));
}

TEST(Dictionary, TypesAreThoseOfCql) {
  const auto dictionary = small_dictionary();
  const auto type = [&](std::string_view id, bool leaf = false) {
    return dictionary->type_of(dictionary->items[*dictionary->find(id)], leaf).to_string();
  };
  EXPECT_EQ(type("saddleNumbness"), "Boolean");
  EXPECT_EQ(type("painScore"), "Integer");
  EXPECT_EQ(type("ratio"), "Decimal");
  EXPECT_EQ(type("temperature"), "Quantity");
  EXPECT_EQ(type("onset"), "String");
  EXPECT_EQ(type("painSites"), "List<String>");
  EXPECT_EQ(type("birthDate"), "Date");
  EXPECT_EQ(type("note"), "String");
  EXPECT_EQ(type("thomasHip"), "Tuple{left Quantity, right Quantity}");
  EXPECT_EQ(type("thomasHip", true), "Quantity");
}

TEST(Dictionary, ReadsAppliesDerivedCodesAndContradictions) {
  Diagnostics diagnostics;
  const auto dictionary = load(std::string(small_dictionary_text()) + R"(
  - id: pregnant
    group: general
    question: Are you pregnant?
    help: If you may be.
    type: boolean
    applies: {definition: Could be pregnant, otherwise: false}
    tier: should-ask
    asked_of: patient
    sources: [a-1990, b-2001]
  - id: ageYears
    group: general
    question: Age in years
    type: integer
    derived: Age from birth date
    codes: [{system: LOINC, code: "30525-0", display: Age}]
    tier: must-ask
    asked_of: patient
contradictions:
  - id: pain-and-none
    definition: Pain answers contradict
    items: [painScore, painSites]
    message: There is pain and there is none
)",
                               diagnostics);
  ASSERT_TRUE(dictionary) << render(diagnostics);
  const auto& pregnant = dictionary->items[11];
  EXPECT_EQ(pregnant.applies, "Could be pregnant");
  EXPECT_EQ(pregnant.otherwise, "false");
  EXPECT_EQ(pregnant.help, "If you may be.");
  EXPECT_EQ(pregnant.sources, (std::vector<std::string>{"a-1990", "b-2001"}));
  const auto& age = dictionary->items[12];
  EXPECT_EQ(age.derived, "Age from birth date");
  ASSERT_EQ(age.codes.size(), 1u);
  EXPECT_EQ(age.codes[0].code, "30525-0");
  ASSERT_EQ(dictionary->contradictions.size(), 1u);
  EXPECT_EQ(dictionary->contradictions[0].definition, "Pain answers contradict");
  EXPECT_EQ(dictionary->contradictions[0].pointer, "/contradictions/0");
}

}  // namespace
}  // namespace palpate::intake
