// What `palpate eval` evaluates against. External interface: binding.hpp.
#include "cli/binding.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/limits.hpp"
#include "cql/program/shipped_function.hpp"
#include "ruleset/compile_input.hpp"
#include "value/print.hpp"

namespace palpate::cli {

namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

Temporal epoch() {
  Temporal time;
  time.year = 1970;
  time.precision = Precision::millisecond;
  time.offset_minutes = 0;
  return time;
}

std::string_view state_words(intake::AnswerState state) {
  switch (state) {
    case intake::AnswerState::answered:
    case intake::AnswerState::not_asked:
      return "not answered";
    case intake::AnswerState::asked_unknown:
      return "not answered (asked, and not known)";
    case intake::AnswerState::declined:
      return "not answered (declined)";
    case intake::AnswerState::implausible:
      return "set aside as implausible";
    case intake::AnswerState::unreadable:
      return "not readable";
  }
  return {};
}

Result<SourcePtr> read_library(const std::string& path) {
  auto text = read_input(path, limits::cql_source_bytes);
  if (!text) return text.error();
  const auto name = path == "-" ? std::string("standard input") : path;
  return SourcePtr(std::make_shared<const SourceText>(name, std::move(*text)));
}

Result<Document> read_document(const std::string& path, std::size_t limit) {
  auto text = read_input(path, limit);
  if (!text) return text.error();
  Diagnostics diagnostics;
  const auto name = path == "-" ? std::string("standard input") : path;
  auto document =
      parse_yaml(std::make_shared<const SourceText>(name, std::move(*text)), diagnostics);
  if (!diagnostics.has_errors()) return document;
  const auto& first = diagnostics.all().front();
  const auto place = first.source->position(first.span.begin);
  return Error{Error::Code::bad_input, first.message,
               name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column)};
}

Result<void> bind_model(Binding& binding, const po::variables_map& values) {
  const auto document =
      read_document(values["model"].as<std::string>(), limits::ruleset_file_bytes);
  if (!document) return document.error();
  Diagnostics diagnostics;
  cql::CompileInput input;
  input.schema = cql::read_model(*document, diagnostics);
  if (diagnostics.has_errors()) {
    return Error{Error::Code::bad_input, render(diagnostics, stderr_is_terminal()), {}};
  }
  binding.title =
      "model " + (input.schema.model.empty() ? input.schema.context : input.schema.model);
  binding.slots.assign(input.schema.slot_count, Value());
  binding.workspace = cql::Workspace(std::move(input));
  if (values.count("data") == 0) return {};
  const auto record = read_document(values["data"].as<std::string>(), limits::assessment_bytes);
  if (!record) return record.error();
  binding.arena = std::make_unique<std::pmr::monotonic_buffer_resource>();
  auto slots = cql::read_record(binding.workspace.input().schema, *record, *binding.arena);
  if (!slots) return slots.error();
  binding.slots = std::move(*slots);
  return {};
}

Result<void> bind_rules(Binding& binding) {
  auto input = ruleset::compile_input(*binding.rules);
  if (!input) return input.error();
  binding.slots.assign(input->schema.slot_count, Value());
  binding.workspace = cql::Workspace(std::move(*input));
  binding.title = "rules " + binding.rules->reference();
  return {};
}

Result<void> bind_assessment(Binding& binding, const std::string& bytes) {
  binding.intake = std::make_unique<intake::Intake>(binding.rules->dictionary);
  intake::make_json_adapter()->read(bytes, *binding.intake);
  for (const auto& issue : binding.intake->issues) {
    std::fprintf(stderr, "palpate: %s: %s\n", issue.pointer.c_str(), issue.message.c_str());
  }
  if (!binding.now) binding.now = binding.intake->recorded_at;
  binding.scratch = std::make_unique<triage::TriageScratch>(binding.rules);
  const auto triaged = triage::triage(*binding.intake, binding.now.value_or(epoch()),
                                      *binding.scratch, {false, false});
  if (!triaged) return triaged.error();
  binding.slots = binding.scratch->slots();
  binding.title += ", assessment " + binding.intake->id;
  return {};
}

Result<void> bind_rule_set(Binding& binding, const po::variables_map& values) {
  std::string reference;
  if (values.count("rules") > 0) reference = values["rules"].as<std::string>();
  const auto root = rules_root(values);
  std::string bytes;
  if (values.count("data") > 0) {
    auto read = read_input(values["data"].as<std::string>(), limits::assessment_bytes);
    if (!read) return read.error();
    bytes = std::move(*read);
    if (reference.empty()) {
      const auto directory = ruleset::resolve_dictionary(root, intake::peek_dictionary(bytes));
      if (!directory) return directory.error();
      reference = *directory;
    }
  }
  if (reference.empty()) return {};
  const auto rules = load_rules(root, reference);
  if (!rules) return rules.error();
  binding.rules = *rules;
  if (auto bound = bind_rules(binding); !bound || values.count("data") == 0) return bound;
  return bind_assessment(binding, bytes);
}

/// A library beside `directory` by the names that such files have.
SourcePtr find_beside(const fs::path& directory, const cql::LibraryHeader::Included& include) {
  for (const auto& name : {include.name, include.name + "-" + include.version}) {
    auto library = read_library((directory / (name + ".cql")).string());
    if (library) return *library;
  }
  return include.name == cql::shipped_library ? ruleset::palpate_library() : nullptr;
}

std::vector<SourcePtr> included_by(const SourcePtr& library, const fs::path& directory,
                                   const cql::Workspace& workspace) {
  std::vector<SourcePtr> found;
  std::vector<std::string> seen = {cql::library_header(library).name};
  std::vector<SourcePtr> open = {library};
  while (!open.empty()) {
    const auto header = cql::library_header(open.back());
    open.pop_back();
    for (const auto& include : header.includes) {
      const bool known = workspace.has_library(include.name) ||
                         std::find(seen.begin(), seen.end(), include.name) != seen.end();
      if (known) continue;
      seen.push_back(include.name);
      auto other = find_beside(directory, include);
      if (other == nullptr) continue;  // the compiler says so, with the place
      found.push_back(other);
      open.push_back(std::move(other));
    }
  }
  return found;
}

}  // namespace

cql::Record Binding::record() const { return {slots, now.value_or(epoch())}; }

cql::DescribeSlot Binding::describe(const cql::Program& program) const {
  if (intake == nullptr && rules == nullptr) return cql::describe_slots(program.schema());
  return [this, &program](std::uint32_t slot) {
    const auto state = intake == nullptr || slot >= intake->states.size()
                           ? intake::AnswerState::not_asked
                           : intake->states[slot];
    return cql::MissingInput{cql::slot_name(program.schema(), slot),
                             std::string(state_words(state))};
  };
}

Result<Binding> make_binding(const po::variables_map& values) {
  Binding binding;
  if (values.count("now") > 0) {
    const auto now = parse_now(values["now"].as<std::string>());
    if (!now) return now.error();
    binding.now = *now;
  }
  const bool by_model = values.count("model") > 0;
  if (by_model && values.count("rules") > 0) {
    return Error{
        Error::Code::usage, "give --model or --rules: a rule set brings its own model", {}};
  }
  const auto bound = by_model ? bind_model(binding, values) : bind_rule_set(binding, values);
  if (!bound) return bound.error();
  return binding;
}

Result<cql::Compilation> load_library(Binding& binding, const std::string& path) {
  const auto library = read_library(path);
  if (!library) return library.error();
  const auto directory = path == "-" ? fs::path(".") : fs::path(path).parent_path();
  return binding.workspace.load(*library, included_by(*library, directory, binding.workspace));
}

Result<Evaluated> evaluate(const std::string& text, const Binding& binding, bool trace,
                           bool colour) {
  const auto compiled = binding.workspace.compile(text);
  if (!compiled.program) {
    return Error{Error::Code::bad_input, render(compiled.diagnostics, colour), {}};
  }
  const auto& program = *compiled.program;
  const auto result = cql::Workspace::result_of(program);
  if (result == cql::no_id) {
    return Error{Error::Code::internal, "the expression has no result", {}};
  }
  const auto root = program.definition(result).root;
  if (!binding.now && cql::asks_for_time(program, root)) {
    return Error{Error::Code::usage, "this asks for the evaluation time: give --now", {}};
  }
  cql::Scratch scratch(compiled.program);
  scratch.begin(binding.record());
  const auto value = scratch.definition(result);
  Evaluated out;
  out.messages.assign(scratch.messages().begin(), scratch.messages().end());
  if (trace) {
    const auto describe = binding.describe(program);
    out.trace = cql::render_trace(cql::trace(scratch, root, describe));
  }
  if (!value) {
    auto failure = cql::failure_at(scratch, root, value.error().message);
    binding.workspace.carry_back(failure, text);
    return Error{value.error().code, out.trace + render(failure, colour), {}};
  }
  out.literal = to_cql(*value);
  out.type = program.definition(result).type.to_string();
  return out;
}

}  // namespace palpate::cli
