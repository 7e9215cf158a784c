// A rule set with a mistake in every file: one run reports them all, each once, at its line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "copy.hpp"

namespace palpate::ruleset {
namespace {

std::vector<std::string> summary(const Diagnostics& diagnostics, const std::string& directory) {
  std::vector<std::string> out;
  for (const auto& diagnostic : diagnostics.all()) {
    const auto at = diagnostic.source->position(diagnostic.span.begin);
    out.push_back(diagnostic.source->name().substr(directory.size() + 1) + ":" +
                  std::to_string(at.line) + " " + diagnostic.code);
  }
  return out;
}

class Broken : public testing::Test {
 protected:
  const std::string directory_ = (fixtures() / "broken/knee/1.0.0").string();
  const Loaded loaded_ = load(directory_);
  const std::string text_ = render(loaded_.diagnostics);
};

TEST_F(Broken, ReportsEveryMistakeOfEveryFileOnce) {
  EXPECT_EQ(loaded_.rule_set, nullptr);
  EXPECT_THAT(
      summary(loaded_.diagnostics, directory_),
      testing::ElementsAre("adaptations.yaml:9 RS0170",        // two acts in one change
                           "contraindications.yaml:3 RS0102",  // no sources
                           "exercises.yaml:7 RS0382",          // a tag that nothing uses
                           "exercises.yaml:20 RS0162",         // a circle of regressions
                           "exercises.yaml:24 RS0129",         // a tag that does not exist
                           "exercises.yaml:30 RS0160",         // a range upside down
                           "findings.yaml:14 RS0150",          // a weak finding without its muscle
                           "findings.yaml:17 RS0122",          // sided, but the definition is not
                           "intake.yaml:26 RS0123",            // a source that does not exist
                           "intake.yaml:27 RS0385",            // an item that no rule looks at
                           "intake.yaml:84 RS0191",            // items that wait for each other
                           "intake.yaml:91 RS0190",            // `otherwise` of another type
                           "knowledge.yaml:9 RS0302",          // an entity that does not exist
                           "knowledge.yaml:9 RS0105",          // a weight of 14
                           "logic/KneeFlags.cql:7 RS0386",     // a parameter that nothing uses
                           "logic/KneeFlags.cql:15 CQL0260",   // degrees compared with kilograms
                           "logic/KneeFlags.cql:18 CQL0400",   // reads an unasked question as no
                           "logic/KneeFlags.cql:31 RS0380",    // a definition that nothing uses
                           "logic/KneeProgramme.cql:22 RS0380",  // the one that line 17 should name
                           "logic/KneeProgramme.cql:23 CQL0250",  // a misspelt option
                           "logic/KneeProgramme.cql:27 CQL0400",  // `in` on a list that may be open
                           "policy.yaml:24 RS0183",               // `through` without a flag
                           "policy.yaml:39 RS0128",               // an exercise that does not exist
                           "red-flags.yaml:4 RS0120",   // a definition that does not exist
                           "red-flags.yaml:18 RS0125",  // a level that does not exist
                           "ruleset.yaml:7 RS0101",     // a misspelt key
                           "ruleset.yaml:13 RS0102",    // a level without title
                           "sources.yaml:15 RS0103"))   // `no` is text in YAML 1.2
      << text_;
}

TEST_F(Broken, ShowsTheLineAndHowToMendIt) {
  EXPECT_THAT(
      text_,
      testing::HasSubstr(
          directory_ +
          R"(/red-flags.yaml:4:17: error: no library of this rule set defines 'Fracture suspect' [RS0120]
 4 |     definition: Fracture suspect
   |                 ^~~~~~~~~~~~~~~~
 help: did you mean 'Fracture suspected'?
)"));
  EXPECT_THAT(text_,
              testing::HasSubstr(R"(error: 'effective_form' is no key of ruleset.yaml [RS0101]
 7 | effective_form: 2026-12-01
   | ^~~~~~~~~~~~~~
 help: did you mean 'effective_from'?
)"));
  EXPECT_THAT(text_, testing::HasSubstr(R"(error: there is no level 'soon' [RS0125]
 18 |     level: soon
    |            ^~~~
 help: it can be emergency, routine, self_care or urgent
)"));
  EXPECT_THAT(text_, testing::HasSubstr("hadSurgery → surgeonReleased → hadSurgery"));
}

}  // namespace
}  // namespace palpate::ruleset
