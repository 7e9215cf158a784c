// UCUM codes: parse, convert, multiply, divide; a unit converts to itself without loss.
#include <cstdint>
#include <cstdlib>
#include <memory_resource>
#include <string_view>

#include "value/unit.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using palpate::Decimal;
  std::pmr::monotonic_buffer_resource arena;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto unit = palpate::parse_unit(text, arena);
  if (!unit) {
    if (unit.error().message.empty()) std::abort();  // refused without a word
    return 0;
  }
  const auto seven = Decimal::from_integer(7);
  const auto same = palpate::convert(seven, **unit, **unit);
  if (same && *same != seven) std::abort();
  if (!palpate::commensurable(**unit, **unit) || !palpate::same_unit(**unit, **unit)) std::abort();
  palpate::multiply(**unit, **unit, arena);
  palpate::divide(**unit, palpate::unit_one(), arena);
  return 0;
}
