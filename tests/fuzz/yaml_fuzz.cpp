// Files of a rule set: YAML to a document with places.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 65536) return 0;
  palpate::Diagnostics diagnostics;
  const auto source = std::make_shared<const palpate::SourceText>(
      "file.yaml", std::string(reinterpret_cast<const char*>(data), size));
  const auto document = palpate::parse_yaml(source, diagnostics);
  if (diagnostics.has_errors() != document.root.is_null() && diagnostics.has_errors()) {
    std::abort();  // errors and yet a document
  }
  palpate::render(diagnostics);
  return 0;
}
