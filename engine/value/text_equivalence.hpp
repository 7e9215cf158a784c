#pragma once

#include <string_view>

namespace palpate {

/// CQL's `~` of strings: letters compare without case, and every white-space character is like
/// every other. Cases are paired as Unicode does in Latin, Greek and Cyrillic, whatever the
/// locale; text in other scripts, and bytes that are not UTF-8, compare as they are.
bool equivalent_text(std::string_view a, std::string_view b);

}  // namespace palpate
