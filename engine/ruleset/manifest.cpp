// ruleset.yaml → identity, levels and the libraries' names.
#include <algorithm>
#include <filesystem>

#include "cql/program/shipped_function.hpp"
#include "ruleset/build.hpp"
#include "ruleset/version.hpp"
#include "value/temporal.hpp"

namespace palpate::ruleset {

namespace {

bool is_library_name(std::string_view text) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [letter](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

void check_version(Build& build, const ObjectReader& file) {
  const auto node = file.find("version");
  const auto& written = build.set.version;
  if (!node || written.empty()) return;
  const auto version = parse_version(written);
  if (!version || !version->whole()) {
    node->error("RS0140", "'" + written + "' is not a version: three numbers, as in 1.0.0");
    return;
  }
  // A directory that is called otherwise is a working copy; rules/<id>/<version>/ is not.
  const auto directory =
      std::filesystem::path(build.content.directory + "/").lexically_normal().parent_path();
  const auto name = directory.filename().string();
  if (!parse_version(name) || !parse_version(name)->whole()) return;
  if (name != written) {
    node->error("RS0141", "this version stands in a directory called '" + name + "'");
  }
  const auto parent = directory.parent_path().filename().string();
  if (!parent.empty() && parent != build.set.id && file.has("id")) {
    file.find("id")->error("RS0141", "this rule set stands in a directory called '" + parent + "'");
  }
}

void read_effective_from(Build& build, const ObjectReader& file) {
  build.set.effective_from = file.text("effective_from");
  if (build.set.effective_from.empty()) return;
  const auto date = parse_date(build.set.effective_from);
  if (date && date->precision == Precision::day) return;
  file.find("effective_from")
      ->error("RS0144", "'" + build.set.effective_from + "' is not a date, as in 2026-12-01");
}

void read_levels(Build& build, const ObjectReader& file) {
  for (const auto& node : file.list("levels", Presence::required)) {
    const ObjectReader reader(node, "a level", {"id", "title", "timeframe"});
    build.set.levels.push_back(
        {reader.identifier("id"), reader.text("title"), reader.text("timeframe")});
  }
}

void read_libraries(Build& build, const ObjectReader& file) {
  for (const auto& node : file.list("libraries", Presence::required)) {
    const auto name = node.text();
    if (!name) continue;
    if (!is_library_name(*name)) {
      node.error("RS0145", "'" + *name + "' cannot be the name of a library");
    } else if (*name == cql::shipped_library) {
      node.error("RS0145", "the library Palpate is built in; it is not listed");
    } else if (build.content.files.count("logic/" + *name + ".cql") == 0) {
      node.error("RS0146", "there is no file logic/" + *name + ".cql");
    } else if (std::find(build.libraries.begin(), build.libraries.end(), *name) !=
               build.libraries.end()) {
      node.error("RS0109", "library '" + *name + "' stands twice in this list");
      continue;
    }
    build.libraries.push_back(*name);
  }
}

}  // namespace

void read_manifest(Build& build) {
  const auto file =
      build.file("ruleset.yaml", {"id", "version", "title", "description", "effective_from",
                                  "authors", "libraries", "levels"});
  if (!file) return;
  auto& set = build.set;
  set.id = file->identifier("id");
  set.version = file->text("version");
  set.title = file->text("title");
  set.description = file->text("description");
  set.authors = file->texts("authors", Presence::required);
  check_version(build, *file);
  read_effective_from(build, *file);
  read_levels(build, *file);
  read_libraries(build, *file);
}

}  // namespace palpate::ruleset
