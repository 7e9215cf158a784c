// The YAML files of a rule set → Documents and name tables.
#include <algorithm>
#include <array>

#include "ruleset/build.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::array<std::string_view, 10> required_files = {
    "ruleset.yaml",     "intake.yaml",    "red-flags.yaml",
    "findings.yaml",    "exercises.yaml", "contraindications.yaml",
    "adaptations.yaml", "knowledge.yaml", "policy.yaml",
    "sources.yaml"};
constexpr std::array<std::string_view, 1> other_files = {"README.md"};
constexpr std::array<std::string_view, 4> folders = {"logic/", "terminology/", "cases/",
                                                     "examples/"};

bool belongs(std::string_view path) {
  const auto same = [path](std::string_view file) { return file == path; };
  return std::any_of(required_files.begin(), required_files.end(), same) ||
         std::any_of(other_files.begin(), other_files.end(), same) ||
         std::any_of(folders.begin(), folders.end(), [path](std::string_view folder) {
           return path.substr(0, folder.size()) == folder;
         });
}

std::vector<std::string_view> strays(const Content& content) {
  std::vector<std::string_view> out;
  for (const auto& file : content.files) {
    if (!belongs(file.first)) out.push_back(file.first);
  }
  return out;
}

void report_missing(Build& build, std::string_view file, std::vector<std::string_view>& strays) {
  const auto similar = nearest(file, strays);
  std::string suggestion;
  if (!similar.empty()) {
    suggestion = "rename '" + std::string(similar) + "' to it";
    strays.erase(std::find(strays.begin(), strays.end(), similar));
  }
  build.diagnostics.error("RS0002", file_place(build.content.directory + "/" + std::string(file)),
                          {}, "this file is missing; every rule set has one",
                          std::move(suggestion));
}

}  // namespace

void parse_document(Build& build, const std::string& path) {
  const auto errors_before = build.diagnostics.error_count();
  auto document = parse_yaml(build.content.source(path), build.diagnostics);
  if (build.diagnostics.error_count() == errors_before) {
    build.documents.emplace(path, std::move(document));
  } else {
    build.lacks_file = true;
  }
}

void read_documents(Build& build) {
  auto left = strays(build.content);
  for (const auto file : required_files) {
    const std::string path(file);
    if (build.content.files.count(path) == 0) {
      build.lacks_file = true;
      report_missing(build, file, left);
    } else {
      parse_document(build, path);
    }
  }
  for (const auto stray : left) {
    build.diagnostics.warning("RS0007", build.content.source(std::string(stray)), {},
                              "this file is no part of a rule set; nothing reads it",
                              "remove it: it counts for the digest");
  }
}

const Document* Build::document(const std::string& path) const {
  const auto found = documents.find(path);
  return found != documents.end() ? &found->second : nullptr;
}

std::optional<ObjectReader> Build::file(const std::string& path,
                                        std::initializer_list<std::string_view> keys) {
  const auto* found = document(path);
  if (found == nullptr) return std::nullopt;
  return ObjectReader(DocumentNode(*found, diagnostics), path, keys);
}

std::vector<std::uint32_t> Build::sources_of(const ObjectReader& reader, Presence presence) {
  return sources.use_all(reader, "sources", presence);
}

LevelIndex Build::level(const ObjectReader& reader, std::string_view key) {
  const auto node = reader.get(key, Presence::required);
  return node ? levels.use(*node).value_or(0) : 0;
}

void define_names(Build& build) {
  const auto define = [&build](NameTable& table, const std::string& path,
                               const std::string& pointer) {
    const auto* document = build.document(path);
    if (document != nullptr) table.define(*document, pointer, build.diagnostics);
  };
  define(build.levels, "ruleset.yaml", "/levels");
  define(build.sources, "sources.yaml", "/sources");
  define(build.red_flags, "red-flags.yaml", "/red_flags");
  define(build.exercises, "exercises.yaml", "/exercises");
  define(build.tags, "exercises.yaml", "/tags");
  define(build.positions, "exercises.yaml", "/positions");
  // Two entities of one name are the knowledge reader's to report.
  Diagnostics reported_elsewhere;
  if (const auto* document = build.document("knowledge.yaml")) {
    build.entities.define(*document, "/entities", reported_elsewhere);
  }
}

}  // namespace palpate::ruleset
