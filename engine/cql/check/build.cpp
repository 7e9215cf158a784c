// Declares what libraries name and resolves what needs no expression. External interface: Build.
#include "cql/check/build.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "cql/check/checker.hpp"
#include "cql/check/decided.hpp"
#include "cql/program/runtime_type.hpp"

namespace palpate::cql::check {
namespace {

/// Overloads of one function are compared with each other and tried one by one.
constexpr std::size_t largest_overload_set = 64;

}  // namespace

Build::Build(const CompileInput& input, Diagnostics& diagnostics)
    : input_(&input),
      diagnostics_(&diagnostics),
      builder_(input.schema, input.terminology),
      emitter_(builder_, input.keep_folded) {}

void Build::error(const LibraryUnit& unit, std::string code, Span span, std::string message,
                  std::string suggestion) {
  diagnostics_->error(std::move(code), unit.source(), span, std::move(message),
                      std::move(suggestion));
}

void Build::warning(const LibraryUnit& unit, std::string code, Span span, std::string message,
                    std::string suggestion) {
  diagnostics_->warning(std::move(code), unit.source(), span, std::move(message),
                        std::move(suggestion));
}

std::string Build::suggest(std::string_view word, std::vector<std::string_view> candidates) {
  constexpr std::size_t most_candidates = 4096;
  constexpr std::size_t most_suggestions = 100;
  if (suggestions_ >= most_suggestions) return {};
  ++suggestions_;
  if (candidates.size() > most_candidates) candidates.resize(most_candidates);
  return did_you_mean(word, candidates);
}

bool Build::crowded() const { return diagnostics_->all().size() >= limits::diagnostics; }

LibraryUnit& Build::add(ast::Library tree) {
  auto unit = std::make_unique<LibraryUnit>();
  unit->name = tree.name.text;
  unit->index = builder_.add_source(tree.source);
  unit->tree = std::move(tree);
  if (units_.empty()) builder_.set_main_library(unit->name);
  units_.push_back(std::move(unit));
  return *units_.back();
}

LibraryUnit* Build::find_library(std::string_view name) {
  const auto found = std::find_if(units_.begin(), units_.end(),
                                  [name](const auto& unit) { return unit->name == name; });
  return found == units_.end() ? nullptr : found->get();
}

std::vector<std::string_view> Build::library_names() const {
  std::vector<std::string_view> names;
  for (const auto& unit : units_) names.push_back(unit->name);
  return names;
}

void Build::make_libraries_visible() {
  for (std::size_t i = 1; i < units_.size(); ++i) {
    Symbol symbol;
    symbol.library = units_[i].get();
    units_.front()->symbols.emplace(units_[i]->name, symbol);
    units_.front()->includes.push_back(symbol.library);
  }
}

void Build::resolve() {
  for (const auto& unit : units_) {
    if (find_library(unit->name) != unit.get()) {
      error(*unit, "CQL0201", unit->tree.name.span,
            "there are two libraries named '" + unit->name + "'");
    }
    declare_all(*unit);
  }
  for (const auto& unit : units_) {
    for (const ast::Using& model : unit->tree.usings) resolve_using(*unit, model);
    for (const ast::Include& include : unit->tree.includes) resolve_include(*unit, include);
    resolve_contexts(*unit);
  }
  for (const auto& unit : units_) resolve_signatures(*unit);
}

void Build::declare(LibraryUnit& unit, const ast::Name& name, Symbol symbol) {
  if (name.text.empty()) return;
  symbol.span = name.span;
  const auto [place, added] = unit.symbols.emplace(name.text, symbol);
  if (added) return;
  const LineColumn first = unit.source()->position(place->second.span.begin);
  error(unit, "CQL0200", name.span,
        "'" + name.text + "' is already defined in line " + std::to_string(first.line));
}

void Build::declare_all(LibraryUnit& unit) {
  for (const ast::Terminology& tree : unit.tree.terminology) {
    auto entry = std::make_unique<TerminologyEntry>();
    entry->unit = &unit;
    entry->tree = &tree;
    Symbol symbol;
    symbol.terminology = entry.get();
    declare(unit, tree.name, symbol);
    unit.terminology_entries.push_back(std::move(entry));
  }
  for (const ast::Parameter& tree : unit.tree.parameters) {
    auto entry = std::make_unique<ParameterEntry>();
    entry->unit = &unit;
    entry->tree = &tree;
    Symbol symbol;
    symbol.parameter = entry.get();
    declare(unit, tree.name, symbol);
    unit.parameter_entries.push_back(std::move(entry));
  }
  for (const ast::Definition& tree : unit.tree.definitions) {
    tree.is_function ? add_function(unit, tree) : add_definition(unit, tree);
  }
}

void Build::add_definition(LibraryUnit& unit, const ast::Definition& tree) {
  auto entry = std::make_unique<DefinitionEntry>();
  entry->unit = &unit;
  entry->tree = &tree;
  Definition definition;
  definition.library = unit.name;
  definition.name = tree.name.text;
  definition.is_private = tree.is_private;
  definition.source = unit.source();
  definition.span = tree.span;
  entry->id = builder_.add_definition(std::move(definition));
  Symbol symbol;
  symbol.definition = entry.get();
  declare(unit, tree.name, symbol);
  unit.definition_entries.push_back(std::move(entry));
}

void Build::add_function(LibraryUnit& unit, const ast::Definition& tree) {
  auto entry = std::make_unique<FunctionEntry>();
  entry->unit = &unit;
  entry->tree = &tree;
  Function function;
  function.library = unit.name;
  function.name = tree.name.text;
  function.parameters = static_cast<std::uint32_t>(tree.parameters.size());
  entry->id = builder_.add_function(std::move(function));
  unit.functions[tree.name.text].push_back(entry.get());
  unit.function_entries.push_back(std::move(entry));
}

void Build::resolve_include(LibraryUnit& unit, const ast::Include& include) {
  Symbol symbol;
  const ast::Name& alias = include.alias.text.empty() ? include.library : include.alias;
  LibraryUnit* library = find_library(include.library.text);
  if (library == nullptr) {
    symbol.broken = true;
    declare(unit, alias, symbol);
    error(unit, "CQL0202", include.span, "there is no library '" + include.library.text + "'",
          suggest(include.library.text, library_names()));
    return;
  }
  const std::string& version = library->tree.version;
  if (!include.version.empty() && include.version != version) {
    symbol.broken = true;
    declare(unit, alias, symbol);
    error(unit, "CQL0203", include.span,
          "library '" + library->name + "' is not there in version '" + include.version + "'",
          version.empty() ? "it has no version" : "its version is '" + version + "'");
    return;
  }
  symbol.library = library;
  unit.includes.push_back(library);
  declare(unit, alias, symbol);
}

void Build::resolve_using(LibraryUnit& unit, const ast::Using& model) {
  if (model.model.text == "System") return;
  if (schema().model.empty()) return;
  if (model.model.text != schema().model) {
    error(unit, "CQL0204", model.model.span, "there is no data model '" + model.model.text + "'",
          "the data model here is '" + schema().model + "'");
  } else if (!model.version.empty() && model.version != schema().version) {
    error(unit, "CQL0205", model.span,
          "the data model '" + schema().model + "' is not there in version '" + model.version + "'",
          "its version is '" + schema().version + "'");
  }
}

void Build::resolve_contexts(LibraryUnit& unit) {
  if (schema().context.empty()) return;
  for (const ast::Name& context : unit.tree.contexts) {
    if (context.text == schema().context || context.text == "Unfiltered") continue;
    error(unit, "CQL0206", context.span, "there is no context '" + context.text + "'",
          "the context here is '" + schema().context + "'");
  }
}

void Build::resolve_signatures(LibraryUnit& unit) {
  for (auto& [name, overloads] : unit.functions) {
    std::vector<FunctionEntry*> earlier;
    for (FunctionEntry* entry : overloads) {
      Checker checker(*this, unit, entry->tree->context);
      for (const auto& parameter : entry->tree->parameters) {
        const auto type =
            parameter.second ? checker.type_of(*parameter.second) : std::optional<Type>(Type());
        entry->broken = entry->broken || !type;
        entry->parameters.push_back(type.value_or(Type()));
      }
      if (earlier.size() >= largest_overload_set) {
        error(unit, "CQL0232", entry->tree->name.span,
              "function '" + name + "' has too many overloads");
        entry->broken = true;
        continue;
      }
      const bool repeated = std::any_of(
          earlier.begin(), earlier.end(),
          [entry](const FunctionEntry* other) { return other->parameters == entry->parameters; });
      if (repeated && !entry->broken) {
        error(unit, "CQL0200", entry->tree->name.span,
              "function '" + name + "' is already defined for these types");
        entry->broken = true;
      }
      earlier.push_back(entry);
    }
  }
}

void Build::check_external_constants() {
  const auto refuse = [this](const ExternalConstant& constant, const std::string& what) {
    diagnostics_->error("CQL0294", nullptr, {},
                        "the external constant '%" + constant.name + "' " + what);
  };
  std::set<std::string_view> names;
  for (const ExternalConstant& constant : input_->constants) {
    if (!names.insert(constant.name).second) refuse(constant, "is given twice");
    if (!constant.value.is_null() && !value_is(constant.value, constant.type)) {
      refuse(constant, "must be " + constant.type.to_string());
    } else if (constant.value.depth() > limits::cql_nesting) {
      refuse(constant, "is nested too deeply");
    }
  }
}

void Build::check_all() {
  check_overrides_known();
  check_external_constants();
  // By index: an override adds a unit for its text.
  for (std::size_t i = 0; i < units_.size(); ++i) {
    LibraryUnit& unit = *units_[i];
    for (const auto& entry : unit.terminology_entries) require(*entry, unit, entry->tree->span);
    for (const auto& entry : unit.parameter_entries) require(*entry);
    for (const auto& entry : unit.definition_entries) require(*entry, unit, entry->tree->span);
    for (const auto& entry : unit.function_entries) require(*entry, unit, entry->tree->span);
  }
  check_terminology_uses();
  if (emitter_.full()) {
    error(*units_.front(), "CQL0298", {}, "the libraries are too large to be compiled");
  }
  if (const auto& place = emitter_.oversized()) {
    error(*units_[place->library], "CQL0297", place->span,
          "the type of this has more than " + std::to_string(largest_type) + " parts");
  }
  prepare_patterns();
  if (input_->warn_unused) warn_unused();
  warn_decided_conditions();
}

bool Build::is_written(NodeId constant) const {
  const Node& node = builder_.program().node(constant);
  const auto first = parameter_uses_.lower_bound({node.library, node.span.begin});
  return first == parameter_uses_.end() || first->first != node.library ||
         first->second >= node.span.end;
}

void Build::warn_decided_conditions() {
  const Program& program = builder_.program();
  std::vector<NodeId> roots;
  for (const auto& unit : units_) {
    for (const auto& entry : unit->definition_entries) {
      if (!entry->broken) roots.push_back(program.definition(entry->id).root);
    }
    for (const auto& entry : unit->function_entries) {
      const bool has_body = !entry->broken && entry->external == nullptr;
      if (has_body) roots.push_back(program.function(entry->id).root);
    }
  }
  const Written written = {
      [this](NodeId id) { return is_written(id); },
      [this](NodeId id) { return literal_comparisons_.count(id) != 0 && is_written(id); }};
  warn_decided(program, roots, written, *diagnostics_);
}

void Build::warn_unused() {
  const auto warn = [this](const Entry& entry, const ast::Name& name, const char* kind) {
    if (entry.used || entry.broken) return;
    warning(*entry.unit, "CQL0285", name.span,
            std::string(kind) + " '" + name.text + "' is never used");
  };
  for (const auto& unit : units_) {
    for (const auto& entry : unit->definition_entries) {
      warn(*entry, entry->tree->name, "definition");
    }
    for (const auto& entry : unit->function_entries) warn(*entry, entry->tree->name, "function");
    for (const auto& entry : unit->parameter_entries) {
      warn(*entry, entry->tree->name, "parameter");
    }
  }
}

std::shared_ptr<const Program> Build::finish() { return std::move(builder_).finish(); }

}  // namespace palpate::cql::check
