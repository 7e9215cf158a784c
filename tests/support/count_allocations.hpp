#pragma once

#include <cstdlib>
#include <new>

/// Counts what the whole test program allocates. For one source file of a program: it replaces
/// operator new. Not inlined, or g++ would see malloc beside delete.
namespace palpate::support {
inline std::size_t allocations = 0;
}
__attribute__((noinline)) void* operator new(std::size_t size) {
  ++palpate::support::allocations;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
__attribute__((noinline)) void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++palpate::support::allocations;
  return std::malloc(size == 0 ? 1 : size);
}
__attribute__((noinline)) void operator delete(void* memory) noexcept { std::free(memory); }
__attribute__((noinline)) void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
