#include "ruleset/status.hpp"

#include <algorithm>
#include <filesystem>

#include "base/document_reader.hpp"
#include "base/file.hpp"
#include "base/limits.hpp"
#include "ruleset/content.hpp"
#include "ruleset/version.hpp"
#include "ruleset/words.hpp"

namespace palpate::ruleset {

namespace {

std::map<std::string, Status> read(const DocumentNode& root) {
  std::map<std::string, Status> out;
  const ObjectReader file(root, "STATUS.yaml", {"versions"});
  const auto versions = file.get("versions", Presence::required);
  const auto* entries = versions ? versions->value().if_object() : nullptr;
  if (versions && entries == nullptr) versions->wrong_type("versions, each with its status");
  if (entries == nullptr) return out;
  for (const auto& entry : *entries) {
    const std::string version(entry.key());
    const auto node = root.at("/versions/" + pointer_escape(version));
    const auto parsed = parse_version(version);
    if (!parsed || !parsed->whole()) {
      node.error_at_key("RS0021", "'" + version + "' is not a version, as in 1.0.0");
    }
    if (const auto word = node.word(status_words)) out[version] = static_cast<Status>(*word);
  }
  return out;
}

}  // namespace

std::map<std::string, Status> read_statuses(const std::string& rule_set_directory,
                                            Diagnostics& diagnostics) {
  const auto path = (std::filesystem::path(rule_set_directory) / "STATUS.yaml").generic_string();
  auto bytes = read_file(path, limits::ruleset_file_bytes);
  if (!bytes) {
    if (bytes.error().code != Error::Code::not_found) {
      diagnostics.error("RS0021", file_place(path), {},
                        "this file cannot be read: " + bytes.error().message);
    }
    return {};
  }
  Diagnostics own;
  const auto document =
      parse_yaml(std::make_shared<const SourceText>(path, std::move(*bytes)), own);
  std::map<std::string, Status> out;
  if (!own.has_errors()) out = read(DocumentNode(document, own));
  diagnostics.append(own);
  return out;
}

Status read_status(const std::string& directory, const std::string& version,
                   Diagnostics& diagnostics) {
  std::error_code error;
  const auto path = std::filesystem::absolute(directory + "/", error).lexically_normal();
  if (error) return Status::draft;
  const auto statuses =
      read_statuses(path.parent_path().parent_path().generic_string(), diagnostics);
  const auto found = statuses.find(version);
  return found != statuses.end() ? found->second : Status::draft;
}

}  // namespace palpate::ruleset
