#pragma once

#include <cstddef>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace palpate {

/// Whether `source` may be handed to the YAML parser at all: its size, its bytes, its directives.
/// Reports what is wrong.
bool is_readable_yaml(const SourcePtr& source, Diagnostics& diagnostics);

/// Bytes of the byte order mark that `text` begins with, or 0.
std::size_t byte_order_mark_length(std::string_view text);

}  // namespace palpate
