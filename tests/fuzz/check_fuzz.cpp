// The checker: a whole library over a small record, with all warnings and the
// information-monotone check. It gives a Program or says why not, and twice the same.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "fuzz/record.hpp"

namespace {

palpate::cql::Compilation compile(const std::string& text) {
  palpate::cql::CompileInput input;
  input.schema = palpate::fuzz::record_schema();
  input.libraries.push_back(std::make_shared<const palpate::SourceText>("library.cql", text));
  input.warn_unused = true;
  return palpate::cql::compile(input);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  using namespace palpate;  // NOLINT(google-build-using-namespace): a fuzz target of one file
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto compilation = compile(text);
  const auto messages = render(compilation.diagnostics);
  if (messages != render(compile(text).diagnostics)) std::abort();
  if ((compilation.program == nullptr) != compilation.diagnostics.has_errors()) std::abort();
  if (!compilation.program) return 0;
  std::vector<cql::DefinitionId> roots;
  for (cql::DefinitionId id = 0; id < compilation.program->definitions().size(); ++id) {
    roots.push_back(id);
  }
  Diagnostics diagnostics;
  cql::check_monotone(*compilation.program, roots, "Palpate", diagnostics);
  render(diagnostics);
  return 0;
}
