#pragma once

#include <array>
#include <string_view>

/// The words of knowledge.yaml, in the order of the enumerators in graph.hpp.
namespace palpate::knowledge {

inline constexpr std::array<std::string_view, 5> node_kinds = {"muscle", "joint", "movement",
                                                               "pattern", "region"};
inline constexpr std::array<std::string_view, 8> relation_kinds = {
    "antagonist", "synergist", "inhibits", "compensates-for",
    "part-of",    "crosses",   "moves",    "refers-to"};

}  // namespace palpate::knowledge
