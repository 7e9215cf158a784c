#pragma once

#include <atomic>

namespace palpate::batch {

/// Set, perhaps by a signal handler, to end a run in good order.
using StopFlag = std::atomic<bool>;
static_assert(StopFlag::is_always_lock_free, "a signal handler may only touch what has no lock");

}  // namespace palpate::batch
