// Taking answers away from an example, one by one and in random subsets: the bounds only widen,
// and no exercise appears that the full example withheld.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "assess/assess.hpp"
#include "support/rules.hpp"

namespace palpate {
namespace {

/// What an assessment must not lose or gain when answers go missing.
struct Outcome {
  triage::Disposition disposition;
  std::set<std::uint32_t> offered;
  std::set<std::uint32_t> withheld;
  bool no_programme = false;
};

class TakingAway : public ::testing::Test {
 protected:
  void SetUp() override {
    rules_ = support::rule_set(support::lumbopelvic);
    ASSERT_TRUE(rules_);
    engine_ = make_engine(rules_);
    scratch_ = std::make_unique<triage::TriageScratch>(rules_);
  }

  Outcome outcome(const intake::Intake& intake) {
    auto triaged = triage::triage(intake, support::noon(), *scratch_);
    EXPECT_TRUE(triaged.has_value());
    auto programme = engine_->planner->plan(*triaged, intake, *scratch_);
    EXPECT_TRUE(programme.has_value());
    Outcome out;
    out.disposition = triaged->disposition;
    out.no_programme = programme->decision == ruleset::Decision::withheld;
    for (const auto& step : programme->steps) out.offered.insert(step.exercise);
    for (const auto& entry : programme->left_out) {
      if (entry.contraindication) out.withheld.insert(entry.exercise);
    }
    return out;
  }

  void compare(const Outcome& full, const Outcome& fewer, const std::string& what) {
    EXPECT_GE(fewer.disposition.at_least, full.disposition.at_least) << what << " raised at_least";
    EXPECT_LE(fewer.disposition.at_most, full.disposition.at_most) << what << " lowered at_most";
    for (const auto exercise : fewer.offered) {
      EXPECT_FALSE(full.no_programme) << what << " made a withheld programme appear";
      EXPECT_FALSE(full.withheld.count(exercise))
          << what << " made " << rules_->exercises[exercise].id << " appear";
    }
  }

  std::shared_ptr<const ruleset::RuleSet> rules_;
  std::shared_ptr<const Engine> engine_;
  std::unique_ptr<triage::TriageScratch> scratch_;
};

TEST_F(TakingAway, WidensTheBoundsAndReleasesNoExercise) {
  const auto examples = support::examples();
  ASSERT_GE(examples.size(), 3U);
  std::mt19937 random(7);
  const auto adapter = intake::make_json_adapter();
  for (const auto& [path, bytes] : examples) {
    intake::Intake full(rules_->dictionary);
    adapter->read(bytes, full);
    ASSERT_FALSE(full.has_errors()) << path;
    const auto whole = outcome(full);
    std::vector<std::uint32_t> answered;
    for (std::uint32_t slot = 0; slot < full.states.size(); ++slot) {
      if (full.states[slot] == intake::AnswerState::answered) answered.push_back(slot);
    }
    ASSERT_GT(answered.size(), 3U) << path;
    for (std::size_t n = 0; n < answered.size() + 100; ++n) {
      intake::Intake fewer(rules_->dictionary);
      adapter->read(bytes, fewer);
      std::string what = path + ": taking away";
      for (std::size_t i = 0; i < answered.size(); ++i) {
        const bool take = n < answered.size() ? i == n : random() % 3 == 0;
        if (!take) continue;
        fewer.set(answered[i], intake::AnswerState::not_asked);
        what += " " + triage::slot_name(*rules_->dictionary, answered[i]);
      }
      compare(whole, outcome(fewer), what);
      if (HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace palpate
