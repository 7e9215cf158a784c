// A model document → ContextSchema. External interface: read_model and evaluate_library.
#include "cql/front/model.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/document_reader.hpp"
#include "cql/front/model_type.hpp"

namespace palpate::cql {
namespace {

/// A class that holds another one twice, which holds a third one twice, doubles with each.
constexpr std::size_t class_parts = 1'000;

void read_unit(const ObjectReader& reader, ContextElement& element) {
  if (!reader.has("unit")) return;
  element.unit = reader.text("unit");
  const auto node = reader.find("unit");
  if (!innermost(element.type).is(Type::Kind::quantity)) {
    node->error("CQL0601", "only a Quantity has a unit");
    return;
  }
  std::pmr::monotonic_buffer_resource arena;
  const auto unit = parse_unit(element.unit, arena);
  if (!unit && !element.unit.empty()) node->error("CQL0602", unit.error().message);
}

void read_options(const ObjectReader& reader, ContextElement& element) {
  if (!reader.has("options")) return;
  element.options = reader.texts("options", Presence::required);
  if (!innermost(element.type).is(Type::Kind::string)) {
    reader.find("options")->error("CQL0603", "only a String has options");
  }
}

std::optional<ContextElement> read_element(const DocumentNode& node, const std::string& name,
                                           const ContextSchema& schema) {
  ContextElement element;
  element.name = name;
  if (node.value().is_string()) {
    const auto type = read_type(node, schema);
    if (!type) return std::nullopt;
    element.type = *type;
    return element;
  }
  const ObjectReader reader(node, "an element", {"type", "unit", "options"});
  const auto written = reader.get("type", Presence::required);
  const auto type = written ? read_type(*written, schema) : std::nullopt;
  if (!type) return std::nullopt;
  element.type = *type;
  read_unit(reader, element);
  read_options(reader, element);
  return element;
}

/// Takes a model's parts in, in the order in which they need each other: classes, then elements.
class ModelReader {
 public:
  explicit ModelReader(ContextSchema& schema) : schema_(schema) {}

  void run(const ObjectReader& reader) {
    if (const auto classes = reader.get("classes", Presence::optional)) {
      each_member(*classes, "an object: name → class",
                  [this](const DocumentNode& node, const std::string& name) { one(node, name); });
    }
    if (const auto elements = reader.get("elements", Presence::required)) {
      for (auto& element : elements_of(*elements)) place(std::move(element));
    }
    for (ContextClass& each : schema_.classes) {
      if (each.slot != no_id) each.slot = schema_.slot_count++;
    }
    check_names(reader);
    birth_date(reader);
  }

 private:
  template <typename Read>
  void each_member(const DocumentNode& node, const std::string& expected, const Read& read) {
    const auto* object = node.value().if_object();
    if (object == nullptr) return node.wrong_type(expected);
    if (object->size() > model_elements - count_) {
      return node.error("CQL0604",
                        "a model has " + std::to_string(model_elements) + " elements at most");
    }
    count_ += object->size();
    for (const auto& member : *object) {
      const std::string name(member.key());
      read(node.at(node.pointer() + "/" + pointer_escape(name)), name);
    }
  }

  std::vector<ContextElement> elements_of(const DocumentNode& node) {
    std::vector<ContextElement> elements;
    each_member(node, "an object: name → type",
                [&](const DocumentNode& member, const std::string& name) {
                  auto element = read_element(member, name, schema_);
                  if (element) elements.push_back(std::move(*element));
                });
    return elements;
  }

  void place(ContextElement element) {
    element.slot = schema_.slot_count;
    schema_.slot_count += element.type.is(Type::Kind::tuple)
                              ? static_cast<std::uint32_t>(element.type.elements().size())
                              : 1U;
    schema_.elements.push_back(std::move(element));
  }

  /// Where its slot is another than no_id, it takes one after all elements.
  void one(const DocumentNode& node, const std::string& name) {
    const ObjectReader reader(node, "a class", {"elements", "primaryCodePath", "retrievable"});
    const auto elements = reader.get("elements", Presence::required);
    if (!elements) return;
    ContextClass result;
    result.fields = elements_of(*elements);
    const auto* written = elements->value().if_object();
    if (written != nullptr && written->empty()) elements->error("CQL0608", "a class has elements");
    if (result.fields.empty()) return;
    std::vector<Type::Element> fields;
    for (const auto& field : result.fields) fields.push_back({field.name, field.type});
    result.type = Type::named(name, std::move(fields));
    std::size_t left = class_parts;
    if (!fits(result.type, left)) {
      return node.error("CQL0604", "a class has " + std::to_string(class_parts) +
                                       " parts at most, those of its parts included");
    }
    if (system_type(name).second) {
      return node.error_at_key("CQL0605", "'" + name + "' is a type of CQL");
    }
    code_path(reader, result);
    result.slot = reader.boolean("retrievable", true) ? 0 : no_id;
    schema_.classes.push_back(std::move(result));
  }

  static bool fits(const Type& type, std::size_t& left) {
    if (left == 0) return false;
    --left;
    if (type.is(Type::Kind::list) || type.is(Type::Kind::interval)) {
      return fits(type.element(), left);
    }
    const auto elements = type.elements();
    return std::all_of(elements.begin(), elements.end(),
                       [&left](const Type::Element& each) { return fits(each.type, left); });
  }

  static void code_path(const ObjectReader& reader, ContextClass& result) {
    const auto node = reader.find("primaryCodePath");
    if (!node) return;
    result.code_path = reader.text("primaryCodePath");
    const Type* type = result.type.find_element(result.code_path);
    if (type == nullptr) {
      std::vector<std::string_view> names;
      for (const auto& field : result.fields) names.push_back(field.name);
      return node->error("CQL0606", "the class has no element '" + result.code_path + "'",
                         did_you_mean(result.code_path, names));
    }
    const Type& code = type->is(Type::Kind::list) ? type->element() : *type;
    if (code.is(Type::Kind::code) || code.is(Type::Kind::concept_) || code.is(Type::Kind::string)) {
      return;
    }
    node->error("CQL0606", "a code is a Code, a Concept or a String, or a list of them");
  }

  /// What a record gives by one name must be one thing.
  void check_names(const ObjectReader& reader) const {
    const auto classes = reader.find("classes");
    for (const ContextClass& each : schema_.classes) {
      const std::string& name = each.type.name();
      if (each.slot == no_id || schema_.find_element(name) == nullptr) continue;
      classes->at(classes->pointer() + "/" + pointer_escape(name))
          .error_at_key("CQL0605", "'" + name + "' is an element of the record as well");
    }
  }

  void birth_date(const ObjectReader& reader) {
    constexpr std::string_view key = "patientBirthDatePropertyName";
    const auto node = reader.find(key);
    if (!node) return;
    schema_.birth_date = reader.text(key);
    const ContextElement* found = schema_.find_element(schema_.birth_date);
    if (found == nullptr) {
      std::vector<std::string_view> names;
      for (const auto& element : schema_.elements) names.push_back(element.name);
      return node->error("CQL0607", "the record has no element '" + schema_.birth_date + "'",
                         did_you_mean(schema_.birth_date, names));
    }
    if (found->type.is(Type::Kind::date) || found->type.is(Type::Kind::date_time)) return;
    node->error("CQL0607", "a birth date is a Date or a DateTime");
  }

  ContextSchema& schema_;
  std::size_t count_ = 0;
};

}  // namespace

ContextSchema read_model(const Document& document, Diagnostics& diagnostics) {
  ContextSchema schema;
  const ObjectReader reader(
      DocumentNode(document, diagnostics), "a model",
      {"model", "version", "context", "classes", "elements", "patientBirthDatePropertyName"});
  if (!reader.valid()) return schema;
  schema.context = reader.text("context");
  schema.model = reader.text("model", Presence::optional);
  schema.version = reader.text("version", Presence::optional);
  ModelReader(schema).run(reader);
  return schema;
}

std::vector<NamedResult> evaluate_library(Scratch& scratch) {
  std::vector<NamedResult> results;
  const Program& program = scratch.program();
  const auto definitions = program.definitions();
  for (DefinitionId id = 0; id < definitions.size(); ++id) {
    const Definition& definition = definitions[id];
    if (definition.library != program.main_library() || definition.is_private) continue;
    results.push_back({definition.name, scratch.definition(id)});
  }
  return results;
}

}  // namespace palpate::cql
