#pragma once

#include <simdjson.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// Yardstick B: the forty conditions of intake40 as a programmer would write them by hand, on
/// simdjson's On-Demand reader, with three-valued logic. It looks at nothing that it does not need
/// and checks no range, option or unknown item, as palpate must.
namespace hand_written {

/// Ordered so that `and` is the lesser and `or` the greater of two.
enum class Tri : std::uint8_t { no, unknown, yes };

constexpr std::size_t condition_count = 40;

struct Answer {
  std::string_view id;
  std::array<Tri, condition_count> conditions{};  ///< in the order of red-flags.yaml
};

/// Reads one record and decides. `line` must have simdjson's padding behind it; the id is a view.
/// False when it is not JSON of the expected form.
bool decide(simdjson::ondemand::parser& parser, simdjson::padded_string_view line, Answer& answer);

/// Appends the result as one line: bounds, conditions that hold, conditions that are open.
void write(const Answer& answer, std::string& out);

/// Position of the most urgent condition's level, and of the most urgent that is not ruled out.
struct Bounds {
  std::size_t at_least = 0;
  std::size_t at_most = 0;
};
Bounds bounds_of(const Answer& answer);

}  // namespace hand_written
