// Runs one case of the suite. External interface: run.
#include "runner.hpp"

#include <memory>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "cql/check/compile.hpp"
#include "cql/eval/evaluate.hpp"
#include "value/compare.hpp"
#include "value/print.hpp"

namespace palpate::conformance {
namespace {

/// A value with the memory that it lives in.
struct Answer {
  std::unique_ptr<cql::Scratch> scratch;
  Value value;
};

Temporal evaluation_time() { return *parse_date_time("2026-01-01T00:00:00.000+00:00"); }

Result<Answer> evaluate(std::string_view text) {
  const auto source = std::make_shared<SourceText>("case", std::string(text));
  const cql::Compilation compiled = cql::compile_expression(source);
  if (!compiled.program) {
    std::string message = "does not compile";
    for (const Diagnostic& diagnostic : compiled.diagnostics.all()) {
      if (diagnostic.severity == Severity::error) {
        message += "; [" + diagnostic.code + "] " + diagnostic.message;
      }
    }
    return Error{Error::Code::bad_input, message, {}};
  }
  Answer answer;
  answer.scratch = std::make_unique<cql::Scratch>(compiled.program);
  answer.scratch->begin({{}, evaluation_time()});
  const auto id = compiled.program->find("Expression", "Result");
  if (!id) return Error{Error::Code::internal, "the expression has no definition", {}};
  const Result<Value> value = answer.scratch->definition(*id);
  if (!value) return value.error();
  answer.value = value.value();
  return answer;
}

bool same(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  // The suite writes an uncertain Integer as the interval of what it may be.
  if (a.is(Value::Kind::uncertain)) return to_cql(a) == to_cql(b);
  return equivalent(a, b, CompareContext{});
}

}  // namespace

Outcome run(const Case& test) {
  const Result<Answer> actual = evaluate(test.expression);
  if (!actual) {
    const bool wanted = test.invalid;
    return {wanted ? Verdict::pass : Verdict::error, actual.error().message};
  }
  const std::string got = to_cql(actual.value().value);
  if (test.invalid) return {Verdict::fail, got};
  std::string problem;
  for (const std::string& output : test.outputs) {
    const Result<Answer> expected = evaluate(output);
    if (!expected) {
      problem = " (the expected output fails: " + expected.error().message + ")";
    } else if (same(actual.value().value, expected.value().value)) {
      return {Verdict::pass, got};
    }
  }
  return {Verdict::fail, got + problem};
}

}  // namespace palpate::conformance
