// One expression: lexer, parser, checker, evaluator. What evaluates must print, and what is
// printed must read back in as a literal.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "cql/cql.hpp"
#include "value/print.hpp"

namespace {

palpate::Temporal now() { return *palpate::parse_date_time("2026-01-15T12:00:00.000Z"); }

std::string evaluate(const std::string& text, bool& compiled) {
  using namespace palpate;  // NOLINT(google-build-using-namespace): a fuzz target of one file
  const auto source = std::make_shared<const SourceText>("expression", text);
  auto compilation = cql::compile_expression(source);
  compiled = compilation.program != nullptr;
  if (!compiled) {
    if (compilation.diagnostics.empty()) std::abort();  // refused without a word
    render(compilation.diagnostics);
    return {};
  }
  cql::Scratch scratch(compilation.program);
  scratch.begin({{}, now()});
  const auto result = scratch.definition(*compilation.program->find("Expression", "Result"));
  return result ? to_cql(*result) : std::string();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  bool compiled = false;
  evaluate(std::string(reinterpret_cast<const char*>(data), size), compiled);
  return 0;
}
