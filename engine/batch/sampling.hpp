#pragma once

#include <cstdint>

#include "batch/chunk.hpp"

namespace palpate::batch {

/// One record in `one_in`, chosen by seed and place: the same ones in every run on the same inputs.
bool is_sampled(const Position& place, std::uint64_t one_in, std::uint64_t seed);

}  // namespace palpate::batch
