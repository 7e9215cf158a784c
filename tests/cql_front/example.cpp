// A program that uses CQL and nothing else of palpate: it evaluates a library over a record, both
// described by files. usage: cql_front_example MODEL.json LIBRARY.cql RECORD.json
#include <cstdio>
#include <memory>
#include <memory_resource>
#include <string>

#include "base/file.hpp"
#include "cql/cql.hpp"
#include "cql/front/model.hpp"
#include "value/print.hpp"

namespace {

constexpr std::size_t most_bytes = 1U << 20U;

palpate::SourcePtr read_source(const char* path) {
  auto text = palpate::read_file(path, most_bytes);
  return text ? std::make_shared<const palpate::SourceText>(path, std::move(*text)) : nullptr;
}

int complain(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

int run(const palpate::SourcePtr& model, const palpate::SourcePtr& library,
        const palpate::SourcePtr& record) {
  palpate::Diagnostics diagnostics;
  palpate::cql::CompileInput input;
  input.schema = palpate::cql::read_model(palpate::parse_yaml(model, diagnostics), diagnostics);
  if (diagnostics.has_errors()) return complain(palpate::render(diagnostics));

  input.libraries = {library};
  const auto compiled = palpate::cql::compile(input);  // once; shared by any number of threads
  if (!compiled.program) return complain(palpate::render(compiled.diagnostics));

  std::pmr::monotonic_buffer_resource arena;  // of the record's values
  const auto data = palpate::parse_yaml(record, diagnostics);
  const auto slots = palpate::cql::read_record(input.schema, data, arena);
  if (!slots) return complain(slots.error().message);

  const auto now = palpate::parse_date_time("2026-01-15T09:00:00Z");
  palpate::cql::Scratch scratch(compiled.program);  // one a thread, for one record after another
  scratch.begin({*slots, *now});
  for (const auto& result : palpate::cql::evaluate_library(scratch)) {
    const auto text = result.value ? palpate::to_cql(*result.value) : result.value.error().message;
    std::printf("%s: %s\n", result.name.c_str(), text.c_str());
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return complain("usage: cql_front_example MODEL.json LIBRARY.cql RECORD.json");
  const auto model = read_source(arguments[1]);
  const auto library = read_source(arguments[2]);
  const auto record = read_source(arguments[3]);
  if (!model || !library || !record) return complain("a file cannot be read");
  return run(model, library, record);
}
