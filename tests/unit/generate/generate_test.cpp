#include "generate/generate.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "support.hpp"

namespace palpate::generate {
namespace {

using support::rule_set;

constexpr const char* own_profile = "rules/lumbopelvic/profile.yaml";
constexpr const char* bench_profile = "tests/bench/profiles/intake40.yaml";

Generator of(const std::string& rules, const std::string& profile, const Options& options) {
  const auto set = rule_set(rules);
  return {set, shipped_profile(profile, *set), options};
}

TEST(Generate, TheSameSeedGivesTheSameBytes) {
  auto one = of(support::lumbopelvic, own_profile, {7, false});
  auto two = of(support::lumbopelvic, own_profile, {7, false});
  auto other = of(support::lumbopelvic, own_profile, {8, false});
  for (std::uint64_t i = 0; i < 50; ++i) {
    const auto expected = line(one, i);
    EXPECT_EQ(line(two, i), expected);
    EXPECT_NE(line(other, i), expected);
  }
}

TEST(Generate, ARecordNeedsNoneBeforeIt) {
  auto forwards = of(support::lumbopelvic, own_profile, {7, false});
  std::vector<std::string> lines;
  for (std::uint64_t i = 0; i < 30; ++i) lines.push_back(line(forwards, i));
  auto backwards = of(support::lumbopelvic, own_profile, {7, false});
  for (std::uint64_t i = 30; i-- > 0;) EXPECT_EQ(line(backwards, i), lines[i]);
}

// Kept from the first machine: another compiler, library or processor must give these bytes, too.
TEST(Generate, TheSameBytesOnAnyMachine) {
  auto generator = of(intake40, bench_profile, {1, false});
  std::string all;
  for (std::uint64_t i = 0; i < 1000; ++i) ASSERT_TRUE(generator.append(i, all));
  EXPECT_EQ(sha256(all), "01267eacaa39c8dd72d6c3755fc7bdc4127c9413a682207bf6700f7d30a62fbf");
}

TEST(Generate, ALineIsAnAssessment) {
  auto generator = of(intake40, bench_profile, {1, false});
  const auto text = line(generator, 12);
  EXPECT_EQ(text.back(), '\n');
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  const auto record = boost::json::parse(text).as_object();
  EXPECT_EQ(record.size(), 4U);
  EXPECT_EQ(record.at("id").as_string(), "P0000012");
  EXPECT_EQ(record.at("dictionary").as_string(), "intake40-intake@1.0.0");
  EXPECT_EQ(record.at("recordedAt").as_string().subview(0, 5), "2025-");
}

TEST(Generate, ShuffledKeysHoldTheSameAnswersInAnotherOrder) {
  const auto rules = rule_set(intake40);
  const auto profile = shipped_profile(bench_profile, *rules);
  Generator plain(rules, profile, {3, false});
  Generator shuffled(rules, profile, {3, true});
  for (std::uint64_t i = 0; i < 20; ++i) {
    const auto a = line(plain, i);
    const auto b = line(shuffled, i);
    EXPECT_NE(a, b);
    EXPECT_EQ(a.size(), b.size());
    EXPECT_EQ(boost::json::parse(a), boost::json::parse(b));
  }
  EXPECT_NE(line(shuffled, 1).substr(90, 60), line(shuffled, 2).substr(90, 60));
}

TEST(Generate, KeysAreInTheOrderOfTheDictionary) {
  const auto rules = rule_set(support::lumbopelvic);
  Generator generator(rules, default_profile(*rules), {});
  for (std::uint64_t i = 0; i < 20; ++i) {
    const auto record = boost::json::parse(line(generator, i));
    intake::ItemIndex before = 0;
    for (const auto& member : record.at("answers").as_object()) {
      const auto index = rules->dictionary->find(std::string_view(member.key()));
      ASSERT_TRUE(index);
      EXPECT_GE(*index, before);
      before = *index;
    }
  }
}

/// Every made-up record must be one that palpate has nothing against.
void expect_no_issues(const std::string& rules, const Profile& profile, std::uint64_t count) {
  const auto set = rule_set(rules);
  const auto engine = make_engine(set);
  const auto adapter = intake::make_json_adapter();
  AssessScratch scratch(*engine);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    Generator generator(set, profile, {seed, seed == 3});
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto text = line(generator, i);
      AssessOptions options;
      options.explain = options.questions = options.programme = false;
      const auto report = assess(*engine, *adapter, text, options, scratch);
      ASSERT_TRUE(report);
      for (const auto& issue : report->triage.issues) {
        ADD_FAILURE() << rules << " " << seed << "/" << i << " " << issue.pointer << ": "
                      << issue.message;
      }
      if (!report->triage.issues.empty()) return;
    }
  }
}

TEST(Generate, NothingIsWrongWithTheRecordsOfAnyRuleSet) {
  for (const auto* rules : {support::knee, support::lumbopelvic, intake40}) {
    expect_no_issues(rules, default_profile(*rule_set(rules)), 60);
  }
  expect_no_issues(support::lumbopelvic,
                   shipped_profile(own_profile, *rule_set(support::lumbopelvic)), 60);
  expect_no_issues(intake40, shipped_profile(bench_profile, *rule_set(intake40)), 60);
}

TEST(Generate, InapplicableItemsHaveNoAnswer) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
items:
  hadSurgery: {probability: 0.5}
)"),
                               400);
  for (const auto& record : records) {
    EXPECT_EQ(record.contains("surgeonReleased"), is_true(record, "hadSurgery"));
  }
  EXPECT_NEAR(share(records, [](const auto& r) { return is_true(r, "hadSurgery"); }), 0.5, 0.08);
}

// The definition asks of someone whose surgery is unanswered nothing either: the made-up person
// knows, although the record does not say.
TEST(Generate, ApplicabilityFollowsThePersonNotTheRecord) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
items:
  hadSurgery: {probability: 0, missing: 1}
)"),
                               50);
  for (const auto& record : records) {
    EXPECT_FALSE(record.contains("hadSurgery"));
    EXPECT_FALSE(record.contains("surgeonReleased"));
  }
}

TEST(Generate, DerivedItemsFollowFromTheirBase) {
  const auto records = answers(support::knee, knee_profile(R"(
recorded: {from: "2026-01-15", to: "2026-01-15"}
missing: {must-ask: 0, should-ask: 0, optional: 0}
items:
  birthDate: {dates: {from: "1980-01-16", to: "1981-01-15"}}
)"),
                               100);
  for (const auto& record : records) EXPECT_EQ(record.at("ageYears").as_int64(), 45);
}

TEST(Generate, ContradictionsAreDrawnAgain) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
items:
  runsNow: {probability: 0.9}
  cannotBearWeight: {probability: 0.5}
)"),
                               300);
  for (const auto& record : records) {
    EXPECT_FALSE(is_true(record, "runsNow") && is_true(record, "cannotBearWeight"));
  }
}

TEST(Generate, MissingAnswersByTierAndByItem) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0.05, should-ask: 0.3, optional: 0.6}
missing_as: {left-out: 1, empty: 1, asked-unknown: 2}
items:
  cannotBearWeight: {missing: 0}
)"),
                               4000);
  const auto left_out = [&](const char* item) {
    return share(records, [item](const auto& r) { return !r.contains(item); });
  };
  const auto null = [&](const char* item) {
    return share(records,
                 [item](const auto& r) { return r.contains(item) && r.at(item).is_null(); });
  };
  const auto unknown = [&](const char* item) {
    return share(records, [item](const auto& r) {
      return r.contains(item) && r.at(item) == boost::json::parse(R"({"unknown":"asked-unknown"})");
    });
  };
  EXPECT_NEAR(left_out("twistInjury"), 0.0125, 0.008);
  EXPECT_NEAR(unknown("twistInjury"), 0.025, 0.01);
  EXPECT_NEAR(left_out("runsNow"), 0.075, 0.015);
  EXPECT_NEAR(null("runsNow"), 0.075, 0.015);
  EXPECT_NEAR(unknown("temperature"), 0.3, 0.025);
  EXPECT_EQ(left_out("cannotBearWeight") + unknown("cannotBearWeight"), 0);
}

TEST(Generate, WithoutTheClinicianNothingIsTested) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
without: {clinician: 0.4}
)"),
                               2000);
  const auto has = [](const auto& r, const char* item) { return r.contains(item); };
  EXPECT_NEAR(share(records, [&](const auto& r) { return !has(r, "temperature"); }), 0.4, 0.04);
  for (const auto& record : records) {
    EXPECT_EQ(has(record, "temperature"), has(record, "stepDown"));
    EXPECT_TRUE(has(record, "twistInjury"));
  }
}

TEST(Generate, SidesAgreeAndAreOmittedAsTheProfileSays) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
items:
  heelToButtock: {uniform: {min: 0, max: 60, step: 0.01}, same_side: 0.25, one_side: 0.2}
)"),
                               4000);
  const auto both = [](const auto& r) { return r.at("heelToButtock").as_object().size() == 2; };
  const auto left = [](const auto& r) {
    return r.at("heelToButtock").as_object().contains("left");
  };
  EXPECT_NEAR(share(records, both), 0.8, 0.03);
  EXPECT_NEAR(share(records, left), 0.9, 0.03);
  const auto equal = share(records, [&](const auto& r) {
    return both(r) && r.at("heelToButtock").at("left") == r.at("heelToButtock").at("right");
  });
  EXPECT_NEAR(equal, 0.2, 0.03);
}

TEST(Generate, NumbersHaveTheirSpreadStepAndBounds) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
items:
  ageYears: {normal: {mean: 50, sd: 10, min: 20, max: 90}}
  birthDate: {missing: 1}
  minutesPerDay: {exponential: {mean: 20, min: 5, max: 200, step: 5}}
  temperature: {uniform: {min: 36.5, max: 37, step: 0.25}}
)"),
                               4000);
  double minutes = 0;
  std::map<std::string, int> temperatures;
  for (const auto& record : records) {
    const auto value = record.at("minutesPerDay").as_int64();
    EXPECT_EQ(value % 5, 0);
    EXPECT_GE(value, 5);
    minutes += static_cast<double>(value);
    ++temperatures[boost::json::serialize(record.at("temperature"))];
  }
  // Rounding down to the step of 5 takes 2.5 from the mean of 25.
  EXPECT_NEAR(minutes / static_cast<double>(records.size()), 22.5, 1.2);
  EXPECT_EQ(temperatures.size(), 3U);
}

TEST(Generate, AnItemFollowsAnother) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
items:
  twistInjury: {probability: 0.5}
  painSites: {options: {front: 0.5, inner: 0}}
  feltFeverish:
    probability: 0
    given: [{item: twistInjury, is: true, probability: 1}]
  runsNow:
    probability: 0.25
    given:
      - {item: painSites, has: front, probability: 0}
      - {item: minutesPerDay, at_least: 100, probability: 1}
  cannotBearWeight: {probability: 0}
  minutesPerDay: {uniform: {min: 1, max: 200}}
)"),
                               1000);
  for (const auto& record : records) {
    EXPECT_EQ(is_true(record, "feltFeverish"), is_true(record, "twistInjury"));
    const auto& sites = record.at("painSites").as_array();
    ASSERT_EQ(sites.size(), 1U);  // the option for none where no other is chosen
    const bool front = sites[0].as_string() == "front";
    const bool long_days = record.at("minutesPerDay").as_int64() >= 100;
    if (front || long_days) {
      EXPECT_EQ(is_true(record, "runsNow"), !front);
    }
  }
}

TEST(Generate, TheShareOfRedFlagsIsWhatTheProfileWants) {
  const auto rules = rule_set(support::knee);
  const auto engine = make_engine(rules);
  const auto adapter = intake::make_json_adapter();
  AssessScratch scratch(*engine);
  for (const double wanted : {0.0, 0.3, 1.0}) {
    auto profile = knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
red_flags: {share: )" + std::to_string(wanted) +
                                R"(, level: emergency, attempts: 2000}
items:
  twistInjury: {probability: 0.1}
  cannotBearWeight: {probability: 0.1}
)");
    Generator generator(rules, std::move(profile), {});
    int flagged = 0;
    constexpr int count = 500;
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto report = assess(*engine, *adapter, line(generator, i), {}, scratch);
      ASSERT_TRUE(report);
      flagged += report->triage.disposition.at_least == 0 ? 1 : 0;
    }
    EXPECT_NEAR(flagged / static_cast<double>(count), wanted, wanted == 0.3 ? 0.07 : 0);
  }
}

TEST(Generate, TextIsEscaped) {
  const auto records = answers(support::knee, knee_profile(R"(
missing: {must-ask: 0, should-ask: 0, optional: 0}
items:
  notes: {text: {words: ["a\"b", "c\\d", "e\tf", "gé"], least: 1, most: 4, endings: [{text: "\nend", probability: 1}]}}
)"),
                               50);
  for (const auto& record : records) {
    const auto text = std::string(record.at("notes").as_string());
    EXPECT_EQ(text.substr(text.size() - 4), "\nend");
    EXPECT_NE(text.find_first_of("\"\\\té"), std::string::npos);
  }
}

}  // namespace
}  // namespace palpate::generate
