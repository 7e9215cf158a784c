#pragma once

#include <memory>
#include <optional>
#include <string>

#include "batch/screen.hpp"
#include "cli/command.hpp"
#include "cli/screen_progress.hpp"

namespace palpate::cli {

/// What `palpate screen` was asked for.
struct ScreenRequest {
  batch::ScreenOptions options;
  std::shared_ptr<const Engine> engine;
  ProgressStyle progress = ProgressStyle::none;
  bool quiet = false;
  std::string summary;  ///< file; empty: none
};

Command screen_usage();
/// Loads the rule set and the mapping; prints their diagnostics.
Result<ScreenRequest> read_screen_request(const boost::program_options::variables_map& values);
/// The command that goes on with a run that was begun with `arguments`, for a shell.
std::string resume_command(const Arguments& arguments);

}  // namespace palpate::cli
