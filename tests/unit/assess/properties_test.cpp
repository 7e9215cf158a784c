// Properties of the shipped rule set over random intakes: what a worse answer, a missing answer and
// a dose may do. Answers are drawn as (slot, choice) pairs, so that a failure shrinks to few of
// them.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "assess/assess.hpp"
#include "intake/concerning.hpp"
#include "support/rules.hpp"
#include "triage/regions.hpp"
#include "value/print.hpp"

namespace palpate {
namespace {

using intake::AnswerState;
using intake::Intake;
using Draw = std::pair<std::uint16_t, std::uint16_t>;  // slot, choice; reduced to what there is

class Properties : public ::testing::Test {
 protected:
  void SetUp() override {
    rules_ = support::rule_set(support::lumbopelvic);
    ASSERT_TRUE(rules_);
    engine_ = make_engine(rules_);
    regions_ = std::make_unique<triage::Regions>(*rules_);
    scratch_ = std::make_unique<triage::TriageScratch>(rules_);
  }

  std::uint32_t slot_of(const Draw& draw) const {
    return draw.first % rules_->dictionary->slot_count;
  }
  const intake::Item& item(std::uint32_t slot) const {
    return rules_->dictionary->items[rules_->dictionary->item_of_slot(slot)];
  }

  /// Answers `slot` with one of the values that stand for all others; false: it has none.
  bool answer(Intake& intake, std::uint32_t slot, std::size_t choice) const {
    const auto values = regions_->of(slot);
    if (values.empty()) return false;
    intake.set(slot, AnswerState::answered, values[choice % values.size()]);
    return true;
  }

  void fill(Intake& intake, const std::vector<Draw>& draws) const {
    intake.clear();
    for (const auto& draw : draws) answer(intake, slot_of(draw), draw.second);
  }

  /// Half of the time most questions are answered benignly first: else nearly every random intake
  /// is an emergency.
  void fill_benign(Intake& intake) const {
    intake.clear();
    for (std::uint32_t slot = 0; slot < rules_->dictionary->slot_count; ++slot) {
      const auto& question = item(slot);
      const bool boolean = question.type == intake::ItemType::boolean;
      if (!question.applies.empty() || (!boolean && question.concerning.empty())) continue;
      for (const auto& value : regions_->of(slot)) {
        if (boolean ? value.is_true() : intake::is_concerning(question, value)) continue;
        intake.set(slot, AnswerState::answered, value);
        break;
      }
    }
  }
  void fill(Intake& intake, bool benign, const std::vector<Draw>& draws) const {
    if (!benign) return fill(intake, draws);
    fill_benign(intake);
    for (const auto& draw : draws) {
      if (draw.second % 5 == 0) {
        intake.set(slot_of(draw), AnswerState::not_asked);
      } else {
        answer(intake, slot_of(draw), draw.second);
      }
    }
  }

  triage::Triage triage(const Intake& intake) {
    auto result = triage::triage(intake, support::noon(), *scratch_, {false, false});
    RC_ASSERT(result.has_value());
    return std::move(*result);
  }

  /// The answers, to see them in a failure.
  std::string describe(const Intake& intake) const {
    std::string out;
    for (std::uint32_t slot = 0; slot < intake.states.size(); ++slot) {
      if (intake.states[slot] == AnswerState::answered) {
        out +=
            triage::slot_name(*rules_->dictionary, slot) + "=" + to_cql(intake.slots[slot]) + " ";
      }
    }
    return out;
  }

  std::shared_ptr<const ruleset::RuleSet> rules_;
  std::shared_ptr<const Engine> engine_;
  std::unique_ptr<triage::Regions> regions_;
  std::unique_ptr<triage::TriageScratch> scratch_;
};

/// Worrying at both ends, as age is: what speaks for a child or a young back does not speak for an
/// old one. There the answers between may be part of a routine flag that both ends are not.
bool worries_at_both_ends(const intake::Item& item) {
  const auto any = [&](char sign) {
    return std::any_of(item.concerning.begin(), item.concerning.end(),
                       [&](const std::string& text) { return text.front() == sign; });
  };
  return any('<') && any('>');
}

TEST_F(Properties, AConcerningAnswerInPlaceOfABenignOneNeverLowersTheLevel) {
  Intake intake(rules_->dictionary);
  std::size_t raised = 0;
  const bool holds = rc::check([&](bool benign, const std::vector<Draw>& draws, const Draw& pick) {
    const auto slot = slot_of(pick);
    fill(intake, benign, draws);
    std::vector<Value> good;
    std::vector<Value> bad;
    for (const auto& value : regions_->of(slot)) {
      (intake::is_concerning(item(slot), value) ? bad : good).push_back(value);
    }
    RC_PRE(!good.empty() && !bad.empty());
    intake.set(slot, AnswerState::answered, good[pick.second % good.size()]);
    const auto before = triage(intake);
    const bool applies = scratch_->applicable()[rules_->dictionary->item_of_slot(slot)];
    const auto told = describe(intake);
    intake.set(slot, AnswerState::answered, bad[pick.second % bad.size()]);
    const auto after = triage(intake);
    RC_PRE(applies);
    raised += after.disposition.level < before.disposition.level ? 1U : 0U;
    const auto routine = *rules_->find_level("routine");
    const auto at_stake = worries_at_both_ends(item(slot)) ? routine : before.disposition.level + 1;
    if (after.disposition.level > before.disposition.level && before.disposition.level < at_stake) {
      RC_LOG() << triage::slot_name(*rules_->dictionary, slot) << " -> "
               << to_cql(intake.slots[slot]) << " in " << told;
      RC_FAIL("the level went down");
    }
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(raised, 0U) << "no answer ever mattered";
}

TEST_F(Properties, DeletingAnswersNeverLowersAtMostAndNeverRaisesAtLeast) {
  Intake intake(rules_->dictionary);
  std::size_t compared = 0;
  const bool holds = rc::check(
      [&](bool benign, const std::vector<Draw>& draws, const std::vector<std::uint16_t>& deleted) {
        fill(intake, benign, draws);
        const auto full = triage(intake);
        if (full.contradictory) return;  // a contradiction counts as the worse of its answers
        const auto told = describe(intake);
        for (const auto slot : deleted) {
          intake.set(slot % rules_->dictionary->slot_count, AnswerState::not_asked);
        }
        const auto fewer = triage(intake);
        ++compared;
        RC_LOG() << "from " << told << " to " << describe(intake);
        RC_ASSERT(fewer.disposition.at_least >= full.disposition.at_least);
        RC_ASSERT(fewer.disposition.at_most <= full.disposition.at_most);
        for (std::size_t i = 0; i < full.flags.size(); ++i) {
          if (full.flags[i].status == triage::FlagStatus::undetermined) {
            RC_ASSERT(fewer.flags[i].status == triage::FlagStatus::undetermined);
          }
        }
      });
  EXPECT_TRUE(holds);
  EXPECT_GT(compared, 20U) << "too few consistent intakes to mean anything";
}

/// ACSM: a stretch is held for 60 seconds in all, over its repetitions.
TEST_F(Properties, NoStretchIsHeldForMoreThanAMinuteASide) {
  Intake intake(rules_->dictionary);
  std::size_t stretches = 0;
  const bool holds = rc::check([&](const std::vector<Draw>& draws) {
    fill(intake, true, {draws.begin(), draws.begin() + std::min<long>(8, std::ssize(draws))});
    const auto triaged = triage(intake);
    const auto programme = engine_->planner->plan(triaged, intake, *scratch_);
    RC_ASSERT(programme.has_value());
    for (const auto& step : programme->steps) {
      const auto& exercise = rules_->exercises[step.exercise];
      if (exercise.kind != ruleset::ExerciseKind::stretch) continue;
      ++stretches;
      RC_LOG() << exercise.id;
      RC_ASSERT(step.dose.hold_seconds.high * step.dose.repetitions.high <= 60U);
      RC_ASSERT(step.dose.sets.high <= 1U);
    }
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(stretches, 0U);
  for (const auto& exercise : rules_->exercises) {
    if (exercise.kind != ruleset::ExerciseKind::stretch) continue;
    for (std::size_t level = 0; level < 3; ++level) {
      const auto& dose = exercise.dose[level];
      EXPECT_LE(dose.hold_seconds.high * dose.repetitions.high, 60U) << exercise.id;
    }
  }
}

}  // namespace
}  // namespace palpate
