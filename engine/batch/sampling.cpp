#include "batch/sampling.hpp"

namespace palpate::batch {

namespace {

/// The finalizer of SplitMix64: every bit of the input changes half of the output's.
std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

}  // namespace

bool is_sampled(const Position& place, std::uint64_t one_in, std::uint64_t seed) {
  if (one_in <= 1) return true;
  return mix(mix(mix(seed) ^ place.input) ^ place.line) % one_in == 0;
}

}  // namespace palpate::batch
