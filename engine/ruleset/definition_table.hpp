#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/document_reader.hpp"
#include "ruleset/logic.hpp"

namespace palpate::ruleset {

/// Finds the CQL definitions that YAML files name, and keeps account of those that are used.
class DefinitionTable {
 public:
  explicit DefinitionTable(const Logic& logic) : logic_(&logic) {}

  /// The definition that `reference` names; `type` is what it has to yield. Complaints: RS0120
  /// there is none, RS0121 several, RS0122 another type. An id of Logic::checkable; 0 when there
  /// is no such program.
  std::optional<cql::DefinitionId> use(const DocumentNode& reference, const Type& type);
  /// The same for a reference that was read elsewhere.
  std::optional<cql::DefinitionId> use(const std::string& name, const DocumentNode& reference,
                                       const Type& type);
  /// Of a key that may be left out.
  std::optional<cql::DefinitionId> use(const ObjectReader& reader, std::string_view key,
                                       const Type& type, Presence presence);

  const Logic& logic() const { return *logic_; }
  /// Definitions of Logic::checkable that were used, ascending.
  const std::set<cql::DefinitionId>& roots() const { return roots_; }

 private:
  const NamedDefinition* find(const std::string& name, const DocumentNode& reference);
  const NamedDefinition* find_qualified(const std::string& name) const;
  void report_unknown(const std::string& name, const DocumentNode& reference);
  void check_type(cql::DefinitionId id, const NamedDefinition& definition,
                  const DocumentNode& reference, const Type& type) const;
  std::optional<cql::DefinitionId> id_of(const NamedDefinition& definition) const;

  const Logic* logic_;
  std::set<cql::DefinitionId> roots_;
};

Type boolean_type();
Type sided_type(const Type& leaf);  ///< Tuple{left T, right T}

}  // namespace palpate::ruleset
