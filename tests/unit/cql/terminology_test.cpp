#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

/// Sites of pain with a hierarchy, a value set of two of them, and one that mixes systems.
std::shared_ptr<const Terminology> sites() {
  TerminologySource source;
  source.value_sets.push_back({"http://vs/pain",
                               "2026",
                               {{"front", "http://cs/sites", "", "Front", {}},
                                {"back", "http://cs/sites", "", "Back", {}}}});
  source.value_sets.push_back(
      {"http://vs/mixed",
       "1",
       {{"front", "http://cs/sites", "", "", {}}, {"front", "http://cs/other", "", "", {}}}});
  source.value_sets.push_back({"http://vs/two", "1", {{"a", "http://cs/sites", "", "", {}}}});
  source.value_sets.push_back({"http://vs/two", "2", {{"b", "http://cs/sites", "", "", {}}}});
  source.code_systems.push_back({"http://cs/sites",
                                 "1",
                                 {{"knee", "", "", "Knee", {}},
                                  {"front", "", "", "Front", {"knee"}},
                                  {"back", "", "", "Back", {"knee"}},
                                  {"patella", "", "", "Patella", {"front"}},
                                  {"loop", "", "", "", {"loop"}}}});
  return std::make_shared<const Terminology>(std::move(source));
}

constexpr std::string_view header =
    "library M\n"
    "codesystem \"Sites\": 'http://cs/sites'\n"
    "codesystem \"Other\": 'http://cs/other'\n"
    "valueset \"Pain\": 'http://vs/pain'\n"
    "code \"Front\": 'front' from \"Sites\" display 'Called otherwise'\n"
    "code \"Back\": 'back' from \"Sites\"\n"
    "code \"Knee\": 'knee' from \"Sites\"\n"
    "code \"Patella\": 'patella' from \"Sites\"\n"
    "code \"Elsewhere\": 'front' from \"Other\"\n"
    "concept \"Both\": { \"Knee\", \"Front\" }\n"
    "parameter Unknown Code\n"
    "define function In(c Code, v ValueSet): c in v\n";

std::string answer(std::string_view expression) {
  CompileInput input =
      library_input(std::string(header) + "define A: " + std::string(expression) + "\n");
  input.terminology = sites();
  return evaluate_in(input, "A");
}

std::string with(std::string_view declarations, bool given = true) {
  CompileInput input = library_input("library M\n" + std::string(declarations));
  if (given) input.terminology = sites();
  return lines(compile(input).diagnostics);
}

TEST(TerminologyMembership, OfACodeGoesByCodeAndSystem) {
  EXPECT_EQ(answer("\"Front\" in \"Pain\""), "true");
  EXPECT_EQ(answer("\"Knee\" in \"Pain\""), "false");
  EXPECT_EQ(answer("\"Elsewhere\" in \"Pain\""), "false");
  EXPECT_EQ(answer("\"Pain\" contains \"Front\""), "true");
}

TEST(TerminologyMembership, OfAConceptIsThatOfOneOfItsCodes) {
  EXPECT_EQ(answer("\"Both\" in \"Pain\""), "true");
  EXPECT_EQ(answer("Concept { codes: { \"Knee\" } } in \"Pain\""), "false");
}

TEST(TerminologyMembership, OfAStringNeedsOneSystem) {
  EXPECT_EQ(answer("'front' in \"Pain\""), "true");
  EXPECT_EQ(answer("'FRONT' in \"Pain\""), "false");
  EXPECT_EQ(answer("'front' in ValueSet { id: 'http://vs/mixed' }"),
            "error: 'http://vs/mixed' has codes of several systems: a String does not tell which "
            "one is meant");
}

TEST(TerminologyMembership, OfAListIsThatOfAnyOfIt) {
  EXPECT_EQ(answer("{ \"Knee\", \"Front\" } in \"Pain\""), "true");
  EXPECT_EQ(answer("{ \"Knee\" } in \"Pain\""), "false");
  EXPECT_EQ(answer("{ 'knee', 'back' } in \"Pain\""), "true");
  EXPECT_EQ(answer("{ \"Both\" } in \"Pain\""), "true");
  EXPECT_EQ(answer("{ \"Knee\", null } in \"Pain\""), "false");
  EXPECT_EQ(answer("{ \"Front\", null } in \"Pain\""), "true");
  EXPECT_EQ(answer("(null as List<Code>) in \"Pain\""), "false");
}

// "If the code argument is null, the result is false": which the check of rule sets refuses.
TEST(TerminologyMembership, NothingIsNoMember) {
  EXPECT_EQ(answer("Unknown in \"Pain\""), "false");
  EXPECT_EQ(answer("(null as String) in \"Pain\""), "false");
  EXPECT_EQ(answer("Code { system: 'http://cs/sites' } in \"Pain\""), "false");
  EXPECT_EQ(answer("\"Front\" in (null as ValueSet)"), "null");
}

TEST(TerminologyMembership, InACodeSystem) {
  EXPECT_EQ(answer("\"Patella\" in \"Sites\""), "true");
  EXPECT_EQ(answer("Code { code: 'hip', system: 'http://cs/sites' } in \"Sites\""), "false");
  EXPECT_EQ(answer("\"Elsewhere\" in \"Sites\""), "false");
  EXPECT_EQ(answer("{ \"Elsewhere\", \"Knee\" } in \"Sites\""), "true");
  EXPECT_EQ(answer("'knee' in \"Sites\""), "true");
}

TEST(ValueSets, AreListsOfTheirCodesWhereAListIsWanted) {
  EXPECT_EQ(answer("Count(ExpandValueSet(\"Pain\"))"), "2");
  EXPECT_EQ(answer("Count(\"Pain\")"), "2");
  EXPECT_EQ(answer("exists \"Pain\""), "true");
  EXPECT_EQ(answer("First(\"Pain\").display"), "'Front'");
  EXPECT_EQ(answer("\"Pain\" V where V.code = 'back' return all V.display"), "{'Back'}");
  EXPECT_EQ(answer("Count(\"Pain\" union { \"Knee\" })"), "3");
  EXPECT_EQ(answer("\"Pain\".id"), "'http://vs/pain'");
  EXPECT_EQ(answer("ExpandValueSet(null)"), "null");
}

TEST(ValueSets, AreValues) {
  EXPECT_EQ(answer("In(\"Front\", \"Pain\")"), "true");
  EXPECT_EQ(answer("In(\"Front\", ValueSet { id: 'http://vs/none' })"),
            "error: value set 'http://vs/none' is not there");
  EXPECT_EQ(answer("In(Code { code: 'b', system: 'http://cs/sites' }, "
                   "ValueSet { id: 'http://vs/two', version: '2' })"),
            "true");
}

TEST(ValueSets, ThatAreNotThereAreErrors) {
  EXPECT_EQ(
      with("valueset \"X\": 'http://vs/none'\ndefine A: 1\n"),
      "CQL0290 value set 'http://vs/none' is not there; help: give it with all its codes; none "
      "is ever taken for empty\n");
  EXPECT_EQ(with("valueset \"X\": 'http://vs/pain' version '1'\n").substr(0, 79),
            "CQL0290 value set 'http://vs/pain' is not there in version '1', only in '2026';");
  EXPECT_EQ(with("valueset \"X\": 'http://vs/two'\n"),
            "CQL0290 value set 'http://vs/two' is there in several versions: '1', '2'; help: say "
            "which: version '…'\n");
  EXPECT_EQ(with("valueset \"X\": 'http://vs/two' version '2'\ndefine A: 'b' in \"X\"\n"), "");
  EXPECT_EQ(with("codesystem \"O\": 'http://cs/other'\ndefine A: 'b' in \"O\"\n").substr(0, 54),
            "CQL0290 code system 'http://cs/other' is not there; he");
  EXPECT_EQ(with("define A: 'b' in ValueSet { id: 'http://vs/none' }\n").substr(0, 48),
            "CQL0290 value set 'http://vs/none' is not there;");
  EXPECT_EQ(with("valueset \"X\": 'http://vs/pain' codesystems { \"CS\" }\n"),
            "CQL0207 there is no code system 'CS'\n");
}

TEST(ValueSets, WithoutAnyTerminologyMayBeNamedButNotAsked) {
  EXPECT_EQ(with("valueset \"X\": 'http://vs/pain'\ndefine A: \"X\".id\n", false), "");
  EXPECT_EQ(with("valueset \"X\": 'http://vs/pain'\ndefine A: 'b' in \"X\"\n", false).substr(0, 48),
            "CQL0290 value set 'http://vs/pain' is not there;");
  EXPECT_EQ(with("valueset \"X\": 'http://vs/pain'\ndefine A: exists \"X\"\n", false).substr(0, 48),
            "CQL0290 value set 'http://vs/pain' is not there;");
}

TEST(Subsumption, GoesUpTheHierarchy) {
  EXPECT_EQ(answer("Subsumes(\"Knee\", \"Patella\")"), "true");
  EXPECT_EQ(answer("Subsumes(\"Patella\", \"Knee\")"), "false");
  EXPECT_EQ(answer("SubsumedBy(\"Patella\", \"Knee\")"), "true");
  EXPECT_EQ(answer("Subsumes(\"Knee\", \"Knee\")"), "true");
  EXPECT_EQ(answer("Subsumes(\"Back\", \"Patella\")"), "false");
  EXPECT_EQ(answer("Subsumes(\"Knee\", Code { code: 'loop', system: 'http://cs/sites' })"),
            "false");
  EXPECT_EQ(answer("Subsumes(\"Elsewhere\", \"Patella\")"), "false");
  EXPECT_EQ(answer("Subsumes(\"Both\", ToConcept(\"Back\"))"), "true");
  EXPECT_EQ(answer("Subsumes(\"Knee\", Unknown)"), "null");
  EXPECT_EQ(answer("Subsumes(\"Knee\", Code { code: 'hip', system: 'http://cs/sites' })"), "null");
  EXPECT_EQ(answer("Subsumes(Code { code: 'x', system: 'http://cs/no' }, "
                   "Code { code: 'y', system: 'http://cs/no' })"),
            "error: code system 'http://cs/no' is not there");
}

TEST(TerminologyMembership, OfAnUnknownAnswerIsRefused) {
  CompileInput input = library_input(
      "library M\nusing TestIntake version '1.0.0'\nvalueset \"Pain\": 'http://vs/pain'\n"
      "context Assessment\n"
      "define A: Assessment.trauma in \"Pain\"\ndefine B: Assessment.locations in \"Pain\"\n"
      "define C: if Assessment.trauma is null then null else Assessment.trauma in \"Pain\"\n");
  input.schema = intake();
  input.terminology = sites();
  const Compilation compiled = compile(input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  const auto said_of = [&compiled](std::string_view name) {
    const DefinitionId roots[] = {*compiled.program->find({}, name)};
    Diagnostics diagnostics;
    check_monotone(*compiled.program, roots, {}, diagnostics);
    return diagnostics.error_count();
  };
  EXPECT_EQ(said_of("A"), 1U);
  EXPECT_EQ(said_of("B"), 1U);
  EXPECT_EQ(said_of("C"), 0U);
  Answers answers;
  EXPECT_EQ(evaluate_in(input, "A", answers.slots), "false");
  EXPECT_EQ(evaluate_in(input, "C", answers.slots), "null");
}

}  // namespace
}  // namespace palpate::cql::testing
