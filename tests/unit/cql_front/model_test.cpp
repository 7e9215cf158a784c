#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

std::string mistakes(std::string_view model) {
  Diagnostics diagnostics;
  (void)read_model(json(model), diagnostics);
  return lines(diagnostics);
}

std::string element(std::string_view text) {
  return mistakes(R"({"context": "P", "elements": {"a": )" + std::string(text) + "}}");
}

TEST(Model, GivesEachElementItsSlots) {
  const auto schema = clinic();
  EXPECT_EQ(schema.model, "Clinic");
  EXPECT_EQ(schema.context, "Patient");
  ASSERT_EQ(schema.elements.size(), 7U);
  EXPECT_EQ(schema.elements[4].name, "knee");
  EXPECT_EQ(schema.elements[4].slot, 4U);
  EXPECT_EQ(schema.elements[5].slot, 6U);  // a tuple takes a slot a field
  EXPECT_EQ(schema.slot_count, 8U);
  EXPECT_EQ(schema.elements[2].unit, "kg");
  EXPECT_EQ(slot_name(schema, 5), "knee.right");
  EXPECT_EQ(slot_name(schema, 6), "seen");
}

TEST(Model, MistakesAreShownWithASuggestion) {
  EXPECT_EQ(element(R"("Intger")"),
            "CQL0600 a record has no elements of type Intger; did you mean 'Integer'?\n");
  EXPECT_EQ(element(R"("List<")"),
            "CQL0600 this is no CQL type: expected a type, not the end of the text\n");
  EXPECT_EQ(element(R"("Integer is null")"), "CQL0600 this is no CQL type\n");
  EXPECT_EQ(element(R"("Choice<Integer, String>")"),
            "CQL0600 a record has no elements of type Choice\n");
  EXPECT_EQ(element(R"({"type": "Integer", "unit": "kg"})"),
            "CQL0601 only a Quantity has a unit\n");
  EXPECT_EQ(element(R"({"type": "Integer", "options": ["a"]})"),
            "CQL0603 only a String has options\n");
  EXPECT_NE(element(R"({"type": "Quantity", "unit": "kilo"})").find("CQL0602"), std::string::npos);
  EXPECT_NE(element(R"({"typ": "Integer"})").find("did you mean 'type'?"), std::string::npos);
  EXPECT_NE(mistakes(R"({"elements": {}})").find("context"), std::string::npos);
  EXPECT_NE(mistakes("[1]"), "");
}

std::string classes(std::string_view text) {
  return mistakes(R"({"context": "P", "classes": {)" + std::string(text) +
                  R"(}, "elements": {"a": "String"}})");
}

TEST(Model, GivesEachListOfAClassASlotAfterTheElements) {
  Diagnostics diagnostics;
  const auto schema = read_model(json(R"({"context": "P", "classes": {
      "B": {"retrievable": false, "elements": {"x": "Integer"}},
      "C": {"primaryCodePath": "c", "elements": {"c": "List<Concept>", "b": "List<B>"}},
      "D": {"elements": {"c": "C"}}},
    "elements": {"a": "B", "t": "Tuple{l Boolean, r Boolean}"},
    "patientBirthDatePropertyName": "a"})"),
                                 diagnostics);
  EXPECT_EQ(lines(diagnostics), "CQL0607 a birth date is a Date or a DateTime\n");
  ASSERT_EQ(schema.classes.size(), 3U);
  EXPECT_EQ(schema.classes[0].slot, no_id);
  EXPECT_EQ(schema.classes[1].slot, 3U);
  EXPECT_EQ(schema.classes[1].code_path, "c");
  EXPECT_EQ(schema.classes[2].slot, 4U);
  EXPECT_EQ(schema.slot_count, 5U);
  EXPECT_EQ(schema.classes[2].type.elements()[0].type, schema.classes[1].type);
}

TEST(Model, MistakesInClassesAreShownWithASuggestion) {
  EXPECT_EQ(classes(R"("C": {"elements": {"x": "Integer"}})"), "");
  EXPECT_EQ(classes(R"("C": {"elements": {"x": "D"}}, "D": {"elements": {"x": "Integer"}})"),
            "CQL0600 a record has no elements of type D; a class may use those above it\n");
  EXPECT_EQ(classes(R"("C": {"elements": {"x": "C"}})").substr(0, 7), "CQL0600");
  EXPECT_EQ(classes(R"("Code": {"elements": {"x": "Integer"}})"),
            "CQL0605 'Code' is a type of CQL\n");
  EXPECT_EQ(classes(R"("a": {"elements": {"x": "Integer"}})"),
            "CQL0605 'a' is an element of the record as well\n");
  EXPECT_EQ(classes(R"("C": {"elements": {"code": "Code"}, "primaryCodePath": "coed"})"),
            "CQL0606 the class has no element 'coed'; did you mean 'code'?\n");
  EXPECT_EQ(classes(R"("C": {"elements": {"x": "Date"}, "primaryCodePath": "x"})"),
            "CQL0606 a code is a Code, a Concept or a String, or a list of them\n");
  EXPECT_EQ(classes(R"("C": {"elements": {}})"), "CQL0608 a class has elements\n");
  EXPECT_EQ(classes(R"("C": {"elements": {"x": {"type": "Integer", "unit": "kg"}}})"),
            "CQL0601 only a Quantity has a unit\n");
  EXPECT_EQ(mistakes(R"({"context": "P", "elements": {"born": "Date"},
                         "patientBirthDatePropertyName": "bron"})"),
            "CQL0607 the record has no element 'bron'; did you mean 'born'?\n");
}

// Each of these classes holds the one before it twice.
TEST(Model, ClassesDoNotGrowWithoutBound) {
  std::string text = R"("C0": {"elements": {"x": "Integer"}})";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "\"C" + std::to_string(i - 1) + "\"";
    text += ", \"C" + std::to_string(i) + R"(": {"elements": {"a": )" + before + R"(, "b": )" +
            before + "}}";
  }
  EXPECT_EQ(classes(text).substr(0, 7), "CQL0604");
}

TEST(Model, ReadsEveryType) {
  Diagnostics diagnostics;
  const auto schema = read_model(json(R"({"context": "R", "elements": {
      "b": "Boolean", "i": "Integer", "l": "Long", "d": "Decimal", "s": "String",
      "day": "Date", "at": "DateTime", "t": "Time", "q": "Quantity", "ratio": "Ratio",
      "c": "Code", "cs": "Concept", "list": "List<Integer>", "range": "Interval<Decimal>",
      "visits": "List<Tuple{seen Date, score Integer}>"}})"),
                                 diagnostics);
  ASSERT_FALSE(diagnostics.has_errors()) << lines(diagnostics);
  std::pmr::monotonic_buffer_resource arena;
  const auto slots = read_record(schema, json(R"({
      "b": true, "i": -5, "l": 9007199254740993, "d": 0.1, "s": "it's",
      "day": "2026-01", "at": "2026-01-15T09:30:00+01:00", "t": "09:30",
      "q": {"value": 5, "unit": "mg"}, "ratio": {"numerator": 1, "denominator": 2},
      "c": {"code": "x", "system": "urn:s"}, "cs": {"codes": [{"code": "y"}]},
      "list": [1, null, 3], "range": {"low": 1.5, "high": 2, "highClosed": false},
      "visits": [{"score": 3, "seen": "2025-12-01"}, {"score": 4}]})"),
                                 arena);
  ASSERT_TRUE(slots) << slots.error().message;
  const std::vector<std::string> expected = {"true",
                                             "-5",
                                             "9007199254740993L",
                                             "0.1",
                                             "'it\\'s'",
                                             "@2026-01",
                                             "@2026-01-15T09:30:00+01:00",
                                             "@T09:30",
                                             "5.0 'mg'",
                                             "1.0 '1':2.0 '1'"};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(to_cql((*slots)[i]), expected[i]);
  EXPECT_EQ((*slots)[10].field("code").as_string(), "x");
  EXPECT_TRUE((*slots)[10].field("display").is_null());
  EXPECT_EQ((*slots)[11].field("codes").items().size(), 1U);
  EXPECT_EQ(to_cql((*slots)[12]), "{1, null, 3}");
  EXPECT_EQ(to_cql((*slots)[13]), "Interval[1.5, 2.0)");
  EXPECT_EQ(to_cql((*slots)[14]),
            "{Tuple { score: 3, seen: @2025-12-01 }, Tuple { score: 4, seen: null }}");
}

TEST(Record, WhatIsLeftOutIsNull) {
  Desk desk(R"({"age": null, "knee": {"right": true}})");
  EXPECT_EQ(desk.value("Patient.age"), "null");
  EXPECT_EQ(desk.value("Patient.smoker"), "null");
  EXPECT_EQ(desk.value("Patient.knee.left"), "null");
  EXPECT_EQ(desk.value("Patient.knee.right"), "true");
}

TEST(Record, AnEndOfAnIntervalThatIsLeftOutIsUnknownAndNotWithoutLimit) {
  const auto range = [](std::string_view text) {
    Diagnostics diagnostics;
    const auto schema = read_model(
        json(R"({"context": "R", "elements": {"r": "Interval<Integer>"}})"), diagnostics);
    std::pmr::monotonic_buffer_resource arena;
    const auto slots = read_record(schema, json("{\"r\": " + std::string(text) + "}"), arena);
    return slots ? to_cql((*slots)[0]) : slots.error().message;
  };
  EXPECT_EQ(range(R"({"low": 1})"), "Interval[1, null)");
  EXPECT_EQ(range(R"({"low": null, "high": 5})"), "Interval(null, 5]");
  EXPECT_EQ(range(R"({"low": 1, "high": null, "highClosed": true})"), "Interval[1, null]");
  EXPECT_EQ(range(R"({"low": 1, "highClosed": false})"), "Interval[1, null)");
}

TEST(Record, QuantitiesComeInTheUnitOfTheirElement) {
  Desk desk(R"({"weight": {"value": 500, "unit": "g"}})");
  EXPECT_EQ(desk.value("Patient.weight"), "0.5 'kg'");
  EXPECT_EQ(Desk(R"({"weight": 80.25})").value("Patient.weight"), "80.25 'kg'");
}

TEST(Record, EveryMistakeHasItsPlaceAndNoneHasItsValue) {
  const auto schema = clinic();
  std::pmr::monotonic_buffer_resource arena;
  const auto read = read_record(schema,
                                json(R"({"age": "zanzibar",
 "smoker": "zanzibar", "weight": {"value": 1, "unit": "m"}, "pain": "zanzibar",
 "seen": ["2026-13-45"], "knee": {"top": true}, "wieght": 4711})",
                                     "record.json"),
                                arena);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message,
            "record.json:1:9: error: 'age' must be a whole number of 32 bits\n"
            "record.json:2:12: error: 'smoker' must be true or false\n"
            "record.json:2:34: error: 'weight' must be in a unit that converts to 'kg'\n"
            "record.json:2:69: error: 'pain' must be none, mild or severe\n"
            "record.json:3:11: error: an element of 'seen' must be a date, as in \"2026-01-15\"\n"
            "record.json:3:34: error: 'knee' must be an object with left or right\n"
            "record.json:3:59: error: the model has no element of that name; did you mean "
            "'weight'?\n");
}

TEST(Record, NumbersAreNotRounded) {
  const auto schema = clinic();
  std::pmr::monotonic_buffer_resource arena;
  EXPECT_FALSE(read_record(schema, json(R"({"age": 2147483648})"), arena));
  EXPECT_FALSE(read_record(schema, json(R"({"age": 1.5})"), arena));
  EXPECT_FALSE(read_record(schema, json(R"({"weight": 0.123456789})"), arena));
  EXPECT_TRUE(read_record(schema, json(R"({"weight": 0.12345678})"), arena));
}

TEST(Record, IsAnObject) {
  std::pmr::monotonic_buffer_resource arena;
  EXPECT_FALSE(read_record(clinic(), json("[]"), arena));
  EXPECT_FALSE(read_record(clinic(), json("7"), arena));
}

TEST(Record, AnIntervalStartsBeforeItEnds) {
  Diagnostics diagnostics;
  const auto schema =
      read_model(json(R"({"context": "P", "elements": {"r": "Interval<Integer>"}})"), diagnostics);
  std::pmr::monotonic_buffer_resource arena;
  EXPECT_FALSE(read_record(schema, json(R"({"r": {"low": 5, "high": 1}})"), arena));
  EXPECT_TRUE(read_record(schema, json(R"({"r": {"low": 1, "high": 5}})"), arena));
}

TEST(EvaluateLibrary, GivesPublicDefinitionsOfTheMainLibraryInOrder) {
  CompileInput input;
  const auto add = [&input](std::string_view text) {
    input.libraries.push_back(std::make_shared<const SourceText>("l.cql", std::string(text)));
  };
  add("library Main include Other define b: Other.x + 1 define private hidden: 1 define a: 1 / 0");
  add("library Other define x: 41");
  const auto compiled = compile(input);
  ASSERT_TRUE(compiled.program) << lines(compiled.diagnostics);
  Scratch scratch(compiled.program);
  scratch.begin({{}, test_time()});
  const auto results = evaluate_library(scratch);
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0].name, "b");
  EXPECT_EQ(to_cql(*results[0].value), "42");
  EXPECT_EQ(results[1].name, "a");
  EXPECT_TRUE(results[1].value->is_null());
}

}  // namespace
}  // namespace palpate::cql::testing
