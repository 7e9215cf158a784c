#include "cli/interrupt.hpp"

#include <csignal>

namespace palpate::cli {

namespace {

/// A signal handler gets no argument of ours, so this cannot be local.
constinit batch::StopFlag stop{false};

void on_interrupt(int) { stop.store(true, std::memory_order_relaxed); }

}  // namespace

const batch::StopFlag& stop_on_interrupt() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  return stop;
}

}  // namespace palpate::cli
