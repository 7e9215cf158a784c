// A directory → the bytes of its files. External interface: content.hpp.
#include "ruleset/content.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/digest.hpp"
#include "base/document.hpp"
#include "base/file.hpp"
#include "base/limits.hpp"

namespace palpate::ruleset {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view digest_file = "DIGEST";

class ContentReader {
 public:
  ContentReader(const std::string& directory, Diagnostics& diagnostics)
      : root_(directory), diagnostics_(diagnostics) {
    content_.directory = directory;
  }

  Content read() {
    std::error_code error;
    real_root_ = fs::canonical(root_, error);
    if (error || !fs::is_directory(real_root_, error)) {
      complain(root_, "RS0001", "there is no such directory", "name the directory of one version");
      return std::move(content_);
    }
    read_entries();
    return std::move(content_);
  }

 private:
  void complain(const fs::path& path, std::string code, std::string message,
                std::string suggestion = {}) {
    diagnostics_.error(std::move(code), file_place(path.string()), {}, std::move(message),
                       std::move(suggestion));
  }

  void read_entries() {
    std::error_code error;
    fs::recursive_directory_iterator entry(root_, error);
    for (std::size_t count = 0; !error && !full_ && entry != fs::recursive_directory_iterator();) {
      if (++count > limits::ruleset_files) {
        complain(root_, "RS0004",
                 "a rule set may hold " + std::to_string(limits::ruleset_files) + " files at most");
        return;
      }
      take(*entry);
      entry.increment(error);
    }
    if (error) complain(root_, "RS0003", "the directory cannot be read: " + error.message());
  }

  void take(const fs::directory_entry& entry) {
    std::error_code error;
    const auto status = entry.symlink_status(error);
    if (fs::is_directory(status)) return;
    if (fs::is_symlink(status) && !stays_inside(entry.path())) {
      return complain(entry.path(), "RS0005",
                      "this link leads out of the rule set, or to a directory",
                      "a rule set holds all its content: put the file itself here");
    }
    const auto path = entry.path().lexically_relative(root_).generic_string();
    if (!has_plain_name(path)) {
      return complain(entry.path(), "RS0006",
                      "control characters, '\\' and invalid UTF-8 are not allowed in file names");
    }
    read(entry.path(), path);
  }

  bool stays_inside(const fs::path& link) const {
    std::error_code error;
    const auto target = fs::canonical(link, error);
    if (error || !fs::is_regular_file(target, error)) return false;
    const auto relative = target.lexically_relative(real_root_);
    return !relative.empty() && *relative.begin() != "..";
  }

  /// Such names would be written otherwise by sha256sum, and could break a terminal.
  static bool has_plain_name(std::string_view path) {
    return is_utf8(path) && std::none_of(path.begin(), path.end(), [](char c) {
             return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
           });
  }

  void read(const fs::path& full, const std::string& path) {
    auto bytes = read_file(full.string(), limits::ruleset_file_bytes);
    if (!bytes) return complain(full, "RS0003", bytes.error().message);
    total_ += bytes->size();
    full_ = total_ > limits::ruleset_bytes;
    if (full_) {
      return complain(full, "RS0004",
                      "the files of a rule set may have " + std::to_string(limits::ruleset_bytes) +
                          " bytes together");
    }
    if (path == digest_file) {
      content_.declared_digest = bytes->substr(0, bytes->find_last_not_of(" \t\r\n") + 1);
    } else {
      content_.files.emplace(path, std::move(*bytes));
    }
  }

  fs::path root_;
  fs::path real_root_;
  Diagnostics& diagnostics_;
  Content content_;
  std::size_t total_ = 0;
  bool full_ = false;
};

std::string full_path(const std::string& directory, const std::string& path) {
  return (fs::path(directory) / path).generic_string();
}

}  // namespace

SourcePtr file_place(const std::string& path) {
  return std::make_shared<const SourceText>(path, std::string());
}

SourcePtr Content::source(const std::string& path) const {
  const auto found = files.find(path);
  if (found == files.end()) return nullptr;
  return std::make_shared<const SourceText>(full_path(directory, path), found->second);
}

std::string Content::digest() const {
  Sha256 hash;
  for (const auto& file : files) {
    hash.update(sha256(file.second));
    hash.update("  ");
    hash.update(file.first);
    hash.update("\n");
  }
  return hash.finish();
}

Content read_content(const std::string& directory, Diagnostics& diagnostics) {
  return ContentReader(directory, diagnostics).read();
}

}  // namespace palpate::ruleset
