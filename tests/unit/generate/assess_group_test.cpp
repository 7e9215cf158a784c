// Sixty-four records at once must come out as each alone, whatever rules and answers they have.
#include <algorithm>
#include <random>
#include <vector>

#include "assess/group.hpp"
#include "support.hpp"

namespace palpate::generate {
namespace {

AssessOptions brief() {
  AssessOptions options;
  options.explain = options.questions = options.programme = false;
  options.findings = options.each_flag = false;
  return options;
}

std::vector<std::uint32_t> each_once(std::vector<std::uint32_t> slots) {
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

/// How often something was met that the comparison must have met.
struct Met {
  std::size_t together = 0;
  std::size_t alone = 0;
  std::size_t invalid = 0;
  std::size_t raised = 0;
  std::size_t contradictory = 0;
  std::size_t complete = 0;
  std::size_t waiting = 0;
};

void compare(const Report& together, const Report& alone, Met& met) {
  const auto& a = together.triage;
  const auto& b = alone.triage;
  EXPECT_EQ(together.assessment_id, alone.assessment_id);
  EXPECT_EQ(together.subject, alone.subject);
  EXPECT_EQ(together.assessment_digest, alone.assessment_digest);
  EXPECT_EQ(together.evaluated_at.has_value(), alone.evaluated_at.has_value());
  EXPECT_EQ(together.valid, alone.valid);
  EXPECT_EQ(a.valid, b.valid);
  EXPECT_EQ(a.present, b.present);
  EXPECT_EQ(a.undetermined, b.undetermined);
  EXPECT_EQ(each_once(a.waits_for), each_once(b.waits_for));
  EXPECT_EQ(a.contradictory, b.contradictory);
  EXPECT_EQ(a.contradictions, b.contradictions);
  EXPECT_EQ(a.issues.size(), b.issues.size());
  EXPECT_EQ(a.disposition.level, b.disposition.level);
  EXPECT_EQ(a.disposition.at_least, b.disposition.at_least);
  EXPECT_EQ(a.disposition.at_most, b.disposition.at_most);
  EXPECT_EQ(a.disposition.complete, b.disposition.complete);
  EXPECT_EQ(a.disposition.floors, b.disposition.floors);
  const bool whole = !a.flags.empty();
  ++(whole ? met.alone : met.together);
  if (whole) return;
  met.invalid += b.valid ? 0U : 1U;
  met.raised += b.disposition.floors.empty() ? 0U : 1U;
  met.contradictory += b.contradictory ? 1U : 0U;
  met.complete += b.disposition.complete ? 1U : 0U;
  met.waiting += b.waits_for.empty() ? 0U : 1U;
}

Met compare_all(const std::string& rules, const std::vector<std::string>& records,
                const AssessOptions& options = brief()) {
  const auto engine = make_engine(support::rule_set(rules));
  auto adapter = intake::make_json_adapter();
  auto other_adapter = intake::make_json_adapter();
  AssessScratch scratch(*engine);
  AssessGroup group(*engine, options);
  Report together;
  Report alone;
  Met met;
  std::size_t begin = 0;
  while (begin < records.size() && !::testing::Test::HasFailure()) {
    // Of every size, so that each lane is the last one at some time.
    const auto size =
        std::min<std::size_t>(1 + begin % AssessGroup::capacity, records.size() - begin);
    group.begin();
    for (std::size_t i = 0; i < size; ++i) group.add(*adapter, records[begin + i]);
    EXPECT_EQ(group.size(), size);
    group.settle();
    for (std::size_t i = 0; i < size; ++i) {
      EXPECT_TRUE(group.report(i, *adapter, together));
      EXPECT_TRUE(assess(*engine, *other_adapter, records[begin + i], options, scratch, alone));
      SCOPED_TRACE("record " + std::to_string(begin + i));
      compare(together, alone, met);
    }
    begin += size;
  }
  return met;
}

/// Made-up records, some of them with bytes changed or cut off, or with values out of range.
std::vector<std::string> records_of(Generator generator, std::uint64_t count, bool damaged) {
  std::mt19937 random(5);
  std::vector<std::string> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    auto record = line(generator, i);
    record.pop_back();
    if (damaged) {
      const auto at = record.size() - 1 - random() % (record.size() / 2);
      switch (random() % 4) {
        case 0:
          record.resize(at);
          break;
        case 1:
          record[at] = "0\"9,tn-"[random() % 7];
          break;
        case 2: {
          const auto digit = record.find_first_of("123456789", at);
          if (digit != std::string::npos) record.insert(digit, "999");
          break;
        }
        default:
          break;
      }
    }
    out.push_back(std::move(record));
  }
  return out;
}

Generator of(const std::string& rules, Profile profile) {
  return {support::rule_set(rules), std::move(profile)};
}

TEST(AssessGroup, TheShippedRulesComeOutAsAlone) {
  const auto set = support::rule_set(support::lumbopelvic);
  const auto profile = shipped_profile("rules/lumbopelvic/profile.yaml", *set);
  const auto met =
      compare_all(support::lumbopelvic, records_of({set, profile, {3, false}}, 2000, false));
  EXPECT_GT(met.together, 1000U);
  EXPECT_GT(met.waiting, 100U);
  EXPECT_GT(met.raised, 0U);
  EXPECT_EQ(met.invalid, 0U) << "an invalid record is to be assessed alone";
  EXPECT_EQ(met.contradictory, 0U) << "a contradictory record is to be assessed alone";
}

TEST(AssessGroup, DamagedRecordsComeOutAsAlone) {
  const auto set = support::rule_set(support::lumbopelvic);
  const auto profile = shipped_profile("rules/lumbopelvic/profile.yaml", *set);
  const auto met =
      compare_all(support::lumbopelvic, records_of({set, profile, {4, true}}, 1000, true));
  EXPECT_GT(met.together, 100U);
  EXPECT_GT(met.alone, 300U);
}

TEST(AssessGroup, FortyConditionsComeOutAsAlone) {
  const auto set = support::rule_set(intake40);
  const auto profile = shipped_profile("tests/bench/profiles/intake40.yaml", *set);
  const auto met = compare_all(intake40, records_of({set, profile, {5, true}}, 2000, false));
  EXPECT_GT(met.together, 1900U);
  EXPECT_GT(met.waiting, 1000U);
}

/// With about one Boolean answer in five turned round, so that answers contradict each other.
std::vector<std::string> turned_round(const std::vector<std::string>& records) {
  std::mt19937 random(6);
  std::vector<std::string> out;
  for (const auto& text : records) {
    auto record = boost::json::parse(text).as_object();
    for (auto& [item, answer] : record.at("answers").as_object()) {
      if (answer.is_bool() && random() % 5 == 0) answer = !answer.get_bool();
    }
    out.push_back(boost::json::serialize(record));
  }
  return out;
}

TEST(AssessGroup, AnswersThatContradictEachOtherComeOutAsAlone) {
  const auto set = support::rule_set(support::lumbopelvic);
  const auto profile = shipped_profile("rules/lumbopelvic/profile.yaml", *set);
  const auto records = turned_round(records_of({set, profile, {6, false}}, 600, false));
  const auto met = compare_all(support::lumbopelvic, records);
  EXPECT_GT(met.alone, 100U);
  EXPECT_EQ(met.contradictory, 0U);
}

// Its floors ask for a tier, its items for each other, and a date makes an age that is not certain.
TEST(AssessGroup, AnotherRegionComesOutAsAlone) {
  for (const auto* missing : {"0.02", "0.5"}) {
    const auto profile =
        knee_profile("missing:\n  must-ask: " + std::string(missing) +
                     "\n  should-ask: " + missing + "\n  optional: " + missing + "\n");
    const auto met =
        compare_all(support::knee, records_of(of(support::knee, profile), 1500, false));
    EXPECT_GT(met.together, 500U);
    EXPECT_GT(met.raised, 0U);
  }
}

TEST(AssessGroup, WithoutAnEvaluationTimeARecordIsAssessedAlone) {
  const std::string record =
      R"({"id":"a","dictionary":"intake40-intake@1.0.0","answers":{"age":50}})";
  EXPECT_EQ(compare_all(intake40, {record, record}).alone, 2U);
  auto options = brief();
  options.now = support::noon();
  EXPECT_EQ(compare_all(intake40, {record, record}, options).together, 2U);
}

}  // namespace
}  // namespace palpate::generate
