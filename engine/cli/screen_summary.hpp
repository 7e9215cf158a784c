#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "batch/screen.hpp"

namespace palpate::cli {

/// What a clock says of a run: of this process's part of it.
struct Throughput {
  double seconds = 0;
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;  ///< of the input files
};

/// The summary for people. Ends with a line break.
std::string summary_text(const batch::ScreenResult& result, const ruleset::RuleSet& rules,
                         const Throughput& throughput);
/// Writes the summary as JSON, the throughput included.
Result<void> write_summary(const std::string& path, const batch::ScreenResult& result,
                           const ruleset::RuleSet& rules, const Throughput& throughput);

}  // namespace palpate::cli
