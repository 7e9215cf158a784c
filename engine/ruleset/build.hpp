#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/document_reader.hpp"
#include "ruleset/content.hpp"
#include "ruleset/definition_table.hpp"
#include "ruleset/logic.hpp"
#include "ruleset/name_table.hpp"
#include "ruleset/rule_set.hpp"

namespace palpate::ruleset {

/// A rule set under construction. Each kind of file has one function that reads it into `set`;
/// loader.cpp calls them in order. After an error the set is thrown away, so that a reader may put
/// any index in the place of one that it could not find.
struct Build {
  Build(const Content& read_content, RuleSet& rule_set, Diagnostics& all_diagnostics)
      : content(read_content), set(rule_set), diagnostics(all_diagnostics) {}

  const Content& content;
  RuleSet& set;
  Diagnostics& diagnostics;
  std::map<std::string, Document> documents;  ///< YAML files that could be parsed, by path
  bool lacks_file = false;                    ///< one is missing or could not be parsed
  std::vector<std::string> libraries;

  NameTable levels{"level", "RS0125"};
  NameTable sources{"source", "RS0123"};
  NameTable entities{"entity", "RS0126"};
  NameTable red_flags{"red flag", "RS0127"};
  NameTable exercises{"exercise", "RS0128"};
  NameTable tags{"tag", "RS0129"};
  NameTable positions{"position", "RS0130"};
  Logic logic;
  DefinitionTable definitions{logic};

  /// Null when the file is missing or no YAML: that was said.
  const Document* document(const std::string& path) const;
  /// The root of a file, as `what` with these keys. Empty likewise.
  std::optional<ObjectReader> file(const std::string& path,
                                   std::initializer_list<std::string_view> keys);
  /// The `sources` of an element.
  std::vector<std::uint32_t> sources_of(const ObjectReader& reader, Presence presence);
  LevelIndex level(const ObjectReader& reader, std::string_view key);
};

/// Reads the YAML files that every rule set has; codes RS0002, RS0007 and the parser's.
void read_documents(Build& build);
/// Parses one YAML or JSON file of the content into `documents`.
void parse_document(Build& build, const std::string& path);
/// Makes the name tables from the documents, before anything refers to them.
void define_names(Build& build);

void read_manifest(Build& build);
void read_sources(Build& build);
void read_dictionary(Build& build);
void read_knowledge(Build& build);
void read_terminology(Build& build);
void read_logic(Build& build, const LoadOptions& options);
void read_item_logic(Build& build);
void read_red_flags(Build& build);
void read_findings(Build& build);
void read_exercises(Build& build);
void read_contraindications(Build& build);
void read_adaptations(Build& build);
void read_policy(Build& build);
/// After all of them: what is defined and never used, and the information-monotone check.
void check_cross_references(Build& build);
void check_monotone_definitions(Build& build);
/// After all of them, when there was no error: RuleSet::conditions.
void build_conditions(RuleSet& set);

}  // namespace palpate::ruleset
