// Dictionary → the data model that CQL sees.
#include "ruleset/rule_set.hpp"

namespace palpate::ruleset {

cql::ContextSchema context_schema(const intake::Dictionary& dictionary) {
  cql::ContextSchema schema;
  schema.model = dictionary.model;
  schema.version = dictionary.version;
  schema.context = dictionary.context;
  schema.slot_count = dictionary.slot_count;
  for (const auto& item : dictionary.items) {
    cql::ContextElement element;
    element.name = item.id;
    element.type = dictionary.type_of(item);
    element.slot = item.slot;
    element.unit = item.unit;
    element.known_inside = true;
    for (const auto& option : item.options) element.options.push_back(option.id);
    schema.elements.push_back(std::move(element));
  }
  return schema;
}

}  // namespace palpate::ruleset
