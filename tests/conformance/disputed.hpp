#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace palpate::conformance {

/// Why a case is held to be wrong.
struct Dispute {
  std::string specification;
  std::string engines;
};

struct Disputes {
  std::map<std::string, Dispute> cases;  ///< by Case::path
  std::vector<std::string> problems;     ///< lines that are not as they should be
};

/// Names of cases at the start of lines, below them indented "specification: …" and "engines: …",
/// which all cases right above share and each needs; a line that is indented deeper goes on. '#'
/// begins a comment.
Disputes read_disputes(std::string_view text);

}  // namespace palpate::conformance
