// Names of rule sets → directories. External interface: resolve, resolve_dictionary.
#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "base/document_reader.hpp"
#include "base/file.hpp"
#include "base/limits.hpp"
#include "ruleset/rule_set.hpp"
#include "ruleset/status.hpp"
#include "ruleset/version.hpp"

namespace palpate::ruleset {

namespace {

namespace fs = std::filesystem;

/// One version of one rule set.
struct Candidate {
  std::string id;
  Version version;
  std::string name;  ///< of the version
  Status status = Status::draft;
  std::string directory;
};

std::vector<std::string> subdirectories(const fs::path& path) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::directory_iterator entry(path, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_directory(ignored)) out.push_back(entry->path().filename().string());
    if (out.size() >= limits::ruleset_files) break;
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::vector<Candidate>> versions_of(const fs::path& root, const std::string& id) {
  std::vector<Candidate> out;
  const auto directory = root / id;
  Diagnostics diagnostics;
  const auto statuses = read_statuses(directory.generic_string(), diagnostics);
  if (diagnostics.has_errors()) {
    const auto& first = diagnostics.all().front();
    return Error{Error::Code::bad_ruleset, first.message, first.source->name()};
  }
  for (const auto& name : subdirectories(directory)) {
    const auto version = parse_version(name);
    std::error_code error;
    if (!version || !version->whole() || !fs::exists(directory / name / "ruleset.yaml", error)) {
      continue;
    }
    const auto found = statuses.find(name);
    out.push_back({id, *version, name, found != statuses.end() ? found->second : Status::draft,
                   (directory / name).generic_string()});
  }
  std::sort(out.begin(), out.end(),
            [](const Candidate& a, const Candidate& b) { return a.version < b.version; });
  return out;
}

/// The highest of the best status: active before draft; a retired one only when named exactly.
const Candidate* choose(const std::vector<Candidate>& candidates, const Version& wanted) {
  const Candidate* best = nullptr;
  for (const auto& candidate : candidates) {
    if (!wanted.matches(candidate.version)) continue;
    if (candidate.status == Status::retired && !wanted.whole()) continue;
    const bool activates =
        best != nullptr && candidate.status == Status::active && best->status != Status::active;
    const bool same = best != nullptr && candidate.status == best->status;
    if (best == nullptr || activates || (same && candidate.version > best->version)) {
      best = &candidate;
    }
  }
  return best;
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

Error no_rule_set(const fs::path& root, const std::string& id) {
  const auto there = subdirectories(root);
  auto message = "there is no rule set '" + id + "'";
  const auto meant = did_you_mean(id, {there.begin(), there.end()});
  if (!meant.empty()) {
    message.append("; ").append(meant);
  } else {
    message.append(there.empty() ? "; there are none" : "; there are " + join(there));
  }
  return {Error::Code::not_found, message, root.generic_string()};
}

Error no_version(const fs::path& root, const std::string& reference,
                 const std::vector<Candidate>& candidates) {
  std::vector<std::string> names;
  for (const auto& candidate : candidates) {
    names.push_back(candidate.name + " (" + std::string(to_string(candidate.status)) + ")");
  }
  return {Error::Code::not_found,
          "no version that may be used matches '" + reference + "'; there are " + join(names),
          (root / candidates.front().id).generic_string()};
}

Result<std::string> resolve_path(const std::string& path) {
  std::error_code error;
  if (fs::exists(fs::path(path) / "ruleset.yaml", error)) return path;
  return Error{Error::Code::not_found,
               "this is neither the directory of a rule set nor a name such as 'id@1.0.0'", path};
}

/// "id@version" of an intake.yaml; empty when it cannot be read.
std::string dictionary_of(const std::string& directory) {
  auto bytes = read_file(directory + "/intake.yaml", limits::ruleset_file_bytes);
  if (!bytes) return {};
  Diagnostics ignored;  // loading the rule set reports them
  const auto document =
      parse_yaml(std::make_shared<const SourceText>("intake.yaml", std::move(*bytes)), ignored);
  const auto* object = document.root.if_object();
  const auto* id = object != nullptr ? object->if_contains("id") : nullptr;
  const auto* version = object != nullptr ? object->if_contains("version") : nullptr;
  if (id == nullptr || version == nullptr || !id->is_string() || !version->is_string()) return {};
  return std::string(id->get_string()) + "@" + std::string(version->get_string());
}

}  // namespace

Result<std::string> resolve(const std::string& root, const std::string& reference) {
  const auto at = reference.find('@');
  const auto id = reference.substr(0, at);
  const auto version =
      at == std::string::npos ? std::optional(Version{}) : parse_version(reference.substr(at + 1));
  if (!is_identifier(id)) return resolve_path(reference);
  if (!version) {
    return Error{Error::Code::usage, "a version is written as in 'id@1' or 'id@1.0.0'", reference};
  }
  const auto candidates = versions_of(root, id);
  if (!candidates) return candidates.error();
  if (candidates->empty()) return no_rule_set(root, id);
  const auto* chosen = choose(*candidates, *version);
  if (chosen == nullptr) return no_version(root, reference, *candidates);
  return chosen->directory;
}

Result<std::string> resolve_dictionary(const std::string& root, const std::string& dictionary) {
  std::vector<Candidate> matches;
  for (const auto& id : subdirectories(root)) {
    const auto candidates = versions_of(root, id);
    if (!candidates) return candidates.error();
    for (const auto& candidate : *candidates) {
      if (dictionary_of(candidate.directory) == dictionary) matches.push_back(candidate);
    }
  }
  const auto* chosen = choose(matches, Version{});
  if (chosen == nullptr) {
    return Error{Error::Code::not_found, "no rule set has the dictionary '" + dictionary + "'",
                 root};
  }
  const auto rival = std::find_if(matches.begin(), matches.end(), [&](const Candidate& match) {
    return match.id != chosen->id && match.status == chosen->status;
  });
  if (rival == matches.end()) return chosen->directory;
  return Error{Error::Code::usage,
               "the rule sets '" + chosen->id + "' and '" + rival->id +
                   "' both have the dictionary '" + dictionary + "'; name one of them",
               root};
}

}  // namespace palpate::ruleset
