#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"

namespace palpate::ruleset {

/// The files of one rule set, read once: digest and rules are made from the same bytes.
struct Content {
  std::string directory;
  std::map<std::string, std::string> files;    ///< path below the directory, with '/' → bytes
  std::optional<std::string> declared_digest;  ///< what the file DIGEST says, if there is one

  /// The file with the name that diagnostics show; null when there is no such file.
  SourcePtr source(const std::string& path) const;
  /// SHA-256 over a line "<SHA-256 of the file>  <path>" for each file, in the order of the paths'
  /// bytes: what `sha256sum` prints for all files but DIGEST, hashed once more.
  std::string digest() const;
};

/// Reads every file below `directory` within base/limits.hpp. Codes RS0001–RS0009.
Content read_content(const std::string& directory, Diagnostics& diagnostics);

/// A diagnostic's place for a file as a whole.
SourcePtr file_place(const std::string& path);

}  // namespace palpate::ruleset
