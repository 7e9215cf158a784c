// The evaluator: one expression over records with fewer and with more answers. A failure has
// words; a value that prints as a literal reads back in as itself; and where the
// information-monotone check lets the expression pass, one more answer never changes a definite
// one.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <memory_resource>
#include <string>
#include <vector>

#include "fuzz/record.hpp"
#include "value/print.hpp"

namespace {

using palpate::Value;
using ProgramPtr = std::shared_ptr<const palpate::cql::Program>;

palpate::cql::CompileInput record_input() {
  palpate::cql::CompileInput input;
  input.schema = palpate::fuzz::record_schema();
  input.promotions = {true, true, true, true};
  return input;
}

struct Outcome {
  bool failed = true;
  bool is_scalar = false;
  std::string text;
};

bool is_scalar(const Value& value) {
  return value.is(Value::Kind::boolean) || value.is(Value::Kind::integer) ||
         value.is(Value::Kind::string) || value.is(Value::Kind::decimal);
}

Outcome run(const ProgramPtr& program, const std::vector<Value>& slots) {
  palpate::cql::Scratch scratch(program);
  scratch.begin({slots, palpate::fuzz::evaluation_time()});
  const auto result = scratch.definition(*program->find("Expression", "Result"));
  if (!result) {
    if (result.error().message.empty()) std::abort();  // failed without a word
    return {};
  }
  return {false, is_scalar(*result), to_cql(*result)};
}

bool keeps_unknown(const palpate::cql::Program& program) {
  const palpate::cql::DefinitionId root = *program.find("Expression", "Result");
  palpate::Diagnostics diagnostics;
  palpate::cql::check_monotone(program, {&root, 1}, {}, diagnostics);
  return !diagnostics.has_errors();
}

/// A list of one E, of which `fields` are known: its code, date and word.
Value events(const std::vector<Value>& fields, std::pmr::memory_resource& arena) {
  const std::string_view names[] = {"code", "on", "v"};
  const auto& shape = palpate::make_shape("E", names, arena);
  const Value event = palpate::make_tuple(shape, fields, arena);
  return palpate::make_list({&event, 1}, arena);
}

/// Each record answers what the one before it answers, and more; two ends to the same beginning.
std::vector<std::vector<Value>> records(std::pmr::memory_resource& arena) {
  using palpate::make_string;
  const Value x = make_string("x", arena);
  const Value both[] = {x, make_string("y", arena)};
  const auto celsius = *palpate::parse_unit("Cel", arena);
  const Value parts[] = {x, Value(), Value(), Value()};
  const Value code = palpate::make_tuple(palpate::code_shape(), parts, arena);
  const Value day = Value::date(*palpate::parse_date("2024-02-29"));
  std::vector<Value> none(10);
  auto some = none;
  some[0] = Value::boolean(true);
  some[2] = Value::integer(7);
  some[7] = day;
  some[9] = events({Value(), day, Value()}, arena);
  auto all = some;
  all[1] = Value::boolean(false);
  all[3] = Value::boolean(true);
  all[4] = Value::boolean(false);
  all[5] = palpate::make_list(both, arena);
  all[6] = Value::quantity(*palpate::Decimal::parse("38.5"), *celsius);
  all[8] = x;
  all[9] = events({code, day, x}, arena);
  auto other = all;
  other[1] = Value::boolean(true);
  other[3] = Value::boolean(false);
  other[5] = palpate::make_list(std::span(&x, 1), arena);
  other[6] = Value::quantity(*palpate::Decimal::parse("36"), *celsius);
  other[8] = both[1];
  other[9] = events({Value(), day, both[1]}, arena);
  return {none, some, all, other};
}

void must_refine(const Outcome& less, const Outcome& more) {
  if (less.failed || more.failed || !less.is_scalar) return;
  if (less.text != more.text) std::abort();  // an answer changed a definite answer
}

void must_read_back(const std::string& literal) {
  const auto source = std::make_shared<const palpate::SourceText>("literal", literal);
  const auto compilation = palpate::cql::compile_expression(source);
  if (!compilation.program) std::abort();  // printed what is no CQL
  const auto again = run(compilation.program, {});
  if (again.failed || again.text != literal) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const auto source = std::make_shared<const palpate::SourceText>(
      "expression", std::string(reinterpret_cast<const char*>(data), size));
  const auto compilation = palpate::cql::compile_expression(source, record_input());
  if ((compilation.program == nullptr) != compilation.diagnostics.has_errors()) std::abort();
  if (!compilation.program) return 0;
  std::pmr::monotonic_buffer_resource arena;
  std::vector<Outcome> outcomes;
  for (const auto& slots : records(arena)) outcomes.push_back(run(compilation.program, slots));
  if (keeps_unknown(*compilation.program)) {
    must_refine(outcomes[0], outcomes[1]);
    must_refine(outcomes[0], outcomes[2]);
    must_refine(outcomes[1], outcomes[2]);
    must_refine(outcomes[1], outcomes[3]);
  }
  for (const auto& outcome : outcomes) {
    if (!outcome.failed && outcome.is_scalar) must_read_back(outcome.text);
  }
  return 0;
}
