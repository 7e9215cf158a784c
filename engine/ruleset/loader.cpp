// A directory → RuleSet, or all that is wrong with it. External interface: load in rule_set.hpp.
#include <utility>

#include "ruleset/build.hpp"
#include "ruleset/digest.hpp"
#include "ruleset/status.hpp"

namespace palpate::ruleset {

void read_logic(Build& build, const LoadOptions& options) {
  cql::ContextSchema schema;
  LogicInput input;
  input.libraries = build.libraries;
  input.parameters = options.parameters;
  input.terminology = build.set.terminology;
  if (build.set.dictionary != nullptr) {
    schema = context_schema(*build.set.dictionary);
    input.schema = &schema;
  }
  build.logic = compile_logic(build.content, input, build.diagnostics);
  build.set.program = build.logic.program;
}

Loaded load(const std::string& directory, const LoadOptions& options) {
  Loaded loaded;
  auto& diagnostics = loaded.diagnostics;
  const auto content = read_content(directory, diagnostics);
  if (content.files.empty() && diagnostics.has_errors()) return loaded;
  const auto set = std::make_shared<RuleSet>();
  set->directory = directory;
  set->digest = content.digest();
  check_digest(content, diagnostics);

  Build build(content, *set, diagnostics);
  read_documents(build);
  define_names(build);
  read_manifest(build);
  set->status = read_status(directory, set->version, diagnostics);
  read_sources(build);
  read_dictionary(build);
  read_knowledge(build);
  read_terminology(build);
  read_logic(build, options);
  read_item_logic(build);
  read_red_flags(build);
  read_findings(build);
  read_exercises(build);
  read_contraindications(build);
  read_adaptations(build);
  read_policy(build);
  check_cross_references(build);
  check_monotone_definitions(build);

  diagnostics.sort();
  if (diagnostics.has_errors()) return loaded;
  build_conditions(*set);
  loaded.rule_set = set;
  return loaded;
}

}  // namespace palpate::ruleset
