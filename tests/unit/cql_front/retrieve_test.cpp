// `[Class: path in terminology]` over records, and ages from the model's birth date.
#include <gtest/gtest.h>

#include "cql/check/monotone.hpp"
#include "cql/front/why_null.hpp"
#include "support.hpp"

namespace palpate::cql::testing {
namespace {

constexpr std::string_view model = R"({
  "model": "Ward", "version": "1.0.0", "context": "Patient",
  "patientBirthDatePropertyName": "born",
  "classes": {
    "Part": {"retrievable": false, "elements": {"name": "String", "kind": "Code"}},
    "Condition": {
      "primaryCodePath": "code",
      "elements": {"code": "Concept", "onset": "Date", "part": "Part", "sites": "List<Code>"}
    },
    "Observation": {
      "primaryCodePath": "kind",
      "elements": {
        "kind": "String",
        "weight": {"type": "Quantity", "unit": "kg"},
        "grade": {"type": "String", "options": ["low", "high"]}
      }
    },
    "Note": {"elements": {"text": "String"}}
  },
  "elements": {"born": "Date", "ward": "String"}
})";

constexpr std::string_view record = R"({
  "born": "1962-05-03",
  "Condition": [
    {"code": {"codes": [{"code": "front", "system": "http://cs"}]}, "onset": "2025-01-01"},
    {"code": {"codes": [{"code": "knee", "system": "http://cs"}]}, "onset": "2024-01-01",
     "sites": [{"code": "hip", "system": "http://cs"}, {"code": "back", "system": "http://cs"}]},
    {"onset": "2023-01-01"}
  ],
  "Observation": []
})";

constexpr std::string_view header =
    "library M\nusing Ward version '1.0.0'\n"
    "codesystem \"CS\": 'http://cs'\n"
    "valueset \"Pain\": 'http://pain'\n"
    "code \"Front\": 'front' from \"CS\" display 'Front'\n"
    "code \"Knee\": 'knee' from \"CS\"\n"
    "code \"Back\": 'back' from \"CS\"\n"
    "parameter \"Not given\" Code\n"
    "context Patient\n"
    "define function Onset(c Condition): c.onset\n";

ContextSchema ward() {
  Diagnostics diagnostics;
  auto schema = read_model(json(model), diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << lines(diagnostics);
  return schema;
}

CompileInput library_with(std::string_view definitions) {
  TerminologySource codes;
  codes.value_sets.push_back(
      {"http://pain",
       "1",
       {{"front", "http://cs", "", "", {}}, {"back", "http://cs", "", "", {}}}});
  CompileInput input;
  input.schema = ward();
  input.terminology = std::make_shared<const Terminology>(std::move(codes));
  input.libraries.push_back(
      std::make_shared<const SourceText>("m.cql", std::string(header) + std::string(definitions)));
  return input;
}

/// The value of an expression over a record, or its diagnostics.
std::string value(std::string_view expression, std::string_view data = record) {
  const auto input = library_with("define R: " + std::string(expression) + "\n");
  const auto compiled = compile(input);
  if (!compiled.program) return lines(compiled.diagnostics);
  std::pmr::monotonic_buffer_resource arena;
  const auto slots = read_record(input.schema, json(data), arena);
  if (!slots) return slots.error().message;
  Scratch scratch(compiled.program);
  scratch.begin({*slots, test_time()});
  const auto result = scratch.definition(*compiled.program->find({}, "R"));
  return result ? to_cql(*result) : "error: " + result.error().message;
}

/// When the conditions that are retrieved began.
std::string onsets(std::string_view retrieve) {
  return value("(" + std::string(retrieve) + ") C return all C.onset");
}

TEST(Retrieve, GivesAllOfAClass) {
  EXPECT_EQ(onsets("[Condition]"), "{@2025-01-01, @2024-01-01, @2023-01-01}");
  EXPECT_EQ(onsets("[Ward.Condition]"), "{@2025-01-01, @2024-01-01, @2023-01-01}");
  EXPECT_EQ(onsets("[Patient -> Condition]"), "{@2025-01-01, @2024-01-01, @2023-01-01}");
  EXPECT_EQ(value("Count([Observation])"), "0");
}

TEST(Retrieve, OfNoListIsNullAndOfAnEmptyListIsEmpty) {
  EXPECT_EQ(value("[Note]"), "null");
  EXPECT_EQ(value("[Observation]"), "{}");
  EXPECT_EQ(value("[Condition: \"Pain\"]", "{}"), "null");
  EXPECT_EQ(value("[Condition: \"Pain\"]", R"({"Condition": []})"), "{}");
  EXPECT_EQ(value("[Condition]", R"({"Condition": null})"), "null");
  EXPECT_EQ(value("if [Note] is null then null else exists [Note]"), "null");
  EXPECT_EQ(value("exists [Note]"), "false");  // as CQL defines exists of null
}

TEST(Retrieve, ComparesThePrimaryCode) {
  EXPECT_EQ(onsets("[Condition: \"Pain\"]"), "{@2025-01-01}");
  EXPECT_EQ(onsets("[Condition: \"Knee\"]"), "{@2024-01-01}");
  EXPECT_EQ(onsets("[Condition: {\"Knee\", \"Front\"}]"), "{@2025-01-01, @2024-01-01}");
  EXPECT_EQ(onsets("[Condition: Concept {codes: {\"Knee\"}}]"), "{@2024-01-01}");
  EXPECT_EQ(onsets("[Condition: {} as List<Code>]"), "{}");
}

TEST(Retrieve, ComparesTheCodeOfAPath) {
  EXPECT_EQ(onsets("[Condition: code in \"Pain\"]"), "{@2025-01-01}");
  EXPECT_EQ(onsets("[Condition: code ~ \"Front\"]"), "{@2025-01-01}");
  EXPECT_EQ(onsets("[Condition: code = \"Knee\"]"), "{@2024-01-01}");
  EXPECT_EQ(onsets("[Condition: code = \"Front\"]"),
            "{}");  // whether the displays agree is unknown
  EXPECT_EQ(onsets("[Condition: sites in \"Pain\"]"), "{@2024-01-01}");
  EXPECT_EQ(onsets("[Condition: sites ~ \"Back\"]"), "{@2024-01-01}");
  EXPECT_EQ(onsets("[Condition: sites ~ \"Knee\"]"), "{}");
  EXPECT_EQ(onsets("[Condition: sites in {\"Knee\", \"Back\"}]"), "{@2024-01-01}");
  EXPECT_EQ(onsets("[Condition: part.kind ~ \"Knee\"]"), "{}");
  EXPECT_EQ(value("[Observation: kind ~ 'x'] O return O.grade",
                  R"({"Observation": [{"kind": "x", "grade": "low"}, {"kind": "y"}]})"),
            "{'low'}");
}

TEST(Retrieve, ByACodeThatIsNotKnownIsNotKnown) {
  EXPECT_EQ(value("[Condition: \"Not given\"]"), "null");
  EXPECT_EQ(value("[Condition: code ~ First([Condition] C return C.sites[5])]"), "null");
}

TEST(Retrieve, WorksTheTerminologyOutOnce) {
  EXPECT_EQ(onsets("[Condition: code in (({\"Knee\", \"Back\"}) C where C ~ \"Knee\")]"),
            "{@2024-01-01}");
  EXPECT_EQ(onsets("[Condition: Coalesce(\"Not given\", \"Knee\")]"), "{@2024-01-01}");
}

TEST(Retrieve, IsASourceLikeAnyOther) {
  EXPECT_EQ(value("[Condition: \"Pain\"] C where C.onset after @2024-12-31 return C.onset"),
            "{@2025-01-01}");
  EXPECT_EQ(value("([Condition] C sort by onset) S return all S.onset"),
            "{@2023-01-01, @2024-01-01, @2025-01-01}");
  EXPECT_EQ(value("[Condition] C with [Condition] D such that C.onset < D.onset return C.onset"),
            "{@2024-01-01, @2023-01-01}");
  EXPECT_EQ(value("[Condition] C return all Onset(C)"), "{@2025-01-01, @2024-01-01, @2023-01-01}");
}

TEST(Retrieve, BeginsAPathInParentheses) {
  EXPECT_EQ(value("([Condition]).onset"), "{@2025-01-01, @2024-01-01, @2023-01-01}");
  EXPECT_EQ(value("([Condition]).code.codes.code"), "{'front', 'knee'}");  // the third has none
  EXPECT_EQ(value("([Condition]).sites.code"), "{'hip', 'back'}");
  EXPECT_EQ(value("([Condition: \"Knee\"]).sites.code"), "{'hip', 'back'}");
  EXPECT_EQ(value("([Observation]).grade"), "{}");
  EXPECT_EQ(value("([Note]).text"), "null");  // no list of notes: nothing is known of their texts
  EXPECT_EQ(value("([Condition]).cod"),
            "CQL0212 Condition has no element 'cod'; did you mean 'code'?\n");
  EXPECT_EQ(value("[Condition].onset"),
            "CQL0100 a retrieve takes parentheses before '.'; write ([Condition]).…\n");
  EXPECT_EQ(value("[Condition: \"Knee\"].onset"),
            "CQL0100 a retrieve takes parentheses before '.'; write ([Condition: …]).…\n");
}

TEST(Retrieve, ComparesACodeBehindAList) {
  EXPECT_EQ(onsets("[Condition: sites.code in {'back'}]"), "{@2024-01-01}");
  EXPECT_EQ(onsets("[Condition: code.codes ~ \"Knee\"]"), "{@2024-01-01}");
}

TEST(Retrieve, SaysWhatCannotBeRetrieved) {
  EXPECT_EQ(value("[Conditon]"),
            "CQL0291 the data model has no class 'Conditon' to retrieve; did you mean "
            "'Condition'?\n");
  EXPECT_EQ(value("[FHIR.Condition]").substr(0, 7), "CQL0291");
  EXPECT_EQ(value("[Part]"),
            "CQL0291 a record holds no list of 'Part': it is a part of other classes\n");
  EXPECT_EQ(
      value("[Mother -> Condition]"),
      "CQL0291 'Mother' would be another record than 'Patient', and only that one is at hand; "
      "give the model of 'Patient' the elements that are needed of it\n");
  EXPECT_EQ(value("Patient.Condition"),
            "CQL0211 'Patient' has no element 'Condition'; write [Condition]\n");
  const auto unfiltered = library_with("context Unfiltered define R: [Condition]");
  EXPECT_EQ(lines(compile(unfiltered).diagnostics),
            "CQL0218 'Patient' is not the context of this definition; write \"context Patient\" "
            "above it\n");
}

TEST(Retrieve, SaysWhatCannotBeCompared) {
  EXPECT_EQ(value("[Note: \"Pain\"]"),
            "CQL0292 'Note' has no primary code path; say which element holds the code: "
            "[Note: … in …]\n");
  EXPECT_EQ(value("[Condition: onset in \"Pain\"]"),
            "CQL0292 codes are compared with a Code, Concept or String, not with Date\n");
  EXPECT_EQ(value("[Condition: cod in \"Pain\"]"),
            "CQL0212 Condition has no element 'cod'; did you mean 'code'?\n");
  EXPECT_EQ(value("[Condition: code ~ \"Pain\"]"),
            "CQL0292 a code is never a ValueSet: it is in one; write 'in'\n");
  EXPECT_EQ(value("[Condition: code in \"Knee\"]"),
            "CQL0292 'in' takes a value set or a list of codes; write '~' for one code\n");
  EXPECT_EQ(value("[Condition: 5]"),
            "CQL0292 codes are compared with a value set, a Code, a Concept or a list of them, "
            "not with Integer\n");
  EXPECT_EQ(value("[Observation: \"Knee\"]").substr(0, 7), "CQL0220");
}

TEST(Classes, AreTypes) {
  EXPECT_EQ(value("First([Condition]) is Condition"), "true");
  EXPECT_EQ(value("First([Condition]) is Ward.Note"), "false");
  EXPECT_EQ(value("[Condition] is List<Condition>"), "true");
  EXPECT_EQ(value("(Condition { onset: @2020 }).onset"), "@2020");
  EXPECT_EQ(value("Last([Condition]) = Condition { onset: @2023-01-01 }"), "true");
  EXPECT_EQ(value("Onset(Condition { onset: @2020-01-01 })"), "@2020-01-01");
  EXPECT_EQ(value("Note { text: 'a' }"), "Note { text: 'a' }");
  EXPECT_EQ(value("Onset(Note { text: 'a' })").substr(0, 7), "CQL0221");
  EXPECT_EQ(value("Note { txt: 'a' }"),
            "CQL0212 Note has no element 'txt'; did you mean 'text'?\n");
  EXPECT_EQ(value("null as Conditio"),
            "CQL0215 there is no type 'Conditio'; did you mean 'Condition'?\n");
}

TEST(Classes, KnowTheOptionsAndUnitsOfTheirElements) {
  constexpr std::string_view data =
      R"({"Observation": [{"weight": {"value": 500, "unit": "g"}, "grade": "low"}]})";
  EXPECT_EQ(value("[Observation] O return O.weight", data), "{0.5 'kg'}");
  EXPECT_EQ(value("[Observation] O where O.weight > 5 'm'", data).substr(0, 7), "CQL0260");
  EXPECT_EQ(value("[Observation] O where O.grade = 'lo'", data),
            "CQL0250 'grade' has no option 'lo'; did you mean 'low'?\n");
  EXPECT_EQ(value("([Observation]).grade contains 'lo'", data),
            "CQL0250 'grade' has no option 'lo'; did you mean 'low'?\n");
  EXPECT_EQ(value("([Observation]).grade contains 'low'", data), "true");
  EXPECT_EQ(value("1", R"({"Observation": [{"grade": "middle"}], "Part": []})"),
            "file.json:1:28: error: 'grade' must be low or high\n"
            "file.json:1:48: error: the model has no element of that name\n");
  EXPECT_EQ(value("1", R"({"Condition": {}})"),
            "file.json:1:15: error: 'Condition' must be a list\n");
}

TEST(Ages, AreCountedFromTheBirthDateOfTheModel) {
  EXPECT_EQ(value("AgeInYears()"), "63");
  EXPECT_EQ(value("AgeInMonths()"), "764");
  EXPECT_EQ(value("AgeInWeeks() = CalculateAgeInWeeks(Patient.born)"), "true");
  EXPECT_EQ(value("AgeInDays() = CalculateAgeInDays(Patient.born)"), "true");
  EXPECT_EQ(value("AgeInHours() > 24 * 365"), "true");
  EXPECT_EQ(value("AgeInMinutes() > AgeInHours() and AgeInSeconds() > AgeInMinutes()",
                  R"({"born": "2026-01-14"})"),
            "true");
  EXPECT_EQ(value("AgeInYearsAt(@2020-05-02)"), "57");
  EXPECT_EQ(value("AgeInYearsAt(@2020-05-03)"), "58");
  EXPECT_EQ(value("AgeInYearsAt(@2020-05-04T00:00:00.000+00:00)"), "58");
  EXPECT_EQ(value("System.AgeInYears()"), "63");
  EXPECT_EQ(value("AgeInYears()", "{}"), "null");
}

TEST(Ages, NeedABirthDate) {
  CompileInput input;
  input.schema = clinic();
  input.libraries.push_back(
      std::make_shared<const SourceText>("m", "library M context Patient define A: AgeInDays()"));
  EXPECT_EQ(lines(compile(input).diagnostics),
            "CQL0293 'AgeInDays' needs a birth date, and the data model names none; give it: "
            "CalculateAgeInDays(…)\n");
  EXPECT_EQ(value("AgeInYears(5)"), "CQL0221 'AgeInYears' takes 0 arguments, not 1\n");
  EXPECT_EQ(value("AgeInYearsAt()"), "CQL0221 'AgeInYearsAt' takes 1 argument, not 0\n");
  EXPECT_EQ(value("AgeInYearsAt('x')").substr(0, 7), "CQL0221");
  const auto unfiltered = library_with("context Unfiltered define R: AgeInYears()");
  EXPECT_EQ(lines(compile(unfiltered).diagnostics).substr(0, 7), "CQL0218");
  const auto own = library_with("define function AgeInYears(): 'mine' define R: AgeInYears()");
  EXPECT_TRUE(compile(own).program);
}

/// What the information-monotone check says of a definition.
std::string monotone(std::string_view expression) {
  const auto compiled = compile(library_with("define R: " + std::string(expression) + "\n"));
  if (!compiled.program) return lines(compiled.diagnostics);
  const DefinitionId root = *compiled.program->find({}, "R");
  Diagnostics diagnostics;
  check_monotone(*compiled.program, {&root, 1}, {}, diagnostics);
  return lines(diagnostics).substr(0, 7);
}

TEST(Retrieve, OfAListThatMayBeMissingIsNoAnswer) {
  EXPECT_EQ(monotone("[Condition]"), "");
  EXPECT_EQ(monotone("AgeInYears() > 50"), "");
  EXPECT_EQ(monotone("exists [Condition]"), "CQL0400");
  EXPECT_EQ(monotone("[Condition: \"Knee\"]"), "CQL0400");  // '~' reads a missing code as another
  EXPECT_EQ(monotone("[Condition] C where C.onset after @2020-01-01"), "CQL0403");
  EXPECT_EQ(monotone("[Condition] C return all C.onset"), "");
}

TEST(Retrieve, WhatIsMissingIsNamed) {
  const auto input = library_with("define R: [Note] N return all N.text\n");
  const auto compiled = compile(input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  std::pmr::monotonic_buffer_resource arena;
  const auto slots = read_record(input.schema, json("{}"), arena);
  Scratch scratch(compiled.program);
  scratch.begin({*slots, test_time()});
  const auto root = compiled.program->definition(*compiled.program->find({}, "R")).root;
  EXPECT_EQ(why_null(scratch, root, describe_slots(compiled.program->schema())),
            "[Note] is not given");
}

}  // namespace
}  // namespace palpate::cql::testing
