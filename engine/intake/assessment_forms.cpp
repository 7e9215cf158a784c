// What is derived from a dictionary for those who fill in assessments: an empty assessment and
// its JSON Schema. External interface: assessment_template(), assessment_schema().

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "intake/dictionary.hpp"
#include "intake/json_text.hpp"

namespace palpate::intake {

namespace {

namespace json = boost::json;

constexpr const char* date_pattern = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

json::object reference(const char* definition) {
  return {{"$ref", std::string("#/definitions/") + definition}};
}

json::object range_of(const Item& item, const char* type) {
  json::object schema{{"type", type}};
  if (item.plausible_min) schema["minimum"] = json_number(*item.plausible_min);
  if (item.plausible_max) schema["maximum"] = json_number(*item.plausible_max);
  return schema;
}

json::array option_ids(const Item& item) {
  json::array ids;
  for (const auto& option : item.options) ids.emplace_back(option.id);
  return ids;
}

json::object list_schema(const Item& item) {
  return {{"type", "array"},
          {"items", json::object{{"enum", option_ids(item)}}},
          {"minItems", 1},
          {"uniqueItems", true}};
}

/// {value, unit}: any unit that converts, which a schema cannot say.
json::object quantity_schema(const Item& item) {
  return {{"type", "object"},
          {"properties",
           json::object{{"value", json::object{{"type", "number"}}},
                        {"unit", json::object{{"type", "string"}, {"default", item.unit}}}}},
          {"required", json::array{"value", "unit"}},
          {"additionalProperties", false}};
}

std::vector<json::value> value_schemas(const Item& item) {
  switch (item.type) {
    case ItemType::boolean:
      return {json::object{{"type", "boolean"}}};
    case ItemType::integer:
      return {range_of(item, "integer")};
    case ItemType::decimal:
      return {range_of(item, "number")};
    case ItemType::quantity: {
      auto bare = range_of(item, "number");
      bare["description"] = "in " + item.unit;
      return {std::move(bare), quantity_schema(item)};
    }
    case ItemType::choice:
      return {json::object{{"enum", option_ids(item)}}};
    case ItemType::choices:
      return {list_schema(item)};
    case ItemType::date:
      return {json::object{{"type", "string"}, {"pattern", date_pattern}}};
    case ItemType::text:
      return {json::object{{"type", "string"}, {"maxLength", limits::text_answer_bytes}}};
  }
  return {};
}

json::object answer_schema(const Item& item) {
  json::array forms;
  for (auto& schema : value_schemas(item)) forms.push_back(std::move(schema));
  forms.push_back(reference("unknown"));
  forms.push_back(json::object{{"type", "null"}});
  return {{"anyOf", std::move(forms)}};
}

json::object sided_schema(const Item& item) {
  const json::object sides{
      {"type", "object"},
      {"properties", json::object{{"left", answer_schema(item)}, {"right", answer_schema(item)}}},
      {"additionalProperties", false}};
  return {{"anyOf", json::array{sides, reference("unknown"), json::object{{"type", "null"}}}}};
}

json::object item_schema(const Item& item) {
  json::object schema{{"description", item.question}};
  auto answers = item.sided ? sided_schema(item) : answer_schema(item);
  schema["anyOf"] = std::move(answers["anyOf"]);
  return schema;
}

json::object text_or_null() {
  return {{"type", json::array{"string", "null"}}, {"maxLength", limits::name_length}};
}

/// Not one schema with two types: some validators ask for the format of a null as well.
json::object time_or_null() {
  return {{"anyOf", json::array{json::object{{"type", "null"}},
                                json::object{{"type", "string"}, {"format", "date-time"}}}}};
}

json::object unknown_schema() {
  return {{"type", "object"},
          {"properties",
           json::object{{"unknown", json::object{{"enum", json::array{"not-asked", "asked-unknown",
                                                                      "declined"}}}}}},
          {"required", json::array{"unknown"}},
          {"additionalProperties", false}};
}

/// Calls `visit` for every item, group by group, in the dictionary's order within one.
template <typename Visit>
void for_items_by_group(const Dictionary& dictionary, Visit visit) {
  for (std::size_t group = 0; group < dictionary.groups.size(); ++group) {
    for (const auto& item : dictionary.items) {
      if (item.group == group) visit(item);
    }
  }
}

}  // namespace

std::string assessment_template(const Dictionary& dictionary) {
  json::object answers;
  for_items_by_group(dictionary, [&](const Item& item) {
    answers[item.id] = item.sided ? json::value(json::object{{"left", nullptr}, {"right", nullptr}})
                                  : json::value(nullptr);
  });
  return pretty_json(json::object{{"id", nullptr},
                                  {"subject", nullptr},
                                  {"dictionary", dictionary.reference()},
                                  {"recordedAt", nullptr},
                                  {"answers", std::move(answers)}});
}

std::string assessment_schema(const Dictionary& dictionary) {
  json::object items;
  for_items_by_group(dictionary, [&](const Item& item) { items[item.id] = item_schema(item); });
  const json::object members{{"id", text_or_null()},
                             {"subject", text_or_null()},
                             {"dictionary", json::object{{"const", dictionary.reference()}}},
                             {"recordedAt", time_or_null()},
                             {"answers", json::object{{"type", "object"},
                                                      {"properties", std::move(items)},
                                                      {"additionalProperties", false}}}};
  return pretty_json(json::object{{"$schema", "http://json-schema.org/draft-07/schema#"},
                                  {"title", "Assessment for " + dictionary.reference()},
                                  {"type", "object"},
                                  {"properties", members},
                                  {"required", json::array{"dictionary", "answers"}},
                                  {"additionalProperties", false},
                                  {"definitions", json::object{{"unknown", unknown_schema()}}}});
}

}  // namespace palpate::intake
