#include "ruleset/compile_input.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "base/limits.hpp"

namespace palpate::ruleset {

Result<cql::CompileInput> compile_input(const RuleSet& rules) {
  namespace fs = std::filesystem;
  const auto directory = rules.directory + "/logic";
  std::error_code failed;
  std::vector<fs::path> paths;
  for (fs::directory_iterator entry(directory, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (entry->path().extension() == ".cql") paths.push_back(entry->path());
  }
  if (failed) return Error{Error::Code::io, failed.message(), directory};
  std::sort(paths.begin(), paths.end());
  cql::CompileInput input;
  for (const auto& path : paths) {
    auto text = read_file(path.string(), limits::cql_source_bytes);
    if (!text) return text.error();
    input.libraries.push_back(std::make_shared<const SourceText>(path.string(), std::move(*text)));
  }
  input.libraries.push_back(palpate_library());
  input.schema = context_schema(*rules.dictionary);
  input.terminology = rules.terminology;
  return input;
}

}  // namespace palpate::ruleset
