#include "ruleset/definition_table.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"

namespace palpate::ruleset {

namespace {

std::string quoted(const std::string& text) { return "'" + text + "'"; }

std::string advice_for(const Type& given, const Type& wanted) {
  const auto sided = sided_type(boolean_type());
  if (wanted == sided && given == boolean_type()) {
    return "yield Tuple { left: …, right: … }, or leave out 'sided'";
  }
  if (wanted == boolean_type() && given == sided) return "use .left or .right, or their 'or'";
  return {};
}

}  // namespace

Type boolean_type() { return Type::simple(Type::Kind::boolean); }

Type sided_type(const Type& leaf) { return Type::tuple({{"left", leaf}, {"right", leaf}}); }

std::optional<cql::DefinitionId> DefinitionTable::use(const DocumentNode& reference,
                                                      const Type& type) {
  const auto name = reference.text();
  return name ? use(*name, reference, type) : std::nullopt;
}

std::optional<cql::DefinitionId> DefinitionTable::use(const ObjectReader& reader,
                                                      std::string_view key, const Type& type,
                                                      Presence presence) {
  const auto reference = reader.get(key, presence);
  return reference ? use(*reference, type) : std::nullopt;
}

std::optional<cql::DefinitionId> DefinitionTable::use(const std::string& name,
                                                      const DocumentNode& reference,
                                                      const Type& type) {
  const auto* definition = find(name, reference);
  if (definition == nullptr) return std::nullopt;
  const auto id = id_of(*definition);
  if (!id) return 0;
  roots_.insert(*id);
  if (!definition->broken) check_type(*id, *definition, reference, type);
  return id;
}

const NamedDefinition* DefinitionTable::find(const std::string& name,
                                             const DocumentNode& reference) {
  std::vector<const NamedDefinition*> found;
  for (const auto& definition : logic_->definitions) {
    if (definition.name != name || definition.is_function) continue;
    if (definition.library == logic_->main_library) return &definition;
    found.push_back(&definition);
  }
  if (found.empty()) {
    const auto* qualified = find_qualified(name);
    if (qualified == nullptr) report_unknown(name, reference);
    return qualified;
  }
  if (found.size() > 1) {
    reference.error(
        "RS0121", "several libraries define " + quoted(name),
        "write " + quoted(found[0]->full_name()) + " or " + quoted(found[1]->full_name()));
  }
  return found.front();
}

const NamedDefinition* DefinitionTable::find_qualified(const std::string& name) const {
  const auto found =
      std::find_if(logic_->definitions.begin(), logic_->definitions.end(),
                   [&](const NamedDefinition& definition) {
                     return !definition.is_function && definition.full_name() == name;
                   });
  return found != logic_->definitions.end() ? &*found : nullptr;
}

void DefinitionTable::report_unknown(const std::string& name, const DocumentNode& reference) {
  if (!logic_->all_known) return;  // it may stand in what could not be read
  std::vector<std::string_view> names;
  for (const auto& definition : logic_->definitions) {
    if (names.size() == limits::suggestion_candidates) break;
    if (!definition.is_function) names.push_back(definition.name);
  }
  reference.error("RS0120", "no library of this rule set defines " + quoted(name),
                  did_you_mean(name, names));
  const auto meant = nearest(name, names);
  for (const auto& definition : logic_->definitions) {
    if (meant.empty() || definition.name != meant) continue;
    if (const auto id = id_of(definition)) roots_.insert(*id);
  }
}

std::optional<cql::DefinitionId> DefinitionTable::id_of(const NamedDefinition& definition) const {
  if (logic_->checkable == nullptr) return std::nullopt;
  return logic_->checkable->find(definition.library, definition.name);
}

void DefinitionTable::check_type(cql::DefinitionId id, const NamedDefinition& definition,
                                 const DocumentNode& reference, const Type& type) const {
  const auto& given = logic_->checkable->definition(id).type;
  if (given == type) return;
  // What hangs on a definition that was set aside may have lost its type with it.
  if (logic_->program == nullptr && given.is(Type::Kind::any)) return;
  reference.error("RS0122",
                  quoted(definition.name) + " yields " + given.to_string() + "; " +
                      reference.name() + " needs " + type.to_string(),
                  advice_for(given, type));
}

}  // namespace palpate::ruleset
