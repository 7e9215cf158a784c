// A whole library over a small record, with the information-monotone check.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "cql/cql.hpp"

namespace {

palpate::cql::ContextSchema schema() {
  using palpate::Type;
  palpate::cql::ContextSchema out;
  out.model = "Record";
  out.version = "1.0.0";
  out.context = "Assessment";
  const auto boolean = Type::simple(Type::Kind::boolean);
  out.elements = {{"a", boolean, 0, {}, {}},
                  {"b", boolean, 1, {}, {}},
                  {"n", Type::simple(Type::Kind::integer), 2, {}, {}},
                  {"s", Type::tuple({{"left", boolean}, {"right", boolean}}), 3, {}, {}},
                  {"l", Type::list(Type::simple(Type::Kind::string)), 5, {"x", "y"}, {}}};
  out.slot_count = 6;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  using namespace palpate;  // NOLINT(google-build-using-namespace): a fuzz target of one file
  cql::CompileInput input;
  input.schema = schema();
  input.libraries.push_back(std::make_shared<const SourceText>(
      "library.cql", std::string(reinterpret_cast<const char*>(data), size)));
  const auto compilation = cql::compile(input);
  if (!compilation.program) {
    if (compilation.diagnostics.empty()) std::abort();  // refused without a word
    return 0;
  }
  std::vector<cql::DefinitionId> roots;
  for (cql::DefinitionId id = 0; id < compilation.program->definitions().size(); ++id) {
    roots.push_back(id);
  }
  Diagnostics diagnostics;
  cql::check_monotone(*compilation.program, roots, "Palpate", diagnostics);
  std::vector<Value> slots(6);
  slots[0] = Value::boolean(true);
  slots[2] = Value::integer(7);
  cql::Scratch scratch(compilation.program);
  scratch.begin({slots, *parse_date_time("2026-01-15T12:00:00.000Z")});
  for (const auto id : roots) {
    const auto result = scratch.definition(id);
    if (!result && result.error().message.empty()) std::abort();  // failed without a word
  }
  return 0;
}
