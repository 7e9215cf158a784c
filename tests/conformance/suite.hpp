#pragma once

#include <optional>
#include <string>
#include <vector>

namespace palpate::conformance {

/// A feature of the language that a case needs.
struct Capability {
  std::string code;
  std::string value;
};

/// One case of the public suite.
struct Case {
  std::string file;  ///< without extension
  std::string group;
  std::string name;
  std::string expression;
  std::vector<std::string> outputs;  ///< CQL texts; any of them will do
  bool invalid = false;              ///< compiling or running it has to fail
  bool semantic = false;             ///< … and compiling already
  std::vector<Capability> capabilities;

  /// "File/Group/Test", as disputed.txt writes it.
  std::string path() const { return file + "/" + group + "/" + name; }
};

/// All cases of all XML files in `folder`, by file name and in file order. nullopt: there is no
/// such folder. `problems` gets a line a file that is no XML.
std::optional<std::vector<Case>> read_suite(const std::string& folder,
                                            std::vector<std::string>& problems);

}  // namespace palpate::conformance
