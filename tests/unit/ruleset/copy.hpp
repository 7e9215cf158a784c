#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "ruleset/rule_set.hpp"
#include "support/folder.hpp"

namespace palpate::ruleset {

inline std::filesystem::path source_directory() { return PALPATE_SOURCE_DIR; }
inline std::filesystem::path fixtures() {
  return source_directory() / "tests/unit/ruleset/fixtures";
}
/// A small, valid rule set for the knee.
inline std::filesystem::path knee() { return fixtures() / "knee/1.0.0"; }

inline std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(file) << path;
  return text.str();
}

inline void write_all(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// A copy of the knee rule set, to be spoilt.
class KneeCopy {
 public:
  KneeCopy() {
    std::filesystem::create_directories(path().parent_path());
    std::filesystem::copy(knee(), path(), std::filesystem::copy_options::recursive);
  }
  std::filesystem::path root() const { return directory_.path(); }
  std::filesystem::path path() const { return directory_.path() / "knee/1.0.0"; }

  /// `from` must stand in the file exactly once; the line where it begins.
  std::uint32_t replace(const std::string& file, const std::string& from, const std::string& to) {
    auto text = read_all(path() / file);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << file << ": " << from;
    EXPECT_EQ(text.find(from, at + 1), std::string::npos) << file << ": twice: " << from;
    if (at == std::string::npos) return 0;
    text.replace(at, from.size(), to);
    write_all(path() / file, text);
    const auto before = text.substr(0, at);
    return 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  }
  Loaded load(const LoadOptions& options = {}) const {
    return ruleset::load(path().string(), options);
  }

 private:
  support::Folder directory_;
};

}  // namespace palpate::ruleset
