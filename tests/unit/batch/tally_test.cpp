#include "batch/tally.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

using enum triage::FlagStatus;

const ruleset::RuleSet& rules() { return *support::rule_set(support::knee); }

triage::Triage triage_of(std::vector<triage::FlagStatus> statuses) {
  triage::Triage triage;
  for (std::uint32_t i = 0; i < statuses.size(); ++i) {
    if (statuses[i] == present) triage.present.push_back(i);
    if (statuses[i] == undetermined) triage.undetermined.push_back(i);
  }
  return triage;
}

TEST(TallyTest, AScreenedRecordIsCountedByLevelFlagAndMissingItem) {
  Tally tally(rules());
  auto triage = triage_of({absent, undetermined, present});
  triage.disposition.level = 1;
  tally.count_screened(triage, {4, 5});
  triage.disposition.complete = true;
  triage.contradictory = true;
  tally.count_screened(triage, {5});
  EXPECT_EQ(tally.screened, 2U);
  EXPECT_EQ(tally.levels, (std::vector<std::uint64_t>{0, 2, 0, 0}));
  EXPECT_EQ(tally.complete, 1U);
  EXPECT_EQ(tally.contradictory, 1U);
  const auto counts = [&](std::size_t flag) {
    return std::array{tally.with(flag, absent), tally.with(flag, undetermined),
                      tally.with(flag, present)};
  };
  EXPECT_EQ(counts(0), (std::array<std::uint64_t, 3>{2, 0, 0}));
  EXPECT_EQ(counts(1), (std::array<std::uint64_t, 3>{0, 2, 0}));
  EXPECT_EQ(counts(2), (std::array<std::uint64_t, 3>{0, 0, 2}));
  EXPECT_EQ(tally.missing[4], 1U);
  EXPECT_EQ(tally.missing[5], 2U);
}

TEST(TallyTest, AQuarantinedRecordIsCountedByItsMostUrgentPresentFlag) {
  Tally tally(rules());  // the flags are emergency, emergency, urgent
  tally.count_quarantined(rules(), triage_of({absent, present, present}));
  tally.count_quarantined(rules(), triage_of({absent, undetermined, present}));
  tally.count_quarantined(rules(), triage_of({undetermined, undetermined, undetermined}));
  EXPECT_EQ(tally.quarantined, 3U);
  EXPECT_EQ(tally.quarantined_levels, (std::vector<std::uint64_t>{1, 1, 0, 0}));
}

Tally any_tally() {
  const auto count = [] { return *rc::gen::inRange<std::uint64_t>(0, UINT64_MAX / 4); };
  Tally tally(rules());
  for (auto* number :
       {&tally.read, &tally.screened, &tally.quarantined, &tally.where_false, &tally.where_unknown,
        &tally.not_sampled, &tally.unchanged, &tally.complete, &tally.contradictory}) {
    *number = count();
  }
  for (auto* list : {&tally.levels, &tally.present, &tally.undetermined, &tally.missing,
                     &tally.quarantined_levels}) {
    for (auto& number : *list) number = count();
  }
  return tally;
}

RC_GTEST_PROP(TallyTest, JsonKeepsEveryCount, ()) {
  const auto tally = any_tally();
  const auto read = tally_from_json(to_json(tally, rules()), rules());
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == tally);
}

RC_GTEST_PROP(TallyTest, AddingIsTheSameInAnyOrderAndClearingForgets, ()) {
  const auto a = any_tally();
  const auto b = any_tally();
  auto ab = a;
  ab.add(b);
  auto ba = b;
  ba.add(a);
  RC_ASSERT(ab == ba);
  ab.clear();
  RC_ASSERT(ab == Tally(rules()));
}

TEST(TallyTest, AMissingCountIsAnError) {
  auto json = to_json(Tally(rules()), rules());
  json["levels"].get_object().erase("urgent");
  EXPECT_FALSE(tally_from_json(json, rules()).has_value());
  json = to_json(Tally(rules()), rules());
  json["records"].get_object()["read"] = -1;
  EXPECT_FALSE(tally_from_json(json, rules()).has_value());
  EXPECT_FALSE(tally_from_json({}, rules()).has_value());
}

}  // namespace
}  // namespace palpate::batch
