// What is defined and never used, across all files; and the information-monotone check.
#include <algorithm>
#include <set>

#include "cql/program/reach.hpp"
#include "cql/program/shipped_function.hpp"
#include "ruleset/build.hpp"

namespace palpate::ruleset {

namespace {

void report_unused(Build& build, const NameTable& names, const std::string& code,
                   const std::string& suggestion) {
  for (const auto& unused : names.unused()) {
    build.diagnostics.error(code, names.source(), unused.place,
                            "nothing uses the " + names.what() + " '" + unused.id + "'",
                            suggestion);
  }
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// How often `name` stands in `text` as a name, not as a part of a longer one.
std::size_t occurrences(std::string_view text, std::string_view name) {
  std::size_t count = 0;
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    const bool begins = at == 0 || !is_name_character(text[at - 1]);
    const bool ends = end == text.size() || !is_name_character(text[end]);
    if (begins && ends) ++count;
  }
  return count;
}

/// All that stands in definitions which were set aside: what it refers to is not in the program.
std::string broken_text(const Logic& logic) {
  std::string text;
  for (const auto& definition : logic.definitions) {
    if (definition.broken) text.append(definition.source->text(definition.body_span)).append("\n");
  }
  return text;
}

class LogicUsage {
 public:
  explicit LogicUsage(Build& build)
      : build_(build), program_(*build.logic.checkable), broken_(broken_text(build.logic)) {}

  void check() {
    find_used();
    find_referred_to();
    for (const auto& definition : build_.logic.definitions) {
      if (definition.is_function ? is_called(definition) : is_used(definition)) continue;
      build_.diagnostics.error("RS0380", definition.source, definition.name_span,
                               "nothing uses the " +
                                   std::string(definition.is_function ? "function" : "definition") +
                                   " '" + definition.name + "'",
                               "remove it, or name it in one of the YAML files");
    }
    check_parameters();
    check_items();
  }

 private:
  void find_used() {
    const auto& roots = build_.definitions.roots();
    used_ = roots;
    std::vector<cql::NodeId> nodes;
    for (const auto root : roots) nodes.push_back(program_.definition(root).root);
    cql::for_each_reachable(program_, nodes, [this](cql::NodeId id) {
      const auto& node = program_.node(id);
      if (node.kind == cql::NodeKind::definition) used_.insert(node.payload);
    });
  }

  void find_referred_to() {
    for (const auto& node : program_.nodes()) {
      if (node.kind == cql::NodeKind::slot) slots_.insert(node.payload);
      if (node.kind == cql::NodeKind::definition) referred_to_.insert(node.payload);
      if (node.kind != cql::NodeKind::call) continue;
      const auto& function = program_.function(node.payload);
      called_.insert(function.library + "." + function.name);
    }
  }

  bool is_called(const NamedDefinition& function) const {
    return called_.count(function.full_name()) != 0 || occurrences(broken_, function.name) > 0;
  }

  /// Of a chain of unused definitions only the one that nothing refers to is reported.
  bool is_used(const NamedDefinition& definition) const {
    const auto id = program_.find(definition.library, definition.name);
    return !id || used_.count(*id) != 0 || referred_to_.count(*id) != 0 ||
           occurrences(broken_, definition.name) > 0;
  }

  /// Parameters are constants in the program, so their names are sought in the text.
  void check_parameters() {
    for (const auto& parameter : build_.logic.parameters) {
      if (occurrences_anywhere(parameter.name) > 1) continue;
      build_.diagnostics.error("RS0386", parameter.source, parameter.name_span,
                               "nothing uses the parameter '" + parameter.name + "'");
    }
  }

  std::size_t occurrences_anywhere(const std::string& name) const {
    std::set<SourcePtr> sources;
    for (const auto& definition : build_.logic.definitions) sources.insert(definition.source);
    std::size_t count = 0;
    for (const auto& source : sources) count += occurrences(source->text(), name);
    return count;
  }

  /// A condition that a parameter switches off is not in the program, and still stands in the text.
  void check_items() {
    const auto& dictionary = *build_.set.dictionary;
    for (const auto& item : dictionary.items) {
      const bool used = slots_.count(item.slot) != 0 || slots_.count(item.slot + item.slots() - 1);
      if (!used && occurrences_anywhere(dictionary.context + "." + item.id) == 0) report_item(item);
    }
  }

  void report_item(const intake::Item& item) {
    if (item.type == intake::ItemType::text) return;  // for people to read
    const auto& document = *build_.document("intake.yaml");
    const auto place = document.place(item.pointer + "/id");
    const auto message = "no definition looks at the item '" + item.id + "'";
    if (item.tier == intake::Tier::optional && item.asked_of == intake::AskedOf::record) {
      build_.diagnostics.warning("RS0390", document.source, place, message);
    } else {
      build_.diagnostics.error("RS0385", document.source, place, message,
                               "let a definition look at it, or remove it");
    }
  }

  Build& build_;
  const cql::Program& program_;
  std::string broken_;
  std::set<cql::DefinitionId> used_;
  std::set<cql::DefinitionId> referred_to_;
  std::set<std::string> called_;
  std::set<std::uint32_t> slots_;
};

/// A rule about a tag that no exercise has does nothing: likely the exercises lack the tag.
void warn_of_idle_tags(Build& build, const std::set<std::uint32_t>& carried) {
  const auto* document = build.document("exercises.yaml");
  std::set<std::uint32_t> named;
  for (const auto& rule : build.set.contraindications) {
    named.insert(rule.excludes.begin(), rule.excludes.end());
  }
  for (const auto& adaptation : build.set.adaptations) {
    for (const auto& change : adaptation.changes) {
      named.insert(change.tags.begin(), change.tags.end());
    }
  }
  for (const auto& rule : build.set.policy.programme) {
    named.insert(rule.allow_tags.begin(), rule.allow_tags.end());
  }
  for (const auto tag : named) {
    if (carried.count(tag) != 0) continue;
    build.diagnostics.warning(
        "RS0391", document->source, document->place("/tags/" + std::to_string(tag) + "/id"),
        "rules name the tag '" + build.set.tags[tag].id + "', but no exercise has it");
  }
}

std::set<std::uint32_t> carried_tags(const RuleSet& set) {
  std::set<std::uint32_t> carried;
  for (const auto& exercise : set.exercises) {
    carried.insert(exercise.tags.begin(), exercise.tags.end());
  }
  return carried;
}

}  // namespace

void check_cross_references(Build& build) {
  if (build.lacks_file) return;  // what it would have named cannot be known
  report_unused(build, build.sources, "RS0381", "remove it, or cite it");
  report_unused(build, build.tags, "RS0382", "remove it, or give it to an exercise");
  report_unused(build, build.positions, "RS0383", "remove it");
  report_unused(build, build.entities, "RS0384", "remove it, or relate it to another");
  // A misspelt tag would make an idle one of the tag that was meant.
  if (!build.diagnostics.has_errors()) warn_of_idle_tags(build, carried_tags(build.set));
  if (build.logic.checkable != nullptr) LogicUsage(build).check();
}

void check_monotone_definitions(Build& build) {
  if (build.logic.checkable == nullptr) return;
  const auto& roots = build.definitions.roots();
  const std::vector<cql::DefinitionId> ids(roots.begin(), roots.end());
  cql::check_monotone(*build.logic.checkable, ids, cql::shipped_library, build.diagnostics);
}

}  // namespace palpate::ruleset
