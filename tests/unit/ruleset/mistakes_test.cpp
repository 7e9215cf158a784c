// One mistake in a rule set that is otherwise right: one message, at its line.
#include <gtest/gtest.h>

#include "copy.hpp"

namespace palpate::ruleset {
namespace {

struct Mistake {
  const char* name;
  const char* file;
  const char* from;
  const char* to;
  const char* code;
  const char* shown;
  std::uint32_t lines_below = 0;  ///< from where `from` begins to the line of the message
};

class OneMistake : public testing::TestWithParam<Mistake> {};

TEST_P(OneMistake, IsOneMessage) {
  const auto& mistake = GetParam();
  KneeCopy copy;
  const auto line = copy.replace(mistake.file, mistake.from, mistake.to);
  const auto loaded = copy.load();
  const auto text = render(loaded.diagnostics);
  ASSERT_EQ(loaded.diagnostics.all().size(), 1U) << text;
  const auto& diagnostic = loaded.diagnostics.all().front();
  EXPECT_EQ(diagnostic.code, mistake.code) << text;
  EXPECT_EQ(diagnostic.source->name(), (copy.path() / mistake.file).string());
  EXPECT_EQ(diagnostic.source->position(diagnostic.span.begin).line, line + mistake.lines_below)
      << text;
  EXPECT_NE(text.find(mistake.shown), std::string::npos) << text;
  EXPECT_EQ(loaded.rule_set == nullptr, diagnostic.severity == Severity::error);
}

std::string name_of(const testing::TestParamInfo<Mistake>& test) { return test.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Manifest, OneMistake,
    testing::Values(
        Mistake{"Version", "ruleset.yaml", "version: 1.0.0", "version: 1.0", "RS0103",
                "put it in quotes"},
        Mistake{"VersionShape", "ruleset.yaml", "version: 1.0.0", "version: 1.0.0-beta", "RS0140",
                "as in 1.0.0"},
        Mistake{"VersionDirectory", "ruleset.yaml", "version: 1.0.0", "version: 1.0.1", "RS0141",
                "a directory called '1.0.0'"},
        Mistake{"IdDirectory", "ruleset.yaml", "id: knee\n", "id: hip\n", "RS0141",
                "a directory called 'knee'"},
        Mistake{"Date", "ruleset.yaml", "effective_from: 2026-12-01", "effective_from: 2026-13-01",
                "RS0144", "is not a date"},
        Mistake{"PartialDate", "ruleset.yaml", "effective_from: 2026-12-01",
                "effective_from: 2026-12", "RS0144", "is not a date"},
        Mistake{"NoSuchLibrary", "ruleset.yaml", "[KneeFlags, KneeProgramme]",
                "[KneeFlags, KneeProgramme, Other]", "RS0146", "no file logic/Other.cql"},
        Mistake{"BuiltInLibrary", "ruleset.yaml", "[KneeFlags, KneeProgramme]",
                "[KneeFlags, KneeProgramme, Palpate]", "RS0145", "built in"},
        Mistake{"LibraryTwice", "ruleset.yaml", "[KneeFlags, KneeProgramme]",
                "[KneeFlags, KneeProgramme, KneeFlags]", "RS0109", "stands twice"},
        Mistake{"LibraryPath", "ruleset.yaml", "[KneeFlags, KneeProgramme]",
                "[KneeFlags, KneeProgramme, ../KneeFlags]", "RS0145", "cannot be the name"},
        Mistake{"LevelTwice", "ruleset.yaml", "- {id: routine, title: Routine",
                "- {id: routine, title: Routine, timeframe: now}\n  - {id: routine, title: Routine",
                "RS0108", "the first is in line 13", 1}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Logic, OneMistake,
    testing::Values(
        Mistake{"OtherName", "logic/KneeFlags.cql", "library KneeFlags", "library Flags", "RS0142",
                "must be called KneeFlags"},
        Mistake{"ReadsUnaskedAsNo", "logic/KneeFlags.cql", "and not Assessment.twistInjury",
                "and Assessment.twistInjury is false", "CQL0400", "unanswered"},
        Mistake{"Exists", "logic/KneeProgramme.cql", "Palpate.Has(Assessment.painSites, 'front')",
                "exists Assessment.painSites", "CQL0400", "unanswered"},
        Mistake{"MisspeltOption", "logic/KneeProgramme.cql", "'front'", "'frnt'", "CQL0250",
                "did you mean 'front'?"},
        Mistake{"UnusedDefinition", "logic/KneeFlags.cql", "define \"Older\":",
                "define \"Old\": Assessment.ageYears >= 80\ndefine \"Older\":", "RS0380",
                "nothing uses the definition 'Old'"},
        Mistake{"UnusedChain", "logic/KneeFlags.cql", "define \"Older\":",
                "define \"A\": \"B\" or \"C\"\ndefine \"B\": \"C\"\ndefine \"C\": "
                "Assessment.ageYears >= 80\ndefine \"Older\":",
                "RS0380", "nothing uses the definition 'A'"},
        Mistake{"UnusedFunction", "logic/KneeFlags.cql", "define \"Older\":",
                "define function Twice(n Integer): n * 2\ndefine \"Older\":", "RS0380",
                "nothing uses the function 'Twice'"},
        Mistake{"UnusedParameter", "logic/KneeFlags.cql", "parameter \"Fever from\"",
                "parameter Pain Integer default 3\nparameter \"Fever from\"", "RS0386",
                "nothing uses the parameter 'Pain'"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Items, OneMistake,
    testing::Values(
        Mistake{"UnknownAppliesDefinition", "intake.yaml", "{definition: Had surgery",
                "{definition: Had surgry", "RS0120", "did you mean 'Had surgery'?"},
        Mistake{"AppliesLooksAtItself", "intake.yaml", "{definition: Had surgery",
                "{definition: Not released after surgery", "RS0192", "'surgeonReleased' itself"},
        Mistake{"AppliesOfOtherType", "intake.yaml", "{definition: Had surgery",
                "{definition: Minutes available", "RS0122", "yields Integer"},
        Mistake{"OtherwiseOfOtherType", "intake.yaml", "otherwise: true}", "otherwise: 3}",
                "RS0190", "it yields Integer, the item is Boolean"},
        Mistake{"OtherwiseNoLiteral", "intake.yaml", "otherwise: true}",
                "otherwise: Now() after @2020}", "RS0190", "it must be a CQL literal"},
        Mistake{"OtherwiseNull", "intake.yaml", "otherwise: true}", "otherwise: null}", "RS0190",
                "does not fit"},
        Mistake{"OtherwiseNotReadable", "intake.yaml", "otherwise: true}", "otherwise: \"(\"}",
                "RS0190", "it must be a CQL literal"},
        Mistake{"UnknownSource", "intake.yaml", "[test-source-a]", "[test-source-c]", "RS0123",
                "no source 'test-source-c'"},
        Mistake{"UnusedItem", "intake.yaml", "  - id: notes\n",
                "  - id: spare\n    group: programme\n    question: Spare?\n    type: boolean\n"
                "    tier: optional\n    asked_of: patient\n  - id: notes\n",
                "RS0385", "no definition looks at the item 'spare'"},
        Mistake{"UnusedRecordItemIsAWarning", "intake.yaml", "  - id: notes\n",
                "  - id: spare\n    group: programme\n    question: Spare?\n    type: boolean\n"
                "    tier: optional\n    asked_of: record\n  - id: notes\n",
                "RS0390", "no definition looks at the item 'spare'"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Findings, OneMistake,
    testing::Values(Mistake{"NoSources", "red-flags.yaml", "    sources: [test-source-a]\n", "",
                            "RS0102", "a red flag needs 'sources'", static_cast<std::uint32_t>(-6)},
                    Mistake{"EmptySources", "red-flags.yaml", "sources: [test-source-a]",
                            "sources: []", "RS0106", "'sources' must not be empty"},
                    Mistake{"SourceTwice", "red-flags.yaml", "[test-source-a]",
                            "[test-source-a, test-source-a]", "RS0109", "stands twice"},
                    Mistake{"FlagIsNoBoolean", "red-flags.yaml", "definition: Hot joint",
                            "definition: Hot joint # x\n    colour: red", "RS0101",
                            "'colour' is no key", 1},
                    Mistake{"EntityKind", "findings.yaml", "entity: quadriceps", "entity: knee",
                            "RS0151", "not a joint"},
                    Mistake{"FindingTwice", "findings.yaml", "id: front-knee-pain",
                            "id: weak-abductors", "RS0108",
                            "the finding 'weak-abductors' is defined twice"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Exercises, OneMistake,
    testing::Values(
        Mistake{"UnknownPosition", "exercises.yaml", "    kind: warm-up\n    position: standing",
                "    kind: warm-up\n    position: stading", "RS0130", "did you mean 'standing'?",
                1},
        Mistake{"NoTags", "exercises.yaml", "tags: [deep-knee-bend]", "tags: []", "RS0106",
                "'tags' must not be empty"},
        Mistake{"UnknownEntity", "exercises.yaml", "{entity: gluteus-maximus",
                "{entity: gluteus-maxmus", "RS0126", "did you mean 'gluteus-maximus'?"},
        Mistake{"NoTargets", "exercises.yaml",
                "    targets:\n      - {entity: gluteus-medius, effect: strengthen}\n"
                "      - {entity: gluteus-maximus, effect: strengthen, primary: false}\n",
                "", "RS0102", "an exercise needs 'targets'", static_cast<std::uint32_t>(-5)},
        Mistake{"EightDaysAWeek", "exercises.yaml", "sets: 1, per_week: [3, 7]",
                "sets: 1, per_week: [3, 8]", "RS0105", "from 1 to 7"},
        Mistake{"ThreeBounds", "exercises.yaml", "repetitions: [3]", "repetitions: [3, 4, 5]",
                "RS0160", "a range [low, high]"},
        Mistake{"ZeroRepetitions", "exercises.yaml", "repetitions: [3]", "repetitions: 0", "RS0105",
                "from 1"},
        Mistake{"UnknownLevel", "exercises.yaml", "      advanced:", "      advancd:", "RS0101",
                "did you mean 'advanced'?"},
        Mistake{"OwnRegression", "exercises.yaml", "regressions: [side-quadriceps-stretch]",
                "regressions: [quadriceps-stretch]", "RS0161", "its own regressions"},
        Mistake{"UnknownProgression", "exercises.yaml", "progressions: [quadriceps-stretch]",
                "progressions: [quadriceps-strech]", "RS0128", "did you mean"},
        Mistake{"MalformedId", "exercises.yaml", "positions:\n",
                "positions:\n  - {id: Prone, meaning: On the front}\n", "RS0107",
                "'Prone' is not an id", 1},
        Mistake{"UnusedPosition", "exercises.yaml", "positions:\n",
                "positions:\n  - {id: prone, meaning: On the front}\n", "RS0383",
                "nothing uses the position 'prone'", 1},
        Mistake{"UnusedTag", "exercises.yaml", "tags:\n  - {id: gentle",
                "tags:\n  - {id: twisting, meaning: Turns}\n  - {id: gentle", "RS0382",
                "nothing uses the tag 'twisting'", 1},
        Mistake{"NoExerciseHasTheTag", "exercises.yaml", "tags: [deep-knee-bend]", "tags: [gentle]",
                "RS0391", "no exercise has it", static_cast<std::uint32_t>(-16)},
        Mistake{"UnusedEntity", "knowledge.yaml", "relations:\n",
                "  - {id: soleus, name: Soleus, kind: muscle}\nrelations:\n", "RS0384",
                "nothing uses the entity 'soleus'"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Rules, OneMistake,
    testing::Values(Mistake{"ExcludesNothing", "contraindications.yaml", "excludes: [\"*\"]",
                            "excludes: []", "RS0106", "'excludes' must not be empty"},
                    Mistake{"ExcludesAllAndMore", "contraindications.yaml", "excludes: [\"*\"]",
                            "excludes: [\"*\", gentle]", "RS0129", "no tag '*'"},
                    Mistake{"NoAct", "adaptations.yaml", "{tags: [deep-knee-bend], withhold: true}",
                            "{tags: [deep-knee-bend]}", "RS0170", "a change needs one of"},
                    Mistake{"WithholdFalse", "adaptations.yaml", "withhold: true",
                            "withhold: false", "RS0171", "leave the change out"},
                    Mistake{"ReplacedByItself", "adaptations.yaml",
                            "replace: side-quadriceps-stretch", "replace: quadriceps-stretch",
                            "RS0172", "by itself"},
                    Mistake{"EmptySelector", "adaptations.yaml", "kinds: [stretch]", "kinds: []",
                            "RS0106", "leave it out to select every exercise"},
                    Mistake{"UnknownKind", "adaptations.yaml", "kinds: [stretch]",
                            "kinds: [streching]", "RS0104", "must be warm-up"},
                    Mistake{"EmptyDose", "adaptations.yaml", "set: {hold_seconds: [30, 60]}",
                            "set: {}", "RS0106", "a dose must not be empty"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Policy, OneMistake,
    testing::Values(
        Mistake{"FloorRaisesNothing", "policy.yaml", "raises_to: routine", "raises_to: self_care",
                "RS0181", "above the default level"},
        Mistake{"UnknownDefaultLevel", "policy.yaml", "default_level: self_care",
                "default_level: home", "RS0125", "it can be emergency"},
        Mistake{"BothKindsOfFlags", "policy.yaml", "    flags_of_level: urgent\n",
                "    flags_of_level: urgent\n    flags: [fracture]\n", "RS0180", "not both"},
        Mistake{"FloorWithoutCondition", "policy.yaml",
                "    flags_of_level: urgent\n    through: should-ask\n", "", "RS0180", "never acts",
                static_cast<std::uint32_t>(-1)},
        Mistake{"ThroughWithoutFlags", "policy.yaml", "    flags_of_level: urgent\n",
                "    definition: Older\n", "RS0180", "names no flags", 1},
        Mistake{"UnknownFlag", "policy.yaml", "flags: [fracture]", "flags: [fractur]", "RS0127",
                "did you mean 'fracture'?"},
        Mistake{"TwoConditions", "policy.yaml", "    unanswered: must-ask\n",
                "    unanswered: must-ask\n    flag_present: urgent\n", "RS0182", "one condition"},
        Mistake{"NoCondition", "policy.yaml", "    unanswered: must-ask\n", "", "RS0182",
                "needs one of", static_cast<std::uint32_t>(-2)},
        Mistake{"UnknownCountsOfNothing", "policy.yaml", "    unanswered: must-ask\n",
                "    unanswered: must-ask\n    unknown_counts: true\n", "RS0183",
                "belongs to 'definition'", 1},
        Mistake{"RestrictedToNothing", "policy.yaml", "    allow_tags: [gentle]\n", "", "RS0184",
                "needs 'allow_tags'", static_cast<std::uint32_t>(-4)},
        Mistake{"TagsOfWithheld", "policy.yaml", "    unanswered: must-ask\n",
                "    unanswered: must-ask\n    allow_tags: [gentle]\n", "RS0184",
                "only a restricted programme", 1},
        Mistake{"BaselineKind", "policy.yaml", "strengthening: clamshell",
                "strengthening: marching", "RS0185", "of kind warm-up"},
        Mistake{"KindInTwoPhases", "policy.yaml", "kinds: [mobility, stretch]",
                "kinds: [strengthening, stretch]", "RS0186", "already have their phase"},
        Mistake{"KindInNoPhase", "policy.yaml", "kinds: [mobility, stretch]", "kinds: [mobility]",
                "RS0187", "such as 'quadriceps-stretch'", static_cast<std::uint32_t>(-3)},
        Mistake{"AdviceWithoutText", "policy.yaml", "[{text: After four weeks., sources: []}]",
                "[{sources: []}]", "RS0102", "advice needs 'text'"},
        Mistake{"NoPairs", "policy.yaml", "max_pairs: 3", "max_pairs: 0", "RS0105", "from 1"},
        Mistake{"UnverifiedMissing", "sources.yaml",
                "    read: There is nothing to read\n    strength: unverified\n"
                "    verified: false\n  - id: test-source-b",
                "    read: There is nothing to read\n    strength: unverified\n"
                "  - id: test-source-b",
                "RS0102", "a source needs 'verified'", static_cast<std::uint32_t>(-4)},
        Mistake{"NoAddress", "sources.yaml", "url: https://example.org/a", "url: example.org",
                "RS0147", "neither an address nor a DOI"},
        Mistake{"UnusedSource", "sources.yaml", "sources:\n",
                "sources:\n  - {id: spare, citation: a, supports: b, read: c, strength: d, "
                "verified: true}\n",
                "RS0381", "nothing uses the source 'spare'", 1}),
    name_of);

struct WrongType {
  const char* file;
  const char* from;
  const char* to;
  const char* shown;
};

/// Two messages: the type, and that nothing uses the right definition any more.
TEST(Definitions, MustYieldWhatIsNeeded) {
  for (const auto& wrong :
       {WrongType{"policy.yaml", "exercise_level: Exercise level", "exercise_level: Older",
                  "'Older' yields Boolean; 'exercise_level' needs String"},
        WrongType{"policy.yaml", "minutes: Minutes available", "minutes: Older",
                  "'Older' yields Boolean; 'minutes' needs Integer"},
        WrongType{"intake.yaml", "derived: Age from birth date", "derived: Older",
                  "'Older' yields Boolean; 'derived' needs Integer"},
        WrongType{"findings.yaml", "grey_zone: Quadriceps near the cut-off", "grey_zone: Older",
                  "needs Tuple{left Boolean, right Boolean}"},
        WrongType{"findings.yaml", "definition: Front knee pain", "definition: Weak hip abductors",
                  "use .left or .right, or their 'or'"}}) {
    KneeCopy copy;
    copy.replace(wrong.file, wrong.from, wrong.to);
    const auto loaded = copy.load();
    const auto text = render(loaded.diagnostics);
    EXPECT_NE(text.find(wrong.shown), std::string::npos) << text;
    for (const auto& diagnostic : loaded.diagnostics.all()) {
      EXPECT_TRUE(diagnostic.code == "RS0122" || diagnostic.code == "RS0380" ||
                  diagnostic.code == "RS0192")
          << text;
    }
  }
}

TEST(ExerciseLevel, MayOnlyYieldLevels) {
  KneeCopy copy;
  copy.replace("logic/KneeProgramme.cql", "'intermediate', 'beginner')",
               "'intermediat', 'beginner')");
  const auto loaded = copy.load();
  ASSERT_EQ(loaded.diagnostics.all().size(), 1U) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.diagnostics.all()[0].code, "RS0188");
  EXPECT_NE(loaded.diagnostics.all()[0].message.find("'intermediat'"), std::string::npos);
}

TEST(ExerciseLevel, OptionsOfAnItemCount) {
  KneeCopy copy;
  copy.replace("logic/KneeProgramme.cql",
               "Palpate.Select(Assessment.trains = 'daily', 'intermediate', 'beginner')",
               "Assessment.trains");
  const auto loaded = copy.load();
  ASSERT_EQ(loaded.diagnostics.all().size(), 3U) << render(loaded.diagnostics);
  for (const auto& diagnostic : loaded.diagnostics.all()) EXPECT_EQ(diagnostic.code, "RS0188");
}

TEST(Definitions, OfTheSameNameNeedTheirLibrary) {
  KneeCopy copy;
  copy.replace("ruleset.yaml", "[KneeFlags, KneeProgramme]", "[KneeProgramme, KneeFlags, Third]");
  write_all(copy.path() / "logic/Third.cql",
            "library Third version '1.0.0'\nusing KneeIntake version '1.0.0'\n"
            "context Assessment\ndefine \"Fever\": Assessment.feltFeverish\n");
  copy.replace("red-flags.yaml", "definition: Hot joint", "definition: Fever");
  const auto text = render(copy.load().diagnostics);
  EXPECT_NE(text.find("several libraries define 'Fever'"), std::string::npos) << text;
  EXPECT_NE(text.find("write 'KneeFlags.Fever' or 'Third.Fever'"), std::string::npos) << text;
}

TEST(Definitions, OfBrokenLibrariesAreStillKnown) {
  KneeCopy copy;
  // A syntax error: names cannot all be known, so none is called unknown.
  copy.replace("logic/KneeFlags.cql", "define \"Older\": Assessment.ageYears >= 65",
               "define \"Older\": Assessment.ageYears >= >= 65");
  const auto loaded = copy.load();
  EXPECT_EQ(loaded.rule_set, nullptr);
  for (const auto& diagnostic : loaded.diagnostics.all()) {
    EXPECT_EQ(diagnostic.code.substr(0, 3), "CQL") << render(loaded.diagnostics);
  }
}

TEST(Definitions, PropagateNoMistakeOfADictionary) {
  KneeCopy copy;
  const auto line = copy.replace("intake.yaml", "unit: Cel", "unit: Celsius");
  const auto loaded = copy.load();
  ASSERT_EQ(loaded.diagnostics.all().size(), 1U) << render(loaded.diagnostics);
  const auto& diagnostic = loaded.diagnostics.all()[0];
  EXPECT_EQ(diagnostic.source->position(diagnostic.span.begin).line, line);
}

}  // namespace
}  // namespace palpate::ruleset
