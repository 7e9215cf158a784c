// Checks declarations when they are first needed. External interface: Build::require.
#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "cql/check/build.hpp"
#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {

std::string Build::cycle_to(std::string_view name) const {
  auto place = std::find(in_progress_.begin(), in_progress_.end(), name);
  std::string text;
  for (; place != in_progress_.end(); ++place) text += *place + " → ";
  return text + std::string(name);
}

template <typename EntryType, typename Check>
bool Build::run(EntryType& entry, const std::string& name, const LibraryUnit& from, Span use,
                Check check) {
  if (entry.progress == Progress::running) {
    error(from, "CQL0230", use, "'" + name + "' refers to itself: " + cycle_to(name));
    return false;
  }
  if (entry.progress == Progress::untouched && !entry.broken) {
    entry.progress = Progress::running;
    in_progress_.push_back(name);
    (this->*check)(entry);
    in_progress_.pop_back();
    entry.progress = Progress::done;
  }
  return !entry.broken;
}

bool Build::require(DefinitionEntry& entry, const LibraryUnit& from, Span use) {
  return run(entry, entry.tree->name.text, from, use, &Build::check_definition);
}

bool Build::require(FunctionEntry& entry, const LibraryUnit& from, Span use) {
  return run(entry, entry.tree->name.text, from, use, &Build::check_function);
}

bool Build::require(TerminologyEntry& entry, const LibraryUnit& from, Span use) {
  return run(entry, entry.tree->name.text, from, use, &Build::check_terminology);
}

bool Build::require(ParameterEntry& entry) {
  return run(entry, entry.tree->name.text, *entry.unit, entry.tree->span, &Build::check_parameter);
}

void Build::check_definition(DefinitionEntry& entry) {
  Checker checker(*this, *entry.unit, entry.tree->context);
  const Typed body = entry.tree->body ? checker.check(*entry.tree->body) : Typed{};
  entry.broken = !body.ok();
  if (entry.broken) return;
  entry.type = body.type;
  Definition& definition = builder_.definition(entry.id);
  definition.root = body.node;
  definition.frame_size = checker.frame_size();
  definition.type = erase_null_type(body.type);
  if (emitter_.depth(body.node) <= limits::cql_depth) return;
  entry.broken = true;
  error(*entry.unit, "CQL0299", entry.tree->name.span,
        "'" + entry.tree->name.text + "' and what it refers to are nested too deeply (more than " +
            std::to_string(limits::cql_depth) + " levels)");
}

void Build::check_function(FunctionEntry& entry) {
  if (entry.tree->is_external) return bind_external(entry);
  const Typed body = function_body(entry);
  entry.broken = !body.ok();
  entry.type = body.type;
}

namespace {

/// "Integer, String -> Boolean", as bindings and operators write it.
std::string signature_of(const std::vector<Type>& parameters, const Type& result) {
  std::string text;
  for (const Type& type : parameters) text += (text.empty() ? "" : ", ") + type.to_string();
  return text + (text.empty() ? "-> " : " -> ") + result.to_string();
}

}  // namespace

void Build::bind_external(FunctionEntry& entry) {
  const ast::Definition& tree = *entry.tree;
  const auto refuse = [&](std::string message, std::string suggestion) {
    entry.broken = true;
    error(*entry.unit, "CQL0231", tree.name.span, std::move(message), std::move(suggestion));
  };
  if (!tree.returns) {
    return refuse("the external function '" + tree.name.text + "' has no result type",
                  "write 'returns' and a type before the ':'");
  }
  const auto result = Checker(*this, *entry.unit, tree.context).type_of(*tree.returns);
  entry.broken = entry.broken || !result;
  if (entry.broken) return;
  entry.type = *result;
  const std::string name = entry.unit->name + "." + tree.name.text;
  const std::string wanted = signature_of(entry.parameters, *result);
  std::string help =
      "the program that compiles this has to bind '" + name + "' as '" + wanted + "'";
  for (const OverloadDeclaration* bound : input_->functions) {
    if (bound == nullptr || bound->name != name) continue;
    if (bound->signature == wanted && bound->function != nullptr) entry.external = bound;
    help = "'" + name + "' is bound as '" + std::string(bound->signature) + "', not as '" + wanted +
           "'";
  }
  if (entry.external != nullptr) return;
  refuse("the external function '" + tree.name.text + "' has nothing to run", help);
}

Typed Build::function_body(FunctionEntry& entry) {
  const ast::Definition& tree = *entry.tree;
  if (!tree.body) return {};
  Checker checker(*this, *entry.unit, tree.context);
  for (std::size_t i = 0; i < tree.parameters.size(); ++i) {
    checker.add_local(tree.parameters[i].first.text, entry.parameters[i]);
  }
  Typed body = checker.check(*tree.body);
  if (tree.returns) {
    const auto type = checker.type_of(*tree.returns);
    if (!type) return {};
    body = checker.expect(body, *type, tree.body->span, "the result of '" + tree.name.text + "'");
  }
  Function& function = builder_.function(entry.id);
  function.root = body.node;
  function.frame_size = checker.frame_size();
  return body;
}

namespace {

Value named_terminology(const ast::Terminology& tree, const TupleShape& shape, Arena& arena) {
  std::vector<Value> fields;
  for (const std::string_view name : shape.names) {
    std::string_view text;
    if (name == "id") text = tree.id;
    if (name == "name") text = tree.name.text;
    if (name == "version") text = tree.version;
    fields.push_back(text.empty() ? Value() : make_string(text, arena));
  }
  return palpate::make_tuple(shape, fields, arena);
}

}  // namespace

void Build::check_terminology(TerminologyEntry& entry) {
  using Kind = ast::Terminology::Kind;
  switch (entry.tree->kind) {
    case Kind::code_system:
      entry.type = Type::simple(Type::Kind::code_system);
      entry.value = named_terminology(*entry.tree, code_system_shape(), builder_.arena());
      return;
    case Kind::value_set:
      entry.type = Type::simple(Type::Kind::value_set);
      entry.value = named_terminology(*entry.tree, value_set_shape(), builder_.arena());
      return check_value_set(entry);
    case Kind::code:
      return check_code(entry);
    case Kind::concept_:
      return check_concept(entry);
  }
}

TerminologyEntry* Build::find_terminology(TerminologyEntry& from, const ast::Name& name,
                                          ast::Terminology::Kind kind, const char* kind_name) {
  // A name may be qualified with the alias of an included library.
  const LibraryUnit* library = from.unit;
  std::string_view text = name.text;
  const std::size_t dot = text.find('.');
  const Symbol* found = library->find(text);
  if (found == nullptr && dot != std::string_view::npos) {
    const Symbol* alias = library->find(text.substr(0, dot));
    if (alias != nullptr && alias->library != nullptr) {
      found = alias->library->find(text.substr(dot + 1));
    }
  }
  if (found != nullptr && found->terminology != nullptr && found->terminology->tree->kind == kind) {
    found->terminology->used = true;
    return require(*found->terminology, *from.unit, name.span) ? found->terminology : nullptr;
  }
  std::vector<std::string_view> names;
  for (const auto& other : from.unit->terminology_entries) {
    if (other->tree->kind == kind) names.push_back(other->tree->name.text);
  }
  error(*from.unit, "CQL0207", name.span,
        std::string("there is no ") + kind_name + " '" + name.text + "'",
        suggest(name.text, std::move(names)));
  return nullptr;
}

void Build::check_code(TerminologyEntry& entry) {
  Arena& arena = builder_.arena();
  entry.type = Type::simple(Type::Kind::code);
  Value system;
  for (const ast::Name& reference : entry.tree->references) {
    const TerminologyEntry* found =
        find_terminology(entry, reference, ast::Terminology::Kind::code_system, "code system");
    if (found == nullptr) {
      entry.broken = true;
      return;
    }
    system = found->value.field("id");
  }
  std::vector<Value> fields;
  for (const std::string_view name : code_shape().names) {
    Value value;
    if (name == "code") value = make_string(entry.tree->id, arena);
    if (name == "display" && !entry.tree->display.empty()) {
      value = make_string(entry.tree->display, arena);
    }
    if (name == "system") value = system;
    fields.push_back(value);
  }
  entry.value = palpate::make_tuple(code_shape(), fields, arena);
}

void Build::check_concept(TerminologyEntry& entry) {
  Arena& arena = builder_.arena();
  entry.type = Type::simple(Type::Kind::concept_);
  std::vector<Value> codes;
  for (const ast::Name& reference : entry.tree->references) {
    const TerminologyEntry* found =
        find_terminology(entry, reference, ast::Terminology::Kind::code, "code");
    entry.broken = entry.broken || found == nullptr;
    if (found != nullptr) codes.push_back(found->value);
  }
  std::vector<Value> fields;
  for (const std::string_view name : concept_shape().names) {
    Value value;
    if (name == "codes") value = make_list(codes, arena);
    if (name == "display" && !entry.tree->display.empty()) {
      value = make_string(entry.tree->display, arena);
    }
    fields.push_back(value);
  }
  entry.value = palpate::make_tuple(concept_shape(), fields, arena);
}

}  // namespace palpate::cql::check
