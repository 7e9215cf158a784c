// The rendered messages of tests/golden/diagnostics, one library a mistake.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(PALPATE_SOURCE_DIR) / "tests/golden/diagnostics";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> libraries_in(const fs::path& directory) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (entry.path().extension() == ".cql") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string messages_of(const fs::path& library) {
  CompileInput input;
  input.schema = intake();
  input.libraries.push_back(source(library.filename().string(), read(library)));
  for (const fs::path& other : libraries_in(folder / "included")) {
    input.libraries.push_back(source(other.filename().string(), read(other)));
  }
  return render(compile(input).diagnostics);
}

/// For tests/golden/diagnostics/show.
void keep(const fs::path& name, const std::string& messages) {
  const char* const directory = std::getenv("PALPATE_DIAGNOSTICS_OUT");
  if (directory == nullptr) return;
  std::ofstream(fs::path(directory) / name, std::ios::binary) << messages;
}

TEST(GoldenDiagnostics, AreWhatAuthorsNeed) {
  const auto libraries = libraries_in(folder);
  EXPECT_GE(libraries.size(), 60U);
  for (const fs::path& library : libraries) {
    const fs::path expected = fs::path(library).replace_extension(".txt");
    const std::string messages = messages_of(library);
    keep(expected.filename(), messages);
    EXPECT_EQ(messages, read(expected)) << library.filename();
  }
}

TEST(GoldenDiagnostics, ColourAddsOnlySequences) {
  CompileInput input;
  input.libraries.push_back(source("colour.cql", "define R: 5 > 'a'\n"));
  const auto diagnostics = compile(input).diagnostics;
  std::string coloured = render(diagnostics, true);
  for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, render(diagnostics));
}

}  // namespace
}  // namespace palpate::cql::testing
