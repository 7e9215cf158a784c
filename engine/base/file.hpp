#pragma once

#include <cstddef>
#include <string>

#include "base/result.hpp"

namespace palpate {

/// The bytes of a regular file. Errors: not_found, io, limit (more than `limit` bytes).
Result<std::string> read_file(const std::string& path, std::size_t limit);

}  // namespace palpate
