#pragma once

#include <string>
#include <string_view>

namespace palpate::rendering {

/// Appends `text` as a JSON string, quotes included. `text` must be UTF-8.
void append_json_string(std::string_view text, std::string& out);

}  // namespace palpate::rendering
