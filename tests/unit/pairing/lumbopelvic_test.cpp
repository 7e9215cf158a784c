// Properties of every programme that the shipped rule set gives, over random intakes.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include "pairing/programme.hpp"
#include "support/rules.hpp"
#include "triage/regions.hpp"

namespace palpate::pairing {
namespace {

using intake::AnswerState;
using intake::Intake;
using ruleset::ExerciseKind;
using triage::Side;

struct Outcome {
  triage::Triage triage;
  Programme programme;
};

class Lumbopelvic : public ::testing::Test {
 protected:
  void SetUp() override {
    rules_ = support::rule_set(support::lumbopelvic);
    ASSERT_TRUE(rules_);
    regions_ = std::make_unique<triage::Regions>(*rules_);
    scratch_ = std::make_unique<triage::TriageScratch>(rules_);
    planner_ = make_graph_planner(rules_);
    examples_ = support::examples();
    find_starts();
    ASSERT_FALSE(with_programme_.empty());
  }

  void find_starts() {
    Intake intake(rules_->dictionary);
    for (const auto& example : examples_) {
      adapter_->read(example.second, intake);
      if (!run(intake).programme.steps.empty()) with_programme_.push_back(example.second);
    }
  }

  /// An example, mostly one with a programme, with some of its answers taken away, changed, and new
  /// ones given.
  void random_intake(std::mt19937& random, Intake& intake) {
    const auto n = random();
    adapter_->read(n % 4 == 0 ? examples_[n / 4 % examples_.size()].second
                              : with_programme_[n / 4 % with_programme_.size()],
                   intake);
    const auto share = random() % 20;
    for (std::uint32_t slot = 0; slot < rules_->dictionary->slot_count; ++slot) {
      const auto& item = rules_->dictionary->items[rules_->dictionary->item_of_slot(slot)];
      const auto chance = item.tier == intake::Tier::optional ? 3 * share : share / 8;
      if (random() % 100 >= chance) continue;
      const auto values = regions_->of(slot);
      if (values.empty() || random() % 5 == 0) {
        intake.set(slot, AnswerState::not_asked);
      } else {
        intake.set(slot, AnswerState::answered, values[random() % values.size()]);
      }
    }
  }

  Outcome run(const Intake& intake) {
    auto triaged = triage::triage(intake, support::noon(), *scratch_, {false, false});
    EXPECT_TRUE(triaged.has_value());
    auto programme = planner_->plan(*triaged, intake, *scratch_);
    EXPECT_TRUE(programme.has_value());
    return {std::move(*triaged), std::move(*programme)};
  }

  std::string id(const Step& step) const { return rules_->exercises[step.exercise].id; }

  std::shared_ptr<const ruleset::RuleSet> rules_;
  std::unique_ptr<triage::Regions> regions_;
  std::unique_ptr<triage::TriageScratch> scratch_;
  std::unique_ptr<PairingPlanner> planner_;
  std::vector<std::pair<std::string, std::string>> examples_;
  std::vector<std::string> with_programme_;
  std::unique_ptr<intake::IntakeAdapter> adapter_ = intake::make_json_adapter();
};

bool share_a_tag(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  return std::any_of(a.begin(), a.end(), [&](std::uint32_t tag) {
    return std::find(b.begin(), b.end(), tag) != b.end();
  });
}

TEST_F(Lumbopelvic, NoExerciseWhoseContraindicationIsTrueOrUndetermined) {
  std::mt19937 random(1);
  Intake intake(rules_->dictionary);
  std::size_t programmes = 0;
  for (int n = 0; n < 400; ++n) {
    random_intake(random, intake);
    const auto outcome = run(intake);
    if (outcome.programme.steps.empty()) continue;
    ++programmes;
    for (const auto& rule : rules_->contraindications) {
      const auto holds = triage::status(*scratch_, rule.definition);
      ASSERT_TRUE(holds.has_value());
      if (holds->has_value() && !**holds) continue;
      for (const auto& step : outcome.programme.steps) {
        const bool ruled_out =
            rule.excludes_all || share_a_tag(rule.excludes, rules_->exercises[step.exercise].tags);
        EXPECT_FALSE(ruled_out) << id(step) << " is offered in spite of " << rule.id;
      }
    }
  }
  EXPECT_GT(programmes, 40U) << "too few programmes to mean anything";
}

TEST_F(Lumbopelvic, EveryExerciseTracesToAFindingTheBaselineOrTheFrame) {
  std::mt19937 random(2);
  Intake intake(rules_->dictionary);
  std::size_t served = 0;
  for (int n = 0; n < 400; ++n) {
    random_intake(random, intake);
    const auto outcome = run(intake);
    const auto& programme = outcome.programme;
    std::set<std::uint32_t> paired;
    for (const auto& pair : programme.pairs) {
      EXPECT_TRUE(pair.baseline != !pair.findings.empty()) << pair.reason;
      EXPECT_FALSE(pair.reason.empty());
      for (const auto finding : pair.findings) {
        ++served;
        EXPECT_EQ(outcome.triage.findings[finding].status, triage::FindingStatus::present);
      }
      if (pair.stretch) paired.insert(*pair.stretch);
      if (pair.strengthening) paired.insert(*pair.strengthening);
    }
    for (std::uint32_t i = 0; i < programme.steps.size(); ++i) {
      const auto& exercise = rules_->exercises[programme.steps[i].exercise];
      const auto& warm_up = rules_->policy.warm_up;
      const bool frame =
          std::find(warm_up.begin(), warm_up.end(), programme.steps[i].exercise) != warm_up.end() ||
          exercise.kind == ExerciseKind::release || exercise.kind == ExerciseKind::mobility ||
          exercise.kind == ExerciseKind::relaxation;
      EXPECT_TRUE(frame || paired.count(i)) << exercise.id;
    }
  }
  EXPECT_GT(served, 20U);
}

TEST_F(Lumbopelvic, APresentFindingIsServedOrSaidToBeUncovered) {
  std::mt19937 random(3);
  Intake intake(rules_->dictionary);
  for (int n = 0; n < 300; ++n) {
    random_intake(random, intake);
    const auto outcome = run(intake);
    if (outcome.programme.decision == ruleset::Decision::withheld) continue;
    std::multiset<std::uint32_t> told(outcome.programme.uncovered.begin(),
                                      outcome.programme.uncovered.end());
    for (const auto& pair : outcome.programme.pairs) {
      told.insert(pair.findings.begin(), pair.findings.end());
    }
    for (std::uint32_t i = 0; i < outcome.triage.findings.size(); ++i) {
      const auto& result = outcome.triage.findings[i];
      const bool goal = rules_->findings[result.finding].entity.has_value() &&
                        result.status == triage::FindingStatus::present;
      EXPECT_EQ(told.count(i), goal ? 1U : 0U) << rules_->findings[result.finding].id;
    }
  }
}

TEST_F(Lumbopelvic, SessionsAreWellFormed) {
  std::mt19937 random(4);
  Intake intake(rules_->dictionary);
  for (int n = 0; n < 400; ++n) {
    random_intake(random, intake);
    const auto outcome = run(intake);
    const auto& programme = outcome.programme;
    if (programme.decision == ruleset::Decision::withheld) {
      EXPECT_TRUE(programme.steps.empty());
      EXPECT_TRUE(programme.pairs.empty());
      EXPECT_FALSE(programme.reason.empty());
      continue;
    }
    std::uint32_t sum = 0;
    std::set<std::uint32_t> seen;
    for (const auto& step : programme.steps) {
      EXPECT_TRUE(seen.insert(step.exercise).second) << id(step) << " stands twice";
      EXPECT_FALSE(step.sides.empty());
      const auto& dose = step.dose;
      for (const auto& range :
           {dose.hold_seconds, dose.repetitions, dose.sets, dose.minutes, dose.per_week}) {
        EXPECT_FALSE(range.empty()) << id(step);
      }
      sum += step.minutes;
    }
    EXPECT_TRUE(std::is_sorted(programme.steps.begin(), programme.steps.end(),
                               [](const Step& a, const Step& b) { return a.phase < b.phase; }));
    EXPECT_EQ(sum, programme.minutes_planned);
    EXPECT_LE(programme.minutes_planned, programme.minutes_available);
    EXPECT_LE(programme.pairs.size(), rules_->policy.max_pairs);
    for (const auto& out : programme.left_out) {
      EXPECT_FALSE(seen.count(out.exercise))
          << rules_->exercises[out.exercise].id << " is offered and left out";
      EXPECT_FALSE(out.reason.empty());
    }
  }
}

TEST_F(Lumbopelvic, ARestrictedProgrammeHoldsOnlyWhatItsRuleAllows) {
  std::mt19937 random(5);
  Intake intake(rules_->dictionary);
  std::size_t restricted = 0;
  for (int n = 0; n < 400; ++n) {
    random_intake(random, intake);
    const auto outcome = run(intake);
    if (outcome.programme.decision != ruleset::Decision::restricted) continue;
    ++restricted;
    ASSERT_TRUE(outcome.programme.rule);
    const auto& allowed = rules_->policy.programme[*outcome.programme.rule].allow_tags;
    for (const auto& step : outcome.programme.steps) {
      EXPECT_TRUE(share_a_tag(allowed, rules_->exercises[step.exercise].tags)) << id(step);
    }
  }
  EXPECT_GT(restricted, 5U);
}

// --- left and right

Side other(Side side) {
  if (side == Side::none) return side;
  return side == Side::left ? Side::right : Side::left;
}

void mirror(const Intake& from, Intake& to) {
  to.clear();
  to.recorded_at = from.recorded_at;
  const auto& dictionary = from.dictionary();
  for (std::uint32_t slot = 0; slot < from.slots.size(); ++slot) {
    const auto side = dictionary.side_of_slot(slot);
    const auto target = side.empty() ? slot : side == "left" ? slot + 1 : slot - 1;
    to.set(target, from.states[slot], clone(from.slots[slot], to.arena()));
  }
}

std::set<std::tuple<std::uint32_t, Side, triage::FindingStatus, ruleset::Confidence>> found(
    const triage::Triage& triage, bool swap) {
  std::set<std::tuple<std::uint32_t, Side, triage::FindingStatus, ruleset::Confidence>> out;
  for (const auto& f : triage.findings) {
    out.insert({f.finding, swap ? other(f.side) : f.side, f.status, f.confidence});
  }
  return out;
}

std::set<std::pair<std::uint32_t, std::set<Side>>> prescribed(const Programme& programme,
                                                              bool swap) {
  std::set<std::pair<std::uint32_t, std::set<Side>>> out;
  for (const auto& step : programme.steps) {
    std::set<Side> sides;
    for (const auto side : step.sides) sides.insert(swap ? other(side) : side);
    out.insert({step.exercise, sides});
  }
  return out;
}

TEST_F(Lumbopelvic, MirroredAnswersGiveTheMirroredProgramme) {
  std::mt19937 random(6);
  Intake intake(rules_->dictionary);
  Intake mirrored(rules_->dictionary);
  std::size_t programmes = 0;
  for (int n = 0; n < 300; ++n) {
    random_intake(random, intake);
    mirror(intake, mirrored);
    const auto one = run(intake);
    const auto two = run(mirrored);
    if (!one.programme.steps.empty()) ++programmes;
    for (std::size_t i = 0; i < one.triage.flags.size(); ++i) {
      EXPECT_EQ(one.triage.flags[i].status, two.triage.flags[i].status) << rules_->red_flags[i].id;
    }
    EXPECT_EQ(one.triage.disposition.level, two.triage.disposition.level);
    EXPECT_EQ(found(one.triage, false), found(two.triage, true));
    EXPECT_EQ(one.programme.decision, two.programme.decision);
    EXPECT_EQ(prescribed(one.programme, false), prescribed(two.programme, true));
    EXPECT_EQ(one.programme.pairs.size(), two.programme.pairs.size());
    EXPECT_EQ(one.programme.minutes_planned, two.programme.minutes_planned);
    if (HasFailure()) return;
  }
  EXPECT_GT(programmes, 20U);
}

}  // namespace
}  // namespace palpate::pairing
