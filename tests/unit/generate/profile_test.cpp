#include "generate/profile.hpp"

#include <algorithm>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "support.hpp"

namespace palpate::generate {
namespace {

using support::rule_set;

bool schema_accepts(const std::string& yaml) {
  const auto text = read_file(support::source_path("schemas/profile.schema.json"), 1U << 20U);
  EXPECT_TRUE(text);
  const auto json = boost::json::parse(*text);
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::BoostJsonAdapter(json), schema);
  Diagnostics diagnostics;
  const auto document =
      parse_yaml(std::make_shared<const SourceText>("profile.yaml", yaml), diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  return validator.validate(schema, valijson::adapters::BoostJsonAdapter(document.root), nullptr);
}

TEST(Profile, TheShippedOnesLoadAndFitTheSchema) {
  const std::pair<const char*, const char*> shipped[] = {
      {support::lumbopelvic, "rules/lumbopelvic/profile.yaml"},
      {intake40, "tests/bench/profiles/intake40.yaml"}};
  for (const auto& [rules, path] : shipped) {
    const auto text = read_file(support::source_path(path), 1U << 20U);
    ASSERT_TRUE(text);
    const auto loaded = load(*text, *rule_set(rules));
    EXPECT_TRUE(loaded.diagnostics.empty()) << render(loaded.diagnostics);
    EXPECT_TRUE(schema_accepts(*text)) << path;
  }
}

struct Mistake {
  const char* text;  ///< below `dictionary:`
  const char* code;
  const char* names;       ///< what the message or its suggestion must name
  bool structure = false;  ///< the schema sees it, too
};

TEST(Profile, EveryMistakeIsNamed) {
  const Mistake mistakes[] = {
      {"itmes: {}", "RS0101", "items", true},
      {"items: {runNow: {probability: 0.1}}", "GN0203", "runsNow"},
      {"items: {runsNow: {probability: 1.1}}", "GN0201", "from 0 to 1", true},
      {"items: {runsNow: {probability: 0.0000001}}", "GN0201", "six decimals"},
      {"items: {runsNow: {probabilty: 0.1}}", "RS0101", "probability", true},
      {"items: {runsNow: {weights: {yes: 1}}}", "GN0204", "boolean"},
      {"items: {runsNow: {probability: 0.1, same_side: 1}}", "GN0204", "each side"},
      {"items: {trains: {weights: {dayly: 1}}}", "GN0203", "daily"},
      {"items: {trains: {weights: {daily: 0}}}", "GN0205", "above 0"},
      {"items: {painSites: {options: {none: 0.5}}}", "GN0205", "none"},
      {"items: {temperature: {normal: {mean: 37}}}", "RS0102", "sd", true},
      {"items: {temperature: {normal: {mean: 37, sd: 1, min: 20}}}", "GN0205", "plausible"},
      {"items: {temperature: {uniform: {min: 40, max: 39}}}", "GN0205", "bounds"},
      {"items: {temperature: {uniform: {step: 0}}}", "GN0201", "step", true},
      {"items: {temperature: {uniform: {}, normal: {mean: 37, sd: 1}}}", "GN0204", "two"},
      {"items: {ageYears: {normal: {mean: 40, sd: 9, step: 0.5}}}", "GN0205", "whole"},
      {"items: {ageYears: {exponential: {mean: 4, sd: 9}}}", "RS0101", "sd", true},
      {"items: {birthDate: {dates: {from: \"1990-02-30\", to: \"1991-01-01\"}}}", "GN0202", "date"},
      {"items: {birthDate: {dates: {from: \"1992-01-01\", to: \"1991-01-01\"}}}", "GN0205", "to"},
      {"items: {runsNow: {given: [{item: trans, is: daily, probability: 1}]}}", "GN0203", "trains"},
      {"items: {runsNow: {given: [{item: trains, is: dayly, probability: 1}]}}", "RS0104", "daily"},
      {"items: {runsNow: {given: [{item: trains, has: daily, probability: 1}]}}", "GN0207",
       "trains"},
      {"items: {runsNow: {given: [{item: trains, probability: 1}]}}", "GN0207", "at_least", true},
      {"items: {runsNow: {given: [{item: trains, is: daily}]}}", "GN0207", "what follows"},
      {"items: {feltFeverish: {given: [{item: runsNow, is: true, probability: 1}]}, "
       "runsNow: {given: [{item: feltFeverish, is: true, probability: 1}]}}",
       "GN0208", "feltFeverish"},
      {"missing: {must_ask: 0.1}", "GN0203", "must-ask", true},
      {"missing_as: {empty: 0}", "GN0205", "1 or more"},
      {"missing_as: {nothing: 1}", "GN0203", "nothing", true},
      {"without: {doctor: 0.1}", "GN0203", "doctor", true},
      {"red_flags: {share: 0.1}", "RS0102", "level", true},
      {"red_flags: {share: 0.1, level: emergancy}", "RS0104", "emergency"},
      {"recorded: {from: \"2025-01-01\"}", "RS0102", "to", true}};
  for (const auto& mistake : mistakes) {
    const auto text = std::string("dictionary: knee-intake\n") + mistake.text + "\n";
    const auto loaded = load(text, *rule_set(support::knee));
    EXPECT_FALSE(loaded.profile) << text;
    ASSERT_FALSE(loaded.diagnostics.empty()) << text;
    const auto& found = loaded.diagnostics.all();
    const auto named = std::any_of(found.begin(), found.end(), [&](const Diagnostic& each) {
      return each.code == mistake.code &&
             (each.message + each.suggestion).find(mistake.names) != std::string::npos;
    });
    EXPECT_TRUE(named) << text << render(loaded.diagnostics);
    if (mistake.structure) {
      EXPECT_FALSE(schema_accepts(text)) << text;
    }
  }
}

TEST(Profile, IsForOneDictionary) {
  const auto loaded = load("dictionary: hip-intake\n", *rule_set(support::knee));
  ASSERT_EQ(loaded.diagnostics.all().size(), 1U);
  EXPECT_EQ(loaded.diagnostics.all()[0].code, "GN0206");
  EXPECT_NE(loaded.diagnostics.all()[0].message.find("knee-intake"), std::string::npos);
}

TEST(Profile, DefaultsComeFromTheDictionary) {
  const auto rules = rule_set(support::knee);
  const auto profile = default_profile(*rules);
  const auto& dictionary = *rules->dictionary;
  ASSERT_EQ(profile.items.size(), dictionary.items.size());
  const auto& temperature = profile.items[*dictionary.find("temperature")].usual.number;
  EXPECT_EQ(temperature.low, 30 * std::int64_t{certain});
  EXPECT_EQ(temperature.high, 45 * std::int64_t{certain});
  EXPECT_TRUE(profile.items[*dictionary.find("notes")].usual.silent);
  const auto& tiers = profile.items;
  EXPECT_LT(tiers[*dictionary.find("twistInjury")].missing,
            tiers[*dictionary.find("runsNow")].missing);
  EXPECT_LT(tiers[*dictionary.find("runsNow")].missing,
            tiers[*dictionary.find("temperature")].missing);
}

TEST(Profile, ItemsAreDrawnAfterWhatTheyDependOn) {
  const auto rules = rule_set(support::lumbopelvic);
  const auto profile = shipped_profile("rules/lumbopelvic/profile.yaml", *rules);
  ASSERT_EQ(profile.order.size(), profile.items.size());
  const auto place = [&](std::string_view item) {
    return std::find(profile.order.begin(), profile.order.end(), *rules->dictionary->find(item));
  };
  EXPECT_LT(place("birthDate"), place("ageYears"));        // derived
  EXPECT_LT(place("legWeakness"), place("footDrop"));      // applies
  EXPECT_LT(place("legPain"), place("bilateralLegPain"));  // given
}

}  // namespace
}  // namespace palpate::generate
