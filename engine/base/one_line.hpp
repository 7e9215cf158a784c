#pragma once

#include <string>
#include <string_view>

namespace palpate {

/// `text` with each run of white space as one space, and none at its ends: source text in a
/// message.
std::string on_one_line(std::string_view text);
/// Whether `text` is as on_one_line() would have it.
bool is_on_one_line(std::string_view text);

}  // namespace palpate
