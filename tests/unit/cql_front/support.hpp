#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cql/front/model.hpp"
#include "cql/front/trace.hpp"
#include "cql/front/workspace.hpp"
#include "value/print.hpp"

namespace palpate::cql::testing {

inline Temporal test_time() { return *parse_date_time("2026-01-15T09:00:00.000+00:00"); }

inline Document json(std::string_view text, std::string name = "file.json") {
  Diagnostics diagnostics;
  auto document = parse_yaml(std::make_shared<const SourceText>(std::move(name), std::string(text)),
                             diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  return document;
}

/// "CQL0600 message; help" a line.
inline std::string lines(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    text += diagnostic.code + " " + diagnostic.message;
    if (!diagnostic.suggestion.empty()) text += "; " + diagnostic.suggestion;
    text += "\n";
  }
  return text;
}

constexpr std::string_view clinic_model = R"({
  "model": "Clinic", "version": "1.0.0", "context": "Patient",
  "elements": {
    "age": "Integer",
    "smoker": "Boolean",
    "weight": {"type": "Quantity", "unit": "kg"},
    "pain": {"type": "String", "options": ["none", "mild", "severe"]},
    "knee": "Tuple{left Boolean, right Boolean}",
    "seen": "List<Date>",
    "dose": "Quantity"
  }
})";

inline ContextSchema clinic() {
  Diagnostics diagnostics;
  return read_model(json(clinic_model), diagnostics);
}

/// Values of expressions over a record of clinic().
class Desk {
 public:
  explicit Desk(std::string_view record = "{}") {
    CompileInput input;
    input.schema = clinic();
    input.keep_folded = true;
    workspace = Workspace(std::move(input));
    auto read = read_record(workspace.input().schema, json(record), arena);
    EXPECT_TRUE(read) << read.error().message;
    if (read) slots = *read;
  }

  std::string value(std::string_view expression) {
    const auto compiled = workspace.compile(expression);
    if (!compiled.program) return lines(compiled.diagnostics);
    Scratch scratch(compiled.program);
    scratch.begin({slots, test_time()});
    const auto result = scratch.definition(Workspace::result_of(*compiled.program));
    return result ? to_cql(*result) : "error: " + result.error().message;
  }

  std::string traced(std::string_view expression) {
    const auto compiled = workspace.compile(expression);
    if (!compiled.program) return lines(compiled.diagnostics);
    Scratch scratch(compiled.program);
    scratch.begin({slots, test_time()});
    const auto root = compiled.program->definition(Workspace::result_of(*compiled.program)).root;
    return render_trace(trace(scratch, root, describe_slots(compiled.program->schema())));
  }

  /// Why the whole expression is null.
  std::string why(std::string_view expression) {
    const auto compiled = workspace.compile(expression);
    if (!compiled.program) return lines(compiled.diagnostics);
    Scratch scratch(compiled.program);
    scratch.begin({slots, test_time()});
    const auto root = compiled.program->definition(Workspace::result_of(*compiled.program)).root;
    const auto result = scratch.node(root);
    if (!result || !result->is_null()) return "not null";
    return why_null(scratch, root, describe_slots(compiled.program->schema()));
  }

  Workspace workspace;
  std::pmr::monotonic_buffer_resource arena;
  std::vector<Value> slots;
};

}  // namespace palpate::cql::testing
