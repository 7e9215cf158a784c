#pragma once

#include "batch/stop.hpp"

namespace palpate::cli {

/// From now on Ctrl-C and SIGTERM set this flag, once: the next one ends the process as usual. Too
/// large a file and a closed pipe become write errors, which say what is wrong, instead of signals.
const batch::StopFlag& stop_on_interrupt();

}  // namespace palpate::cli
