#pragma once

#include <string>

#include "cli/binding.hpp"

namespace palpate::cli {

/// Reads expressions, definitions and ":commands" from the terminal until Ctrl-D or ":quit".
/// Returns the exit code.
int run_repl(Binding& binding, bool trace, const std::string& history_file);

}  // namespace palpate::cli
