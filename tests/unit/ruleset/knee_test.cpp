// A whole rule set, and one for another part of the body than the shipped one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "copy.hpp"
#include "ruleset/reachability.hpp"
#include "value/print.hpp"

namespace palpate::ruleset {
namespace {

class Knee : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    loaded_ = new Loaded(load(knee().string()));
    ASSERT_NE(loaded_->rule_set, nullptr) << render(loaded_->diagnostics);
  }
  static void TearDownTestSuite() { delete loaded_; }

  const RuleSet& set() const { return *loaded_->rule_set; }
  std::string definition(cql::DefinitionId id) const { return set().program->definition(id).name; }
  intake::ItemIndex item(std::string_view id) const { return *set().dictionary->find(id); }

  static Loaded* loaded_;
};
Loaded* Knee::loaded_ = nullptr;

TEST_F(Knee, LoadsWithoutAWord) { EXPECT_TRUE(loaded_->diagnostics.empty()); }

TEST_F(Knee, KnowsWhatItIs) {
  EXPECT_EQ(set().reference(), "knee@1.0.0");
  EXPECT_EQ(set().title, "Knee pain");
  EXPECT_EQ(set().effective_from, "2026-12-01");
  EXPECT_EQ(set().status, Status::draft);
  EXPECT_EQ(set().directory, knee().string());
  EXPECT_EQ(set().digest, *content_digest(knee().string()));
  ASSERT_EQ(set().levels.size(), 4U);
  EXPECT_EQ(set().levels[0].timeframe, "now, the same day");
  EXPECT_EQ(set().find_level("self_care"), std::optional<LevelIndex>(3));
  EXPECT_EQ(set().find_level("soon"), std::nullopt);
}

TEST_F(Knee, RedFlagsAreResolved) {
  ASSERT_EQ(set().red_flags.size(), 3U);
  const auto& flag = set().red_flags[2];
  EXPECT_EQ(flag.id, "weak-signs");
  EXPECT_EQ(definition(flag.definition), "Several weak signs");
  EXPECT_EQ(flag.level, 1U);
  EXPECT_EQ(flag.safety_net, "");
  EXPECT_THAT(flag.sources, testing::ElementsAre(1U));
  EXPECT_EQ(set().find_red_flag("fracture"), std::optional<std::uint32_t>(0));
}

TEST_F(Knee, FindingsAreResolved) {
  const auto& finding = set().findings.at(0);
  EXPECT_TRUE(finding.sided);
  EXPECT_EQ(finding.kind, FindingKind::short_muscle);
  EXPECT_EQ(finding.confidence, Confidence::moderate);
  EXPECT_EQ(set().graph->entities()[*finding.entity].id, "quadriceps");
  EXPECT_EQ(definition(*finding.grey_zone), "Quadriceps near the cut-off");
  EXPECT_EQ(definition(*finding.lowered_by), "Older");
  EXPECT_EQ(set().findings.at(2).entity, std::nullopt);
}

TEST_F(Knee, ExercisesAreResolved) {
  const auto& stretch = set().exercises.at(*set().find_exercise("quadriceps-stretch"));
  EXPECT_EQ(stretch.kind, ExerciseKind::stretch);
  EXPECT_EQ(set().positions[stretch.position].id, "standing");
  EXPECT_EQ(set().tags[stretch.tags.at(0)].id, "deep-knee-bend");
  EXPECT_TRUE(stretch.sided);
  EXPECT_EQ(stretch.dose[0].hold_seconds, (Range{15, 30}));
  EXPECT_EQ(stretch.dose[0].sets, (Range{0, 0}));
  EXPECT_EQ(stretch.dose[1].hold_seconds, (Range{30, 30}));
  EXPECT_EQ(stretch.dose[1].repetitions, (Range{3, 3}));
  EXPECT_THAT(stretch.offered, testing::ElementsAre(true, true, false));
  EXPECT_THAT(stretch.regressions, testing::ElementsAre("side-quadriceps-stretch"));
  const auto& clamshell = set().exercises.at(*set().find_exercise("clamshell"));
  ASSERT_EQ(clamshell.targets.size(), 2U);
  EXPECT_TRUE(clamshell.targets[0].primary);
  EXPECT_FALSE(clamshell.targets[1].primary);
  EXPECT_EQ(clamshell.targets[1].effect, Effect::strengthen);
}

TEST_F(Knee, ContraindicationsAreResolved) {
  EXPECT_TRUE(set().contraindications.at(0).excludes_all);
  EXPECT_FALSE(set().contraindications.at(1).excludes_all);
  EXPECT_THAT(set().contraindications.at(1).excludes, testing::ElementsAre(1U));
  EXPECT_EQ(definition(set().contraindications.at(1).definition), "Older");
}

TEST_F(Knee, AdaptationsAreResolved) {
  const auto& changes = set().adaptations.at(0).changes;
  ASSERT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes[0].act, Change::Act::set);
  EXPECT_THAT(changes[0].kinds, testing::ElementsAre(ExerciseKind::stretch));
  EXPECT_EQ(changes[0].hold_seconds, std::optional(Range{30, 60}));
  EXPECT_EQ(changes[0].sets, std::nullopt);
  EXPECT_EQ(changes[1].act, Change::Act::limit);
  EXPECT_THAT(changes[1].positions, testing::ElementsAre(0U));
  EXPECT_EQ(changes[2].act, Change::Act::withhold);
  EXPECT_EQ(changes[3].act, Change::Act::replace);
  EXPECT_EQ(changes[3].replacement, set().find_exercise("side-quadriceps-stretch"));
}

TEST_F(Knee, PolicyIsResolved) {
  const auto& policy = set().policy;
  EXPECT_EQ(policy.default_level, 3U);
  ASSERT_EQ(policy.floors.size(), 2U);
  EXPECT_THAT(policy.floors[0].flags, testing::ElementsAre(0U));
  EXPECT_EQ(policy.floors[0].through, intake::Tier::must_ask);
  EXPECT_EQ(definition(*policy.floors[0].definition), "Older");
  // That level or above: the urgent one and both emergencies.
  EXPECT_THAT(policy.floors[1].flags, testing::ElementsAre(0U, 1U, 2U));
  EXPECT_EQ(policy.floors[1].raises_to, 2U);
  ASSERT_EQ(policy.programme.size(), 4U);
  EXPECT_EQ(policy.programme[0].flag_present, std::optional<LevelIndex>(1));
  EXPECT_EQ(policy.programme[1].unanswered, intake::Tier::must_ask);
  EXPECT_EQ(policy.programme[2].decision, Decision::restricted);
  EXPECT_EQ(policy.programme[2].flag_undetermined, std::optional<LevelIndex>(1));
  EXPECT_EQ(policy.programme[2].through, intake::Tier::should_ask);
  EXPECT_TRUE(policy.programme[2].provisional);
  EXPECT_TRUE(policy.programme[3].unknown_counts);
  EXPECT_EQ(policy.baseline.at(0).strengthening, *set().find_exercise("clamshell"));
  EXPECT_EQ(policy.phases.at(2).kinds.size(), 2U);
  EXPECT_EQ(definition(*policy.minutes), "Minutes available");
  EXPECT_EQ(policy.frequency.at(0).sources.size(), 1U);
  EXPECT_EQ(policy.max_pairs, 3U);
}

TEST_F(Knee, ItemLogicIsResolved) {
  const auto& released = set().item_logic.at(item("surgeonReleased"));
  EXPECT_EQ(definition(*released.applies), "Had surgery");
  EXPECT_TRUE(released.otherwise.is_true());
  const auto& age = set().item_logic.at(item("ageYears"));
  EXPECT_EQ(definition(*age.derived), "Age from birth date");
  EXPECT_FALSE(age.applies);
  EXPECT_THAT(set().derivation_order,
              testing::ElementsAre(item("ageYears"), item("surgeonReleased")));
  ASSERT_EQ(set().contradictions.size(), 1U);
  EXPECT_THAT(set().contradictions[0].items,
              testing::ElementsAre(item("runsNow"), item("cannotBearWeight")));
}

TEST_F(Knee, ReachabilitySeesThroughDefinitionsAndFunctions) {
  const auto& program = *set().program;
  const auto flag = *program.find("KneeFlags", "Several weak signs");
  const auto slot = [this](std::string_view id) { return set().dictionary->items[item(id)].slot; };
  EXPECT_THAT(ruleset::reachable_slots(program, flag),
              testing::UnorderedElementsAre(slot("temperature"), slot("feltFeverish"),
                                            slot("cannotBearWeight"), slot("ageYears")));
  EXPECT_THAT(ruleset::reachable_definitions(program, flag),
              testing::UnorderedElementsAre(flag, *program.find("KneeFlags", "Fever"),
                                            *program.find("KneeFlags", "Older")));
}

TEST_F(Knee, ContextSchemaFollowsTheDictionary) {
  const auto schema = context_schema(*set().dictionary);
  EXPECT_EQ(schema.model, "KneeIntake");
  EXPECT_EQ(schema.context, "Assessment");
  EXPECT_EQ(schema.slot_count, 17U);  // 15 items, two of them with two sides
  const auto& sided = schema.elements.at(item("heelToButtock"));
  EXPECT_EQ(sided.type.to_string(), "Tuple{left Quantity, right Quantity}");
  EXPECT_EQ(sided.unit, "cm");
  const auto& choices = schema.elements.at(item("painSites"));
  EXPECT_EQ(choices.type.to_string(), "List<String>");
  EXPECT_THAT(choices.options, testing::ElementsAre("front", "inner", "none"));
}

TEST_F(Knee, ParametersMayBeOverridden) {
  LoadOptions options;
  options.parameters = {{"Fever from", "37.5 'Cel'"}};
  const auto other = load(knee().string(), options);
  ASSERT_NE(other.rule_set, nullptr) << render(other.diagnostics);
  ASSERT_EQ(other.rule_set->program->parameters().size(), 1U);
  EXPECT_EQ(to_cql(other.rule_set->program->parameters()[0].value), "37.5 'Cel'");
  EXPECT_EQ(other.rule_set->digest, set().digest);
}

}  // namespace
}  // namespace palpate::ruleset
