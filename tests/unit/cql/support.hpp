#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cql/check/compile.hpp"
#include "cql/check/monotone.hpp"
#include "cql/eval/evaluate.hpp"
#include "value/print.hpp"

/// What the tests of the whole language share: source text in, literal out.
namespace palpate::cql::testing {

inline SourcePtr source(std::string name, std::string_view text) {
  return std::make_shared<SourceText>(std::move(name), std::string(text));
}

inline Temporal test_time() { return *parse_date_time("2026-01-01T00:00:00.000+00:00"); }

/// "CQL0210 there is nothing …; help: did you mean …" a line a diagnostic.
inline std::string lines(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    text += diagnostic.code + " " + diagnostic.message;
    if (!diagnostic.suggestion.empty()) text += "; help: " + diagnostic.suggestion;
    text += "\n";
  }
  return text;
}

/// An intake as a rule set would declare it: a yes/no item, a choice, a multiple choice, a
/// number, a quantity with a unit, a date and a sided item.
inline ContextSchema intake() {
  const Type boolean = Type::simple(Type::Kind::boolean);
  const Type text = Type::simple(Type::Kind::string);
  ContextSchema schema;
  schema.model = "TestIntake";
  schema.version = "1.0.0";
  schema.context = "Assessment";
  const auto add = [&schema](std::string name, Type type, std::vector<std::string> options = {},
                             std::string unit = {}) {
    ContextElement element;
    element.name = std::move(name);
    element.type = std::move(type);
    element.slot = schema.slot_count;
    element.options = std::move(options);
    element.unit = std::move(unit);
    element.known_inside = true;
    schema.slot_count += element.type.is(Type::Kind::tuple)
                             ? static_cast<std::uint32_t>(element.type.elements().size())
                             : 1U;
    schema.elements.push_back(std::move(element));
  };
  add("saddleNumbness", boolean);                                          // slot 0
  add("trauma", text, {"none", "minor", "major"});                         // slot 1
  add("locations", Type::list(text), {"low_back", "buttock", "leg"});      // slot 2
  add("age", Type::simple(Type::Kind::integer));                           // slot 3
  add("temperature", Type::simple(Type::Kind::quantity), {}, "Cel");       // slot 4
  add("onset", Type::simple(Type::Kind::date));                            // slot 5
  add("thomasHip", Type::tuple({{"left", boolean}, {"right", boolean}}));  // slots 6, 7
  add("bladder", boolean);                                                 // slot 8
  return schema;
}

constexpr std::string_view intake_header =
    "library Test version '1.0.0'\nusing TestIntake version '1.0.0'\ncontext Assessment\n";

/// The slots of intake(), all unanswered.
struct Answers {
  std::pmr::monotonic_buffer_resource arena;
  std::vector<Value> slots = std::vector<Value>(9);

  Value text(std::string_view value) { return make_string(value, arena); }
  Value texts(const std::vector<std::string>& values) {
    std::vector<Value> items;
    for (const std::string& value : values) items.push_back(text(value));
    return make_list(items, arena);
  }
  Value quantity(std::string_view number, std::string_view unit) {
    return Value::quantity(*Decimal::parse(number), *parse_unit(unit, arena).value());
  }
};

inline CompileInput library_input(std::string_view text) {
  CompileInput input;
  input.libraries.push_back(source("test.cql", text));
  return input;
}

/// Diagnostics of a library over intake(): the header is put before `definitions`.
inline std::string diagnose(std::string_view definitions) {
  CompileInput input = library_input(std::string(intake_header) + std::string(definitions));
  input.schema = intake();
  return lines(compile(input).diagnostics);
}

/// Diagnostics of one expression over intake().
inline std::string diagnose_expression(std::string_view text) {
  CompileInput input;
  input.schema = intake();
  return lines(compile_expression(source("expression", text), input).diagnostics);
}

inline std::string run(Scratch& scratch, std::string_view library, std::string_view name) {
  const auto id = scratch.program().find(library, name);
  if (!id) return "no definition " + std::string(name);
  const Result<Value> value = scratch.definition(*id);
  return value ? to_cql(value.value()) : "error: " + value.error().message;
}

/// Value of a definition of one library, as a literal; diagnostics where it does not compile.
inline std::string evaluate_in(const CompileInput& input, std::string_view name,
                               std::span<const Value> slots = {}) {
  const Compilation compiled = compile(input);
  if (!compiled.program) return lines(compiled.diagnostics);
  Scratch scratch(compiled.program);
  scratch.begin({slots, test_time()});
  return run(scratch, {}, name);
}

/// Value of one expression.
inline std::string evaluate(std::string_view text, std::span<const Value> slots = {}) {
  CompileInput input;
  if (!slots.empty()) input.schema = intake();
  const Compilation compiled = compile_expression(source("expression", text), input);
  if (!compiled.program) return lines(compiled.diagnostics);
  Scratch scratch(compiled.program);
  scratch.begin({slots, test_time()});
  return run(scratch, "Expression", "Result");
}

/// What the information-monotone check says of the definition "R" over intake().
inline std::string monotone(std::string_view definitions,
                            const std::vector<std::string_view>& more = {},
                            std::string_view trusted = {}) {
  CompileInput input = library_input(std::string(intake_header) + std::string(definitions));
  input.schema = intake();
  for (const std::string_view library : more) input.libraries.push_back(source("more", library));
  const Compilation compiled = compile(input);
  if (!compiled.program) return lines(compiled.diagnostics);
  const auto id = compiled.program->find({}, "R");
  if (!id) return "no definition R";
  const DefinitionId roots[] = {*id};
  Diagnostics diagnostics;
  check_monotone(*compiled.program, roots, trusted, diagnostics);
  return lines(diagnostics);
}

}  // namespace palpate::cql::testing
